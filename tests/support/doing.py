"""What the program says where a project is made, carried over, gets something new, or follows its set."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dangjian_std.output import exchange
from support.folders import BASE, CASES, TESTS
from support.new import STANDARD, STEP, new
from support.program import dstd

WHERE = re.compile(rf"[^（\s]*/{re.escape(BASE.relative_to(TESTS).as_posix())}(?![^\s）])")
"""The base project by its path, whole or from somewhere else."""


def done() -> Iterator[str]:
    """What is said where a project is made, carried over, or gets something new."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for said in _done(folder):
            yield from WHERE.sub("BASE", said.replace(name, "FOLDER")).splitlines()


def _done(folder: Path) -> Iterator[str]:
    for kind, said in {
        "standard": STANDARD,
        "record": {"code": "R212", "title": "登记表", "step": STEP},
        "paper": {"code": "W402", "title": "关于开展活动的通知", "step": STEP},
    }.items():
        shutil.copytree(BASE / "standards", folder / kind / "standards")
        result = new(kind, folder / kind, **said)
        yield f"=== new {kind} → {result.exit_code}\n{result.output}{result.exception or ''}"
    branch = ("--branch", "机关第一党支部 13")
    unit = ("--name", "某县水利局", "--prefix", "SLJ", "--shape", "支部", "--base", BASE, *branch)
    for number in ("1", "2", "3"):
        shutil.copytree(CASES / "formats" / number, folder / number)
    calls: tuple[tuple[str | Path, ...], ...] = (
        ("init", "甲", *unit),
        ("validate", "甲"),
        ("sheet", "甲"),
        ("sheet", "甲"),
        ("validate", "甲"),
        ("migrate", "甲"),
        ("seal", "支部条例", "第十四条", "--source", "甲", "--on", "2026-11-29", "甲"),
        *(each for number in "123" for each in (("migrate", number, "--diff"), ("migrate", number))),
        ("migrate", "3"),
        ("update", "甲"),
        ("update", "甲", "--check"),
        ("list", "甲"),
    )
    for call in calls:
        yield _said(folder, call)
    yield from _followed(folder, unit)


OVERLAY = """\
kind: overlay
of: DJ401
reason: 本局人员分散。
put:
  - {at: notify.when.at_least_workdays, value: 5}
  - {at: hold.when.day, value: 20}
  - {at: notify.how.2, value: 与外派的党员逐人联系。}
omit:
  - {step: tell, reason: 本局人少。}
add:
  - to: follow-up.steps
    after: assign
    item:
      id: remind
      who: 组织委员
      what: 提醒责任人
      how: [逐人提醒。]
      when: {after: assign, within_workdays: 3}
      local: [step]
"""
ADOPT = "adopt:\n  - {standard: DJ401, stance: 增加要求, reason: 本局人员分散。}\n"


def _followed(folder: Path, unit: tuple[str | Path, ...]) -> Iterator[str]:
    """Yield what is said where the set of a unit is changed, and the unit follows."""
    shutil.copytree(BASE / "standards", folder / "母本" / "standards")
    dstd("init", "乙", *(folder / "母本" if each == BASE else each for each in unit), cwd=folder)
    (folder / "乙" / "local" / "通知.yaml").write_text(OVERLAY, "utf-8")
    sheet = folder / "乙" / "unit.yaml"
    sheet.write_text(sheet.read_text("utf-8") + ADOPT, "utf-8")
    changed = {
        "DJ401": (
            ("at_least_workdays: 3", "at_least_workdays: 5"),
            ("times: 1, day: 10", "times: 1, day: 12"),
            ("within_workdays: 3}\n        opens", "within_workdays: 5}\n        opens"),
            ("          - 写明时间、地点", "          - 先定下来。\n          - 写明时间、地点"),
        ),
        "catalog": (("edition: 2027年版", "edition: 2028年版"), ("year: 2027", "year: 2028")),
        "W401": (("seal: false", "seal: true"),),
    }
    for code, edits in changed.items():
        (path,) = (folder / "母本" / "standards").rglob(f"{code}*.yaml")
        text = path.read_text("utf-8")
        for old, new_text in edits:
            assert old in text, old
            text = text.replace(old, new_text, 1)
        path.write_text(text, "utf-8")
    old = folder / "旧"
    shutil.copytree(BASE / "standards", old / "standards")
    for call in (
        ("validate", "乙"),
        ("update", "乙", "--check"),
        ("update", "乙", "--check", "--old", "旧"),
        ("update", "乙", "--diff", "--old", "旧"),
        ("update", "乙", "--old", "母本"),
        ("update", "乙", "--to", "旧/standards/records"),
        ("update", "乙", "--to", "母本", "--revision", "v9"),
        ("update", "乙", "--to", "没有", "--revision", "v9"),
        ("update", "乙", "--to", "3"),
        ("update", "乙", "--check", "--old", "没有"),
        ("update", "乙", "--old", "旧"),
        ("update", "乙"),
        ("validate", "乙"),
        ("validate", "乙", "--base", "HEAD"),
        ("rename", "role", "党员", "众人", "乙"),
        ("sheet", "乙", "--base", "母本"),
        ("sheet", "丙", "--base", "母本"),
        ("init", "丁", "--from", "丙/单位.xlsx", "--name", "丁局"),
        ("init", "丁", "--from", "丙/单位.xlsx"),
    ):
        yield _said(folder, call)
    shutil.copy(sheet, folder / "丙" / "unit.yaml")
    yield _said(folder, ("sheet", "丙"))
    (folder / "乙" / f"{exchange.NEXT_FILE_PREFIX}unit.yaml").write_text("", "utf-8")
    yield _said(folder, ("update", "乙", "--check"))
    yield _said(folder, ("update", "乙"))


def _said(folder: Path, call: tuple[str | Path, ...]) -> str:
    result = dstd(*call, cwd=folder, COLUMNS="80")
    words = " ".join("BASE" if each == BASE else str(each) for each in call)
    return f"=== {words} → {result.returncode}\n{result.stdout}{result.stderr}"
