"""Asking as the plugin does, with limits for a server on 127.0.0.1."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network.fetch import Fetching, Limits, Request, Response

PUBLIC = "93.184.215.14"
GENEROUS = 60.0
"""In seconds. Nothing is asserted of time but that it ended before this."""

T = TypeVar("T")
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


def in_time(attempt: Callable[[float], T], is_in_time: Callable[[T], bool]) -> T:
    """What comes of an attempt with the shortest timeout, in seconds, in which a good server answers on this machine.

    Some servers let the whole timeout pass. So it is short, and longer only where a short one is over too soon.
    """
    for timeout in (1.0, 5.0, GENEROUS):
        if is_in_time(found := attempt(timeout)):
            return found
    raise AssertionError("a good server did not answer in time")
