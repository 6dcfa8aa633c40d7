"""The completion scripts for bash, zsh and fish, and what these shells may be offered."""

from __future__ import annotations

import os
import re
import shlex

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from mkdocs_reciprocity.core.desk.shell_words import escaped, is_inert, may_be_offered

PROGRAM = "mkdocs-reciprocity"
VARIABLE = "_MKDOCS_RECIPROCITY_COMPLETE"

_BASH = """\
%(complete_func)s() {
    local type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(env COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Inert(ShellComplete):
    """A shell that gets only values which it reads as one plain word, wherever the cursor is."""

    line = "COMP_WORDS"  # the variable with what has been typed

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """The values that click finds, without those that may not be offered."""
        typed = os.environ.get(self.line, "")
        found = super().get_completions(args, incomplete)
        return [item for item in found if item.type != "plain" or may_be_offered(str(item.value), typed)]


class WholeWords(Inert):
    """A shell that adds backslashes itself, and reads ``--peer=a`` as one word: the option is part of each value."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """The values, behind the option if one is typed."""
        option, equals, _ = incomplete.partition("=")
        before = option + equals if equals and option.startswith("--") else ""
        found = super().get_completions(args, incomplete)
        return [CompletionItem(f"{before}{item.value}", item.type, item.help) for item in found]


class Zsh(WholeWords, ZshComplete):
    """Zsh."""


class Fish(WholeWords, FishComplete):
    """Fish."""


class Bash(Inert, BashComplete):
    """Bash. It splits words at colons, so click's own script cannot complete addresses.

    This class reads the line as it was typed, and offers the text behind the last place where bash has split it.
    """

    line = "COMP_LINE"
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one at the cursor, and that one."""
        line = os.environ.get(self.line, "")
        words = split_arg_string(line)
        last = words.pop() if words and (_is_in_quotes(line) or not re.search(r"(?<!\\)\s\Z", line)) else ""
        return words[1:], last

    def complete(self) -> str:
        """The lines for the script."""
        args, last = self.get_completion_args()
        in_quotes = _is_in_quotes(os.environ.get(self.line, ""))
        breaks = set(os.environ.get("COMP_WORDBREAKS", "")) & set(":=@")
        cut = 0 if in_quotes else max((last.rfind(char) + 1 for char in breaks), default=0)
        typed = last.partition("=")[2] if last.startswith("--") and "=" in last else last
        stands = max(0, len(typed) - len(last) + cut)
        lines = []
        for item in self.get_completions(args, last):
            value = str(item.value)
            lines.append(f"{item.type},{value[stands:] if is_inert(value) else escaped(value[stands:])}")
        return "\n".join(lines)


def _is_in_quotes(line: str) -> bool:
    try:
        shlex.split(line)
    except ValueError as error:
        return "quotation" in str(error)
    return False


for _shell in (Bash, Zsh, Fish):
    add_completion_class(_shell)
