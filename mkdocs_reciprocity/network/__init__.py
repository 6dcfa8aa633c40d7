"""One door to the network: an address in, an answer within bounds out.

Every connection is checked before it is made and again before a byte is sent; time, bytes and redirects are bounded.
It knows nothing of feeds, and nothing of what an answer is for.
"""
