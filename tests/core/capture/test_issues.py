"""The second lock: of what a forge tells, only the author's forms are taken."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.capture.form import START, TITLE, body, template
from mkdocs_reciprocity.core.capture.issues import Form, forms, is_by
from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.problem import Refused
from tests.laws.test_laws_of_the_ledger import law

TEXT = body({"kind": "share", "url": "https://ada.example/engines/"})


def event(
    by: object = "ada",
    text: object = TEXT,
    number: object = 7,
    action: object = "opened",
    sender: object = None,
    **more: Any,
) -> bytes:
    """As GitHub and Forgejo tell of an issue, with some of what is not read."""
    told = {
        "action": action,
        "issue": {"number": number, "title": TITLE, "user": {"login": by, "id": 1}, "body": text, "labels": [], **more},
        "repository": {"name": "blog", "owner": {"login": "Ada"}, "private": False},
        "sender": {"login": by if sender is None else sender},
    }
    return json.dumps(told).encode()


def refused(told: bytes, *authors: str) -> str:
    with pytest.raises(Refused) as error:
        forms(told, authors)
    return str(error.value)


def test_an_issue_of_the_owner_is_taken() -> None:
    assert forms(event(created_at="2026-11-29T06:50:36Z")) == [Form(7, TEXT, "2026-11-29T06:50:36Z")]


@pytest.mark.parametrize("by", ["ben", "ada-", "adа", "", "ada\n", "a.da", "\u0410da"])
def test_an_issue_of_anybody_else_is_refused(by: str) -> None:
    assert "only an issue of the owner becomes a row" in refused(event(by))


def test_the_names_that_are_given_count_instead_of_the_owners() -> None:
    assert forms(event("Ben"), ["ben", "cleo"])
    assert "only an issue of the owner" in refused(event("ada"), "ben", "cleo")


def test_a_letter_that_only_looks_small_is_no_name() -> None:
    assert is_by("Kate", ["kate"])
    assert not is_by("\u212aate", ["kate"])
    assert not is_by("kate", ["\u212aate"])


@pytest.mark.parametrize(
    "told",
    [
        event(action="edited"), event(action="reopened"), event(text="A bug"), event(text=None), event(text=""),
        event(text=f"Look:\n\n{START}\n\nshare"), event(number=0), event(number=-1),
    ],
)  # fmt: skip
def test_what_the_form_has_not_made_is_refused(told: bytes) -> None:
    assert refused(told) == "this is no new issue that was made by the form; nothing was done"


@pytest.mark.parametrize(
    "told",
    [
        b"", b"{}", b"[]x", b"\xff\xfe", b"null", b"3", event(number="7"), event(number=7.5), event(by=None),
        event(by=["ada"]),
        event(text=["x"]), b"[{}]", b'{"action": "opened", "issue": []}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_event_is_a_sentence(told: bytes) -> None:
    assert refused(told).startswith("this is no issue as forges tell of them (")


@law
@given(st.binary(max_size=60))
def test_any_bytes_are_taken_or_refused(told: bytes) -> None:
    with suppress(Refused):
        assert forms(told) == []


def test_in_a_public_repository_nothing_private_is_written() -> None:
    private = f"{START}\n\nshare\n\n### Address\n\nhttps://ada.example/a/\n\n### Private\n\nyes\n"
    (form,) = forms(event(text=private))
    assert form.refused.startswith("this repository is public")
    hidden = event(text=private).replace(b'"private": false', b'"private": true')
    assert forms(hidden) == [Form(7, private)]
    assert not forms(event(text=private.replace("yes", "no")))[0].refused


def listed(number: int, by: str, text: str | None, **more: str) -> dict[str, Any]:
    return {
        "iid": number,
        "id": 900 + number,
        "author": {"username": by},
        "description": text,
        "state": "opened",
        **more,
    }


def test_of_a_list_only_the_authors_forms_are_taken_the_oldest_first() -> None:
    of_template = template(KINDS, private=False).replace("Address\n\n\n", "Address\n\nhttps://ada.example/a/\n")
    told = [
        listed(9, "ada", of_template, created_at="2026-11-29T06:50:36.123+01:00"),
        listed(8, "ben", TEXT),
        listed(3, "Ada", TEXT, created_at="yesterday; rm -rf /"),
        listed(4, "ada", None),
        listed(5, "ada", "A bug"),
    ]
    found = forms(json.dumps(told).encode(), ["ada"])
    assert [(form.number, form.date) for form in found] == [(3, "today"), (9, "2026-11-29T06:50:36+01:00")]
    assert "<!--" not in found[1].text
    assert forms(json.dumps(told).encode()) == [], "a list names no owner"
    assert forms(b"[]", ["ada"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "$(touch x)", "`touch x`", "'; touch x; '", '"; touch x; "', "::set-output name=x::y\n::add-mask::z",
        "{{ 7*7 }}", "${{ github.token }}", "x\r\ny", "### Address\nhttps://evil.example/", "\u202ex\u2066", "\0",
        "é" * 65_000,
    ],
)  # fmt: skip
def test_the_text_is_handed_on_as_it_is(text: str) -> None:
    said = f"{TEXT}{text}\n"
    assert forms(event(text=said))[0].text == said


def test_an_issue_that_somebody_else_has_brought_here_is_refused() -> None:
    assert refused(event(sender="ben")) == ('the issue was brought here by "ben", not by its author; nothing was done')
    assert refused(event(sender="ben"), "ada", "ben").startswith("the issue was brought here")


def test_of_a_list_it_has_to_be_said_that_the_repository_is_private() -> None:
    text = TEXT.replace("### Note", "### Private\n\nyes\n\n### Note")
    told = json.dumps([listed(5, "ada", text)]).encode()
    assert forms(told, ["ada"])[0].refused.startswith("this repository is public")
    assert not forms(told, ["ada"], private=True)[0].refused


def test_half_a_character_is_no_text() -> None:
    assert refused(event(text=f"{TEXT}\ud800")).startswith("this is no issue")
