"""Joins references to their base, with the results of `urllib.parse.urljoin`, but fast for long bases.

For each reference, `urljoin` looks at every folder of the base. With two thousand folders it takes 0.2 ms. A feed with
such a base and a hundred thousand references would take half a minute.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

_SHORT = 200  # characters of a base for which `urljoin` is fast enough
_NO_PATH = re.compile(r"(?://)?;?(?:[?#]|\Z)")


def joined(base: str, reference: str) -> str:
    """The address that a reference (without white space around it) has with this base (RFC 3986, section 5.2).

    Raises:
        ValueError: one of the two has no proper host.
    """
    if len(base) <= _SHORT:
        return urljoin(base, reference)
    root, folders = _folders(base)
    scheme = root[: root.find(":") + 1]
    # ``https:page`` is a page beside the base, for browsers too.
    place = reference[len(scheme) :] if reference[: len(scheme)].lower() == scheme else reference
    if not root or _NO_PATH.match(place):
        return urljoin(base, reference)  # here it looks at no folder
    if place[0] == "/":
        return urljoin(root, reference)
    above, *near = folders.rsplit("/", reference.count("..") + 1)  # it climbs no higher than that
    found = urljoin(root + "/".join(near), reference)
    return f"{root}{above.lstrip('/')}/{found[len(root) :]}" if above and found.startswith(root) else found


@lru_cache(maxsize=64)
def _folders(base: str) -> tuple[str, str]:
    """The base up to its path, and the path to its folder; both empty if it is not on the web."""
    parts = urlsplit(urljoin(base, "."))
    return (f"{parts.scheme}://{parts.netloc}/", parts.path) if parts.scheme in {"http", "https"} else ("", "")
