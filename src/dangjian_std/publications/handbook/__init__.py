"""The bound book and its offprints: front matter, the chapters of each standard, back matter."""
