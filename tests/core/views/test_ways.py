"""By what way something was passed on."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.ways import shower
from tests.core.ledger.making import peer, who

PEOPLE = who(
    peer("ben", name="Ben B."), peer("zoe", name="Zoe", private=True), peer("ann", None, name="Ann"),
    peer("a1", "https://a1.example/", name="Twin"), peer("a2", "https://a2.example/", name="Twin"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("via", "place"),
    [
        ("mastodon", Place("Mastodon")),
        ("newsletter", Place("newsletter")),
        ("GitHub", Place("GitHub")),
        ("my newsletter", Place("my newsletter")),
        ("https://ben.example/link-dump/", Place("Ben B.", "https://ben.example/link-dump/")),
        ("ben.example/link-dump", Place("Ben B.", "https://ben.example/link-dump")),
        ("ben", Place("Ben B.", "https://ben.example/")),
        ("ben b.", Place("Ben B.", "https://ben.example/")),
        ("ann", Place("Ann")),
        ("twin", Place("Twin")),
        ("https://stranger.example/a/?b=c", Place("stranger.example/a", "https://stranger.example/a/?b=c")),
        ("https://stranger.example/?token=x", Place("stranger.example")),
        ("https://ben.example/?token=x", Place("Ben B.", "https://ben.example/")),
        ("stranger.example/a", Place("stranger.example/a")),
        ("@ben@social.example", Place("@ben@social.example")),
        ("irc:#looms", Place("irc:#looms")),
        ("zoe", Place("")),
        ("Zoe", Place("")),
        ("https://zoe.example/x/", Place("")),
        ("zoe.example/x", Place("")),
        ("https://me.example/looms/", Place("me.example/looms", "https://me.example/looms/")),
    ],
)
def test_a_way_is_shown_by_its_name_and_leads_to_the_person(via: str, place: Place) -> None:
    assert shower(PEOPLE.peers, PEOPLE.owner)(via) == place
