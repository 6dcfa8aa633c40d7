"""What the ledger says of each peer: counts by direction and reach, and what deserves passing on next.

Rows in; figures, and suggestions with their reasons, out. Nobody is ranked.
"""
