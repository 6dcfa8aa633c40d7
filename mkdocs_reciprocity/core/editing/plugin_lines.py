"""The bytes of mkdocs.yml -> the line that an option of a plugin stands on."""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from mkdocs_reciprocity.core.log.text import decoded


def line_of(body: bytes, plugin: str, path: Sequence[str]) -> int:
    """The line of an option, or of the nearest above it that is there; 0 where the plugin has none in this file.

    Args:
        body: the file as it is on disk.
        plugin: its name.
        path: the keys below it, from the top.
    """
    try:
        root = yaml.compose(decoded(body)[0], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return 0
    line = 0
    node = _of_plugin(root, plugin)
    for key in path:
        pair = next(((at, value) for at, value in _pairs(node) if at.value == key), None)
        if pair is None:
            break
        line, node = pair[0].start_mark.line + 1, pair[1]
    return line


def _of_plugin(root: Node | None, plugin: str) -> Node | None:
    listed = next((value for key, value in _pairs(root) if key.value == "plugins"), None)
    items = listed.value if isinstance(listed, SequenceNode) else [listed]
    for item in items:
        for key, value in _pairs(item):
            if str(key.value).rpartition("/")[2] == plugin:
                return value
    return None


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    return node.value if isinstance(node, MappingNode) else []
