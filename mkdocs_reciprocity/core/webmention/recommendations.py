"""The file in which a site says whom it recommends: a JSON array of objects with a ``url``, as Ghost writes it."""

from __future__ import annotations

from msgspec import Raw

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import json_values
from mkdocs_reciprocity.core.feeds.json_values import text_at
from mkdocs_reciprocity.core.url import Url


def read(body: bytes) -> tuple[Url, ...]:
    """The recommended addresses, in the order of the file; none where the file cannot be read."""
    entries = json_values.objects(json_values.document(body, list[Raw]) or ())
    return tuple(url for entry in entries if (url := urls.parse(text_at(entry, "url"))))
