"""The contents of our files that are no pages: the badge, the figures, the feeds, the blogroll."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

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

_Makers = dict[str | None, Callable[[], bytes]]
"""What makes each file, by its path. A file that is switched off has none."""


def contents(publication: Publication, wanted: Iterable[str]) -> dict[str, bytes]:
    """The files that are ``wanted``, by path: some of those that `Places.files` names."""
    views, renderer, names = publication.views, publication.renderer, (*wanted,)
    shown = (views.figures, views.badge, views.feed, publication.feed_title())
    given = (names, shown, publication.settings, publication.edition, renderer.given)
    return renderer.memory.of(("files", publication.places.folder), given, lambda: _made(publication, names))


def _made(publication: Publication, names: Iterable[str]) -> dict[str, bytes]:
    makers = {**_badges(publication), **_feeds(publication), **_blogrolls(publication)}
    return {name: makers[name]() for name in names}


def _badges(publication: Publication) -> _Makers:
    """The badge, and what it counts."""
    views, renderer, folder = publication.views, publication.renderer, publication.places.folder
    feeds = tuple(
        renderer.addresses.site + path for path in (renderer.addresses.atom, renderer.addresses.json_feed) if path
    )
    makers: _Makers = {FIGURES: lambda: publish_renderer.figures_json(replace(views.figures, feeds=feeds))}
    if views.badge is not None and publication.settings.badge is not None:
        badge, said = views.badge, publication.settings.badge
        color = said.color if said.color != colours.THEME else publication.edition.frame.color or colours.OURS
        makers[f"{folder}{BADGE}"] = lambda: renderer.badge_svg(badge, said.style, color).encode()
        makers[f"{folder}{BADGE_JSON}"] = lambda: renderer.badge_json(badge, color)
    return makers


def _feeds(publication: Publication) -> _Makers:
    at, files, shares = publication.renderer.addresses, publication.settings.files, cache(partial(_shares, publication))
    return {
        files.atom: lambda: syndication.atom(shares(), at.site + at.atom),
        files.json: lambda: syndication.json_feed(shares(), at.site + at.json_feed),
    }


def _shares(publication: Publication) -> Shares:
    at, masthead = publication.renderer.addresses, publication.edition.masthead
    return Shares(
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


def _blogrolls(publication: Publication) -> _Makers:
    """The blogroll, its copy for readers of feeds, what a browser shows both by, and the recommendations."""
    renderer, recommended = publication.renderer, publication.edition.recommendations
    document, style = cache(partial(_blogroll, publication)), renderer.addresses.blogroll_style

    def seen_from(name: str | None) -> bytes:
        return syndication.styled(document(), relative(style, name)) if style and name else document()

    named = publication.settings.files.blogroll
    return {
        named: lambda: seen_from(named),
        RECOMMENDATIONS: lambda: seen_from(RECOMMENDATIONS),
        BLOGROLL_STYLE: lambda: renderer.blogroll_style().encode(),
        RECOMMENDATIONS_JSON: lambda: syndication.recommendations(recommended, publication.settings.zone),
    }


def _blogroll(publication: Publication) -> bytes:
    masthead, words, edition = publication.edition.masthead, publication.places.words, publication.edition
    title = f"{masthead.site_name}{words.text_in('a colon', ': ')}{words.text(BLOGROLL_TITLE)}"
    author = masthead.author or masthead.site_name
    return syndication.opml(edition.blogroll, title, author, publication.places.site, edition.today)
