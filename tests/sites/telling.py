"""A blog on a web server of its own, and a server of those whom it tells by webmention."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from click.testing import CliRunner, Result
from msgspec import Struct

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.site_places import RECOMMENDATIONS_JSON
from tests.server import Page, Server, page
from tests.sites.drawing import Files, draw, make


def html(body: str) -> Page:
    return page(body.encode(), 200, Content_Type="text/html; charset=utf-8")


class Blog(Struct):
    """A site with its web server, and the server of those that it links to."""

    root: Path
    own: Server
    peer: Server

    def write(self, files: Files, /, **options: Any) -> None:
        """Draws, builds and publishes the site; ``{peer}`` in a file stands for the peer's address."""
        config = self.draw(files, **options)
        self.publish(make(config).folder)

    def draw(self, files: Files, /, **options: Any) -> Path:
        said = {name: str(text).replace("{peer}", self.peer.url("")) for name, text in files.items()}
        allow = [f"127.0.0.1:{self.own.port}", f"127.0.0.1:{self.peer.port}"]
        feeds = {"allow_hosts": allow, "timeout": "60s"}
        return draw(self.root, said, {"site_url": self.own.url("/"), "reciprocity": {"feeds": feeds, **options}})

    def publish(self, folder: Path) -> None:
        self.own.pages.clear()
        for path in folder.rglob("*.html"):
            name = path.relative_to(folder).as_posix()
            self.own.pages[f"/{name.removesuffix('index.html')}"] = html(path.read_text("utf-8"))
        for path in folder.glob(RECOMMENDATIONS_JSON):
            self.own.pages[f"/{RECOMMENDATIONS_JSON}"] = page(path.read_bytes(), Content_Type="application/json")

    def send(self, *arguments: str) -> Result:
        return self.send_since("ever", *arguments)

    def send_since(self, day: str | None, *arguments: str, typed: str | None = None) -> Result:
        since = [] if day is None else ["--since", day]
        command = ["webmention", "send", "-f", str(self.root / "mkdocs.yml"), *since, *arguments]
        result = CliRunner().invoke(main, command, input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def told(self) -> list[tuple[str, str, str]]:
        """What was posted: where to, and the pair, without the servers' addresses."""
        found = []
        for asked in self.peer.asked:
            if asked.method == "POST":
                assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
                said = dict(parse_qsl(asked.body.decode()))
                assert list(said) == ["source", "target"]
                source = said["source"].removeprefix(self.own.url(""))
                found.append((asked.path, source, said["target"].removeprefix(self.peer.url(""))))
        self.peer.asked.clear()
        return found
