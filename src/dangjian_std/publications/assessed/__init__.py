"""评: what the ledger answers, on paper: a page for each branch (支部月度情况表), and one of all (督查情况一览表).

Black and white: a mark for each state, and words where marks end. Nobody is ranked, and no person is named.
"""
