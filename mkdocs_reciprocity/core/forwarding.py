"""Services that only lead readers on: networks, mail and documents put them before the addresses that somebody writes.

They say where they lead in a parameter. Those that do not (``t.co``, ``lnkd.in``) cannot be known.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from mkdocs_reciprocity.core.patterns import late

SIGN = "=http"
"""An address without it leads through none of them."""

_SERVICE = late(
    r"""(?ax)https?://(?:
      (?:www\.)?google(?:\.[a-z]{2,3}){1,2}/url
    | lm?\.(?:facebook|instagram|messenger|threads)\.(?:com|net)/(?:l\.php)?
    | (?:www\.)?youtube\.com/redirect
    | (?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)/?
    | (?:[a-z0-9-]+\.)+safelinks\.protection\.outlook\.com/(?:ap/[^?\#]*+)?
    | out\.reddit\.com/[^?\#]*+
    | slack-redir\.net/link
    | (?:m\.|away\.)?vk\.com/away(?:\.php)?
    | t\.umblr\.com/redirect
    | duckduckgo\.com/l/
    | medium\.com/r/
    | (?:www\.)?steamcommunity\.com/linkfilter/
    )\?([^\#]++)""",
    re.IGNORECASE,
)
_PARAMETER = late(r"(?:q|to|u|uddg|url|z)=(https?(?::|%3A).*)", re.IGNORECASE)
_ADDED = late(r"([?&])fbclid=[^&#]*&|[?&]fbclid=[^&#]*")
"""What Facebook adds to the address."""


def address_in(url: str) -> str:
    """The address to which a service leads; empty if the URL is that of none, or does not clearly say it."""
    if SIGN not in url or (service := _SERVICE.match(url)) is None:
        return ""
    found = next(filter(None, map(_PARAMETER.fullmatch, service[1].split("&"))), None)
    within = unquote(found[1]).replace(" ", "%20") if found else ""
    return "" if "\ufffd" in within else _ADDED.sub(r"\1", within)  # its bytes are no UTF-8
