"""Asking as the plugin does, with limits for a server on 127.0.0.1."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network.fetch import Fetching, Limits, Request, Response

PUBLIC = "93.184.215.14"
GENEROUS = 60.0
"""In seconds. Nothing is asserted of time but that it ended before this."""

Resolve = Callable[..., None]


def limits(**fields: Any) -> Limits:
    agent, site, here = "mkdocs-reciprocity/1", "https://me.example/", ("127.0.0.1",)
    usual = Limits(timeout=GENEROUS, max_bytes=100_000, workers=8, user_agent=agent, site=site, allow_hosts=here)
    return replace(usual, **fields)


def ask_all(urls: Sequence[str], **fields: Any) -> dict[str, Response]:
    fetching = Fetching([Request(Url(url)) for url in urls], limits(**fields))
    return {response.request.url: response for response in fetching.results()}


def ask(url: str, etag: str = "", last_modified: str = "", **fields: Any) -> Response:
    began = time.monotonic()
    (response,) = Fetching([Request(Url(url), etag, last_modified)], limits(**fields)).results()
    assert time.monotonic() - began < GENEROUS + 5
    return response
