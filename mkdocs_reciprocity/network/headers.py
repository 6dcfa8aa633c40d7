"""Reads the headers of an answer as RFC 9110 and 9111 say. A value that makes no sense counts as missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from mkdocs_reciprocity.core.feeds import dates

_LISTS = frozenset({"cache-control", "content-encoding", "link"})
_LONGEST = 300  # characters of a value that is kept
_A_DATE = 1e9  # so many seconds are no time to wait, but a date since the epoch
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


def by_name(lines: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The values, by name in lower case.

    Several lines of one name are joined if the header holds a list (RFC 9110, section 5.3); of any other header, the
    first line with a value counts. Bytes that are no UTF-8 become lone surrogates (PEP 383); `plain` and `reference`
    let none of them pass.
    """
    found: dict[str, list[str]] = {}
    for raw_name, raw_value in lines:
        name, value = raw_name.decode("ascii").lower(), raw_value.decode("utf-8", "surrogateescape")
        values = found.setdefault(name, [])
        if value and (not values or name in _LISTS):
            values.append(value)
    return {name: ", ".join(values) for name, values in found.items()}


def plain(value: str) -> str:
    """The value in a form that can be sent back: printable ASCII, not too long, no space around it; else empty."""
    value = value.strip(" ")
    return value if len(value) <= _LONGEST and value.isascii() and value.isprintable() else ""


def reference(value: str) -> str:
    """A value with addresses in it. Bytes that are no UTF-8 are percent-encoded (RFC 3986, section 2.5)."""
    return _NOT_UTF8.sub(lambda match: f"%{ord(match[0]) - 0xDC00:02X}", value)


def max_age(headers: Mapping[str, str]) -> float | None:
    """For how many seconds the answer is still fresh (RFC 9111, section 4.2); None if the server does not say."""
    found = None
    for directive in headers.get("cache-control", "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name in {"no-cache", "no-store"}:
            return 0.0
        if name == "max-age" and found is None:
            found = _seconds(value.strip('"'))
    return found if found is None else max(0.0, found - (_seconds(headers.get("age", "")) or 0.0))


def retry_after(headers: Mapping[str, str], *, now: float) -> float | None:
    """``Retry-After``, a number or a date (RFC 9110, section 10.2.3), in seconds from ``now`` (since the epoch).

    It is 0 for a date in the past, and None where there is no such header, or no sense in it.
    """
    value = headers.get("retry-after", "")
    if (seconds := _seconds(value)) is not None:
        return seconds
    date = dates.read(value)
    return max(0.0, _instant(date) - now) if date else None


def used_up(headers: Mapping[str, str], *, now: float) -> float | None:
    """Until when, in seconds from ``now`` (since the epoch), a server wants no more requests; None if it says nothing.

    That is said by ``X-RateLimit-Remaining`` and ``X-RateLimit-Reset``, a date on Mastodon; without the ``X-`` on
    Bluesky, in seconds since the epoch, and elsewhere in seconds from now.
    """
    for front in ("x-ratelimit-", "ratelimit-"):
        left, reset = _seconds(headers.get(f"{front}remaining", "")), headers.get(f"{front}reset", "")
        if left == 0 and reset:
            seconds = _seconds(reset.partition(".")[0])
            date = dates.read(reset) if seconds is None else ""
            if date:
                return max(0.0, _instant(date) - now)
            if seconds is not None:
                return max(0.0, seconds - now) if seconds > _A_DATE else seconds
    return None


def last_modified(headers: Mapping[str, str], *, now: float) -> str:
    """``Last-Modified`` as it came; empty where that is later than ``now`` (since the epoch), or no day that exists.

    Such a date says nothing of the body (RFC 9110, section 8.8.2.1).
    """
    value = headers.get("last-modified", "")
    date = dates.read(value)
    return value if date is None or (date and _instant(date) <= now) else ""


def _instant(date: str) -> float:
    """A date as `dates.read` gives it, in seconds since the epoch."""
    return datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()


def _seconds(digits: str) -> float | None:
    return float(digits[:12]) if digits.isascii() and digits.isdecimal() else None
