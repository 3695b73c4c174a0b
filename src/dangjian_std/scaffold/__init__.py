"""Starts a new standard, form or paper: what is asked of the drafter, and the YAML that comes of it.

Writes text only. Talking to a person belongs to `cli`, writing files to `output`.
"""
