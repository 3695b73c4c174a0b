"""职责变了，版本只升了第三位。

为什么
------
第三位升了，读的人以为只改了文字，不用重新学；职责变了，该做的事就漏了。新增、取消、放宽、加重，换了人、改了次数和时限，升第二位。

反例
----
    # DJ401
    version: 1.0.1
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.0.1, on: 2026-12-20, change: 列入落实清单提前一天}
    # DJ401 assign.when
    within_workdays: 2

正例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 列入落实清单提前一天}
    # DJ401 assign.when
    within_workdays: 2

依据
----
本工具的约定：见 docs/写法.md“改标准”。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.changes.change import summary
from dangjian_std.rules.gate import Revision
from dangjian_std.rules.versions import next_for_duties, number, of_duty
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS702"
SEVERITY = Severity.ERROR


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each file whose duties changed and whose version rose as if only words had."""
    for old, new in revision.kept:
        changed = list(filter(of_duty, revision.of(new.code)))
        before, after = number(old.version), number(new.version)
        if changed and after > before and after[:2] == before[:2]:
            yield Problem(
                place=new.at("version"),
                message=f"{new.code} 的职责变了（{summary(changed)}），版本只从 {old.version} 升到 {new.version}",
                help=f"改了职责的升第二位，写 {next_for_duties(old.version)}，变更记录也跟着改",
                about="\n".join(sorted(each.known_by for each in changed)),
            )
