"""Rules about check points."""
