"""Suggests an id and a home for a new peer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from mkdocs_reciprocity.core.url import Url

_ACCOUNTS = {
    **dict.fromkeys(
        "behance.net bitbucket.org codeberg.org dev.to dribbble.com facebook.com flickr.com gist.github.com git.sr.ht "
        "gitea.com github.com gitlab.com hashnode.com instagram.com keybase.io ko-fi.com medium.com micro.blog "
        "patreon.com pinterest.com soundcloud.com sr.ht threads.net tumblr.com twitch.tv twitter.com unsplash.com "
        "vimeo.com x.com youtube.com".split(),
        "",
    ),
    "bsky.app": "profile",
    "linkedin.com": "in",
    "reddit.com": "user",
}
"""Hosts with accounts of many people, and the folder of those accounts."""

_NO_ACCOUNTS = frozenset(
    "about apps blog c channel collections contact docs explore features hashtag help home i intent issues legal "
    "login m marketplace new notifications orgs p playlist pricing privacy search settings share shorts sponsors tag "
    "tags terms topics trending u user watch".split()
)
"""First folders on these hosts that are nobody's account."""

_OF_NO_SITE = re.compile(r"(?:[0-9.]+|[^.]*|.*\.(?:localhost|local|lan|internal|test|home\.arpa)|\[.*\])(?::\d+)?\Z")


def is_of_no_site(host: str) -> bool:
    """Whether a host is a number, a single word, or a name in a network at home."""
    return _OF_NO_SITE.match(host) is not None


def home_of(url: Url) -> str:
    """The likely home of the author of a post: the host, with the folder of the person if there is one.

    Empty on a host of many people, if the address does not name one of them.
    """
    scheme, _, rest = url.partition("://")
    host, _, path = rest.split("?")[0].split("#")[0].partition("/")
    first, *further = path.split("/")
    if first[:1] in {"~", "@"}:
        return f"{scheme}://{host}/{first}/"
    above = _ACCOUNTS.get(host.lower().removeprefix("www."))
    if above is None:
        return f"{scheme}://{host}/"
    if above:
        account = further[0] if first == above and further else ""
        return f"{scheme}://{host}/{above}/{account}/" if account else ""
    return "" if not first or first.lower() in _NO_ACCOUNTS else f"{scheme}://{host}/{first}/"


_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_LONGEST_ID = 40
_GENERIC = frozenset(
    "www blog blogs weblog docs doc learn wiki help support api app apps code git dev developer developers news home "
    "old new static cdn web site my the".split()
)
"""Parts of hosts that are nobody's name."""


def peer_id(name: str, home: str, taken: Collection[str]) -> str:
    """A short id that is not taken: the name in letters and dashes; with the host if somebody else has that id."""
    first = id_of(name, home)
    tries = (first, f"{first}-{slug(_host(home))}".rstrip("-"))
    free = (word for word in tries if word not in taken)
    return next(free, None) or next(
        word for number in range(2, len(taken) + 3) if (word := f"{first}-{number}") not in taken
    )


def id_of(name: str, home: str) -> str:
    """The id made from a name; without a name, from the account, or the part of the host that names somebody."""
    return slug(name) or slug(_account(home)) or _of_host(_host(home)) or "peer"


def _host(home: str) -> str:
    return home.partition("://")[2].split("/")[0].split(":")[0].lower()


def _account(home: str) -> str:
    """The last folder of a home, if its host has many people, or if it begins like an account."""
    folders = [folder for folder in home.partition("://")[2].split("/")[1:] if folder]
    if folders and (folders[-1][0] in "~@" or _host(home).removeprefix("www.") in _ACCOUNTS):
        return folders[-1]
    return ""


def _of_host(host: str) -> str:
    if re.fullmatch(r"[0-9.]*", host):
        return ""
    labels = [label for label in host.split(".")[:-1] if len(label) > 2 and label not in _GENERIC]
    return slug(labels[0] if labels else host)


def slug(name: str) -> str:
    """The name as an id: small letters and digits, with dashes between words. It may be empty."""
    name = _APOSTROPHE.sub("", unicodedata.normalize("NFC", name).casefold())
    slug = "-".join(re.findall(r"\w+", name))
    if len(slug) <= _LONGEST_ID:
        return slug
    return slug[: _LONGEST_ID + 1].rpartition("-")[0] or slug[:_LONGEST_ID]
