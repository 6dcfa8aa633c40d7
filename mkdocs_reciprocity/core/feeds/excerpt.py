"""How a post begins, in its author's words: two or three sentences that a page can show beside the title.

Nothing is better than something that tells nothing: the title again, a single word, "Read more".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from mkdocs_reciprocity.core.feeds import prose, sentences

MARKUP = 1_000_000
"""So many characters are looked at, most of them only if there is nothing but a long tag in front."""

_MOST = 2 * sentences.LONGEST
"""So many characters of paragraphs are read."""

_ENOUGH = sentences.LONGEST + sentences.AHEAD
_WORDS, _LETTERS = 3, 8  # so many it has at least
_CUT_OFF = re.compile(r"\s*+(?:[\[(](?:\u2026|\.\.\.|more|more\u2026|more\.\.\.)[\])]|\.\.\.|\u2026)\Z", re.IGNORECASE)
_CUTS = ("]", ")", "\u2026", "...")
_LEADS_TO_SOMETHING = (":", "\uff1a")
_PILED_UP = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}")


def of_post(title: str, description: str, content: str) -> str:
    """The excerpt of a post, `sentences.LONGEST` characters at most; or nothing.

    Args:
        title: as it is shown.
        description: the HTML of what the feed calls a summary; it may be the whole post.
        content: the HTML of the post, or empty.
    """
    told = _beginning(description, title)
    if not content or (told and not told.endswith("\u2026")):
        return told
    return _beginning(content, title) or told


def _beginning(markup: str, title: str) -> str:
    if not markup:
        return ""
    text = sentences.beginning(_text(prose.paragraphs(markup[:MARKUP], _MOST), title))
    return text if tells(text, title) else ""


def _text(paragraphs: Iterable[str], title: str) -> str:
    """The paragraphs in one, up to a colon behind which something is left out: a list, a picture, a quotation.

    A paragraph in which no sentence ends is none, unless there are no others.
    """
    endless: list[str] = []
    return _joined(_with_end(paragraphs, title, endless)) or _joined(endless)


def _with_end(paragraphs: Iterable[str], title: str, endless: list[str]) -> Iterator[str]:
    """Those in which a sentence ends. The others are put into ``endless``, but not the title."""
    for paragraph in paragraphs:
        told = paragraph[:_MOST]
        if sentences.has_end(told) and not _is_in(told, title):
            yield told
        elif not _is_in(told, title):
            endless.append(told)


def _joined(paragraphs: Iterable[str]) -> str:
    text = ""
    for paragraph in paragraphs:
        whole = _without_what_is_cut(paragraph)
        leads = whole.endswith(_LEADS_TO_SOMETHING)
        if leads:
            whole = sentences.whole(whole)
        text = sentences.joined(text, whole)
        if (leads and text) or len(text) >= _ENOUGH:
            break
    return text


def _without_what_is_cut(paragraph: str) -> str:
    """A paragraph that the feed has cut off ends with its last whole sentence, if there is one, or with an ellipsis."""
    cut = _CUT_OFF.search(paragraph, max(0, len(paragraph) - 40)) if paragraph.endswith(_CUTS) else None
    if cut is None:
        return paragraph
    return sentences.whole(paragraph[: cut.start()]) or f"{paragraph[: cut.start()]}\u2026"


def tells(text: str, title: str) -> bool:
    """Whether it is worth showing."""
    letters = len([*islice(filter(str.isalpha, text[:100]), _LETTERS)])
    words = len(text.split(None, _WORDS)) >= _WORDS or sentences.has_no_spaces(text)
    piled_up = not text.isascii() and _PILED_UP.search(text)
    return words and letters == _LETTERS and not piled_up and not _is_in(text, title)


def _is_in(text: str, title: str) -> bool:
    """Whether a text says no more than the beginning of a title."""
    return len(text) <= 2 * len(title) and _letters(title).startswith(_letters(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
