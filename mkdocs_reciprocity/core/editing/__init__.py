"""Changes of the author's files: bytes and what to change in, bytes out, all others as they were.

Each result is read again and compared before it is given back; where that fails, nothing is changed. Nothing is
written here.
"""
