"""Webmentions received -> what others did for this site.

Whose one is, is decided by the address that the receiver has looked at, never by what stands there: whoever writes
"by Ada, https://ada.example/" on a page of their own is not Ada. What comes through a bridge is another thing
(`ledger.bridges`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import tzinfo

from msgspec.structs import astuple, replace

from mkdocs_reciprocity.core import dates as core_dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger import bridges
from mkdocs_reciprocity.core.ledger.identity import Directory, stranger
from mkdocs_reciprocity.core.ledger.recommendations import once_each
from mkdocs_reciprocity.core.model import Interaction, Kind, Mention, Reach
from mkdocs_reciprocity.core.site_places import is_of_recommendations
from mkdocs_reciprocity.core.url import UrlKey

_SHORT = 280
"""So many characters need not be cut."""

_LANGUAGE = re.compile(r"/[a-z]{2}(?:-[a-z]{2,4})?\Z", re.IGNORECASE)
"""The folder of a language, in a key."""


def of_all(*places: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions of several places, each once. Of two with the same source and target, the one received last counts.

    Their numbers are of no use here, for each server has its own. The order of the places makes no difference.
    """
    every = sorted((mention for place in places for mention in place), key=_when)
    return tuple({(urls.key(mention.source), urls.key(mention.target)): mention for mention in every}.values())


def _when(mention: Mention) -> tuple[str, ...]:
    return (mention.received, mention.published, *map(str, astuple(mention)))


def joined(*parts: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions of one place, each once. Of two with the same number, or source and target, the first counts."""
    numbers: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    kept = []
    for mention in (mention for part in parts for mention in part):
        pair = (urls.key(mention.source), urls.key(mention.target))
        if pair not in pairs and not (mention.id and mention.id in numbers):
            kept.append(mention)
        pairs.add(pair)
        numbers.add(mention.id)
    return tuple(kept)


def received(
    mentions: Iterable[Mention], directory: Directory, kinds: Mapping[str, Kind], zone: tzinfo, today: When
) -> list[Interaction]:
    """What the mentions tell, of peers and of strangers.

    Those of pages of this site, or to pages of others, are left out, and of an answer that was sent for a page and for
    the home page too the latter. What is dated later than ``today`` waits. What two bridges tell of is there once.
    """
    every = [_recommending(mention) for mention in mentions if directory.is_own(mention.target)]
    found: dict[Hashable, Interaction] = {}
    for mention in sorted(_without_homes(every, directory), key=_when):
        row = _row(mention, directory, kinds, zone, today)
        if row is not None:
            deed = (row.peer, row.kind, row.key, bridges.place_key(mention))
            found[deed] = _both(found[deed], row) if deed in found else row
    return once_each(found.values(), directory.claims, directory.peers)


def _row(
    mention: Mention, directory: Directory, kinds: Mapping[str, Kind], zone: tzinfo, today: When
) -> Interaction | None:
    """What one mention tells; None if that is nothing yet, or nothing at all."""
    whose = bridges.whose(mention)
    dates = [(core_dates.published_on(said, zone), said) for said in (mention.published, mention.received) if said]
    date, instant = next(((date, said) for date, said in dates if date and date <= today), (None, ""))
    if (dates and date is None) or (whose and directory.is_own(whose)):
        return None
    if mention.kind not in kinds:  # somebody has changed the cache
        return None
    return Interaction(
        date=date, direction="received", kind=mention.kind, reach=kinds[mention.kind].reach,
        peer=(whose and directory.owner(whose)) or stranger(whose or bridges.instead(mention), directory),
        url=mention.target, key=urls.key(mention.target), title=mention.title,
        note=mention.text, source="webmention",
        evidence=(bridges.place(mention),), seen_at=(instant, bridges.place(mention), 0),
        sentence=_sentence(mention.text, kinds[mention.kind].reach),
    )  # fmt: skip


def _both(first: Interaction, second: Interaction) -> Interaction:
    """One thing of which two mentions tell."""
    return replace(
        first, evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))), title=first.title or second.title,
        note=first.note or second.note, sentence=first.sentence or second.sentence,
    )  # fmt: skip


def _sentence(text: str, reach: Reach) -> str:
    """What was said to the author, cut as an excerpt is. Of another post only a short text is known to be about this
    site.
    """
    if len(text) <= _SHORT:
        return text
    if reach != "talk":
        return ""
    from mkdocs_reciprocity.core.feeds import sentences  # noqa: PLC0415 - mostly they are short

    return sentences.beginning(text)


def _recommending(mention: Mention) -> Mention:
    """The webmention; if a file of recommendations sent it, as a recommendation. All else that it says of the file is
    left out: nobody wrote it.
    """
    if not is_of_recommendations(mention.source):
        return mention
    return replace(mention, kind="recommend", url=None, author="", author_url=None, title="", text="")


def _without_homes(mentions: Iterable[Mention], directory: Directory) -> list[Mention]:
    """Without those for the home page of which one for a page tells too: a signature links there, and a bridge sends it
    as well. A link from somebody's own page to both leads to both.
    """
    every = list(mentions)
    deeper = {_answer(mention) for mention in every if not _is_for_home(mention, directory)}
    return [one for one in every if _answer(one) not in deeper or not _is_for_home(one, directory) or _is_a_link(one)]


def _answer(mention: Mention) -> tuple[str, UrlKey]:
    """What is the same for all targets of one answer. A bridge may call it a link where its words name the target."""
    return "" if bridges.is_bridged(mention) else mention.kind, bridges.place_key(mention)


def _is_for_home(mention: Mention, directory: Directory) -> bool:
    """The home page of a further language (``/fr/``) is one too."""
    key = urls.key(mention.target)
    return key in directory.claims or _LANGUAGE.sub("", key) in directory.claims


def _is_a_link(mention: Mention) -> bool:
    return mention.kind in {"link", "recommend"} and not bridges.is_bridged(mention)


def with_webmentions(seen: Iterable[Interaction], told: Iterable[Interaction]) -> list[Interaction]:
    """Both, one thing once: a post that links here in a feed and has sent a webmention too did one thing.

    The webmention knows better what that was, unless it says no more than that there is a link. The words of the feed
    stay if it has none.
    """
    every = list(seen)
    said: defaultdict[Hashable, set[str]] = defaultdict(set)
    words: dict[Hashable, str] = {}
    for item in every:
        if item.direction == "received":
            said[_post(item)] |= {"link", item.kind}
            words[_post(item)] = item.sentence
    better = [item for item in told if item.kind not in said.get(_post(item), ())]
    better = [replace(item, sentence=item.sentence or words.get(_post(item), "")) for item in better]
    replaced = {_post(item) for item in better}
    return [item for item in every if item.direction != "received" or _post(item) not in replaced] + better


def _post(item: Interaction) -> Hashable:
    where = urls.key(item.evidence[0]) if item.evidence else None
    return (item.peer, where, item.key)
