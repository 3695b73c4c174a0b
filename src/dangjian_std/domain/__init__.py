"""What the standards say, as frozen values, and what follows: due dates, the agenda of a year, weaker or stricter.

Reads no file and prints nothing. Text of files belongs to `reading`, wording for a reader to `composition`.
"""
