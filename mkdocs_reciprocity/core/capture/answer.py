"""What is said below an issue when its row was written, or was not."""

from __future__ import annotations

import re
from typing import Literal

from mkdocs_reciprocity.core.lines import visible

State = Literal["written", "refused", "again"]
"""The row is there; it may not be; or others were quicker each time."""

STATES: tuple[State, ...] = ("written", "refused", "again")

_SENTENCES: dict[State, str] = {
    "written": "This is a row of the log now:",
    "refused": "No row was written. Close this issue and send another, or mend it with `add` on your computer:",
    "again": "No row was written: the branch did not take the commit, and the run of the workflow says why. The row:",
}
_ADVICE = re.compile(r"; did you mean .*")
_MOST_LINES = 20
_LONGEST = 500  # characters of a line


def answer(state: State, said: str) -> str:
    """The answer, as Markdown: a sentence, and below it what our command said.

    That may quote what somebody wrote. So it stands as code: four spaces before each line, where no forge reads
    markup, names or numbers of issues. Nothing gets out of that but a line break, and each line is one. A line that
    begins with a slash is a command at GitLab; so none does.

    An issue may be public. So nothing is said that comes from other rows or peers: of a row that was made, the first
    line only, and of advice no names of peers.
    """
    lines = [line for text in said.splitlines() if (line := _ADVICE.sub("", visible(text))[:_LONGEST])]
    lines = lines if state == "refused" else lines[:1]
    more = ["…"] if len(lines) > _MOST_LINES else []
    return "\n".join(
        [
            _SENTENCES[state],
            "",
            *(f"    {'· ' if line.startswith('/') else ''}{line}" for line in [*lines[:_MOST_LINES], *more]),
        ]
    )
