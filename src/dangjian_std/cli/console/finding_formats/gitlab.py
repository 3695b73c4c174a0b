"""Code Quality report of GitLab: a JSON list, one issue a finding."""

from __future__ import annotations

import json
from typing import Any

from dangjian_std.cli.console.finding_formats.check_report import Format, Report, last_line, words
from dangjian_std.text.diagnostic import Diagnostic, Severity

GITLAB_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor"}
"""Of info, minor, major, critical and blocker. An error stops a build."""


def write(report: Report) -> str:
    """Write the report."""
    issues = [_issue(report, each, mark) for each, mark in report.marked()]
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(report: Report, each: Diagnostic, mark: str) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": f"{each.code} {each.rule}",
        "description": words(each),
        "categories": ["Bug Risk"],
        "severity": GITLAB_SEVERITIES[each.severity],
        "fingerprint": mark,
        "location": {
            "path": report.path(each.place),
            "lines": {"begin": each.place.span.line, "end": last_line(each.place)},
        },
    }


FORMAT = Format(write=write)
