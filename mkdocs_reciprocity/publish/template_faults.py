"""What is wrong in an author's template, as a sentence that says where.

Jinja shows a template's line as that of a file in the traceback; so a mistake that Jinja has no exception for (``1/0``,
a filter that is given a thing of the wrong type) is known by its way through a template of the author's. What never
went through one is a mistake of ours, and is no sentence.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from mkdocs_reciprocity.core.problem import Refused, in_one_line
from mkdocs_reciprocity.publish import templates

_OF_OURS = "this template is ours, and one of yours that it uses, such as macros.html, lacks what it asks for:"
_LONGEST = 300  # characters of what an exception says


def sentence(error: Exception) -> str:
    """Where the mistake is, what it is, and how to mend it; empty if no template of the author's is involved."""
    spots = list(_spots(error.__traceback__))
    where = next((spot for spot in reversed(spots) if not _is_ours(spot)), "")
    if isinstance(error, TemplateSyntaxError):
        where = f"{error.filename or error.name or 'a template'}:{error.lineno}"
    elif isinstance(error, TemplateError):
        where = where or (spots[-1] if spots else "a template")
    mend = "mend the template, or take it away"
    if _is_ours(where):
        mend = f"{_OF_OURS} mend that template, or take it away"
    return f"{in_one_line(where)}: {_said(error)}; {mend}" if where else ""


@contextmanager
def refused() -> Iterator[None]:
    """What is wrong in an author's template becomes a sentence.

    Raises:
        Refused: with the sentence.
    """
    try:
        yield
    except Exception as error:
        if said := sentence(error):
            raise Refused(said) from None
        raise


def _spots(traceback: TracebackType | None) -> Iterator[str]:
    """The templates that the error passed through, each with its line; the outermost comes first."""
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if not name.endswith(".py") and os.path.isfile(name):
            yield f"{name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next


def _is_ours(spot: str) -> bool:
    return spot.startswith(str(templates.overrides()) + os.sep)


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {in_one_line(error.name)}" if isinstance(error.name, str) else "names no template"
    said = in_one_line(str(error))[:_LONGEST].removesuffix(".")
    if isinstance(error, TemplateError):
        return said
    return f"{said} ({type(error).__name__})" if said else type(error).__name__
