"""What is published: views in, pages, feeds, OPML and the badge out; and telling other sites of links to them.

The only room with templates, in an environment of its own that escapes. Nothing here decides what may be public: a
view that is private never comes this far. It knows nothing of MkDocs. Sites that others have built are finished here.
"""
