"""Our pages in the author's `nav:`."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from mkdocs_reciprocity.core import menus
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.settings import Settings, folders


def leave(config: MkDocsConfig, options: Settings) -> None:
    """Takes our pages out of the author's `nav:`, at which a strict build stops where they are switched off."""
    pages = "|".join(map(re.escape, folders(options)))
    ours, docs = re.compile(rf"(?:{pages})(?:/\d{{4}})?/index\.md"), Path(config.docs_dir)

    def gone(entry: str) -> bool:
        return ours.fullmatch(entry) is not None and not (docs / entry).exists()

    if config.nav:
        config.nav = menus.without(config.nav, gone)


def absent(config: MkDocsConfig, nav: Navigation, options: Settings, folder: str) -> list[Problem]:
    """For information, which of our pages are in no menu. Other plugins may have made another of the author's `nav:`.

    ``folder`` is that of a site's further language, with a slash.
    """
    there = {page.file.dest_uri for page in nav.pages}
    pages = menus.unlisted(config.nav, folders(options))
    missing = [page for page in pages if f"{folder}{page}/index.html" not in there]
    return [Problem(Where("mkdocs.yml"), menus.advice(missing), "info")] if missing else []
