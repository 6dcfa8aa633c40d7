"""Removes from the folder of the site what an earlier build left there. MkDocs does it for all names without a dot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.site_places import WELL_KNOWN
from mkdocs_reciprocity.publish.syndication import is_ours


def clean(site: Path) -> Iterator[Problem]:
    """Removes our files below ``.well-known/``: they may name somebody who is private now. What this build has of them
    is written later. Yields a problem for each that cannot be removed.
    """
    for name in WELL_KNOWN:
        path = site / name
        try:
            if is_ours(name, plain_file.read(path)):
                path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            message = f"this may be left of an earlier build, and cannot be removed ({error.strerror}); remove it"
            yield Problem(Where(str(path)), message)
