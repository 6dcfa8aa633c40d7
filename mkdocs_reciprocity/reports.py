"""What a build says."""

from __future__ import annotations

from logging import INFO, WARNING

from mkdocs.plugins import get_plugin_logger

from mkdocs_reciprocity import logfile
from mkdocs_reciprocity.gather import Gathering
from mkdocs_reciprocity.problem import Problem

log = get_plugin_logger("reciprocity")

_SHOWN = 20  # problems named in a build; `check` names all


def problems(every: tuple[Problem, ...], *, all_warn: bool = False, quiet: bool = False) -> None:
    """Mistakes in the author's own files are warnings; all else is for information, unless ``all_warn``."""
    if quiet:
        return
    mistakes = [problem for problem in every if all_warn or problem.level == "error"]
    others = [problem for problem in every if not all_warn and problem.level != "error"]
    for found, say in ((mistakes, log.warning), (others, log.info)):
        for problem in found[:_SHOWN]:
            say(problem.in_public())
        if len(found) > _SHOWN:
            say(f"… and {len(found) - _SHOWN} more; `mkdocs-reciprocity check` names them all")


def missing_log(gathered: Gathering) -> None:
    """Says how to start where there is no log yet."""
    settings = gathered.site.settings
    if missing := logfile.missing(gathered.files, settings):
        first = logfile.beginning(settings, gathered.today)
        said = missing if missing == first else f"file {missing} (such as {first})"
        whole = logfile.has_peers(gathered.files, settings)
        log.log(INFO if whole else WARNING, f"there is no {said} yet; the pages say how to start")
