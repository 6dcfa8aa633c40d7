from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from mkdocs_reciprocity.collect import docs, written_titles
from mkdocs_reciprocity.collect.docs import Written


def titles(root: Path, *, directory_urls: bool = True) -> dict[str, str]:
    found = docs.read(root, Written(), directory_urls=directory_urls)
    return {page.path: page.title for page in written_titles.pages(found, UTC, directory_urls=directory_urls)}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# On looms\n", "On looms"),
        ("\ufefftext\r\n\r\n#  On *looms* & `x` # \r\n", "On looms & x"),
        ("---\ntitle: On looms\n---\n# Other\n", "On looms"),
        ("---\ntags: [a]\n---\n# On looms\n", "On looms"),
        ("---\ntitle: 2026\n---\n", "2026"),
        ("---\ntitle: [\n---\n# On looms\n", "On looms"),
        ("---\n- a\n---\n# On looms\n", "On looms"),
        ("```\n# code\n```\n\n# On looms {#id}\n", "On looms"),
        ("---\ntitle: On looms\ndraft: true\n---\n", ""),
        *((f"---\n{said}\n---\n# On looms\n", "") for said in (
            "draft: 'Yes'", "password: between-us", "audience: [friends]", "hidden: true", "published: no",
            "redirect: /x/", "robots: NoIndex, follow", "robots: [none]", "visibility: private",
            "status: draft", "noindex: true",
        )),
        *((f"---\n{said}\n---\n# On looms\n", "On looms") for said in (
            "draft: false", "password:", "private: 'no'", "published: 2026-11-02", "robots: index, follow",
            "visibility: public", "template: post.html", "status: new", "noindex: false",
        )),
        ("# {{ page.title }}\n", ""),
        ("## Second\n", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_titles(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "a.md").write_bytes(text.encode())
    assert titles(tmp_path) == ({"a/": title} if title else {})


def test_paths(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    for name in ("index.md", "a.md", "posts/README.md", "posts/b.md", "x.txt"):
        (tmp_path / name).write_text(f"# {name}\n")
    assert [*titles(tmp_path)] == ["a/", "", "posts/", "posts/b/"]
    assert [*titles(tmp_path, directory_urls=False)] == [
        "a.html", "index.html", "posts/index.html", "posts/b.html"
    ]  # fmt: skip


def test_a_page_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("nowhere.md")
    assert titles(tmp_path) == {}
