"""What the public pages show: the public rows of the ledger in, one value for each page out.

Nothing private comes in. No HTML goes out: what is shown is decided here, how it looks in `publish`.
"""
