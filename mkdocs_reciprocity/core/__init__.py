"""All that is pure: values in, values out, with no file, socket, clock, environment or MkDocs in reach.

Here are the nouns (`model`, `url`, `dates`, `problem`, `settings`), the readers of bytes, the ledger, what is chosen
from it, and `pipeline`, which joins them. Imports inside go down one list, which `pyproject.toml` has.
"""
