"""Where somebody can be written to: the key ``contact`` of a peer, and what an address of theirs says."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url

Form = Literal["mail", "mastodon", "bluesky", "page"]

NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"
"""The name of an account on a server that speaks Mastodon's API, as a pattern."""

_MAIL_NAME = r"[\w+'=-]+(?:\.[\w+'=-]+)*"
_LABEL = r"[^\W_](?:[^\W_]|-(?!\.|\Z|[:/]))*"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*\.[^\W\d_](?:[^\W_]|-(?!\Z|[:/]))*"
_MAIL = re.compile(rf"(?:mailto:)?({_MAIL_NAME}@{_HOST})\Z", re.IGNORECASE)
_MASTODON = re.compile(rf"@({NAME}@{_HOST}(?::[0-9]{{1,5}})?)\Z")
_BLUESKY = re.compile(rf"@?({_HOST})\Z")
_ACCOUNT = re.compile(rf"(?i:https?)://([^/@]+)/@({NAME})(@{_HOST})?/?\Z")
_PROFILE = re.compile(rf"https?://(?:www\.)?bsky\.app/profile/({_HOST})/?\Z", re.IGNORECASE)
_NO_SERVERS = frozenset({"bsky.app", "medium.com", "substack.com", "tiktok.com", "youtube.com"})
"""Hosts where ``/@ada`` is a page and no account that can be mentioned from elsewhere."""

_LONGEST_MAIL = 254
"""In characters (RFC 5321, section 4.5.3.1.3, with the errata)."""


class Contact(Struct, frozen=True):
    """How somebody can be written to.

    ``address`` is that of mail (``ada@ada.example``), a handle without the first ``@`` (``ada@social.example``,
    ``ada.bsky.example``), or a `Url`.
    """

    form: Form
    address: str


def read(text: str) -> Contact | None:
    """What is meant; None if it is none of the forms."""
    if not text.isprintable() or len(text) > urls.LONGEST:
        return None
    if found := _MAIL.match(text):
        return Contact("mail", found[1]) if len(found[1]) <= _LONGEST_MAIL else None
    if found := _MASTODON.match(text):
        return Contact("mastodon", found[1])
    if found := _BLUESKY.match(text):
        return Contact("bluesky", found[1].lower())
    url = urls.parse(text)
    return at(url) if url and not urls.has_user_info(url) else None


def at(url: Url) -> Contact:
    """The account at an address of the web, or the page there."""
    if found := _PROFILE.match(url):
        return Contact("bluesky", found[1].lower())
    if urls.host(url) not in _NO_SERVERS and (found := _ACCOUNT.match(url)):
        return Contact("mastodon", f"{found[2]}{found[3] or f'@{found[1].lower()}'}")
    return Contact("page", url)


def is_account(contact: Contact) -> bool:
    """Whether it is an account on a network of people."""
    return contact.form in {"mastodon", "bluesky"}
