"""Whether a finished page is for nobody: it asks not to be listed, or sends visitors elsewhere at once."""

from __future__ import annotations

import re

from mkdocs_reciprocity.core.problem import Problem, Where

_META = re.compile(r"<meta\b[^>]{0,2000}>")
_ASKED = ("robots", "googlebot")
"""All search engines, and the one that most people use."""

_HIDES = frozenset({"noindex", "none"})


def is_for_nobody(finished: str) -> bool:
    """Whether a finished page asks not to be listed, or sends visitors elsewhere at once, whatever else it says."""
    html = _head(finished)
    head = html.lower()
    return _asks_not_to_be_listed(head) or ("refresh" in head and _sends_on(html))


def is_unlisted(finished: str) -> bool:
    """Whether a finished page asks in its ``<head>`` not to be listed."""
    return _asks_not_to_be_listed(_head(finished).lower())


def nowhere_listed(docs: str) -> Problem:
    """What there is to say, for information, where all pages with links below ``docs`` ask that nobody list them."""
    message = (
        "every page that links to a peer asks not to be listed (robots: noindex), so none of these links counts as "
        "given; take that out of the pages' <head>, or write what you gave into the log"
    )
    return Problem(Where(docs), message, "info")


def _head(finished: str) -> str:
    end = finished.find("</head>")
    return finished[:end] if end >= 0 else finished


def _asks_not_to_be_listed(head: str) -> bool:
    """Whether a head, in small letters, asks for that."""
    asked = [name for name in _ASKED if name in head]
    return bool(asked) and any(_hides(tag) for tag in _META.findall(head) if any(name in tag for name in asked))


def _sends_on(html: str) -> bool:
    from mkdocs_reciprocity.core.own_page import head  # noqa: PLC0415 - hardly any page needs it

    found = head.read(html.encode("utf-8", "replace").decode("latin-1"))
    return found is not None and found.sent_to is not None


def _hides(tag: str) -> bool:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - most sites never need it

    robots = LexborHTMLParser(tag).css(",".join(f"meta[name={name}]" for name in _ASKED))
    said = ",".join(node.attributes.get("content") or "" for node in robots)
    return not _HIDES.isdisjoint(said.replace(",", " ").split())
