"""Whether the libraries that are found are those that this program was installed with."""

from __future__ import annotations

import operator
import os
import pkgutil
import re
import site
import sys
import sysconfig
from importlib.metadata import PackageNotFoundError, requires, version

DISTRIBUTION = "dangjian-std"
MOST_LIBRARIES = 5
COMPARE = {">=": operator.ge, "==": operator.eq, "<": operator.lt}
BOUND = re.compile(r"(>=|==|<)(\d+(?:\.\d+)*)")
"""What pyproject.toml says of versions is written with these, which keeps a parser out of here."""


def trouble() -> str:
    """Say what is wrong with the libraries and how to mend it, or return an empty text. Imports none of them."""
    return _shadowed() or _unfit()


def _shadowed() -> str:
    """Name the folders of PYTHONPATH whose modules take the place of installed ones."""
    if sys.flags.ignore_environment:
        return ""
    said = {os.path.abspath(each) for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each}  # noqa: PTH100 as Python itself does
    own = {*map(sysconfig.get_path, ("purelib", "platlib")), site.getusersitepackages()}
    names = sorted((_modules(said - own) & _modules(own)) - {__package__})
    if not names:
        return ""
    more = " 等" if len(names) > MOST_LIBRARIES else ""
    return (
        f"环境变量 PYTHONPATH（{os.environ['PYTHONPATH']}）里的 {'、'.join(names[:MOST_LIBRARIES])}{more} 顶替了"
        "随本程序安装的，请取消这个变量（unset PYTHONPATH）后再试"
    )


def _modules(folders: set[str]) -> set[str]:
    return {each.name for each in pkgutil.iter_modules(sorted(folders))}


def _unfit() -> str:
    """Name the libraries that are absent, or of a version that this program cannot work with.

    What an extra asks for may be absent.
    """
    try:
        wanted = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return ""
    asked = ((each.partition(";")[0].strip(), "extra ==" in each) for each in wanted)
    wrong = [said for each, extra in asked if (said := _judged(*each.partition(" ")[::2], extra=extra))]
    return f"{'；'.join(wrong)}。请重新安装本程序（在项目里：删去 .venv 再运行 make）" if wrong else ""


def _judged(requirement: str, rest: str, *, extra: bool) -> str:
    name, bounds = re.match(r"([\w.-]*\w)(.*)", requirement + rest).groups()  # type: ignore[union-attr]
    try:
        found = version(name)
    except PackageNotFoundError:
        return "" if extra else f"没有装 {name}"
    fits = all(COMPARE[sign](_number(found), _number(bound)) for sign, bound in BOUND.findall(bounds))
    return "" if fits else f"{name} 是 {found}，应是 {bounds}"


def _number(text: str) -> tuple[int, ...]:
    """Read a version as numbers to compare; zeros at its end say nothing."""
    numbers = [int(each) for each in re.findall(r"\d+", re.match(r"[\d.]*", text)[0])]  # type: ignore[index]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
