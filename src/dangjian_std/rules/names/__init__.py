"""Rules about codes, names and references."""

REQUIRES: tuple[str, ...] = ("duplicate-code",)
