"""One site, as its configuration describes it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from mkdocs_reciprocity.collect import mkdocs_yml
from mkdocs_reciprocity.collect.docs import Front, Written
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.url import Url


class Site(Struct, frozen=True):
    """Where the author's files lie, the site's URL if it is known, the options, and how pages' URLs look.

    ``docs`` is the folder of the pages and ``built`` that of the built site, relative to ``root`` or not; ``nav`` is
    MkDocs' option. ``file`` is the name of the configuration.
    """

    root: Path
    url: Url | None
    settings: Settings
    directory_urls: bool = True
    docs: Path = Path("docs")
    nav: object = None
    written: Written = Written()
    front: Front = Front()
    file: str = "mkdocs.yml"
    built: Path = Path("site")


def read(config_file: str | None) -> tuple[Site, tuple[Problem, ...]]:
    """The site as mkdocs.yml describes it, and what is wrong with its options.

    Raises:
        Refused: there is no usable mkdocs.yml.
    """
    config = mkdocs_yml.read(mkdocs_yml.find(config_file))
    options = mkdocs_yml.options_of(config)
    of = Site(
        root=config.root,
        url=config.site_url,
        settings=options.records,
        directory_urls=config.directory_urls,
        docs=config.docs,
        nav=config.nav,
        written=config.written,
        front=config.front,
        file=config.file.name,
        built=config.built,
    )
    return of, options.problems
