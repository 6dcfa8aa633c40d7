"""The properties by which machines know what was done: https://microformats.org/wiki/h-entry"""

from __future__ import annotations

_OF_OBJECT = {
    "share": "u-repost-of",
    "like": "u-like-of",
    "bookmark": "u-bookmark-of",
    "follow": "u-follow-of",
    "comment": "u-in-reply-to",
    "reply": "u-in-reply-to",
}

_OF_REACTION = {
    "share": "u-repost",
    "like": "u-like",
    "bookmark": "u-bookmark",
    "comment": "u-comment",
    "reply": "u-comment",
}


def of_object(kind: str) -> str:
    """The property of the post that something was done to, in the entry that says so."""
    return _OF_OBJECT.get(kind, "u-mention-of")


def of_reaction(kind: str) -> str:
    """The property of a reaction, in the post that it is about."""
    return _OF_REACTION.get(kind, "u-mention")
