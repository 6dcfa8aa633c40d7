"""What others did with the author's statuses that link to own pages -> what was received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts import people
from mkdocs_reciprocity.core.accounts.given import VIA
from mkdocs_reciprocity.core.accounts.model import Known, Reaction, Status
from mkdocs_reciprocity.core.accounts.people import Site, Told, addresses, addresses_of
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger import bridges
from mkdocs_reciprocity.core.model import Interaction, Kind, Mention, PeerId
from mkdocs_reciprocity.core.url import Url

_NODS = frozenset({"share", "like"})
"""What has no words: somebody can do it once."""


class Deed(Struct, frozen=True, kw_only=True):
    """One thing that somebody did with a status, for one page of this site. ``at`` may be empty."""

    reaction: Reaction
    peer: PeerId
    page: Url
    about: Status
    at: str
    via: str
    answered: str = ""
    hidden: bool = False


class Received(Struct, frozen=True):
    """What was received on the networks, and the webmentions that tell of something else."""

    interactions: list[Interaction]
    mentions: tuple[Mention, ...]


def received(
    told: Sequence[Told], mentions: Iterable[Mention], site: Site, kinds: Mapping[str, Kind], zone: tzinfo, today: When
) -> Received:
    """What others did, one thing once, whichever networks and bridges tell of it. What is dated later than ``today``
    waits. The order of statuses, reactions and places changes nothing.
    """
    same: dict[Hashable, list[Deed]] = {}
    for deed in _deeds(told, site):
        day = dates.published_on(deed.at, zone)
        if deed.reaction.kind in kinds and not (day and day > today):
            same.setdefault(_identity(deed, site), []).append(deed)
    groups = sorted((sorted(deeds, key=_first) for deeds in same.values()), key=lambda deeds: _first(deeds[0]))
    bridged: dict[Hashable, int] = {}
    for number, deeds in enumerate(groups):
        for deed in deeds:
            bridged.update(dict.fromkeys(_marks(deed), number))
    left: list[Mention] = []
    pages: defaultdict[int, list[Url]] = defaultdict(list)
    for mention in mentions:
        place = next((bridged[mark] for mark in _marks_of(mention) if mark in bridged), None)
        if place is None:
            left.append(mention)
        else:
            pages[place].append(bridges.place(mention))
    every = [_interaction(deeds, pages[number], kinds, zone) for number, deeds in enumerate(groups)]
    return Received(every, tuple(left))


def _deeds(told: Iterable[Told], site: Site) -> Iterator[Deed]:
    for one in told:
        known = one.known
        about = {status.id: (status, pages) for status in known.statuses if (pages := _own_pages(status, site))}
        mine = _own_answers(known)
        for reaction in known.reactions:
            status, pages = about.get(reaction.about, (None, ()))
            if status is None or site.is_mine(reaction.who) or not _is_to(status, reaction):
                continue
            for page in pages:
                yield Deed(
                    reaction=reaction, peer=site.who(reaction.who), page=page, about=status,
                    at=reaction.at or status.at, via=one.place.via or VIA[one.place.network],
                    answered=mine.get(reaction.id, ""), hidden=one.private or _is_hidden(status, reaction),
                )  # fmt: skip


def _is_hidden(status: Status, reaction: Reaction) -> bool:
    """Whether it is not to be shown, whoever did it."""
    return status.unlisted or reaction.unlisted or reaction.hidden or reaction.who.hidden


def _own_pages(status: Status, site: Site) -> tuple[Url, ...]:
    """The own pages that a status of the author's links to. The home page, beside another page, is a signature."""
    if status.boost_of is not None:
        return ()
    pages = [link for link in status.links if site.is_page(link)]
    deeper = tuple(page for page in pages if urls.key(page) not in site.pages)
    return deeper or tuple(pages)


def _own_answers(known: Known) -> dict[str, str]:
    """The author's own answers by the id of what they answer; the first of each."""
    me = known.account.id if known.account else ""
    below = [one for one in known.reactions if one.kind == "reply" and one.who.id == me and not one.warning]
    found: dict[str, str] = {}
    for one in sorted(below, key=lambda one: (one.at, one.id)):
        if one.text and not (one.unlisted or one.hidden):
            found.setdefault(one.answers, one.text)
    return found


def _is_to(status: Status, reaction: Reaction) -> bool:
    """Whether an answer is to the author's status. What others say to each other below it is no reaction to it."""
    return reaction.kind != "reply" or reaction.answers in {"", status.id}


def _identity(deed: Deed, site: Site) -> Hashable:
    """What makes things that were seen on two networks one: by a peer, the same words; by a stranger, the address."""
    reaction = deed.reaction
    who: Hashable = deed.peer if deed.peer in site.directory.peers else urls.key(reaction.who.address)
    words = "" if reaction.kind in _NODS else _folded(reaction.text) or reaction.id
    return (reaction.kind, who, urls.key(deed.page), words)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _first(deed: Deed) -> tuple[object, ...]:
    one = deed.reaction
    return (
        deed.hidden,
        not deed.at,
        deed.at,
        not one.at,
        one.address or "",
        one.who.address,
        one.id,
        deed.page,
        deed.via,
        one.kind,
        one.text,
    )


def _interaction(deeds: Sequence[Deed], bridged: Iterable[Url], kinds: Mapping[str, Kind], zone: tzinfo) -> Interaction:
    first = deeds[0]
    reaction, kind = first.reaction, kinds[first.reaction.kind]
    words = "" if reaction.warning else reaction.text
    is_hidden = any(one.hidden for one in deeds)
    evidence = {one.reaction.address or one.reaction.who.address for one in deeds} | set(bridged)
    return Interaction(
        date=dates.published_on(first.at, zone), direction="received", kind=kind.name, reach=kind.reach,
        peer=first.peer, url=first.page, key=urls.key(first.page), via=first.via, title=people.shown(reaction.who),
        source="account",
        evidence=tuple(sorted(evidence)), note=words, said="" if is_hidden else words,
        answered="" if is_hidden else next((one.answered for one in deeds if one.answered), ""),
        said_private=is_hidden or None, seen_at=(first.at, reaction.address or "", 0),
    )  # fmt: skip


# --- the same, as a bridge tells of it


def _marks(deed: Deed) -> Iterator[Hashable]:
    """By what a bridge's webmention is found to tell of the same thing: where it is, or who did it."""
    reaction, page = deed.reaction, urls.key(deed.page)
    for url in addresses_of(reaction.address, reaction.who):
        yield (page, "at", urls.key(url))
    if reaction.kind in _NODS:
        if deed.about.address is not None:
            yield (page, reaction.kind, urls.host(deed.about.address), reaction.who.id)
        for url in addresses(reaction.who):
            yield (page, reaction.kind, "by", urls.key(url))


def _marks_of(mention: Mention) -> Iterator[Hashable]:
    if not bridges.is_bridged(mention):
        return
    page, who = urls.key(mention.target), bridges.whose(mention)
    yield (page, "at", urls.key(bridges.place(mention)))
    if who is not None:
        yield (page, mention.kind, "by", urls.key(who))
    if mention.url is not None and (number := bridges.number_of(mention)):
        yield (page, mention.kind, urls.host(mention.url), number)
