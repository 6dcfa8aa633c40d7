"""Real shells at a terminal: a tab and Enter run the command that was typed, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape

import pytest

from tests import needs
from tests.cli.shells import Shell
from tests.sites.drawing import draw, entry, make, rss

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals here")

HOSTILE = ["$(touch${IFS}ran)", "';touch${IFS}ran;#", '";touch${IFS}ran;#']
"""What posts' addresses end in; each begins with its number. The feed's titles and the log's words have it too."""

QUOTED = ["{}", '"{}', "'{}", "$'{}", "\\{}"]
HARMLESS = {
    "add share https://ada.example/looms": ["add", "share", "https://ada.example/looms/on"],
    'add share "https://ada.example/looms': ["add", "share", "https://ada.example/looms/on"],
    "add share 'https://ada.example/looms": ["add", "share", "https://ada.example/looms/on"],
    "add share https://ada.example/cams": ["add", "share", "https://ada.example/cams/?p=1&q=2"],
    "add share https://ada.example/cams/\\?p": ["add", "share", "https://ada.example/cams/?p=1&q=2"],
    "add --peer=b": ["add", "--peer=ben"],
    "add --via gu": ["add", "--via", "guild newsletter"],
}


@pytest.fixture(scope="module", params=needs.SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    site = tmp_path_factory.mktemp("site")
    make(draw(site, _files()))
    found = Shell(request.param, tmp_path_factory.mktemp("home"), site)
    yield found
    found.close()


def _files() -> dict[str, str]:
    posts = [(end, f"https://ada.example/{number}{end}") for number, end in enumerate(HOSTILE)]
    posts += [("On looms", "https://ada.example/looms/on"), ("On cams", "https://ada.example/cams/?p=1&q=2")]
    words = "\n".join(
        f"- {{date: 2026-11-02, gave: share, peer: ada, via: '{number}{end}', tags: ['{number}{end}']}}"
        for number, end in enumerate(word.replace("'", "''") for word in HOSTILE)
    )
    log = (
        "peers:\n  ada: {name: '$(touch ran)', home: https://ada.example/, feed: ada.xml}\n"
        "  ben: {name: '`touch ran`', home: https://ben.example/}\n"
        f"interactions:\n{words}\n- {{date: 2026-11-02, gave: share, peer: ada, via: guild newsletter}}\n"
    )
    feed = rss(*(entry(escape(title), escape(url)) for title, url in posts))
    return {"reciprocity.yml": log, "ada.xml": feed, "docs/looms.md": "# Looms\n"}


@pytest.mark.parametrize("typed", HARMLESS)
def test_a_tab_completes(shell: Shell, typed: str) -> None:
    assert shell.complete(f"mkdocs-reciprocity {typed}") == [HARMLESS[typed]]


@pytest.mark.parametrize("quoted", QUOTED)
def test_an_address_from_a_feed_runs_nothing(shell: Shell, quoted: str) -> None:
    for number, _ in enumerate(HOSTILE):
        called = shell.complete(f"mkdocs-reciprocity add share {quoted.format(f'https://ada.example/{number}')}")
        assert not any("ran" in word for words in called for word in words)
        assert not (shell.site / "ran").exists(), shell.seen


@pytest.mark.parametrize("typed", ["add --via {}", "add --via='{}", 'add --tag "{}', "add --via ", "add share "])
def test_words_of_the_log_and_lists_of_all_run_nothing(shell: Shell, typed: str) -> None:
    called = shell.complete(f"mkdocs-reciprocity {typed.format(0)}", tabs=2)
    assert not any("ran" in word for words in called for word in words)
    assert not (shell.site / "ran").exists(), shell.seen
