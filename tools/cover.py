"""Which lines of the package the tests run: ``make coverage``, or ``make coverage ARGS=tests/domain``.

Child processes count, the one that sets PDF included, which is given an environment of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys

from checks.ground import ROOT, workshop
from checks.room import make_python


def main() -> int:
    """Run the tests and list the lines that none of them runs."""
    with workshop() as place:
        settings = {"COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml"), "COVERAGE_FILE": str(place / "data")}
        begin = f"import os; os.environ.update({settings}); import coverage; coverage.process_startup()"
        python = make_python(place / "python", ROOT / "src", begin)
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        tests = (str(python), "-m", "pytest", "-q", "-n", "auto", f"--basetemp={place / 'tmp'}", *sys.argv[1:])
        failed = subprocess.run(tests, cwd=ROOT, env=plain, check=False).returncode
        for act in (["combine", "--quiet"], ["report"]):
            command = (sys.executable, "-m", "coverage", *act)
            subprocess.run(command, cwd=ROOT, env=plain | settings, check=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
