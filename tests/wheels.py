"""Wheels for tests. Also read by a bare Python, so only what comes with it is used."""

import zipfile
from pathlib import Path


def wheel(folder, name, version, needs=(), scripts=""):
    """Make a wheel of one module, whose `main` prints its version."""
    target = Path(folder) / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    needed = "".join(f"Requires-Dist: {each}\n" for each in needs)
    with zipfile.ZipFile(target, "w") as archive:
        for file, text in {
            f"{name}.py": f"def main(): print('{version}')\n",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needed}",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/entry_points.txt": scripts,
            f"{info}/RECORD": "",
        }.items():
            archive.writestr(file, text)
    return target
