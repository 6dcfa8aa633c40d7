"""Opens an address where the author's system opens such addresses: a browser, a program for mail."""

from __future__ import annotations

import os
import sys

SCHEMES = ("https://", "http://", "mailto:")


def opened(address: str) -> bool:
    """Whether something was started that opens the address. No address of another kind is opened.

    A browser that runs in the terminal itself is not started: it would take the terminal from the command.
    """
    if not address.startswith(SCHEMES) or not _has_windows():
        return False
    import webbrowser  # noqa: PLC0415 - few commands open anything

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def _has_windows() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in named)
