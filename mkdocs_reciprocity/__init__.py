"""Give first, and see it: pages of what you shared, what to pass on next, and thanks, for MkDocs blogs."""
