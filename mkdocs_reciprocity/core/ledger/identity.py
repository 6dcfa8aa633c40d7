"""Finds whose a URL is, and so whom a row is about."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId
from mkdocs_reciprocity.core.nested_urls import nested
from mkdocs_reciprocity.core.problem import Parsed, Problem, quoted
from mkdocs_reciprocity.core.public_ways import NO_WAYS, Ways, is_public, known_ways
from mkdocs_reciprocity.core.url import Url, UrlKey

SELF = PeerId("\0self")
"""Stands for this site among those who claim addresses. It cannot be the id of a peer."""


class Directory(Struct, frozen=True):
    """The peers by id, and who has claimed which addresses: prefixes of URL keys, by host and whole path segments.

    ``shared`` are hosts of which peers have claimed only parts. ``absent`` are private files that are missing; more
    peers may be listed there. ``ways`` are the `via` that are known to be public.
    """

    peers: Mapping[PeerId, Peer]
    claims: Mapping[UrlKey, PeerId]
    shared: frozenset[str]
    absent: tuple[str, ...] = ()
    ways: Ways = NO_WAYS

    def owner(self, url: Url, key: UrlKey | None = None) -> PeerId | None:
        """The peer whose claim is the longest prefix of the URL; None if there is no claim, or the longest is this
        site's.
        """
        found = self.claimant(url, key)
        return None if found == SELF else found

    def is_own(self, url: Url) -> bool:
        """Whether the URL leads to this site."""
        return self.claimant(url) == SELF

    def is_private(self, peer: PeerId | None) -> bool:
        """Whether everything about the peer is private."""
        return peer is not None and peer in self.peers and self.peers[peer].private

    def hiding(self, url: Url) -> PeerId | None:
        """The private peer of whom the URL tells; None where there is none."""
        return next((peer for peer in self.named_by(url) if self.is_private(peer)), None)

    def named_by(self, url: Url) -> Iterator[PeerId]:
        """The peers of whom the URL tells: it is theirs, or would be without a user's name and a port; or an address of
        theirs stands in it, as in that of an archive.
        """
        for address in (url, urls.without_user_and_port(url), *nested(url, self._is_claimed)):
            found = self._claimant(urls.key(address))
            if found is not None and found != SELF:
                yield found

    def _is_claimed(self, host: UrlKey) -> bool:
        return host in self.claims or host in self.shared

    def claimant(self, url: Url, key: UrlKey | None = None) -> PeerId | None:
        """The peer, or `SELF`, whose claim is the longest prefix of the URL. A URL with user info belongs to nobody.
        Callers that have the ``key`` of the URL pass it, to save the time of finding it.
        """
        found = self._claimant(key or urls.key(url))
        return None if found is None or ("@" in url and urls.has_user_info(url)) else found

    def _claimant(self, key: UrlKey) -> PeerId | None:
        host = urls.host_of(key)
        if host not in self.shared:
            return self.claims.get(host)
        return next((self.claims[prefix] for prefix in urls.prefixes(key) if prefix in self.claims), None)

    def meant_by(self, said: str) -> PeerId | None:
        """The peer whom free text such as ``via`` or ``by`` means: their id, their name or an address of theirs."""
        if said in self.peers:
            return PeerId(said)
        folded = said.casefold()
        named = (peer.id for peer in self.peers.values() if peer.name.casefold() == folded)
        return next(named, None) or self.at(said)

    def at(self, said: str) -> PeerId | None:
        """The peer to whom an address belongs, written with its scheme or without."""
        url = urls.typed(said)
        return self.owner(urls.without_user_and_port(url)) if url else None

    def own_hosts(self) -> tuple[str, ...]:
        """The hosts of this site, in lower case and punycode."""
        return tuple(sorted({urls.host_of(claim) for claim, owner in self.claims.items() if owner == SELF}))


def directory(
    peers: Iterable[Peer], own: Iterable[Url], absent: Iterable[str] = (), public_via: Iterable[str] = ()
) -> Parsed[Directory]:
    """Settles who is who. Two peers with one id, or with one address, are problems; both are private until that is
    mended.

    Args:
        peers: as they were read, in any order.
        own: the addresses of this site.
        absent: private files that are missing.
        public_via: the option.
    """
    problems: list[Problem] = []
    known: dict[PeerId, Peer] = {}
    for peer in sorted(peers, key=lambda peer: (peer.id, peer.where)):
        if peer.id in known:
            message = f"peer {quoted(peer.id)} is listed twice (first: {known[peer.id].where}); merge the two"
            problems.append(Problem(peer.where, message, private=peer.private or known[peer.id].private))
            known[peer.id] = _merged(known[peer.id], peer)
        else:
            known[peer.id] = peer
    claims: dict[UrlKey, PeerId] = {urls.key(url): SELF for url in own}
    for peer in list(known.values()):
        claimed = _claims_of(peer)
        for claim in sorted(claimed | _kept_back(peer)):
            other = claims.setdefault(claim, peer.id)
            is_shared = claim not in claimed and other in known and known[other].private
            if other != peer.id and not is_shared:
                problems.append(_conflict(peer, known.get(other), claim))
                for party in {peer.id, other} & known.keys():
                    known[party] = msgspec.structs.replace(known[party], private=True)
    ways = known_ways(public_via, _names(known.values()))
    people = Directory(known, claims, _shared(claims), tuple(absent), ways)
    return Parsed(people, tuple(problems))


def joined(people: Directory, peer: Peer) -> Directory:
    """The directory with one more peer, who gets those of their addresses that nobody has claimed."""
    claims = {**dict.fromkeys(_claims_of(peer) | _kept_back(peer), peer.id), **people.claims}
    ways = Ways(people.ways.said, people.ways.names | known_ways((), _names([peer])).names)
    return Directory({**people.peers, peer.id: peer}, claims, _shared(claims), people.absent, ways)


def _names(peers: Iterable[Peer]) -> Iterator[str]:
    """The ids and names of those who are public."""
    return (name for peer in peers if not peer.private for name in (peer.id, peer.name))


def _shared(claims: Iterable[UrlKey]) -> frozenset[str]:
    return frozenset(host for claim in claims if (host := urls.host_of(claim)) != claim)


def _merged(first: Peer, second: Peer) -> Peer:
    addresses = {*first.also, *second.also, *([second.home] if second.home else [])}
    return msgspec.structs.replace(first, also=tuple(sorted(addresses)), private=True)


def _claims_of(peer: Peer) -> set[UrlKey]:
    claimed = {urls.key(url) for url in (peer.home, *peer.also) if url}
    if peer.home is None and (feeds := peer.feed_urls()):
        from mkdocs_reciprocity.core.naming import place_of_feed  # noqa: PLC0415 - nearly everybody has a home

        claimed |= set(map(place_of_feed, feeds))
    return claimed


def _kept_back(peer: Peer) -> set[UrlKey]:
    """The hosts of somebody private of whom only feeds are known: rather too much is kept back than too little."""
    return set(map(urls.host, peer.feed_urls())) if peer.private and peer.home is None else set()


def _conflict(peer: Peer, other: Peer | None, claim: UrlKey) -> Problem:
    if other is None:
        message = f"peer {quoted(peer.id)}: {quoted(claim)} is an address of your own; a peer has another"
        return Problem(peer.where, message, private=peer.private)
    both = f"peers {quoted(other.id)} ({other.where}) and {quoted(peer.id)}"
    message = f"{both} both have {quoted(claim)}; one of them is wrong"
    return Problem(peer.where, message, private=peer.private or other.private)


def resolve(log: Log, directory: Directory) -> Parsed[tuple[Interaction, ...]]:
    """The rows with their peers: the named one, the one to whom the URL belongs, or a stranger under the host's name.

    In a received row, the URL of somebody else is where it happened. It becomes evidence, the first one, so that two
    rows that name it can be found to be one; the target stays unknown. A row that names an unlisted peer is left out,
    and so is a gift to oneself; each is a problem.
    """
    problems: list[Problem] = []
    resolved = []
    suggestions: dict[PeerId, str] = {}
    patience = min(_PATIENCE, _COMPARED // max(1, len(directory.peers)))
    for row in log.interactions:
        if row.peer is not None and row.peer not in directory.peers:
            if row.peer not in suggestions:
                suggestions[row.peer] = _suggestion(row.peer, directory) if len(suggestions) < patience else _LIST_IT
            message = f"unknown peer {quoted(row.peer)}{suggestions[row.peer]}"
            problems.append(_problem(row, message, directory))
            continue
        peer = row.peer
        claimant = directory.claimant(row.url, row.key) if row.url else None
        if peer is None and row.url is not None:
            if claimant == SELF and row.direction == "given":
                message = f"{quoted(row.url)} is your own; a gift goes to somebody else, so name the `peer`"
                problems.append(_problem(row, message, directory))
                continue
            peer = _visitor(row, directory) if claimant == SELF else claimant or stranger(row.url, directory)
        if row.direction == "received" and row.url is not None and claimant != SELF:
            evidence = (row.url, *(url for url in row.evidence if url != row.url))
            row = msgspec.structs.replace(row, url=None, key=None, evidence=evidence)  # noqa: PLW2901
        resolved.append(row if peer == row.peer else msgspec.structs.replace(row, peer=peer))
    return Parsed(tuple(resolved), tuple(problems))


_PATIENCE = 200  # looking for near misses is slow, and nobody reads that many
_COMPARED = 100_000  # how many comparisons are made for all these names together, at 25 µs each
_LIST_IT = "; list it below `peers:`"


def _suggestion(said: str, directory: Directory) -> str:
    from mkdocs_reciprocity.core.ledger.peer_advice import did_you_mean  # noqa: PLC0415 - where something is wrong

    return did_you_mean(said, directory, _LIST_IT.removeprefix("; "))


def _visitor(row: Interaction, directory: Directory) -> PeerId | None:
    """Who did something for a page of this site: the owner of the evidence, if the row has any."""
    places = [url for url in row.evidence if row.direction == "received" and not directory.is_own(url)]
    return directory.owner(places[0]) or stranger(places[0], directory) if places else None


def stood_for(home: Url | None, known: Container[PeerId | None]) -> str:
    """The host under which older rows stand, for `Peer.was` of a new peer; empty if no host is ``known``."""
    host = urls.host(home) if home else ""
    return host if PeerId(host) in known else ""


def stranger(url: Url, directory: Directory) -> PeerId:
    """The id of a stranger: the host. If a peer has that id, slashes are added."""
    id_ = PeerId(urls.host(url))
    while id_ in directory.peers:
        id_ = PeerId(f"{id_}/")
    return id_


def _problem(row: Interaction, message: str, directory: Directory) -> Problem:
    return Problem(row.where, message, private=_quiet(row, directory), about=f"{row.peer} {row.url} {row.title}")


def _quiet(row: Interaction, directory: Directory) -> bool:
    """Whether a build must not quote the row: only spreading is public without being told."""
    if row.said_private is not None:
        return row.said_private
    return row.reach != "spread" or bool(row.via and not is_public(row.via, directory.ways))
