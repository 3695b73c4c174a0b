"""年历: the year of a unit as sheets for the wall, as a table to work through, and for telephones."""
