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
from mkdocs_reciprocity.core.editing.new_row import Entry, Known, Told, Word
from mkdocs_reciprocity.core.feeds.facts import line
from mkdocs_reciprocity.core.ledger.meant import meant
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.yaml import quoting

_ABOUT = {
    "gave": "What was it about? The address of the post, or nothing",
    "got": "What was it about? The address of your page, or of theirs, or nothing",
    "asked": "What was it about? An address, or nothing",
}


class Questions:
    """Asks for what is missing. An answer that cannot be right is asked for again, and the line below says why.

    Every question raises `KeyboardInterrupt` at Ctrl-C, and `EOFError` at Ctrl-D.
    """

    def __init__(self, known: Known, gathering: Gathering) -> None:
        self.known = known
        self.gathering = gathering
        self.form = Form()

    def completed(self, told: Told) -> Told:
        """What was told, with all that is missing; what can be left out is asked for only if nothing was told."""
        whole = not told.kind
        if whole:
            hint = "Type, or press Tab, to choose; Enter takes what is in [brackets]; Ctrl-C stops."
            self.form.hint(hint)
        if whole and told.word == "gave":
            said = self.form.ask("Did you give it, get it, or ask for it?", _WORDS, "gave", _is_word)
            told = replace(told, word=cast("Word", said))
        if whole:
            verb = {"gave": "give", "got": "get", "asked": "ask for"}[told.word]
            kinds = choices.kinds(self.gathering.site.settings, told.word)
            default = "testimonial" if told.word == "asked" else "share"
            told = self._told(told, "kind", f"What did you {verb}?", kinds, default)
        if not told.url:
            found = (
                choices.pages(self.gathering.site.url, self.gathering.store.pages())
                if told.word == "got"
                else choices.posts(self.known)
            )
            told = self._told(told, "url", _ABOUT[told.word], found)
        url = urls.parse(told.url)
        if not (told.peer or told.name) and (url is None or self.known.people.is_own(url)):
            told = self._who(told)
        return self._details(told) if whole else told

    def introduced(self, told: Told) -> Told:
        """With the name and the home of somebody who is not listed, if they are to be."""
        url = urls.parse(told.url)
        if told.peer:
            return self._home(self._told(told, "name", f"Who is {quoted(told.peer)}? A name", (), told.peer))
        if url is None or self.known.people.is_own(url):
            return told
        told = self._told(told, "name", f"{urls.host(url)} is not among your peers. A name lists them")
        if told.name and (peer := self._is_meant(told.name)):
            return replace(told, peer=peer, name="")
        return self._home(told) if told.name else told

    def agreed(self, entry: Entry) -> bool:
        """Whether what is to be written is right."""
        rows = [f"- {quoting.braces(entry.fields)}"]
        if entry.peer:
            rows.insert(0, f"  {entry.peer}: {quoting.braces(entry.peer_fields)}")
        for row in rows:
            self.form.show(row)
        return self.form.agrees("Write it?")

    # --- single questions

    def _who(self, told: Told) -> Told:
        people = self.known.people.peers
        said = self.form.ask(
            "Who? A peer, or the name of somebody new", choices.peers(self.known.people), "", self._needed(told)
        )
        by_name = [id_ for id_, peer in people.items() if peer.name.casefold() == said.casefold()]
        if said in people or by_name:
            return replace(told, peer=said if said in people else by_name[0])
        if peer := self._is_meant(said):
            return replace(told, peer=peer)
        return self._home(replace(told, name=said)) if said else told

    def _is_meant(self, said: str) -> str:
        """The peer who is meant by something like a name, if the author says so; else nothing."""
        for id_ in meant(said, self.known.people):
            name = line(self.known.people.peers[id_].name, 60)
            question = f"{quoted(said)} is no peer. Is it {name} ({id_})?"
            if self.form.agrees(question):
                return id_
        return ""

    def _needed(self, told: Told) -> Callable[[str], str]:
        return lambda said: "" if said or told.url else "a row is about somebody, or about an address; name one of them"

    def _home(self, told: Told) -> Told:
        url = urls.parse(told.url)
        default = naming.home_of(url) if url and not self.known.people.is_own(url) else ""
        return self._told(told, "home", "Their home page", (), default)

    def _details(self, told: Told) -> Told:
        if not told.via:
            rows = Gathering(self.gathering.site, ("peers", "interactions")).book.rows
            told = self._told(told, "via", "Where? mastodon, newsletter, … or nothing", choices.ways(rows))
        if not told.note:
            told = self._told(told, "note", "A note of yours, or nothing")
        days = [Choice("today"), Choice("yesterday"), Choice("unknown")]
        return self._told(told, "date", "When?", days, told.date)

    def _told(self, told: Told, field: str, question: str, offered: Sequence[Choice] = (), default: str = "") -> Told:
        """What was told, with the answer to one question; `adding.entry` says whether it can be right."""
        option = new_row.option_of(field)

        def wrong(said: str) -> str:
            if not said:
                return ""
            try:
                problems = new_row.entry(_with(told, field, said), self.known).problems
            except NotWritten as error:  # half a character, which a terminal can be made to send
                return error.problem.message
            return next((problem.message for problem in problems if problem.where.file == option), "")

        return _with(told, field, self.form.ask(question, offered, default, wrong))


_WORDS = (Choice("gave", "you gave it"), Choice("got", "you got it"), Choice("asked", "you asked for it"))


def _with(told: Told, field: str, said: str) -> Told:
    return replace(told, **{field: said})


def _is_word(said: str) -> str:
    return "" if said in new_row.WORDS else "one of gave, got and asked"
