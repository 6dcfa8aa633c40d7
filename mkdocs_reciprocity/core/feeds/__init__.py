"""Feeds of strangers: bytes in, a `Feed` of facts out, or the reason why there is none; never an exception.

What is read costs no more than its length allows. When, and whom, to ask again is decided here too (`schedule`).
"""
