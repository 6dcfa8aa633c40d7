"""The private view: the account in; what is due, what to read and the relation with each peer out.

It is for the author alone, so private things are in it. Each row ends with the command that settles it.
"""
