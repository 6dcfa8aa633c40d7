"""From whom a post came, and who wrote it, as the log says."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.views.places import Place
from tests.core.ledger.making import ADA, gave, peer, views_of

PEERS = [ADA, peer("ben"), peer("zoe", name="Zoe", private=True)]


def test_via_is_a_link_to_the_person_and_by_is_the_author() -> None:
    rows = [
        replace(gave("share", "https://stranger.example/a/", title="A"), via="https://ben.example/link-dump/"),
        replace(gave("share", "https://stranger.example/b/", title="B"), via="ben"),
        replace(gave("share", "https://host.example/~nora/c/", title="C"), by="Nora Fjellheim"),
        replace(gave("share", "https://stranger.example/d/", title="D"), via="https://other.example/Page/"),
        replace(gave("share", "https://stranger.example/e/", title="E", said_private=False), via="zoe"),
    ]
    (group,) = views_of(rows, peers=PEERS).shared.groups
    assert {item.post.text: (item.peer, item.via) for item in group.items} == {
        "A": (Place("stranger.example"), Place("Ben", "https://ben.example/link-dump/")),
        "B": (Place("stranger.example"), Place("Ben", "https://ben.example/")),
        "C": (Place("Nora Fjellheim"), Place("")),
        "D": (Place("stranger.example"), Place("other.example/Page", "https://other.example/Page/")),
        "E": (Place("stranger.example"), Place("")),
    }
