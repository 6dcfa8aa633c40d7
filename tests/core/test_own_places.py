"""Which links lead to this site."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.own_places import NOWHERE, may_lead_to, own_places
from mkdocs_reciprocity.core.url import Url

OWN = own_places(map(Url, ["https://me.example/blog/", "https://www.alias.example/", "https://social.example/@me"]))


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://www.me.example/blog", True),
        ("https://me.example/blog/looms/?page=2#x", True),
        ("https://ALIAS.example:443/x", True),
        ("https://social.example/@me/17", True),
        ("https://me.example/", False),
        ("https://me.example/blogroll/", False),
        ("https://social.example/@me-too", False),
        ("https://alias.example.evil.example/", False),
        ("https://alias.example@evil.example/", False),
        ("https://ada@alias.example/", False),
    ],
)
def test_what_lies_at_an_address_or_below_it_is_own(url: str, own: bool) -> None:
    assert OWN.has(Url(url)) is own
    assert not NOWHERE.has(Url(url))


def test_the_addresses_in_one_text_do_not_depend_on_how_they_are_written() -> None:
    again = own_places(map(Url, ["http://social.example/@me/", "https://alias.example", "https://me.example/blog"]))
    assert again == OWN
    assert again.said() == OWN.said() == "alias.example me.example/blog social.example/@me"
    assert NOWHERE.said() == ""


def test_a_text_may_lead_to_a_host_in_whatever_case_and_script_it_is_written() -> None:
    assert may_lead_to(OWN.hosts, "https://x.example/\nhttps://ME.example/")
    assert may_lead_to(["xn--bcher-kva.example"], "https://b\u00fccher.example/")
    assert not may_lead_to(OWN.hosts, "https://x.example/")
    assert not may_lead_to([], "https://me.example/")
