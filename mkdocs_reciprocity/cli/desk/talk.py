"""The steps of a note at a terminal: choose whom, see it, change it, open it, say whether it was sent."""

from __future__ import annotations

from collections.abc import Sequence

import click

from mkdocs_reciprocity.cli.desk.known import Known
from mkdocs_reciprocity.cli.terminal import browser, clipboard, editor
from mkdocs_reciprocity.cli.terminal.choices import Choice
from mkdocs_reciprocity.cli.terminal.form import Form
from mkdocs_reciprocity.cli.terminal.paper import Paper
from mkdocs_reciprocity.core.desk.compose import Way, tidied
from mkdocs_reciprocity.core.desk.drafts import Draft
from mkdocs_reciprocity.core.ledger.peer_advice import meant
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import in_one_line

_OPEN, _EDIT, _COPY, _LATER = "open", "edit", "copy", "not now"
_FEW = 8  # who are named before one is chosen; the menu has all
_PASTE, _BY_HAND = "; the text is on your clipboard", "; copy the text from above"
_YES_OR_NO = (Choice("yes", "it is noted in your log"), Choice("no", "nothing is noted"))


def chosen(form: Form, drafts: Sequence[Draft], of: Known) -> Draft:
    """One of the drafts. The answer may be a name as well as an id, or the beginning of one."""
    if len(drafts) == 1:
        return drafts[0]
    by_id = {draft.peer: draft for draft in drafts}
    people = of.gathering.book.directory

    def whose(said: str) -> PeerId | None:
        return next((id_ for id_ in (PeerId(said), *meant(said, people)) if id_ in by_id), None)

    choices = [Choice(id_, _about(draft, of.account.words.name(id_))) for id_, draft in by_id.items()]
    ids = ", ".join(map(in_one_line, by_id))
    for one in choices[:_FEW]:
        form.hint(f"{in_one_line(one.value)}  {one.words}")
    said = whose(form.ask("To whom?", choices, choices[0].value, lambda text: "" if whose(text) else f"one of {ids}"))
    return next(draft for id_, draft in by_id.items() if id_ == said)


def _about(draft: Draft, name: str) -> str:
    """Whom it is to, and what for."""
    called = f"{line(name, 60)}, " if name != draft.peer else ""
    return called + ("to thank" if draft.kind == "thank" else "to greet")


class Note:
    """One note, as it is now.

    Args:
        draft: as it came.
        name: of the peer.
        way: to them; None if none is known.
    """

    def __init__(self, draft: Draft, name: str, way: Way | None) -> None:
        self.draft = draft
        self.name = name
        self.way = way
        self.text = draft.text
        self.via = ""  # not known until it was opened

    def sent(self, form: Form) -> bool:
        """Asks what to do until the note is sent, or the author has had enough of it.

        What the author has written is printed if it was not sent, or if Ctrl-C ended it.
        """
        try:
            is_sent = self._talk(form)
        except (KeyboardInterrupt, EOFError):
            self._keep()
            raise
        if not is_sent:
            self._keep()
        return is_sent

    def _talk(self, form: Form) -> bool:
        self._show()
        best = _OPEN if self.way else _COPY
        while True:
            said = form.ask(self._question(), self._choices(), best, self._wrong)
            what = self._meant(said)
            if what == _LATER:
                return False
            if what == _EDIT:
                self._edit()
                continue
            self._open() if what == _OPEN else self._copy()
            if form.ask("Sent?", _YES_OR_NO, "no", _is_yes_or_no).lower().startswith("y"):
                return True
            best = _LATER

    # --- what can be done

    def _choices(self) -> list[Choice]:
        first = [Choice(_OPEN, self.way.where)] if self.way else []
        return [*first, Choice(_EDIT, "in your editor"), Choice(_COPY, "to the clipboard"), Choice(_LATER)]

    def _question(self) -> str:
        *before, last = (
            f"{one.value} {self.way.where}" if one.value == _OPEN and self.way else one.value for one in self._choices()
        )
        return f"{', '.join(before)} or {last}".capitalize()

    def _meant(self, said: str) -> str:
        return next((one.value for one in self._choices() if said and one.value.startswith(said.strip().lower())), "")

    def _wrong(self, said: str) -> str:
        return "" if self._meant(said) else ", ".join(one.value for one in self._choices())

    def _edit(self) -> None:
        saved, wrong = editor.edit(self.text)
        self.text = tidied(saved)
        if wrong:
            click.echo(wrong)
        self._show()

    def _open(self) -> None:
        if self.way is None:
            return
        self.via, address = self.way.via, self.way.address(self.text)
        has_room = self.way.holds(self.text)
        copied = has_room or clipboard.copy(self.text)
        if browser.opened(address):
            click.echo(f"It is open {self.way.where}{'' if has_room else _PASTE if copied else _BY_HAND}.")
        else:
            click.echo(f"Nothing here opens it{'' if has_room else _PASTE if copied else _BY_HAND}. Its address:")
            click.echo(address)

    def _copy(self) -> None:
        if clipboard.copy(self.text):
            click.echo("The text is on your clipboard.")
        else:
            click.echo("No program here writes to the clipboard; copy the text from above.")

    # --- what is shown

    def _show(self) -> None:
        paper = Paper()
        paper.gap()
        paper.title(f"To {self.name}", self.way.to if self.way else "")
        if self.way and self.way.lacks:
            paper.say(self.way.lacks, "dim")
        if self.draft.subject and (self.way is None or self.way.has_subject):
            paper.say(f"Subject: {self.draft.subject}", "dim")
        paper.letter(self.text)
        paper.gap()
        if self.way and (length := self.way.length(self.text)):
            paper.say(length, "dim")
        paper.done()

    def _keep(self) -> None:
        """Prints what the author has written, since nothing else has it."""
        if self.text != self.draft.text:
            click.echo(f"\nYour words, for another time:\n\n{self.text}\n")


def _is_yes_or_no(said: str) -> str:
    return "" if said.lower() in {"y", "yes", "n", "no"} else "yes or no"
