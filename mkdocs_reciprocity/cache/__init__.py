"""What was read before, kept from build to build.

In: facts that readers extracted, by the address they came from. Out: the same, or nothing where a value is damaged or
of another version. It holds facts only, never what a feed said in full, and knows nothing of how they are asked for
or shown.
"""
