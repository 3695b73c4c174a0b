"""The rules of DS0, each once: what is judged where a text is read, or before it is printed.

There is no catalogue yet, or the catalogue is not enough, so they have no file with a `check`. Their pages lie in
`rules/text/`.
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Rule, Severity

UNREADABLE_FILE = Rule(code="DS001", name="unreadable-file")
NOT_UTF8 = Rule(code="DS002", name="not-utf8")
BAD_CHARACTER = Rule(code="DS003", name="bad-character")
TAB_INDENT = Rule(code="DS004", name="tab-indent")
WIDE_PUNCTUATION = Rule(code="DS005", name="wide-punctuation")
BAD_YAML = Rule(code="DS006", name="bad-yaml")
DUPLICATE_KEY = Rule(code="DS007", name="duplicate-key")
YAML_EXTRA = Rule(code="DS008", name="yaml-extra")
SECOND_DOCUMENT = Rule(code="DS009", name="second-document")
TOO_LARGE = Rule(code="DS010", name="too-large")
UNKNOWN_KIND = Rule(code="DS011", name="unknown-kind")
UNKNOWN_KEY = Rule(code="DS012", name="unknown-key")
MISSING_KEY = Rule(code="DS013", name="missing-key")
WRONG_TYPE = Rule(code="DS014", name="wrong-type")
WRONG_VALUE = Rule(code="DS015", name="wrong-value")
WRONG_FORM = Rule(code="DS016", name="wrong-form")
OUT_OF_RANGE = Rule(code="DS017", name="out-of-range")
MISSING_FILE = Rule(code="DS018", name="missing-file")
MISPLACED_FILE = Rule(code="DS019", name="misplaced-file")
MISSING_GLYPH = Rule(code="DS020", name="missing-glyph")
FORM_TOO_TALL = Rule(code="DS021", name="form-too-tall")
LOST_TEXT = Rule(code="DS022", name="lost-text")
OLD_FORMAT = Rule(code="DS023", name="old-format")
CROWDED_MONTH = Rule(code="DS024", name="crowded-month", severity=Severity.WARNING)
MISSING_BASE = Rule(code="DS030", name="missing-base")
OTHER_BASE = Rule(code="DS031", name="other-base")
UNKNOWN_TARGET = Rule(code="DS032", name="unknown-target")
DOUBLE_VALUE = Rule(code="DS033", name="double-value")
FIXED_VALUE = Rule(code="DS034", name="fixed-value")
TRACKED_LEDGER = Rule(code="DS035", name="tracked-ledger")
MISTAKEN_ADDITION = Rule(code="DS037", name="mistaken-addition")
CHANGED_TWICE = Rule(code="DS036", name="changed-twice", severity=Severity.WARNING)
