"""The titles of the author's pages, from their Markdown, where nobody builds them for us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote

import yaml
from markdown import Markdown

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.core.model import OwnPage

_ENOUGH = 20_000  # bytes, within which a title stands
_FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?)^(?:-{3}|\.{3})[ \t]*\n", re.S | re.M)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,}).*?^[ ]{0,3}\1", re.S | re.M)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.M)
_ATTRIBUTES = re.compile(r"\{:?[ ]?[^{}]*\}\Z")
_TAG = re.compile(r"<[^>]*>")


def pages(docs: Iterable[Doc], *, directory_urls: bool) -> Iterator[OwnPage]:
    """Those of the pages that have a title, with their paths and nothing else."""
    for doc in docs:
        if doc.is_page and (title := _title(doc)):
            path = doc.destination(directory_urls=directory_urls)
            path = path.removesuffix("index.html") if directory_urls else path
            yield OwnPage(path=quote(path), title=title)


def _title(doc: Doc) -> str:
    """The title in the front matter, else the first heading; empty for a draft, and where only a build knows it."""
    try:
        body = plain_file.beginning(Path(doc.path), _ENOUGH)
    except OSError:
        return ""
    text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    meta = _meta(front[1]) if front else {}
    if meta.get("draft"):
        return ""
    title = str(meta.get("title") or "")
    if not title and (heading := _HEADING.search(_FENCE.sub("", text[front.end() :] if front else text))):
        html = Markdown().convert(_ATTRIBUTES.sub("", heading[1]))
        title = unescape(_TAG.sub("", html))
    return "" if "{{" in title or "{%" in title else " ".join(title.split())


def _meta(front: str) -> Mapping[str, object]:
    try:
        meta = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):  # a build says so
        return {}
    return meta if isinstance(meta, dict) else {}
