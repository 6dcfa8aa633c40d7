"""The ways of saying that one does not want to be shown."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.accounts import consent
from tests.core.accounts.making import account, profile


@pytest.mark.parametrize(
    "said",
    [
        {"discoverable": False, "noindex": True},
        {"note": "<p>Weaver. #nobot</p>"},
        {"note": '<p><a href="https://a.example/tags/NoIndex" class="mention hashtag">#<span>NoIndex</span></a></p>'},
        {"note": "&#35;noreactions"},
        {"note": "x #noReactions."},
        {"fields": [{"name": "Wishes", "value": "#nobots"}]},
        {"display_name": "Ada #nobot"},
        {"note": "#no-reactions"},
    ],
)
def test_an_account_on_mastodon_says_no(said: dict[str, Any]) -> None:
    assert consent.on_mastodon(account(**said))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"discoverable": False, "noindex": False},
        {"discoverable": None, "noindex": True},
        {"discoverable": True, "noindex": True},
        {"discoverable": 0, "noindex": 1},
        {"note": "<p>nobot</p>"},
        {"note": "#nobotany"},
        {"note": "x" * 10_000 + "#nobot"},
        {"note": 5, "fields": [5, {"value": None}]},
        {"bot": True},
    ],
)
def test_an_account_on_mastodon_says_nothing(said: dict[str, Any]) -> None:
    assert not consent.on_mastodon(account(**said))


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ({"labels": [{"val": "!no-unauthenticated", "src": "did:plc:a"}]}, True),
        ({"labels": [{"val": "!no-unauthenticated", "neg": True}]}, False),
        ({"labels": [{"val": "spam"}, 5]}, False),
        ({"description": "Nets. #NOBOT"}, True),
        ({"description": "No tag"}, False),
        ({"labels": "!no-unauthenticated"}, False),
    ],
)
def test_a_profile_on_bluesky_says_no(said: dict[str, Any], hidden: bool) -> None:
    assert consent.on_bluesky({**profile(), **said}) == hidden


@pytest.mark.parametrize(
    ("page", "no"),
    [
        ('<meta name="reciprocity" content="no-reactions">', True),
        ("<META NAME=Reciprocity CONTENT='No-Reactions'/>", True),
        ('<head><meta charset="utf-8"><meta content="x no-reactions" name="reciprocity"></head>', True),
        ('<meta name="reciprocity" content="reactions">', False),
        ('<meta name="robots" content="no-reactions">', False),
        ('<!-- <meta name="reciprocity" content="no-reactions"> -->', False),
        ("<p>no-reactions</p>", False),
        ("<meta " * 10_000, False),
        ("", False),
    ],
)
def test_a_home_page_says_no(page: str, no: bool) -> None:
    assert consent.declines(page) == no
