"""The files below docs/ are those that MkDocs finds, and are built where it builds them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from mkdocs_reciprocity.collect import docs
from mkdocs_reciprocity.collect.docs import Written
from mkdocs_reciprocity.collect.mkdocs_yml import read_any

NAMES = [
    "index.md", "README.md", "a.md", "a/index.md", "b/README.md", "b/c.markdown", "b/c.md", "c/index.html",
    "c/index.md", "d/index.md", "d/README.md", "e/x.mdown", "e/x.MD", "e/y.txt", "e/.hidden.md", ".f/a.md",
    "templates/a.md", "g/templates/a.md", "g/h.i/j.k.md", "g/h.i/index.markdown", "shared.xml", "p.png",
    "ü/ä ö.md", "k/readme.md",
]  # fmt: skip


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize(
    ("exclude", "drafts"),
    [
        ("", ""),
        ("d/index.md\n*.png\n", ""),
        ("", "d/\n/a.md\n"),
        ("!.f\n!/templates/\n", "README.md\n# a\n"),
        ("*", ""),
    ],
)
def test_they_are_as_mkdocs_has_them(tmp_path: Path, exclude: str, drafts: str, directory_urls: bool) -> None:
    for name in NAMES:
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    os.symlink(tmp_path / "docs/g", tmp_path / "docs/linked", target_is_directory=True)
    config_file = tmp_path / "mkdocs.yml"
    config_file.write_text(
        f"site_name: x\nuse_directory_urls: {str(directory_urls).lower()}\nexclude_docs: {exclude!r}\n"
        f"draft_docs: {drafts!r}\n".replace("'", '"'),
        "utf-8",
    )
    theirs = {
        file.src_uri: (file.dest_uri, file.inclusion.is_included(), file.is_documentation_page(), file.is_media_file())
        for file in get_files(load_config(str(config_file)))
    }
    found = read_any(config_file)
    ours = {
        doc.name: (doc.destination(directory_urls=directory_urls), doc.is_built, doc.is_page, doc.is_media)
        for doc in docs.read(found.docs, found.written, directory_urls=directory_urls)
    }
    assert ours == theirs


def test_patterns_that_are_none_leave_out_what_mkdocs_always_does(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / ".b.md").touch()
    found = docs.read(tmp_path, docs.Written(exclude="!"), directory_urls=True)
    assert {doc.name: doc.is_built for doc in found} == {"a.md": True, ".b.md": False}


PARTS = st.sampled_from(["a", ".a", "a.md", "templates", ".templates", "templates.md", "x.", "..", "é", "#a", "a b"])


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.lists(PARTS, min_size=1, max_size=4).map("/".join))
def test_without_patterns_what_mkdocs_leaves_out_is_left_out(path: str) -> None:
    by_pattern = docs.left_out(Written(exclude="# only a comment"))
    assert docs.left_out(Written())(path) == by_pattern(path)
