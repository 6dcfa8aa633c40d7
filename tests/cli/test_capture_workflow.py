"""What a forge runs, run here: the script of the workflow in a clone, with an event that was made up.

The forge itself is not here: `curl` is a script of ours that writes down what it was told. Nothing is installed.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from msgspec import Struct

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.capture.form import body, template
from mkdocs_reciprocity.core.model import KINDS
from tests import needs

pytestmark = [needs.program("bash"), needs.program("git")]

MKDOCS = "site_name: Looms\nsite_url: https://me.example/\nplugins:\n- reciprocity: {feeds: {fetch: never}}\n"
LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
  zq7: {name: Zq7, home: https://zq7.example/, private: true}

interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/}
"""
POST = "https://ada.example/notes/"
OWNER = "me"
CURL = """\
#!{python}
import json, os, sys
told = sys.argv[1:]
sent = next((told[at + 1] for at, one in enumerate(told) if one == "--data"), "")
headers = [open(one[1:]).read() for one in told if one.startswith("@") and "headers" in one]
text = open(sent[1:]).read() if sent else ""
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps([told[told.index("--request") + 1], told[-1], text, *headers]) + "\\n")
if os.path.exists(os.environ["FAILS"]) and open(os.environ["FAILS"]).read() in told[-1]:
    sys.exit(22)
if "?scope=all" in told[-1]:
    open(told[told.index("--output") + 1], "w").write(open(os.environ["LISTED"]).read())
"""


class Forge(Struct):
    """A bare repository, a clone of it as a machine of the forge has it, and what the forge was told."""

    folder: Path
    clone: Path
    script: str
    environment: dict[str, str]

    def run(self, told: object, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs the script. ``told`` is what the forge says: an event, or a list of issues."""
        (self.folder / "event.json").write_text(json.dumps(told), "utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self.script]
        return subprocess.run(
            command,
            cwd=self.clone,
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def calls(self) -> list[list[Any]]:
        """The method and the address of each request, and what was sent, the oldest first."""
        path = self.folder / "calls"
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
        path.unlink(missing_ok=True)
        return found

    def log(self) -> str:
        """The log, as the bare repository has it."""
        return git(self.folder / "bare.git", "show", "main:reciprocity.yml")

    def commits(self) -> list[str]:
        """What the commits say, the newest first."""
        return git(self.folder / "bare.git", "log", "--format=%s", "main").splitlines()

    def changed(self) -> list[str]:
        """The files that the newest commit changes."""
        return git(self.folder / "bare.git", "show", "--format=", "--name-only", "main").split()


def git(where: Path, *command: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    names = ["-c", "user.name=Me", "-c", "user.email=me@me.example", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *names, *command], cwd=where, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def at(folder: Path, remote: str, script: str, *options: str, files: dict[str, str] | None = None) -> Forge:
    """A blog at a forge, set up by `init --capture` and pushed; ``script`` is where its file has the script."""
    bare, first, clone, programs = (folder / name for name in ("bare.git", "first", "clone", "programs"))
    for path in (bare, first, programs):
        path.mkdir()
    git(bare, "init", "--quiet", "--bare")
    git(first, "init", "--quiet")
    git(first, "remote", "add", "origin", remote)
    for name, text in {
        "mkdocs.yml": MKDOCS,
        "reciprocity.yml": LOG,
        "docs/index.md": "# Looms\n",
        **(files or {}),
    }.items():
        (first / name).parent.mkdir(exist_ok=True)
        (first / name).write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["init", "-f", str(first / "mkdocs.yml"), "--capture", *options])
    assert result.exit_code == 0, result.output
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "Begin")
    git(first, "push", "--quiet", str(bare), "HEAD:main")
    git(folder, "clone", "--quiet", "--branch", "main", f"file://{bare}", str(clone))
    curl = programs / "curl"
    curl.write_text(CURL.format(python=sys.executable), "utf-8")
    curl.chmod(curl.stat().st_mode | stat.S_IXUSR)
    environment = {
        "PATH": f"{programs}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "CALLS": str(folder / "calls"),
        "LISTED": str(folder / "event.json"),
        "FAILS": str(folder / "fails"),
        "TOKEN": "t0ken",
        "RECIPROCITY_TOKEN": "t0ken",
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_API_URL": "https://api.forge.example",
        "GITHUB_REPOSITORY": "me/blog",
        "CI_API_V4_URL": "https://forge.example/api/v4",
        "CI_PROJECT_ID": "12",
        "CI_DEFAULT_BRANCH": "main",
        "CI_PROJECT_ROOT_NAMESPACE": OWNER,
        "CI_SERVER_HOST": "forge.example",
        "CI_PROJECT_PATH": "me/blog",
        "CI_PROJECT_VISIBILITY": "public",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    read: Any = yaml.safe_load((first / script).read_text("utf-8"))
    run: str = (
        read["jobs"]["capture"]["steps"][-1]["run"] if "jobs" in read else read["reciprocity-capture"]["script"][1]
    )
    return Forge(folder, clone, run, environment)


GITHUB = ("https://github.com/me/blog", ".github/workflows/reciprocity-capture.yml")
CODEBERG = ("git@codeberg.org:me/blog.git", ".forgejo/workflows/reciprocity-capture.yml")
GITLAB = ("git@gitlab.com:me/blog.git", ".gitlab/reciprocity-capture.yml")


@pytest.fixture
def github(tmp_path: Path) -> Forge:
    return at(tmp_path, *GITHUB)


def filled(note: str = "", private: str = "", **more: str) -> str:
    """A form as it stands in an issue, with headings even for what is empty."""
    said = {"kind": "share", "url": POST, "note": note, **({"private": private} if private else {}), **more}
    return body({name: text or "_No response_" for name, text in said.items()}, private=bool(private))


def event(text: str, by: str = OWNER, number: int = 7, *, private: bool = False) -> dict[str, Any]:
    return {
        "action": "opened",
        "issue": {"number": number, "user": {"login": by}, "body": text, "created_at": "2026-11-20T10:00:00Z"},
        "repository": {"owner": {"login": OWNER}, "private": private},
        "sender": {"login": by},
    }


@pytest.mark.parametrize("forge", [GITHUB, CODEBERG])
def test_an_issue_of_the_owner_becomes_one_row_and_one_commit(tmp_path: Path, forge: tuple[str, str]) -> None:
    it = at(tmp_path, *forge)
    done = it.run(event(filled("A good read.", title="Notes", via="mastodon")))
    assert done.returncode == 0, done.stderr
    assert it.log() == (
        f"{LOG}- {{date: 2026-11-20, gave: share, peer: ada, url: {POST}, title: Notes, via: mastodon, "
        "note: A good read.}\n"
    )
    assert it.commits() == ["A gift, from issue 7", "Begin"]
    assert it.changed() == ["reciprocity.yml"]
    comment, closed = it.calls()
    issue = "https://api.forge.example/repos/me/blog/issues/7"
    assert comment[:2] == ["POST", f"{issue}/comments"]
    assert json.loads(comment[2])["body"].startswith(
        "This is a row of the log now:\n\n    reciprocity.yml:7: You shared"
    )
    assert comment[3] == "Authorization: token t0ken\nContent-Type: application/json\n"
    assert [closed[0], closed[1], json.loads(closed[2])] == ["PATCH", issue, {"state": "closed"}]


def test_the_same_issue_again_changes_nothing_and_is_closed_again(github: Forge) -> None:
    github.run(event(filled()))
    before = github.log()
    github.calls()
    assert github.run(event(filled())).returncode == 0
    assert github.log() == before
    assert len(github.commits()) == 2
    comment, closed = github.calls()
    assert "says so already" in comment[2]
    assert closed[0] == "PATCH"


def test_an_issue_of_a_stranger_does_nothing(github: Forge) -> None:
    done = github.run(event(filled(), by="ben"))
    assert done.returncode == 2
    assert 'the issue is by "ben", and only an issue of the owner becomes a row' in done.stderr
    assert (github.calls(), github.commits()) == ([], ["Begin"])


def test_what_add_refuses_is_said_below_the_issue_which_stays_open(github: Forge) -> None:
    done = github.run(event(filled("x @ben #3", url="htp://nowhere")))
    assert done.returncode == 0, done.stderr
    (comment,) = github.calls()
    said = json.loads(comment[2])["body"]
    assert said.startswith("No row was written.")
    assert all(line.startswith("    ") for line in said.split("\n")[2:])
    assert github.commits() == ["Begin"]


UNKIND = (
    "$(touch OWNED) `touch OWNED` ${IFS}'; touch OWNED; '\"; touch OWNED; \"\n::set-output name=x::y\n::add-mask::z\n"
    "{{ 7*7 }} ${{ github.token }}\r\n- {date: 2026-11-02, gave: share, url: https://evil.example/}\r\ninteractions:\n--private\n"
    "\u202e'\"\\: #{}[]&*!|>%@,?-\0\x1b[31m"
)


def test_a_note_is_a_note_whatever_is_in_it(github: Forge) -> None:
    done = github.run(event(filled(UNKIND + "é" * 1_500)))
    assert done.returncode == 0, done.stderr
    assert not [*github.folder.rglob("OWNED")]
    assert github.changed() == ["reciprocity.yml"]
    (row,) = github.log().removeprefix(LOG).splitlines()
    note = yaml.safe_load(row)[0]["note"]
    assert note.startswith(
        "$(touch OWNED) `touch OWNED` ${IFS}'; touch OWNED; '\"; touch OWNED; \" ::set-output name=x::y "
    )
    assert note.endswith(" --private '\"\\: #{}[]&*!|>%@,?-[31m" + "é" * 1_500)
    assert not [line for line in done.stdout.splitlines() if line.startswith("::")], "no command for the machine"


@pytest.mark.parametrize(
    "text",
    [
        filled("x\n### Address\n\nhttps://evil.example/"), filled("é" * 65_000),
        filled(url="https://ada.example/\n\nhttps://evil.example/"), filled(kind="$(id)", url="javascript:alert(1)"),
    ],
    ids=["two addresses", "long", "an address below another", "commands"],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_or_not_at_all_is_not_written(github: Forge, text: str) -> None:
    done = github.run(event(text))
    assert done.returncode == 0, done.stderr
    assert (github.commits(), github.log()) == (["Begin"], LOG)
    (comment,) = github.calls()
    assert json.loads(comment[2])["body"].startswith("No row was written.")


def test_who_comes_second_tries_again(tmp_path: Path, github: Forge) -> None:
    """While the machine works, the author pushes a row of their own."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", f"file://{tmp_path / 'bare.git'}", str(other))
    (other / "reciprocity.yml").write_text(
        LOG + "- {date: 2026-11-03, gave: like, url: https://ada.example/x/}\n", "utf-8"
    )
    git(other, "commit", "--quiet", "-am", "Mine")
    push = f"git -C {other} push --quiet"
    hook = github.clone / ".git/hooks/pre-push"
    hook.write_text(f"#!/bin/sh\n[ -e {tmp_path}/pushed ] || {{ touch {tmp_path}/pushed; {push}; }}\n", "utf-8")
    hook.chmod(0o755)
    done = github.run(event(filled()))
    assert done.returncode == 0, done.stderr
    assert github.commits() == ["A gift, from issue 7", "Mine", "Begin"]
    assert github.log().count("\n- ") == 3
    assert [call[0] for call in github.calls()] == ["POST", "PATCH"]


def refuse_commits(it: Forge) -> None:
    """Has the branch take none, and the script try only twice."""
    hook = it.folder / "bare.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    (it.folder / "programs/sleep").symlink_to("/bin/true")
    assert "for round in 1 2 3 4 5; do" in it.script
    it.script = it.script.replace("1 2 3 4 5", "1 2")


def test_a_branch_that_takes_no_commit_leaves_the_issue_open_and_fails(github: Forge) -> None:
    refuse_commits(github)
    done = github.run(event(filled()))
    assert done.returncode == 1
    (comment,) = github.calls()
    assert "the branch did not take the commit" in comment[2]
    assert github.commits() == ["Begin"]


def test_in_a_public_repository_what_is_private_is_refused(github: Forge) -> None:
    assert github.run(event(filled("zq7", private="yes"))).returncode == 0
    (comment,) = github.calls()
    assert "this repository is public, so nothing private is written" in comment[2]
    assert github.commits() == ["Begin"]


def test_what_is_about_somebody_private_is_not_written_into_a_file_that_is_lost(github: Forge) -> None:
    assert github.run(event(filled(url="https://zq7.example/post/"))).returncode == 0
    (comment,) = github.calls()
    assert "this row would go into a file that git does not keep" in comment[2]
    assert "zq7" not in comment[2].lower()
    assert (github.commits(), github.log()) == (["Begin"], LOG)


def test_in_a_private_repository_a_private_row_goes_where_git_keeps_it(tmp_path: Path) -> None:
    it = at(tmp_path, *GITHUB, "--private-repository")
    done = it.run(event(filled("x", private="yes"), private=True))
    assert done.returncode == 0, done.stderr
    assert it.log().endswith(f"- {{date: 2026-11-20, gave: share, peer: ada, url: {POST}, note: x, private: true}}\n")
    assert it.changed() == ["reciprocity.yml"]


def test_a_new_file_of_the_year_is_kept_too(tmp_path: Path) -> None:
    config = MKDOCS.replace("{feeds", "{log: [people.yml, 'log/*.yml'], feeds")
    files = {"mkdocs.yml": config, "people.yml": LOG.partition("interactions")[0], "log/2025.yml": "interactions:\n"}
    it = at(tmp_path, *GITHUB, files=files)
    done = it.run(event(filled()))
    assert done.returncode == 0, done.stderr
    assert len(it.changed()) == 1
    assert len(it.commits()) == 2


def listed(number: int, text: str, by: str = OWNER) -> dict[str, Any]:
    return {"iid": number, "author": {"username": by}, "description": text, "created_at": "2026-11-20T10:00:00.000Z"}


@pytest.fixture
def gitlab(tmp_path: Path) -> Iterator[Forge]:
    it = at(tmp_path, *GITLAB)
    (tmp_path / "gitconfig").write_text(
        f'[url "file://{tmp_path}/bare.git"]\n\tinsteadOf = https://oauth2:t0ken@forge.example/me/blog.git\n', "utf-8"
    )
    yield it


LISTED = "?scope=all&state=opened&author_username={}&not[labels]=reciprocity-refused&per_page=100"


def of(calls: Sequence[Sequence[Any]]) -> list[tuple[str, str]]:
    return [(call[0], call[1].removeprefix("https://forge.example/api/v4/projects/12/issues")) for call in calls]


def test_at_gitlab_a_schedule_takes_all_open_issues_of_the_owner(gitlab: Forge) -> None:
    told = [
        listed(9, filled("two", url="https://ada.example/b/")), listed(8, filled(), by="ben"), listed(5, filled("one")),
        listed(6, filled(url="nonsense")), listed(4, "A bug"),
    ]  # fmt: skip
    done = gitlab.run(told)
    assert done.returncode == 0, done.stderr
    assert gitlab.commits() == ["A gift, from issue 9", "A gift, from issue 5", "Begin"]
    assert gitlab.log().count("\n- ") == 3
    calls = gitlab.calls()
    assert of(calls) == [
        ("GET", LISTED.format(OWNER)),
        ("PUT", "/5?state_event=close"), ("POST", "/5/notes"),
        ("PUT", "/6?add_labels=reciprocity-refused"), ("POST", "/6/notes"),
        ("PUT", "/9?state_event=close"), ("POST", "/9/notes"),
    ]  # fmt: skip
    assert {call[3] for call in calls} == {"PRIVATE-TOKEN: t0ken\n"}
    assert "t0ken" not in done.stdout + done.stderr


def test_at_gitlab_no_issue_is_no_work(gitlab: Forge) -> None:
    assert gitlab.run([]).returncode == 0
    assert of(gitlab.calls()) == [("GET", LISTED.format(OWNER))]


def test_at_gitlab_each_author_is_asked_for_so_that_others_are_in_nobodys_way(tmp_path: Path) -> None:
    it = at(tmp_path, *GITLAB, "--author", "ben", "--author", "cleo")
    assert it.run([]).returncode == 0
    assert of(it.calls()) == [("GET", LISTED.format("ben")), ("GET", LISTED.format("cleo"))]


def test_at_gitlab_an_old_name_of_the_owner_which_a_stranger_may_have_now_counts_no_more(gitlab: Forge) -> None:
    assert gitlab.run([listed(5, filled())], CI_PROJECT_ROOT_NAMESPACE="weavers").returncode == 0
    assert of(gitlab.calls()) == [("GET", LISTED.format("weavers"))]
    assert gitlab.commits() == ["Begin"]


@pytest.mark.parametrize("visibility", ["public", "internal", "private"])
def test_at_gitlab_a_private_row_is_written_in_a_private_project_only(gitlab: Forge, visibility: str) -> None:
    assert gitlab.run([listed(5, filled(private="yes"))], CI_PROJECT_VISIBILITY=visibility).returncode == 0
    assert gitlab.log().endswith(", private: true}\n") == (visibility == "private")
    assert len(gitlab.commits()) == 1 + (visibility == "private")


def test_at_gitlab_a_branch_that_takes_no_commit_fails_each_time_and_says_nothing_below_the_issue(
    gitlab: Forge,
) -> None:
    refuse_commits(gitlab)
    assert gitlab.run([listed(5, filled())]).returncode == 1
    assert [call[0] for call in gitlab.calls()] == ["GET"]


def test_at_gitlab_an_issue_that_takes_no_answer_is_in_nobodys_way(gitlab: Forge) -> None:
    (gitlab.folder / "fails").write_text("/5", "utf-8")
    done = gitlab.run([listed(5, filled()), listed(9, filled(url="https://ada.example/b/"))])
    assert done.returncode == 1
    assert gitlab.commits() == ["A gift, from issue 9", "A gift, from issue 5", "Begin"]
    assert of(gitlab.calls())[-2:] == [("PUT", "/9?state_event=close"), ("POST", "/9/notes")]


def test_at_gitlab_a_note_may_stand_below_what_the_template_says(gitlab: Forge) -> None:
    text = template(KINDS, private=False).replace("Address\n\n", f"Address\n\n{POST}")
    assert gitlab.run([listed(5, f"{text}\nSo fine.\n")]).returncode == 0
    assert gitlab.log().endswith(f"url: {POST}, note: So fine.}}\n")


def test_a_tag_with_the_name_of_the_branch_is_in_nobodys_way(gitlab: Forge) -> None:
    bare = gitlab.folder / "bare.git"
    git(bare, "tag", "main", "main")
    assert gitlab.run([listed(5, filled())]).returncode == 0
    assert git(bare, "log", "--format=%s", "refs/heads/main").splitlines() == ["A gift, from issue 5", "Begin"]


@pytest.mark.parametrize("to", ["data/log.yml", "{}/elsewhere.yml"])
def test_a_log_behind_a_link_is_kept_where_the_link_leads_or_the_issue_stays_open(github: Forge, to: str) -> None:
    """Inside the repository the row is committed there; outside of it, it would be lost."""
    is_inside = "{}" not in to
    first = github.folder / "first"
    (target := first / to.format(github.folder)).parent.mkdir(exist_ok=True)
    (first / "reciprocity.yml").rename(target)
    (first / "reciprocity.yml").symlink_to(to.format(github.folder))
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "Moved")
    git(first, "push", "--quiet", str(github.folder / "bare.git"), "HEAD:main")
    assert github.run(event(filled())).returncode == 0
    assert [call[0] for call in github.calls()] == (["POST", "PATCH"] if is_inside else ["POST"])
    assert github.changed() == (["data/log.yml"] if is_inside else ["reciprocity.yml"])
    assert (github.commits()[0] == "A gift, from issue 7") is is_inside
    assert target.read_text("utf-8") == LOG


def test_a_day_in_words_counts_from_the_day_of_the_issue(github: Forge) -> None:
    assert github.run(event(filled(date="yesterday"))).returncode == 0
    assert "date: 2026-11-19, " in github.log()


def test_an_issue_that_somebody_else_has_moved_here_does_nothing(github: Forge) -> None:
    done = github.run({**event(filled()), "sender": {"login": "ben"}})
    assert done.returncode == 2
    assert 'the issue was brought here by "ben", not by its author' in done.stderr
    assert (github.calls(), github.commits()) == ([], ["Begin"])


def test_below_the_issue_stands_the_row_and_no_remark_on_another_file(tmp_path: Path) -> None:
    """A private file that git keeps is remarked upon before the row is."""
    private = {"reciprocity.private.yml": "interactions:\n"}
    config = MKDOCS.replace("{feeds", "{log: [reciprocity.yml, reciprocity.private.yml], feeds")
    it = at(tmp_path, *GITHUB, "--private-repository", files={**private, "mkdocs.yml": config, ".gitignore": ""})
    git(tmp_path / "first", "add", "--force", "reciprocity.private.yml")
    git(tmp_path / "first", "commit", "--quiet", "-m", "Kept")
    git(tmp_path / "first", "push", "--quiet", str(tmp_path / "bare.git"), "HEAD:main")
    assert it.run(event(filled(private="yes"), private=True)).returncode == 0
    comment, _ = it.calls()
    assert json.loads(comment[2])["body"].split("\n")[2].startswith("    reciprocity.private.yml:2: You shared")
    assert it.changed() == ["reciprocity.private.yml"]


def test_the_token_is_gone_when_the_script_ends(github: Forge) -> None:
    """A machine of the author's own is not thrown away."""
    assert github.run(event(filled())).returncode == 0
    assert not [path for path in github.folder.iterdir() if path.name.startswith("tmp.")]
