"""The author's own pages: HTML in, the links that visitors see out.

What the finished page does not show proves nothing, and is not used.
"""
