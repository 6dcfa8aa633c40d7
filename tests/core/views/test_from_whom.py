"""From whom a post came, and who wrote it, as the log says."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.ledger.hidden_names import HiddenNames
from mkdocs_reciprocity.core.views.places import NOWHERE, Place
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


ZOE = peer("z.secret", name="Zoë Secret", also=["https://social.example/@zoe"], was="zs", private=True)
SPELLED = (
    "Zoë Secret", "z.secret", "Zoë  Secret", "ZOE SECRET", "from Zoe Secret", "Zoë Secret and Ben", "zs",
    "Zoe\u200b Secret", "Z-Secret", "the blog z.secret.example", " ".join(["word"] * 101),
    "Zoe\u0308 Secret", "https://z.secret.example/", "z.secret.example", "https://z.secret.example:8443/a",
    "https://u@z.secret.example/a", "HTTPS://www.Z.SECRET.example/", "@zoe@social.example",
    "https://social.example/@zoe/1",
)  # fmt: skip


@pytest.mark.parametrize("said", SPELLED)
def test_nobody_private_is_named_however_they_are_spelled(said: str) -> None:
    rows = [
        replace(gave("share", "https://stranger.example/a/", title="A", said_private=False), via=said),
        replace(gave("share", "https://stranger.example/b/", title="B", said_private=False), by=said),
        replace(gave("thank", "https://stranger.example/c/", title="C", note="Thanks.", said_private=False), by=said),
    ]
    views = views_of(rows, peers=[*PEERS, ZOE])
    items = [item for group in views.shared.groups for item in group.items]
    assert {(item.peer.text, item.via) for item in items} == {("stranger.example", NOWHERE)}
    assert [person.peer.text for person in views.pay_it_forward.people] == ["stranger.example"]


@pytest.mark.parametrize("said", ["Nora Secret", "Zoe", "social.example", "Sam", "secret z", "ben"])
def test_others_are_named_beside_somebody_private(said: str) -> None:
    row = replace(gave("share", "https://stranger.example/b/", title="B"), by=said)
    (group,) = views_of(
        [row], peers=[ADA, peer("ben"), ZOE, peer("nobody", None, name="!", private=True)]
    ).shared.groups
    assert group.items[0].peer == Place(said)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://v.example/?token=a1b2c3d4e5f6", "stranger.example"),
        ("v.example/?token=a1b2c3d4e5f6", "stranger.example"),
        ("https://nora@v.example/", "stranger.example"),
        ("https://v.example/", "https://v.example/"),
        ("J.R. Writer", "J.R. Writer"),
    ],
)
def test_an_address_with_a_key_is_nobodys_name(said: str, shown: str) -> None:
    rows = [
        replace(gave("share", "https://stranger.example/b/", title="B"), by=said),
        replace(gave("thank", "https://stranger.example/c/", note="Thanks.", said_private=False), by=said),
    ]
    views = views_of(rows, peers=PEERS)
    (group,) = views.shared.groups
    assert group.items[0].peer == Place(shown)
    assert [person.peer for person in views.pay_it_forward.people] == [Place(shown)]


def test_how_the_author_addresses_somebody_private_is_a_name_of_theirs() -> None:
    hidden = HiddenNames([replace(peer("zoe", name="Zoe Example", private=True), call="Zozo")])
    said = ("seen by Zozo", "zozo", "Zoe Example", "Zozos", "")
    assert [hidden.are_in(text) for text in said] == [True, True, True, False, False]


def test_whoever_has_many_private_peers_does_not_wait_for_each_of_them() -> None:
    looked = 0

    class Counted(frozenset[str]):
        def __le__(self, other: object) -> bool:
            nonlocal looked
            looked += 1
            return super().__le__(other)  # type: ignore[operator]

    hidden = HiddenNames([peer(f"p{number}", name=f"N{number}", private=True) for number in range(300)])
    places = {word: list(map(Counted, found)) for word, found in hidden._places.items()}
    vars(hidden)["_places"] = places
    assert [number for number in range(400) if hidden.are_in(f"a post of p{number}.example")] == [*range(300)]
    assert looked == 300
