"""标准写的组没有登记，或者与所在的文件夹、代号对不上。

为什么
------
组、文件夹、代号的第一位数字说的是同一件事：第4组是党员活动，文件夹叫 4-党员活动，代号以 DJ4 开头。
三处不一致，明细表就排错了地方。

反例
----
    # DJ401
    group: 党员文化

正例
----
    # DJ401
    group: 党员活动

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.references import dangling, listed
from dangjian_std.text.diagnostic import Problem, Refile, Related, Severity

CODE = "DS108"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard whose group is unknown, or does not agree with its folder or its code."""
    system = catalog.system
    known = {group: system.at("groups", index) for index, group in enumerate(system.groups)}
    standards = catalog.standards.items()
    uses = ((standard.group, standard.at("group")) for _, standard in standards)
    yield from dangling(uses, known, what="组", register="standards/catalog.yaml", meant=listed)
    for key, standard in standards:
        if standard.group not in known:
            continue
        number = system.groups.index(standard.group) + 1
        related = (Related(known[standard.group], f"它是第{number}组"),)
        folder = standard.anchor.outline.file.path.split("/")[-2]
        if folder != f"{number}-{standard.group}":
            yield Problem(
                place=standard.at("group"),
                message=f"组是“{standard.group}”，文件却在 {folder} 里",
                help=f"把文件移到 standards/{number}-{standard.group}/，或改正组",
                related=related,
                repair=_moved(standard, number) if standard.code[2] == str(number) else None,
            )
        elif key.startswith("DJ") and key[2] != str(number):
            yield Problem(
                place=standard.at("code"),
                message=f"第{number}组的代号应以 DJ{number} 开头",
                help="换一个代号，或把标准放到它那一组",
                related=related,
            )


def _moved(standard: Standard, number: int) -> Refile:
    """Return that the file goes into the folder that its group and its code both name."""
    path = standard.anchor.outline.file.path
    top, name = path.split("/")[0], path.rpartition("/")[2]
    return Refile(path, f"{top}/{number}-{standard.group}/{name}")
