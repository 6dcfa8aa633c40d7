"""The bytes of zensical.toml -> its bytes with one more plugin."""

from __future__ import annotations

from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.zensical_toml import project, table


def with_plugin(body: bytes, file: str, name: str) -> bytes:
    """The configuration with the table of the plugin at its end; every other byte stays.

    Args:
        body: the file as it is on disk.
        file: its name for the problem.
        name: the plugin, which is not listed yet.

    Raises:
        NotWritten: such a table cannot be added, as where the plugins are a list.
    """
    end = b"\r\n" if b"\r\n" in body else b"\n"
    before = body if not body or body.endswith(b"\n") else body + end
    after = before + end + f"[{table(name)}]".encode() + end
    try:
        said, read = project(body), project(after)
        plugins = said.get("plugins", {})
        if isinstance(plugins, dict) and read == {**said, "plugins": {**plugins, name: {}}}:
            return after
        why = "that would change more than it should"
    except ValueError as error:
        why = str(error)
    message = f"the table `[{table(name)}]` cannot be added at the end: {why}; add it by hand (nothing was changed)"
    raise NotWritten(Problem(Where(file), message))
