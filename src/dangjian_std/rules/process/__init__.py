"""Rules about steps, times and numbers."""
