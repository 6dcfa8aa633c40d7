"""The files that `init --capture` writes, by their paths from the top of the repository."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_reciprocity.core.capture import form, marked, workflow
from mkdocs_reciprocity.core.capture.repository import FORMS
from mkdocs_reciprocity.core.capture.workflow import Wanted
from mkdocs_reciprocity.core.model import Kind

PIPELINE = ".gitlab/reciprocity-capture.yml"


def made(wanted: Wanted, kinds: Mapping[str, Kind]) -> dict[str, str]:
    """The form first, then what makes rows. ``kinds`` are those of the log."""
    forge = wanted.repository.forge
    if forge == "gitlab":  # a mark would stand in each issue
        template = form.template(kinds, private=wanted.private)
        return {FORMS[forge]: template, PIPELINE: marked.with_mark(workflow.pipeline(wanted, PIPELINE))}
    return {
        FORMS[forge]: marked.with_mark(form.issue_form(forge, kinds, private=wanted.private)),
        f".{forge}/workflows/reciprocity-capture.yml": marked.with_mark(workflow.workflow(wanted)),
    }
