"""Ground that everybody stands on: places in a text, characters, spelling, findings, errors.

Knows nothing of standards. What needs YAML, a catalogue or a document belongs higher up.
"""
