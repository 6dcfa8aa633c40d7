"""The text of a log: lines in, rows and peers with the place of each out, and a problem for each slip.

One bad row costs that row. What was probably meant is asked in the message.
"""
