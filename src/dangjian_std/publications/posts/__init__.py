"""One page for each who acts: a card for the wall, and a guide for who is new in a post."""
