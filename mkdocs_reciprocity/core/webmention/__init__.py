"""Webmentions in both directions: what was received becomes records; what is to be sent becomes a plan.

Nothing is sent or asked for here.
"""
