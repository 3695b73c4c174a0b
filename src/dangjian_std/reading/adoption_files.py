"""adoption.json files that units hand in, alone or in the 成品包.zip of a unit; what is no such file is a finding.

They come from anywhere: a ZIP is measured by the bytes that really come out, and only the one file in it is read.
"""

from __future__ import annotations

import json
import os
import pathlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.domain.adoption_report import AdoptionReport, ReportedChange, TakenStandard
from dangjian_std.reading import schema
from dangjian_std.text import ds0
from dangjian_std.text.characters import refused
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related, Rule
from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason
from dangjian_std.text.places import Place, Span

NAME, PACKED = "adoption.json", ".zip"
LARGEST = 4 * 1024 * 1024
"""Bytes of an adoption.json: many times what the longest one has."""
MOST_PARTS = 20_000
"""Files in a pack."""
MOST = 5000
"""Files that are read."""
FORMAT = 1
AGAIN = "请那个单位用 dstd build 再做一次，不要手改"


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of the files: what each unit says, and what is wrong."""

    reports: tuple[AdoptionReport, ...]
    found: tuple[Diagnostic, ...]


class HandedError(ValueError):
    """A file that is not taken: what is wrong, what to do, and where."""

    def __init__(self, message: str, help_: str = AGAIN, line: int = 1, column: int = 1) -> None:
        """Keep what to do, and the place, beside the message."""
        super().__init__(message)
        self.help, self.line, self.column = help_, line, column


def files(named: Iterable[pathlib.Path]) -> tuple[pathlib.Path, ...]:
    """Return the files that are named, and of folders those that may be meant, each once, sorted within a folder.

    Raises `DstdError` for what is not there, or for too much.
    """
    found: dict[pathlib.Path, None] = {}
    for path in named:
        if path.is_dir():
            inside = sorted(_inside(path))
            if not inside:
                raise DstdError(f"{path} 里没有 {NAME}，也没有成品包（.zip）。")
            found |= dict.fromkeys(inside)
        elif path.is_file():
            found[path] = None
        else:
            raise DstdError(f"找不到 {path}。请检查路径。")
        if len(found) > MOST:
            raise DstdError(f"文件超过 {MOST} 个，请分几次汇总。")
    return tuple(found)


def _inside(folder: pathlib.Path) -> Iterator[pathlib.Path]:
    """Yield what may be meant below a folder; links lead elsewhere and hidden files are nobody's."""
    for here, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if name.lower().endswith((NAME, PACKED)) and not name.startswith((".", "~")):
                yield pathlib.Path(here, name)


def read(paths: Iterable[pathlib.Path]) -> Handed:
    """Read files; two that say the same of a unit are one, of two that differ neither is taken."""
    taken: dict[str, tuple[str, AdoptionReport]] = {}
    found: list[Diagnostic] = []
    double: set[str] = set()
    for path in paths:
        shown = str(path)
        try:
            report = _report(_content(path))
        except HandedError as error:
            place = Place(Span(shown, error.line, error.column, error.line, error.column + 1))
            found.append(_finding(ds0.UNREADABLE_FILE, place, str(error), error.help))
            continue
        first, other = taken.setdefault(report.name, (shown, report))
        if other != report:
            double.add(report.name)
            message = f"“{report.name}”报了两份，说的不一样，两份都没有算"
            related = Related(Place(Span(first)), "另一份在这里")
            found.append(_finding(ds0.DOUBLE_VALUE, Place(Span(shown)), message, "留下新的那一份", related))
    return Handed(tuple(report for name, (_, report) in taken.items() if name not in double), tuple(found))


def _finding(rule: Rule, place: Place, message: str, help_: str, *related: Related) -> Diagnostic:
    return rule.diagnose(Problem(place=place, message=message, help=help_, related=related))


# -- bytes -----------------------------------------------------------------------------------------------


def _content(path: pathlib.Path) -> bytes:
    """Return the bytes of the adoption.json that a file is or holds."""
    try:
        if path.suffix.lower() == PACKED:
            return _unpacked(path)
        with path.open("rb") as file:
            return _within(file.read(LARGEST + 1))
    except OSError as error:
        raise HandedError(f"读不了：{reason(error)}", "检查这个文件，再来一次") from error


def _unpacked(path: pathlib.Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise HandedError("包里的文件太多，不像成品包，没有读")
            wanted = [each for each in parts if each.filename.rpartition("/")[2] == NAME]
            if len(wanted) != 1:
                raise HandedError(
                    f"包里有 {len(wanted)} 个 {NAME}，应当只有一个" if wanted else f"包里没有 {NAME}"
                )
            with archive.open(wanted[0]) as file:
                return _within(file.read(LARGEST + 1))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise HandedError("不是完好的 ZIP 文件，或者加了密码", "请那个单位再送一次") from error


def _within(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise HandedError(f"{NAME} 超过 {LARGEST // 1024 // 1024} MiB，不像本工具做的，没有读")
    return data


# -- what it says ----------------------------------------------------------------------------------------


def _report(data: bytes) -> AdoptionReport:
    said = _json(data)
    number = said.get("format") if isinstance(said, dict) else None
    if isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
        raise HandedError(f"是第{number}版格式，本程序只认到第{FORMAT}版", "换用新版的 dstd 再汇总")
    error = next(iter(schema.validator("adoption").iter_errors(said)), None)
    if error is not None:
        where = "".join(f"/{part}" for part in error.path) or "最外层"
        raise HandedError(f"不是 dstd 做的 {NAME}，或者被改过：{where} 不合格式")
    if odd := next((char for text in _texts(said) for char in text if refused(char)), ""):
        raise HandedError(f"里面有看不见的{refused(odd)} U+{ord(odd):04X}")
    return reported(said)


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


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise HandedError("从这里起不是完好的 JSON", AGAIN, error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise HandedError("不是 UTF-8 的 JSON 文件") from error


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)
