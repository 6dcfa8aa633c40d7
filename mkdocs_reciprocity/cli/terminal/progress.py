"""A bar that grows while many requests are made."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def watch(doing: str, progress: Callable[[], tuple[int, int]]) -> None:
    """Shows a bar until all is done. Returns at once if stderr is no terminal."""
    done, total = progress()
    if not sys.stderr.isatty() or not total:
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only for somebody who watches
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        while done < total:
            time.sleep(0.1)
            done, total = progress()
            bar.update(task, completed=done)
