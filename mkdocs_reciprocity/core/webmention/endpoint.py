"""Finds the endpoint to which a page wants webmentions to be sent (W3C Recommendation, 12 January 2017).

Section 3.1.2: it is the first ``Link`` header with the relation ``webmention``; else, in document order, the first
``<link>`` or ``<a>`` with that relation and an ``href``. Nothing in comments or in escaped text counts.
"""

from __future__ import annotations

import re

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content, encoding
from mkdocs_reciprocity.core.feeds.schedule import Response
from mkdocs_reciprocity.core.url import Url

_RELATION = "webmention"
_MOST = 5_000_000  # characters of a page that are read

_VALUE = re.compile(
    r"""<([^<>]*+)>((?:\s*+;\s*+(?:[^\s=;,"<>]++(?:\s*+=\s*+(?:"(?:[^"\\]|\\.)*+"|[^\s;,"<>]++)?)?)?)*+)"""
)
"""One link of a ``Link`` header (RFC 8288, section 3): its target and its parameters."""
_PARAMETER = re.compile(r""";\s*+([^\s=;,"<>]++)(?:\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s;,"<>]++)))?""")


def endpoint_of(response: Response) -> Url | None:
    """The endpoint that an answer names, or None. Relative addresses start from the URL that answered in the end."""
    page = response.url.partition("#")[0]
    said = in_header(response.link, page)
    if said is not None or not _is_html(response.content_type):
        return said
    return in_html(encoding.text_of(response.body), page)


def in_header(value: str, base: str) -> Url | None:
    """The first endpoint in the ``Link`` headers, which are joined by commas."""
    for target, parameters in _VALUE.findall(value):
        relations = [quoted or bare for name, quoted, bare in _PARAMETER.findall(parameters) if name.lower() == "rel"]
        # If there are several `rel`, only the first counts (RFC 8288, section 3.3).
        if relations and _is_endpoint(relations[0]):
            return urls.resolve(base, target)
    return None


def in_html(html: str, base: str) -> Url | None:
    """The first endpoint in a page. An empty ``href`` means the page itself; for all others, ``<base>`` counts."""
    page, moved = base, False
    for name, attributes in content.tags(html[:_MOST]):
        if name not in {"a", "link", "base"}:
            continue
        said = content.attributes(attributes)
        if "href" not in said:
            continue
        if name == "base" and not moved:
            base, moved = urls.resolve(base, said["href"]) or base, True
        elif name != "base" and _is_endpoint(said.get("rel", "")):
            return urls.resolve(base, said["href"]) if said["href"] else urls.parse(page)
    return None


def _is_endpoint(relations: str) -> bool:
    return _RELATION in relations.lower().split()


def _is_html(content_type: str) -> bool:
    return not content_type or "html" in content_type.lower()
