"""Feeds of strangers: bytes in, a `Feed` of facts out, or nothing if there is none; never an exception.

The cost of reading grows with the length of the feed only. `schedule` decides when a feed is asked for again.
"""
