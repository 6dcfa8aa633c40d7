"""The Markdown of a page -> what it tells, in plain text: no front matter, code, addresses, comments and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.terms.told import PageText

LOOKED_AT = 200_000
"""So many characters of a page are looked at."""

_FENCE = re.compile(r"[ >]*(?P<mark>`{3,}|~{3,})")
_HEADING = re.compile(r"#[ \t]+(?P<title>\S.*?)[ \t#]*\Z")
_TITLE = re.compile(r"title:[ \t]+(?P<title>\S.*?)[ \t]*\Z")
_FRONT = re.compile(r"-{3}[ \t]*\Z")
_FRONT_END = re.compile(r"(?:-{3}|\.{3})[ \t]*\Z")
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]++(?:\([^\s<>\"'()\[\]]*+\)[^\s<>\"'()\[\]]*+)*+")
_TARGET = re.compile(
    r"\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\]\[[^\[\]\n]{0,200}\]|^[ ]{0,3}\[[^\[\]\n]{1,200}\]:.*$",
    re.MULTILINE,
)
_CODE = re.compile(r"(?P<mark>`{1,4})[^`\n]{1,500}(?P=mark)")
_BRACES = re.compile(r"\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,1000}%\}|\{:?[^{}\n]{0,200}\}")
_TAG = re.compile(r"<[^<>]{1,2000}>")


def read(markdown: str) -> PageText:
    """What a page tells. The title is the one in its front matter, or else its first heading."""
    front, lines = _parts(markdown[:LOOKED_AT].splitlines())
    told = [*_told(lines)]
    written = next(filter(None, map(_TITLE.match, front)), None)
    heading = next(filter(None, map(_HEADING.match, told)), None)
    title = written["title"].strip("\"'") if written else _plain(heading["title"]) if heading else ""
    text = _without_comments("\n".join(told))
    links = dict.fromkeys(url for found in _ADDRESS.findall(text) if (url := urls.parse(found)))
    return PageText(title=title, text=_plain(text), links=(*links,))


def _parts(lines: list[str]) -> tuple[list[str], list[str]]:
    """The front matter and the rest."""
    if lines and _FRONT.match(lines[0]):
        for number, line in enumerate(lines[1:], 1):
            if _FRONT_END.match(line):
                return lines[1:number], lines[number + 1 :]
    return [], lines


def _told(lines: list[str]) -> Iterator[str]:
    """The lines outside of fenced code."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark["mark"].startswith(fence) else fence
        elif mark:
            fence = mark["mark"]
        else:
            yield line


def _without_comments(text: str) -> str:
    """In one go: where comments never end, to look for the end of each takes too long."""
    first, *others = text.split("<!--")
    return first + "".join(f" {other.partition('-->')[2]}" for other in others)


def _plain(text: str) -> str:
    text = _CODE.sub(" ", text) if "`" in text else text
    text = _BRACES.sub(" ", text) if "{" in text else text
    text = _TARGET.sub(" ", text) if "]" in text else text
    text = _TAG.sub(" ", text) if "<" in text else text
    return _ADDRESS.sub(" ", text).strip()
