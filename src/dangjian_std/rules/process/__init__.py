"""Rules about steps, times and numbers."""

REQUIRES: tuple[str, ...] = ("names",)
