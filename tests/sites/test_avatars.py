"""Pictures of peers: files below docs/ that are there and are pictures, else initials."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_reciprocity.collect.avatars import HEAVY
from tests.sites.drawing import Built, site

PNG = b"\x89PNG\r\n\x1a\n..."


def built_with(root: Path, avatar: str, content: bytes | None, name: str = "Ada Example", **config: object) -> Built:
    log = (
        f"peers:\n  ada: {{name: {name}, home: https://ada.example/, avatar: {avatar}}}\n"
        "interactions:\n- {date: 2026-11-02, got: share, peer: ada, url: https://me.example/a/looms/}\n"
    )
    files: dict[str, str | bytes] = {"reciprocity.yml": log, "docs/a/looms.md": "# Looms\n"}
    if content is not None:
        files["docs/people/ada"] = content
    return site(root, files, config)


def face(built: Built) -> str:
    """The address of the picture, or the initials."""
    node = built.tree("a/looms/index.html").css_first(".reciprocity-face")
    assert node is not None
    return node.attributes.get("src") or node.attributes["data-initials"] or ""


@pytest.mark.parametrize(
    "content",
    [
        PNG,
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x20ftypavif",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg/>',
    ],
)
def test_a_picture_is_shown_from_this_site(tmp_path: Path, content: bytes) -> None:
    for avatar in ("people/ada", "./people/../people/ada"):
        built = built_with(tmp_path, avatar, content)
        assert built.warnings() == []
        assert face(built) == "../../people/ada"


@pytest.mark.parametrize(("size", "lines"), [(HEAVY, 0), (2_600_000, 1)])
def test_a_picture_that_takes_long_to_load_is_shown_and_a_line_says_so(tmp_path: Path, size: int, lines: int) -> None:
    built = built_with(tmp_path, "people/ada", PNG.ljust(size, b"."))
    assert (face(built), built.warnings()) == ("../../people/ada", [])
    said = [line for line in built.ours() if "has 2.6 MB, and is shown 32 pixels wide; make it smaller" in line]
    assert len(said) == lines


@pytest.mark.parametrize(
    ("avatar", "content", "says"),
    [
        ("people/ada", None, "there is no such file"),
        ("people", PNG, "there is no such file"),
        ("../mkdocs.yml", None, "there is no such file"),
        ("https://ada.example/me.png", None, "there is no such file"),
        ("people/ada", b"", "this is no picture"),
        ("people/ada", b"<html><svg></svg>", "this is no picture"),
        ("people/ada", b"text", "this is no picture"),
    ],
)
def test_what_is_no_picture_is_said_and_initials_stand_in(
    tmp_path: Path, avatar: str, content: bytes | None, says: str
) -> None:
    built = built_with(tmp_path, avatar, content)
    (line,) = built.warnings()
    assert f'reciprocity.yml:2: `avatar`: "{avatar}": {says}' in line
    assert face(built) == "AE"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ada", "A"), ("ada m. example", "AE"), ('"(Ben) of Yard"', "BY"), ("今日", "今"), ('"+ x"', "X"), ('"+"', "+")],
)
def test_initials(tmp_path: Path, name: str, initials: str) -> None:
    assert face(built_with(tmp_path, '""', None, name)) == initials


def test_a_picture_that_is_not_published_is_not_linked(tmp_path: Path) -> None:
    built = built_with(tmp_path, "people/ada", PNG, exclude_docs="people/\n")
    assert face(built) == "AE"
    assert "there is no such file" in built.warnings()[0]


def test_a_page_that_is_named_as_a_private_picture_stays(tmp_path: Path) -> None:
    log = "peers:\n  ada: {name: Ada, home: https://ada.example/, avatar: index.md, private: true}\ninteractions: []\n"
    assert site(tmp_path, {"reciprocity.yml": log}).has("index.html")
