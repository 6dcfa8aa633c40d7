"""The author's own places on other sites: what servers of social networks say, as JSON in; what was given and received
there out.
"""
