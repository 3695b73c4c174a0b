"""The pages of a project in the browser of who writes it: made in memory, shown on this machine alone."""
