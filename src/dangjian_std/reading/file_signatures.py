"""How the files begin that are no text."""

ZIP = b"PK\x03\x04"
"""A workbook or a Word document of today."""
OLE = b"\xd0\xcf\x11\xe0"
"""An old workbook or document, or one with a password."""
