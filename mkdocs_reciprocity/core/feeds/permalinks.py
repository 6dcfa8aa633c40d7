"""Finds an entry's own address in its text, where a blog of links gives the page that it is about as the address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.feeds import content

_LONGEST = 100_000
"""How many characters of a text are looked at."""
_WORDS = 60
"""How many characters of a link's words and of its title."""

_SAYS_SO = re.compile(r"perma(?:nent\w*\s)?-?link|permalien|lien permanent|enlace permanente|link permanente", re.I)
_SIGNS = frozenset(
    "\u221e \u2605 \u2606 # \u00b6 \u00a7 * \u2693 \u26a1 \u2042 \u25ca \u25cf \u2022 \U0001f517".split()
)
"""What stands for the word, as the only character of a link."""


def in_markup(html: str) -> Iterator[str]:
    """The references that a text calls its own address: by the relation ``bookmark``, a word, or a sign."""
    said, words = "", ""
    for text, name, written in content.pieces(html[:_LONGEST]):
        words += text
        if name == "a":
            said, words = written, ""
        elif name == "/a" and said:
            link = content.attributes(said)
            shown = references.unescape(words).strip().rstrip("\ufe0f")
            words_for_it = f"{link.get('title', '')[:_WORDS]}\n{shown[:_WORDS]}"
            if _is_bookmark(link) or shown in _SIGNS or _SAYS_SO.search(words_for_it):
                yield link.get("href", "")
            said = ""


def _is_bookmark(link: dict[str, str]) -> bool:
    return "bookmark" in link.get("rel", "").lower().split()
