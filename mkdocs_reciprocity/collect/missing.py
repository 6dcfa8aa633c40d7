"""What is missing in a site: a log, or the URL that feeds and mentions need."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core.problem import Problem, Where, in_one_line
from mkdocs_reciprocity.core.url import Url


def log(gathering: Gathering) -> list[Problem]:
    """The problem of a site without a log."""
    name = log_files.missing(gathering.files, gathering.site.settings)
    if not name:
        return []
    from mkdocs_reciprocity.collect import nearby  # noqa: PLC0415 - where a file is missing

    first = log_files.beginning(gathering.site.settings, gathering.today)
    one = "one" if name == first else f"one, such as {first}"
    message = f"there is no log yet; write {one}, with a list below `interactions:`, or run `mkdocs-reciprocity init`"
    if near := nearby.log(gathering.site.root, name):
        message = f"this file is not here, but {in_one_line(near)} is; name that in the option `log`"
    whole = log_files.has_peers(gathering.files, gathering.site.settings)
    return [Problem(Where(name), message, "info" if whole else "error")]


def url(site: Site) -> list[Problem]:
    """The line, for information, of a site without a URL of its own."""
    if site.url is not None:
        return [Problem(Where(site.file), NOT_YOURS, "info")] if is_of_an_example(site.url) else []
    sought = "only links to `aliases` are mentions" if site.settings.aliases else "mentions in feeds are not looked for"
    absent = "absolute links and the feeds of what you shared are left out"
    return [Problem(Where(site.file), f"`site_url` is not set: {sought}, and {absent}", "info")]


_WRITE_IT = "write the address of your site, for links to you are known by it"
NOT_THERE = f"`site_url` is missing; {_WRITE_IT}"
NOT_YOURS = f"`site_url` is an example; {_WRITE_IT}"


def is_of_an_example(url: Url) -> bool:
    """Whether the URL is of a host that stands for any, as in the file that `zensical new` writes."""
    return re.fullmatch(r"(www\.)?example\.(com|net|org)", urlsplit(url).hostname or "") is not None
