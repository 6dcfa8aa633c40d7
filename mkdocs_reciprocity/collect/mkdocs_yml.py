"""Reads mkdocs.yml, or Zensical's zensical.toml, for the command line, without MkDocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import mergedeep
import yaml
import yaml_env_tag
from msgspec import Struct

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.docs import Front, Written
from mkdocs_reciprocity.core import colours, options, zensical_toml
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.problem import Parsed, Refused, in_one_line, quoted
from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.url import Url

NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml", "zensical.toml")
"""The usual names of the file. ProperDocs, a fork of MkDocs, and Zensical read mkdocs.yml too."""

PLUGIN = "reciprocity"
"""The name of the plugin below `plugins:`."""

_GROUP = "group"
_DEEPEST = 9  # groups in groups; an alias may lead back to the list that it is in

EXTENSION = "mkdocs_reciprocity.markdown"
"""The name of the extension below `markdown_extensions:`."""

_DOTTED = ("pymdownx.blocks", "pymdownx", "zensical.extensions", "zensical", "mkdocs_reciprocity")
"""What is a table of extensions in TOML, where their names stand without quotes."""


class Unusable(Refused):
    """There is no mkdocs.yml, it cannot be read, or it does not list the plugin. The message is for people."""


class SiteConfig(Struct, frozen=True):
    """What the command line needs from mkdocs.yml.

    ``root`` is the folder of ``file``, ``docs`` that of the pages, ``built`` that of the built site. ``options`` are
    those of the plugin; none if it is not ``listed``. ``accounts`` are the author's accounts elsewhere that are given
    for the theme. ``nav`` and ``repo_url`` are MkDocs' options.
    """

    file: Path
    root: Path
    site_url: Url | None
    options: Mapping[str, Any]
    docs: Path
    listed: bool = True
    directory_urls: bool = True
    accounts: tuple[Url, ...] = ()
    nav: object = None
    written: Written = Written()
    front: Front = Front()
    built: Path = Path("site")
    repo_url: str = ""


def find(given: str | None) -> Path:
    """The configuration file that was named, or the one in the current folder; of several, the first that lists the
    plugin.

    Raises:
        Unusable: there is none.
    """
    there = [file for file in map(Path, (given,) if given else NAMES) if file.is_file()]
    if there:
        return there[0] if len(there) == 1 else next(filter(_lists_plugin, there), there[0])
    above = "" if given else _above()
    where = (
        f"{in_one_line(given)}: there is no such file"
        if given
        else "there is no mkdocs.yml or zensical.toml in this folder"
    )
    raise Unusable(f"{where}; name it with `-f {above or 'path/to/mkdocs.yml'}`")


def _lists_plugin(file: Path) -> bool:
    try:
        return read_any(file).listed
    except Unusable:  # whoever reads it says why
        return False


def _above() -> str:
    """The nearest configuration file in the folders above, as it is called from here; empty if there is none."""
    for height, folder in enumerate(Path.cwd().parents, 1):
        for name in NAMES:
            if (folder / name).is_file():
                return "../" * height + name
    return ""


def read(file: Path) -> SiteConfig:
    """Reads the file as MkDocs would, ``!ENV`` and ``INHERIT`` included; other tags are passed over.

    Raises:
        Unusable: it is not valid, or does not list the plugin.
    """
    config = read_any(file)
    if not config.listed:
        lacks = f"the plugin `{PLUGIN}` is not below `plugins:`; add the line `- {PLUGIN}`"
        if zensical_toml.is_one(file.name):
            lacks = f"the table `[{zensical_toml.table(PLUGIN)}]` is not there; add this line at the end"
        raise Unusable(f"{file}: {lacks}, or let `mkdocs-reciprocity init --write` do it")
    return config


def read_any(file: Path) -> SiteConfig:
    """The same for a file that may not list the plugin yet.

    Raises:
        Unusable: it is not valid.
    """
    try:
        config = _loaded(file, ())
    except RecursionError:
        raise Unusable(f"{file}: brackets or mappings are nested too deeply; close those that are open") from None
    if beside := _beside(config.get("plugins")):
        raise Unusable(f"{file}: `{beside}` stands beside `{PLUGIN}:`; indent it further, so that it stands below it")
    plugins = _plugins(config.get("plugins"))
    written = _written(config)
    # A site without plugins has the options below the extension.
    of_plugin = next((below for name, below in plugins if name == PLUGIN), None)
    said = written.extensions.get(EXTENSION) if of_plugin is None else of_plugin
    site_url = config.get("site_url")
    url = urls.parse(site_url) if isinstance(site_url, str) else None
    root, docs = file.absolute().parent, config.get("docs_dir")
    docs = root / (docs if isinstance(docs, str) else "docs")
    directory_urls = config.get("use_directory_urls") is not False
    listed, nav = said is not None, config.get("nav")
    accounts, front = _accounts(config), _front(config, root, plugin=of_plugin is not None)
    built = config.get("site_dir")
    built = root / (built if isinstance(built, str) else "site")
    repo_url = _text(config.get("repo_url"))
    return SiteConfig(
        file, root, url, said or {}, docs, listed, directory_urls, accounts, nav, written, front, built, repo_url
    )


def _front(config: Mapping[str, Any], root: Path, *, plugin: bool) -> Front:
    said = config.get("theme")
    theme = said if isinstance(said, Mapping) else {}
    code = next((code for code in (_first_language(config), theme.get("language"), theme.get("locale")) if code), "en")
    templates, sheets, watched = theme.get("custom_dir"), config.get("extra_css"), config.get("watch")
    return Front(
        name=_text(config.get("site_name")),
        author=_text(config.get("site_author")),
        language=str(code).replace("_", "-"),
        templates=root / templates if isinstance(templates, str) else None,
        stylesheets=tuple(map(str, sheets)) if isinstance(sheets, list) else (),
        watched=tuple(map(str, watched)) if isinstance(watched, list) else (),
        plugin=plugin,
        color=colours.of_palette(theme.get("palette")),
    )


def _first_language(config: Mapping[str, Any]) -> object:
    """The language that static-i18n builds first; None for a site without that plugin."""
    i18n = dict(_plugins(config.get("plugins"))).get("i18n", {})
    languages = i18n.get("languages")
    known = [one for one in languages if isinstance(one, Mapping)] if isinstance(languages, list) else []
    return i18n.get("build_only_locale") or next((one.get("locale") for one in known if one.get("default")), None)


def _text(said: object) -> str:
    """A text as people read it: MkDocs and its like put it into pages as it is."""
    return unescape(str(said)) if said is not None else ""


def _written(config: Mapping[str, Any]) -> Written:
    left_out = (config.get(option) for option in ("exclude_docs", "draft_docs"))
    exclude, drafts = (said if isinstance(said, str) else "" for said in left_out)
    return Written(exclude, drafts, dict(_undotted(dict(_named(config.get("markdown_extensions"))))))


def _undotted(extensions: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The extensions with whole names. In TOML, ``pymdownx.tilde = {}`` is a table within a table."""
    for name, below in extensions.items():
        if name in _DOTTED:
            yield from _undotted({f"{name}.{inner}": options for inner, options in _named(below)})
        else:
            yield name, below


def _accounts(config: Mapping[str, Any]) -> tuple[Url, ...]:
    extra = config.get("extra")
    social = extra.get("social") if isinstance(extra, Mapping) else None
    links = [one.get("link") for one in social if isinstance(one, Mapping)] if isinstance(social, list) else []
    found = (urls.parse(link) for link in (config.get("repo_url"), *links) if isinstance(link, str))
    return tuple(filter(None, found))


def options_of(config: SiteConfig) -> Parsed[Settings]:
    """The plugin's options, checked; a wrong one is a problem with its line."""

    def line_of(path: Sequence[str]) -> int:
        from mkdocs_reciprocity.core.editing import mkdocs_yml  # noqa: PLC0415 - only where something is wrong

        if zensical_toml.is_one(config.file.name):
            return 0
        name, below = (PLUGIN, "plugins") if config.front.plugin else (EXTENSION, "markdown_extensions")
        return mkdocs_yml.line_of(plain_file.read(config.file), name, path, below)

    return options.read(config.options, str(config.file), line_of)


def _named(listed: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Plugins, or extensions of Markdown, and their options, from the list or the mapping that MkDocs accepts."""
    items = [listed] if isinstance(listed, Mapping) else listed if isinstance(listed, list) else []
    for item in items:
        for name, below in item.items() if isinstance(item, Mapping) else [(item, None)]:
            yield str(name), below if isinstance(below, Mapping) else {}


def _plugins(listed: object, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Plugins by their names without a namespace, and their options; those too that Material's `group` has below it."""
    for name, below in _named(listed):
        plain = name.rpartition("/")[2]
        yield plain, below
        if plain == _GROUP and depth < _DEEPEST:
            yield from _plugins(below.get("plugins"), depth + 1)


def _beside(listed: object) -> str:
    """An option that is beside the plugin's name in a list instead of below it; empty if there is none."""
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, Mapping) and item.get(PLUGIN, "") is None:
            return next((name for name in item if name in options.DEFAULTS), "")
    return ""


class _Loader(yaml.SafeLoader):
    """A safe loader that knows ``!ENV``. Tags for Python objects become None: such values are not needed here."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT002 - as PyYAML has it
        """The value of a node.

        Raises:
            yaml.YAMLError: the text does not fit its tag, as in 30 February. PyYAML itself raises other errors.
        """
        try:
            value = super().construct_object(node, deep=deep)
            if isinstance(value, str):
                value.encode("utf-8")  # an escape may stand for half of a character
        except (ValueError, OverflowError, LookupError, AttributeError, TypeError):
            said = quoted(node.value) if isinstance(node.value, str) else "this"
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            problem = f"{said} cannot be read as {tag}"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from None
        return value


_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def _loaded(file: Path, heirs: tuple[Path, ...]) -> dict[str, Any]:
    if zensical_toml.is_one(file.name):
        try:
            return zensical_toml.project(plain_file.read(file))
        except OSError as error:
            raise Unusable(f"{file}: cannot be read ({error.strerror})") from None
        except ValueError as error:
            raise Unusable(f"{file}: this is not valid TOML ({error})") from None
    try:
        config = yaml.load(plain_file.read(file), _Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise Unusable(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, OverflowError) as error:  # such as "\UFFFFFFFF"
        raise Unusable(f"{file}: this cannot be read ({error})") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise Unusable(f"{file}{line}: this is not valid YAML ({getattr(error, 'problem', None) or error})") from None
    if not isinstance(config, dict):
        raise Unusable(f"{file}: this is no MkDocs configuration; it has to be a mapping with `site_name:`")
    parent = config.pop("INHERIT", None)
    if not isinstance(parent, str):
        return config
    if "\0" in parent:
        raise Unusable(f"{file}: INHERIT: {quoted(parent)} cannot be read; no file's name has such a character")
    above = (file.absolute().parent / parent).resolve()
    if above in heirs:
        raise Unusable(f"{file}: INHERIT leads back to {above}")
    merged: dict[str, Any] = mergedeep.merge(_loaded(above, (*heirs, above)), config)
    return merged
