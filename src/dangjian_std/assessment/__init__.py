"""评标准: what filled forms say, kept without a name; and what follows from it.

Facts are of one unit and stay in it. Nothing here opens a file or prints.
"""
