"""The catalogs: whole, with the slots of their messages, and with the plural forms that their languages have."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from mkdocs_reciprocity.core import settings
from mkdocs_reciprocity.publish import language as languages
from mkdocs_reciprocity.publish.language import language

COLLECT = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "messages.py"))
CODES = ["ar", "de", "es", "fr", "ja", "pt", "zh"]
FORMS = {
    "de": ["one", "other"],
    "ar": ["zero", "one", "two", "few", "many", "other"],
    "es": ["one", "many", "other"],
    "fr": ["one", "many", "other"],
    "ja": ["other"],
    "pt": ["one", "many", "other"],
    "zh": ["other"],
}
"""The plural forms of each language in the order of its catalog, by the names of CLDR."""
JOINTS = {"a comma", "a colon"}
"""The contexts of what stands between two texts: some languages have a space before or behind it, or none."""
SLOT = re.compile(r"%\(([a-z]+)\)s|%(.)")


def catalog(code: str) -> Catalog:
    with languages.catalogs()[code].open("rb") as file:
        return read_po(file, locale=code)


def messages(of: Catalog) -> dict[tuple[str | None, object], Message]:
    return {(message.context, message.id): message for message in of if message.id}


def slots(text: str) -> set[str]:
    """The names of the slots. Every other percent sign has to be double."""
    found = set()
    for match in SLOT.finditer(text):
        assert match[1] or match[2] == "%", text
        found.add(match[1])
    return found - {None}


def test_these_are_the_languages() -> None:
    assert sorted(languages.catalogs()) == CODES
    assert sorted(settings.LANGUAGES) == sorted(["en", *CODES]), "what the options propose"
    assert sorted(FORMS) == CODES


def test_what_is_to_be_translated_is_up_to_date() -> None:
    with COLLECT["TEMPLATE"].open("rb") as file:
        said = "after `python docs/messages.py` this is right"
        assert messages(read_po(file)).keys() == messages(COLLECT["messages"]()).keys(), said


def forms_of(text: object) -> list[str]:
    """What stands for a message or a translation: one text, or one for each form."""
    return [text] if isinstance(text, str) else [str(form) for form in text or ()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated(code: str) -> None:
    of = catalog(code)
    assert messages(of).keys() == messages(COLLECT["messages"]()).keys()
    for message in messages(of).values():
        forms = forms_of(message.string)
        assert all(forms), message.id
        assert not message.fuzzy, message.id
        assert len(forms) == (of.num_plurals if message.pluralizable else 1), message.id


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_slots_of_its_message(code: str) -> None:
    for message in messages(catalog(code)).values():
        wanted = set().union(*map(slots, forms_of(message.id)))
        free = {"num"} if message.pluralizable else set()  # "one post", and the dual, need no number
        for form in forms_of(message.string):
            assert wanted - free <= slots(form) <= wanted, message.id


@pytest.mark.parametrize("code", CODES)
def test_a_translation_is_text_and_ends_as_its_message_does(code: str) -> None:
    for message in messages(catalog(code)).values():
        source = forms_of(message.id)[-1]
        for form in forms_of(message.string):
            assert not re.search(r"[<>{}\x00-\x1f]", form), message.id
            assert (form != form.strip()) == (source != source.strip()) or message.context in JOINTS, message.id
            assert form.endswith((".", "。")) or not source.endswith("."), message.id
            assert form.strip().endswith((":", "：")) == source.strip().endswith(":"), message.id


@pytest.mark.parametrize(("code", "forms"), FORMS.items())
def test_the_plural_forms_are_those_of_cldr(code: str, forms: list[str]) -> None:
    plural = Locale.parse(code).plural_form
    texts = language(code).texts
    of = forms_of(messages(catalog(code))[None, ("%(num)s person", "%(num)s people")].string)
    for number in range(201):
        expected = of[forms.index(plural(number))]
        assert texts.ngettext("%(num)s person", "%(num)s people", number) == expected, number
