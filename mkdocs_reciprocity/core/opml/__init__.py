"""Subscriptions: the bytes of an OPML file in; peers out, and a problem for each outline that cannot be read."""
