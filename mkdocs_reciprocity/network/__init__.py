"""The only way to the network: an address in, an answer within bounds out.

Every connection is checked before it is made, and again before a byte is sent. Time, bytes and redirects are bounded.
Nothing here knows what a feed is, or what an answer is used for.
"""
