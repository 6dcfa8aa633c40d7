"""What a visitor gets of HTML, in order: to compare pages that differ in what stands around their parts only."""

from __future__ import annotations

import re
from html.parser import HTMLParser

Step = tuple[str, ...]

_ROOM = re.compile(r"\A(?:reciprocity reciprocity-(?:shared|forward)(?: h-feed)?|reciprocity-month)?\Z")


class _Flow(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.anchors: list[str] = []
        self._heading: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"h1", "h2"}:
            self._heading = ""
            # The plugin's headings have their id themselves; generated ones have an element with it before them.
            self.steps.append((tag, self.anchors.pop() if self.anchors else said.get("id") or ""))
        elif self._heading is None and tag == "div" and set(said) == {"id"}:
            self.anchors.append(said["id"] or "")
        elif self._heading is None and not (tag in {"div", "section"} and _ROOM.match(said.get("class") or "")):
            self.steps.append((tag, *(f"{name}={value or ''}" for name, value in sorted(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"h1", "h2"} and self._heading is not None:
            self.steps.append(("text", " ".join(self._heading.replace("¶", "").split())))
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading += data
        elif words := " ".join(data.split()):
            self.steps.append(("text", words))


def flow(html: str) -> list[Step]:
    """The elements with their attributes, and the texts, without the elements that hold the parts of our pages."""
    parser = _Flow()
    parser.feed(html)
    parser.close()
    return parser.steps
