"""The checks of ``make verify``. Each is a function that returns what it measured, or raises `CheckError`."""
