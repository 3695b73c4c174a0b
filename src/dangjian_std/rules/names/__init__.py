"""Rules about codes, names and references."""
