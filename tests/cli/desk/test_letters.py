"""``mkdocs-reciprocity desk letters``: letters to those who gave something in a year, for the author alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests import needs
from tests.sites.drawing import ADA as PEER
from tests.sites.drawing import draw, entry, make, python, rss

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, call: Ada}
  ben: {name: Ben, home: https://ben.example/}
  lea: {name: Lea Secret, home: https://lea.example/, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines, note: The clearest account.}
- {date: 2026-11-04, got: comment, peer: ada, url: https://me.example/looms/}
- {date: 2026-11-05, got: help, peer: lea}
- {date: 2026-11-06, gave: share, url: https://ben.example/knots/}
- {date: 2026-11-07, got: like, peer: ben, url: https://me.example/looms/}
"""
REFUSED = 2
ADA, LEA = "letters/2026/ada.private.md", "letters/2026/lea.private.md"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["desk", "letters", *map(str, arguments)])


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return draw(tmp_path, {"reciprocity.yml": LOG})


def test_each_who_gave_has_a_letter_for_the_author_alone(config: Path, tmp_path: Path) -> None:
    result = run("2026", "-f", config)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"written: {ADA}\nwritten: {LEA}\n"
    assert "Ben" not in result.output, "who gave nothing gets none, and nothing says so"
    text = (tmp_path / ADA).read_text("utf-8")
    assert text.startswith("Dear Ada,\n")
    assert "- [On engines](https://ada.example/engines/): “The clearest account.”\n" in text
    assert (tmp_path / ADA).stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in (tmp_path / "letters").rglob("*.md")) == ["ada.private.md", "lea.private.md"]


def test_own_pages_have_their_titles_before_the_first_build(config: Path, tmp_path: Path) -> None:
    (tmp_path / "docs/looms.md").write_text("# The loom in the attic\n", "utf-8")
    assert "- In November you commented on [The loom in the attic](https://me.example/looms/)\n" in (
        run("2026", "--dry-run", "-f", config).stdout
    )
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as options:
        options.write("\nexclude_docs: looms.md\n")
    assert "commented on [me.example/looms](https://me.example/looms/)\n" in (
        run("2026", "--dry-run", "-f", config).stdout
    )


def test_what_the_author_has_changed_is_never_written_again(config: Path, tmp_path: Path) -> None:
    run("2026", "-f", config)
    (tmp_path / ADA).write_text("Dear Ada, I rang you instead.\n", "utf-8")
    result = run("2026", "-f", config)
    assert result.exit_code == 0
    assert result.stdout == (
        f"{LEA}: is there already\n{ADA}: stays as it is: you have changed it, or more is known now\n"
    )
    assert (tmp_path / ADA).read_text("utf-8") == "Dear Ada, I rang you instead.\n"
    (tmp_path / ADA).unlink()
    assert f"written: {ADA}\n" in run("2026", "-f", config).stdout


def test_only_shown(config: Path, tmp_path: Path) -> None:
    result = run("2026", "--dry-run", "-f", config)
    assert f"--- {ADA}\nDear Ada,\n" in result.stdout
    assert not (tmp_path / "letters").exists()
    assert not (tmp_path / ".gitignore").exists()


@pytest.mark.parametrize(
    ("year", "says"),
    [
        ("2027", "2027 has not begun yet"),
        ("1989", "1989 lies before the web"),
        ("26", '"26" is no year; write it in four digits'),
        ("٢٠٢٦", "is no year"),
        ("../x", '"../x" is no year'),
    ],
)
def test_no_other_than_a_year_of_the_web(config: Path, tmp_path: Path, year: str, says: str) -> None:
    result = run(year, "-f", config)
    assert (result.exit_code, says in result.output) == (REFUSED, True), result.output
    assert not (tmp_path / "letters").exists()


def test_a_year_without_anything_has_a_sentence(config: Path, tmp_path: Path) -> None:
    result = run("2019", "-f", config)
    assert result.exit_code == 0
    assert "There is nothing from 2019 to write a letter about" in result.stdout
    assert not (tmp_path / "letters").exists()


# --- where they lie


@pytest.mark.parametrize("folder", ["docs", "docs/letters", "site/x", "docs/../docs/x", "link"])
def test_not_where_they_would_be_published(config: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    result = run("2026", "--into", folder, "-f", config)
    assert result.exit_code == REFUSED
    assert "which is published, and letters are private; nothing was written" in result.output
    assert list(tmp_path.rglob("*.private.md")) == []


@pytest.mark.parametrize("folder", [".", "..", "/"])
def test_not_amid_the_files_of_the_site(config: Path, tmp_path: Path, folder: str) -> None:
    result = run("2026", "--into", folder, "-f", config)
    assert result.exit_code == REFUSED
    assert "holds the site itself; nothing was written" in result.output
    assert list(tmp_path.parent.glob("*.private.md")) == list(tmp_path.glob("*.private.md")) == []


def test_pages_that_are_in_a_folder_of_that_name(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": LOG, "letters/index.md": "# Letters\n"}, {"docs_dir": "letters"})
    result = run("2026", "-f", config)
    assert result.exit_code == REFUSED
    assert "is published" in result.output
    elsewhere = run("2026", "--into", tmp_path.parent / "letters-of-mine", "-f", config)
    assert elsewhere.exit_code == 0, elsewhere.output
    assert (tmp_path.parent / "letters-of-mine/ada.private.md").exists()


def test_a_folder_that_cannot_be_made(config: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("mine", "utf-8")
    result = run("2026", "-f", config)
    assert result.exit_code == REFUSED
    assert "cannot be written" in result.output
    assert "Traceback" not in result.output
    assert (tmp_path / "letters").read_text("utf-8") == "mine"


def test_a_pipe_or_a_link_in_its_place_stays(config: Path, tmp_path: Path) -> None:
    (tmp_path / "letters/2026").mkdir(parents=True)
    (tmp_path / ADA).symlink_to(tmp_path / "nowhere.md")
    result = run("2026", "-f", config)
    assert f"{ADA}: stays as it is" in result.stdout
    assert not (tmp_path / "nowhere.md").exists()


def git(root: Path, *command: str) -> str:
    return subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False).stdout


@needs.program("git")
def test_git_ignores_them_and_nothing_else(config: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    result = run("2026", "-f", config)
    assert ".gitignore: git ignores letters/2026/*.private.md now" in result.stderr
    assert (tmp_path / ".gitignore").read_text("utf-8") == "/letters/2026/*.private.md\n"
    assert ".private.md" not in git(tmp_path, "status", "--porcelain", "--untracked-files=all")
    assert ".gitignore" not in run("2026", "-f", config).stderr
    (tmp_path / "letters/2026/notes.md").write_text("mine", "utf-8")
    assert "letters/2026/notes.md" in git(tmp_path, "status", "--porcelain", "--untracked-files=all")


@needs.program("git")
def test_where_git_keeps_one_a_line_says_so(config: Path, tmp_path: Path) -> None:
    run("2026", "-f", config)
    (tmp_path / ".gitignore").unlink()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ADA)
    (tmp_path / LEA).unlink()
    assert "is private, and git keeps it" in run("2026", "-f", config).stderr


# --- no build has them


def test_no_build_copies_a_letter_wherever_it_lies(tmp_path: Path) -> None:
    """Beside mkdocs.yml, in a folder of the pages, under another name that editors give to copies."""
    letter = "# Dear Ada\n\nzq7letter\n"
    files = {
        "reciprocity.yml": LOG,
        "letters/2026/ada.private.md": letter,
        "docs/letters/2026/ben.private.md": letter,
        "docs/posts/cleo.private.md~": letter,
        "docs/posts/DORA.PRIVATE.MD": letter,
        "docs/letters/index.md": "# Letters that I print\n",
    }
    config = draw(tmp_path, files)
    built = make(config)
    assert b"zq7letter" not in built.all_bytes()
    assert not [name for name in built.files() if "private" in name.lower()]
    assert b"Letters that I print" in built.all_bytes()
    said = [line for line in built.warnings() if "this is not published; better move it out of" in line]
    assert [line for line in said if "ben.private.md" in line]
    assert "docs/letters/2026/ben.private.md: this is not published" in CliRunner().invoke(
        main, ["check", "-f", str(config)]
    ).output  # fmt: skip


def test_a_build_is_the_same_with_letters_and_without(config: Path) -> None:
    before = make(config).files()
    assert run("2026", "-f", config).exit_code == 0
    assert make(config, strict=True).files() == before


def test_no_more_is_imported_than_is_needed(config: Path) -> None:
    program = (
        "import sys\nfrom mkdocs_reciprocity.cli import main\n"
        "try:\n    main(sys.argv[1:])\nfinally:\n"
        "    heavy = {'mkdocs', 'jinja2', 'httpcore', 'ssl', 'rich', 'babel'} & set(sys.modules)\n"
        "    print('HEAVY', sorted(heavy), file=sys.stderr)\n"
    )
    ran = python("-c", program, "desk", "letters", "2026", "--dry-run", "-f", str(config), cwd=config.parent)
    assert ran.returncode == 0, ran.stderr
    assert "HEAVY []" in ran.stderr


def test_what_only_a_preview_has_seen_is_told_to_nobody(tmp_path: Path) -> None:
    """A draft leads to two posts: no letter and no note says so before it is published, on the desk's page neither."""
    links = "[Woollen secrets](https://ada.example/wool/) and [Hempen secrets](https://cleo.example/hemp/)"
    files = {
        "reciprocity.yml": LOG.replace(
            "interactions:", "  cleo: {name: Cleo, home: https://cleo.example/}\ninteractions:"
        ),
        "docs/draft.md": f"---\ndate: 2026-11-20\n---\n# Draft\n\nSee {links}.\n",
    }
    config = draw(tmp_path, files, {"draft_docs": "draft.md"})

    def told() -> list[bool]:
        preview = make(config, command="serve")
        assert "Woollen secrets" in preview.content("desk/ada/index.html"), "the author sees it"
        note = CliRunner().invoke(main, ["desk", "write", "--peer", "cleo", "-f", str(config)]).stdout
        letters = run("2026", "--dry-run", "-f", config).stdout
        page = preview.read("desk/cleo/note.html")
        return ["Woollen secrets" in letters, "Hempen secrets" in note, "Hempen secrets" in page]

    make(config)
    assert told() == [False, False, False]
    config.write_text(config.read_text("utf-8").replace("draft.md", "x.md"), "utf-8")
    make(config)
    assert told() == [True, True, True]


@pytest.mark.parametrize("is_built_before", [False, True])
def test_the_title_of_a_draft_is_told_to_nobody(tmp_path: Path, *, is_built_before: bool) -> None:
    """Who links to a draft has its address; its title is the author's until it is published."""
    leads = "".join(f'<a href="https://me.example/{page}/">x</a>' for page in ("drafts/plan", "looms"))
    files = {
        "reciprocity.yml": PEER + "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/hemp/}\n",
        "feeds/ada.xml": rss(entry("Revisited", "https://ada.example/r1/", html=leads)),
        "docs/drafts/plan.md": (
            "---\ndate: 2026-11-20\n---\n# Woollen secrets\n\nSee [hempen secrets](https://ada.example/hemp/).\n"
        ),
        "docs/looms.md": "---\ndate: 2026-11-02\n---\n# Looms\n",
    }
    config = draw(tmp_path, files, {"draft_docs": "drafts/\n"})
    if is_built_before:
        make(config)
    preview = make(config, command="serve")
    assert "Woollen secrets" in preview.content("desk/ada/index.html"), "the author sees it"
    letter = run("2026", "--dry-run", "-f", config).stdout
    note = CliRunner().invoke(main, ["desk", "write", "--peer", "ada", "-f", str(config)]).stdout
    (begun,) = preview.tree("desk/ada/note.html").css("textarea")
    for told in (letter, note, begun.text()):
        assert "secrets" not in told
    assert "[Looms](https://me.example/looms/)" in letter
    assert "hemp" in letter, "it was shared in the log"
