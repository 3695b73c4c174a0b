"""内容变了，版本或者变更记录没有跟着变。

为什么
------
发下去的本子上印着版本。内容变了，版本还是原来的，两本一样的“1.0.0”说的不是一回事，就不知道照哪一本办。版面、示例、机器读的键不算。

反例
----
    # DJ401 hold
    what: 主持召开主题党日

正例
----
    # DJ401
    version: 1.0.1
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.0.1, on: 2026-12-20, change: "文字改顺，不改职责"}
    # DJ401 hold
    what: 主持召开主题党日

依据
----
GB/T 1.1—2020 8.3：前言说明与前一版相比的主要技术变化。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.changes.change import summary
from dangjian_std.rules.gate import Revision
from dangjian_std.rules.versions import following, number
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS701"
SEVERITY = Severity.ERROR


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each file whose text changed and whose version did not rise, or whose history does not tell of it."""
    for old, new in revision.kept:
        changed = (*revision.of(new.code), *revision.left(new.code))
        if not changed:
            continue
        if number(new.version) <= number(old.version):
            back = number(new.version) < number(old.version)
            versions = f"版本从 {old.version} 倒回 {new.version}" if back else f"版本还是 {new.version}"
            yield Problem(
                place=new.at("version"),
                message=f"{new.code} 的内容变了（{summary(changed)}），{versions}",
                help=f"升到 {following(old.version, changed)}，在 history 末尾加一条，写改了什么",
                about="\n".join(sorted(each.known_by for each in changed)),
            )
        elif not any(revision.entries(new.code)):
            yield Problem(
                place=new.at("history"),
                message=f"{new.code} 的版本从 {old.version} 升到 {new.version}，变更记录没有加一条",
                help="原来的各条不改，在 history 末尾加一条",
            )
