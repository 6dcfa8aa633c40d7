"""The choice of some of a numbered list: ``1-4, 7``, ``all but 3``, or names."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from mkdocs_reciprocity.core.problem import in_one_line, quoted

_BUT = re.compile(r"(?:all|everybody|everyone)(?:\s+(?:but|except|without)\s+|\s*\Z)", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,6})\s*(?:-|\N{EN DASH}|to|\.\.)\s*(\d{1,6})(?=[\s,;]|\Z)")
_NUMBER = re.compile(r"\d{1,6}(?=[\s,;]|\Z)")
_WORD = re.compile(r"[^,;]+")


def chosen(question: str, labels: Sequence[str], nothing: str) -> list[int]:
    """The positions of the chosen items, counted from 0, in the order of the answer.

    Args:
        question: what is asked below the list.
        labels: what stands in the list.
        nothing: what an empty answer means: ``all`` or ``none``.

    Raises:
        click.Abort: Ctrl-C, or the end of the input.
    """
    for number, label in enumerate(labels, 1):
        click.echo(f"{number:4}  {in_one_line(label)}")

    def read(text: str) -> list[int]:
        try:
            return places(text.strip() or nothing, labels)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    ways = f"Numbers (1-4, 7), names, all, all but 3, none; Enter for {nothing}"
    found: list[int] = click.prompt(f"{question}\n{ways}", default="", show_default=False, value_proc=read)
    return found


def places(text: str, labels: Sequence[str]) -> list[int]:
    """What an answer says.

    Raises:
        ValueError: it says what is not in the list, or what is there more than once.
    """
    text = text.strip()
    if text.lower() == "none":
        return []
    but = _BUT.match(text)
    if but is None:
        return list(dict.fromkeys(_named(text, labels)))
    left_out = set(_named(text[but.end() :], labels))
    return [place for place in range(len(labels)) if place not in left_out]


def _named(text: str, labels: Sequence[str]) -> list[int]:
    found: list[int] = []
    at = 0
    while at < len(text):
        if text[at].isspace() or text[at] in ",;":
            at += 1
            continue
        match = _RANGE.match(text, at) or _NUMBER.match(text, at) or _WORD.match(text, at)
        said = match[0].strip() if match else ""
        at = match.end() if match else len(text)
        if match and match.re is _RANGE:
            first, last = sorted((_place(match[1], labels), _place(match[2], labels)))
            found += range(first, last + 1)
        else:
            found.append(_place(said, labels) if said.isdecimal() else _by_name(said, labels))
    return found


def _place(number: str, labels: Sequence[str]) -> int:
    if not 1 <= int(number) <= len(labels):
        raise ValueError(f"{quoted(number)} is no number from 1 to {len(labels)}; write them as 1-4, 7")
    return int(number) - 1


def _by_name(said: str, labels: Sequence[str]) -> int:
    word = said.casefold()
    folded = [label.casefold() for label in labels]
    found = [place for place, label in enumerate(folded) if label.partition("  ")[0].strip() == word]
    found = found or [place for place, label in enumerate(folded) if label.startswith(word)]
    found = found or [place for place, label in enumerate(folded) if word in label]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(place + 1) for place in found[:5])
        raise ValueError(f"{quoted(said)} may be {numbers}{' or another' if len(found) > 5 else ''}; give the number")
    raise ValueError(f"{quoted(said)} is nobody in the list; write numbers, as in 1-4, 7, or a name in it")
