"""Fills the author's own pages: the markers in them, and their foot."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import markers
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.ring import FEW, ring
from mkdocs_reciprocity.publish.markers import fill
from mkdocs_reciprocity.publish.renderer import Fragment, Heading, Renderer

_OF_ALL_PAGES = frozenset({"shared", "pay-it-forward", "thanks", "badge", "forward", "own"})
"""The markers whose content tells of other own pages."""

_RIVER, _OWN = 20, 5  # how many posts there are if the marker has no number


class Wanted(Struct, frozen=True, kw_only=True):
    """What own pages are to show on one day.

    ``reactions``, ``lifts`` and ``further``: whether they stand at the foot of a page. ``mastodon`` is the page that
    passes a post on. ``log`` is the name of the log to begin with while there is none, else empty.
    """

    reactions: bool
    lifts: bool
    further: bool = False
    mastodon: str
    today: When
    log: str = ""


class Filled(Struct, frozen=True):
    """A page after it was filled: its content and headings, and the HTML of the parts that are in it. ``foot``
    is as much of that as stands at its end.
    """

    html: str
    headings: list[Heading]
    lifts: str = ""
    reactions: str = ""
    foot: str = ""
    further: str = ""


def speaks_of_others(html: str) -> bool:
    """Whether an own page has a marker whose content tells of other own pages."""
    return markers.may_be_in(html) and any(name.split()[0] in _OF_ALL_PAGES for name in markers.names(html))


def lists_own_pages(html: str) -> bool:
    """Whether an own page has a marker that lists the newest of them."""
    return markers.may_be_in(html) and any(name.split()[0] == "own" for name in markers.names(html))


class Filler:
    """Fills pages with these views. ``mistakes`` collects each wrong marker with the source of its page, and ``there``
    the markers, each with the same.

    Args:
        wanted: what is to be shown.
        views: that, as values.
        renderer: makes HTML of them.
        seen_from: the path from which a generator sees the links in pages, if that is not where the page is.
    """

    def __init__(self, wanted: Wanted, views: Views, renderer: Renderer, seen_from: str | None = None) -> None:
        self.wanted = wanted
        self.views = views
        self.renderer = renderer
        self.seen_from = seen_from
        self.mistakes: list[tuple[str, markers.Mistake]] = []
        self.there: set[tuple[str, str]] = set()

    def show(self, views: Views, renderer: Renderer) -> None:
        """Shows these views from now on."""
        self.views, self.renderer = views, renderer

    def filled(
        self, source: str, here: str, html: str, headings: Callable[[], Sequence[Heading]], *, foot: bool
    ) -> Filled | None:
        """An own page with our part in it; None if we have nothing to put into it.

        Args:
            source: the page's Markdown file.
            here: its path, relative to the site's root.
            html: its content so far.
            headings: gives the headings that it has.
            foot: whether the page may get something at its foot.
        """
        names: set[str] = set()
        marked = markers.may_be_in(html)
        if not marked and not (foot and self._has_foot(here)):  # nearly always
            return None
        if marked:
            self.mistakes += ((source, mistake) for mistake in markers.mistakes(html))
            names = markers.names(html)
        there = {name.split()[0] for name in names}
        parts = {
            name: fragment
            for name in ("lifts", "further", "reactions")
            if (fragment := self._part(name, here, there, foot))
        }
        below = [fragment for name, fragment in parts.items() if name not in there]
        if not names and not below:
            return None
        merged = list(headings())
        if names:
            self.there |= {(source, name) for name in names}
            html, merged = fill(html, merged, self._once(source, here, html))
        merged += (heading for fragment in below for heading in fragment.headings)
        end = "".join(fragment.html for fragment in below)
        return Filled(html + end, merged, **{name: fragment.html for name, fragment in parts.items()}, foot=end)

    def _has_foot(self, here: str) -> bool:
        """Whether something stands at the foot of the page at ``here``, unless the page says otherwise."""
        wanted, views = self.wanted, self.views
        return (
            (wanted.reactions and here in views.reactions)
            or (wanted.lifts and here in views.lifts)
            or (wanted.further and here in views.further)
        )

    def lifts(self, here: str, people: Sequence[Place]) -> str:
        """The HTML that says whose posts a page passes on."""
        return self._fragment("lifts", here, people=people).html if people else ""

    def _part(self, name: str, here: str, markers_there: Container[str], foot: bool) -> Fragment | None:
        """The reactions, the lifts or further reading, if the page has a marker for them or gets them at its foot."""
        wanted: bool = getattr(self.wanted, name)
        return self._marked(name, None, here) if name in markers_there or (foot and wanted) else None

    def _once(self, source: str, here: str, html: str) -> Callable[[str, int | None], Fragment | None]:
        """A function that gives the content of each marker of a page. Content with headings is given only once, because
        an id may not be there twice.
        """
        there: set[str] = set()
        comments = markers.comments(html)

        def marked(name: str, count: int | None) -> Fragment | None:
            comment, before = next(comments)
            fragment = self._marked(name, count, here)
            if fragment and fragment.headings:
                if name in there:
                    if not markers.is_whole(name, count):  # other markers have headings only in an author's template
                        self.mistakes.append((source, markers.Mistake(comment, before, markers.twice(name))))
                    return None
                there.add(name)
            return fragment

        return marked

    def whole(self, marker: str, here: str, title: str) -> Fragment:
        """The content of one of our two pages, as it stands in the page at ``here``."""
        if log := self.wanted.log:
            return self._fragment("start", here, title=title, log=log, today=self.wanted.today)
        if marker == "shared":
            return self._fragment("shared", here, page=self.views.shared, title=title)
        page = self.views.pay_it_forward
        badge = self.renderer.badge(self.views.badge) if self.views.badge else None
        share = self.wanted.mastodon
        return self._fragment("pay-it-forward", here, page=page, badge=badge, title=title, mastodon=share)

    def _marked(self, name: str, count: int | None, here: str) -> Fragment | None:
        views = self.views
        if name in {"shared", "pay-it-forward"} and count is None:
            return self.whole(name, here, "")
        if name == "shared":
            return self._fragment("recent", here, items=views.recent[:count])
        if name == "thanks":
            return self._fragment("thanks", here, people=views.pay_it_forward.people[: count or 5])
        if name == "badge" and views.badge is not None:
            return self._fragment("badge", here, badge=self.renderer.badge(views.badge))
        if name == "reactions" and (received := views.reactions.get(here)):
            return self._fragment("reactions", here, reactions=received)
        if name == "lifts" and (lifted := views.lifts.get(here)):
            return self._fragment("lifts", here, people=lifted)
        if name == "further" and (further := views.further.get(here)):
            return self._fragment("further", here, further=further)
        if name == "forward" and (offers := views.pay_it_forward.offers[: 1 if count is None else count]):
            return self._fragment("forward", here, offers=offers, mastodon=self.wanted.mastodon)
        if name == "ring" and (blogs := self._ring(count)):
            return self._fragment("ring", here, blogs=blogs)
        return self._of_blogs(name, count, here) if name in {"river", "own", "blogroll", "resting"} else None

    def _of_blogs(self, name: str, count: int | None, here: str) -> Fragment | None:
        """What the markers stand for that show posts and blogs, whoever passed them on."""
        views, blogroll = self.views, self.views.pay_it_forward.blogroll
        if name == "river":
            return self._fragment("river", here, posts=views.river[: count or _RIVER])
        if name == "own":
            posts = [one for one in views.own if one.post.href != here]
            return self._fragment("own", here, posts=posts[: count or _OWN])
        if name == "resting":
            blogs = blogroll.resting()[:count]
            return self._fragment("resting", here, blogs=blogs) if blogs else None
        shown = blogroll if count is None else blogroll.newest(count)
        return self._fragment("blogroll", here, blogroll=shown) if shown.blogs or shown.fallow else None

    def _ring(self, count: int | None) -> tuple[Place, ...]:
        blogs = (blog.peer for blog in self.views.pay_it_forward.blogs)
        return ring(blogs, self.wanted.today, FEW if count is None else count)

    def _fragment(self, template: str, here: str, **values: object) -> Fragment:
        return self.renderer.fragment(template, here if self.seen_from is None else self.seen_from, **values)
