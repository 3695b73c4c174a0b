"""Edits a workbook in LibreOffice as a person would: fills cells in, inserts rows and columns, saves it as XLSX.

Runs under the Python that knows LibreOffice (Debian's python3-uno), apart from everything else here. Reads jobs
as JSON from its input: source, target, `write` (sheet, cell, text), `numbers` (sheet, cell, number), then
`rows` and `columns` (sheet, position counted from 0) to insert before, from the last to the first. All formulas
are computed anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

PATIENCE = 60
"""Seconds for LibreOffice to start."""


def desktop(pipe: str) -> Any:
    """Connect to the LibreOffice that listens on a pipe."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(PATIENCE):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(1)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice 没有启动")


def edit(office: Any, job: Mapping[str, Any]) -> None:
    """Do one job."""
    hidden = PropertyValue(Name="Hidden", Value=True)
    document = office.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, (hidden,))
    sheets = document.Sheets
    for sheet, cell, text in job["write"]:
        sheets.getByName(sheet).getCellRangeByName(cell).String = text
    for sheet, cell, number in job["numbers"]:
        sheets.getByName(sheet).getCellRangeByName(cell).Value = number
    document.calculateAll()
    for sheet, position in job["rows"]:
        sheets.getByName(sheet).Rows.insertByIndex(position, 1)
    for sheet, position in job["columns"]:
        sheets.getByName(sheet).Columns.insertByIndex(position, 1)
    kind = PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML")
    document.storeToURL(Path(job["target"]).as_uri(), (kind,))
    document.close(True)  # noqa: FBT003 an interface of LibreOffice


def main() -> None:
    """Do the jobs of the input in one LibreOffice."""
    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        pipe = Path(profile).name
        own = (f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;")
        with subprocess.Popen(["soffice", "--headless", "--norestore", *own]) as program:
            try:
                office = desktop(pipe)
                for job in jobs:
                    edit(office, job)
                office.terminate()
            except BaseException:
                program.kill()
                raise


if __name__ == "__main__":
    main()
