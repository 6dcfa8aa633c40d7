"""Completion in shells: what is offered, and by real shells where they are installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.shell_completion import BashComplete, get_completion_class
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.cli.terminal.shells import PROGRAM, VARIABLE, Bash
from tests import needs
from tests.sites.drawing import draw, entry, make, rss

LOG = """\
peers:
  ada: {name: "Ada \\e[31m Example", home: https://ada.example/, feed: feeds/ada.xml}
  ben: {name: Ben, home: https://ben.example/}
interactions:
- {date: 2026-11-02, gave: share, peer: ada, via: guild newsletter, tags: [tools]}
- {date: 2026-11-03, gave: share, peer: ada, via: mastodon}
- {date: 2026-11-04, gave: share, peer: ada, via: mastodon}
- {date: 2026-11-05, gave: share, peer: ada, via: "a\\nb"}
"""
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(
        entry("On looms", "https://ada.example/looms/"),
        entry("On cams", "https://ada.example/cams/?p=1&amp;q=2", "Wed, 11 Nov 2026 08:00:00 GMT"),
    ),
    "docs/looms.md": "# Looms\n",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = draw(tmp_path, {**FILES}, {"reciprocity": {"kinds": {"zine": {"reach": "spread"}}}})
    make(config)
    monkeypatch.chdir(tmp_path)
    return config


def offered(*words: str) -> list[tuple[str, str]]:
    *before, typed = words
    found = Bash(main, {}, PROGRAM, VARIABLE).get_completions(before, typed)
    return [(str(item.value), item.help or "") for item in found]


def values(*words: str) -> list[str]:
    return [value for value, _ in offered(*words)]


def test_kinds(site: Path) -> None:
    assert ("share", "spread") in offered("add", "")
    assert values("add", "z") == ["zine"]
    assert "ask" not in values("add", "")
    assert "ask" in values("add", "--got", "")


def test_the_folder_of_a_built_site() -> None:
    """Shells know folders themselves."""
    (found,) = Bash(main, {}, PROGRAM, VARIABLE).get_completions(["finish"], "si")
    assert (found.type, found.value) == ("dir", "si")


def test_peers(site: Path) -> None:
    assert offered("add", "thank", "--peer", "") == [("ada", "Ada [31m Example"), ("ben", "Ben")]
    assert values("add", "thank", "--peer", "b") == ["ben"]
    assert values("desk", "--peer", "b") == ["ben"]


def test_recent_posts_the_newest_first(site: Path) -> None:
    assert offered("add", "share", "") == [
        ("https://ada.example/cams/?p=1&q=2", "On cams · Ada [31m Example · 2026-11-11"),
        ("https://ada.example/looms/", "On looms · Ada [31m Example · 2026-11-10"),
    ]
    assert values("add", "share", "https://ada.example/l") == ["https://ada.example/looms/"]
    assert values("add", "share", "https://ada.example/looms/", "") == ["https://ada.example/cams/?p=1&q=2"]


def test_of_what_was_got_the_own_pages(site: Path) -> None:
    assert ("https://me.example/looms/", "Looms") in offered("add", "--got", "comment", "")


def test_own_pages_need_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(draw(tmp_path, FILES, {"site_url": ""}))
    monkeypatch.chdir(tmp_path)
    assert values("add", "--got", "comment", "") == []


def test_ways_tags_dates_files(site: Path) -> None:
    assert values("add", "--via", "") == ["mastodon", "guild newsletter"]
    assert values("add", "--tag", "") == ["tools"]
    assert values("add", "--date", "y") == ["yesterday"]
    assert values("add", "--file", "") == ["reciprocity.yml", "reciprocity.private.yml"]
    assert values("add", "--answer", "g") == ["granted"]
    assert "add" in values("")


def test_another_mkdocs_yml(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert values("add", "--peer", "") == []
    assert values("add", "-f", str(site), "--peer", "") == ["ada", "ben"]


BROKEN = {
    "no mkdocs.yml": {},
    "no YAML": {"mkdocs.yml": "a: ["},
    "no plugin": {"mkdocs.yml": "site_name: x\n"},
    "no log": {"mkdocs.yml": "plugins: [reciprocity]\n"},
    "a log that is none": {"mkdocs.yml": "plugins: [reciprocity]\n", "reciprocity.yml": "\xff["},
    "a store that is none": {"mkdocs.yml": "plugins: [reciprocity]\n", ".cache/reciprocity/store.sqlite": "none"},
    "wrong options": {"mkdocs.yml": "plugins: [reciprocity: {timezone: Mars, log: 3}]\n"},
}
WORDS = [
    "add ", "add s", "add share ", "add share h", "add --peer ", "add --via ", "add --tag ", "add --file ",
    "add --got x ", "add 'sh", 'add "', "add share \\", "add --peer=", "add --nonsense ", "nonsense ", "",
    " ", "add share https://a:", "--",
]  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_is_ever_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for file, text in BROKEN[name].items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for line in WORDS:
        for shell in ("bash", "zsh", "fish"):
            result = completed(shell, f"{PROGRAM} {line}")
            assert result.exit_code == 0, result.output
            assert result.exception is None or isinstance(result.exception, SystemExit), line
            assert result.stderr == ""


def completed(shell: str, line: str):  # type: ignore[no-untyped-def]
    words = line.split(" ")
    environment = {
        VARIABLE: f"{shell}_complete",
        "COMP_LINE": line,
        "COMP_WORDBREAKS": " \t\n\"'@><=;|&(:",
        "COMP_WORDS": line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    return CliRunner().invoke(main, [], env=environment, prog_name=PROGRAM)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("add share https://ada.example/l", ["//ada.example/looms/"]),
        ("add share htt", [r"https://ada.example/cams/\?p=1\&q=2", "https://ada.example/looms/"]),
        ('add share "https://ada.example/l', ["https://ada.example/looms/"]),
        ('add share "https://ada.example/c', []),
        ("add share 'https://ada.example/c", []),
        ("add share $'https://ada.example/c", []),
        ("add share https://ada.example/cams/\\?p", [r"//ada.example/cams/\?p=1\&q=2"]),
        ("add --via=gui", [r"guild\ newsletter"]),
        ("add --via g", [r"guild\ newsletter"]),
        ("add --via ", ["mastodon", r"guild\ newsletter"]),
        ("add --peer=b", ["ben"]),
        ("add share --evidence https://x.example:80/ --peer a", ["ada"]),
    ],
)
def test_bash_cuts_words_at_colons_and_is_offered_what_is_inert_there(site: Path, line: str, said: list[str]) -> None:
    assert completed("bash", f"{PROGRAM} {line}").stdout.splitlines() == ([f"plain,{one}" for one in said] or [""])


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_take_an_option_and_its_value_for_one_word(site: Path, shell: str) -> None:
    assert "--peer=ben" in completed(shell, f"{PROGRAM} add --peer=b").stdout


# --- the scripts


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Path]:
    """A folder with the command in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / PROGRAM
    code = f"#!{sys.executable}\nfrom mkdocs_reciprocity.cli import main\nmain(prog_name={PROGRAM!r})\n"
    program.write_text(code, "utf-8")
    program.chmod(0o755)
    yield folder


def in_shell(command: list[str], text: str, script: Path) -> str:
    environment = {**os.environ, "PATH": f"{script}:{os.environ['PATH']}", "HOME": str(script)}
    done = subprocess.run(
        command, input=text, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_that_of_the_variable(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0, result.output
    assert VARIABLE in result.output
    of = get_completion_class(shell)
    assert of is not None
    assert (of is Bash) == (shell == "bash")


def test_a_shell_that_is_not_known() -> None:
    assert CliRunner().invoke(main, ["completion", "cmd"]).exit_code == 2
    assert issubclass(Bash, BashComplete)


@needs.program("bash")
def test_bash(site: Path, script: Path) -> None:
    text = f"""
eval "$({PROGRAM} completion bash)"
complete -p {PROGRAM}
COMP_LINE='{PROGRAM} add share https://ada.example/l tail'; COMP_POINT={len(PROGRAM) + 32}
COMP_WORDS=({PROGRAM} add share https : //ada.example/l tail); COMP_CWORD=5
_mkdocs_reciprocity_completion {PROGRAM} //ada.example/l :
printf '%s\\n' "${{COMPREPLY[@]}}"
COMP_LINE='{PROGRAM} add --via g'; COMP_POINT=${{#COMP_LINE}}
_mkdocs_reciprocity_completion {PROGRAM} g --via
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    said = in_shell(["bash", "--norc"], text, script).splitlines()
    assert said[0].endswith(f"-F _mkdocs_reciprocity_completion {PROGRAM}")
    assert said[1:] == ["//ada.example/looms/", r"guild\ newsletter"]


@needs.program("fish")
def test_fish(site: Path, script: Path) -> None:
    text = f"{PROGRAM} completion fish | source\ncomplete -C '{PROGRAM} add share https://ada.example/l'\n"
    assert in_shell(["fish"], text, script) == "https://ada.example/looms/\tOn looms · Ada [31m Example · 2026-11-10\n"


@needs.program("zsh")
def test_zsh(site: Path, script: Path) -> None:
    """Without its line editor there is nothing to complete in; what the script gives to it is looked at instead."""
    text = f"""
compdef() {{ print -r -- "compdef $@" }}
_describe() {{ print -rl -- "${{(@P)3}}" }}
eval "$({PROGRAM} completion zsh)"
words=({PROGRAM} add share https://ada.example/l); CURRENT=4
_mkdocs_reciprocity_completion
"""
    said = in_shell(["zsh", "-f"], text, script).splitlines()
    assert said[0] == f"compdef _mkdocs_reciprocity_completion {PROGRAM}"
    assert said[1].replace("\\:", ":") == "https://ada.example/looms/:On looms · Ada [31m Example · 2026-11-10"


def test_it_is_quick_to_import_and_asks_nobody(site: Path) -> None:
    program = (
        "import sys\nfrom mkdocs_reciprocity.cli import main\n"
        f"try:\n    main(prog_name={PROGRAM!r})\nfinally:\n"
        "    heavy = {'mkdocs', 'jinja2', 'httpcore', 'ssl', 'rich', 'prompt_toolkit', 'markdown'} & set(sys.modules)\n"
        "    print('HEAVY', sorted(heavy), file=sys.stderr)\n"
    )
    line = f"{PROGRAM} add share "
    environment = {**os.environ, VARIABLE: "bash_complete", "COMP_LINE": line, "COMP_WORDBREAKS": ":"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "plain,https://ada.example/looms/" in done.stdout
    assert done.stderr == "HEAVY []\n"
