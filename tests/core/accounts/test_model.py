"""The nouns of social networks."""

from __future__ import annotations

import msgspec
import pytest

from mkdocs_reciprocity.core.accounts.model import Account, Ask, Known, Person, Reaction, Status
from mkdocs_reciprocity.core.url import Url

ADA = Person(id="7", address=Url("https://social.example/@ada"), handle="ada@social.example", name="Ada")


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (Ask(url=Url("https://a.example/"), what="account"), "account"),
        (Ask(url=Url("https://a.example/"), what="statuses", page=2), "statuses-2"),
        (Ask(url=Url("https://a.example/"), what="thread", about="109"), "thread-109"),
        (
            Ask(url=Url("https://a.example/"), what="likes", about="at://did:plc:ab/app/3k"),
            "likes-at...did.plc.ab.app.3k",
        ),
        (Ask(url=Url("https://a.example/"), what="thread", about="../é"), "thread-...."),
    ],
)
def test_the_name_of_a_request_can_be_a_file(ask: Ask, name: str) -> None:
    assert ask.name == name


def test_what_is_known_can_be_kept() -> None:
    boosted = Status(id="1", author=ADA, at="2026-11-02T10:00:00Z", text="Looms")
    known = Known(
        account=Account(id="7", person=ADA),
        statuses=(Status(id="2", author=ADA, at="2026-11-03T10:00:00Z", boost_of=boosted),),
        reactions=(Reaction(about="1", who=ADA, kind="like"),),
        asked={"account": "2026-11-03"},
    )
    assert msgspec.json.decode(msgspec.json.encode(known), type=Known) == known
