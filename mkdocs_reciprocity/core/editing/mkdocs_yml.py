"""The bytes of mkdocs.yml -> its bytes with one more plugin; and the line on which an option stands.

Every other byte stays, comments and tags included. The result is read again: its plugins must be the old ones and the
new one, and everything else must be as before. Otherwise nothing is changed, and so it is if the plugins cannot be
found for certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.log.text import decoded, encoding_of
from mkdocs_reciprocity.core.problem import Problem, Where

_KEY = "plugins"
_DEFAULT = "search"
"""The plugin that MkDocs uses if the file names none."""

_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_YAML = "tag:yaml.org,2002:"

_Pair = tuple[Node, Node]
"""A key and its value."""


class _CannotAdd(Exception):
    """Its arguments are the line (from 1; 0 for the file as a whole) and the reason."""


def with_plugin(body: bytes, file: str, name: str) -> bytes:
    """The configuration with the plugin as the last one.

    Args:
        body: the file as it is on disk.
        file: its name for the problems.
        name: the plugin, which is not listed yet.

    Raises:
        NotWritten: see above.
    """
    try:
        after = _with_plugin(body, name)
    except _CannotAdd as error:
        line, why = error.args
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, why = mark.line + 1 if mark else 0, "this is not valid YAML"
    except RecursionError:
        line, why = 0, "this is nested too deeply"
    else:
        return after
    message = f"{why}; add the line `- {name}` below `plugins:` by hand (nothing was changed)"
    raise NotWritten(Problem(Where(file, line), message))


def _with_plugin(body: bytes, name: str) -> bytes:
    text, faults = decoded(body)
    if faults:
        raise _CannotAdd(faults[0].line, faults[0].message)
    root, plugins = _plugins(text)
    at, new = _insertion(text, root, plugins, name)
    after = text[:at] + new + text[at:]
    if _said(_composed(after)) != _expected(root, plugins, name):
        line = (plugins[0].start_mark if plugins else root.end_mark).line + 1
        raise _CannotAdd(line, "a change here would change more than it should")
    mark, codec = encoding_of(body)
    return mark + after.encode(codec)


def _composed(text: str) -> Any:
    """The text as PyYAML's nodes; None if it is empty."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _plugins(text: str) -> tuple[MappingNode, _Pair | None]:
    """The whole document, and `plugins:` with its value if it is there."""
    root = _composed(text)
    if not isinstance(root, MappingNode) or root.flow_style or not root.value:
        raise _CannotAdd(1, "this is no mapping of one setting a line")
    found = [pair for pair in root.value if pair[0].value == _KEY]
    if len(found) > 1:
        raise _CannotAdd(found[1][0].start_mark.line + 1, "`plugins:` stands here a second time")
    for key, _ in root.value:
        if not found and key.value in {"INHERIT", "<<"}:
            raise _CannotAdd(key.start_mark.line + 1, f"the plugins may come from what `{key.value}` names")
    return root, found[0] if found else None


def _insertion(text: str, root: MappingNode, plugins: _Pair | None, name: str) -> tuple[int, str]:
    """The place of the new text, and the text."""
    margin = " " * root.start_mark.column
    listed = [f"{margin}  - {_DEFAULT}", f"{margin}  - {name}"]
    if plugins is None:
        return _whole_lines(text, root.end_mark.index, [f"{margin}{_KEY}:", *listed])
    key, value = plugins
    line = key.start_mark.line + 1
    if value.start_mark.index < key.end_mark.index:
        raise _CannotAdd(line, "the plugins stand elsewhere in the file")
    if value.tag == f"{_YAML}null" and not value.value:
        return _whole_lines(text, _below(text, key.end_mark.index, len(margin) + 1), listed)
    if not isinstance(value, CollectionNode) or value.tag not in {f"{_YAML}seq", f"{_YAML}map"}:
        raise _CannotAdd(line, "what stands here is no list of plugins")
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


def _end(text: str, entry: Node | _Pair) -> int:
    """The end of the text of a value, without blanks and comments behind it."""
    if isinstance(entry, tuple):
        return max(entry[0].end_mark.index, _end(text, entry[1]))
    if not isinstance(entry, CollectionNode) or entry.flow_style or not entry.value:
        written = text[entry.start_mark.index : entry.end_mark.index].rstrip()
        return int(entry.start_mark.index) + len(written)
    return _end(text, entry.value[-1])


def _below(text: str, at: int, column: int) -> int:
    """The beginning of the next line, below comments that are indented by at least ``column``."""
    at = _next_line(text, at)
    while re.match(rf"[ \t]{{{column},}}#", text[at:]):
        at = _next_line(text, at)
    return at


def _next_line(text: str, at: int) -> int:
    end = _LINE_END.search(text, at)
    return end.end() if end else len(text)


def _whole_lines(text: str, at: int, lines: list[str]) -> tuple[int, str]:
    """The insertion of whole lines. If the file does not end with a line end, it does not get one."""
    first = _LINE_END.search(text)
    newline = (first[0] if first else "") or "\n"
    if text[:at].endswith(("\n", "\r")):
        return at, "".join(f"{line}{newline}" for line in lines)
    return at, "".join(f"{newline}{line}" for line in lines)


def _expected(root: MappingNode, plugins: _Pair | None, name: str) -> object:
    """The configuration as it should be with the plugin."""
    pair = _composed(f"{_KEY}: [{_DEFAULT}, {name}]").value[0]
    if plugins and isinstance(plugins[1], CollectionNode):
        key, value = plugins
        of_pairs = isinstance(value, MappingNode)
        more = _composed(f"{{{name}: {{}}}}" if of_pairs else f"[{name}]").value
        pair = key, (MappingNode if of_pairs else SequenceNode)(value.tag, [*value.value, *more])
    pairs = [pair if old is plugins else old for old in root.value]
    return _said(MappingNode(root.tag, pairs if plugins else [*pairs, pair]))


def _said(node: Node | None) -> object:
    """The value with its tags, as something that can be compared."""
    if isinstance(node, MappingNode):
        return node.tag, [(_said(key), _said(value)) for key, value in node.value]
    if isinstance(node, SequenceNode):
        return node.tag, [_said(item) for item in node.value]
    return (node.tag, node.value) if node else None


def line_of(body: bytes, plugin: str, path: Sequence[str], below: str = _KEY) -> int:
    """The line of an option. If it is not there, the line of the nearest key above it; 0 if the plugin is not in this
    file.

    Args:
        body: the file as it is on disk.
        plugin: its name.
        path: the keys below it, from the top; in a list, the number of an item, from 0.
        below: where it is listed; an extension of Markdown is listed below ``markdown_extensions``.
    """
    try:
        node = _listed(_composed(decoded(body)[0]), plugin, below)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return 0
    line = 0
    for key in path:
        if isinstance(node, SequenceNode) and key.isdecimal() and int(key) < len(node.value):
            node = node.value[int(key)]
            line = node.start_mark.line + 1
            continue
        pair = next(((at, value) for at, value in _pairs(node) if at.value == key), None)
        if pair is None:
            break
        line, node = pair[0].start_mark.line + 1, pair[1]
    return line


def _listed(root: Node | None, plugin: str, below: str) -> Node | None:
    listed = next((value for key, value in _pairs(root) if key.value == below), None)
    for item in listed.value if isinstance(listed, SequenceNode) else [listed]:
        for key, value in _pairs(item):
            name = str(key.value).rpartition("/")[2]
            found = value if name == plugin else _listed(value, plugin, below) if name == "group" else None
            if found is not None:
                return found
    return None


def _pairs(node: Node | None) -> list[_Pair]:
    return node.value if isinstance(node, MappingNode) else []
