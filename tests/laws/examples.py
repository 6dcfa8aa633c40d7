"""With how many examples a law is tried."""

from __future__ import annotations

import os

from hypothesis import settings


def laws(examples: int) -> settings:
    """The same examples each time: half of them, or all if ``THOROUGH`` is set, as it is every week."""
    many = examples if os.environ.get("THOROUGH") else examples // 2
    return settings(derandomize=True, max_examples=many, deadline=None, database=None)
