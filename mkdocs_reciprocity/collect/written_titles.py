"""The titles and days of the author's pages, from their Markdown, where nobody builds them for us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from pathlib import Path
from urllib.parse import quote

import yaml
from markdown import Markdown

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.own_page.of_site import Source
from mkdocs_reciprocity.core.own_page.reader import published_on
from mkdocs_reciprocity.core.references import unescape

_ENOUGH = 20_000  # bytes, within which a title stands
_FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?)^(?:-{3}|\.{3})[ \t]*\n", re.S | re.M)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,}).*?^[ ]{0,3}\1", re.S | re.M)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.M)
_ATTRIBUTES = re.compile(r"\{:?[ ]?[^{}]*\}\Z")
_HIDING = (
    "draft", "password", "audience", "private", "hidden", "unlisted", "members", "members_only", "protected",
    "encrypted", "visibility", "redirect", "noindex", "restricted", "use_secret",
)  # fmt: skip
_HIDDEN = frozenset(("draft", "hidden", "private", "unlisted", "unpublished"))
"""What a page's ``status`` is then."""
_NO = frozenset(("false", "no", "off", "0"))
_NOTHING = _NO | {"", "public", "everybody", "everyone", "all"}
_TAG = re.compile(r"<[^>]*>")


def pages(docs: Iterable[Doc], zone: tzinfo, *, directory_urls: bool) -> Iterator[OwnPage]:
    """Those of the pages that have a title, with their paths and the days that the author has written."""
    for doc in docs:
        meta, text = _parts(doc) if doc.is_page else ({}, "")
        if title := _title(meta, text):
            path = doc.destination(directory_urls=directory_urls)
            path = path.removesuffix("index.html") if directory_urls else path
            day = published_on(meta, zone)
            yield OwnPage(path=quote(path), title=title, date=day, posted=day is not None)


def of_sources(
    docs: Iterable[Doc], menu: Mapping[str, str], zone: tzinfo, *, directory_urls: bool
) -> Iterator[tuple[str, Source]]:
    """The title and the day of each page as its author has written them, by the file that is made of it.

    A title in the ``menu`` comes before that in the front matter, as with MkDocs.
    """
    for doc in docs:
        if doc.is_page:
            meta, _ = _parts(doc)
            said = _written(menu.get(doc.name) or meta.get("title")), published_on(meta, zone)
            yield doc.destination(directory_urls=directory_urls), said


def _parts(doc: Doc) -> tuple[Mapping[str, object], str]:
    """The front matter of a page, and the beginning of its text; both empty if it cannot be read."""
    try:
        body = plain_file.beginning(Path(doc.path), _ENOUGH)
    except OSError:
        return {}, ""
    text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    return (_meta(front[1]), text[front.end() :]) if front else ({}, text)


def _title(meta: Mapping[str, object], text: str) -> str:
    """The title in the front matter, else the first heading; empty where only a build knows it, or whether visitors see
    the page.
    """
    if _may_be_hidden(meta):
        return ""
    title = meta.get("title")
    if not title and (heading := _HEADING.search(_FENCE.sub("", text))):
        html = Markdown().convert(_ATTRIBUTES.sub("", heading[1]))
        title = unescape(_TAG.sub("", html))
    return _written(title)


def _may_be_hidden(meta: Mapping[str, object]) -> bool:
    """Whether the front matter has something by which templates hide pages: a password, an audience, `noindex`."""
    if any(_folded(meta.get(name)) not in _NOTHING for name in _HIDING) or _folded(meta.get("published")) in _NO:
        return True
    if _folded(meta.get("status")) in _HIDDEN:
        return True
    return re.search(r"\b(?:noindex|none)\b", _folded(meta.get("robots"))) is not None


def _folded(said: object) -> str:
    return "" if said is None else str(said).strip().lower()


def _written(title: object) -> str:
    """A title as it is written; empty if a template makes it."""
    text = str(title or "")
    return "" if "{{" in text or "{%" in text else " ".join(text.split())


def _meta(front: str) -> Mapping[str, object]:
    try:
        meta = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):  # a build says so
        return {}
    return meta if isinstance(meta, dict) else {}
