"""The command line: `main` is the only door in and out, `commands` hold one command a file, `console` speaks.

What a command does is done by the folders below; here it is only asked for and told.
"""
