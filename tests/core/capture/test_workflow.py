"""The workflows: what they may do, who is let in, and that nothing of an issue gets into a script."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from mkdocs_reciprocity.core.capture import files, workflow
from mkdocs_reciprocity.core.capture.form import START
from mkdocs_reciprocity.core.capture.marked import is_untouched
from mkdocs_reciprocity.core.capture.repository import FORGES, FORMS, Forge, Repository
from mkdocs_reciprocity.core.capture.workflow import Wanted
from mkdocs_reciprocity.core.model import KINDS
from tests.core.capture.expressions import holds

HOMES = {
    "github": "https://github.com/ada/blog",
    "gitlab": "https://gitlab.com/ada/blog",
    "forgejo": "https://codeberg.org/ada/blog",
}


def wanted(forge: Forge, home: str = "", **more: Any) -> Wanted:
    return Wanted(repository=Repository(forge, home or HOMES[forge], "ada"), version="1.2.3", **more)


def actions(forge: Forge, **more: Any) -> Any:
    return yaml.safe_load(workflow.workflow(wanted(forge, **more)))


def event(by: str, text: str | None, owner: str = "ada") -> dict[str, Any]:
    return {"repository_owner": owner, "event": {"issue": {"number": 7, "user": {"login": by}, "body": text}}}


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("private", [True, False])
def test_all_files_are_yaml_or_markdown_with_a_mark_and_a_last_line(forge: Forge, private: bool) -> None:
    made = files.made(wanted(forge, private=private), KINDS)
    assert next(iter(made)) == FORMS[forge]
    for path, text in made.items():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\t" not in text
        if path.endswith(".yml"):
            assert isinstance(yaml.safe_load(text), dict)
            assert is_untouched(text)


@pytest.mark.parametrize("forge", ["github", "forgejo"])
def test_no_expression_puts_anything_of_an_issue_into_a_script(forge: Forge) -> None:
    text = workflow.workflow(wanted(forge))
    (job,) = actions(forge)["jobs"].values()
    for step in job["steps"]:
        assert "${{" not in step.get("run", "")
    assert sorted(re.findall(r"\$\{\{ (.*?) \}\}", text)) == ["github.event.issue.number", "github.token"]


def test_at_github_it_may_do_no_more_than_it_has_to() -> None:
    read = actions("github")
    assert read["permissions"] == {"contents": "write", "issues": "write"}
    assert read[True] == {"issues": {"types": ["opened"]}}, "YAML 1.1 takes the key `on` for true"
    (job,) = read["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used)
    assert job["steps"][2]["run"] == "pip install mkdocs-reciprocity==1.2.3"
    assert [step.get("env") for step in job["steps"]] == [None, None, None, {"TOKEN": "${{ github.token }}"}]


@pytest.mark.parametrize("forge", ["github", "forgejo"])
@pytest.mark.parametrize(
    ("by", "text", "is_let_in"),
    [
        ("ada", f"{START}\n\nshare\n", True),
        ("ADA", f"{START}\n\nshare\n", True),  # a forge has only one of these
        ("ben", f"{START}\n\nshare\n", False),
        ("ada", "A bug", False),
        ("ada", None, False),
        ("ada", f"\n{START}", False),
        ("", f"{START}\n\nshare\n", False),
    ],
)
def test_the_condition_lets_in_the_owner_with_the_form(
    forge: Forge, by: str, text: str | None, is_let_in: bool
) -> None:
    (job,) = actions(forge)["jobs"].values()
    assert holds(job["if"], event(by, text)) is is_let_in


def test_authors_that_are_named_are_let_in_and_the_owner_is_not() -> None:
    condition = workflow.condition(["ben", "cleo"])
    text = f"{START}\n\nshare\n"
    assert [holds(condition, event(by, text, owner="weavers")) for by in ("ben", "cleo", "weavers", "dora")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert holds(workflow.condition(["o'x"]), event("o'x", text))
    assert not holds(workflow.condition(["ben"]), event("ben", "A bug"))


def test_where_it_runs() -> None:
    machines = [
        actions("github"), actions("forgejo"), yaml.safe_load(workflow.workflow(wanted("forgejo", "https://git.example/a/b")))
    ]  # fmt: skip
    assert [read["jobs"]["capture"]["runs-on"] for read in machines] == ["ubuntu-latest", "codeberg-tiny", "docker"]
    assert "permissions" not in actions("forgejo")


def test_a_blog_in_a_folder_with_an_unusual_name() -> None:
    read = actions("github", folder="my blog's", config="blog's.yml")
    (job,) = read["jobs"].values()
    assert job["defaults"] == {"run": {"working-directory": "my blog's"}}
    assert "add -f 'blog'\\''s.yml' --date" in job["steps"][-1]["run"]
    assert "defaults" not in next(iter(actions("github")["jobs"].values()))
    job = yaml.safe_load(workflow.pipeline(wanted("gitlab", folder="my blog"), "x.yml"))["reciprocity-capture"]
    assert job["script"][1].startswith("cd -- 'my blog'\nset -euo pipefail\n")


def test_at_gitlab_a_schedule_reads_the_issues_of_the_owner_or_of_those_who_are_named() -> None:
    text = workflow.pipeline(wanted("gitlab"), "x.yml")
    job = yaml.safe_load(text)["reciprocity-capture"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule" && $RECIPROCITY_TOKEN'}]
    assert 'for author in "$CI_PROJECT_ROOT_NAMESPACE"; do' in text
    assert "'ada'" not in text, "a name that was given up may be somebody else's"
    assert "for author in 'ben' 'cleo'; do" in workflow.pipeline(wanted("gitlab", authors=["ben", "cleo"]), "x.yml")
    assert 'capture issues "$GITHUB_EVENT_PATH"' in workflow.workflow(wanted("github"))
    assert "capture issues --by 'ben' --by 'cleo' \"$GITHUB" in workflow.workflow(
        wanted("github", authors=["ben", "cleo"])
    )


@pytest.mark.parametrize("name", ["caf\udce9", "a\nb", "a\u2028b", "\x1b[31m", "${{ github.token }}"])
def test_what_cannot_stand_in_a_workflow(name: str) -> None:
    assert not workflow.can_hold(name)
    assert workflow.can_hold("my blog's $(id) `é`")
