"""Looks whether the posts that were given are still there."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_reciprocity.cli.terminal.command import interrupted
from mkdocs_reciprocity.cli.terminal.progress import watch
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.lost_posts import Looking
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.core.ledger import lost_posts
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem


def looked_for(gathering: Gathering, rows: Iterable[Interaction]) -> list[Problem]:
    """Asks for the posts whose turn it is, and remembers the answers. Gives a line for each row whose post is gone."""
    posts = lost_posts.posts_of(rows, gathering.book.directory)
    before = gathering.store.posts(posts)
    of = gathering.site
    limits = Round(of.settings.feeds, site=of.url or "", task="(looking for lost posts)", patient=True).limits()
    looking = Looking(lost_posts.due(posts, before, gathering.today), before, limits, gathering.today)
    try:
        looking.begin()
        watch("looking for posts", looking.progress)
        asked = looking.wait()
    except KeyboardInterrupt:
        looking.cancel()
        asked = dict(looking.asked)  # an answer that is just coming may still be put there
        gathering.store.keep_posts(asked)
        were = "was looked for, and is" if len(asked) == 1 else "were looked for, and are"
        interrupted(f"{len(asked)} of {looking.total} {were} remembered")
    gathering.store.keep_posts(asked)
    return lost_posts.problems(posts, {**before, **asked})
