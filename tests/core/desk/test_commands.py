"""The commands that settle what the desk shows."""

from __future__ import annotations

import re
import shlex

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url
from tests.core.ledger.making import account_of, address, got
from tests.laws.test_laws_of_the_ledger import law

HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
TAILS = st.text(st.sampled_from("ab/?&=#%'`$();!|~*{}[]^ä紙\u202e\u200b\u00ad"), max_size=20)


@law
@given(TAILS)
def test_a_command_is_about_the_url_that_it_was_made_for(tail: str) -> None:
    url = urls.parse(f"https://ada.example/{tail}")
    command = Commands().share(url) if url else ""
    if url and command:
        *words, said = shlex.split(command)
        assert words == ["mkdocs-reciprocity", "add", "share"]
        assert urls.key(Url(said)) == urls.key(url)
        assert not HIDDEN.search(command)
    elif url:
        assert set(url) & set("%$`'!();&|{}^ä紙"), "what cannot be pasted"


@law
@given(st.text(min_size=1, max_size=20))
def test_a_command_is_about_the_peer_that_it_was_made_for(peer: str) -> None:
    for command in (Commands().write(PeerId(peer)), Commands("a b.yml").accept(PeerId(peer))):
        if command:
            words = shlex.split(command)
            assert words[words.index("--peer") + 1] == peer
            assert not HIDDEN.search(command)
        else:
            assert not (peer.isascii() and peer.isalnum())


def test_the_words() -> None:
    commands = Commands()
    assert commands.share(address("https://ada.example/a/")) == "mkdocs-reciprocity add share https://ada.example/a/"
    assert commands.write(PeerId("ben")) == "mkdocs-reciprocity desk write --peer ben"
    assert commands.accept(PeerId("ada")) == "mkdocs-reciprocity accept --peer ada"
    assert commands.relation("ada") == "mkdocs-reciprocity desk --peer ada"
    assert commands.accept(None) == "mkdocs-reciprocity accept"
    assert Commands("my site/mkdocs.yml").relation("a") == 'mkdocs-reciprocity desk --peer a -f "my site/mkdocs.yml"'


def test_thanks_to_a_stranger_are_noted_by_the_address_or_else_by_the_host() -> None:
    rows = account_of([got("comment", "https://me.example/looms/", evidence=["https://stranger.example/it/"])])
    (stranger,) = (rows.words.deed(row) for row in rows.rows)
    assert Commands().thank(stranger) == "mkdocs-reciprocity add thank https://stranger.example/it/"
    unseen = replace(stranger, seen_at=None)
    assert Commands().thank(unseen) == "mkdocs-reciprocity add thank --peer stranger.example"
    assert Commands().thank(replace(unseen, peer=None)) == ""


def test_what_a_shell_would_take_for_more_than_a_word_makes_no_command() -> None:
    for tail in ("$(touch%20x)", "`id`", "';id;", "a;id", "?a=1&id&b=2", "!id", "{id,-u}", "(id)", "a|id"):
        assert Commands().share(address(f"https://ada.example/{tail}")) == "", tail
    assert Commands().write(PeerId("a;id")) == ""
    assert Commands("C:\\site\\mkdocs.yml").write(PeerId("ada")) == ""
    said = Commands().share(address("https://ada.example/?p=17&lang=de"))
    assert said == 'mkdocs-reciprocity add share "https://ada.example/?p=17&lang=de"'


def test_what_cannot_be_typed_is_encoded_or_left_out() -> None:
    assert Commands().share(address("https://ada.example/\u202eb/")).endswith(" https://ada.example/%E2%80%AEb/")
    assert Commands().share(Url("https://ada.example/\u200b")) == "", "no address that was parsed has that in it"
    assert Commands().write(PeerId("a\x1b[31m")) == ""


def test_a_note_is_begun_and_noted() -> None:
    commands = Commands("blog/mkdocs.yml")
    assert commands.write(PeerId("ada")) == "mkdocs-reciprocity desk write --peer ada -f blog/mkdocs.yml"
    assert (
        commands.sent("thank", PeerId("ada"), "e-mail")
        == "mkdocs-reciprocity add thank --peer ada --via e-mail -f blog/mkdocs.yml"
    )
    assert Commands().sent("checkin", PeerId("ada"), "") == "mkdocs-reciprocity add checkin --peer ada"


def test_no_command_where_a_word_would_be_more_than_a_word() -> None:
    assert Commands().write(PeerId("a;b")) == ""
    assert Commands().sent("thank", PeerId("a$(b)"), "") == ""
