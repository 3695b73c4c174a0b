"""取消了的标准、记录表、文书没有登记废止。

为什么
------
照它填过的材料还在档案里。没有登记，就不知道改用什么、旧材料怎样归档，代号也可能给了别的用。

反例
----
    # 删去 standards/papers/W401-主题党日通知.yaml
    # catalog 删去 cases
    # DJ401 删去 notify.papers
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 不再发通知, reasons: [{at: notify.papers, why: 改为口头通知}]}
    # DJ401 notify
    local: [who, when, how.1]

正例
----
    # 删去 standards/papers/W401-主题党日通知.yaml
    # catalog 删去 cases
    # DJ401 删去 notify.papers
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 不再发通知, reasons: [{at: notify.papers, why: 改为口头通知}]}
    # DJ401 notify
    local: [who, when, how.1]
    # 文件 standards/废止.yaml
    kind: withdrawals
    withdrawals:
      - code: W401
        title: 关于开展主题党日的通知
        on: 2026-12-20
        reason: 改为口头通知。
        papers: 已经发的照原期限归档。

依据
----
GB/T 1.1—2020 8.1：文件编号由代号、顺序号和年份组成，用来认定一个文件。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.standard import Standard
from dangjian_std.rules.gate import Revision
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place, Span

CODE = "DS707"
SEVERITY = Severity.ERROR
WITHDRAWALS_FILE = "standards/废止.yaml"


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each standard in force, form and paper that is gone, and of which nothing tells."""
    now, withdrawals = revision.new.coded, revision.new.withdrawals
    for code, each in revision.old.coded.items():
        bound = not isinstance(each, Standard) or each.status.binding
        if bound and code not in now and code not in revision.new.withdrawn:
            yield Problem(
                place=withdrawals.at("withdrawals") if withdrawals else Place(Span(WITHDRAWALS_FILE)),
                message=f"{code} {each.title} 取消了，没有登记废止",
                help=f"在 {WITHDRAWALS_FILE} 登记：改用什么、旧材料怎样归档；改了代号的，改回来；误删的，恢复它",
            )
