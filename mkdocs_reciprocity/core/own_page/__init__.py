"""The author's own pages: HTML in, the links that visitors see out.

What the finished page does not show proves nothing, and is not used. Of a page that another generator has built, only
the finished HTML is there: then it also says what its content, its title and its day are.
"""
