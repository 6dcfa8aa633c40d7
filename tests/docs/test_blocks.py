"""Every example in the documentation is tried: commands are run, files are read, what is printed is compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.docs.blocks import EXAMPLES, ROOT, Block, run, understood
from tests.docs.blog import BLOG, DAY, EMPTY, OPML, write
from tests.sites.drawing import draw, make

OURS = "mkdocs-reciprocity "
FROM_NOTHING = {"README.md", "docs/zensical.md", "docs/tutorial.md"}
"""Pages whose commands begin with a blog that has no log yet."""
NETWORK = ("peers add https://", "peers add -", "refresh", "webmention send")
"""Commands that ask other sites. Here they are parsed; what they do is tested against servers of our own."""
QUESTIONS = ("accept", "forget dora", "add share --from-clipboard")
"""Commands that ask somebody at a terminal, where none is: they are parsed."""
PROGRAMS = {
    ".", "./publish", ".venv/bin/mkdocs", ".venv/bin/pip", ".venv/bin/python", "export", "git", "mkdocs", "pip",
    "python3", "zensical",
}  # fmt: skip
"""What else a reader is told to run."""


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))


def of_language(*languages: str) -> list[Block]:
    return [block for block in EXAMPLES if block.language in languages]


def working(folder: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(folder, files))
    return folder


def commands(block: Block) -> list[str]:
    """The commands of a block, one each, without what a shell does with their output."""
    return [one.strip().partition(" >")[0] for line in block.text.splitlines() for one in line.split("&&")]


@pytest.mark.parametrize("block", of_language("sh"), ids=str)
def test_commands_do_what_they_are_for(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page begins with a new blog, they are run after those that stand above them."""
    working(tmp_path, EMPTY if block.page in FROM_NOTHING else BLOG, monkeypatch)
    above = [one for one in of_language("sh") if one.page == block.page and one.line < block.line]
    for one in [*above, block] if block.page in FROM_NOTHING else [block]:
        for command in commands(one):
            done(command)


def done(command: str) -> None:
    """Runs a command of ours, where that needs no network and nobody who answers."""
    if not command.startswith(OURS):
        assert command.split(maxsplit=1)[0] in PROGRAMS
        if command.endswith(" build"):  # of it, only that there is a site then
            Path("site").mkdir(exist_ok=True)
            Path("site/index.html").write_text("<!doctype html><title>Looms</title><main>A blog.</main>", "utf-8")
        return
    command, _, file = command.partition(" < ")
    assert understood(command)
    said = command.removeprefix(OURS)
    if not said.startswith(NETWORK) and said not in QUESTIONS:
        result = run(command, given="https://ada.example/engines/ fine\n" if file else "")
        assert result.exit_code == 0, (command, result.output)


SETTINGS = {"plugins", "markdown_extensions", "theme", "extra_css", "site_name"}
"""A block with one of these is a part of mkdocs.yml."""
ELSEWHERE = {"jobs", "repos", "workflow_run", "if"}
"""A block with one of these is a workflow, or the configuration of pre-commit: `test_automation` has them."""


@pytest.mark.parametrize("block", of_language("yaml"), ids=str)
def test_yaml_is_read_without_a_problem(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = yaml.safe_load(block.text)
    keys = set(written[0] if isinstance(written, list) else written or ())
    if keys & ELSEWHERE or "run" in keys:
        return
    site = working(tmp_path, BLOG, monkeypatch)
    if keys & SETTINGS:
        others = {line for line in EMPTY["mkdocs.yml"].splitlines() if line.split(":")[0] not in keys}
        plugin = "" if "plugins" in keys else "plugins: [reciprocity]\n"
        (site / "mkdocs.yml").write_text("\n".join([*others, block.text, plugin]), "utf-8")
    elif "front matter" in block.title:
        (site / "docs/looms.md").write_text(f"---\n{block.text}---\n# Looms\n", "utf-8")
    elif "private.yml" in block.title:
        (site / "reciprocity.private.yml").write_text(block.text, "utf-8")
    else:
        (site / "reciprocity.yml").write_text(as_log(block, keys), "utf-8")
        (site / "reciprocity.private.yml").unlink()
        if "ada-example:" in block.text:
            (site / "mkdocs.yml").write_text(EMPTY["mkdocs.yml"] + OPML, "utf-8")
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0, result.output


def as_log(block: Block, keys: set[str]) -> str:
    """A whole log, of a part of one."""
    log = BLOG["reciprocity.yml"]
    if block.text.startswith("-"):
        return log + block.text
    if block.text.startswith("    "):
        return log.replace("    home: https://ada.example/\n    feed: ada.xml\n", block.text)
    if block.text.startswith("  "):
        return "peers:\n" + block.text + "interactions: []\n"
    if "peers" in keys:
        return block.text if "interactions" in keys else block.text + "interactions: []\n"
    return block.text + log


@pytest.mark.parametrize("block", of_language("toml"), ids=str)
def test_toml_is_read_without_a_problem(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    working(tmp_path, {**BLOG, "zensical.toml": block.text}, monkeypatch)
    result = CliRunner().invoke(main, ["-f", "zensical.toml", "check"])
    assert result.exit_code == 0, result.output


PRINTED = [block for block in of_language("") if block.text.startswith("$ ")]
SLIP = "- {date: 2026-11-12, gave: shar, url: https://ada.example/engines/}\n"
"""What `check` has something to say of."""


@pytest.mark.parametrize("block", PRINTED, ids=str)
def test_what_a_command_prints_is_what_the_page_says(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it, or the beginning up to an ellipsis."""
    command, _, expected = block.text.removeprefix("$ ").partition("\n")
    slip = SLIP if command.endswith(" check") else ""
    working(tmp_path, {**BLOG, "reciprocity.yml": BLOG["reciprocity.yml"] + slip}, monkeypatch)
    whole, ellipsis, _ = expected.partition("…\n")
    printed = "".join(f"{line.rstrip()}\n" for line in run(command, COLUMNS="80").output.strip("\n").splitlines())
    assert (printed[: len(whole)] if ellipsis else printed) == whole


@pytest.mark.parametrize("block", of_language("jinja"), ids=str)
def test_templates_stand_for_ours(block: Block, tmp_path: Path) -> None:
    theme, _, path = block.title.partition("/")
    files = {name: text for name, text in BLOG.items() if name != "mkdocs.yml"}
    settings = {"theme": {"name": "mkdocs", "custom_dir": str(tmp_path / theme)}}
    (tmp_path / theme / path).parent.mkdir(parents=True)
    ours = make(draw(tmp_path, files, settings)).read("looms/index.html")
    assert "Passed on by" in ours
    (tmp_path / theme / path).write_text(block.text, "utf-8")
    theirs = make(tmp_path / "mkdocs.yml", strict=True)
    assert '<aside class="reciprocity">' in theirs.read("looms/index.html")
    assert "linked to" in theirs.read("looms/index.html")
    assert '<aside class="reciprocity">' not in ours


@pytest.mark.parametrize("block", of_language("css"), ids=str)
def test_properties_of_the_stylesheet_are_there(block: Block) -> None:
    ours = (ROOT / "theme_overrides/assets/reciprocity/reciprocity.css").read_text("utf-8")
    for name in re.findall(r"--[a-z-]+", block.text):
        assert f"var({name}" in ours


KNOWN = {"", "css", "gitignore", "jinja", "markdown", "sh", "text", "toml", "xml", "yaml"}
"""Without a language: what is printed. Files that a page shows as a whole are tried where the page is followed."""


def test_every_example_is_in_a_language_that_is_tried() -> None:
    assert {block.language for block in EXAMPLES} <= KNOWN
    assert PRINTED
