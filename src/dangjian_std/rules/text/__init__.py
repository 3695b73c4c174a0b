"""Pages of the rules about text and shape, which `reading` judges, and of those that `output.preflight` does."""
