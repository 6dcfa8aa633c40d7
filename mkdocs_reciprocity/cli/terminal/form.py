"""Questions at a terminal, each with a menu of answers while one types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText

from mkdocs_reciprocity.cli.terminal.choices import Choice
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.problem import in_one_line

_YES_OR_NO = (Choice("yes"), Choice("no"))


class Form:
    """Asks one thing after another.

    Every question raises `KeyboardInterrupt` at Ctrl-C, and `EOFError` at Ctrl-D.
    """

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession(complete_while_typing=True)

    def hint(self, text: str) -> None:
        """Shows a line that is less important than the rest."""
        print_formatted_text(FormattedText([("ansibrightblack", text)]))

    def show(self, text: str) -> None:
        """Shows a line."""
        print_formatted_text(in_one_line(text))

    def ask(self, question: str, choices: Sequence[Choice], default: str, wrong: Callable[[str], str]) -> str:
        """The answer.

        Args:
            question: what is asked, without a question mark if it is none.
            choices: what the menu offers; anything else can be typed too.
            default: what an empty answer means.
            wrong: why an answer cannot be right, in a sentence, or nothing. The sentence is shown, and the question
                comes again with the answer in it.
        """
        mark = f" [{in_one_line(default)}]: " if default else ": "
        words = FormattedText([("bold", in_one_line(question)), ("", mark)])
        said = self._session.prompt(words, completer=Menu(choices)).strip()
        while message := wrong(said or default):
            self.show(message)
            said = self._session.prompt(words, completer=Menu(choices), default=said).strip()
        return said or default

    def agrees(self, question: str) -> bool:
        """Whether the answer is yes; an empty one is."""
        return self.ask(question, _YES_OR_NO, "yes", _is_yes_or_no).lower().startswith("y")


def _is_yes_or_no(said: str) -> str:
    return "" if said.lower() in {"y", "yes", "n", "no"} else "yes or no"


class Menu(Completer):
    """The menu: first the choices that begin with the typed text, then those that contain it."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = choices

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What fits the text before the cursor."""
        typed = document.text_before_cursor
        low = typed.lstrip().casefold()
        begins = [one for one in self.choices if one.value.casefold().startswith(low)]
        inside = [one for one in self.choices if one not in begins and low in f"{one.value} {one.words}".casefold()]
        for one in (*begins, *inside):
            yield Completion(one.value, -len(typed), display=line(one.value, 60), display_meta=one.words)
