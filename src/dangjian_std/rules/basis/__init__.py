"""Rules about what a standard rests on."""
