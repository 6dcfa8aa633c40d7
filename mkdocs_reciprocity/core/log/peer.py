"""The entries below ``peers:`` -> peers. Each entry is read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from msgspec.structs import replace

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.log.fields import Fields, text_of
from mkdocs_reciprocity.core.log.sections import NOTHING, Broken, Raw, Section, is_empty
from mkdocs_reciprocity.core.log_keys import ABOUT, CALL, PEER_FIELDS
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.problem import Where, quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml.nodes import Fault, Node, read, words

_CHECKIN = re.compile(r"([0-9]{1,5})\s*(day|week|month|year)?s?\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,6}\Z")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_NO_ADDRESS = frozenset(PEER_FIELDS) - {"home", "feed", "also"}
_NO_FILE = frozenset(PEER_FIELDS) - {"feed", "avatar"}
_WORD = re.compile(r"[^\s,\[\]{}\"'<>:]+")
_FILES = tuple(f".{end}" for end in "png jpg jpeg gif webp avif svg xml rss atom rdf json".split())
_MARK = re.compile(r"[\u2010-\u2015\u2212\u2022\u00b7*+]\s")
_NO_SCHEME = re.compile(r"\A(?:\w+:)?/*")
_ANY_URL = re.compile(r"https?://[^\s,\]}\"'<>]+", re.IGNORECASE)


def peer_of(name: str, raw: Raw, file: str, *, private: bool) -> tuple[Peer, list[tuple[str, str]]]:
    """The peer, and what is wrong with it, by field. A peer with a problem is kept, and private until it is mended."""
    fields = Fields(raw)
    fields.known(PEER_FIELDS, "peer")
    if not name.strip():
        fields.fault("", "a peer needs an id before the colon")
    elif _MARK.match(name):
        fields.fault("", f"an id begins with no {quoted(name[0])}; take it away")
    said = fields.said_private()
    home = fields.url("home")
    also = fields.urls("also")
    feeds = tuple(feed.strip() for feed in fields.texts("feed"))
    _check_feeds(fields, feeds)
    for field, address in (("home", home), *(("also", url) for url in also)):
        if address is not None:
            _check_address(fields, field, address)
    peer = Peer(
        id=PeerId(name),
        name=fields.word("name") or name,
        home=home,
        feeds=feeds,
        also=also,
        checkin=_checkin(fields),
        tags=fields.texts("tags"),
        recommend=_yes_or_no(fields, "recommend"),
        about=lines.line(fields.word("about"), ABOUT),
        fallow=bool(_yes_or_no(fields, "fallow")),
        lang=_lang(fields),
        avatar=fields.word("avatar"),
        excerpt=_yes_or_no(fields, "excerpt") is not False,
        note=fields.word("note"),
        call=lines.line(fields.word("call"), CALL),
        contact=_contact(fields),
        was=fields.word("was"),
        private=private or bool(said) or bool(fields.faults),  # stands last, so that all faults are known
        where=Where(file, raw.line),
    )
    if fields.faults:
        files = tuple(dict.fromkeys(_files(raw)))
        peer = replace(peer, also=tuple(dict.fromkeys((*also, *_addresses(raw)))), files=files)
    return peer, fields.faults


def cut(raw: Raw) -> list[tuple[str, str]]:
    """The field and a sentence, where more is said about a peer than is shown."""
    longer = len(" ".join(text_of(raw.fields.get("about")).split())) > ABOUT
    return [("about", f"`about` is cut after {ABOUT} characters; say it in fewer")] if longer else []


def _check_feeds(fields: Fields, feeds: Iterable[str]) -> None:
    for feed in feeds:
        if "://" in feed and urls.parse(feed) is None:
            from mkdocs_reciprocity.core.log.address_advice import advice  # noqa: PLC0415 - where something is wrong

            fields.fault("feed", f"`feed`: {quoted(feed)} is no URL; {advice(feed)}")


def _check_address(fields: Fields, field: str, address: Url) -> None:
    fields.doubt(field, address)
    if urls.has_user_info(address):
        message = f"`{field}`: {quoted(address)} names a user before the host; leave out what stands before the `@`"
        fields.fault(field, message)


def _contact(fields: Fields) -> str:
    text = fields.word("contact").strip()
    if not text:
        return ""
    from mkdocs_reciprocity.core import contacts  # noqa: PLC0415 - few peers have one

    found = contacts.read(text)
    if found is None:
        from mkdocs_reciprocity.core.log.contact_advice import advice  # noqa: PLC0415 - where something is wrong

        message = f"`contact`: nobody can be written to at {quoted(text)}; {advice(text)}"
        fields.fault("contact", message)
    elif found.form == "page":
        fields.doubt("contact", text)
    return text


def _addresses(raw: Raw) -> Iterator[Url]:
    """All that may be an address of a peer with a mistake. The peer is private, and so are links to these addresses."""
    for field, value in raw.fields.items():
        if field not in _NO_ADDRESS:
            for word in words(value):
                address = urls.parse(word) or urls.parse("https://" + _NO_SCHEME.sub("", word.strip()))
                if address is not None and "." in urls.host(address):
                    yield address


def _files(raw: Raw) -> Iterator[str]:
    """All that may be the name of a picture or a feed below docs/: it must not be published either."""
    for field, value in raw.fields.items():
        if field not in _NO_FILE:
            yield from (word for word in words(value) if word.strip().lower().endswith(_FILES))


def broken_peer(name: str, broken: Broken, file: str) -> Peer:
    """A private peer in place of an entry that cannot be read; every address and file in its text is private too."""
    found = tuple(url for text in _ANY_URL.findall(broken.text) if (url := urls.parse(text)))
    said = (word for word in _WORD.findall(broken.text) if word.lower().endswith(_FILES))
    files = tuple(dict.fromkeys(said))
    return Peer(id=PeerId(name), name=name, also=found, files=files, private=True, where=Where(file, broken.line))


def _lang(fields: Fields) -> str:
    text = fields.word("lang")
    if text and not _LANGUAGE.match(text):
        fields.fault("lang", f"`lang` is {quoted(text)}; write the code of a language, such as `de` or `pt-BR`")
    return text


def _yes_or_no(fields: Fields, field: str) -> bool | None:
    """Yes, no, or None where the entry does not say."""
    text = fields.word(field)
    if text not in {"", "true", "false"}:
        fields.fault(field, f"`{field}` is {quoted(text)}; write `true` or `false`")
    return text == "true" if text else None


def _checkin(fields: Fields) -> int | None:
    text = fields.word("checkin")
    match = _CHECKIN.match(text)
    if text and not match:
        fields.fault("checkin", f"`checkin` is {quoted(text)}; write it as `60 days`, `8 weeks` or `3 months`")
    return int(match[1]) * _DAYS[(match[2] or "day").lower()] if match else None


def entries(section: Section) -> Iterator[tuple[str, Raw | Broken]]:
    """The ids and entries of the peers, in order. An entry that cannot be read costs only itself."""
    if is_empty(section):
        return
    node, faults = read(section.text, section.line)
    if faults or node is None or not isinstance(node.value, dict) or len(node.value) != 1:
        yield from _entries_alone(section, faults)
        return
    (value,) = node.value.values()
    if isinstance(value.value, dict):
        yield from _entries_of(value.value)
    elif value.value not in NOTHING:
        yield "", Broken(section.text, value.line, (Fault(value.line, _A_MAPPING),))


_A_MAPPING = "`peers` is a mapping: the peer's id, a colon, and below it `name:`, `home:`, `feed:`"
_A_PEER = "a peer is a mapping: below its id `name:`, `home:`, `feed:`"


def _entries_of(peers: Mapping[str, Node]) -> Iterator[tuple[str, Raw | Broken]]:
    for name, entry in peers.items():
        if isinstance(entry.value, dict):
            yield name, Raw(entry.value, entry.line, [node.line for node in entry.value.values()])
        elif entry.value in NOTHING:
            yield name, Raw({}, entry.line, [])
        else:
            yield name, Broken(" ".join(words(entry)), entry.line, (Fault(entry.line, _A_PEER),))


def _entries_alone(section: Section, why: Sequence[Fault]) -> Iterator[tuple[str, Raw | Broken]]:
    """Cuts the section at the column of its first entry and reads each alone; ``why`` are the faults of the whole."""
    chunks = _cut_entries(section)
    of_the_key = [fault for fault in why if not chunks or fault.line < chunks[0][0]]
    if of_the_key:
        yield "", Broken("" if chunks else section.text, section.line, tuple(of_the_key))
    for line, text in chunks:
        node, faults = read(text, line)
        if not faults and node and isinstance(node.value, dict):
            yield from _entries_of(node.value)
        else:
            yield _name(text), Broken(text, line, tuple(faults) or (Fault(line, _A_MAPPING),))


def _name(text: str) -> str:
    """The id of an entry that cannot be read; empty where there seems to be none."""
    id_, colon, _ = text.partition("\n")[0].partition(":")
    return id_.strip("\"' \t-")[:80] if colon else ""


def _cut_entries(section: Section) -> list[tuple[int, str]]:
    chunks: list[tuple[int, list[str]]] = []
    column: int | None = None
    for number, line in enumerate(StringIO(section.text), section.line):
        bare = line.lstrip()
        says = bare != "" and not bare.startswith("#")
        if number == section.line or not (says or chunks):
            continue
        indent = len(line) - len(bare)
        column = indent if column is None else column
        # A line further left begins a peer if it ends with a colon; else it is of the one above: it may say `private`.
        if says and (indent == column or (0 < indent < column and bare.rstrip().endswith(":"))):
            chunks.append((number, []))
        chunks[-1][1].append(line)
    return [(number, "".join(said)) for number, said in chunks]
