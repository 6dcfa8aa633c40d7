"""What the public pages show: the public rows of the ledger in, one value a page out.

Nothing private comes in. No HTML goes out: what is shown is decided here, how it looks in `publish`.
"""
