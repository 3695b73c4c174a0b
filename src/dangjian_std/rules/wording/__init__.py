"""Rules about the wording of sentences."""
