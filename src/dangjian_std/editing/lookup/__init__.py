"""What stands at a place of a file, and what may: for an editor that asks while somebody types. Reads no files."""
