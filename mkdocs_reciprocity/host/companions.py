"""Tells some other plugins what they need to know about our pages.

static-i18n knows only files in ``docs_dir``. git-authors warns of files that nobody has committed. So does
git-revision-date-localized if the second changes between its two looks at the clock, which it takes for their dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from glob import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

_OF_COMMITS = ("git-authors", "git-revision-date-localized")


def introduce(file: File, folder: str, config: MkDocsConfig, *, everywhere: bool) -> None:
    """Tells these plugins about one of our pages. The arguments are those of `enlist`."""
    enlist(file, folder, config, everywhere=everywhere)
    for plugin in filter(None, map(config.plugins.get, _OF_COMMITS)):
        left_alone = [*(plugin.config.get("exclude") or ())]
        plugin.config["exclude"] = [*left_alone, *({escape(file.src_path)} - {*left_alone})]


def enlist(file: File, folder: str, config: MkDocsConfig, *, everywhere: bool) -> None:
    """Puts one of our pages into the site map, and links it with its translations in the menu of languages.

    Args:
        file: the page.
        folder: the folder of the language, with a slash; empty for the first language.
        config: MkDocs'.
        everywhere: whether every language has it.
    """
    i18n: Any = config.plugins.get("i18n")
    if i18n is None:
        return
    here, first = i18n.current_language, i18n.default_language
    alternates = {here: file}
    for language in i18n.build_languages if everywhere else ():
        if language != here:
            path = ("" if language == first else f"{language}/") + file.dest_uri.removeprefix(folder)
            alternates[language] = File(file.src_uri, None, config.site_dir, config.use_directory_urls, dest_uri=path)
    known = {"alternates": dict(sorted(alternates.items())), "locale": here, "locale_alternate_of": here}
    for name, value in {**known, "localization": None, "norm_src_uri": file.src_uri}.items():
        setattr(file, name, value)
    i18n.i18n_files_per_language[here].append(file)


def delist(file: File, config: MkDocsConfig) -> None:
    """Takes one of our pages that is not built out of the site map."""
    i18n: Any = config.plugins.get("i18n")
    if i18n is not None:
        listed = i18n.i18n_files_per_language[i18n.current_language]
        listed[:] = [one for one in listed if one is not file]


def keep_in_navigation(
    before: Sequence[StructureItem], nav: Navigation, config: MkDocsConfig, is_ours: Callable[[File], bool]
) -> None:
    """Puts back those of our pages that were taken out of the navigation: static-i18n keeps only the folders of
    languages.

    Args:
        before: the items before.
        nav: those that are left.
        config: MkDocs'.
        is_ours: says whether a file is one of ours.
    """
    i18n: Any = config.plugins.get("i18n")
    if i18n is None or config.nav or i18n.config.docs_structure != "folder":
        return
    there = set(map(id, nav.items))
    nav.items += [
        item for item in before if id(item) not in there and any(is_ours(page.file) for page in _pages((item,)))
    ]


def _pages(items: Iterable[StructureItem]) -> Iterable[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)
