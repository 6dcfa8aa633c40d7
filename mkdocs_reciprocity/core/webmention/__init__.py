"""Webmentions, both ways: what was received -> records; what is to be told, and to whom, -> a plan.

Nothing is sent or asked for here.
"""
