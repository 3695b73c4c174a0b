"""Pieces that several publications are composed of: forms and papers as blocks, clause numbers, times in words.

A piece knows the catalogue and the document, never a publication or a format.
"""
