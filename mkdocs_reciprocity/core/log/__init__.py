"""Reads the text of a log: bytes in; peers and rows, each with its line, and a problem for each mistake out.

A mistake in a row costs only that row. Where it can be guessed, the message asks what was meant: "did you mean …?"
"""
