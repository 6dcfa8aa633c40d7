"""Reads answers of an account's server that were saved as files in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from msgspec.structs import replace

from mkdocs_reciprocity.cache.accounts import KeptAccount
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.ledger.identity import directory
from mkdocs_reciprocity.core.url import Url

MOST_BYTES = 50_000_000
"""Of all the files of one folder."""


def from_folder(folder: Path, before: KeptAccount | None, today: When, site: Sequence[Url]) -> KeptAccount:
    """What the answers in a folder say. They are not read again as long as no file has changed.

    Args:
        folder: where they are.
        before: what was kept of the folder.
        today: the day.
        site: the addresses of this site.
    """
    nothing = KeptAccount(state=FeedState(url=Url("")))
    try:
        files = _files(folder)
    except OSError as error:
        return replace(nothing, state=replace(nothing.state, error=f"cannot be read ({error.strerror})"))
    digest = _digest(files, site)
    if before is not None and before.digest == digest:
        return before
    from mkdocs_reciprocity.core.accounts import places, rounds  # noqa: PLC0415 - with all that reads answers

    place = places.of_account(files.get("account.json", b""))
    if place is None:
        why = "there is no account.json in it, or it is no account of Mastodon's or Bluesky's"
        return replace(nothing, state=replace(nothing.state, error=why))
    known = rounds.recorded(place, files.get, today, directory((), site).records.is_own)
    return replace(nothing, place=place, known=known, digest=digest)


def _files(folder: Path) -> dict[str, bytes]:
    """The JSON files of a folder, by name.

    Raises:
        OSError: the folder or one of its files cannot be read, or they are too large together.
    """
    found, left = {}, MOST_BYTES
    for path in sorted(folder.glob("*.json")):
        found[path.name] = plain_file.read(path, left)
        left -= len(found[path.name])
    return found


def _digest(files: Mapping[str, bytes], site: Sequence[Url]) -> str:
    """Changes with the files, and with the site: what is told depends on which links lead to it."""
    digest = blake2b(repr((site, [(name, len(body)) for name, body in files.items()])).encode(), digest_size=16)
    for body in files.values():
        digest.update(body)
    return digest.hexdigest()
