"""What is known about peers' feeds: which fail, which have moved or lead elsewhere, what the last round has read."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Kept
from mkdocs_reciprocity.collect import feed_messages, feed_states
from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Outcome
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger import belonging
from mkdocs_reciprocity.core.model import Feed, Peer, PeerId
from mkdocs_reciprocity.core.problem import Problem, quoted


class Findings:
    """The findings of one round of asking."""

    def __init__(self, gathering: Gathering, asking: Asking) -> None:
        self._gathering, self._asking = gathering, asking
        self._zone = gathering.site.settings.zone

    def feeds(self) -> dict[PeerId, list[Feed]]:
        """What was in the feeds when they were last read."""
        found: dict[PeerId, list[Feed]] = {}
        for peer, ref, kept in self._copies():
            if kept.feed is not None:
                found.setdefault(peer.id, []).append(self._feed(ref, kept, kept.feed))
        return found

    def shares(self) -> dict[PeerId, list[Feed]]:
        """What was in the feeds of what peers share, without those that have something else in them."""
        found: dict[PeerId, list[Feed]] = {}
        for peer in self._gathering.peers:
            for ref in self._asking.shares_of(peer):
                kept = self._asking.copy_of(ref)
                if kept and kept.feed and kept.feed.is_of_shares():
                    found.setdefault(peer.id, []).append(self._feed(ref, kept, kept.feed))
        return found

    def _feed(self, ref: str, kept: Kept, feed: Feed) -> Feed:
        as_of = feed_states.as_of(kept.state, self._zone)
        return replace(feed, as_of=as_of, address=ref, moved_to=kept.state.moved_to)

    def failing(self) -> Iterator[Problem]:
        """A line for each feed that cannot be read now."""
        for peer, ref, kept in self._copies():
            if kept.state.error:
                slip = self._slip(peer, ref)
                yield from [slip] if slip else feed_messages.failing(self._whose(peer, ref), ref, kept, self._zone)

    def _slip(self, peer: Peer, ref: str) -> Problem | None:
        """The problem of a file that is not there, if a similar one is that no peer names."""
        root = self._gathering.site.root
        if urls.parse(ref) is not None or ref not in peer.feeds or os.path.lexists(root / ref):
            return None
        from mkdocs_reciprocity.collect import nearby  # noqa: PLC0415 - where a file is missing

        near = nearby.file(root, ref, {feed for one in self._gathering.peers for feed in one.feeds})
        if not near:
            return None
        message = f"the feed {quoted(ref)} is not there; did you mean {quoted(near)}?"
        return Problem(self._gathering.line_of(peer, ref), message, private=peer.private)

    def news(self) -> Iterator[Problem]:
        """The news of this round: a line for each feed that has moved, and for each file that has become empty."""
        for peer, ref, kept in self._copies():
            before = self._asking.before.get(ref)
            if kept.state.moved_to != (before.state.moved_to if before else ""):
                yield from self._moved(peer, ref, kept)
            if kept.state.empty_since and urls.parse(ref) is None:
                yield from self._emptied(peer, ref, kept)

    def advice(self) -> Iterator[Problem]:
        """A line for each address of a feed that should be changed: it has moved, is missing, leads elsewhere, or may
        have a key.
        """
        copies = [*self._copies()]
        for peer, ref, kept in copies:
            yield from self._moved(peer, ref, kept)
        yield from self._astray()
        for peer, ref, kept in copies:
            yield from self._emptied(peer, ref, kept)
        for peer in self._gathering.peers:
            home = self._asking.home_of(peer)
            yield from feed_messages.held_back(peer, self._asking.feeds_of(peer))
            yield from feed_messages.unnamed(peer, home, self._asking.copy_of(home.feed) if home else None)

    def outcomes(self) -> Iterator[Outcome]:
        """The outcome of the round for each feed, and for each peer whose feed is looked for."""
        from mkdocs_reciprocity.collect import feed_outcomes  # noqa: PLC0415 - builds tell of no outcomes

        asking, zone = self._asking, self._zone
        for peer in self._gathering.peers:
            refs = asking.feeds_of(peer)
            for ref in refs:
                before, fresh = asking.before.get(ref), asking.fresh.get(ref)
                where, asked = self._gathering.line_of(peer, ref), ref in asking.asked
                yield feed_outcomes.outcome(peer, ref, where, before, fresh, asked=asked, zone=zone)
            for ref in asking.shares_of(peer):
                before, fresh = asking.before.get(ref), asking.fresh.get(ref)
                yield feed_outcomes.of_shares(peer, ref, before, fresh, asked=ref in asking.asked, zone=zone)
            if peer.home and not refs and not peer.fallow:
                before_it, fresh_home = asking.homes.get(peer.home), asking.fresh_homes.get(peer.home)
                asked = peer.home in asking.asked
                yield feed_outcomes.not_found(peer, before_it, fresh_home, asked=asked, zone=zone)

    def _copies(self) -> Iterator[tuple[Peer, str, Kept]]:
        """The newest copy of each feed that was ever asked for."""
        for peer in self._gathering.peers:
            for ref in self._asking.feeds_of(peer):
                if kept := self._asking.copy_of(ref):
                    yield peer, ref, kept

    def _moved(self, peer: Peer, ref: str, kept: Kept) -> Iterator[Problem]:
        to = urls.parse(kept.state.moved_to)
        if to is not None and ref in peer.feeds:
            private = self._is_private(peer, to)
            yield feed_messages.moved(peer, to, self._gathering.line_of(peer, ref), private=private)

    def _emptied(self, peer: Peer, ref: str, kept: Kept) -> list[Problem]:
        whose, where = self._whose(peer, ref), self._gathering.line_of(peer, ref)
        return feed_messages.emptied(whose, ref, kept.state, where, self._zone)

    def _astray(self) -> Iterator[Problem]:
        people = self._gathering.book.directory
        for id_, feeds in self.feeds().items():
            peer = people.peers[id_]
            for feed in feeds:
                if feed.address in peer.feeds and (place := belonging.leads_to(feed, id_, people)):
                    private = any(self._is_private(peer, address) for address in (feed.address, place))
                    where = self._gathering.line_of(peer, feed.address)
                    yield feed_messages.astray(peer, place, where, private=private)

    def _whose(self, peer: Peer, ref: str) -> Peer:
        """The peer of a feed, marked as private if the peer or the feed is."""
        return replace(peer, private=self._is_private(peer, ref))

    def _is_private(self, peer: Peer, address: str) -> bool:
        """Whether the peer is private, or the peer to whom the address belongs."""
        url, people = urls.parse(address), self._gathering.book.directory
        return peer.private or (url is not None and people.hiding(url) is not None)
