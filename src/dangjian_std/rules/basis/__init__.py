"""Rules about what a standard rests on."""

REQUIRES: tuple[str, ...] = ("names",)
