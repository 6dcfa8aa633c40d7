"""The sample site, built in its themes, and a browser to look at it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from mkdocs_reciprocity.host.desk_door import Door
from tests import hosts
from tests.server import free_port
from tests.sites.drawing import Built, make

ROOT = Path(__file__).parents[2]
THEMES = {
    "material": "mkdocs.yml",
    "mkdocs": "mkdocs.mkdocs.yml",
    "readthedocs": "mkdocs.readthedocs.yml",
    "materialx": "mkdocs.materialx.yml",  # it and Material cannot be installed together
}

NOON = "1795348800"
"""22 November 2026, the last day of the sample's log, as `SOURCE_DATE_EPOCH` has it."""


def copied(folder: Path) -> Path:
    """A copy of the sample's sources, so that nothing is written into the checkout."""
    ignored = shutil.ignore_patterns("site*", ".cache")
    return Path(shutil.copytree(ROOT / "sample_site", folder / "sample_site", ignore=ignored, dirs_exist_ok=True))


def built(folder: Path, theme: str, *, strict: bool = True) -> Built:
    """The sample, built in one theme."""
    hosts.need(theme)
    sample = copied(folder / theme)
    return apart(lambda: make(sample / THEMES[theme], strict=strict))


def apart(build: Callable[[], Built]) -> Built:
    """Builds in a thread of its own: the search of MaterialX runs an event loop, and Playwright's runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(build).result()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives
        """Nobody wants to read it."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder, served on the loopback; the URL ends with a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def behind_a_door(preview: Built) -> Iterator[str]:
    """A preview on the loopback, as MkDocs serves it; the desk's URL."""
    port = free_port()
    server = LiveReloadServer(lambda: None, "127.0.0.1", port, root=str(preview.folder))
    door = Door(server.serve_request, f"http://127.0.0.1:{port}/", "tests")
    door.show(preview.desk)
    server.set_app(door)
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    try:
        yield door.address
    finally:
        server.observer.start()  # it is stopped with the server
        server.shutdown()


def chromium() -> str | None:
    """Where a chromium is installed, if it is."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
