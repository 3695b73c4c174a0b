"""示例里引的条文，那项标准里没有。

为什么
------
示例里写〔DJ401.tell〕，印出来是这一步现在的条号。标准没有了、那一步或者那一条删去了，就没有条号可印。
标识可以是阶段、步骤的，也可以是要求、检查要点的。只有示例里这样写，别处写了会照样印出来。

反例
----
    # R211 open-matters
    sample: [〔DJ401.count〕、〔DJ401.told-all〕没有做到]

正例
----
    # R211 open-matters
    sample: [〔DJ401.count〕、〔DJ401.tell〕没有做到]

依据
----
本工具的约定：条号由程序编，增删步骤以后不会错。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain import clause_numbers
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.prose import matches
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS118"
SEVERITY = Severity.ERROR
REQUIRES = ("duplicate-code", "unknown-step")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each part of a standard that a sample names and that is not there, and each such name elsewhere."""
    uses: dict[str, list[tuple[str, Place]]] = {}
    for sentence, found in matches(catalog, clause_numbers.CLAUSE_PLACEHOLDER):
        if sentence.key == "sample":
            uses.setdefault(found["code"], []).append((found["part"], sentence.place(found, "part")))
        else:
            message = f"这里的“{found[0]}”不会换成条号"
            help_ = f"写出步骤的名称，如 {found['code']} 的“……”"
            yield Problem(place=sentence.place(found), message=message, help=help_)
    for code, named in uses.items():
        if standard := catalog.standards.get(code):
            register = standard.anchor.outline.file.path
            yield from dangling(named, _parts(standard), what=f"{code} 里的条文", register=register)


def _parts(standard: Standard) -> dict[str, Place]:
    return {
        **{stage.id: stage.at("id") for stage in standard.stages},
        **{step.id: step.at("id") for step in standard.steps},
        **{requirement.id: requirement.at("id") for requirement in standard.requirements},
        **{criterion.id: criterion.at("id") for criterion in standard.criteria},
    }
