"""Rules about check points."""

REQUIRES: tuple[str, ...] = ("names",)
