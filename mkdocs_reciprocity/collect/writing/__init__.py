"""Changes of the author's files: all of a change is written, or nothing of it.

In comes what a command decides from what was read: what each file is to hold. Out go the files, replaced one by one
under a lock, with a journal of what they held, so that a killed command leaves nothing half done. Which file something
goes into, and whether a change would publish what is private, is decided here too. How a log's lines change is
`core.editing`'s business, and nothing here asks or prints: whoever calls gets a sentence, or `Refused`.
"""
