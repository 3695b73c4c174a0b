"""What is to be printed, as plain values: blocks, tables, parts, documents.

Words and structure only. How wide, how high and in which face belongs to the renderers.
"""
