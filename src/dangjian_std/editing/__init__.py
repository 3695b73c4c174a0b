"""Edits of a set that is there: a thing gets another name or place, and everything that names it follows.

Makes new bytes only. Talking to a person belongs to `cli`, writing files to `output`.
"""
