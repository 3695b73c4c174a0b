"""adoption.json files as units hand them in."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

STANDARDS = {"DJ401": "支部主题党日规范", "DJ402": "假日支部规范", "DJ501": "督查规程"}
TIME = "主持主题党日前，至少提前{}个工作日"


def said(name: str, *, own: tuple[str, ...] = (), sha256: str = "a" * 64, **stances: str) -> dict[str, Any]:
    """Return what a unit says; `stances` by code, 采用 where there is none; an empty one: no such standard."""
    taken = {code: stances.get(code, "采用") for code in STANDARDS}
    standards = [
        {"code": code, "title": STANDARDS[code], "stance": stance, "reason": "本局没有。" * (stance == "不适用")}
        for code, stance in taken.items()
        if stance
    ]
    standards += [{"code": code, "title": f"{name}的规范", "stance": "增补", "reason": ""} for code in own]
    return {
        "format": 1,
        "tool": {"name": "dangjian-std", "version": "0.1.0"},
        "unit": {"name": name, "prefix": "SLJ", "year": 2027, "edition": "2027年版", "shape": "支部"},
        "base": {"set": "党建工作标准化手册", "edition": "2027年版", "sha256": sha256},
        "standards": standards,
        "changes": [],
    }


def stricter(content: dict[str, Any], days: int) -> dict[str, Any]:
    """Return the same of a unit that wants more days of notice."""
    change = {
        "code": "DJ401",
        "node": "notify",
        "key": "when.at_least_workdays",
        "where": "“通知到每名党员”的何时",
        "kind": "加严",
        "before": TIME.format(3),
        "after": TIME.format(days),
        "reason": "本局人员分散。",
    }
    return content | {"changes": [*content["changes"], change]}


def put(folder: Path, content: dict[str, Any], *, packed: bool = False) -> Path:
    """Write what a unit says as a file, or into its 成品包.zip."""
    (folder / content["unit"]["name"]).mkdir(parents=True, exist_ok=True)
    path = folder / content["unit"]["name"] / ("成品包.zip" if packed else "adoption.json")
    text = json.dumps(content, ensure_ascii=False)
    if packed:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("01手册/党建工作标准化手册.pdf", "x")
            archive.writestr("adoption.json", text)
    else:
        path.write_text(text, "utf-8")
    return path
