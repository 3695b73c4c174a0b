"""Rules about record forms and papers (文书)."""

REQUIRES: tuple[str, ...] = ("names",)
