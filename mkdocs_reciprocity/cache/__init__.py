"""Keeps what was read, from build to build.

In: facts that readers extracted, by the address they came from. Out: the same facts, or nothing if they are damaged or
from another version of the readers. Only facts are kept, never a whole feed. Nothing here knows how facts are asked for
or shown. `memory` is for previews, has whatever was made in this process, and writes nothing.
"""
