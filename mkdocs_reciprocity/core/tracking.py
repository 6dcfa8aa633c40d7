"""What is added to addresses to tell how a reader came (tracking), and does not change what is read."""

from __future__ import annotations

import re

from mkdocs_reciprocity.core.patterns import late

TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igsh igshid mc_cid mc_eid mkt_tok "
    "oly_anon_id oly_enc_id vero_id rb_clickid s_cid srsltid wickedid ref_src ref_url _ga _gl _hsenc _hsmi __hsfp "
    "__hssc __hstc __s at_medium at_campaign mibextid sfnsn spm xtor wt_mc wt_zmc smid ncid ocid cmpid "
    "showWelcomeOnShare triedRedirect isFreemail ck_subscriber_id ml_subscriber ml_subscriber_hash bbeml vero_conv "
    "_kx _ke dm_i _bta_tid _bta_c ss_source ss_campaign_id ss_campaign_name ss_email_id elq elqTrackId elqTrack "
    "elqaid elqat hss_channel hsCtaTracking ysclid _openstat epik rdt_cid gad_source gad_campaignid sc_cid tt_medium "
    "tt_content CMP fb_action_ids fb_action_types fb_source fb_ref fref hc_location hc_ref action_object_map "
    "action_type_map action_ref_map __tn__ __cft__ __cft__[0] __twitter_impression guccounter guce_referrer "
    "guce_referrer_sig _branch_match_id _branch_referrer trkCampaign wpisrc wprov cn-reloaded f_link_type at_link_id "
    "at_link_type at_link_origin at_format at_ptr_name at_bbc_team at_campaign_type open_in_browser _bhlid "
    "vgo_ee jwsource doing_wp_cron replytocom PHPSESSID smtyp ns_mchannel ns_source ns_campaign ns_linkname ns_fee "
    "lipi WT.mc_id wt.mc_id sfmc_id syclid shareToken share_id reflink curius __readwiseLocation soc_src soc_trk "
    "sr_share fb_comment_id giftCopy unlocked_article_code dicbo obOrigUrl srnd et_rid et_cid pnespid s_kwcid".split()
)
"""Parameters that tell how a reader came, or who came (`LET_IN`). So do all that begin with one of `TRACKING_PREFIXES`.
Some others do so only with certain values (`_CAME_FROM`), or on certain paths (`_ON_POSTS`)."""

LET_IN = frozenset(["PHPSESSID", "giftCopy", "shareToken", "unlocked_article_code"])
"""Of these, those that let one reader in. They change nothing of what is read, but are keys."""

TRACKING_PREFIXES = ("utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_")

_NETWORKS = (
    "twitter|mastodon|bluesky|bsky|facebook|linkedin|reddit|hackernews|hn|instagram|threads|whatsapp|telegram|tumblr"
)
_CAME_FROM = late(
    r"ref=(?:(?!v?\d)[\w-]{2,}(?:\.[\w-]+)*|(?!v\d)\d*[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}|https?(?::|%3A)[^&]*)?"
    rf"|source=(?:(?:rss|feed|atom|e?mail|newsletter|social|substack|share|copy_link|{_NETWORKS}|user_profile"
    r"|friends_link|collection_\w+|post_page)(?:[_-].*)?|.*---.*)"
    rf"|(?:via|share|from|src|cid|partner|emc|ftag)=(?:rss|feed|e?mail|newsletter|timeline|{_NETWORKS})"
    r"|share=(?:jetpack|custom)-[\w-]+|referrer=(?:[\w-]+\.)+[a-z]{2,}"
    r"|trk=(?:public|feed|article)[\w.-]*|nb=1|amp(?:=(?:1|true)?)?|output(?:type)?=amp|noamp=\w+"
    r"|cmp=(?:rss|share)[\w-]*|feature=(?:share|shared|youtu\.be|emb_\w+)|si=[\w-]{16,}",
    re.ASCII | re.IGNORECASE,
)
"""``ref`` with a word or a host (a number may say what is read), ``source`` as feeds and Medium use it, others with the
name of a network or of a way, and what video sites and WordPress add when something is shared. And ``amp``, which is
another look of the same text.
"""

_ON_POSTS = late(r"/p/[^/]+"), late(r"(?:r|s|publication_id|post_id)=\w*")
"""The paths of posts on Substack, on any host, and what is added to them when somebody shares a post."""

_ON_BLOGGER = late(r"/\d{4}/\d\d/[^/]+\.html"), late(r"(?:m=[01]|spref=\w*|showComment=\d*)")
"""The same for Blogger, which adds ``m=1`` for telephones."""

_ON_X = late(r"/\w+/status/\d+"), late(r"s=\d\d|t=[\w-]{10,}")
"""The same for posts on X."""

_ON_THE_WAY = r"(?i)#(?::~:|(?:atom|rss|feed)(?:[_-][\w-]*)?\Z|(?:utm_|mtm_|pk_|xtor=|ref=|source=(?:rss|feed|atom)))"
"""The beginning of a fragment that tells how a reader came, or which words to mark, and names no part of a page."""


_SELECTING = frozenset(
    "p page_id attachment_id post post_id postid id article articleid story entry item itemid node nid title name file "
    "cat category tag tags author year month day date s q search query page paged option view action".split()
)
"""Parameters by which engines that make pages on demand say which page is meant. An old address may have them."""

_BARE_PLACE = late(r"[^=]*[\d/:][^=]*", re.ASCII)
"""The same without a name: ``/?post/2010/looms``, ``/?article12``, ``/?17``."""


def without(query: str, path: str) -> str:
    """The query of an address without tracking; all else stays in its order."""
    kept = [part for part in query.split("&") if part and not tracks(part)]
    for posts, added in (_ON_POSTS, _ON_BLOGGER, _ON_X) if kept else ():
        if posts.fullmatch(path):
            kept = [part for part in kept if not added.fullmatch(part)]
    return "&".join(kept)


def selects(query: str) -> bool:
    """Whether a query may say which page is meant, where pages are made on demand."""
    parts = query.split("&")
    return any(part.partition("=")[0].lower() in _SELECTING or _BARE_PLACE.fullmatch(part) for part in parts)


def is_no_part(fragment: str) -> bool:
    """Whether a fragment (with its ``#``) names no part of a page, but tells how a reader came, or words to mark."""
    return re.match(_ON_THE_WAY, fragment) is not None


def lets_in(part: str) -> bool:
    """Whether a parameter lets one reader in."""
    return part.removeprefix("amp;").partition("=")[0] in LET_IN


def tracks(part: str) -> bool:
    """Whether a parameter, with its value, tells only how a reader came, or who came."""
    part = part.removeprefix("amp;")  # where `&` was escaped twice
    name = part.partition("=")[0]
    return name in TRACKING or name.lower().startswith(TRACKING_PREFIXES) or _CAME_FROM.fullmatch(part) is not None
