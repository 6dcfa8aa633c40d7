"""Finds the addresses that stand within an address, as in those of archives, translators and redirecting services."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.patterns import late
from mkdocs_reciprocity.core.url import Url, UrlKey

_SIGNS = r"/?&=#:,;@|!*+()\"'\s"
_HOST_LIKE = late(rf"(?<![^{_SIGNS}])[^{_SIGNS}]+\.[^{_SIGNS}]+")
_OF_TRANSLATOR = late(r"https?://([a-z0-9-]+)\.translate\.goog(?![\w.-])", re.I)
"""Google's, in whose hosts a dash stands for a dot, and two for a dash."""


def nested(url: Url, is_sought: Callable[[UrlKey], bool]) -> Iterator[Url]:
    """The addresses in the path or the query of a URL, percent-encoded or not, with a scheme or without, whose host
    ``is_sought``.

    Each goes as far as the URL does, once as far as the next ``&``, and once as far as its host, for what follows may
    be no part of it (``@cleo.example@web.brid.gy``).
    """
    if translated := _OF_TRANSLATOR.match(url):
        host = translated[1].replace("--", " ").replace("-", ".").replace(" ", "-")
        yield from filter(None, [urls.typed(host + url[translated.end() :])])
    text = unquote(unquote(url.partition("://")[2].partition("/")[2]))
    if "." not in text:
        return
    for place in _HOST_LIKE.finditer(text):
        host = urls.typed(place[0])
        if host is None or not is_sought(urls.key(host)):
            continue
        tail = text[place.start() :]
        for said in dict.fromkeys((tail, tail.partition("&")[0], place[0])):
            if address := urls.typed(said):
                yield urls.without_user_and_port(address)
