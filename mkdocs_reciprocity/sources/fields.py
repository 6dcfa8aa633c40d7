"""The fields of one raw row or peer, read one by one; what is wrong with each is gathered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.problem import did_you_mean, quoted
from mkdocs_reciprocity.sources.rows import Raw
from mkdocs_reciprocity.sources.yaml_nodes import Node
from mkdocs_reciprocity.url import Url

_SPACE = re.compile(r"\s")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


HINTS = 20
"""Of one row: how many unknown keys are compared with those that there are."""


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

    def known(self, names: Collection[str], otherwise: Callable[[str], str] = lambda _: "") -> None:
        """A fault for each field that is none of these ``names``; ``otherwise`` hints at what to do where none is near.

        What is meant is looked for in a few of them only, for it takes long.
        """
        unknown = [field for field in self.fields if field not in names]
        for number, field in enumerate(unknown):
            hint = (did_you_mean(field, names) if number < HINTS else "") or otherwise(field)
            self.fault(field, f"unknown key {quoted(field)}{hint}")

    def word(self, field: str) -> str:
        """The field's text; empty where it is missing."""
        value = self.fields.get(field, "")
        if type(value) is str:  # nearly always, and this is asked seven times a row
            return value
        if isinstance(value, Node) and isinstance(value.value, str):
            return value.value
        self.fault(field, f"`{field}` is one value, not a list or a mapping")
        return ""

    def texts(self, field: str) -> tuple[str, ...]:
        """The field's words, one or a list of them."""
        value = self.fields.get(field)
        found = _texts(value) if value is not None else ()
        if found is None:
            self.fault(field, f"`{field}` is a word or a list of words: `[one, two]`")
        return found or ()

    def urls(self, field: str) -> tuple[Url, ...]:
        """The field's URLs, one or a list of them."""
        return tuple(url for text in self.texts(field) if (url := self.as_url(field, text)))

    def url(self, field: str) -> Url | None:
        """The field's URL; None where it is missing."""
        text = self.word(field)
        return self.as_url(field, text) if text else None

    def as_url(self, field: str, text: str) -> Url | None:
        """The text as a URL; anything else is a fault."""
        url = urls.parse(text)
        if url is None:
            self.fault(field, f"`{field}`: {quoted(text)} is no URL; {mended(text)}")
        return url

    def said_private(self) -> bool | None:
        """What ``private`` says: True for anything but ``false``; None where nothing is said."""
        if "private" not in self.fields:
            return None
        said = text_of(self.fields["private"])
        if said not in {"true", "false"}:
            message = f"`private` is {quoted(said)}; write `true` or `false` (it counts as `true` till then)"
            self.faults.append(("private", message))
        return said != "false"


def mended(text: str) -> str:
    """What to do about a text that is no URL."""
    fixed = urls.parse(f"https://{text}") if "." in text.split("/", 1)[0] and ":" not in text else None
    if fixed:
        return f"did you mean {quoted(fixed)}?"
    if urls.parse(_SPACE.sub("%20", text.strip())):
        return "there is a space in it; write `%20` instead"
    if _SCHEME.match(text):
        return "there is a slip in its host, or a character that has to be written as `%` and two digits"
    return "an address begins with `https://`"


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


def text_of(value: str | Node | None) -> str:
    """What was written, for comparing and for quoting; a list or a mapping is an ellipsis."""
    if isinstance(value, Node):
        value = value.value if isinstance(value.value, str) else "…"
    return value or ""
