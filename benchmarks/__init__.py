"""How fast it is, in ratios measured within one run: ``python -m benchmarks NAME [--json]``."""
