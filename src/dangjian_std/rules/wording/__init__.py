"""Rules about the wording of sentences."""

REQUIRES: tuple[str, ...] = ()
