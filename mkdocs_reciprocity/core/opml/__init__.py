"""Subscriptions: the bytes of an OPML file in; peers out, and a problem for each outline that cannot be read.

A mistake costs one outline, even if it makes the file no well-formed XML. Nothing here knows the log: `core.ledger`
joins these peers with those of the log.
"""
