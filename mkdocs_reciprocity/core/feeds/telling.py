"""What the entries of a feed tell -> the terms that are kept of them."""

from __future__ import annotations

from msgspec import json

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.feeds import content
from mkdocs_reciprocity.core.feeds.facts import Telling
from mkdocs_reciprocity.core.terms import kept
from mkdocs_reciprocity.core.terms.kept import Told


def terms(told: Telling) -> bytes:
    """The JSON of the feed's terms, as the store keeps it."""
    return json.encode(kept.of_feed(Told(url, title, _text(markup)) for url, title, markup in told))


def _text(markup: str) -> str:
    return references.unescape(content.read(markup).text)
