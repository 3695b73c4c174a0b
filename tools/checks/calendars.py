"""The check `calendars`: another library reads every calendar back, day by day; and a spoilt one is found out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.ground import PYTHON, ROOT, workshop
from checks.shell import CheckError, run

YEARS = (2027, 2028)
WRITE = """
import json, sys
from pathlib import Path
from dangjian_std import renderers
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.year_calendar import telephone
from dangjian_std.reading import load, project
folder, *years = sys.argv[1:]
catalog = load.load(project.sources(Path())).catalog
written = {}
for unit in Unit.all(catalog):
    for year in map(int, years):
        for document in telephone.calendars(pack.year_of_unit(unit, year)):
            path = Path(folder) / f"{unit.profile.name}-{document.name}.ics"
            path.write_bytes(renderers.render(document, "ics"))
            written[str(path)] = [[str(each.day), each.title, each.note] for each in document.days]
print(json.dumps(written))
"""
"""Every calendar of every shape of unit as a file, and what it is to say: day, title and note of each entry."""

Entries = Sequence[Sequence[str]]


def calendars() -> str:
    """Read every calendar back; return how many there were, and how many entries."""
    with workshop() as folder:
        said = run([PYTHON, "-c", WRITE, folder, *map(str, YEARS)], cwd=ROOT, label="dstd")
        written: Mapping[str, Entries] = json.loads(said)
        files = {Path(name): entries for name, entries in written.items()}
        for path, entries in files.items():
            compare(path.name, path.read_bytes(), entries)
        path, entries = max(files.items(), key=lambda each: len(each[1]))
        refuse_spoilt(path.read_bytes(), entries)
    return f"{len(files)} 个日历文件，{sum(map(len, files.values()))} 件事，icalendar 逐件读回，一字不差"


def compare(name: str, data: bytes, entries: Entries) -> None:
    """Refuse a calendar that does not say exactly what it is to say."""
    import icalendar

    if long := [line for line in data.split(b"\r\n") if len(line) > 75]:  # noqa: PLR2004 - RFC 5545, 3.1
        raise CheckError(f"{name} 有 {len(long)} 行超过75字节")
    try:
        found = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        raise CheckError(f"{name} 读不了：{error}") from None
    events = found.walk("VEVENT")
    if any(event.errors for event in (found, *events)):
        raise CheckError(f"{name} 有读不了的值")
    if [_said(event) for event in events] != [tuple(entry) for entry in entries]:
        raise CheckError(f"{name} 读回来的和写的不一样")
    if len({str(event["UID"]) for event in events}) != len(entries):
        raise CheckError(f"{name} 有相同的 UID")


def _said(event: Any) -> tuple[str, str, str]:
    """Return day, title and note of an entry that is one whole day, stamped; else what cannot be right."""
    first, after, stamp = (event.get(key) and event.get(key).dt for key in ("DTSTART", "DTEND", "DTSTAMP"))
    whole = type(first) is dt.date and type(after) is dt.date and after - first == dt.timedelta(days=1)
    if not whole or not isinstance(stamp, dt.datetime) or stamp.utcoffset() != dt.timedelta(0):
        return "", "", ""
    return str(first), str(event["SUMMARY"]), str(event.get("DESCRIPTION", ""))


def refuse_spoilt(data: bytes, entries: Entries) -> None:
    """Make sure that each kind of damage is found."""
    start = data.index(b"BEGIN:VEVENT")
    end = data.index(b"END:VEVENT") + len(b"END:VEVENT\r\n")
    damages = {
        "少一件事": data[:start] + data[end:],
        "重复一件事": data[:end] + data[start:],
        "折行没有空格": data.replace(b"\r\n ", b"\r\n", 1),
        "没有折行": data.replace(b"\r\n ", b""),
        "没有时间戳": b"".join(line for line in data.splitlines(keepends=True) if b"DTSTAMP" not in line),
        "不是整天": data.replace(b";VALUE=DATE:", b":").replace(b"DTSTART:2", b"DTSTART:20270101T080000Z2", 1),
        "差一天": data.replace(b"DTEND;VALUE=DATE:2027", b"DTEND;VALUE=DATE:2029", 1),
    }
    for name, spoilt in damages.items():
        try:
            compare(name, spoilt, entries)
        except CheckError:
            continue
        raise CheckError(f"弄坏的日历没有查出来：{name}")
