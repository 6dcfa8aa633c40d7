"""The author's own pages as visitors get them: HTML in, the links that are shown and whom they lead to out.

What a finished page does not show is evidence for nothing.
"""
