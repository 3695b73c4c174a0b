"""JUnit XML as Jenkins reads it: a suite for the check and one a file in which something is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from dangjian_std.cli.console import reporters
from dangjian_std.cli.console.finding_formats.check_report import Format, Report, where, words
from dangjian_std.text.diagnostic import Diagnostic

SUITE_NAME = "dstd validate"


def write(report: Report) -> str:
    """Write one test a finding: failed where it makes the check fail, otherwise skipped. The sum is a test too."""
    suites: dict[str, list[ET.Element]] = {SUITE_NAME: [_sum(report)]}
    for path, test in _tests(report):
        suites.setdefault(path, []).append(test)
    root = ET.Element("testsuites", name=SUITE_NAME)
    for name, tests in suites.items():
        suite = ET.SubElement(root, "testsuite", {"name": name, "errors": "0", **_counted(tests)})
        suite.extend(tests)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _counted(tests: list[ET.Element]) -> dict[str, str]:
    ends = Counter(end.tag for test in tests for end in test)
    return {"tests": str(len(tests)), "failures": str(ends["failure"]), "skipped": str(ends["skipped"])}


def _sum(report: Report) -> ET.Element:
    """Return the test that is always there; it fails where the check does and no other test says so."""
    test = ET.Element("testcase", classname=SUITE_NAME, name="整套标准")
    hidden = any(map(report.fails, report.found)) and not any(map(report.fails, report.shown))
    if hidden or any(map(report.fails, report.elsewhere)):
        ET.SubElement(test, "failure", message=report.summary)
    ET.SubElement(test, "system-out").text = report.summary
    return test


def _tests(report: Report) -> Iterator[tuple[str, ET.Element]]:
    """Yield each finding as a test. Its name has no line, so that a server knows it again."""
    seen: Counter[tuple[str, str]] = Counter()
    for each in report.shown:
        path, name = report.path(each.place), _name(each)
        seen[path, name] += 1
        number = f" {seen[path, name]}" if seen[path, name] > 1 else ""
        test = ET.Element("testcase", classname=path, name=f"{name}{number}")
        end = ET.SubElement(test, "failure" if report.fails(each) else "skipped")
        end.set("type", reporters.SEVERITY_WORDS[each.severity])
        end.set("message", reporters.brief(each.message))
        end.text = f"{where(each.place)} {words(each)}"
        yield path, test


def _name(each: Diagnostic) -> str:
    pointer = reporters.spot(each.place)["pointer"]
    return f"{each.code} {each.rule} {pointer}".strip()


FORMAT = Format(write=write)
