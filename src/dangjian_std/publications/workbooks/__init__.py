"""Books to write in for a year: one for a branch, one for a member."""
