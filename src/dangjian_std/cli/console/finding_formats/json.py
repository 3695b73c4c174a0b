"""Our own JSON, by `schemas/diagnostics.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from dangjian_std.cli.console.finding_formats.check_report import MOST_FINDINGS_WRITTEN, Format, Report
from dangjian_std.cli.console.reporters import brief, spot
from dangjian_std.text.diagnostic import Diagnostic, Severity


def write(report: Report) -> str:
    """Write findings as JSON, paths as the project calls them; control characters are escaped."""
    levels, others = ([each.severity for each in found] for found in (report.found, report.elsewhere))
    result = {
        "diagnostics": [_plain(each) for each in report.found[:MOST_FINDINGS_WRITTEN]],
        "summary": {
            "files": report.files,
            "errors": levels.count(Severity.ERROR),
            "warnings": levels.count(Severity.WARNING),
            "errors_elsewhere": others.count(Severity.ERROR),
            "warnings_elsewhere": others.count(Severity.WARNING),
        },
    }
    return json.dumps(result, ensure_ascii=False, indent=2)


def _plain(each: Diagnostic) -> dict[str, Any]:
    return {
        **spot(each.place),
        "code": each.code,
        "rule": each.rule,
        "severity": each.severity.value,
        "message": brief(each.message),
        "help": brief(each.help),
        "related": [{**spot(other.place), "message": brief(other.message)} for other in each.related],
    }


FORMAT = Format(write=write, sums_up=True)
