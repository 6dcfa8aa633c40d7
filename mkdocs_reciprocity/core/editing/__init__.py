"""Changes the author's files: the bytes of a file and a change in, its new bytes out. All other bytes stay.

Each result is read again and compared before it is given back. If it is not what was meant, nothing is changed. Nothing
is written to the disk here.
"""
