"""Our pages in the author's `nav:`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from mkdocs_reciprocity.core import menus
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.publish.places import switched_off


def leave(config: MkDocsConfig, options: Settings) -> None:
    """Removes from the author's `nav:` those of our pages that are switched off: a menu should not have dead links."""
    pages = "|".join(map(re.escape, switched_off(options)))
    ours, docs = re.compile(rf"(?:{pages})(?:/\d{{4}})?/index\.md"), Path(config.docs_dir)

    def gone(entry: str) -> bool:
        return ours.fullmatch(entry) is not None and not (docs / entry).exists()

    if config.nav and pages:
        config.nav = menus.without(config.nav, gone)


def absent(config: MkDocsConfig, nav: Navigation, ours: Sequence[str], folder: str) -> list[Problem]:
    """The line, for information, about those of our pages that are in no menu. Other plugins may have changed the
    author's `nav:`. ``ours`` are the folders of our pages; ``folder`` is the folder of the language, with a slash, or
    empty.
    """
    there = {page.file.dest_uri for page in nav.pages}
    pages = menus.unlisted(config.nav, ours)
    missing = [page for page in pages if f"{folder}{page}/index.html" not in there]
    return [Problem(Where("mkdocs.yml"), menus.advice(missing), "info")] if missing else []
