"""What MkDocs' configuration says of the site that a build is of: its root, its URL, its language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.pages.titles import Languages
from mkdocs_reciprocity.url import Url


def root(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def site_url(config: MkDocsConfig, *, serving: bool) -> Url | None:
    """The site's URL as configured; ``serve`` has put its own in the place of it."""
    url = config.site_url
    if serving:
        url = next((str(known["site_url"]) for known in said(config) if known.get("site_url")), None)
    return urls.parse(url) if url else None


def said(config: MkDocsConfig) -> list[Mapping[str, object]]:
    """What mkdocs.yml says, then what the command that runs has added."""
    return getattr(config, "_Config__user_configs", [])


def language(config: MkDocsConfig) -> str:
    """The site's language, of this build; Material and others have an option of their own beside MkDocs' ``locale``."""
    i18n = getattr(config.plugins.get("i18n"), "current_language", None)
    told = (i18n, config.theme.get("language"), config.theme.get("locale"))
    return next((str(code) for code in told if code), "en").replace("_", "-")


def language_folder(config: MkDocsConfig) -> str:
    """The folder of the language that static-i18n builds, with a slash; empty for its first, and without it."""
    i18n = config.plugins.get("i18n")
    current = getattr(i18n, "current_language", None)
    return f"{current}/" if current and current != getattr(i18n, "default_language", None) else ""


def languages(config: MkDocsConfig) -> Languages:
    """The folders of all further languages that static-i18n builds."""
    i18n = config.plugins.get("i18n")
    first = getattr(i18n, "default_language", None)
    further = [f"{locale}/" for locale in getattr(i18n, "build_languages", ()) if locale != first]
    return Languages(language_folder(config), tuple(further))
