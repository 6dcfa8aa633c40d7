"""Splits a URL into its host, path and query, each normalised as `url.key` has them (RFC 3986, section 6.2)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

from mkdocs_reciprocity.core import tracking

_LONGEST_HOST = 253
"""In characters, of a host that is not ASCII (RFC 1035, section 2.3.4): the work on it grows fast with its length."""

_PLAIN_HOST = re.compile(r"[a-z0-9.-]+\Z")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_SLASHES = re.compile(r"/{2,}")
_NEEDLESS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~{}|^`")
"""Unreserved characters, and those that only browsers leave as they are; RFC 3986 wants these escaped."""
_IN_PATHS = _NEEDLESS | frozenset("!$&'()*+,:;=@")
"""In paths, servers take these for the same with an escape and without: ``Loom_%28weaving%29``, ``%40ada``."""


def split(url: str) -> tuple[str, str, str] | None:
    """Host (with its port), path and query; None where no host is in the URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
        name = _host(parts.hostname or "")
    except (ValueError, UnicodeError):
        return None
    if not name:
        return None
    if port not in {None, 80, 443}:  # the scheme is ignored, so both of them are what is meant anyway
        name = f"{name}:{port}"
    path, query = parts.path, parts.query
    path = _path(path) if path else ""
    return name, path, tracking.without(_escapes(query), path) if query else ""


def _host(name: str) -> str:
    name = name.lower()
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).lower().replace("\u3002", ".")
        if len(name) > _LONGEST_HOST:
            return ""
        name = ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in name.split(".")
        )
    name = _without_www(name.rstrip("."))
    if ".." in name or name.startswith((".", "-")):  # no name has such a part (RFC 1035, section 2.3.1)
        return ""
    if ":" in name:
        return f"[{name}]"
    return name if _PLAIN_HOST.match(name) or not set(name) & set("%/?#@ ") else ""


def _without_www(name: str) -> str:
    while name.startswith("www."):
        name = name[4:]
    return name


def _path(path: str) -> str:
    path = _escapes(path, _IN_PATHS)
    if "//" in path:
        path = _SLASHES.sub("/", path)
    if "/." in path:
        path = _without_dots(path)
    while path.endswith(("/", "/index.html")):
        path = path.rstrip("/").removesuffix("/index.html")
    return path


def _without_dots(path: str) -> str:
    """Dot segments taken out (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _escapes(text: str, needless: frozenset[str] = _NEEDLESS) -> str:
    """The text with escapes in upper case, and without those of characters for which they are ``needless``."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda match: quote(match[0]), text)
    if "%" not in text:
        return text
    return _ESCAPE.sub(lambda match: char if (char := chr(int(match[1], 16))) in needless else match[0].upper(), text)
