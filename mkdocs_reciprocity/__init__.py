"""A plugin for MkDocs: pages that show what a blogger shared, what to pass on next, and thanks to others.

In come the author's log and pages, and the feeds of peers; out go pages, feeds and a badge. The two doors are `plugin`
and `cli`. ARCHITECTURE.md describes the rooms behind them.
"""
