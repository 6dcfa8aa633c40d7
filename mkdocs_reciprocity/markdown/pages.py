"""Which page is being made, by what Zensical, MkDocs and ProperDocs leave in the instance of Markdown.

Nothing of theirs is imported; what is not as it is expected is no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Markdown

from mkdocs_reciprocity.collect.mkdocs_yml import PLUGIN
from mkdocs_reciprocity.publish.sheet import spelled

_EXCERPT_END = "<!-- more -->"
_EXCERPT = "excerpt"  # the processor by which Material's blog makes one


class Page(NamedTuple):
    """An own page, as its generator knows it.

    ``folder`` is that of the pages, ``source`` the file in there, ``here`` the path in the site as a sheet has it,
    ``title`` that of the front matter, or empty. ``foot``: there may be something at its foot. ``logger`` is one of
    which the generator shows warnings. ``excerpt_ends`` are the comments at which its blogs cut excerpts off.
    ``zensical``: it is Zensical. ``templates`` is the folder of the author's templates, if there is one.
    """

    folder: Path
    source: str
    here: str
    title: str
    foot: bool
    logger: str
    excerpt_ends: tuple[str, ...] = ()
    zensical: bool = False
    templates: Path | None = None


def being_made(md: Markdown) -> Page | None:
    """The page that this instance is about to make; None if it makes something else, or the plugin has a hand in it."""
    try:
        if "rendering_context" in md.preprocessors:
            return _zensical(md.preprocessors["rendering_context"])
        if "relpath" in md.treeprocessors and _EXCERPT not in md.treeprocessors:
            return _mkdocs(md.treeprocessors["relpath"])
    except (AttributeError, KeyError, TypeError):
        return None
    return None


def _zensical(context: Any) -> Page | None:
    """By https://zensical.org: `zensical.extensions.context.ContextPreprocessor`."""
    page, config = context.page, context.config
    folder = Path(config["root_dir"], config["docs_dir"])
    theirs = (config.get("theme") or {}).get("custom_dir")
    blogs = config["plugins"].get("blogs", {}).get("config", ())
    return Page(
        folder=folder,
        source=page.path,
        here=spelled(page.url),
        title=str(page.meta.get("title") or ""),
        foot=page.meta.get("reciprocity") is not False,
        logger="zensical.reciprocity",
        excerpt_ends=tuple(dict.fromkeys(_excerpt_ends(blogs))),
        zensical=True,
        templates=Path(config["root_dir"], theirs) if theirs else None,
    )


def _excerpt_ends(blogs: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for blog in blogs:
        if blog["config"].get("enabled") is not False:
            yield str(blog["config"].get("post_excerpt_separator") or _EXCERPT_END)


def _mkdocs(relpath: Any) -> Page | None:
    """By MkDocs 1.6, `mkdocs.structure.pages`, which puts this processor in while a page is made."""
    file, config = relpath.file, relpath.config
    page = file.page
    if page is None or any(name.rpartition("/")[2] == PLUGIN for name in config.plugins):
        return None
    host = type(config).__module__.partition(".")[0]
    return Page(
        folder=Path(config.docs_dir),
        source=file.src_uri,
        here=spelled(page.url),
        title=str(page.meta.get("title") or ""),
        foot=page.meta.get("reciprocity") is not False,
        logger=f"{host}.plugins.{PLUGIN}",
        templates=Path(config.theme.custom_dir) if config.theme.custom_dir else None,
    )
