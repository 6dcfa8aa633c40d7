"""What a forge tells of an issue, or of all open ones -> the forms that the author has sent, and nobody else.

This is the second of two locks: the workflow's own condition is the first. The text is bytes from outside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.capture.form import START, without_asides
from mkdocs_reciprocity.core.editing import issue_form
from mkdocs_reciprocity.core.problem import Refused, quoted

MOST_BYTES = 10_000_000
"""The most that is read. An issue has 65,536 characters at GitHub, a million at GitLab, and there are 100 at most."""

_PUBLIC = (
    "this repository is public, so nothing private is written by way of it; all the world can read this issue: delete "
    "it, and note the row with `mkdocs-reciprocity add --private` on your own computer"
)


class Form(Struct, frozen=True):
    """An issue that the author has sent: its number, the text, when it was sent, and why no row may be made of it
    (empty if it may).
    """

    number: int
    text: str
    date: str = "today"
    refused: str = ""


class _User(Struct):
    login: str


class _Issue(Struct):
    number: int
    user: _User
    body: str | None = None
    created_at: str = ""


class _Repository(Struct):
    owner: _User
    private: bool = False


class _Event(Struct):
    action: str
    issue: _Issue
    repository: _Repository
    sender: _User


class _Author(Struct):
    username: str


class _Listed(Struct):
    """An issue in a list of GitLab's."""

    iid: int
    author: _Author
    description: str | None = None
    created_at: str = ""


_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_READ = msgspec.json.Decoder(_Event | list[_Listed])


def forms(told: bytes, authors: Sequence[str] = (), *, private: bool = False) -> list[Form]:
    """The forms, by number.

    Args:
        told: the event of GitHub or Forgejo, or a list of issues as GitLab's API gives it.
        authors: the names of those whose issues count; if there are none, the owner's do, whom an event names.
        private: whether the repository of a list is private; an event says so itself.

    Raises:
        Refused: it cannot be read; or it is an event of anybody else's.
    """
    try:
        read = _READ.decode(told)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"this is no issue as forges tell of them ({error})") from None
    if isinstance(read, list):
        mine = (one for one in read if is_by(one.author.username, authors))
        found = [Form(one.iid, without_asides(one.description or ""), _date(one.created_at)) for one in mine]
        return sorted(
            (_checked(form, public=not private) for form in found if _is_form(form)), key=lambda form: form.number
        )
    return [_checked(_of_event(read, authors), public=not read.repository.private)]


def _of_event(event: _Event, authors: Sequence[str]) -> Form:
    by = event.issue.user.login
    form = Form(event.issue.number, event.issue.body or "", _date(event.issue.created_at))
    if not is_by(by, authors or [event.repository.owner.login]):
        raise Refused(f"the issue is by {quoted(by)}, and only an issue of the owner becomes a row; nothing was done")
    if event.sender.login != by:  # an issue that somebody has moved here, who may have changed it
        raise Refused(
            f"the issue was brought here by {quoted(event.sender.login)}, not by its author; nothing was done"
        )
    if event.action != "opened" or not _is_form(form):
        raise Refused("this is no new issue that was made by the form; nothing was done")
    return form


def is_by(name: str, authors: Collection[str]) -> bool:
    """Whether the name is that of an author. At forges, capital letters are small ones, and all names are ASCII."""
    return name.isascii() and name.lower() in {author.lower() for author in authors if author.isascii()}


def _is_form(form: Form) -> bool:
    return form.text.startswith(START) and form.number > 0


def _checked(form: Form, *, public: bool) -> Form:
    """The form; where the repository is public, one that asks for a private row says why there is none."""
    filled = issue_form.read(form.text, "").records
    return replace(form, refused=_PUBLIC) if public and filled.private else form


def _date(time: str) -> str:
    """When it was sent, as a log may say it. So a second run, on another day, makes the same row."""
    said = _TIME.fullmatch(time)
    return said[1] + said[2] if said else "today"
