"""The file in which a site says whom it recommends: a JSON array of objects with a ``url``, as Ghost writes it."""

from __future__ import annotations

from typing import Any

from msgspec import Raw

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import json_values
from mkdocs_reciprocity.core.feeds.json_values import text_at
from mkdocs_reciprocity.core.url import Url


def read(body: bytes) -> tuple[Url, ...]:
    """The recommended addresses, in the order of the file; none where the file cannot be read."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    listed = json_values.decoded(body, list[Raw]) if json_values.is_small(body) else None
    entries = (json_values.decoded(entry, dict[str, Any]) for entry in listed or ())
    return tuple(url for entry in entries if entry and (url := urls.parse(text_at(entry, "url"))))
