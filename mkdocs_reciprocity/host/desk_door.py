"""The way to the desk of a preview: pages in memory, behind a secret, for this machine only.

No page of the desk is ever a file. So none is left behind, however the preview ends, and nothing that reads the site's
files or pages learns of the desk.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from mimetypes import guess_type
from secrets import compare_digest, token_hex
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mkdocs_reciprocity.publish.desk_pages import CONTENT, FOLDER, RELATED

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs_reciprocity.host.related_pages import RelatedPages

_SECRET_BYTES = 20

# Another site must not learn anything of the desk, not even its address, by a frame, a script, a picture, a link or a
# cache.
_SOURCES = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; base-uri 'self'"
_HEADERS = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", f"{_SOURCES}; form-action 'self'; frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
]

# Browsers send no header that begins with "X-". The one exception comes from browsers inside Android apps.
_FROM_A_PROXY = re.compile(
    r"(?!X_REQUESTED_WITH\Z)X_|VIA\Z|FORWARDED|.*_FORWARDED|(?:.*_)?CLIENT_IP\Z"
    r"|(?:CF|CDN|FASTLY|FLY|NGROK|TAILSCALE|PROXY|WL_PROXY)_"
)

# The page asks as MkDocs' own script does whether there is a new build. MkDocs adds that script to files only.
_RELOAD = Template("""\
<script>
(function poll() {
  if (document.hidden) return document.addEventListener("visibilitychange", poll, {once: true});
  fetch("/livereload/$epoch/0").then(answer => answer.ok ? answer.text() : Promise.reject()).then(
    epoch => Number(epoch) > $epoch ? location.reload() : poll(), () => setTimeout(poll, 3000));
})();
</script>
""")


class Door:
    """A server's application with the desk in it. Without the secret, nobody can tell whether there is a desk.

    Args:
        app: the server's application.
        site: where the preview is, ``http://127.0.0.1:8000/blog/``.
        log: the name of the logger for the server's requests.
    """

    def __init__(self, app: WSGIApplication, site: str, log: str) -> None:
        self._app = app
        self._log = logging.getLogger(log)
        self._log.addFilter(self._without_secret)
        self._mount = urlsplit(site).path.rstrip("/") + "/"
        self._secret = token_hex(_SECRET_BYTES)
        self._name = f"{FOLDER}-{self._secret}"
        self.pages: Mapping[str, str] = {}
        self._epoch = 0
        self.address = urljoin(site, f"{self._mount}{self._name}/")
        self.opened = False
        self._related: tuple[RelatedPages, str] | None = None
        self._last: str | None = None  # the path of the own page that was looked at last

    def show(self, pages: Mapping[str, str], related: tuple[RelatedPages, str] | None = None) -> None:
        """Replaces all pages of the desk. Their paths begin with `FOLDER`, which stands for the secret name.

        ``related`` makes the one about the own page that was looked at last, when it is asked for.
        """
        self.pages = pages
        self._related = related
        self._epoch = round(time.monotonic() * 1000)  # as MkDocs counts its builds: the next begins later
        self.opened = self.opened or bool(pages)

    def close(self) -> None:
        """Drops the pages, and stops filtering the server's log."""
        self.show({})
        self._log.removeFilter(self._without_secret)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers requests for the desk by its secret name; all others go to the server."""
        path = environ["PATH_INFO"]
        name, slash, rest = path[len(self._mount) :].partition("/")
        if not path.startswith(self._mount) or not compare_digest(name.encode(), self._name.encode()):
            self._note(environ)
            return self._app(environ, start_response)
        status, more, body = self._answer(environ, slash + rest)
        start_response(status, [*_HEADERS, *more, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _note(self, environ: WSGIEnvironment) -> None:
        """Remembers which own page is looked at. A page is asked for by its path; other files are not."""
        path = environ["PATH_INFO"].encode("latin-1", "replace").decode("utf-8", "replace")  # PEP 3333
        own = path[len(self._mount) :]
        if self._related and environ["REQUEST_METHOD"] == "GET" and path.startswith(self._mount):
            pages, _ = self._related
            found = pages.at(own)
            self._last = self._last if found is None else found

    def _page(self, path: str) -> str | None:
        """A page of the desk; None if there is none."""
        if path == RELATED and self._related:
            pages, shell = self._related
            return shell.replace(CONTENT, pages.content(self._last))
        return self.pages.get(path)

    def _without_secret(self, record: logging.LogRecord) -> bool:
        """Removes the secret from what the server logs about a request."""
        said = record.getMessage()
        if self._secret in said:
            record.msg, record.args = said.replace(self._secret, "…"), ()
        return True

    def _answer(self, environ: WSGIEnvironment, rest: str) -> tuple[str, list[tuple[str, str]], bytes]:
        kind = ("Content-Type", "text/plain; charset=utf-8")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return "405 Method Not Allowed", [kind, ("Allow", "GET, HEAD")], b"The desk can only be read.\n"
        if why_not := _stranger(environ):
            said = f"The desk is private, and shown to a browser on this machine only. {why_not}\n"
            return "403 Forbidden", [kind], said.encode()
        path = f"{FOLDER}{rest}" + ("index.html" if rest.endswith("/") else "")
        if (page := self._page(path)) is not None:
            text = page + _RELOAD.substitute(epoch=self._epoch) if path.endswith(".html") else page
            mime = f"{guess_type(path)[0]}; charset=utf-8"
            return "200 OK", [("Content-Type", mime)], text.encode("utf-8", "xmlcharrefreplace")
        if self._page(f"{path}/index.html") is not None:
            return "302 Found", [kind, ("Location", f"{environ['PATH_INFO']}/")], b""
        return "404 Not Found", [kind], b"There is no such page of the desk.\n"


def refusal(host: str) -> str:
    """A sentence that says why a preview at this host has no desk; empty if it has one."""
    if _is_loopback(host):
        return ""
    return f"no desk here: it is private, and this preview answers other machines too, at {host}"


def _stranger(environ: WSGIEnvironment) -> str:
    """A sentence that says why the request may not come from a browser on this machine; empty if it does.

    A request to another host name may come through a tunnel, or from a site whose name leads here (DNS rebinding).
    """
    host = environ.get("HTTP_HOST", "")
    name = re.fullmatch(r"(?:\[([^]]*)\]|([^:\[\]]*))(?::\d*)?", host)
    if not name or not _is_loopback(name[1] or name[2]) or not _is_loopback(environ["REMOTE_ADDR"]):
        return "Open it at http://127.0.0.1, http://[::1] or http://localhost."
    if environ["SERVER_PROTOCOL"] in {"HTTP/0.9", "HTTP/1.0"}:  # as nginx does by default, and no browser
        return f"This request is {environ['SERVER_PROTOCOL']}, as proxies send it."
    for key in environ:
        if key.startswith("HTTP_") and _FROM_A_PROXY.match(key[5:]):
            return f"This request has a header that proxies add: {key[5:].replace('_', '-').title()}."
    if environ.get("HTTP_SEC_FETCH_SITE", "none") not in {"none", "same-origin"}:
        return "This request was made by another site; put the address into the address bar."
    return ""


def _is_loopback(host: str) -> bool:
    """127.0.0.0/8 (RFC 1122, section 3.2.1.3), ``::1`` (RFC 4291, section 2.5.3), or the name."""
    try:
        return host.casefold() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
