"""For a person at a terminal."""

from __future__ import annotations

from dangjian_std.cli.console import reporters
from dangjian_std.cli.console.finding_formats.check_report import Format, Report


def write(report: Report) -> str:
    """Write findings with their source lines, then one line that sums up."""
    return reporters.as_text(report.found, report.sources, report.files, report.elsewhere)


FORMAT = Format(write=write, sums_up=True)
