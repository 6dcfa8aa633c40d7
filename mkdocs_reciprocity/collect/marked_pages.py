"""Wrong markers in the author's pages, as a build finds them, where MkDocs is not running.

A build looks at finished HTML, in which code is no comment. So the few pages whose text has what may be a wrong marker
are made into HTML, as the author's Markdown is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.core import markers
from mkdocs_reciprocity.core.problem import Problem, Where, in_one_line

_MKDOCS = ("toc", "tables", "fenced_code")
_LEFT_OUT = "pymdownx.snippets"  # it would read other files; what they bring in has no line in this one
_FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n.*?^(?:-{3}|\.{3})[ \t]*\n", re.S | re.M)

_FUNCTIONS = frozenset({"emoji_generator", "emoji_index", "format", "slugify", "validator"})
"""Options whose value is a function. A zensical.toml has its name, in mkdocs.yml a tag names it."""

Extensions = Mapping[str, Mapping[str, Any]]
"""Those of Markdown by their names, with their options."""


class Pages:
    """Those of a site.

    Args:
        folder: what the author calls the folder in which they are.
        extensions: those of Markdown.
    """

    def __init__(self, folder: str, extensions: Extensions) -> None:
        self.folder = folder
        self._extensions = extensions
        self.unsure: dict[str, str] = {}  # pages that could not be made into HTML, and why

    def mistakes(self, pages: Iterable[Doc]) -> Iterator[Problem]:
        """A problem for each wrong marker."""
        for page in pages:
            text = text_of(page)
            if any(markers.mistakes(text)):
                lines = markers.Lines(text)
                for mistake in markers.mistakes(self._html(page, text)):
                    line = lines.of(mistake.comment, mistake.before)
                    yield Problem(Where(f"{self.folder}/{page.name}", line), mistake.sentence)

    def has(self, page: Doc, marker: str) -> bool:
        """Whether a page has this marker."""
        text = text_of(page)
        return marker in markers.names(text) and marker in markers.names(self._html(page, text))

    def has_any(self, page: Doc) -> bool:
        """Whether a page has any marker."""
        text = text_of(page)
        return bool(markers.names(text) and markers.names(self._html(page, text)))

    def _html(self, page: Doc, text: str) -> str:
        try:
            return html_of(text, self._extensions)
        except Exception as error:  # noqa: BLE001 - whatever an extension raises
            self.unsure[page.name] = f"{type(error).__name__}: {error}"
            return ""

    def doubts(self) -> Iterator[Problem]:
        """For information, the pages of which it is not known whether their markers are right."""
        for name, why in self.unsure.items():
            said = (
                f"`markdown_extensions` cannot be used here ({in_one_line(why)}), so a build says what is wrong in it"
            )
            yield Problem(Where(f"{self.folder}/{name}"), said, "info")


def text_of(page: Doc) -> str:
    """What a page has in its file, empty where it can have no marker, or cannot be read: a build says that."""
    try:
        body = plain_file.read(Path(page.path))
    except OSError:
        return ""
    return body.decode("utf-8-sig", "replace").replace("\r\n", "\n") if b"<!--" in body else ""


def html_of(text: str, extensions: Extensions) -> str:
    """The text of a page as HTML.

    Raises:
        Exception: whatever an extension raises.
    """
    from markdown import Markdown  # noqa: PLC0415 - few sites need it

    names = dict.fromkeys((*_MKDOCS, *extensions))
    names.pop(_LEFT_OUT, None)
    told = {name: _told(options) for name, options in extensions.items()}
    return Markdown(extensions=[*names], extension_configs=told).convert(_FRONT_MATTER.sub("", text))


def _told(options: Any) -> Any:
    """Options without those that are none: here, tags of mkdocs.yml that name Python objects are. Functions are left
    out too.
    """
    if isinstance(options, Mapping):
        return {name: _told(said) for name, said in options.items() if said is not None and name not in _FUNCTIONS}
    return [_told(said) for said in options] if isinstance(options, list) else options
