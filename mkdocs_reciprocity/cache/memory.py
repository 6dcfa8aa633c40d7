"""What a preview remembers from build to build: whoever changes one page waits for no more than that page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


class Memory:
    """What was worked out under each name, and from which values. Only the last is kept, in this process alone. It is
    used again as long as the values are equal. A build is the only one of its process, so it ``keeps`` nothing.

    Whoever asks gives all values that the result depends on, and changes neither them nor the result afterwards.
    """

    def __init__(self, *, keeps: bool) -> None:
        self.keeps = keeps
        self._known: dict[tuple[str, ...], tuple[object, object]] = {}

    def of(self, name: tuple[str, ...], given: object, make: Callable[[], T]) -> T:
        """What ``make`` makes from the values that are ``given``, or has made from equal ones the last time."""
        if not self.keeps:
            return make()
        known = self._known.get(name)
        if known is not None and known[0] == given:
            return cast("T", known[1])
        made = make()
        self._known[name] = given, made
        return made


NO_MEMORY = Memory(keeps=False)
