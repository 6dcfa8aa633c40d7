"""How a note gets to somebody."""

from __future__ import annotations

from email import message_from_string
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core import my_places
from mkdocs_reciprocity.core.desk.compose import LONGEST, Way, tidied, way_to
from tests.core.ledger.making import peer
from tests.laws.test_laws_of_the_ledger import law

ADA = peer("ada", "https://ada.example/")
TEXT = "Hi Ada,\n\nthanks for “Looms” & more: 100%?"
ME = my_places.read(["https://me.example/feed.xml", "https://mine.example/@mara", "https://other.example/@mara"])


def way(
    contact: str = "", also: tuple[str, ...] = (), home: str | None = "https://ada.example/", me: bool = True
) -> Way:
    found = way_to(replace(peer("ada", home, also=also), contact=contact), ME if me else (), "Your “Looms” & the rest")
    assert found is not None
    return found


# --- to whom


@pytest.mark.parametrize(
    ("contact", "also", "to"),
    [
        ("ada@ada.example", ("https://social.example/@ada",), "ada@ada.example"),
        ("https://ada.example/hello/", ("https://social.example/@ada",), "https://ada.example/hello/"),
        ("", ("https://ada-writes.example/", "https://social.example/@ada"), "@ada@social.example"),
        ("", ("https://ada-writes.example/", "https://bsky.app/profile/ada.example"), "@ada.example"),
        ("", ("https://ada-writes.example/",), "https://ada.example/"),
        ("javascript:alert(1)", (), "https://ada.example/"),
        ("javascript:alert(1)", ("https://social.example/@ada",), "@ada@social.example"),
    ],
)
def test_the_contact_then_an_account_then_the_home(contact: str, also: tuple[str, ...], to: str) -> None:
    assert way(contact, also).to == to


def test_an_address_that_leads_elsewhere_than_it_seems_to_is_no_way() -> None:
    evil = "https://bank.example@evil.example/"
    assert way(also=(f"{evil}@ada", "https://social.example/@ada")).to == "@ada@social.example"
    assert way(also=(f"{evil}@ada",)).to == "https://ada.example/"
    for home in (evil, f"{evil}@ada"):
        assert way_to(peer("ada", home), ME, "Looms") is None


def test_where_nothing_is_known_there_is_no_way() -> None:
    assert way_to(peer("ada", None), ME, "") is None
    assert way_to(replace(ADA, fallow=True), ME, "") is None, "a blog that is gone is no place to write to"
    assert way_to(replace(ADA, fallow=True, contact="ada@ada.example"), ME, "") is not None


# --- mail


def test_mail_has_the_subject_and_the_text_in_its_address() -> None:
    mail = way("ada@ada.example")
    assert (mail.place, mail.via, mail.where, mail.has_subject) == ("your mail", "e-mail", "in your mail", True)
    split = urlsplit(mail.address(TEXT))
    assert (split.scheme, split.path) == ("mailto", "ada@ada.example")
    said = {"subject": ["Your “Looms” & the rest"], "body": [TEXT.replace("\n", "\r\n")]}
    assert parse_qs(split.query) == said
    assert "%0D%0A%0D%0A" in mail.address(TEXT)


@law
@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_in_subject_or_text_adds_a_header(subject: str, text: str) -> None:
    found = way_to(replace(ADA, contact="ada@ada.example"), (), subject)
    assert found is not None
    split = urlsplit(found.address(text))
    fields = parse_qsl(split.query, keep_blank_values=True)
    assert (split.path, split.fragment) == ("ada@ada.example", "")
    assert [name for name, _ in fields] == ["subject", "body"]
    assert len(fields[0][1].splitlines()) <= 1
    mail = message_from_string(f"Subject: {fields[0][1]}\n\n")
    assert mail.keys() == ["Subject"]
    assert "\r" not in fields[1][1].replace("\r\n", "")


@pytest.mark.parametrize(
    "evil", ["x\r\nBcc: eve@eve.example", "x\nBcc: e", "x%0ABcc: e", "x&bcc=e", "x?cc=e", "x#y", "x\u2028Bcc: e"]
)
def test_a_subject_that_would_add_a_header_is_only_a_subject(evil: str) -> None:
    found = way_to(replace(ADA, contact="ada@ada.example"), (), evil)
    assert found is not None
    split = urlsplit(found.address("x"))
    assert dict(parse_qsl(split.query)) == {"subject": " ".join(evil.split()), "body": "x"}


def test_a_name_beyond_ascii_is_encoded() -> None:
    address = way("müller+blog@köln.example").address("x")
    assert address.isascii()
    assert unquote(urlsplit(address).path) == "müller+blog@köln.example"


# --- networks


def test_a_form_to_share_is_on_the_authors_own_server() -> None:
    found = way("@ada@social.example")
    assert (found.place, found.via, found.most) == ("mine.example", "mastodon", 0)
    split = urlsplit(found.address(TEXT))
    assert (split.netloc, split.path) == ("mine.example", "/share")
    assert parse_qs(split.query) == {"text": [f"@ada@social.example {TEXT}"]}


def test_without_an_account_of_ones_own_the_profile_is_opened() -> None:
    found = way("@ada@social.example", me=False)
    assert (found.place, found.via) == ("social.example", "mastodon")
    assert found.address(TEXT) == "https://social.example/@ada"
    assert not found.holds("")


def test_bluesky_has_a_form_of_its_own() -> None:
    found = way("ada.bsky.example")
    assert (found.place, found.via, found.where, found.has_subject) == ("Bluesky", "bluesky", "on Bluesky", False)
    split = urlsplit(found.address(TEXT))
    assert (split.netloc, split.path) == ("bsky.app", "/intent/compose")
    assert parse_qs(split.query) == {"text": [f"@ada.bsky.example {TEXT}"]}


def test_somebody_who_is_mentioned_already_is_not_mentioned_twice() -> None:
    found = way("@ada@social.example")
    assert parse_qs(urlsplit(found.address("Thanks, @ada@social.example!")).query) == {
        "text": ["Thanks, @ada@social.example!"]
    }


def test_a_page_takes_no_text() -> None:
    found = way("https://ada.example/hello/?x=1")
    assert (found.place, found.via) == ("ada.example", "")
    assert found.address(TEXT) == "https://ada.example/hello/?x=1"
    assert not found.holds(TEXT)


def test_a_home_page_is_no_contact_and_a_sentence_says_so() -> None:
    assert way("").lacks == "Your log has no contact of theirs, so this is their home page."
    assert not way("https://ada.example/hello/").lacks
    assert not way("", ("https://social.example/@ada",)).lacks


# --- lengths


@pytest.mark.no_cover
@pytest.mark.parametrize("contact", ["ada@ada.example", "@ada@social.example", "ada.bsky.example"])
@pytest.mark.parametrize("letter", ["x", "ش", "🧶", "\n"])
def test_a_text_that_is_too_long_for_an_address_is_left_out_of_it(contact: str, letter: str) -> None:
    found = way(contact)
    lengths = [len(found.address(f"a{letter * many}a")) for many in range(0, 2100, 7)]
    assert max(lengths) <= LONGEST
    assert not found.holds(f"a{letter * 2100}a")
    assert found.address(f"a{letter * 2100}a") == found.empty
    assert found.holds("")


def test_how_much_a_place_takes_is_said_where_it_is_too_much() -> None:
    found = way("ada.bsky.example")
    room = 300 - len("@ada.bsky.example ")
    family = "👩\u200d👩\u200d👧"
    assert found.length("x" * room) == ""
    assert found.length(family * room) == ""
    assert found.length("x" * (room + 1)) == "It has 301 characters; Bluesky takes 300."
    assert way("ada@ada.example").length("x" * 5000) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\ta\x00\x1b[31mb\x7f\x9b", "a[31mb"),
        ("a\tb", "a    b"),
        ("  \n a \n\n", "a"),
        ("“{{ 7*7 }}” <b>", "“{{ 7*7 }}” <b>"),
    ],
)
def test_an_edited_text_keeps_its_lines_and_no_control_characters(text: str, said: str) -> None:
    assert tidied(text) == said


def test_half_a_character_is_a_question_mark() -> None:
    assert way("ada@ada.example").address("a\ud83db").endswith("body=a%3Fb")
