"""The check `taken`: forms that are filled in and saved in LibreOffice, and spoiled there, say what they said."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checks import registers
from checks.ground import PYTHON, ROOT, workshop
from checks.shell import CheckError, need, run

PROGRAM = Path(__file__).with_name("taken_program.py")
PATIENCE = 600


def program(act: str, *paths: Path) -> Any:
    """Have the program make the forms, or take files."""
    return json.loads(run([PYTHON, PROGRAM, act, ROOT, *paths], cwd=ROOT, label="dstd"))


def jobs(folder: Path, typed: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Yield what LibreOffice does to each workbook: fill it in, and in a copy insert rows and columns as well."""
    for name, write in typed.items():
        if name.endswith(".xlsx"):
            sheets = list(dict.fromkeys(sheet for sheet, *_ in write))
            still = {"source": str(folder / name), "write": write, "numbers": [], "rows": [], "columns": []}
            yield {**still, "target": str(folder / "saved" / name)}
            rows = {(sheet, _row(address)) for sheet, address, _ in write} | {(sheet, 0) for sheet in sheets}
            moved = {
                "rows": sorted(rows, reverse=True),
                "columns": [(sheet, at) for sheet in sheets for at in (3, 0)],
            }
            yield {**still, **moved, "target": str(folder / "moved" / name)}


def _numberless(doubts: Sequence[str]) -> bool:
    """Whether a form only lacks its number, or what else tells it from others: the samples do not have that."""
    return all(each.startswith("head.number：") or each.endswith("分不清是哪一份") for each in doubts)


def _row(address: str) -> int:
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def documents(folder: Path, names: Sequence[str]) -> None:
    """Have LibreOffice open and save the documents."""
    need("soffice", "libreoffice-writer")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    files = [str(folder / name) for name in names]
    subprocess.run(
        [*command, "docx", "--outdir", str(folder / "saved"), *files],
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    if lost := [name for name in names if not (folder / "saved" / name).exists()]:
        raise CheckError(f"LibreOffice 没有存成：{'、'.join(lost)}")


def taken() -> str:
    """Forms that are taken come out of LibreOffice with the same facts, also with rows and columns more."""
    with workshop() as folder:
        typed = program("make", folder)
        for each in ("saved", "moved"):
            (folder / each).mkdir()
        registers.office(list(jobs(folder, typed)))
        words = [name for name in typed if name.endswith(".docx")]
        documents(folder, words)
        before = program("take", *(folder / name for name in words))
        saved = program("take", *(folder / "saved" / name for name in typed))
        moved = program("take", *(folder / "moved" / name for name in typed if name not in words))
    wrong = [name for name in words if saved[name] != before[name]]
    wrong += [f"{name}（插过行列）" for name, said in moved.items() if said != saved[name]]
    if wrong:
        raise CheckError(f"经 LibreOffice 存过，收到的不一样：{'、'.join(wrong)}")
    asked = {name: each for name, said in saved.items() for each in said if isinstance(each, list)}
    if odd := [f"{name} {each}" for name, each in asked.items() if name not in words or not _numberless(each)]:
        raise CheckError("照示例填的，有拿不准的：" + "\n".join(odd))
    return f"{len(typed)} 份表在 LibreOffice 里填、存、插行插列以后，收到的事实都一样"
