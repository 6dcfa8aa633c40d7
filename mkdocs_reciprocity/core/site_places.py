"""Where the pages and files go in the site: the options ``pages`` and ``files``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from mkdocs_reciprocity.core import option_values as options
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.url import Url

PAGES: dict[str, Any] = {
    "shared": {"path": "shared", "title": None},
    "pay_it_forward": {"path": "pay-it-forward", "title": None},
}
FILES: dict[str, Any] = {
    "atom": "shared.xml", "json": "shared.json", "blogroll": "blogroll.opml", "recommendations": True,
}  # fmt: skip

BADGE = "reciprocity/badge.svg"
BADGE_JSON = "reciprocity/badge.json"
FIGURES = "reciprocity.json"
BLOGROLL_STYLE = "reciprocity/blogroll.xsl"
"""What a browser makes a page of the blogroll with."""
RECOMMENDATIONS = ".well-known/recommendations.opml"
"""Where software looks for a blogroll (RFC 8615), on the root of a host only."""
RECOMMENDATIONS_JSON = ".well-known/recommendations.json"
"""Where Ghost, and software like it, looks for the blogs that are recommended; there too."""
WELL_KNOWN = (RECOMMENDATIONS, RECOMMENDATIONS_JSON)

STYLESHEET = "assets/reciprocity/reciprocity.css"
SCRIPT = "assets/reciprocity/reciprocity.js"

_OURS = (FIGURES, BADGE, BADGE_JSON, BLOGROLL_STYLE)


class PagePlace(Struct, frozen=True):
    """The folder of a page, relative to the site's root, without slashes at its ends; and its title.

    Without a title, it has the usual one of its language.
    """

    path: str
    title: str | None


class FilePlaces(Struct, frozen=True, kw_only=True):
    """The paths of the files for other software, relative to the site's root; None for a file that is not wanted.

    ``recommendations``: the blogroll and the recommendations are also written to the places where software looks for
    them without a link.
    """

    atom: str | None
    json: str | None
    blogroll: str | None
    recommendations: bool


def every(files: FilePlaces) -> set[str]:
    """All files that can be there."""
    return {*_OURS, *WELL_KNOWN, *filter(None, (files.atom, files.json, files.blogroll))}


def well_known(files: FilePlaces, site: str) -> tuple[str, ...]:
    """Those of `WELL_KNOWN` that can be there; ``site`` is the site's URL, or empty."""
    return WELL_KNOWN if files.recommendations and urlsplit(site).path in {"", "/"} else ()


def is_of_recommendations(url: Url) -> bool:
    """Whether this is the file in which a site, at the root of its host or below, says whom it recommends."""
    return urls.key(url).partition("?")[0].endswith(f"/{RECOMMENDATIONS_JSON}")


def pages(value: object) -> dict[str, PagePlace | None]:
    """The option ``pages``: the place of each page, None for one that is not wanted."""
    if value is False:
        return dict.fromkeys(PAGES)
    said = options.mapping(value, PAGES, "page")
    places = {name: _page(name, page, PAGES[name]) for name, page in said.items()}
    shared, forward = places.values()
    if shared and forward and shared.path == forward.path:
        raise options.WrongOption(f"both pages have the path {quoted(shared.path)}; give each its own")
    return places


def _page(name: str, value: object, default: Mapping[str, Any]) -> PagePlace | None:
    if value is False:
        return None
    page = options.mapping({} if value is True else value, default)
    written = options.file(page["path"], default["path"])
    path = written.strip("/")
    if not is_below_the_site(path):
        raise options.WrongOption(f"`{name}`: the path {quoted(written)} is no folder below the site; write `shared`")
    return PagePlace(path, None if page["title"] is None else options.text(page["title"], "Who I've shared"))


def files(value: object) -> FilePlaces:
    """The option ``files``."""
    if value is False:
        return FilePlaces(atom=None, json=None, blogroll=None, recommendations=False)
    said = options.mapping({} if value is True else value, FILES, "file")
    paths = {name: _file(name, said[name], FILES[name]) for name in ("atom", "json", "blogroll")}
    wanted = [path for path in paths.values() if path]
    for path in wanted:
        if [*_OURS, *wanted].count(path) > 1:
            raise options.WrongOption(f"two files have the path {quoted(path)}; give each its own")
        if any(other.startswith(f"{path}/") or path.startswith(f"{other}/") for other in (*_OURS, *wanted)):
            raise options.WrongOption(f"{quoted(path)} makes one name that of a file and of a folder; give it another")
    return FilePlaces(**paths, recommendations=options.flag(said["recommendations"]))


def _file(name: str, value: object, default: str) -> str | None:
    if value is False:
        return None
    path = options.file(default if value is True or value is None else value, default).removeprefix("/")
    # A name without an ending could be that of a page's folder, and one that ends in .html that of a page.
    if not is_below_the_site(path) or "." not in path.rpartition("/")[2] or path.lower().endswith(".html"):
        raise options.WrongOption(f"`{name}`: {quoted(path)} is no name for a file below the site; write `{default}`")
    return path


def is_below_the_site(path: str) -> bool:
    """Whether this path can only lead to something below the site's root. On Windows, ``C:/x`` would lead elsewhere."""
    return bool(path) and not {"\\", ":"}.intersection(path) and not {"", ".", ".."}.intersection(path.split("/"))
