"""What own pages show, as a file that `generate` keeps for the extension of Markdown.

The extension runs within a generator, maybe after its cache was emptied, and reads this file alone. So there is nothing
in it that is not published: no row of the log as it was written, and nothing of anybody who is private.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.views.post import Reactions
from mkdocs_reciprocity.publish import templates
from mkdocs_reciprocity.publish.filler import Filler, Wanted
from mkdocs_reciprocity.publish.headings import Toc
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.publish.publication import Publication
from mkdocs_reciprocity.publish.renderer import Addresses, Frame, Renderer

_FORMAT = 1  # of the file; a file of another version of this package counts as not there


class Sheet(Struct, frozen=True, kw_only=True):
    """The file: the views, and all that is needed to render them in own pages.

    ``templates`` is the folder with the author's templates, seen from the folder of the pages; empty without one.
    """

    format: int
    wanted: Wanted
    views: Views
    addresses: Addresses
    language: str
    around: str
    since: str
    templates: str
    avatars: Mapping[str, str]
    toc: Toc


def body(publication: Publication, reactions: Mapping[str, Reactions], toc: Toc, folder: str) -> bytes:
    """The content of the file. There is no more in it than own pages can show.

    Args:
        publication: what is published.
        reactions: those to own pages, also to pages that nobody has read yet.
        toc: how headings look in own pages.
        folder: that of the author's templates, as in `Sheet`.
    """
    renderer, views = publication.renderer, publication.views
    of_pages = {spelled(path): one for path, one in reactions.items()}
    lifts = {spelled(path): people for path, people in views.lifts.items()}
    sheet = Sheet(
        format=_FORMAT,
        wanted=publication.own_pages.wanted,
        views=replace(views, reactions=of_pages, lifts=lifts, years=(), feed=()),
        addresses=renderer.addresses,
        language=renderer.plain.language.code,
        around=publication.edition.frame.around,
        since=renderer.since,
        templates=folder,
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
    except (ValueError, RecursionError):
        return None
    return sheet if sheet.format == _FORMAT else None


def filler(sheet: Sheet, folder: Path, *, zensical: str | None = None) -> Filler:
    """Fills a page with what is in a sheet.

    Args:
        sheet: the sheet.
        folder: the folder of the pages.
        zensical: the file of the page below that folder, if Zensical makes it, for which links are relative to that.
    """
    folders = [os.path.normpath(folder / sheet.templates)] if sheet.templates else []
    folders.append(str(templates.overrides()))
    frame = Frame(
        folders=(*folders,), around=sheet.around, avatars=sheet.avatars, toc=sheet.toc, zensical=zensical is not None
    )
    renderer = Renderer(frame, sheet.addresses, language(sheet.language), sheet.since)
    return Filler(sheet.wanted, sheet.views, renderer, zensical if zensical is None else quote(zensical))
