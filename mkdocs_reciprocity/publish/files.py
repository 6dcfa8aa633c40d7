"""The contents of our files that are no pages: the badge, the figures, the feeds, the blogroll."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from mkdocs_reciprocity.core import colours
from mkdocs_reciprocity.core.site_places import (
    BADGE,
    BADGE_JSON,
    BLOGROLL_STYLE,
    FIGURES,
    RECOMMENDATIONS,
    RECOMMENDATIONS_JSON,
)
from mkdocs_reciprocity.publish import renderer as publish_renderer
from mkdocs_reciprocity.publish import syndication
from mkdocs_reciprocity.publish.markup import relative
from mkdocs_reciprocity.publish.publication import Publication
from mkdocs_reciprocity.publish.syndication import BLOGROLL_TITLE, Shares


def contents(publication: Publication) -> dict[str, bytes]:
    """All that can be made, by path; what is wanted of it is in `Places.files`."""
    views, renderer, folder = publication.views, publication.renderer, publication.places.folder
    at = renderer.addresses
    feeds = tuple(at.site + path for path in (at.atom, at.json_feed) if path)
    made = {
        FIGURES: publish_renderer.figures_json(replace(views.figures, feeds=feeds)),
        **dict(_feeds(publication)),
        **dict(_blogrolls(publication)),
    }
    if views.badge is not None and publication.settings.badge is not None:
        said = publication.settings.badge
        color = said.color if said.color != colours.THEME else publication.edition.frame.color or colours.OURS
        made[f"{folder}{BADGE}"] = renderer.badge_svg(views.badge, said.style, color).encode()
        made[f"{folder}{BADGE_JSON}"] = renderer.badge_json(views.badge, color)
    return made


def _feeds(publication: Publication) -> Iterator[tuple[str, bytes]]:
    at, files, masthead = publication.renderer.addresses, publication.settings.files, publication.edition.masthead
    if not (at.atom or at.json_feed):
        return
    shares = Shares(
        title=publication.feed_title(),
        author=masthead.author or masthead.site_name,
        site=at.site,
        page=at.site + at.shared,
        pages={year: at.site + path for year, path in at.years.items()},
        items=[item for item in publication.views.feed if (item.date or "")[:4] in at.years],
        today=publication.edition.today,
        zone=publication.settings.zone,
        wording=publication.renderer.wording,
    )
    if files.atom:
        yield files.atom, syndication.atom(shares, at.site + at.atom)
    if files.json:
        yield files.json, syndication.json_feed(shares, at.site + at.json_feed)


def _blogrolls(publication: Publication) -> Iterator[tuple[str, bytes]]:
    site, files, masthead = publication.places.site, publication.settings.files, publication.edition.masthead
    words = publication.places.words
    title = f"{masthead.site_name}{words.text_in('a colon', ': ')}{words.text(BLOGROLL_TITLE)}"
    author = masthead.author or masthead.site_name
    style, today = publication.renderer.addresses.blogroll_style, publication.edition.today
    for name in filter(None, (files.blogroll, RECOMMENDATIONS)):
        seen = relative(style, name) if style else ""
        yield name, syndication.opml(publication.edition.blogroll, title, author, site, today, seen)
    yield BLOGROLL_STYLE, publication.renderer.blogroll_style().encode()
    recommended = publication.edition.recommendations
    yield RECOMMENDATIONS_JSON, syndication.recommendations(recommended, publication.settings.zone)
