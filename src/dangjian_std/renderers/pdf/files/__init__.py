"""PDF files as objects that refer to one another by number: taken out of a file, moved, and written to another."""
