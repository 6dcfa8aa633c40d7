"""``mkdocs-reciprocity init --capture``"""

from __future__ import annotations

import os
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.capture.marked import is_untouched
from tests import needs

MKDOCS = "site_name: Looms\nsite_url: https://me.example/\nplugins: [reciprocity]\n"
FORM, WORKFLOW = ".github/ISSUE_TEMPLATE/gift.yml", ".github/workflows/reciprocity-capture.yml"
AT_CODEBERG = [".forgejo/issue_template/gift.yml", ".forgejo/workflows/reciprocity-capture.yml"]
AT_GITLAB = [".gitlab/issue_templates/Gift.md", ".gitlab/reciprocity-capture.yml"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A blog that is set up, in a repository at GitHub."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (tmp_path / "reciprocity.yml").write_text("interactions:\n", "utf-8")
    remote(tmp_path, "https://ada:t0ken@github.com/ada/blog.git")
    return tmp_path


def remote(root: Path, address: str) -> None:
    """As git has it; it is not asked."""
    (root / ".git").mkdir(exist_ok=True)
    (root / ".git/config").write_text(f'[remote "origin"]\n\turl = {address}\n', "utf-8")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", "-f", str(root / "mkdocs.yml"), *arguments])


def written(root: Path) -> list[str]:
    """The files of forges, by path."""
    found = (path for name in (".github", ".forgejo", ".gitlab") for path in (root / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(root).as_posix() for path in found)


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts}


def test_the_files_are_written_and_the_form_is_named(root: Path) -> None:
    result = run(root, "--capture")
    assert result.exit_code == 0, result.output
    assert written(root) == [FORM, WORKFLOW]
    assert f"{FORM}: written\n{WORKFLOW}: written\n" in result.output
    assert "\nhttps://github.com/ada/blog/issues/new?template=gift.yml\n" in result.output
    assert "all the world can read what you send by the form" in result.output
    assert result.output.count("Next: ") == 1
    assert "Only issues of the owner, ada, become rows. If that is an organisation" in result.output
    workflow = (root / WORKFLOW).read_text("utf-8")
    assert f"pip install mkdocs-reciprocity=={metadata.version('mkdocs-reciprocity')}\n" in workflow
    assert b"t0ken" not in b"".join([*everything(root / ".github").values(), result.output.encode()])


def test_twice_changes_nothing(root: Path) -> None:
    run(root, "--capture")
    before = everything(root)
    result = run(root, "--capture")
    assert f"{FORM}: is there already, and stays as it is\n" in result.output
    assert everything(root) == before


def test_a_file_that_the_author_changed_stays(root: Path) -> None:
    run(root, "--capture")
    with (root / WORKFLOW).open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    (root / FORM).write_bytes((root / FORM).read_bytes().replace(b"\n", b"\r\n"))
    before = everything(root)
    result = run(root, "--capture")
    assert (
        f"{WORKFLOW}: is there already, and differs; it stays as it is (delete it to have it written)" in result.output
    )
    assert f"{FORM}: is there already, and stays" in result.output
    assert everything(root) == before


def test_what_an_earlier_version_wrote_is_written_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(root, "--capture")
    monkeypatch.setattr(metadata, "version", lambda name: "9.9")
    result = run(root, "--capture")
    assert f"{WORKFLOW}: written anew; an earlier version had written it" in result.output
    text = (root / WORKFLOW).read_text("utf-8")
    assert "mkdocs-reciprocity==9.9\n" in text
    assert is_untouched(text)


@pytest.mark.parametrize(
    ("address", "said", "files"),
    [
        ("git@codeberg.org:ada/blog.git", [], AT_CODEBERG),
        ("git@gitlab.com:weavers/north/blog.git", [], AT_GITLAB),
        ("ssh://git@git.example:2222/ada/blog.git", ["forgejo"], AT_CODEBERG),
        ("https://git.example/ada/blog", ["codeberg"], AT_CODEBERG),
        ("https://git.example/ada/blog", ["gitlab"], AT_GITLAB),
        ("https://git.example/ada/blog", ["github"], [FORM, WORKFLOW]),
    ],
)
def test_each_forge_has_files_of_its_own(root: Path, address: str, said: list[str], files: list[str]) -> None:
    remote(root, address)
    result = run(root, "--capture", *said)
    assert result.exit_code == 0, result.output
    assert written(root) == files
    assert ("GitLab runs nothing when an issue is opened" in result.output) == (files == AT_GITLAB)


def test_the_remote_goes_before_repo_url_which_may_be_left_from_a_template(root: Path) -> None:
    (root / "mkdocs.yml").write_text(f"{MKDOCS}repo_url: https://codeberg.org/ben/template/\n", "utf-8")
    result = run(root, "--capture")
    assert "https://github.com/ada/blog/issues/new" in result.output
    assert "ben" not in result.output
    assert written(root) == [FORM, WORKFLOW]


@pytest.mark.parametrize("remote_address", ["https://git.example/ada/blog", "git@work:ada/blog.git", "/srv/blog.git"])
def test_the_first_of_the_two_whose_forge_is_known_counts(root: Path, remote_address: str) -> None:
    remote(root, remote_address)
    (root / "mkdocs.yml").write_text(f"{MKDOCS}repo_url: https://codeberg.org/ada/looms/\n", "utf-8")
    assert "https://codeberg.org/ada/looms/issues/new" in run(root, "--capture").output
    assert written(root) == AT_CODEBERG


def test_the_forge_that_is_named_chooses_between_the_two(root: Path) -> None:
    (root / "mkdocs.yml").write_text(f"{MKDOCS}repo_url: https://git.example/ada/looms/\n", "utf-8")
    assert "https://git.example/ada/looms/issues/new" in run(root, "--capture", "forgejo").output


@pytest.mark.parametrize(
    ("address", "said", "why"),
    [
        ("git@git.example:ada/blog.git", [], "what runs at git.example is not known; say it: `--capture github`"),
        ("git@work:ada/blog.git", ["github"], "has no `repo_url`, and git has no remote `origin` with an address"),
        ("/srv/blog.git", [], "mkdocs.yml has no `repo_url`, and git has no remote `origin` with an address"),
        ("", [], "where your repository is, is not known"),
        ("https://github.com/ada/b%20log", [], "what runs at github.com is not known"),
        ("https://git.example/a$/b", ["forgejo"], "git.example/a$/b is no repository as forgejo has them"),
        ("git@github.com:ada/blog.git", ["gitlab"], "github.com/ada/blog is no repository as gitlab has them"),
    ],
)
def test_where_it_is_not_known_a_sentence_says_what_to_do(root: Path, address: str, said: list[str], why: str) -> None:
    remote(root, address)
    result = run(root, "--capture", *said)
    assert result.exit_code == 2
    assert why in result.output
    assert written(root) == []


def test_without_a_repository_a_sentence_says_so(root: Path) -> None:
    (root / ".git/config").unlink()
    (root / ".git").rmdir()
    result = run(root, "--capture")
    assert result.exit_code == 2
    assert "is in no repository of git; make one with `git init` first" in result.output


@pytest.mark.parametrize("name", ["@ada", "a b", "${{ x }}", "a'b", ""])
def test_a_name_that_no_forge_has_is_refused(root: Path, name: str) -> None:
    result = run(root, "--capture", "--author", name)
    assert result.exit_code == 2
    assert "is no name of a user; give it as the forge has it, without an `@`" in result.output
    assert written(root) == []


@pytest.mark.parametrize("option", [["--author", "ben"], ["--private-repository"]])
def test_what_is_said_of_capture_needs_it(root: Path, option: list[str]) -> None:
    result = run(root, *option)
    assert result.exit_code == 2
    assert f"{option[0]} says something of --capture; give that too" in result.output


def test_of_an_organisation_the_authors_are_named_and_a_private_repository_may_ask_for_more(root: Path) -> None:
    result = run(root, "--capture", "--author", "ben", "--author", "cleo", "--private-repository")
    assert "Only issues of ben and cleo become rows.\n" in result.output
    assert "all the world" not in result.output
    condition = yaml.safe_load((root / WORKFLOW).read_text("utf-8"))["jobs"]["capture"]["if"]
    assert "login == 'ben' || github.event.issue.user.login == 'cleo')" in condition
    ids = [one.get("id") for one in yaml.safe_load((root / FORM).read_text("utf-8"))["body"]]
    assert "private" in ids


def test_a_blog_in_a_folder_of_the_repository(root: Path) -> None:
    blog = root / "my blog"
    (blog / "docs").mkdir(parents=True)
    (blog / "site.yml").write_text(MKDOCS, "utf-8")
    result = CliRunner().invoke(main, ["init", "-f", str(blog / "site.yml"), "--capture"])
    assert result.exit_code == 0, result.output
    assert written(root) == [FORM, WORKFLOW]
    assert not (blog / ".github").exists()
    (job,) = yaml.safe_load((root / WORKFLOW).read_text("utf-8"))["jobs"].values()
    assert job["defaults"]["run"]["working-directory"] == "my blog"
    assert "add -f 'site.yml' --date" in job["steps"][-1]["run"]


@pytest.mark.parametrize("there", ["folder", "link", "file"])
def test_what_is_in_the_way_is_a_sentence_or_stays(root: Path, there: str) -> None:
    place = root / FORM
    if there == "file":
        (root / ".github").write_text("x", "utf-8")
    elif there == "folder":
        place.mkdir(parents=True)
    else:
        place.parent.mkdir(parents=True)
        (root / "elsewhere").write_text("mine", "utf-8")
        place.symlink_to(root / "elsewhere")
    result = run(root, "--capture")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if there == "link":
        assert (root / "elsewhere").read_text("utf-8") == "mine"
        assert "differs; it stays" in result.output
    else:
        assert result.exit_code == 2
        assert f"{FORM}: cannot be written (" in result.output


@pytest.mark.parametrize("where", ["folder", "file"])
@pytest.mark.parametrize("name", ["caf\udce9", "${{ github.event.issue.title }}", "a\u2028b"])
def test_a_name_that_cannot_stand_in_a_workflow_is_refused(root: Path, name: str, where: str) -> None:
    blog = root / (name if where == "folder" else "blog")
    try:
        (blog / "docs").mkdir(parents=True)
    except OSError:
        pytest.skip("this system has no such names")
    config = blog / ("mkdocs.yml" if where == "folder" else f"{name}.yml")
    config.write_text(MKDOCS, "utf-8")
    result = CliRunner().invoke(main, ["init", "-f", str(config), "--capture"])
    assert result.exit_code == 2, result.output
    assert "cannot stand in a workflow; give it a plainer name" in result.output
    assert written(root) == []


def git(root: Path, *command: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    names = ["-c", "user.name=Ada", "-c", "user.email=ada@me.example"]
    subprocess.run(["git", *names, *command], cwd=root, env=environment, check=True, capture_output=True)


@needs.program("git")
def test_a_work_tree_beside_the_first_has_the_same_remote(tmp_path: Path, root: Path) -> None:
    first: Any = tmp_path / "first"
    first.mkdir()
    git(first, "init", "--quiet")
    git(first, "remote", "add", "origin", "git@github.com:ben/knots.git")
    (first / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "x")
    git(first, "worktree", "add", "--quiet", str(tmp_path / "second"))
    result = run(tmp_path / "second", "--capture")
    assert result.exit_code == 0, result.output
    assert "https://github.com/ben/knots/issues/new" in result.output
    assert written(tmp_path / "second") == [FORM, WORKFLOW]


@pytest.mark.parametrize("broken", ["gitdir: nowhere", "", "gitdir: \0", "\xff"])
def test_a_git_that_leads_nowhere_has_no_remote(root: Path, broken: str) -> None:
    (root / ".git/config").unlink()
    (root / ".git").rmdir()
    (root / ".git").write_text(broken, "latin-1")
    result = run(root, "--capture")
    assert result.exit_code == 2
    assert "where your repository is, is not known" in result.output
