"""Where the blog's repository is, from the address of a remote or from `repo_url`: which forge, whose, and its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from mkdocs_reciprocity.core.patterns import late

Forge = Literal["github", "gitlab", "forgejo"]
"""The programs that host repositories. Codeberg runs Forgejo."""

FORGES: tuple[Forge, ...] = ("github", "gitlab", "forgejo")

FORMS: dict[Forge, str] = {
    "github": ".github/ISSUE_TEMPLATE/gift.yml",
    "forgejo": ".forgejo/issue_template/gift.yml",
    "gitlab": ".gitlab/issue_templates/Gift.md",
}
"""Where each forge looks for the form, from the top of the repository."""

_KNOWN: dict[str, Forge] = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "forgejo"}
_SSH_HOSTS = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}  # for networks where port 22 is shut
_SCP = late(r"(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!/)(\S+)")
_NAME = late(r"[A-Za-z0-9_.-]{1,100}")
_HOST = late(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")
_SECTION = late(r'\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]\s*(.*)')
_URL = late(r"\s*url\s*=\s*(.*)", re.IGNORECASE)


class Place(Struct, frozen=True):
    """A host, and the path of a repository there. Nothing of a user's name, a password or a token is in it."""

    host: str
    path: str

    @property
    def forge(self) -> Forge | None:
        """Which forge it surely is; None for one that the host's name does not say."""
        return _KNOWN.get(self.host)


class Repository(Struct, frozen=True):
    """A repository at a forge. ``home`` is the address of its page; ``owner`` the first part of its path."""

    forge: Forge
    home: str
    owner: str

    @property
    def host(self) -> str:
        """The host, with its port if that is not the usual one."""
        return self.home.split("/")[2]

    @property
    def is_at_codeberg(self) -> bool:
        """Whether it is at codeberg.org, whose machines have names of their own."""
        return self.host == "codeberg.org"


def is_name(text: str) -> bool:
    """Whether a user of a forge may have this name."""
    return _NAME.fullmatch(text) is not None


def place_of(address: str) -> Place | None:
    """The place of a repository, from its address in any of git's spellings; None where that is no place on the web."""
    address = address.strip()
    if "://" in address:
        try:
            parts = urlsplit(address)
            scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        except ValueError:
            return None
        if scheme not in {"http", "https", "ssh", "git", "git+ssh"}:
            return None
        host = f"{host}:{port}" if port and scheme in {"http", "https"} and port not in {80, 443} else host
        host = host if scheme in {"http", "https"} else _without_alias(host)
        path = parts.path
    elif match := _SCP.fullmatch(address):
        host, path = _without_alias(match[1].lower()), match[2]
    else:
        return None
    path = path.strip("/").removesuffix(".git")
    host = _SSH_HOSTS.get(host, host.removeprefix("www."))
    return Place(host, path) if _HOST.fullmatch(host) and "/" in path else None


def _without_alias(host: str) -> str:
    """The host. Ssh may have a name of its own for it: `github.com-work`, or `work`, which says nothing."""
    known = (name for name in _KNOWN if host.startswith(f"{name}-"))
    return next(known, host if "." in host else "")


def repository(place: Place, forge: Forge) -> Repository | None:
    """The repository at a forge; None if its path does not name one."""
    names = place.path.split("/")
    pages = names.index("-") if "-" in names else len(names)  # behind it are the pages of a project
    names = names[: pages if forge == "gitlab" else 2]
    if len(names) < 2 or not all(_NAME.fullmatch(name) and name.strip(".") for name in names):
        return None
    return Repository(forge, f"https://{place.host}/{'/'.join(names)}", names[0])


def origin(config: str) -> str:
    """The address of the remote `origin` in the text of a git configuration; empty if there is none."""
    return next(_addresses(config), "")


def _addresses(config: str) -> Iterator[str]:
    is_origin = False
    for text in config.splitlines():
        line = text
        if section := _SECTION.fullmatch(line):
            is_origin = section[1].lower() == "remote" and section[2] == "origin"
            line = section[3]
        if is_origin and (said := _URL.fullmatch(line)):
            yield _value(said[1])


def _value(said: str) -> str:
    """A value of a git configuration, without quotes and a comment. No address has either in it."""
    return re.split(r"\s*[#;]", said, maxsplit=1)[0].strip().strip('"')
