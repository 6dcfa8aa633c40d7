"""Where a connection may go: checks that keep strangers' URLs away from the author's machine and network.

A URL must pass `target` before its name is looked up, and all addresses of the name must pass `check` before anything
is connected to. However an address is spelled, what is checked is what the resolver makes of it. Refused are the
addresses of the special-purpose registries (RFC 6890), the names of RFC 6762 (appendix G), 7686 and 8375, and names
without a dot. Of the names of RFC 6761, ``.example`` and ``.invalid`` are refused too: they never have a server, so
looking them up is of no use.

**Proxies from the environment** (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) are not used; a request that needs one is refused.
A proxy looks names up by itself, so the addresses could not be checked. Hosts in NO_PROXY and in ``allow_hosts`` are
asked directly.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from string import punctuation
from typing import Literal
from urllib.parse import quote, urlsplit

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url

_NOT_PUBLIC = tuple(
    ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # Azure's inside
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",  # Teredo and more, documentation, 6to4, documentation
    )
)  # fmt: skip
_PUBLIC_V6 = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
_PRIVATE_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|onion|example|invalid)|[a-z_][^.:]*"
)
_PROXIES = frozenset({"http_proxy", "https_proxy", "all_proxy"})
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f.]*:[0-9a-f.:]+")

PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443, 8888})
"""The ports of the web, and those that are often used in their place. On any other port some other program may listen,
and what a stranger lets us send there could be a command to it."""

Allowed = frozenset[tuple[str, int | None]]
"""Host names and addresses that are exempt from the checks: each at one port, or (None) at the ports of the web and at
all above 1023."""


class NoAnswer(Exception):
    """There is no answer. The message says why, for people. It has neither the URL nor text of the server in it."""


class Refused(NoAnswer):
    """Nothing was asked, because a check here did not allow it."""


class Target(Struct, frozen=True):
    """A URL in its parts: ``host`` in ASCII without brackets, ``path`` with the query; whether it is ``exempt``."""

    scheme: Literal["http", "https"]
    host: str
    port: int
    path: str
    exempt: bool


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether the address belongs to the public internet, and not to a special purpose (RFC 6890)."""
    address = behind_nat64(address)
    if address.version == 6 and address not in _PUBLIC_V6:
        return False
    return not any(address in net for net in _NOT_PUBLIC)


def behind_nat64(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address from which a network without IPv4 has made this one (RFC 6052); else the address itself."""
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address


def is_literal(host: str) -> bool:
    """Whether the host is an address, in one of its proper spellings, rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def check(addresses: Iterable[str]) -> None:
    """Checks that all addresses of a host are public: if one is not, nobody knows which would be connected to.

    Raises:
        Refused: one of them is not public.
    """
    for text in addresses:
        try:
            address = ip_address(text)
        except ValueError:
            raise Refused("the host has no address of the internet") from None
        if not is_public(address):
            raise Refused(f"the address is not on the public internet ({address})")


def allowed(entries: Iterable[str]) -> Allowed:
    """The option ``allow_hosts`` as a set. An entry is ``name``, ``address``, ``name:port`` or ``[address]:port``."""
    found = set()
    for entry in entries:
        text = entry.split("://")[-1]
        with suppress(ValueError):  # what is no host exempts nothing
            parts = urlsplit(f"//[{text}]" if text.count(":") > 1 and "[" not in text else f"//{text}")
            found.add((_ascii(parts.hostname or ""), parts.port))
    return frozenset(found)


def is_exempt_url(url: Url, allow: Allowed) -> bool:
    """Whether the author has allowed this URL's host."""
    try:
        return target(url, allow).exempt
    except Refused:
        return False


def target(url: str, allow: Allowed) -> Target:
    """The URL in its parts, after all checks that need no look-up.

    Raises:
        Refused: it is no web address, or one that must not be asked.
    """
    if urls.parse(url) is None:
        raise Refused("this is not the address of a web page")
    parts = urlsplit(url)
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    host, port = _ascii(parts.hostname or ""), parts.port
    port = port if port is not None else 443 if scheme == "https" else 80
    exempt = (host, port) in allow or (host, None) in allow
    if "@" in parts.netloc:
        raise Refused("the address holds a user's name or password")
    if not _HOST.fullmatch(host):  # zone ids (``fe80::1%eth0``) are among these
        raise Refused("the address has no proper host name")
    if not exempt and _PRIVATE_NAMES.fullmatch(host):
        raise Refused("the host's name is not one of the public internet")
    if not (port in PORTS or (host, port) in allow or (exempt and port >= 1024)):
        raise Refused(
            f"port {port} is not one of the web's; if it is right, put the host with this port into `allow_hosts`"
        )
    query = f"?{quote(parts.query, safe=punctuation)}" if parts.query else ""
    return Target(scheme, host, port, quote(parts.path or "/", safe=punctuation) + query, exempt)


def proxies() -> tuple[str, ...]:
    """The names of the environment variables that set a proxy. Their values may hold a password, and are left out."""
    names = (name for name, value in os.environ.items() if value and name.lower() in _PROXIES)
    return tuple(sorted(names))


def refuse_proxy(goal: Target) -> None:
    """Stops if the environment sets a proxy for this host.

    Raises:
        Refused: it does.
    """
    if goal.exempt or not proxies():
        return
    from urllib.request import getproxies_environment, proxy_bypass  # noqa: PLC0415 - takes 15 ms, and few people need it

    named = getproxies_environment()
    if (goal.scheme in named or "all" in named) and not proxy_bypass(goal.host):
        raise Refused(
            "the environment sets a proxy, and behind a proxy the address cannot be checked; unset it, or put the "
            "host into NO_PROXY"
        )


def _ascii(host: str) -> str:
    """The host as it is looked up. It is normalised before any check, since resolvers normalise too (UTS 46)."""
    host = unicodedata.normalize("NFKC", host).lower().replace("\u3002", ".").removesuffix(".")
    if host.isascii():
        return host
    return ".".join(part if part.isascii() else "xn--" + part.encode("punycode").decode() for part in host.split("."))
