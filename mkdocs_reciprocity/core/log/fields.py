"""Reads the fields of one raw row or peer one by one, and collects what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml.nodes import Node

_ENDS_WELL = frozenset("/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
"""What nearly every address ends in. An address with another end is checked once more."""

Holder = Literal["row", "peer"]
"""What has fields."""

HINTS = 20
"""At most so many unknown keys of one row are compared with the known ones."""


class Fields:
    """Typed access to what was written. ``faults`` holds the field and the sentence for each thing that is wrong."""

    __slots__ = ("costly", "faults", "fields", "raw")

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.fields = raw.fields
        self.faults: list[tuple[str, str]] = []
        self.costly = False

    def fault(self, field: str, message: str) -> None:
        """Notes what is wrong, so that the row is lost, or the peer private."""
        self.faults.append((field, message))
        self.costly = True

    def known(self, names: Collection[str], of: Holder) -> None:
        """Notes each field that is not one of these ``names``, the fields of a row or a peer.

        Only the first `HINTS` are compared with the names, because that is slow.
        """
        before, line_before, unknown = "", -1, 0
        for field, line in zip(self.fields, self.raw.lines, strict=True):
            value = text_of(self.fields[field])
            if field not in names:
                torn_from = "" if value or line != line_before else before  # in ``{…}`` a comma ends a value
                hint = _hint(field, torn_from, of, names) if unknown < HINTS else ""
                unknown += 1
                self.fault(field, f"unknown key {quoted(field)}{hint}")
            if field in names or value:
                before = field
            line_before = line

    def word(self, field: str) -> str:
        """The field's text; empty where it is missing."""
        value = self.fields.get(field, "")
        if type(value) is str:  # nearly always, and this is asked seven times a row
            return value
        if isinstance(value, Node) and isinstance(value.value, str):
            return value.value
        from mkdocs_reciprocity.core.log.word_advice import one_value  # noqa: PLC0415 - where something is wrong

        self.fault(field, one_value(field, value))
        return ""

    def texts(self, field: str) -> tuple[str, ...]:
        """The field's words, one or a list of them."""
        value = self.fields.get(field)
        found = _texts(value) if value is not None else ()
        if found is None:
            self.fault(field, f"`{field}` is a word or a list of words: `[one, two]`")
        elif field == "tags" and "," in (one := text_of(value)):
            said = ", ".join(filter(None, map(str.strip, one.split(","))))
            self.fault(field, f"`tags`: a list stands in brackets; did you mean {quoted(f'[{said}]')}?")
        return found or ()

    def urls(self, field: str) -> tuple[Url, ...]:
        """The field's URLs, one or a list of them."""
        return tuple(url for text in self.texts(field) if (url := self.as_url(field, text)))

    def url(self, field: str) -> Url | None:
        """The field's URL; None where it is missing."""
        text = self.word(field)
        return self.as_url(field, text) if text else None

    def as_url(self, field: str, text: str) -> Url | None:
        """The text as a URL; None, and a fault, where it is not one."""
        url = urls.parse(text)
        if url is None:
            from mkdocs_reciprocity.core.log.address_advice import advice  # noqa: PLC0415 - where something is wrong

            self.fault(field, f"`{field}`: {quoted(text)} is no URL; {advice(text)}")
        return url

    def doubt(self, field: str, text: str) -> None:
        """Notes an address that seems to end in characters that were pasted with it."""
        if ends_well(text):  # nearly always
            return
        if "source" in self.fields:  # tools write addresses exactly as they saw them
            return
        from mkdocs_reciprocity.core.log.address_advice import doubt  # noqa: PLC0415 - where something may be wrong

        if said := doubt(text):
            self.fault(field, f"`{field}`: {quoted(text)}: {said}")

    def said_private(self) -> bool | None:
        """What ``private`` says: True for anything but ``false``; None where nothing is said."""
        if "private" not in self.fields:
            return None
        said = text_of(self.fields["private"])
        if said not in {"true", "false"}:
            message = f"`private` is {quoted(said)}; write `true` or `false` (until then it counts as `true`)"
            self.faults.append(("private", message))
        return said != "false"


def ends_well(address: str) -> bool:
    """Whether surely nothing was pasted with an address: before it, behind it, around it or into it."""
    return address[-1] in _ENDS_WELL and "http" not in address[7:] and "&amp;" not in address


def _texts(value: str | Node) -> tuple[str, ...] | None:
    """One word or a list of words as a tuple; None when it is neither."""
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value.value, str):
        return (value.value,) if value.value else ()
    if isinstance(value.value, dict):
        return None
    words = [item.value for item in value.value if isinstance(item.value, str) and item.value]
    return tuple(words) if len(words) == len(value.value) else None


def swallowed(raw: Raw) -> list[tuple[str, str]]:
    """The field and a sentence for each value behind which YAML took a ``#`` for the beginning of a comment."""
    if raw.plain:  # nearly always
        return []
    values = [(field, value) for field, value in raw.fields.items() if isinstance(value, Node)]
    return [said for field, value in values for said in _swallowed(field, value)]


def _swallowed(field: str, value: Node) -> Iterator[tuple[str, str]]:
    for node in value.value if isinstance(value.value, list) else [value]:
        if node.swallowed:
            message = f"`{field}` ends before {quoted(node.swallowed)}, which YAML takes for a comment"
            yield field, f"{message}; put the whole value in quotes, or a space behind the `#` if you mean a comment"


def text_of(value: str | Node | None) -> str:
    """The text of a value, for comparing and quoting; an ellipsis for a list or a mapping."""
    if isinstance(value, Node):
        value = value.value if isinstance(value.value, str) else "…"
    return value or ""


def _hint(field: str, torn_from: str, of: Holder, names: Collection[str]) -> str:
    from mkdocs_reciprocity.core.log.word_advice import key_hint  # noqa: PLC0415 - where something is wrong

    return key_hint(field, torn_from, of, names)
