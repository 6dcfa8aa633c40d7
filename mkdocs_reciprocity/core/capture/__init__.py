"""A gift noted where it happens: a form of the forge where the blog's repository is, and what makes a row of it.

Texts in, texts out: who asks git, and who writes the files, is in `collect`.
"""
