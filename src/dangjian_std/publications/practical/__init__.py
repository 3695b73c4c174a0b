"""实用本: the same text as the handbook, in the order in which people use it."""
