"""One raw entry below ``peers:`` -> a peer."""

from __future__ import annotations

import re

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.model import Peer, PeerId
from mkdocs_reciprocity.problem import Where, did_you_mean, quoted
from mkdocs_reciprocity.sources.fields import Fields
from mkdocs_reciprocity.sources.rows import Broken, Raw

PEER_FIELDS = ("name", "home", "feed", "also", "checkin", "tags", "private", "lang", "avatar", "note")

_CHECKIN = re.compile(r"([0-9]{1,5})\s*(day|week|month|year)?s?\Z", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_ANY_URL = re.compile(r"https?://[^\s,\]}\"'<>]+", re.IGNORECASE)


def peer_of(name: str, raw: Raw, file: str, *, private: bool) -> tuple[Peer, list[tuple[str, str]]]:
    """The peer, and what is wrong by field. One with a problem is kept, and private until it is mended."""
    fields = Fields(raw)
    for field in raw.fields:
        if field not in PEER_FIELDS:
            fields.fault(field, f"unknown key {quoted(field)}{did_you_mean(field, PEER_FIELDS)}")
    if not name.strip():
        fields.fault("", "a peer needs an id before the colon")
    said = fields.said_private()
    home = fields.url("home")
    also = fields.urls("also")
    for field, address in (("home", home), *(("also", url) for url in also)):
        if address is not None and urls.has_user_info(address):
            message = f"`{field}`: {quoted(address)} names a user before the host; leave out what stands before the `@`"
            fields.fault(field, message)
    peer = Peer(
        id=PeerId(name),
        name=fields.word("name") or name,
        home=home,
        feeds=fields.texts("feed"),
        also=also,
        checkin=_checkin(fields),
        tags=fields.texts("tags"),
        lang=fields.word("lang"),
        avatar=fields.word("avatar"),
        note=fields.word("note"),
        private=private or bool(said) or bool(fields.faults),  # the last of the arguments, so that it sees every fault
        where=Where(file, raw.line),
    )
    return peer, fields.faults


def broken_peer(name: str, broken: Broken, file: str) -> Peer:
    """What stands for an entry that cannot be read: private, and so is every address in its text."""
    found = tuple(url for text in _ANY_URL.findall(broken.text) if (url := urls.parse(text)))
    return Peer(id=PeerId(name), name=name, also=found, private=True, where=Where(file, broken.line))


def _checkin(fields: Fields) -> int | None:
    text = fields.word("checkin")
    match = _CHECKIN.match(text)
    if text and not match:
        fields.fault("checkin", f"`checkin` is {quoted(text)}; write it as `60 days`, `8 weeks` or `3 months`")
    return int(match[1]) * _DAYS[(match[2] or "day").lower()] if match else None
