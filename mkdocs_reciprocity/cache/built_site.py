"""What the store keeps of the built site that `finish` has read."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.own_page.built import Built


class KeptFile(Struct, frozen=True, omit_defaults=True):
    """A file of the built site: its size in bytes, its time of change in nanoseconds, its digest, and the page that is
    in it; None if there is none that counts.
    """

    size: int
    changed: int
    digest: str
    page: Built | None = None


class KeptSite(Struct, frozen=True, omit_defaults=True):
    """What was read of the built site: its files by their paths, and the digests of its pages. Under other ``terms``,
    all has to be read again.
    """

    terms: str = ""
    files: dict[str, KeptFile] = {}
    digests: dict[str, tuple[str, str]] = {}
