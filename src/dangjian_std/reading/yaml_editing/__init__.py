"""Edits of YAML text at the places that the parser gives; whatever is not edited stays byte for byte."""
