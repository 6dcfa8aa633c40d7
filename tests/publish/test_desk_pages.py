"""The desk as pages: where they lie."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.publish.desk_pages import folder
from tests.laws.test_laws_of_the_ledger import law


@pytest.mark.parametrize("peer", ["ada", "b-2", "2026"])
def test_a_plain_id_is_the_name_of_its_folder(peer: str) -> None:
    assert folder(PeerId(peer)) == f"desk/{peer}"


@pytest.mark.parametrize(
    "peer", ["", "..", "a/b", "a\\b", "Ada", "con", "nul", "com1", "a.b", "index.html", "x" * 99, "ä"]
)
def test_any_other_id_is_a_hash(peer: str) -> None:
    assert re.fullmatch("desk/_[0-9a-f]{16}", folder(PeerId(peer)))


@law
@given(st.lists(st.text(max_size=12), max_size=20, unique=True))
def test_every_peer_has_a_folder_of_their_own_whatever_the_file_system(peers: list[str]) -> None:
    folders = [folder(PeerId(peer)) for peer in peers]
    assert len({name.casefold() for name in folders}) == len(peers)
    assert all(re.fullmatch("desk/[a-z0-9_][a-z0-9-]*", name) for name in folders)
