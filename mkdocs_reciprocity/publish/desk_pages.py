"""The desk as pages: their paths and their content. They are private, so only a preview has them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from mkdocs_reciprocity.core import letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk import compose, desk, drafts, relation_sentences, sentences
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.desk import Relation
from mkdocs_reciprocity.core.desk.drafts import Draft
from mkdocs_reciprocity.core.desk.file_names import plain_or_hashed
from mkdocs_reciprocity.core.desk.sections import MOST_LINES, Line, Part, Section, more
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.publish.renderer import Fragment, Renderer

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.capture.repository import Repository

FOLDER = "desk"
INDEX = f"{FOLDER}/index.html"
STYLESHEET = f"{FOLDER}/desk.css"
TITLE = "Your desk"
CAPTURE = f"{FOLDER}/_capture/index.html"
"""The page with the bookmark. No folder of a peer has that name."""
RELATED = f"{FOLDER}/_related/index.html"
"""The page with posts on a subject. Nor has any that name."""
CONTENT = "<!-- reciprocity:what-stands-on-the-desk, with its <h1> -->"
"""What stands for the content of a page in the theme's part of it. Material adds a heading if there is none."""

_NOTE = "note.html"  # in a folder of its own, it would need the theme's part anew
_MINUTES = 20
_MOST = 200  # rows of a section, and lines of a row; the command shows all of them


class DeskPage(Struct, frozen=True):
    """A page: the output's path, relative to the site's root, and the content."""

    path: str
    content: Fragment


class DeskPages:
    """The pages of one preview.

    Args:
        account: what they are made from.
        renderer: the build's.
        index: the file name that addresses within the site end in: empty, or ``index.html``.
        commands: those of this site.
        repository: where the form for gifts is, if there is one.
    """

    def __init__(
        self, account: Account, renderer: Renderer, index: str, commands: Commands, repository: Repository | None = None
    ) -> None:
        self.account = account
        self.renderer = renderer
        self.index = index
        self.commands = commands
        self.repository = repository
        peers = sorted(account.words.peers.values(), key=lambda peer: (letters.plain(peer.name), peer.id))
        self.names = {peer.id: peer.name for peer in peers}
        addresses = ((page.path, account.address(page.path)) for page in account.pages)
        self.own = {urls.key(url): path for path, url in addresses if url}

    def made(self) -> Iterator[DeskPage]:
        """The desk, then for each listed peer a page, and one with a note to them."""
        notes = drafts.to_everybody(self.account)
        shown = desk.desk(self.account, _MINUTES)
        people = [self._place(INDEX, Part(name, peer=peer)) for peer, name in self.names.items()]
        sections = sentences.of_desk(shown, self.commands)
        reasons = {row.write: row.lines for section in reversed(sections) for row in section.rows if row.write}
        yield self._page(INDEX, TITLE, shown.opening, sections, people=people)
        for one in desk.relations([*self.names], self.account):
            yield self._relation(one)
            yield self._note(notes[one.peer], reasons.get(one.peer, ()))
        if self.repository is not None:
            yield self._capture(self.repository)

    def _relation(self, one: Relation) -> DeskPage:
        """The page of a peer."""
        home, path = Place(one.url or "", one.url or ""), f"{folder(one.peer)}/index.html"
        sections = relation_sentences.of_relation(one, self.account.today, self.commands)
        return self._page(path, one.name, relation_sentences.about(one), sections, home=home, peer=one.peer)

    def _capture(self, repository: Repository) -> DeskPage:
        from mkdocs_reciprocity.core.capture import bookmark  # noqa: PLC0415 - for those who have the form

        content = self.renderer.fragment(
            "desk-capture", CAPTURE, bookmark=bookmark.bookmarklet(repository), form=bookmark.address(repository),
            with_post=bookmark.with_post(repository), where=repository.host, desk=f"{FOLDER}/{self.index}",
        )  # fmt: skip
        return DeskPage(CAPTURE, content)

    def related(self, page: str, note: str, found: Section | None) -> Fragment:
        """The content of the page with posts on the subject of an own page: its title, and the posts; or a sentence
        that says why there are none.
        """
        opening = tuple(filter(None, (f"The page that you looked at last: {page}" if page else "", note)))
        sections = (found,) if found and found.rows else ()
        return self._page(RELATED, "Who has written about this?", opening, sections).content

    def stylesheet(self) -> str:
        """The desk's own."""
        return self.renderer.fragment("desk.css", "").html

    def _page(
        self,
        path: str,
        title: str,
        opening: tuple[str, ...],
        sections: tuple[Section, ...],
        home: Place | None = None,
        people: list[Place] | None = None,
        peer: PeerId | None = None,
    ) -> DeskPage:
        content = self.renderer.fragment(
            "desk", path, title=title, opening=opening, sections=sections, home=home or Place(""), people=people or [],
            capture=f"{FOLDER}/_capture/{self.index}" if self.repository and path == INDEX else "",
            related=f"{FOLDER}/_related/{self.index}" if self.names and path == INDEX else "",
            desk="" if path == INDEX else f"{FOLDER}/{self.index}", place=partial(self._place, path), more=more,
            lines_at_once=MOST_LINES, most=_MOST, peer=peer, note=_note_to,
        )  # fmt: skip
        return DeskPage(path, content)

    def _note(self, draft: Draft, reasons: tuple[Line, ...]) -> DeskPage:
        """The page of a note, beside the page of its peer. ``reasons`` are the lines of the desk that it settles."""
        path = _note_to(draft.peer)
        way = compose.way_to(self.account.words.peers[draft.peer], self.account.me, draft.subject)
        content = self.renderer.fragment(
            "desk-note", path, name=self.names[draft.peer], draft=draft, way=way, longest=compose.LONGEST,
            command=self.commands.sent(draft.kind, draft.peer, way.via if way else ""),
            peer=f"{folder(draft.peer)}/{self.index}", desk=f"{FOLDER}/{self.index}", reasons=reasons[:MOST_LINES],
            place=partial(self._place, path),
        )  # fmt: skip
        return DeskPage(path, content)

    def _place(self, here: str, part: Part) -> Place:
        """Where a part of a sentence links to: a page of the desk, a previewed page of the site, or another site."""
        if part.peer in self.names:
            there = folder(part.peer)
            leads_here = here == f"{there}/index.html"
            return Place(part.text) if leads_here else Place(part.text, f"{there}/{self.index}", own=True)
        if part.url and (path := self.own.get(urls.key(part.url))) is not None:
            return Place(part.text, path, own=True)
        return Place(part.text, part.url or "")


def _note_to(peer: PeerId) -> str:
    """Where the note to a peer is."""
    return f"{folder(peer)}/{_NOTE}"


def folder(peer: PeerId) -> str:
    """The folder of a peer's page."""
    return f"{FOLDER}/{plain_or_hashed(peer)}"
