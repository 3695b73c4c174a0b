"""Rules about wording and layout."""
