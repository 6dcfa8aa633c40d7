"""The private view: the account in, what is due, what to read and what there is with one peer out.

For the author alone: all that is private is in it. Each line ends in the command that settles it.
"""
