from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_reciprocity.collect import log_files, unread_files
from mkdocs_reciprocity.core import options as declared

LOGS = ["reciprocity.yml", "log/*.yml"]
SITE = "site_name: x\nplugins:\n- reciprocity: {{log: {}}}\n"


def write(root: Path, name: str, text: str = "") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def unread(root: Path, **options: object) -> list[tuple[str, str]]:
    settings = declared.read(options).records
    read = log_files.read(root, settings).paths
    return [(problem.level, str(problem.where)) for problem in unread_files.problems(root, settings, read)]


@pytest.mark.parametrize(
    "log", [LOGS, "reciprocity.yml", "log/*.yml", ["../logs/a.yml"], "r*.yml", "./r*.yml", "none.yml"]
)
def test_the_usual_private_file_is_read_whatever_the_option_says(tmp_path: Path, log: object) -> None:
    write(tmp_path, "reciprocity.private.yml")
    settings = declared.read({"log": log}).records
    assert [text.name for text in log_files.read(tmp_path, settings).texts if text.private] == [
        "reciprocity.private.yml"
    ]
    assert log_files.names(tmp_path, settings).count("reciprocity.private.yml") == 1
    assert unread(tmp_path, log=log) == []


def test_the_usual_private_file_may_be_missing_whatever_the_option_says(tmp_path: Path) -> None:
    write(tmp_path, "reciprocity.yml")
    settings = declared.read({"log": "reciprocity.yml"}).records
    assert log_files.read(tmp_path, settings).absent == ()
    assert log_files.names(tmp_path, settings) == ["reciprocity.yml"]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("friends.private.yml", {}),
        ("friends.private.yaml", {"log": LOGS}),
        ("FRIENDS.PRIVATE.YML", {"peers": "people.yml"}),
        ("blogs.private.opml", {"peers": "blogs.opml"}),
        ("log/a.private.opml", {"log": LOGS}),
        ("log/a.private.yaml", {"log": LOGS}),
        ("log/a.private.yml", {"log": "log/2026.yml"}),
        ("log/[a]/b.private.yml", {"log": "log/[[]a]/*.yaml"}),
        ("lists/a.private.opml", {"peers": "lists/a.opml"}),
    ],
)
def test_a_private_file_that_nothing_names_is_a_problem(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    write(tmp_path, name)
    write(tmp_path, "log/[a]/2026.yaml")
    assert unread(tmp_path, **options) == [("error", name)]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("friends.private.yml", {"log": ["reciprocity.yml", "friends.private.yml"]}),
        ("friends.private.yml", {"log": ["reciprocity.yml", "./friends.private.yml"]}),
        ("friends.private.yml", {"log": "*.yml"}),
        ("log/a.private.yml", {"log": LOGS}),
        ("log/deep/a.private.yml", {"log": "log/**/*.yml"}),
        ("blogs.private.opml", {"peers": "blogs.private.opml"}),
        ("posts/a.private.yml", {"log": LOGS}),
        ("../logs/a.private.yml", {"log": "../logs/b.yml"}),
        (".#friends.private.yml", {}),
        ("friends.private.yml.txt", {}),
        ("friends.private.yml/page.md", {}),
    ],
)
def test_all_others_are_none(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    root = tmp_path / "blog"
    root.mkdir()
    write(root, name)
    assert unread(root, **options) == []


def test_another_name_of_a_file_that_is_read(tmp_path: Path) -> None:
    os.link(write(tmp_path, "reciprocity.private.yml"), tmp_path / "one.private.yml")
    (tmp_path / "two.private.yml").symlink_to("reciprocity.private.yml")
    (tmp_path / "three.private.yml").symlink_to("nowhere")
    assert unread(tmp_path) == [("error", "three.private.yml")]


@pytest.mark.parametrize(
    ("config", "text", "level"),
    [
        ("mkdocs.de.yml", SITE.format("[de.yml, de.private.yml]"), "info"),
        ("mkdocs-de.yaml", SITE.format("de*.yml"), "info"),
        ("properdocs.yml", SITE.format("x.yml").replace("log:", "peers: de.private.yml, log:"), "info"),
        ("mkdocs.de.yml", "INHERIT: base.yml\nsite_name: x\n", "info"),
        ("mkdocs.de.yml", SITE.format("[de.yml]") + "# de.private.yml\n", "error"),
        ("mkdocs.de.yml", "site_name: x\nplugins: [search]\nexclude_docs: de.private.yml\n", "error"),
        ("mkdocs.de.yml", "plugins: [", "error"),
        ("other.yml", SITE.format("[de.private.yml]"), "error"),
    ],
)
def test_a_file_of_another_site_in_the_same_folder(tmp_path: Path, config: str, text: str, level: str) -> None:
    write(tmp_path, "de.private.yml")
    write(tmp_path, "mkdocs.yml", SITE.format("[reciprocity.yml]"))
    write(tmp_path, "base.yml", SITE.format("[de.yml, de.private.yml]"))
    write(tmp_path, config, text)
    assert unread(tmp_path, log="reciprocity.yml") == [(level, "de.private.yml")]
