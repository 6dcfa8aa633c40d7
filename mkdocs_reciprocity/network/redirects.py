"""What follows from an answer: a response, or another request where a redirect points. No network, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from string import punctuation
from urllib.parse import quote, urlsplit

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds.schedule import Request, Response
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network import headers as network_headers
from mkdocs_reciprocity.network.guard import Allowed, is_exempt_url

MAX_REDIRECTS = 5
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.8, application/json;q=0.8, */*;q=0.1"
)

_PERMANENT = frozenset({301, 308})
_REDIRECT = frozenset({301, 302, 303, 307, 308})


class Answer(Struct, frozen=True):
    """What one request brought: the headers by name (`headers.by_name`) and the unpacked body, or an ``error``.

    The error is a sentence for people. ``refused``: a check did not allow to connect. ``late``: the time was over. If
    the body was too large, there are status and headers beside the error.
    """

    status: int = 0
    headers: Mapping[str, str] = {}
    body: bytes = b""
    error: str = ""
    refused: bool = False
    late: bool = False


class Hop(Struct, frozen=True):
    """A request under way: which ``url`` it asks now, how many seconds it has left, and after how many redirects.

    ``permanent``: all of those redirects are permanent.
    """

    request: Request
    url: Url
    seconds: float
    redirects: int = 0
    permanent: bool = True


def headers(hop: Hop, agent: str, site: str) -> dict[str, str]:
    """The headers of a request, in ASCII. ``agent`` is who asks, ``site`` for which site (a URL, or empty).

    A key is sent nowhere but to the server that it is for.
    """
    request = hop.request
    key = network_headers.plain(request.key) if request.key and _is_of_one_server(request.url, hop.url) else ""
    user_agent = f"{agent} (+{site})" if site and not request.private else agent
    found = {
        "User-Agent": quote(user_agent, safe=punctuation + " "),  # the site's URL in it may have letters beyond ASCII
        "Accept": request.accept or ACCEPT,
        "Accept-Encoding": "gzip",
        "If-None-Match": network_headers.plain(request.etag),
        "If-Modified-Since": network_headers.plain(request.last_modified),
        "Content-Type": "application/x-www-form-urlencoded" if request.form else "",
        "Authorization": f"Bearer {key}" if key else "",
    }
    return {name: value for name, value in found.items() if value}


def _is_of_one_server(*urls: Url) -> bool:
    """Whether the scheme, and the host with its port, are the same. What is no address is of none."""
    try:
        return len({(parts.scheme.lower(), parts.netloc.lower()) for parts in map(urlsplit, urls)}) == 1
    except ValueError:
        return False


def after(hop: Hop, answer: Answer, *, seconds: float, allow: Allowed, now: float) -> Hop | Response:
    """The response, or the next hop.

    Args:
        hop: what was asked.
        answer: what came.
        seconds: the time that the request has left.
        allow: hosts that are exempt from the checks.
        now: seconds since the epoch.
    """
    if answer.error and not answer.status:
        return failed(hop, answer.error, refused=answer.refused and not hop.redirects)
    if answer.error:
        return _answered(hop, answer, now, answer.error)
    form = hop.request.form
    if answer.status in _REDIRECT and not (form and answer.status == 303):  # to a POST, 303 says that it was taken
        further = _next(hop, answer, seconds, allow)
        return further if isinstance(further, Hop) else _answered(hop, answer, now, further)
    asked_for = answer.status == 304 and (hop.request.etag or hop.request.last_modified)
    good = asked_for or (200 <= answer.status < 300 if form else answer.status in {200, 203})
    return _answered(hop, answer, now, "" if good else f"the server answered {answer.status}")


def failed(hop: Hop, error: str, *, refused: bool = False, put_off: bool = False) -> Response:
    """The response when no answer came."""
    return Response(request=hop.request, url=hop.url, error=error, refused=refused, put_off=put_off)


def _next(hop: Hop, answer: Answer, seconds: float, allow: Allowed) -> Hop | str:
    """The hop to where a redirect leads, or why it is not followed."""
    location = network_headers.reference(answer.headers.get("location", "")).partition("#")[0]
    url = urls.resolve(hop.url, location) if location else None
    if url is None:
        return "it redirects to something that is not the address of a web page"
    if hop.redirects == MAX_REDIRECTS:
        return "too many redirects"
    if is_exempt_url(url, allow) and not is_exempt_url(hop.url, allow):
        # What the author may reach is nothing for strangers to point at.
        return "it redirects to a host in allow_hosts, but is not in allow_hosts itself"
    permanent = hop.permanent and answer.status in _PERMANENT
    return Hop(hop.request, url, seconds, hop.redirects + 1, permanent)


def _answered(hop: Hop, answer: Answer, now: float, error: str) -> Response:
    said = answer.headers
    return Response(
        request=hop.request,
        status=answer.status,
        url=hop.url,
        body=answer.body,
        content_type=network_headers.plain(said.get("content-type", "")),
        link=network_headers.reference(said.get("link", "")),
        etag=network_headers.plain(said.get("etag", "")),
        last_modified=network_headers.plain(network_headers.last_modified(said, now=now)),
        max_age=network_headers.max_age(said),
        retry_after=network_headers.retry_after(said, now=now),
        used_up=network_headers.used_up(said, now=now),
        moved_to=hop.url if hop.redirects and hop.permanent and answer.status not in _REDIRECT else "",
        error=error,
    )
