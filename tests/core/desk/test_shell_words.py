"""What shells take for words, and nothing else."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.desk.shell_words import escaped, is_inert, may_be_offered, quoted, quoted_from_outside
from tests import needs
from tests.laws.test_laws_of_the_ledger import law

SPECIAL = "$`\"'\\!\n\r\t\x00\x1b\x7f\u202e\u200b"
"""In no word, in whatever quotes: each is special in some of them, or cannot be seen."""

WORDS = st.text(st.sampled_from("ab0/:=@%+-_.,~?&;#*()[]{}|<>^ äñ紙हि\u2019\uff1b\u037e\u1fef" + SPECIAL), max_size=15)
HOSTILE = [
    "$(touch${IFS}x)", "`id`", "';id;#", '";id;#', "!touch", "!$", "~root", "*", "{touch,x}", "=(id)", "(id)", ";id;#",
    "&id&", "|id", "a\nb", "\u202ea", "\\';id;#", "${x:=id}", "<(id)", "x&&{id,}", "\uff1bid", "\u037eid",
    "\u1fefid\u1fef", "a==ls", "a:=ls", "-x", "--file=x", "", "=ls", "%self", "@a", "^a^b", "#x", "[a]",
    "\u2018id\u2019", "a\\", "it's", "a,b",
]  # fmt: skip


@pytest.mark.parametrize("word", HOSTILE)
def test_not_inert(word: str) -> None:
    assert not is_inert(word)
    assert not may_be_offered(word, 'x add share "')
    assert not may_be_offered(word, "x add share $'")
    assert not may_be_offered(word, "x add share \\")


@pytest.mark.parametrize(
    "word",
    [
        "ada", "ada-blum", "https://ada.example/looms/", "https://ada.example:8080/a/%E2%80%AE/", "紙", "हिन्दी",
        "Ärzte", "2026-11", "https://pages.example/~dora/heft/", "./mkdocs.yml", "../a/b.yml", "a=b", "ada@ada.example",
        "/srv/site/mkdocs.yml",
    ],
)  # fmt: skip
def test_inert(word: str) -> None:
    for typed in ("", 'x add "', "x add '", "x add $'", "x add \\"):
        assert may_be_offered(word, typed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("x add share ", True), ("x add share https://ada.example/\\?p", True), ("", True),
        ("x -f ~/mkdocs.yml add share h", True),
        ('x add share "', False), ("x add share '", False), ("x add share $'h", False), ("x add share \\", False),
        ("x add share `", False), ("x add share $(", False), ("x add share h\\", False), ("x add 'a' share ", False),
        ("x add share \\\\", False), ("x add share \u2018", False), ("x\nadd share ", False),
    ],
)  # fmt: skip
def test_what_needs_a_backslash_is_offered_where_surely_no_quotes_are_open(typed: str, *, offered: bool) -> None:
    assert may_be_offered("https://ada.example/?p=1&q=2", typed) == offered
    assert may_be_offered("guild newsletter", typed) == offered


@law
@given(WORDS, WORDS)
@example("a;b", "")
@example("a&b c", "")
def test_what_is_offered_is_one_word_wherever_quotes_are_open(word: str, typed: str) -> None:
    if may_be_offered(word, typed):
        assert not set(word) & set(SPECIAL)
        said = word if is_inert(word) else escaped(word)
        assert shlex.split(f"x {said} y", comments=True) == ["x", word, "y"]
        for quote in "\"'":
            assert len(shlex.split(f"x {quote}{said}{quote} y", comments=True)) == 3


@law
@given(WORDS)
@example("a b")
@example("")
def test_what_is_printed_is_one_word(word: str) -> None:
    for said in filter(None, (quoted(word), quoted_from_outside(word))):
        assert shlex.split(said, comments=True) == [word]
        assert not set(word) & set(SPECIAL) - {"'"}
        assert said.isprintable()
    assert not quoted_from_outside(word) or quoted_from_outside(word) == quoted(word)


@pytest.mark.parametrize(
    ("word", "own", "outside"),
    [
        ("ada", "ada", "ada"),
        ("https://ada.example/?p=1&q=2", '"https://ada.example/?p=1&q=2"', '"https://ada.example/?p=1&q=2"'),
        ("https://ada.example/?p=1&reboot", '"https://ada.example/?p=1&reboot"', ""),
        ("https://ada.example/~dora/", '"https://ada.example/~dora/"', '"https://ada.example/~dora/"'),
        ("https://ada.example/a;b", '"https://ada.example/a;b"', ""),
        ("https://ada.example/a_(b)", '"https://ada.example/a_(b)"', ""),
        ("my site (old)/mkdocs.yml", '"my site (old)/mkdocs.yml"', ""),
        ("-x", '"-x"', '"-x"'),
        ("it's", '"it\'s"', '"it\'s"'),
        ("C:\\site\\mkdocs.yml", "", ""),
        ("a\u2019b", "", ""),
        ("\uff1b", "", ""),
        ("a!b", "", ""),
        ("", "", ""),
    ],
)
def test_what_is_printed(word: str, own: str, outside: str) -> None:
    assert (quoted(word), quoted_from_outside(word)) == (own, outside)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such shells here")
@pytest.mark.parametrize("shell", needs.SHELLS)
def test_real_shells_read_just_these_words(shell: str, tmp_path: Path) -> None:
    more = ("https://a.example/?p=1&q=2", "a b;c (d) {e,f} * [g] ~ ^ | <h>", "紙")
    words = [word for word in (*HOSTILE, *more) if quoted(word)]
    program = tmp_path / "show"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint(ascii(sys.argv[1:]))\n", "utf-8")
    program.chmod(0o755)
    line = f"{program} {' '.join(map(quoted, words))}"
    ran = subprocess.run([shell, "-c", line], capture_output=True, text=True, check=True, cwd=tmp_path, timeout=60)
    assert ran.stdout.strip() == ascii(words)
    assert sorted(tmp_path.iterdir()) == [program]
