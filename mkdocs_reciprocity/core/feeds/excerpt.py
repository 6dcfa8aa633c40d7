"""How a post begins, in its author's words: two or three sentences that a page can show beside the title.

Nothing is better than something that tells nothing: the title again, a single word, "Read more".
"""

from __future__ import annotations

import re

from mkdocs_reciprocity.core.feeds import prose, sentences

_STEPS = (2_000, 30_000, 1_000_000)
"""So many characters of the markup are read; more only if these have too few words in them."""

_ENOUGH = 2 * sentences.LONGEST
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
    text = ""
    for much in _STEPS if markup else ():
        text = _text(prose.paragraphs(markup[:much], _ENOUGH), title)
        if len(text) >= _ENOUGH or len(markup) <= much:
            break
    text = sentences.beginning(text)
    return text if _tells(text, title) else ""


def _text(paragraphs: list[str], title: str) -> str:
    """The paragraphs in one, up to a colon behind which something is left out: a list, a picture, a quotation."""
    told = [text[:_ENOUGH] for text in paragraphs if not _is_in(text, title)]
    text = ""
    for paragraph in [one for one in told if sentences.has_end(one)] or told:  # without an end it is no sentence
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


def _tells(text: str, title: str) -> bool:
    """Whether it is worth showing."""
    letters = sum(map(str.isalpha, text[:100]))
    words = len(text.split()) >= _WORDS or sentences.has_no_spaces(text)
    return words and letters >= _LETTERS and not _PILED_UP.search(text) and not _is_in(text, title)


def _is_in(text: str, title: str) -> bool:
    """Whether a text says no more than the beginning of a title."""
    return len(text) <= 2 * len(title) and _letters(title).startswith(_letters(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
