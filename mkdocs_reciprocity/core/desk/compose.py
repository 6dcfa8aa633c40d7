"""How a note gets to somebody: the address that opens it where the author writes to them. Nothing is sent by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from msgspec import Struct

from mkdocs_reciprocity.core import contacts, lines
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.contacts import Contact
from mkdocs_reciprocity.core.graphemes import graphemes
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.settings import MyPlace
from mkdocs_reciprocity.core.url import Url

LONGEST = 2000
"""Characters of an address that opens a note. Some systems and mail programs cut what is longer."""

MAIL = "e-mail"
"""What a row says of a note by mail."""

_LACKS = "Your log has no contact of theirs, so this is their home page."
_SUBJECT = 200
_ON_BLUESKY = "https://bsky.app/intent/compose"
_MOST_ON_BLUESKY = 300
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class Way(Struct, frozen=True, kw_only=True):
    """One way to somebody.

    Args:
        to: whom: an address for mail, a handle, or the address of a page.
        place: where the author writes: ``your mail``, ``social.example``.
        via: what a row says of it; empty for a page.
        empty: the address without the text.
        before: what stands before the text in an address; empty if the place takes none.
        mention: what the text begins with there, so that they see it.
        line_end: as the place wants it in an address.
        most: characters that the place takes; 0 if that is not known.
        lacks: what the log could say to make the way shorter, in a sentence; mostly nothing.
    """

    to: str
    place: str
    via: str
    empty: str
    before: str = ""
    mention: str = ""
    line_end: str = "\n"
    most: int = 0
    lacks: str = ""

    @property
    def has_subject(self) -> bool:
        """Whether the place shows a subject."""
        return self.via == MAIL

    @property
    def where(self) -> str:
        """``in your mail``, ``on social.example``."""
        return f"in {self.place}" if self.has_subject else f"on {self.place}"

    def holds(self, text: str) -> bool:
        """Whether the address has room for the text. Else the text has to be pasted."""
        return bool(self.before) and len(self._whole(text)) <= LONGEST

    def address(self, text: str) -> str:
        """The address that opens the note; without the text if there is no room for it."""
        return self._whole(text) if self.holds(text) else self.empty

    def length(self, text: str) -> str:
        """What to know of the text's length, in a sentence; mostly nothing."""
        characters = len(graphemes(self._said(text)))
        if not self.most or characters <= self.most:
            return ""
        return f"It has {characters} characters; {self.place} takes {self.most}."

    def _whole(self, text: str) -> str:
        return self.before + _encoded(self._said(text).replace("\n", self.line_end))

    def _said(self, text: str) -> str:
        said = tidied(text)
        return said if self.to in said else self.mention + said


def tidied(text: str) -> str:
    """A text that somebody has edited: no control characters, and lines that end as ours do."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text.replace("\t", "    "))).strip()


def way_to(peer: Peer, mine: Iterable[MyPlace], subject: str) -> Way | None:
    """The way to a peer: their ``contact``, else an account of theirs, else their home; None if nothing is known.

    Args:
        peer: to whom.
        mine: the author's own places.
        subject: of the note, where there is one.
    """
    contact = _contact(peer)
    if contact is None:
        return None
    if contact.form == "mail":
        return _by_mail(contact.address, subject)
    if contact.form == "mastodon":
        return _on_mastodon(contact.address, mine)
    if contact.form == "bluesky":
        return _on_bluesky(contact.address)
    lacks = "" if peer.contact else _LACKS
    return Way(to=contact.address, place=urlsplit(contact.address).netloc, via="", empty=contact.address, lacks=lacks)


def _contact(peer: Peer) -> Contact | None:
    said = contacts.read(peer.contact) if peer.contact else None
    if said is not None:
        return said
    accounts = filter(contacts.is_account, map(contacts.at, filter(_is_plain, peer.also)))
    home = peer.home if peer.home and not peer.fallow and _is_plain(peer.home) else None
    return next(accounts, contacts.at(home) if home else None)


def _is_plain(url: Url) -> bool:
    """Whether an address leads where it seems to: ``https://bank.example@evil.example/`` does not."""
    return not urls.has_user_info(url)


def _by_mail(address: str, subject: str) -> Way:
    """Mail (RFC 6068): nothing in the address or the subject can begin another header, since all of it is encoded."""
    name, _, host = address.rpartition("@")
    to = f"mailto:{_encoded(name)}@{_encoded(host)}?subject={_encoded(lines.line(subject, _SUBJECT))}"
    return Way(to=address, place="your mail", via=MAIL, empty=to, before=f"{to}&body=", line_end="\r\n")


def _on_mastodon(handle: str, mine: Iterable[MyPlace]) -> Way:
    """A form is of use only on the server where the author has an account. If that is not known, it is the profile."""
    account = next((place.url for place in mine if place.form == "mastodon" and place.url), None)
    if account is None:
        name, _, server = handle.partition("@")
        return Way(to=f"@{handle}", place=server, via="mastodon", empty=f"https://{server}/@{name}")
    at = urlsplit(account)
    form = f"{at.scheme}://{at.netloc}/share"
    return Way(
        to=f"@{handle}", place=at.netloc, via="mastodon", empty=form, before=f"{form}?text=", mention=f"@{handle} "
    )


def _on_bluesky(handle: str) -> Way:
    return Way(
        to=f"@{handle}", place="Bluesky", via="bluesky", empty=_ON_BLUESKY, before=f"{_ON_BLUESKY}?text=",
        mention=f"@{handle} ", most=_MOST_ON_BLUESKY,
    )  # fmt: skip


def _encoded(text: str) -> str:
    """All but the unreserved characters of RFC 3986 as `%` and two digits."""
    return quote(text, safe="", errors="replace")
