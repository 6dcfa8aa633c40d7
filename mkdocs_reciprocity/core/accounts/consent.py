"""Who asks not to be shown, and how they say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.accounts.values import inside, objects
from mkdocs_reciprocity.core.feeds import content, facts
from mkdocs_reciprocity.core.feeds.json_values import text_at

_ASKS = re.compile(r"#no-?(?:bots?|index|reactions)\b", re.I)
_PROFILE = 10_000  # characters that are looked at; networks allow a few hundred
_FIELDS = 50
_MEMBERS_ONLY = "!no-unauthenticated"


def on_mastodon(account: Mapping[str, Any]) -> bool:
    """Whether an account, as the API of Mastodon has it, asks not to be shown: it wants to be found neither on the
    network nor by search engines, or a tag in its profile says so.
    """
    if account.get("discoverable") is False and account.get("noindex") is True:
        return True
    fields = (text_at(field, side) for field in objects(account, "fields", _FIELDS) for side in ("name", "value"))
    return _says_so(text_at(account, "display_name"), text_at(account, "note"), *fields)


def on_bluesky(profile: Mapping[str, Any]) -> bool:
    """Whether a profile, as Bluesky's API has it, asks not to be shown: it is for members only, or a tag says so."""
    if _MEMBERS_ONLY in labels(profile):
        return True
    return _says_so(text_at(profile, "displayName"), text_at(profile, "description"))


def warnings(post: Mapping[str, Any]) -> set[str]:
    """The labels of a post on Bluesky that warn of it. That it is for members only warns of nothing."""
    return labels(post) - {_MEMBERS_ONLY}


def labels(holder: Mapping[str, Any]) -> set[str]:
    """The labels of a profile or post that hold, given by its author or by moderators."""
    by_others = [label for label in objects(holder, "labels") if label.get("neg") is not True]
    by_author = objects(inside(holder, "record", "labels"), "values")
    return {text_at(label, "val") for label in (*by_others, *by_author)} - {""}


def declines(page: str) -> bool:
    """Whether a home page says ``<meta name="reciprocity" content="no-reactions">``."""
    metas = (content.attributes(said) for name, said in content.tags(page[: facts.MARKUP]) if name == "meta")
    return any(
        meta.get("name", "").lower() == "reciprocity" and "no-reactions" in meta.get("content", "").lower().split()
        for meta in metas
    )


def _says_so(*profile: str) -> bool:
    return any(_ASKS.search(text) for text in _plain(profile))


def _plain(markup: Iterable[str]) -> Iterable[str]:
    return (references.unescape(content.read(text[:_PROFILE]).text) for text in markup if "#" in text)
