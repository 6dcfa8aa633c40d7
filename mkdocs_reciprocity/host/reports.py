"""What a build says about problems: the author's own mistakes are warnings, all else is information."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from mkdocs_reciprocity.collect import feed_messages
from mkdocs_reciprocity.core.problem import Problem

log = get_plugin_logger("reciprocity")

_SHOWN = 20  # problems named in a build; `check` names all


class Reports:
    """Those of one build.

    Args:
        told: what a preview has said already: what is for information it says once, when it is new.
        quiet: whether another build says all: that of a site's first language.
        serving: whether this is a preview.
    """

    def __init__(self, told: set[Problem], *, quiet: bool, serving: bool) -> None:
        self._told = told
        self._quiet = quiet
        self._serving = serving

    def tell(self, problems: Iterable[Problem], *, all_warn: bool = False) -> None:
        """Logs all of them. With ``all_warn``, information is logged as a warning too."""
        every = [*problems]
        if self._quiet:
            return
        mistakes = [problem for problem in every if problem.level == "error"]
        others = [problem for problem in every if problem.level != "error" and problem not in self._told]
        if self._serving:
            self._told.update(others)
        for found, say in ((mistakes, log.warning), (others, log.warning if all_warn else log.info)):
            for problem in found[:_SHOWN]:
                say(problem.in_public())
            if len(found) > _SHOWN:
                say(f"… and {len(found) - _SHOWN} more; `mkdocs-reciprocity check` names them all")

    def tell_of_feeds(self, problems: Iterable[Problem], *, all_warn: bool) -> None:
        """Logs which feeds fail. A preview logs only how many, and only if others fail than before."""
        new = [problem for problem in problems if problem not in self._told]
        self.tell(feed_messages.together(new) if self._serving else new, all_warn=all_warn)
        if self._serving:
            self._told.update(new)
