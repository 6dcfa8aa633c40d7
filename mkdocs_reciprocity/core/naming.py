"""Suggests an id and a home for a new peer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url, UrlKey

_ACCOUNTS = {
    **dict.fromkeys(
        "about.me behance.net bitbucket.org buttondown.com buttondown.email buymeacoffee.com codeberg.org "
        "dev.to dribbble.com facebook.com gist.github.com git.sr.ht gitea.com github.com gitlab.com "
        "hashnode.com instagram.com keybase.io ko-fi.com letterboxd.com medium.com micro.blog linktr.ee "
        "patreon.com paypal.me pinterest.com soundcloud.com sr.ht t.me threads.net tumblr.com twitch.tv "
        "twitter.com unsplash.com vimeo.com world.hey.com write.as x.com youtube.com".split(),
        "",
    ),
    "bsky.app": "profile",
    "flickr.com": "photos",
    "open.substack.com": "pub",
    "linkedin.com": "in",
    "reddit.com": "user",
}
"""Hosts with accounts of many people, and the folder of those accounts."""

_NO_ACCOUNTS = frozenset(
    "about apps blog c channel collections contact docs events explore features groups hashtag help home i intent "
    "issues legal login m marketplace new notifications orgs p pages permalink.php photo photo.php photos playlist "
    "posts pricing privacy profile.php reel reels search settings share sharer shorts sponsors stories story.php "
    "tag tags terms topics trending u user videos watch".split()
)
"""First folders on these hosts that are nobody's account."""

_USERS = frozenset(("u", "users"))
"""Folders with a folder for each account, on any host."""
_FEED_FOLDERS = frozenset(("feed", "feeds", "posts", "rss"))
_FEED_END = re.compile(r"\.(?:atom|json|rdf|rss|xml)\Z")
_MIRROR = re.compile(r"\A(?:www|old|new|m|mobile|np)\.")


def home_of(url: Url) -> str:
    """The likely home of the author of a post: the host, with the folder of the person if there is one.

    Empty on a host of many people, if the address does not name one of them.
    """
    scheme, _, rest = url.partition("://")
    host, _, path = rest.split("?")[0].split("#")[0].partition("/")
    first, *further = path.split("/")
    if first == "web" and further[:1] and further[0][:1] == "@":  # an older Mastodon
        first = further[0]
    if first[:1] in {"~", "@"}:
        return f"{scheme}://{host}/{first}/"
    above = _ACCOUNTS.get(_MIRROR.sub("", host.lower()))
    if above is None and first in _USERS and further[:1] and further[0]:
        return f"{scheme}://{host}/{first}/{further[0]}/"
    if above is None:
        return f"{scheme}://{host}/"
    if above:
        account = further[0] if first == above and further else ""
        return f"{scheme}://{host}/{above}/{account}/" if account else ""
    return "" if not first or first.isdecimal() or first.lower() in _NO_ACCOUNTS else f"{scheme}://{host}/{first}/"


def account_of_feed(feed: Url) -> Url | None:
    """Whose a feed is, on a host of many people: the address of their account, else that of the feed itself. None where
    nothing tells that there are others on the host.
    """
    scheme, _, rest = feed.partition("://")
    host, _, path = rest.split("?")[0].split("#")[0].partition("/")
    first, *further = path.split("/")
    folders = further if further and first in _FEED_FOLDERS else [first, *further]
    root = f"{scheme}://{host}/"
    home = home_of(Url(root + "/".join(_FEED_END.sub("", folder) for folder in folders)))
    return None if home == root else urls.parse(home) or feed


def place_of_feed(feed: Url) -> UrlKey:
    """The key of what belongs to a peer of whom only a feed is known: their account, or the feed's host."""
    account = account_of_feed(feed)
    return urls.key(account) if account else urls.host(feed)


_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_LONGEST_ID = 40
_GENERIC = frozenset(
    "www blog blogs weblog notes journal docs doc learn wiki help support api app apps code git dev developer "
    "developers news home old new static cdn web site my the hub drive meet raw open forum forums community mail "
    "shop store mobile status press links photos "
    "github gitlab codeberg netlify neocities wordpress blogspot substack tumblr".split()
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
    if folders and (folders[-1][0] in "~@" or _MIRROR.sub("", _host(home)) in _ACCOUNTS):
        return folders[-1]
    if len(folders) == 2 and folders[0] in _USERS and not folders[1].isdecimal():
        return folders[1]
    return ""


def _of_host(host: str) -> str:
    if re.fullmatch(r"[0-9.]*|\[.*", host):
        return ""
    labels = [label for label in host.split(".")[:-1] if len(label) > 2 and label not in _GENERIC]
    return slug(_unicode(labels[0]) if labels else host.removeprefix("www."))


def _unicode(label: str) -> str:
    """The label of a host as people write it (RFC 3492)."""
    try:
        return label[4:].encode().decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def slug(name: str) -> str:
    """The name as an id: small letters and digits, with dashes between words. It may be empty."""
    name = _APOSTROPHE.sub("", unicodedata.normalize("NFC", name).casefold())
    slug = "-".join(re.findall(r"\w+", name))
    if len(slug) <= _LONGEST_ID:
        return slug
    return slug[: _LONGEST_ID + 1].rpartition("-")[0] or slug[:_LONGEST_ID]
