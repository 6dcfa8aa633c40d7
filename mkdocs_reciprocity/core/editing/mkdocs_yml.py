"""The bytes of mkdocs.yml -> its bytes with one more plugin; every other byte stays, comments and tags included.

What was written is read again: unless all is as it was, and the plugins are the old ones and the new one, the file is
refused, and so is one where it cannot be told what the plugins are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from mkdocs_reciprocity.core.editing.shape import NotWritten
from mkdocs_reciprocity.core.log.text import decoded, encoding_of
from mkdocs_reciprocity.core.problem import Problem, Where

_KEY = "plugins"
_DEFAULT = "search"
"""What MkDocs has where no plugins are named."""

_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_YAML = "tag:yaml.org,2002:"


def with_plugin(body: bytes, file: str, name: str) -> bytes:
    """The configuration with the plugin as the last one.

    Args:
        body: the file as it is on disk.
        file: its name for the problems.
        name: the plugin, which is not listed yet.

    Raises:
        NotWritten: see above.
    """
    text, faults = decoded(body)
    if faults:
        raise _refused(file, faults[0].line, faults[0].message, name)
    try:
        after = _with_plugin(text, file, name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _refused(file, mark.line + 1 if mark else 0, "this is not valid YAML", name) from None
    except RecursionError:
        raise _refused(file, 0, "this is nested too deeply", name) from None
    mark, codec = encoding_of(body)
    return mark + after.encode(codec)


def _with_plugin(text: str, file: str, name: str) -> str:
    root, plugins = _plugins(text, file, name)
    at, new = _insertion(text, root, plugins, file, name)
    after = text[:at] + new + text[at:]
    if _said(_composed(after)) != _expected(root, plugins, name):
        line = _line(text, plugins[0].start_mark.index if plugins else at)
        raise _refused(file, line, "a change here would change more than it should", name)
    return after


def _refused(file: str, line: int, why: str, name: str) -> NotWritten:
    message = f"{why}; add the line `- {name}` below `plugins:` by hand (nothing was changed)"
    return NotWritten(Problem(Where(file, line), message))


def _composed(text: str) -> Node | None:
    node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


def _plugins(text: str, file: str, name: str) -> tuple[MappingNode, tuple[Node, Node] | None]:
    """The whole, and the key with its value if it is there."""
    root = _composed(text)
    if not isinstance(root, MappingNode) or root.flow_style or not root.value:
        raise _refused(file, 1, "this is no mapping of one setting a line", name)
    found = [(key, value) for key, value in root.value if key.value == _KEY]
    if len(found) > 1:
        raise _refused(file, found[1][0].start_mark.line + 1, "`plugins:` stands here a second time", name)
    for key, _ in root.value:
        if not found and key.value in {"INHERIT", "<<"}:
            line = key.start_mark.line + 1
            raise _refused(file, line, f"the plugins may come from what `{key.value}` names", name)
    return root, found[0] if found else None


def _insertion(
    text: str, root: MappingNode, plugins: tuple[Node, Node] | None, file: str, name: str
) -> tuple[int, str]:
    """Where something is to be put in, and what."""
    margin = " " * root.start_mark.column
    if plugins is None:
        lines = [f"{margin}{_KEY}:", f"{margin}  - {_DEFAULT}", f"{margin}  - {name}"]
        return _whole_lines(text, root.end_mark.index, lines)
    key, value = plugins
    line = key.start_mark.line + 1
    if value.start_mark.index < key.end_mark.index:
        raise _refused(file, line, "the plugins stand elsewhere in the file", name)
    if value.tag == f"{_YAML}null" and not value.value:
        at = _below(text, key.end_mark.index, len(margin) + 1)
        return _whole_lines(text, at, [f"{margin}  - {_DEFAULT}", f"{margin}  - {name}"])
    if not isinstance(value, CollectionNode) or value.tag not in {f"{_YAML}seq", f"{_YAML}map"}:
        raise _refused(file, line, "what stands here is no list of plugins", name)
    new = f"{name}: {{}}" if isinstance(value, MappingNode) else name
    if value.flow_style:
        return (_end(text, value.value[-1]), f", {new}") if value.value else (value.start_mark.index + 1, new)
    column = value.start_mark.column
    if not isinstance(value, MappingNode):
        start = value.start_mark.index + 1
        new = "-" + text[start : value.value[0].start_mark.index].partition("\n")[0].partition("#")[0] + new
        new = new if new[1] in " \t" else f"- {name}"
    at = _below(text, _end(text, value.value[-1]), max(1, column))
    return _whole_lines(text, at, [" " * column + new])


def _end(text: str, entry: Node | tuple[Node, Node]) -> int:
    """Where the text of a value ends, without what stands behind it."""
    if isinstance(entry, tuple):
        return max(entry[0].end_mark.index, _end(text, entry[1]))
    if not isinstance(entry, CollectionNode) or entry.flow_style or not entry.value:
        written = text[entry.start_mark.index : entry.end_mark.index].rstrip()
        return int(entry.start_mark.index) + len(written)
    return _end(text, entry.value[-1])


def _below(text: str, at: int, column: int) -> int:
    """Where the next line begins, below the comments that are indented by ``column`` at least."""
    at = _next_line(text, at)
    while re.match(rf"[ \t]{{{column},}}#", text[at:]):
        at = _next_line(text, at)
    return at


def _next_line(text: str, at: int) -> int:
    end = _LINE_END.search(text, at)
    return end.end() if end else len(text)


def _whole_lines(text: str, at: int, lines: list[str]) -> tuple[int, str]:
    """The insertion of whole lines. A file that does not end with a line end does not do so afterwards either."""
    first = _LINE_END.search(text)
    newline = (first[0] if first else "") or "\n"
    if text[:at].endswith(("\n", "\r")):
        return at, "".join(f"{line}{newline}" for line in lines)
    return at, "".join(f"{newline}{line}" for line in lines)


def _line(text: str, at: int) -> int:
    return len(_LINE_END.findall(text[:at]))


# --- what it says


def _said(node: Node | None) -> object:
    """The value with its tags, as something that can be compared."""
    if isinstance(node, MappingNode):
        return node.tag, [(_said(key), _said(value)) for key, value in node.value]
    if isinstance(node, SequenceNode):
        return node.tag, [_said(item) for item in node.value]
    return (node.tag, node.value) if node else None


def _expected(root: MappingNode, plugins: tuple[Node, Node] | None, name: str) -> object:
    return root.tag, list(_settings(root, plugins, name))


def _settings(root: MappingNode, plugins: tuple[Node, Node] | None, name: str) -> Iterator[tuple[object, object]]:
    for key, value in root.value:
        yield _said(key), _more(value, name) if plugins and key is plugins[0] else _said(value)
    if plugins is None:
        yield _text(_KEY), (f"{_YAML}seq", [_text(_DEFAULT), _text(name)])


def _more(value: Node, name: str) -> object:
    if isinstance(value, MappingNode):
        return value.tag, [
            *((_said(key), _said(one)) for key, one in value.value),
            (_text(name), (f"{_YAML}map", [])),
        ]
    if isinstance(value, SequenceNode):
        return value.tag, [*map(_said, value.value), _text(name)]
    return f"{_YAML}seq", [_text(_DEFAULT), _text(name)]


def _text(word: str) -> tuple[str, str]:
    return f"{_YAML}str", word
