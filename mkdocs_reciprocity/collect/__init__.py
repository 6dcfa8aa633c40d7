"""The author's files, the peers' feeds and webmentions: bytes in, records out.

The only writer of the author's files. What it reads is made into records by the pure readers in `core`; what fails is
a problem, and never ends a build. It knows nothing of pages, themes or MkDocs.
"""
