"""The documentation: it builds, and what its examples say is so."""
