"""SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from dangjian_std import __version__
from dangjian_std.cli.console.finding_formats.check_report import RELATED, Format, Report
from dangjian_std.cli.console.reporters import brief
from dangjian_std.text.diagnostic import Diagnostic, Severity
from dangjian_std.text.places import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
FINGERPRINT_NAME = "rulePathPointer/v1"
"""What our fingerprint is made of."""


def write(report: Report) -> str:
    """Write one run: the rules that something is found by, and the findings."""
    rules = {each.code: each for each in sorted(report.shown, key=lambda each: each.code)}
    order = list(rules)
    driver = {
        "name": "dstd",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_rule(each) for each in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, each, mark, order.index(each.code)) for each, mark in report.marked()],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(each: Diagnostic) -> dict[str, Any]:
    """Return a rule by its page, as `dstd explain` shows it."""
    from dangjian_std import rules
    from dangjian_std.rules import pages

    found = next(rules.find(each.code), None)
    page = pages.page(found) if found else None
    named: dict[str, Any] = {"id": each.code, "name": each.rule}
    if found and page:
        named |= {
            "shortDescription": {"text": page.summary},
            "help": {"text": page.text.strip()},
            "defaultConfiguration": {"level": SARIF_LEVELS[found.severity]},
        }
    return named


def _result(report: Report, each: Diagnostic, mark: str, index: int) -> dict[str, Any]:
    text = brief(each.message)
    result: dict[str, Any] = {
        "ruleId": each.code,
        "ruleIndex": index,
        "level": SARIF_LEVELS[each.severity],
        "message": {"text": f"{text}\n建议：{brief(each.help)}" if each.help else text},
        "locations": [_location(report, each.place)],
        "partialFingerprints": {FINGERPRINT_NAME: mark},
    }
    if each.related:
        result["relatedLocations"] = [
            {"id": number, **_location(report, other.place), "message": {"text": brief(other.message)}}
            for number, other in enumerate(each.related[:RELATED], start=1)
        ]
    return result


def _location(report: Report, place: Place) -> dict[str, Any]:
    """Return a place: our ends are exclusive, and so are those of a region."""
    span = place.span
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(report.path(place))},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }


FORMAT = Format(write=write)
