"""The addresses that open the form: the plain one, for a phone, and the bookmarklet, which fills it in."""

from __future__ import annotations

import json
from string import Template
from urllib.parse import quote

from mkdocs_reciprocity.core.capture import form
from mkdocs_reciprocity.core.capture.repository import FORMS, Repository

_TITLE, _NOTE = 150, 200  # characters; an address has about 8,000 bytes at most, and a letter up to 12

# It loads nothing. Half characters would make `encodeURIComponent` fail. On the desk, or wherever else this machine
# shows something to itself, it opens nothing: the address is nobody's business. `href` might have a password in it.
_SCRIPT = Template("""\
(()=>{const l=location;if(!/^https?:$$/.test(l.protocol)||/^(localhost|127\\.|\\[)/.test(l.hostname))\
return alert($put);\
const t=(s,n)=>Array.from(String(s).replace(/\\s+/g,' ').trim()).slice(0,n).join('').replace(/[\\ud800-\\udfff]/gu,''),\
e=encodeURIComponent,u=e(l.origin+l.pathname+l.search+l.hash),h=e(t(document.title,$title)),n=e(t(getSelection(),$note));\
open($address,'_blank','noopener')})()""")
_NO_COMMAND = " "  # a line that begins with a slash is a command to GitLab; and a page may be called "/move ada/x"
_AS_IT_IS = "!'()*,-./:;=?@_~&+$"  # what needs no escape in such an address
_PUT = "Put this into your bookmarks, and choose it while you read a post."


def address(repository: Repository) -> str:
    """The address of the empty form."""
    return _start(repository) + (f"&issue[title]={form.TITLE}" if repository.forge == "gitlab" else "")


def with_post(repository: Repository) -> str:
    """The beginning of an address that opens the form filled in: the encoded address of a post comes behind it."""
    if repository.forge == "gitlab":
        kind, url, *_ = form.fields(private=False)
        return _described(repository) + quote(
            f"### {kind.heading}\n\n{form.KIND}\n\n### {url.heading}\n\n{_NO_COMMAND}", safe=""
        )
    return f"{_start(repository)}&{_parameter(repository, 'url')}="


def bookmarklet(repository: Repository) -> str:
    """An address that is a script: it opens the form with the address and the title of a page, and the words chosen."""
    if repository.forge == "gitlab":
        empty = {"kind": form.KIND, "url": "\0u", "title": f"{_NO_COMMAND}\0h", "note": f"{_NO_COMMAND}\0n"}
        text = quote(form.body(empty, private=False), safe="")
        filled = _joined(_described(repository) + text.replace("%00", "\0"))
    else:
        variables = {"url": "\0u", "title": "\0h", "note": "\0n"}
        said = "".join(f"&{_parameter(repository, name)}={variable}" for name, variable in variables.items())
        filled = _joined(_start(repository) + said)
    script = _SCRIPT.substitute(put=json.dumps(_PUT), title=_TITLE, note=_NOTE, address=filled)
    return "javascript:" + quote(script, safe=_AS_IT_IS)


def _start(repository: Repository) -> str:
    path = FORMS[repository.forge]
    if repository.forge == "gitlab":
        return f"{repository.home}/-/issues/new?issuable_template=Gift&issue[confidential]=true"
    name = path.rpartition("/")[2] if repository.forge == "github" else path
    return f"{repository.home}/issues/new?template={quote(name, safe='/')}"


def _described(repository: Repository) -> str:
    """The beginning of an address that gives the text of an issue at GitLab, which has no forms."""
    return f"{repository.home}/-/issues/new?issue[title]={form.TITLE}&issue[confidential]=true&issue[description]="


def _parameter(repository: Repository, name: str) -> str:
    """What fills a field: at GitHub its id, at Forgejo `field:` and its id."""
    (field,) = (field for field in form.fields(private=False) if field.name == name)
    return f"{'field:' if repository.forge == 'forgejo' else ''}{form.id_of(field)}"


def _joined(text: str) -> str:
    """An expression in JavaScript; in the text, a NUL and a letter stand for a variable."""
    first, *rest = text.split("\0")
    return json.dumps(first) + "".join(
        f"+{part[0]}" + (f"+{json.dumps(part[1:])}" if part[1:] else "") for part in rest
    )
