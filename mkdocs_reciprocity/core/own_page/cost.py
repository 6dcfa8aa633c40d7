"""Whether a tree of a page would take too much time or memory.

By the rules of the HTML standard, 33 kB of ``<p><b a1><b a2>…`` become 1.3 GB of nodes, because each paragraph repeats
what is still open, and 180 kB of ``<div>…<hr>…`` take six seconds, because each tag looks at all that is open. A parser
also compares each attribute of a tag with all others.
"""

from __future__ import annotations

import re

MOST_OPEN = 200
"""How many elements are open at a tag, on average."""

MOST_REPEATED = 20
"""The same of elements like ``<b>``, which the next paragraph repeats."""

MOST_ATTRIBUTES = 2_000

_FEW = 1_000  # tags, of which no page can be that costly
_LONG = 2 * MOST_ATTRIBUTES  # characters
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^<>]*+)")
_NAME = r"""[^\s>/=][^\s>/=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+))?+"""
_WHOLE_TAG = re.compile(rf"(?a)<[a-zA-Z][^\s/>]*+((?:[\s/]++|{_NAME}|=)*+)(?:>|\Z)")
_ATTRIBUTE = re.compile(f"(?a){_NAME}")
_NO_END = re.compile(r"=\s*/\Z")  # the slash is a value
_FORMATS = frozenset("b big code em font i s small strike strong tt u".split())
_ENDED_BY_OTHERS = frozenset(
    "a area base body br caption col colgroup dd dt embed head hr html img input li link meta option p param source "
    "tbody td tfoot th thead tr track wbr".split()
)
"""Elements of HTML that are not open for long, though their end tags may be left out, and those that have none."""

_LOOSE, _ENDS_LOOSE = frozenset(("optgroup", "rp", "rt")), frozenset(("ruby", "select"))
"""Elements that are ended by others only within those of the second kind."""

_DRAWINGS = frozenset(("math", "svg"))
_OF_HTML = frozenset(
    "annotation-xml b big blockquote body br center code dd desc div dl dt em embed font foreignobject h1 h2 h3 "
    "h4 h5 h6 head hr i img li listing menu meta mi mn mo ms mtext nobr ol p pre ruby s small span strike strong "
    "sub sup table title tt u ul var".split()
)
"""Elements that end a drawing, or have HTML in them (HTML, section 13.2.6.5)."""


def is_too_much(text: str) -> bool:
    """Whether it would. Most pages are too small for that."""
    return (text.count("<") > _FEW and _are_too_many_open(text)) or _has_too_many_attributes(text)


class _Open:
    """How many elements are open, as far as the tags until here tell."""

    def __init__(self) -> None:
        self.formats = self._depth = self._loose = 0
        self._around: list[int] = []
        self._draws = False
        self._labels = ""  # the tag just before, if that is the title of a drawing

    @property
    def count(self) -> int:
        return self._depth + self._loose + self.formats

    def take(self, name: str, rest: str, *, ends: bool) -> None:
        """A tag: its name in small letters, and what stands behind that in it."""
        change = -1 if ends else 1
        is_empty = rest.endswith("/") and not ends and _NO_END.search(rest) is None
        if (self._draws or name in _DRAWINGS) and is_empty:
            return
        if name in _FORMATS:
            self.formats = max(0, self.formats + change)
        elif name in _LOOSE:
            self._loose = max(0, self._loose + change)
        elif self._draws or name not in _ENDED_BY_OTHERS:
            self._depth = max(0, self._depth + change)
        if name in _ENDS_LOOSE:
            self._settle(ends=ends)
        self._draw(name, ends=ends)

    def _settle(self, *, ends: bool) -> None:
        if not ends:
            self._around.append(self._loose)
        elif self._around:
            self._loose = min(self._loose, self._around.pop())

    def _draw(self, name: str, *, ends: bool) -> None:
        """Notices where drawings begin and end, in which every element has an end tag or ends with a slash."""
        labels, self._labels = self._labels, ""
        if name in _DRAWINGS:
            self._draws = not ends
        elif ends and name == labels:
            self._draws = True
        elif self._draws and name in _OF_HTML:
            self._draws, self._labels = False, "" if ends else name


def _are_too_many_open(text: str) -> bool:
    every = _TAG.findall(text)
    open_, repeated, opened = _Open(), 0, 0
    for end, name, rest in every:
        name = name.lower()  # noqa: PLW2901
        open_.take(name, rest, ends=bool(end))
        opened += open_.count
        if not end and name not in _FORMATS:
            repeated += open_.formats
    return opened > MOST_OPEN * len(every) or repeated > MOST_REPEATED * len(every)


def _has_too_many_attributes(text: str) -> bool:
    """Whether a tag has. Most pages have nothing between two tags that is long enough for that."""
    if max(map(len, text.split(">"))) <= _LONG:
        return False
    long = (tag[1] for tag in _WHOLE_TAG.finditer(text) if len(tag[1]) > _LONG)
    return any(sum(1 for _ in _ATTRIBUTE.finditer(said)) > MOST_ATTRIBUTES for said in long)
