"""What tests of several folders share: where things lie, small projects, documents, readers of what was made."""
