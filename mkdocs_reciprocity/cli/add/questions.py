"""The questions of ``add``, for somebody at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from msgspec.structs import replace

from mkdocs_reciprocity.cli.terminal import choices
from mkdocs_reciprocity.cli.terminal.choices import Choice
from mkdocs_reciprocity.cli.terminal.form import Form
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core import naming
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import new_row
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.editing.new_row import Draft, Entry, Known, Told, Word
from mkdocs_reciprocity.core.ledger.doubts import Doubts
from mkdocs_reciprocity.core.ledger.peer_advice import meant
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml import quoting

_ABOUT = {
    "gave": "What was it about? The address of the post, or nothing",
    "got": "What was it about? The address of your page, or of theirs, or nothing",
    "asked": "What was it about? An address, or nothing",
}


_A_NAME = "A name, to add them to your peers, or nothing"


class Questions:
    """Asks for what is missing. An answer that cannot be right is asked for again, and a line says why.

    Every question raises `KeyboardInterrupt` at Ctrl-C, and `EOFError` at Ctrl-D.
    """

    def __init__(self, known: Known, gathering: Gathering) -> None:
        self.known = known
        self.gathering = gathering
        self.form = Form()

    def completed(self, draft: Draft) -> Draft:
        """Asks for what is missing. Questions that may be left out come only if no kind was given."""
        told = draft.told
        whole = not told.kind
        if whole:
            self.form.hint("Type, or press Tab, to choose; Enter takes what is in [brackets]; Ctrl-C stops.")
            if told.word == "gave":
                said = self.form.ask("Did you give it, get it, or ask for it?", _WORDS, "gave", _is_word)
                draft = self._read(replace(told, word=cast("Word", said)))
            word = draft.told.word
            verb = {"gave": "give", "got": "get", "asked": "ask for"}[word]
            kinds = choices.kinds(self.gathering.site.settings, word)
            default = "testimonial" if word == "asked" else "share"
            draft = self._answered(draft, "kind", f"What did you {verb}?", kinds, default)
        if not told.url:
            draft = self._answered(draft, "url", _ABOUT[draft.told.word], self._addresses(draft.told.word))
        if not (told.peer or told.name) and self._of_somebody(draft) is None:
            draft = self._who(draft)
        return self._details(draft) if whole else draft

    def introduced(self, draft: Draft) -> Draft:
        """Asks for the name and the home of somebody who is not listed yet, to list them."""
        told, url = draft.told, self._of_somebody(draft)
        if told.peer:
            return self._home(self._answered(draft, "name", f"Who is {quoted(told.peer)}? A name", (), told.peer))
        if url is None:
            return draft
        draft = self._answered(draft, "name", f"Whose is {urls.host(url)}? {_A_NAME}")
        name = draft.told.name
        if name and (peer := self._is_meant(name)):
            return self._read(replace(draft.told, peer=peer, name=""))
        return self._home(draft) if name else draft

    def agreed(self, entries: Sequence[Entry], *, hidden: bool) -> bool:
        """Shows what will be written, and asks whether it is right. ``hidden``: the file hides all that is in it."""
        public = 0
        for entry in entries:
            if entry.peer:
                self.form.show(f"  {entry.peer}: {quoting.braces(entry.peer_fields)}")
            self.form.show(f"- {quoting.braces(entry.fields)}")
            if doubt := Doubts(entry.people).of(entry.row):
                self.form.show(doubt.message)
            public += not (hidden or Publicity(entry.people).settled(entry.row).private)
        self.form.show(_shown(public, len(entries)))
        return self.form.agrees("Write it?" if len(entries) == 1 else f"Write these {len(entries)} rows?")

    # --- single questions

    def _addresses(self, word: Word) -> Sequence[Choice]:
        if word == "got":
            return choices.pages(self.gathering.site.url, self.gathering.store.pages())
        return choices.posts(self.known)

    def _of_somebody(self, draft: Draft) -> Url | None:
        """What it is about, if that is not on this site."""
        return draft.url if draft.url and not self.known.people.is_own(draft.url) else None

    def _who(self, draft: Draft) -> Draft:
        people = self.known.people
        question = "Who? A peer, or the name of somebody new"
        said = self.form.ask(question, choices.peers(people), "", self._needed(draft))
        named = (id_ for id_, peer in people.peers.items() if peer.name.casefold() == said.casefold())
        if peer := said if said in people.peers else next(named, None) or self._is_meant(said):
            return self._read(replace(draft.told, peer=peer))
        return self._home(self._read(replace(draft.told, name=said))) if said else draft

    def _is_meant(self, said: str) -> str:
        """The peer whose name or id is nearly the answer, if the author confirms it; else empty."""
        for id_ in meant(said, self.known.people):
            name = line(self.known.people.peers[id_].name, 60)
            if self.form.agrees(f"{quoted(said)} is no peer. Is it {name} ({id_})?"):
                return id_
        return ""

    def _needed(self, draft: Draft) -> Callable[[str], str]:
        needed = "" if draft.told.url else "a row is about somebody, or about an address; name one of them"
        return lambda said: "" if said else needed

    def _home(self, draft: Draft) -> Draft:
        url = self._of_somebody(draft)
        return self._answered(draft, "home", "Their home page", (), naming.home_of(url) if url else "")

    def _details(self, draft: Draft) -> Draft:
        if not draft.told.via:
            rows = Gathering(self.gathering.site, ("peers", "interactions")).book.rows
            draft = self._answered(draft, "via", "Where? mastodon, newsletter, … or nothing", choices.ways(rows))
        if not draft.told.note:
            draft = self._answered(draft, "note", "A note of yours, or nothing")
        days = [Choice("today"), Choice("yesterday"), Choice("unknown")]
        return self._answered(draft, "date", "When?", days, draft.told.date)

    def _read(self, told: Told) -> Draft:
        return new_row.read(told, self.known)

    def _answered(
        self, draft: Draft, field: str, question: str, offered: Sequence[Choice] = (), default: str = ""
    ) -> Draft:
        """The draft with the answer to one question; `new_row` says whether it can be right."""
        option = new_row.option_of(field)
        read: dict[str, Draft] = {}

        def wrong(said: str) -> str:
            if not said:
                return ""
            try:
                read[said] = self._read(replace(draft.told, **{field: said}))
            except NotWritten as error:  # half a character, which a terminal can be made to send
                return error.problem.message
            problems = new_row.entry(read[said], self.known).problems
            return next((problem.message for problem in problems if problem.where.file == option), "")

        answer = self.form.ask(question, offered, default, wrong)
        return read.get(answer) or self._read(replace(draft.told, **{field: answer}))


_WORDS = (Choice("gave", "you gave it"), Choice("got", "you got it"), Choice("asked", "you asked for it"))


def _is_word(said: str) -> str:
    return "" if said in new_row.WORDS else "one of gave, got and asked"


def _shown(public: int, of: int) -> str:
    """Whether a build publishes the rows."""
    if of == 1:
        return "This is public." if public else "This is private: no build publishes it."
    if public == of:
        return "All of this is public."
    return (
        f"{public} of these are public; no build publishes the others."
        if public
        else ("All of this is private: no build publishes it.")
    )
