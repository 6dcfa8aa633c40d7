"""What is added to addresses to tell how a reader came (tracking), and does not change what is read."""

from __future__ import annotations

import re

TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igsh igshid mc_cid mc_eid mkt_tok "
    "oly_anon_id oly_enc_id vero_id rb_clickid s_cid srsltid wickedid ref_src ref_url _ga _gl _hsenc _hsmi __hsfp "
    "__hssc __hstc __s at_medium at_campaign mibextid sfnsn spm xtor wt_mc wt_zmc smid ncid ocid cmpid "
    "showWelcomeOnShare triedRedirect isFreemail".split()
)
"""Parameters that tell how a reader came. So do all that begin with one of `TRACKING_PREFIXES`. Some others do so only
with certain values (`_CAME_FROM`), or on certain paths (`_ON_POSTS`)."""

TRACKING_PREFIXES = ("utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_")

_CAME_FROM = re.compile(
    r"ref=(?:(?!v?\d)[\w-]{2,}(?:\.[\w-]+)*|(?!v\d)\d*[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,})?"
    r"|source=(?:(?:rss|feed|atom|e?mail|newsletter|social|twitter|mastodon|bluesky|facebook|linkedin|user_profile"
    r"|friends_link|collection_\w+|post_page)(?:[_-].*)?|.*---.*)",
    re.ASCII | re.IGNORECASE,
)
"""``ref`` with a word or a host (a number may say what is read), and ``source`` as feeds and Medium use it."""

_ON_POSTS = re.compile(r"/p/[^/]+"), re.compile(r"(?:r|s|publication_id|post_id)=\w*")
"""The paths of posts on Substack, on any host, and what is added to them when somebody shares a post."""

_ON_THE_WAY = re.compile(
    r"#(?::~:|(?:atom|rss|feed)(?:[_-][\w-]*)?\Z|(?:utm_|mtm_|pk_|xtor=|ref=|source=(?:rss|feed|atom)))", re.I
)
"""The beginning of a fragment that tells how a reader came, or which words to mark, and names no part of a page."""


def without(query: str, path: str) -> str:
    """The query of an address without tracking; all else stays in its order."""
    posts, added = _ON_POSTS
    kept = [part for part in query.split("&") if part and not tracks(part)]
    if kept and posts.fullmatch(path):
        kept = [part for part in kept if not added.fullmatch(part)]
    return "&".join(kept)


def is_no_part(fragment: str) -> bool:
    """Whether a fragment (with its ``#``) names no part of a page, but tells how a reader came, or words to mark."""
    return _ON_THE_WAY.match(fragment) is not None


def tracks(part: str) -> bool:
    """Whether a parameter, with its value, tells only how a reader came."""
    name = part.partition("=")[0]
    return name in TRACKING or name.startswith(TRACKING_PREFIXES) or _CAME_FROM.fullmatch(part) is not None
