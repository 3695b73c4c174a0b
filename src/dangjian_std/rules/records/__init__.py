"""Rules about record forms and letters."""
