"""Layers that come with the program for a field of work: what a new project takes from one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dangjian_std.text.package_data import shipped

EXAMPLE_SHEET_FILE = "单位表里加上的.yaml"
"""What goes into unit.yaml, where a layer has anything to say there."""


def names() -> tuple[str, ...]:
    """Return what the layers are called."""
    return tuple(sorted(each.name for each in _folder().iterdir() if (each / "local").is_dir()))


def texts(name: str) -> tuple[Mapping[str, str], str]:
    """Return the files of a layer, by their paths in a project, and the lines that go into unit.yaml."""
    folder = _folder() / name
    files = {f"local/{each.name}": each.read_text("utf-8") for each in sorted(folder.glob("local/*.yaml"))}
    sheet = folder / EXAMPLE_SHEET_FILE
    lines = sheet.read_text("utf-8").splitlines(keepends=True) if sheet.is_file() else ()
    return files, "".join(line for line in lines if not line.startswith("#"))


def _folder() -> Path:
    return shipped("examples")
