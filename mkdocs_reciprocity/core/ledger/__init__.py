"""All that was given, received and asked, from every source, one row each.

Rows of the log, links of own pages, feeds and webmentions in; one account out. Here it is decided whose a URL is,
what is one thing, what is private, and what waits until it is accepted.
"""
