"""YAML as a log needs it: text in, nodes with the line and column of each value out.

Every scalar is text. Aliases, tags, duplicate keys and depth are faults with their place. It knows nothing of rows.
"""
