from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.feeds.facts import AUTHOR, SUMMARY, TITLE
from mkdocs_reciprocity.core.model import Mention
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention import jf2
from mkdocs_reciprocity.core.webmention.received import joined, of_all
from tests.laws.examples import laws

ENTRY: dict[str, Any] = {
    "type": "entry",
    "author": {
        "type": "card",
        "name": "Ada Example",
        "url": "https://ada.example/",
        "photo": "https://x.example/a.png",
    },
    "url": "https://ada.example/looms/",
    "published": "2026-11-10T09:00:00+01:00",
    "wm-received": "2026-11-11T10:00:00Z",
    "wm-id": 900,
    "wm-source": "https://ada.example/looms/?wm=1",
    "wm-target": "https://me.example/looms/",
    "name": "Looms revisited",
    "content": {"html": "<p>So <b>good</b>", "text": "So good"},
    "in-reply-to": "https://me.example/looms/",
    "wm-property": "in-reply-to",
    "wm-private": False,
}


def document(*entries: object) -> bytes:
    return json.dumps({"type": "feed", "name": "Webmentions", "children": entries}).encode()


def mentions(*entries: object) -> tuple[Mention, ...]:
    found = jf2.read(document(*entries))
    assert found is not None
    return found.mentions


def entry(without: str = "", **said: Any) -> dict[str, Any]:
    changed = {**ENTRY, **{name.replace("_", "-"): value for name, value in said.items()}}
    return {name: value for name, value in changed.items() if name != without}


def test_an_entry_of_webmention_io() -> None:
    assert mentions(ENTRY) == (
        Mention(
            source=Url("https://ada.example/looms/?wm=1"),
            target=Url("https://me.example/looms/"),
            kind="reply",
            id="900",
            url=Url("https://ada.example/looms/"),
            author="Ada Example",
            author_url=Url("https://ada.example/"),
            title="Looms revisited",
            text="So good",
            published="2026-11-10T08:00:00Z",
            received="2026-11-11T10:00:00Z",
        ),
    )


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("in-reply-to", "reply"),
        ("repost-of", "share"),
        ("like-of", "like"),
        ("bookmark-of", "bookmark"),
        ("mention-of", "link"),
        ("follow-of", "follow"),
    ],
)
def test_the_kind_is_that_of_the_property(named: str, kind: str) -> None:
    assert [mention.kind for mention in mentions(entry(wm_property=named))] == [kind]
    bare = {"source": "https://ada.example/", named: ["https://me.example/a/"]}
    assert [(one.kind, one.target) for one in mentions(bare)] == [(kind, "https://me.example/a/")]


@pytest.mark.parametrize(
    "left_out",
    [
        entry(wm_property="rsvp", rsvp="yes"),
        entry(wm_property="of-my-own"),
        entry("wm-property", rsvp="yes"),
        entry(wm_private=True),
        entry(wm_private="true"),
        entry(wm_private=1),
        entry(wm_deleted=True),
        entry(deleted=True),
        entry("wm-source"),
        entry(wm_source="javascript:alert(1)"),
        entry(wm_source=5),
        {**ENTRY, "wm-target": None, "in-reply-to": None},
        {},
        5,
        None,
        [],
    ],
)
def test_what_is_private_or_names_too_little_is_left_out(left_out: object) -> None:
    assert mentions(left_out) == ()


@pytest.mark.parametrize(
    "said",
    [
        "https://ada.example/about/",
        ["https://ada.example/about/"],
        [{"type": "card", "url": "https://ada.example/about/"}, {"url": "https://ben.example/"}],
    ],
)
def test_an_author_may_be_an_address_or_the_first_of_several(said: object) -> None:
    (found,) = mentions(entry(author=said))
    assert (found.author, found.author_url) == ("", "https://ada.example/about/")


def test_the_author_of_an_entry_is_no_source() -> None:
    """Whoever writes a page may put anybody's address there."""
    assert mentions(entry("wm-source", url="https://ada.example/x")) == ()


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("plain", "plain"),
        ({"text": "a\n b"}, "a b"),
        ({"html": "<p>a<script>b</script>&amp;c"}, "a&c"),
        ({"text": "\x1b]0;x\x07a\u202eb\x00"}, "]0;xab"),
        ({"text": 5}, ""),
        (["x"], "x"),
        ([{"text": "x"}, "y"], "x"),
        ([], ""),
        ({"content-type": "text/html", "value": "<p>a &amp; b</p>"}, "a & b"),
        (None, ""),
    ],
)
def test_the_content_is_one_line_of_plain_text(said: object, text: str) -> None:
    assert mentions(entry(content=said))[0].text == text


def test_a_summary_stands_for_content_that_is_missing() -> None:
    said = {"content-type": "text/plain", "value": "So good"}
    assert mentions(entry("content", summary=said))[0].text == "So good"
    assert mentions(entry(content="All of it", summary=said))[0].text == "All of it"


def test_a_name_that_is_the_beginning_of_the_text_is_no_title() -> None:
    assert mentions(entry(name="So go…"))[0].title == ""
    assert mentions(entry(name="So"))[0].title == ""


def test_lengths_are_capped() -> None:
    long = "word " * 1000
    found = mentions(entry(name=f"x {long}", content={"text": long}, author={"name": long}, wm_id=long))[0]
    assert (len(found.title), len(found.text), len(found.author)) <= (TITLE, SUMMARY, AUTHOR)
    assert len(found.id) <= 200


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{", b"5", b'"x"', b"{}", b'{"children": {}}', b"\xff\xfe", b"[" * 200_000, b"null"]
)
def test_what_is_no_jf2_is_none(body: bytes) -> None:
    assert jf2.read(body) is None


def test_a_list_alone_is_read_too() -> None:
    assert jf2.read(json.dumps([ENTRY]).encode()) == jf2.read(document(ENTRY))
    assert jf2.read(b"[]") == jf2.Document((), ())


def test_deep_and_long_values_harm_nothing() -> None:
    deep = '{"children":[{"wm-source":' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}]}"
    assert jf2.read(deep.encode()) in {None, jf2.Document((), ("\n\n\n\n",))}
    number = b'{"children": [{"wm-id": ' + b"9" * 5000 + b"}]}"
    assert jf2.read(number) is not None


def test_what_is_left_out_is_marked_all_the_same() -> None:
    found = jf2.read(document(entry(wm_id=1, wm_private=True), entry(wm_id="b"), entry("wm-id"), entry(wm_id=True)))
    assert found is not None
    assert found.marks[:2] == ("1", "b")
    assert found.marks[2] == found.marks[3] != ""
    assert len(found.mentions) == 3


def test_of_two_with_one_number_or_of_one_pair_the_first_counts() -> None:
    new, old = mentions(entry(name="New"), entry(name="Old", wm_source="https://ada.example/x"))
    same = mentions(entry(wm_id=5, wm_source="http://www.ada.example/looms?wm=1"))
    other = mentions(entry("wm-id", wm_source="https://b.example/"), entry("wm-id", wm_source="https://c.example/"))
    assert joined((new,), (old,), same, other) == (new, *other)


def test_of_several_places_what_came_last_counts_whatever_their_numbers_and_order() -> None:
    first = mentions(entry(wm_property="mention-of", wm_received="2026-11-10T10:00:00Z"))
    last = mentions(entry(wm_id=1))
    other = mentions(entry(wm_source="https://b.example/"))  # another server's number 900
    for places in permutations([first, last, other]):
        assert set(of_all(*places)) == {*last, *other}
        assert of_all(*places) == of_all(first, last, other)


@pytest.mark.parametrize("named", [["like-of"], {"a": "like-of"}, 5])
def test_a_property_that_cannot_be_read_is_none_that_is_published(named: object) -> None:
    assert mentions(entry("in-reply-to", wm_property=named)) == ()


def test_there_are_only_so_many_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jf2, "MOST", 2)
    entries = [entry(wm_source=f"https://{host}.example/") for host in "abc"]
    found = jf2.read(document(*entries))
    assert found is not None
    assert (len(found.mentions), len(found.marks), found.cut) == (2, 2, True)
    assert jf2.read(document(*entries[:2])) == jf2.Document(found.mentions, found.marks)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["https://a.example/", "in-reply-to"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ENTRY, "name", "text"]), inner),
    max_leaves=12,
)


@pytest.mark.no_cover
@laws(300)
@given(st.dictionaries(st.sampled_from([*ENTRY, "source", "target", "rsvp"]), JSON))
def test_whatever_an_entry_holds_what_is_kept_is_of_its_type(changes: dict[str, Any]) -> None:
    for found in mentions({**ENTRY, **changes}):
        assert found.source.startswith(("http://", "https://"))
        assert found.target.startswith(("http://", "https://"))
        for text in (found.author, found.title, found.text, found.id):
            assert lines.line(text, 1000) == text
