"""What MkDocs' configuration says about the site: its root, its URL, its language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_reciprocity.core import colours
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.titles import Languages


def root(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def site_url(config: MkDocsConfig, *, serving: bool) -> Url | None:
    """The site's URL as configured; in a preview, MkDocs has replaced it with the preview's own."""
    url = config.site_url
    if serving:
        url = next((str(known["site_url"]) for known in said(config) if known.get("site_url")), None)
    return urls.parse(url) if url else None


def said(config: MkDocsConfig) -> list[Mapping[str, object]]:
    """The values from mkdocs.yml, then those that the running command has added."""
    return getattr(config, "_Config__user_configs", [])


def language(config: MkDocsConfig) -> str:
    """The language of this build. Material and others have an option of their own beside MkDocs' ``locale``."""
    i18n = getattr(config.plugins.get("i18n"), "current_language", None)
    told = (i18n, config.theme.get("language"), config.theme.get("locale"))
    return next((str(code) for code in told if code), "en").replace("_", "-")


def color(config: MkDocsConfig) -> str:
    """The theme's colour, if it says one as Material does; else an empty string."""
    return colours.of_palette(config.theme.get("palette"))


def language_folder(config: MkDocsConfig) -> str:
    """The folder of the language that static-i18n builds, with a slash; empty for the first, or without that plugin."""
    i18n = config.plugins.get("i18n")
    current = getattr(i18n, "current_language", None)
    return f"{current}/" if current and current != getattr(i18n, "default_language", None) else ""


def languages(config: MkDocsConfig) -> Languages:
    """The folders of all further languages that static-i18n builds."""
    i18n = config.plugins.get("i18n")
    first = getattr(i18n, "default_language", None)
    further = [f"{locale}/" for locale in getattr(i18n, "build_languages", ()) if locale != first]
    return Languages(language_folder(config), tuple(further))


def former_paths(config: MkDocsConfig, site: Url | None) -> dict[str, tuple[str, ...]]:
    """The former paths of own pages, by their present paths, from the options of mkdocs-redirects. These name a page by
    its source, or by its address, which lies below ``site``.
    """
    plugin = config.plugins.get("redirects")
    told = getattr(plugin, "config", {}).get("redirect_maps") or {}
    now = {str(old): str(new).partition("#")[0] for old, new in told.items()}
    found: dict[str, tuple[str, ...]] = {}
    for old, new in now.items():
        for _ in now:  # a page may have moved more than once
            new = now.get(new, new)  # noqa: PLW2901
        path = _path_below(site, new) if urls.parse(new) else _path(new, directories=config.use_directory_urls)
        if path is not None and new != old:
            found[path] = (*found.get(path, ()), _path(old, directories=config.use_directory_urls))
    return found


def replaced(config: MkDocsConfig) -> frozenset[str]:
    """The sources of own pages that mkdocs-redirects overwrites, at the end, with a redirect to elsewhere."""
    plugin = config.plugins.get("redirects")
    told = getattr(plugin, "config", {}).get("redirect_maps") or {}
    return frozenset(str(old) for old, new in told.items() if old != new)


def _path_below(site: Url | None, address: str) -> str | None:
    """The path in an address of this site; None for other addresses."""
    root = f"{site.rstrip('/')}/" if site else ""
    return address.removeprefix(root) if root and address.startswith(root) else None


def _path(source: str, *, directories: bool) -> str:
    """The path that MkDocs gives a page of this source, relative to the site's root."""
    folder, _, name = source.rpartition("/")
    stem = name.rpartition(".")[0] or name
    above = f"{folder}/" if folder else ""
    if stem in {"index", "README"}:
        return above if directories else f"{above}index.html"
    return f"{above}{stem}/" if directories else f"{above}{stem}.html"
