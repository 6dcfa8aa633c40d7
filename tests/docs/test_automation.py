"""The examples of docs/automation.md and the hook for pre-commit: what they run is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect.account_messages import key_name
from mkdocs_reciprocity.core.capture.repository import Repository
from mkdocs_reciprocity.core.capture.workflow import Wanted, workflow
from tests.core.capture.expressions import holds
from tests.docs.blocks import DOCS, ROOT, understood
from tests.sites.sample import copied

PAGE = (DOCS / "automation.md").read_text("utf-8")
EXAMPLES: list[Any] = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
COMMIT, CHECK, PUBLISH, KEYS, INSTALL, ZENSICAL = EXAMPLES
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def steps(workflow: Any) -> list[dict[str, Any]]:
    (job,) = workflow["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def commands() -> Iterator[str]:
    """All of ours that are run."""
    yield HOOK["entry"]
    for listed in (steps(CHECK), steps(PUBLISH), ZENSICAL):
        yield from (step["run"] for step in listed if step.get("run", "").startswith("mkdocs-reciprocity "))


def test_every_command_of_ours_is_there() -> None:
    assert [understood(command).name for command in commands()] == ["check", "check", "send", "generate", "finish"]


@pytest.mark.parametrize("wrong", ["check --formats github", "check --format gitlab", "webmention tell", "chek"])
def test_a_command_that_is_not_there_is_found(wrong: str) -> None:
    with pytest.raises(click.UsageError):
        understood(f"mkdocs-reciprocity {wrong}")


def test_the_page_names_the_hook_that_there_is() -> None:
    (repo,) = COMMIT["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [HOOK["id"]]


def test_the_hook_runs_where_something_changed_that_it_reads() -> None:
    runs = re.compile(HOOK["files"])
    for name in ("reciprocity.yml", "mkdocs.yaml", "docs/posts/looms.md", "blogroll.opml", "feeds/ada.xml", "m.jf2"):
        assert runs.search(name), name
    for name in ("docs/loom.png", "hooks/words.py", "overrides/main.html"):
        assert not runs.search(name), name


def test_the_hook_stops_a_commit_with_a_slip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given no names of files."""
    assert HOOK["pass_filenames"] is False
    monkeypatch.chdir(copied(tmp_path))
    arguments = shlex.split(HOOK["entry"])[1:]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    with Path("reciprocity.yml").open("a", encoding="utf-8") as log:
        log.write("- {date: 2026-11-02, gave: shar, url: https://ada.example/slip/}\n")
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert 'unknown kind "shar"' in result.output


def test_the_cache_is_kept_where_it_is() -> None:
    restored, saved = [step["with"] for step in steps(PUBLISH) if step.get("uses", "").startswith("actions/cache/")]
    assert restored["path"] == saved["path"] == FOLDER
    assert restored["key"] == saved["key"]
    assert saved["key"].startswith(restored["restore-keys"])


def test_the_site_is_published_before_anybody_is_told_and_the_cache_is_saved_last() -> None:
    said = [step.get("run") or step["uses"] for step in steps(PUBLISH)]
    wanted = ["cache/restore", "mkdocs build", "upload-pages", "deploy-pages", "webmention send", "cache/save"]
    assert [
        next(word for word in wanted if word in one) for one in said if any(word in one for word in wanted)
    ] == wanted
    assert steps(PUBLISH)[-1]["if"] == "always()"
    (upload,) = [step["with"] for step in steps(PUBLISH) if "upload-pages" in step.get("uses", "")]
    assert upload == {"path": "site", "include-hidden-files": True}


def test_keys_are_handed_to_the_build_by_the_names_that_are_looked_for() -> None:
    (step,) = KEYS
    assert step["run"] in {one.get("run") for one in steps(PUBLISH)}
    names = ["WEBMENTION_IO_TOKEN", key_name("https://social.example/")]
    assert step["env"] == {name: f"${{{{ secrets.{name} }}}}" for name in names}


def test_with_zensical_two_steps_are_others() -> None:
    """And they are in that order: the site is finished after it is built, and before it is published."""
    assert [step["run"].split()[0] for step in (*INSTALL, *ZENSICAL)] == [
        "pip", "mkdocs-reciprocity", "zensical", "mkdocs-reciprocity"
    ]  # fmt: skip
    runs = [step.get("run", "") for step in steps(PUBLISH)]
    assert sum(run.startswith(("pip install", "mkdocs build")) for run in runs) == 2


def test_the_workflow_that_publishes_waits_for_the_one_that_init_writes() -> None:
    page = (DOCS / "how-to/capture.md").read_text("utf-8")
    block, condition = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    repository = Repository("github", "https://github.com/ada/blog", "ada")
    named = yaml.safe_load(workflow(Wanted(repository=repository, version="1")))["name"]
    assert yaml.safe_load(block) == {"workflow_run": {"workflows": [named], "types": ["completed"]}}
    jobs = yaml.safe_load(condition)["if"]
    after = {
        conclusion: holds(jobs, {"event_name": "workflow_run", "event": {"workflow_run": {"conclusion": conclusion}}})
        for conclusion in ("success", "skipped", "failure")
    }
    assert after == {"success": True, "skipped": False, "failure": False}, "any stranger's issue is skipped"
    assert holds(jobs, {"event_name": "push", "event": {}})
