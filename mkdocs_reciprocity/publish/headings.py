"""Our headings, made to look as the author's options for Markdown's `toc` make all others look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from msgspec import Struct

_LAST = 6
_NO = {"", "0", "false", "no", "none", "off"}
_YES = {"1", "true", "yes", "on"}
_HEADING = re.compile(r'(<h[1-6]\b[^<>]*?\bid="([^"<>]+)"[^<>]*+>)(.*?)(</h[1-6]>)', re.S)
_LEVEL = re.compile(r"(?<=<h)[1-6](?=[\s>])|(?<=</h)[1-6](?=>)")


class Toc(Struct, frozen=True):
    """Those of Markdown's options that say how a heading looks: https://python-markdown.github.io/extensions/toc/

    ``permalink`` is what the link behind a heading says, empty without one; ``lower`` by how much headings rank lower.
    """

    permalink: str = ""
    permalink_class: str = "headerlink"
    permalink_title: str = "Permanent link"
    permalink_leading: bool = False
    anchorlink: bool = False
    anchorlink_class: str = "toclink"
    lower: int = 0

    def level(self, level: int) -> int:
        """The level at which a heading of this level is shown."""
        return min(level + self.lower, _LAST)

    def applied(self, html: str) -> str:
        """The HTML with these options applied to its headings. Only headings with an id get links."""
        if self.lower:
            html = _LEVEL.sub(lambda match: str(self.level(int(match[0]))), html)
        return _HEADING.sub(self._linked, html) if self.permalink or self.anchorlink else html

    def _linked(self, match: re.Match[str]) -> str:
        start, id_, text, end = match.groups()
        if self.anchorlink and "<a " not in text:
            text = f'<a class="{escape(self.anchorlink_class)}" href="#{id_}">{text}</a>'
        if self.permalink and "p-name" not in start:  # which readers of microformats take for a title, sign and all
            title = f' title="{escape(self.permalink_title)}"' if self.permalink_title else ""
            sign = f'<a class="{escape(self.permalink_class)}" href="#{id_}"{title}>{escape(self.permalink)}</a>'
            text = f"{sign}{text}" if self.permalink_leading else f"{text}{sign}"
        return f"{start}{text}{end}"


DEFAULT = Toc()


def toc(options: Mapping[str, object]) -> Toc:
    """The options as they stand in mkdocs.yml; one that cannot be read, which Markdown says, counts as left out."""
    said = {name: options.get(name) for name in ("permalink_class", "permalink_title", "anchorlink_class")}
    level = str(options.get("baselevel") or 1)
    permalink = str(options.get("permalink") or "")
    if permalink.lower() in _NO | _YES:
        permalink = "¶" if permalink.lower() in _YES else ""
    return Toc(
        permalink=permalink,
        permalink_leading=_is_on(options.get("permalink_leading")),
        anchorlink=_is_on(options.get("anchorlink")),
        lower=min(int(level), _LAST) - 1 if level in "123456" else 0,
        **{name: getattr(DEFAULT, name) if value is None else str(value) for name, value in said.items()},
    )


def _is_on(value: object) -> bool:
    return str(value).lower() in _YES
