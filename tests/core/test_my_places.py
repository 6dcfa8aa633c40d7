"""The option ``me``: which place an item names, and what is said of one that can be none."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.book import addresses, own_addresses
from mkdocs_reciprocity.core.editing.mkdocs_yml import line_of
from tests.core.ledger.making import ME, options

MARA = "https://social.example/@mara"
ON_BLUESKY = "https://bsky.app/profile/mara.example"
MEANT = "did you mean"


@pytest.mark.parametrize(
    ("said", "form", "url"),
    [
        (MARA, "mastodon", MARA),
        (f" {MARA}/ ", "mastodon", MARA),
        ("social.example/@mara", "mastodon", MARA),
        ("@mara@social.example", "mastodon", MARA),
        ("@mara@Social.Example", "mastodon", MARA),
        ("@Mara_9@social.example:8443", "mastodon", "https://social.example:8443/@Mara_9"),
        ("http://127.0.0.1:8000/@mara", "mastodon", "http://127.0.0.1:8000/@mara"),
        ("https://social.example/@mara?s=1#top", "mastodon", MARA),
        ("https://social.example/users/mara", "mastodon", MARA),
        (ON_BLUESKY, "bluesky", ON_BLUESKY),
        ("https://www.bsky.app/profile/Mara.Example/", "bluesky", ON_BLUESKY),
        ("bsky.app/profile/@mara.example", "bluesky", ON_BLUESKY),
        (f"{ON_BLUESKY}/rss", "bluesky", ON_BLUESKY),
        ("@mara.example", "bluesky", ON_BLUESKY),
        ("at://mara.example", "bluesky", ON_BLUESKY),
        ("did:plc:ab2c", "bluesky", "https://bsky.app/profile/did:plc:ab2c"),
        ("at://did:web:m.example", "bluesky", "https://bsky.app/profile/did:web:m.example"),
        ("https://links.example/mara/shared.xml", "feed", "https://links.example/mara/shared.xml"),
        (f"{MARA}.rss", "feed", f"{MARA}.rss"),
        ("https://social.example/users/mara.atom", "feed", "https://social.example/users/mara.atom"),
        ("https://social.example/users", "page", "https://social.example/users"),
        ("https://forge.example/mara.atom", "feed", "https://forge.example/mara.atom"),
        ("https://pins.example/?feed=rss2", "feed", "https://pins.example/?feed=rss2"),
        ("https://pins.example/feeds/u:mara/", "feed", "https://pins.example/feeds/u:mara/"),
        ("https://pixels.example/mara", "page", "https://pixels.example/mara"),
        ("https://feedback.example/mara", "page", "https://feedback.example/mara"),
        ("saved/mara.json", "file", None),
        ("links.xml", "file", None),
    ],
)  # fmt: skip
def test_what_an_item_names(said: str, form: str, url: str | None) -> None:
    (place,) = options(me=[said]).me
    assert (place.form, place.url) == (form, url)
    assert place.written == said.strip()


def test_one_needs_no_list_and_none_is_none() -> None:
    assert [place.url for place in options(me=MARA).me] == [MARA]
    assert [place.url for place in options(me={"url": MARA}).me] == [MARA]
    assert [place.url for place in options(me=(MARA, MARA, ON_BLUESKY)).me] == [MARA, ON_BLUESKY]
    assert options(me=None).me == options(me=[]).me == options().me == ()


def test_what_an_entry_there_counts_as() -> None:
    forge, zine = options(
        me=[
            {"url": "https://forge.example/mara.atom", "kind": "like", "via": " forge "},
            {"url": "a.xml", "kind": "zine"},
        ],
        kinds={"zine": {}},
    ).me
    assert (forge.kind, forge.via, zine.kind, zine.via) == ("like", "forge", "zine", "")


@pytest.mark.parametrize(
    ("said", "addresses"),
    [
        (MARA, {MARA, "https://social.example/users/mara"}),
        (ON_BLUESKY, {ON_BLUESKY}),
        ("https://forge.example/mara.atom", {"https://forge.example/mara.atom", "https://forge.example/mara"}),
        (f"{MARA}.rss", {f"{MARA}.rss", MARA}),
        # A folder may be shared, and the address without its ending may be the whole host.
        ("https://forge.example/.atom", {"https://forge.example/.atom"}),
        ("https://links.example/mara?format=.xml", {"https://links.example/mara?format=.xml"}),
        ("https://links.example/m.xml?x=1", {"https://links.example/m.xml?x=1"}),
        ("mara.json", set()),
    ],
)
def test_what_is_mine_there(said: str, addresses: set[str]) -> None:
    assert {*options(me=[said]).me[0].addresses} == addresses


def test_places_are_mine_as_aliases_are_but_no_pages_of_the_site_stand_there() -> None:
    settings = options(me=[ON_BLUESKY], aliases=["https://old.example/"])
    assert addresses(ME, settings) == [ME, "https://old.example/"]
    assert own_addresses(ME, settings) == [ME, "https://old.example/", ON_BLUESKY]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (5, f'"5" is no text; write one in quotes, such as `{MARA}`'),
        ("", f'"" is no text; write one, such as `{MARA}`'),
        ({"via": "x"}, f'"None" is no text; write one, such as `{MARA}`'),
        ({"url": MARA, "knd": "like"}, 'there is no key "knd"; did you mean "kind"?'),
        ({"url": MARA, "kind": 5}, '"5" is no text; write one in quotes, such as `like`'),
        ("a\x07b", f'"a\\x07b" has a control character in it; write an address such as `{MARA}`'),
        ("@mara", f'"@mara" names no server; write `@mara@social.example`, or `{MARA}`'),
        ("mara@social.example", f'"mara@social.example" reads as an address for mail; {MEANT} "@mara@social.example"?'),
        ("acct:mara@s.example", f'"acct:mara@s.example" reads as an address for mail; {MEANT} "@mara@s.example"?'),
        ("ftp://s.example/@mara", f'"ftp://s.example/@mara" is no URL; write one such as `{MARA}`'),
        (f"<{MARA}>", f'"<{MARA}>" is no URL; {MEANT} "{MARA}"?'),
        (f"[me]({MARA}).", f'"[me]({MARA})." is no URL; {MEANT} "{MARA}"?'),
        ("my https://me:pw@links.example/a?token=x b",
         f'"my https://links.example/a" is no URL; write one such as `{MARA}`'),
        ("https://me:secret@links.example/a.xml",
         'the address at "links.example" has a name or a password in it; write it without'),
        (f"{MARA}/1234", f'"{MARA}/1234" is a part of a profile; {MEANT} "{MARA}"?'),
        (f"{MARA}/with_replies", f'"{MARA}/with_replies" is a part of a profile; {MEANT} "{MARA}"?'),
        ("https://s.example/@ada@other.example",
         f'"https://s.example/@ada@other.example" is a view of a profile; {MEANT} "https://other.example/@ada"?'),
        ("https://s.example/deck/@mara",
         f'"https://s.example/deck/@mara" is a view of a profile; {MEANT} "https://s.example/@mara"?'),
        *((said, f'"{said}" is no profile; write one such as `{ON_BLUESKY}`')
          for said in ("https://bsky.app/", "https://bsky.app/profile/mara", "https://bsky.app/mara.example")),
        (f"{ON_BLUESKY}/post/3k", f'"{ON_BLUESKY}/post/3k" is a part of a profile; {MEANT} "{ON_BLUESKY}"?'),
        ({"url": MARA, "kind": "lkie"}, '`kind`: there is no kind "lkie"; did you mean "like"?'),
        ({"url": MARA, "kind": "ask"}, '`kind`: there is no kind "ask"'),
    ],
)  # fmt: skip
def test_a_slip_says_what_would_be_right(said: object, message: str) -> None:
    read = declared.read({"me": ["https://social.example/@good", said]}, "site.yml")
    assert [str(problem) for problem in read.problems] == [f"site.yml: option `me`: {message}"]
    assert read.records.me == ()
    assert not any(word in str(read.problems) for word in ("secret", "token=", "pw@"))


def test_a_slip_is_said_with_the_line_of_its_item() -> None:
    text = f"plugins:\n- reciprocity:\n    me:\n    - {MARA}\n    - url: '@mara'\n      kind: like\n"
    said: Any = [MARA, {"url": "@mara", "kind": "like"}]
    (problem,) = declared.read({"me": said}, line_of=lambda path: line_of(text.encode(), "reciprocity", path)).problems
    assert problem.where.line == 5
    assert line_of(text.encode(), "reciprocity", ["me", "7"]) == 3
