"""The author's files, the peers' feeds, webmentions, the author's places elsewhere: bytes in, records out.

Nothing else writes the author's files. The pure readers in `core` make records of what is read here. What fails is a
problem, and never ends a build. Nothing here knows pages, themes or MkDocs.
"""
