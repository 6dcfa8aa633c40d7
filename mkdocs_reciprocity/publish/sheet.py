"""What own pages show, as a file that `generate` keeps for the extension of Markdown.

The extension runs within a generator, maybe after its cache was emptied, and reads this file alone. So there is nothing
in it that is not published: no row of the log as it was written, and nothing of anybody who is private.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.views.post import Reactions
from mkdocs_reciprocity.publish import templates
from mkdocs_reciprocity.publish.filler import Filler, Wanted
from mkdocs_reciprocity.publish.headings import Toc
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.publish.publication import Publication
from mkdocs_reciprocity.publish.renderer import Addresses, Frame, Renderer

_FORMAT = 3  # of the file; a file of another version of this package counts as not there
_DAY = len("2026-11-29")
_DATES = frozenset("as_of date month newest period since today".split())
_ADDRESS = "href"


class Sheet(Struct, frozen=True, kw_only=True):
    """The file: the views, and what is needed to render them in own pages. Where the author's templates are is not in
    it, because templates are programs, and the file may be somebody else's.
    """

    format: int
    wanted: Wanted
    views: Views
    addresses: Addresses
    language: str
    around: str
    since: str
    avatars: Mapping[str, str]
    toc: Toc


def body(publication: Publication, reactions: Mapping[str, Reactions], toc: Toc) -> bytes:
    """The content of the file. There is no more in it than own pages can show.

    Args:
        publication: what is published.
        reactions: those to own pages, also to pages that nobody has read yet.
        toc: how headings look in own pages.
    """
    renderer, views = publication.renderer, publication.views
    of_pages = {spelled(path): one for path, one in reactions.items()}
    lifts = {spelled(path): people for path, people in views.lifts.items()}
    further = {spelled(path): posts for path, posts in views.further.items()}
    sheet = Sheet(
        format=_FORMAT,
        wanted=publication.own_pages.wanted,
        views=replace(views, reactions=of_pages, lifts=lifts, further=further, years=(), feed=()),
        addresses=renderer.addresses,
        language=renderer.plain.language.code,
        around=publication.edition.frame.around,
        since=renderer.since,
        avatars=renderer.avatars,
        toc=toc,
    )
    return msgspec.json.encode(sheet, order="deterministic") + b"\n"


def spelled(path: str) -> str:
    """The path of a page as a sheet has it; each generator escapes other characters."""
    return quote(unquote(path))


def read(said: bytes) -> Sheet | None:
    """The sheet in a file; None if another version of this package has written it, or somebody else."""
    try:
        sheet = msgspec.json.decode(said, type=Sheet)
        is_sound = all(map(_is_sound, _texts(msgspec.json.decode(said))))
    except (ValueError, RecursionError):
        return None
    return sheet if is_sound and len(sheet.wanted.today) == _DAY and sheet.format == _FORMAT else None


def _texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Each text in the file, with the name under which it stands there."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, name)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, _ADDRESS if name in {"addresses", _ADDRESS} else key)


def _is_sound(named: tuple[str, str]) -> bool:
    """Whether it is a date where that has to be one, and no address by which a browser runs a program."""
    name, said = named
    if name in _DATES:
        return dates.is_one(said)
    scheme, colon, _ = said.partition(":")
    return name not in {_ADDRESS, "mastodon"} or not colon or "/" in scheme or scheme.lower() in {"http", "https"}


def filler(sheet: Sheet, folder: Path | None, *, zensical: str | None = None) -> Filler:
    """Fills a page with what is in a sheet.

    Args:
        sheet: the sheet.
        folder: the folder of the author's templates, if there is one.
        zensical: the file of the page below that of the pages, if Zensical makes it, for which links are relative to
            that.
    """
    folders = [] if folder is None else [os.path.normpath(folder)]
    folders.append(str(templates.overrides()))
    frame = Frame(
        folders=(*folders,), around=sheet.around, avatars=sheet.avatars, toc=sheet.toc, zensical=zensical is not None
    )
    renderer = Renderer(frame, sheet.addresses, language(sheet.language), sheet.since)
    return Filler(sheet.wanted, sheet.views, renderer, zensical if zensical is None else quote(zensical))
