"""Rules about record forms and letters."""

REQUIRES: tuple[str, ...] = ("names",)
