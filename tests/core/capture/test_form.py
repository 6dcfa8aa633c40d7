"""The form: it has the fields that are read, and in public asks for nothing private."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from mkdocs_reciprocity.core.capture import form
from mkdocs_reciprocity.core.capture.repository import Forge
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import issue_form
from mkdocs_reciprocity.core.editing.issue_form import FIELDS
from mkdocs_reciprocity.core.ledger.identity import directory
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.model import KINDS, Interaction, Kind
from mkdocs_reciprocity.core.url import Url

KNOWN = {**KINDS, "Toot: #1": Kind("Toot: #1", "spread", "tooted"), "hug": Kind("hug", "nod", "hugged")}
FILLED = {
    "kind": "share", "url": "https://ada.example/engines/", "title": "On engines", "peer": "ada", "via": "mastodon",
    "date": "2026-11-02", "note": "The clearest account.",
}  # fmt: skip


def read(forge: Forge, *, private: bool) -> Any:
    return yaml.safe_load(form.issue_form(forge, KNOWN, private=private))


def elements(forge: Forge, *, private: bool) -> list[Any]:
    return [one for one in read(forge, private=private)["body"] if one["type"] != "markdown"]


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("forge", ["github", "forgejo"])
def test_the_form_has_the_fields_that_are_read(forge: Forge, private: bool) -> None:
    found = elements(forge, private=private)
    assert [one["attributes"]["label"] for one in found] == [
        field.heading for field in FIELDS if private or field.name != "private"
    ]
    ids = [one["id"] for one in found]
    assert len({*ids}) == len(ids)
    assert "title" not in ids, "in an address, that is the title of the issue"
    assert [one["type"] for one in found].count("textarea") == 1
    assert found[-1]["type"] == "textarea", "only the last may have several lines"


@pytest.mark.parametrize("forge", ["github", "forgejo"])
def test_what_a_filled_form_becomes_is_read_again(forge: Forge) -> None:
    """Both write a heading for each label, and what was typed below it."""
    names = {field.heading: field.name for field in FIELDS}
    said = [
        (one["attributes"]["label"], FILLED[names[one["attributes"]["label"]]])
        for one in elements(forge, private=False)
    ]
    text = "\n\n".join(f"### {label}\n\n{value}" for label, value in said)
    assert text.startswith(form.START)
    found = issue_form.read(text, "")
    assert found.problems == ()
    assert found.records.fields == FILLED


def test_an_empty_form_says_only_the_kind() -> None:
    text = "\n\n".join(
        f"### {field.heading}\n\n{'share' if field.name == 'kind' else '_No response_'}" for field in FIELDS
    )
    found = issue_form.read(text, "")
    assert (found.records.fields, found.records.private, found.problems) == ({"kind": "share"}, None, ())


def test_in_public_the_form_offers_what_is_public_by_itself() -> None:
    (kind,) = (one for one in elements("github", private=False) if one["id"] == "kind")
    offered = kind["attributes"]["options"]
    assert offered[0] == "share" == offered[kind["attributes"]["default"]]
    publicity = Publicity(directory([], []).records)
    row = Interaction(
        date=When("2026-11-02"), direction="given", kind="x", reach="spread", url=Url("https://ada.example/a/")
    )
    public = {
        kind.name
        for kind in KNOWN.values()
        if not publicity.settled(replace(row, kind=kind.name, reach=kind.reach)).private
    }
    assert {*offered} == public
    assert "Toot: #1" in offered
    assert not {"thank", "like", "hug", "praise"} & {*offered}


def test_in_private_it_offers_all_kinds_and_asks_whether_it_is_private() -> None:
    by_id = {one["id"]: one for one in elements("forgejo", private=True)}
    assert {*by_id["kind"]["attributes"]["options"]} == {*KNOWN}
    assert by_id["private"]["attributes"] == {
        "label": "Private",
        "description": "Whether the row is kept out of everything that is published.",
        "options": ["no", "yes"],
        "default": 0,
    }


@pytest.mark.parametrize("forge", ["github", "forgejo"])
def test_the_form_says_who_can_read_it(forge: Forge) -> None:
    public, private = (read(forge, private=said) for said in (False, True))
    assert "all the world can read what you send here" in public["body"][0]["attributes"]["value"]
    assert "for a private repository" in private["body"][0]["attributes"]["value"]
    assert public["title"] == form.TITLE
    assert ("description" in public, "about" in public) == (forge == "github", forge == "forgejo")


def test_the_template_of_gitlab_is_a_form_too_and_its_asides_are_not_read() -> None:
    text = form.template(KNOWN, private=False)
    assert "all the world can read" in text
    assert text.endswith(" -->\n")
    assert text.startswith(form.START)
    found = issue_form.read(form.without_asides(text), "")
    assert (found.records.fields, found.problems) == ({"kind": "share"}, ())
    filled = text.replace("Address\n\n\n", "Address\n\nhttps://ada.example/engines/\n")
    assert issue_form.read(form.without_asides(filled), "").records.fields["url"] == "https://ada.example/engines/"


def test_no_other_comment_is_taken_out() -> None:
    text = "### Note\n\n<!-- mine --> so <!-- mkdocs-reciprocity: x -->there"
    assert form.without_asides(text) == "### Note\n\n<!-- mine --> so there"


def test_a_body_is_read_as_it_was_filled() -> None:
    assert issue_form.read(form.body(FILLED), "").records.fields == FILLED


# What GitHub's "Syntax for issue forms" and "Syntax for GitHub's form schema" allow.
TOP = {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
ATTRIBUTES = {
    "markdown": {"value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "input": {"label", "description", "placeholder", "value"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
}


@pytest.mark.parametrize("private", [True, False])
def test_the_form_has_nothing_that_github_does_not_know(private: bool) -> None:
    whole = read("github", private=private)
    assert {*whole} <= TOP
    assert {"name", "description", "body"} <= {*whole}
    labels = [one["attributes"].get("label") for one in whole["body"]]
    assert len({*labels}) == len(labels)
    for one in whole["body"]:
        assert {*one} <= {"type", "id", "attributes", "validations"}
        assert {*one["attributes"]} <= ATTRIBUTES[one["type"]]
        assert re.fullmatch(r"[A-Za-z0-9_-]+", one.get("id", "x"))
        options = one["attributes"].get("options", [])
        assert all(isinstance(option, str) for option in options)
        assert len({*options}) == len(options)
        assert all(
            isinstance(said, str) for name, said in one["attributes"].items() if name not in {"options", "default"}
        )
