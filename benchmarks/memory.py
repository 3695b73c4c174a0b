"""The most memory that a month pack of thirty branches takes, and how many files it is: one for each branch."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BRANCHES, MEMBERS, GROUPS = 30, 20, 2
MONTH = "2027-11"
"""The month with most forms."""

with tempfile.TemporaryDirectory() as folder:
    project, names = Path(folder, "set"), Path(folder, "names.csv")
    shutil.copytree(ROOT / "standards", project / "standards")
    (path,) = (project / "standards" / "profiles").glob("机关党委.yaml")
    counts = (
        f"counts: {{branches: {BRANCHES}, groups: {BRANCHES * GROUPS}, members: {BRANCHES * MEMBERS}, leaders: 6}}"
    )
    lines = (counts if line.startswith("counts:") else line for line in path.read_text("utf-8").splitlines())
    path.write_text("\n".join(lines) + "\n", "utf-8")
    rows = (
        f"第{branch}党支部,虚构{branch}号{member}号,第{1 + member % GROUPS}党小组\n"
        for branch in range(BRANCHES)
        for member in range(MEMBERS)
    )
    names.write_text("党支部,姓名,党小组\n" + "".join(rows), "utf-8")
    command = [sys.executable, "-m", "dangjian_std", "month", MONTH, str(project), "--profile", "机关党委"]
    subprocess.run(
        [*command, "--roster", str(names), "-o", str(Path(folder, "out"))], check=True, stdout=subprocess.DEVNULL
    )
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    files = sum(1 for _ in Path(folder, "out").rglob("*用表-*.pdf"))
    print(f"{BRANCHES} branches: {most / 1024:.0f} MB at most in one process, {files} files of branches")
