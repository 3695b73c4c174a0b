"""Work standards of a grassroots office as data: read, check, compose, print."""

__version__ = "0.1.0"
