"""The form in which a gift is noted at a forge: made from the fields that `issue_form` reads, and from nothing else.

Issues of a public repository are read by all the world as soon as they are sent. So there, the form offers what is
public by itself, and asks for nothing private.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from mkdocs_reciprocity.core.capture.repository import Forge
from mkdocs_reciprocity.core.editing.issue_form import FIELDS, Field
from mkdocs_reciprocity.core.ledger.publicity import is_public_kind
from mkdocs_reciprocity.core.model import Kind

START = f"### {FIELDS[0].heading}"
"""What an issue begins with that was made by the form."""

TITLE = "Gift"
"""The title of such an issue. It says nothing, for forges send it around by mail."""

KIND = "share"
"""The kind that is chosen where nothing is."""

_ASIDES = {
    "kind": "",
    "url": "What it was about.",
    "title": "If it is left empty, it is taken from the feed, if that has it.",
    "peer": "The id in the log, if the address does not say who it is.",
    "via": "mastodon, newsletter, …",
    "date": "2026-11-02, 2026-11, yesterday, or unknown. If it is left empty, it is today.",
    "private": "Whether the row is kept out of everything that is published.",
    "note": "A sentence of yours. It is published.",
}
_ASIDE = "<!-- mkdocs-reciprocity: "
_ASIDES_IN_TEXT = re.compile(re.escape(_ASIDE) + r"[^<>]*-->")
_ALWAYS = "Only an issue of the owner becomes a row of the log."
_PUBLIC = (
    "**This repository is taken to be public: all the world can read what you send here, at once and for good.** "
    "Note here what you would say in public, and nothing else. For all else there is "
    "`mkdocs-reciprocity add` on your own computer."
)
_PRIVATE = (
    "**This form is for a private repository.** If the repository is public, all the world can read what you send here."
)


def fields(*, private: bool) -> tuple[Field, ...]:
    """The fields of a form; only that of a private repository asks for what is private."""
    return tuple(field for field in FIELDS if private or field.name != "private")


def id_of(field: Field) -> str:
    """The id of a field, by which an address fills it. `title` in an address is the title of the issue."""
    return "post-title" if field.name == "title" else field.name


def kinds(known: Mapping[str, Kind], *, private: bool) -> list[str]:
    """The kinds that the form offers, `share` first: in a public repository those that are public by themselves."""
    offered = [kind.name for kind in known.values() if private or is_public_kind(kind)]
    return sorted(offered, key=lambda name: name != KIND)


def issue_form(forge: Forge, known: Mapping[str, Kind], *, private: bool) -> str:
    """The form of GitHub or Forgejo, as YAML. See GitHub's "Syntax for issue forms"; Forgejo's is nearly the same."""
    about = "description" if forge == "github" else "about"
    head = [
        f"name: {_text(TITLE)}",
        f"{about}: {_text('Something that I gave, for the log of my blog.')}",
        f"title: {_text(TITLE)}",
        "body:",
        "- type: markdown",
        "  attributes:",
        f"    value: {_text(_warning(private=private))}",
    ]
    elements = (_element(field, kinds(known, private=private)) for field in fields(private=private))
    return "\n".join((*head, *(line for element in elements for line in element))) + "\n"


def _element(field: Field, offered: Iterable[str]) -> Iterator[str]:
    yield f"- type: {_type(field)}"
    yield f"  id: {id_of(field)}"
    yield "  attributes:"
    yield f"    label: {_text(field.heading)}"
    if aside := _ASIDES[field.name]:
        yield f"    description: {_text(aside)}"
    if options := list(offered) if field.name == "kind" else ["no", "yes"] if field.name == "private" else []:
        yield "    options:"
        yield from (f"    - {_text(option)}" for option in options)
        yield "    default: 0"
    if field.name == "kind":
        yield "  validations:"
        yield "    required: true"


def _type(field: Field) -> str:
    return {"kind": "dropdown", "private": "dropdown", "note": "textarea"}.get(field.name, "input")


def body(filled: Mapping[str, str], *, private: bool = False) -> str:
    """The text of an issue as the form would make it, for a forge that has no forms: an empty line for each field."""
    return "\n".join(f"### {field.heading}\n\n{filled.get(field.name, '')}\n" for field in fields(private=private))


def template(known: Mapping[str, Kind], *, private: bool) -> str:
    """The template of GitLab, which has no forms. What it says to the author is a comment; see `without_asides`."""
    offered = ", ".join(kinds(known, private=private))
    said = f"{_warning(private=private)} What you did is one of: {offered}."
    return f"{body({'kind': KIND}, private=private)}\n{_ASIDE}{said} -->\n"


def without_asides(text: str) -> str:
    """The text of an issue without what the template says to the author, who may have written below it."""
    return _ASIDES_IN_TEXT.sub("", text)


def _warning(*, private: bool) -> str:
    return f"{_PRIVATE if private else _PUBLIC} {_ALWAYS}"


def _text(text: str) -> str:
    """A text in quotes, as YAML and JSON both have it."""
    return json.dumps(text, ensure_ascii=False)
