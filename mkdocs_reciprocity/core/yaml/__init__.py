"""Reads and writes YAML as a log needs it: text in; values, each with its line and column, out.

Every scalar stays text. Aliases, tags, duplicate keys and deep nesting are faults with their place. It knows nothing of
rows.
"""
