"""The API of Mastodon (https://docs.joinmastodon.org/methods/), as it and other servers speak it -> records.

Servers tell what other servers have told them. So an address is believed only if it lies where its account lives: by
the domain of its handle, or by the id (``uri``) under which its server was asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from mkdocs_reciprocity.core import lines, references
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts import consent, values
from mkdocs_reciprocity.core.accounts.model import Account, Answered, Counts, Person, Reaction, Status
from mkdocs_reciprocity.core.accounts.values import Read, address_at, identifier, inside, objects
from mkdocs_reciprocity.core.feeds import content, facts
from mkdocs_reciprocity.core.feeds.json_values import text_at
from mkdocs_reciprocity.core.url import Url

_HANDLE = re.compile(r"([A-Za-z0-9_.-]{1,100})(?:@([^\s@/?#\\]{1,253}))?")
_NO_PAGES = frozenset({"mention", "hashtag"})
_NEXT = re.compile(r'<([^<>]*+)>\s*+;\s*+rel="?next"?')
_MAX_ID = re.compile(r"[?&]max_id=([\w.:-]{1,200})", re.ASCII)
_FALLBACK = re.compile(r"\ARE:(?:\s|\Z)|\sRE\Z|\ARE\Z")
"""What is left of "RE: https://…", by which a quote is written for servers that know none."""
_EMOJIS = 50


def account(body: bytes, host: str) -> Account | None:
    """The account that a server was asked for; None if the answer is none.

    Args:
        body: the answer.
        host: the server that was asked. It leaves its own name out of handles.
    """
    entry = values.document(body)
    who = person(entry, host) if entry is not None else None
    if entry is None or who is None:
        return None
    moved = person(inside(entry, "moved"), host)
    return Account(id=who.id, person=who, moved_to=moved.address if moved else None)


def statuses(body: bytes, host: str, link: str = "") -> Read[Status] | None:
    """A page of statuses, in the server's order; None if the answer is none. ``link`` is its ``Link`` header."""
    entries = values.documents(body)
    if entries is None:
        return None
    found = (status(entry, host) for entry in entries)
    return Read(tuple(one for one in found if one is not None), cursor(link))


def one_status(body: bytes, host: str) -> Status | None:
    """The status that is the whole answer."""
    entry = values.document(body)
    return status(entry, host) if entry is not None else None


def answers(body: bytes, about: str, host: str) -> Read[Reaction] | None:
    """What stands below a status in its ``context``."""
    entry = values.document(body)
    if entry is None or not isinstance(entry.get("descendants"), list):
        return None
    below = (status(one, host) for one in objects(entry, "descendants"))
    return Read(
        tuple(
            Reaction(
                about=about, who=one.author, kind="reply", at=one.at, id=one.id, address=one.address, text=one.text,
                warning=one.warning, unlisted=one.unlisted, answers=one.reply_to.id if one.reply_to else "",
            )
            for one in below if one is not None and one.boost_of is None
        )
    )  # fmt: skip


def nods(body: bytes, about: str, kind: Literal["share", "like"], host: str, link: str = "") -> Read[Reaction] | None:
    """Those who boosted or liked a status: a list of accounts. When they did, no server says."""
    entries = values.documents(body)
    if entries is None:
        return None
    people = (person(entry, host) for entry in entries)
    return Read(tuple(Reaction(about=about, who=who, kind=kind) for who in people if who), cursor(link))


def cursor(link: str) -> str:
    """The ``max_id`` of the next page, found in a ``Link`` header. (Nothing else of it is used.)"""
    page = _NEXT.search(link)
    found = _MAX_ID.search(page[1]) if page else None
    return found[1] if found else ""


def person(entry: Mapping[str, Any], host: str) -> Person | None:
    """Who has an account; None if it has no id or no handle."""
    number, handle = identifier(entry, "id"), _HANDLE.fullmatch(text_at(entry, "acct"))
    name, domain = (handle[1], (handle[2] or host).lower()) if handle else ("", "")
    surely = urls.parse(f"https://{domain}/@{name}")
    if not number or not name or surely is None:
        return None
    said, id_ = address_at(entry, "url"), address_at(entry, "uri")
    address = said if said and _lives_at(said, domain, id_) else surely
    small = urls.parse(f"https://{domain}/@{name.lower()}")  # case makes no difference in handles
    other = [url for url in (surely, small, id_) if url and _lives_at(url, domain, id_)]
    other += _before_the_bridge(name, domain)
    return Person(
        id=number,
        address=address,
        also=tuple(url for url in dict.fromkeys(other) if url != address),
        handle=f"{name}@{domain}",
        name=values.name_of(_without_pictures(text_at(entry, "display_name"), entry)) or name,
        hidden=consent.on_mastodon(entry),
    )


def status(entry: Mapping[str, Any], host: str, *, whole: bool = True) -> Status | None:
    """One status; None if it is not for everybody, or cannot be read. ``whole``: with the one that it passes on or
    quotes.
    """
    author, number = person(inside(entry, "account"), host), identifier(entry, "id")
    if author is None or not number or text_at(entry, "visibility") not in {"public", "unlisted"}:
        return None
    boosted = inside(entry, "reblog") if whole else {}
    passed_on = status(boosted, host, whole=False) if boosted else None
    if boosted and passed_on is None:
        return None
    markup = text_at(entry, "content")[: facts.MARKUP]
    links = () if passed_on else _links(markup, entry)
    return Status(
        id=number,
        author=author,
        at=values.time_at(entry, "created_at"),
        address=_address(entry, author),
        text="" if passed_on else _words(markup, quotes=bool(inside(entry, "quote"))),
        warning=bool(text_at(entry, "spoiler_text").strip()),
        unlisted=entry.get("visibility") == "unlisted",
        links=links,
        title=_title(links, inside(entry, "card")),
        boost_of=passed_on,
        quote_of=_quoted(entry, host) if whole and not passed_on else None,
        reply_to=_answered(entry, host),
        counts=Counts(
            values.count(entry, "replies_count"), values.count(entry, "reblogs_count"),
            values.count(entry, "favourites_count"), values.count(entry, "quotes_count"),
        ),
    )  # fmt: skip


def _before_the_bridge(name: str, domain: str) -> list[Url]:
    """The address of somebody whom Bridgy Fed has brought here (https://fed.brid.gy/docs): its handles say it."""
    made = {"bsky.brid.gy": f"https://bsky.app/profile/{name}", "web.brid.gy": f"https://{name}/"}.get(domain, "")
    found = urls.parse(made)
    return [found] if found else []


def _lives_at(address: Url, domain: str, id_: Url | None) -> bool:
    """Whether an address is on the domain of a handle, on a part of it (``social.ada.example`` for ``@ada.example``),
    or on the host of the account's id.
    """
    there = urls.host(address)
    here = urls.host(urls.Url(f"https://{domain}/"))
    return there == here or there.endswith(f".{here}") or (id_ is not None and there == urls.host(id_))


def _words(markup: str, *, quotes: bool) -> str:
    words = values.words_of(references.unescape(content.read(markup).text))
    return _FALLBACK.sub("", words).strip() if quotes else words


def _address(entry: Mapping[str, Any], author: Person) -> Url | None:
    """The address of a status, if it is on the server of its author."""
    hosts = {urls.host(address) for address in (author.address, *author.also)}
    said = (address_at(entry, name) for name in ("url", "uri"))
    return next((url for url in said if url and urls.host(url) in hosts and not urls.has_user_info(url)), None)


def _links(markup: str, entry: Mapping[str, Any]) -> tuple[Url, ...]:
    """The pages that a status links to; that of its card where there is no link in the text."""
    people = {
        urls.key(url)
        for name in ("mentions", "tags")
        for one in objects(entry, name)
        if (url := address_at(one, "url"))
    }
    found: list[Url] = []
    for name, said in content.tags(markup):
        told = content.attributes(said) if name == "a" else {}
        kinds = {*told.get("class", "").split(), *(["hashtag"] if "tag" in told.get("rel", "").split() else [])}
        link = urls.parse(told.get("href", ""))
        if link is not None and not kinds & _NO_PAGES and urls.key(link) not in people:
            found.append(link)
    card = address_at(inside(entry, "card"), "url")
    return values.each_once(found or ([card] if card else []))


def _title(links: tuple[Url, ...], card: Mapping[str, Any]) -> str:
    """The title of the only page that a status links to, as its card has it."""
    shown = address_at(card, "url")
    if len(links) != 1 or shown is None or urls.key(shown) != urls.key(links[0]):
        return ""
    return lines.line(text_at(card, "title"), facts.TITLE)


def _quoted(entry: Mapping[str, Any], host: str) -> Status | None:
    """The quoted status, if its author lets it be quoted. Some servers write it as it is, without saying that."""
    quote = inside(entry, "quote")
    if quote.get("state", "accepted") != "accepted":
        return None
    return status(inside(quote, "quoted_status") or quote, host, whole=False)


def _answered(entry: Mapping[str, Any], host: str) -> Answered | None:
    number, author_id = identifier(entry, "in_reply_to_id"), identifier(entry, "in_reply_to_account_id")
    if not number:
        return None
    who = next((one for one in objects(entry, "mentions") if author_id and identifier(one, "id") == author_id), {})
    author = person(who, host)
    page = urls.parse(f"https://{host}/@{text_at(who, 'acct')}/{number}") if author else None  # it leads on from there
    return Answered(id=number, address=page, author_id=author_id, author=author)


def _without_pictures(name: str, entry: Mapping[str, Any]) -> str:
    """A name without the codes for pictures in it: ``Ada :ferris:``."""
    for emoji in objects(entry, "emojis", _EMOJIS):
        name = name.replace(f":{text_at(emoji, 'shortcode')}:", "")
    return name
