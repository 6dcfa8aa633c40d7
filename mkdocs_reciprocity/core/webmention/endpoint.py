"""Where a page wants to be told of links to it: the discovery of Webmention (W3C Recommendation, 12 January 2017).

Section 3.1.2: the first ``Link`` header with the relation ``webmention``, else the first ``<link>`` or ``<a>`` with it
and an ``href``, in document order. Nothing in comments or in escaped text counts.
"""

from __future__ import annotations

import re

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content, encoding
from mkdocs_reciprocity.core.feeds.schedule import Response
from mkdocs_reciprocity.core.url import Url

_RELATION = "webmention"
_MOST = 5_000_000  # characters of a page that are looked at

_VALUE = re.compile(
    r"""<([^<>]*+)>((?:\s*+;\s*+(?:[^\s=;,"<>]++(?:\s*+=\s*+(?:"(?:[^"\\]|\\.)*+"|[^\s;,"<>]++)?)?)?)*+)"""
)
"""One link of a ``Link`` header (RFC 8288, section 3): its target and its parameters."""
_PARAMETER = re.compile(r""";\s*+([^\s=;,"<>]++)(?:\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s;,"<>]++)))?""")


def endpoint_of(response: Response) -> Url | None:
    """The endpoint that an answer names; None where it names none.

    Relative addresses are seen from the URL that answered in the end.
    """
    page = response.url.partition("#")[0]
    said = in_header(response.link, page)
    if said is not None or not _is_html(response.content_type):
        return said
    return in_html(encoding.text_of(response.body), page)


def in_header(value: str, base: str) -> Url | None:
    """The first endpoint in ``Link`` headers (several of them joined by commas)."""
    for target, parameters in _VALUE.findall(value):
        relations = [quoted or bare for name, quoted, bare in _PARAMETER.findall(parameters) if name.lower() == "rel"]
        # Of several `rel` all but the first are to be ignored (RFC 8288, section 3.3).
        if relations and _is_endpoint(relations[0]):
            return urls.resolve(base, target)
    return None


def in_html(html: str, base: str) -> Url | None:
    """The first endpoint in a page. An empty ``href`` is the page itself; ``<base>`` holds for all others."""
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
