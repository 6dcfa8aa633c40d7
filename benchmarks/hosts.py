"""A process that is 200 web servers on 127.0.0.1, each a port of its own that answers after 100 ms."""

from __future__ import annotations

import asyncio
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import corpus

HOSTS = 200
DELAY = 0.1
"""In seconds, from the end of the request to the beginning of the answer."""


@contextmanager
def running() -> Iterator[list[str]]:
    """The hosts' addresses, for as long as they answer. A request with any ``If-None-Match`` gets a 304.

    All their feeds are well-formed, and all entries have days: with others pelican-webring ends the build.
    """
    command = [sys.executable, "-m", "benchmarks.hosts"]
    with subprocess.Popen(command, cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield [f"http://127.0.0.1:{port}/feed.xml" for port in json.loads(process.stdout.readline())]
        finally:
            process.kill()


class _Host:
    def __init__(self, body: bytes) -> None:
        self.body, self.small = body, gzip.compress(body, 6)

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(DELAY)
                writer.write(self.answer(request))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def answer(self, request: bytes) -> bytes:
        if b"\r\nif-none-match:" in request.lower():
            return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
        packed = b"gzip" in request.lower()
        body, encoding = (self.small, "Content-Encoding: gzip\r\n") if packed else (self.body, "")
        head = f'HTTP/1.1 200 OK\r\nETag: "1"\r\n{encoding}Content-Length: {len(body)}\r\n\r\n'
        return head.encode() + body


async def _serve() -> None:
    well_formed = [body for number, body in enumerate(corpus.generate(HOSTS)) if number % 100 not in {7, 37, 67}]
    dated = [body for body in well_formed if b"<pubDate>" in body or b"<published>" in body]
    hosts = [_Host(dated[number % len(dated)]) for number in range(HOSTS)]
    servers = [await asyncio.start_server(host.converse, "127.0.0.1", 0) for host in hosts]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
