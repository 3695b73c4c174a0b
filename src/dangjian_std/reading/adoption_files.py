"""adoption.json files that units hand in, alone or in the 成品包.zip of a unit; what is no such file is a finding.

They come from anywhere: a ZIP is measured by the bytes that really come out, and only the one file in it is read.
"""

from __future__ import annotations

import pathlib
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.domain.adoption_report import AdoptionReport, ReportedChange, TakenStandard
from dangjian_std.reading import handed_json
from dangjian_std.reading.handed_json import HandedError, HandedFileKind
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Related
from dangjian_std.text.places import Place, Span

ADOPTION_FILE_NAME, PACK_ENDING = "adoption.json", ".zip"
ADOPTION_KIND = HandedFileKind(
    name=ADOPTION_FILE_NAME,
    shape="adoption",
    again="请那个单位用 dstd build 再做一次，不要手改",
    endings=(ADOPTION_FILE_NAME, PACK_ENDING),
    none=f"里没有 {ADOPTION_FILE_NAME}，也没有成品包（.zip）。",
)
MOST_FILES_IN_PACK = 20_000
"""Files in a pack."""


@dataclass(frozen=True, slots=True)
class HandedAdoptions:
    """What came of the files: what each unit says, and what is wrong."""

    reports: tuple[AdoptionReport, ...]
    found: tuple[Diagnostic, ...]


def files(named: Iterable[pathlib.Path]) -> tuple[pathlib.Path, ...]:
    """Return the files that are meant."""
    return handed_json.files(ADOPTION_KIND, named)


def read(paths: Iterable[pathlib.Path]) -> HandedAdoptions:
    """Read files; two that say the same of a unit are one, of two that differ neither is taken."""
    taken: dict[str, tuple[str, AdoptionReport]] = {}
    found: list[Diagnostic] = []
    double: set[str] = set()
    for path in paths:
        shown = str(path)
        try:
            report = reported(handed_json.said(ADOPTION_KIND, _content(path)))
        except HandedError as error:
            found.append(error.told(ADOPTION_KIND, ds0.UNREADABLE_FILE, shown))
            continue
        first, other = taken.setdefault(report.name, (shown, report))
        if other != report:
            double.add(report.name)
            message = f"“{report.name}”报了两份，说的不一样，两份都没有算"
            related = Related(Place(Span(first)), "另一份在这里")
            place = Place(Span(shown))
            found.append(handed_json.finding(ds0.DOUBLE_VALUE, place, message, "留下新的那一份", related))
    return HandedAdoptions(
        tuple(report for name, (_, report) in taken.items() if name not in double), tuple(found)
    )


def _content(path: pathlib.Path) -> bytes:
    """Return the bytes of the adoption.json that a file is or holds."""
    if path.suffix.lower() != PACK_ENDING:
        return handed_json.content(ADOPTION_KIND, path)
    try:
        return _unpacked(path)
    except OSError as error:
        raise handed_json.unreadable(error) from error


def _unpacked(path: pathlib.Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_FILES_IN_PACK:
                raise HandedError("包里的文件太多，不像成品包，没有读")
            wanted = [each for each in parts if each.filename.rpartition("/")[2] == ADOPTION_FILE_NAME]
            if len(wanted) != 1:
                raise HandedError(
                    f"包里有 {len(wanted)} 个 {ADOPTION_FILE_NAME}，应当只有一个"
                    if wanted
                    else f"包里没有 {ADOPTION_FILE_NAME}"
                )
            with archive.open(wanted[0]) as file:
                return handed_json.within(ADOPTION_KIND, file.read(ADOPTION_KIND.largest + 1))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise HandedError("不是完好的 ZIP 文件，或者加了密码", "请那个单位再送一次") from error


def reported(said: Mapping[str, Any]) -> AdoptionReport:
    """Return what a file says that has the form of `adoption.schema.json`."""
    unit, base = said["unit"], said["base"]
    return AdoptionReport(
        name=unit["name"],
        prefix=unit["prefix"],
        year=unit["year"],
        edition=unit["edition"],
        shape=unit["shape"],
        set=base["set"],
        base_edition=base["edition"],
        sha256=base["sha256"],
        standards=tuple(TakenStandard(**each) for each in said["standards"]),
        changes=tuple(ReportedChange(**each) for each in said["changes"]),
    )
