"""Guesses which kind or key was meant by an unknown one: another word for it, or a slip."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs_reciprocity.core.log.fields import Holder
from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.problem import did_you_mean, nearest, quoted
from mkdocs_reciprocity.core.yaml.nodes import Node, words
from mkdocs_reciprocity.core.yaml.quoting import QUOTATION_MARKS

_KINDS = {
    **dict.fromkeys(
        "boost repost reblog retweet renote reshare crosspost forward toot tweet shoutout shout-out plug".split(),
        "share",
    ),
    **dict.fromkeys("mention pingback trackback webmention citation".split(), "link"),
    **dict.fromkeys("fav favorite favourite star heart upvote kudos".split(), "like"),
    **dict.fromkeys("save".split(), "bookmark"),
    **dict.fromkeys("thanks gratitude".split(), "thank"),
    **dict.fromkeys("answer response".split(), "reply"),
    **dict.fromkeys("subscribe subscription".split(), "follow"),
    **dict.fromkeys("cite quotation".split(), "quote"),
}
_ROW_KEYS = {
    **dict.fromkeys(KINDS, "gave"),
    **dict.fromkeys("link href address page target post uri".split(), "url"),
    **dict.fromkeys("given give shared did".split(), "gave"),
    **dict.fromkeys("received receive get".split(), "got"),
    **dict.fromkeys("ask request requested".split(), "asked"),
    **dict.fromkeys("who person whom friend blog to from".split(), "peer"),
    **dict.fromkeys("comment text description notes".split(), "note"),
    **dict.fromkeys("where channel through".split(), "via"),
    **dict.fromkeys("author writer creator".split(), "by"),
    **dict.fromkeys("day when on time".split(), "date"),
    **dict.fromkeys("name headline".split(), "title"),
}
_PEER_KEYS = {
    **dict.fromkeys("website site url homepage link blog address web".split(), "home"),
    **dict.fromkeys("rss atom xml feeds feed_url rss_url".split(), "feed"),
    **dict.fromkeys("image photo picture icon".split(), "avatar"),
    **dict.fromkeys("comment notes".split(), "note"),
    **dict.fromkeys("bio description why".split(), "about"),
    **dict.fromkeys("dead ended gone".split(), "fallow"),
    **dict.fromkeys("aliases alias other accounts mastodon".split(), "also"),
    **dict.fromkeys("title who person".split(), "name"),
    **dict.fromkeys("nickname nick greeting salutation".split(), "call"),
    **dict.fromkeys("mail email e-mail mailto handle reach".split(), "contact"),
}

_MARKS = str.maketrans(dict.fromkeys(f"{QUOTATION_MARKS}\"'", ""))


def kind(name: str, kinds: Collection[str]) -> str:
    """The message on an unknown kind: which kinds are near; if none is, which there are."""
    folded = name.translate(_MARKS).strip().casefold()
    first = folded.split(" ")[0].rstrip(",")
    meant = next((word for form in _forms(folded) if (word := _KINDS.get(form))), None)
    near = [word for word in (meant, first) if word and word in kinds]
    near = near or list(filter(None, [nearest(folded, kinds)]))
    begin = [one for one in kinds if len(folded) > 1 and one.startswith(folded) and one not in near]
    found = " or ".join(map(quoted, [*near, *begin]))
    there = f"there are {', '.join(kinds)}, and the option `kinds` adds more"
    return f"unknown kind {quoted(name)}; {f'did you mean {found}?' if found else there}"


def key_hint(name: str, torn_from: str, of: Holder, keys: Collection[str]) -> str:
    """What to do about an unknown key; empty where no known one is near.

    Args:
        name: the key.
        torn_from: the field that it may be the rest of, for a comma in its value; or empty.
        of: what the key is of, a row or a peer.
        keys: the known keys.
    """
    folded = name.translate(_MARKS).strip().casefold()
    if odd := next((char for char in name if char in "\uff1a\uff0c\uff1b" or (char.isspace() and char != " ")), ""):
        return f"; {quoted(odd)} in it is not the one of the keyboard; write that one"
    first = name.split(" ", maxsplit=1)[0]
    if first != name and first in keys:
        return f"; put a colon behind `{first}`"
    if (glued := name.partition(":")[0]) != name and glued in keys:
        return f"; put a space behind `{glued}:`"
    if torn_from in _LISTS:
        return f"; a list stands in brackets: `{torn_from}: [one, two]`"
    if torn_from:
        return f'; if it belongs to `{torn_from}`, put the whole of that in quotes (`"`)'
    if folded == "public":
        return "; what is public says `private: false`"
    others = _ROW_KEYS if of == "row" else _PEER_KEYS
    return did_you_mean(next((others[form] for form in _forms(folded) if form in others), folded), keys)


def one_value(field: str, value: str | Node) -> str:
    """The message on a list or a mapping where one value belongs: ``[[2026-11-02]]`` is a link in notes."""
    said = [*words(value)]
    if field in _SINGLE and isinstance(value, Node) and isinstance(value.value, list) and said:
        if len(said) > 1:
            return f"a row has one `{field}`; write a row for each"
        return f"`{field}` stands in brackets, which make a list for YAML; did you mean {quoted(said[0])}?"
    return f"`{field}` is one value, not a list or a mapping; put it in quotes"


def _forms(word: str) -> tuple[str, ...]:
    """The word, and what it may be the past or the plural of."""
    return (word, *(word.removesuffix(end) for end in ("d", "ed", "s") if word.endswith(end)))


_SINGLE = frozenset({"date", "url", "gave", "got", "asked", "peer"})
_LISTS = frozenset({"tags", "also", "feed", "evidence"})
