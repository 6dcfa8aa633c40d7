"""How the commands look and ask: tables, text, progress, questions, completion scripts.

Values and choices come in; text goes to the terminal, and answers come back. Nothing here decides what a row or a peer
means, and nothing here knows the commands, the author's files, the network or the cache.
"""
