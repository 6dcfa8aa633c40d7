"""The commands that settle what the desk shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.model import PeerId
from mkdocs_reciprocity.standing.commands import Commands, typed
from mkdocs_reciprocity.url import Url
from tests.laws.test_laws_of_the_ledger import law
from tests.ledger.making import account_of, address, got

HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
TAILS = st.text(st.sampled_from("ab/?&=#%'`$();!|~*{}[]^ä紙\u202e\u200b\u00ad"), max_size=20)


@law
@given(st.lists(st.text(max_size=20), max_size=5))
@example(["a\nb"])
@example(["$(x)", "'", '"', "`id`", "a b", "", "-", "!!", "#", "\\", "~", "*", "\u202e"])
def test_a_shell_gives_back_the_words_and_nothing_hidden_is_printed(words: list[str]) -> None:
    command = typed("x", *words)
    if command:
        assert shlex.split(command) == ["x", *words]
        assert command.isprintable()
        assert not HIDDEN.search(command)
    else:
        assert not all(word.isprintable() for word in words)


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
        assert quote(url) != url


@law
@given(st.text(min_size=1, max_size=20))
def test_a_command_is_about_the_peer_that_it_was_made_for(peer: str) -> None:
    for command in (Commands().greet(PeerId(peer)), Commands("a b.yml").accept(PeerId(peer))):
        if command:
            words = shlex.split(command)
            assert words[words.index("--peer") + 1] == peer
            assert not HIDDEN.search(command)
        else:
            assert not peer.isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no POSIX shell here")
def test_a_real_shell_reads_the_words_too() -> None:
    words = ["https://a.example/$(id)'`\"?a=1&b=2;x", "--peer", "a b\\", "!!", "~", "*", "紙"]
    ran = subprocess.run(
        ["sh", "-c", typed(sys.executable, "-c", "import sys; print(ascii(sys.argv[1:]))", *words)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.strip() == ascii(words)


def test_the_words() -> None:
    commands = Commands()
    assert commands.share(address("https://ada.example/a/")) == "mkdocs-reciprocity add share https://ada.example/a/"
    assert commands.greet(PeerId("ben")) == "mkdocs-reciprocity add checkin --peer ben"
    assert commands.accept(PeerId("ada")) == "mkdocs-reciprocity accept --peer ada"
    assert commands.relation("ada") == "mkdocs-reciprocity desk --peer ada"
    assert commands.accept(None) == ""
    assert Commands("my site/mkdocs.yml").relation("a") == "mkdocs-reciprocity desk --peer a -f 'my site/mkdocs.yml'"


def test_thanks_go_to_a_listed_peer_by_id_and_to_a_stranger_by_address() -> None:
    rows = account_of(
        [
            got("comment", "https://me.example/looms/", peer="ada"),
            got("comment", "https://me.example/looms/", evidence=["https://stranger.example/it/"]),
        ]
    )
    known, stranger = (rows.words.deed(row) for row in rows.rows)
    if stranger.listed:
        known, stranger = stranger, known
    assert Commands().thank(known) == "mkdocs-reciprocity add thank --peer ada"
    assert Commands().thank(stranger) == "mkdocs-reciprocity add thank https://stranger.example/it/"


def test_what_cannot_be_typed_is_encoded_or_left_out() -> None:
    assert Commands().share(address("https://ada.example/\u202eb/")).endswith(" https://ada.example/%E2%80%AEb/")
    assert Commands().share(Url("https://ada.example/\u200b")) == "", "no address that was parsed has that in it"
    assert Commands().greet(PeerId("a\x1b[31m")) == ""
