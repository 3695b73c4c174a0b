"""不适用、增加要求没有写理由，或者说增加了却没有增加。

为什么
------
为什么不用一项标准，上级和后来的人都会问；为什么比母本要求得多，基层会问：这是层层加码，还是确有需要。
写了增加要求，local/ 里却没有改它的，印出来的适用说明就不真。

反例
----
    # 文件 unit.yaml
    kind: unit
    name: 某县水利局
    prefix: SLJ
    edition: 2027年版
    year: 2027
    base:
      from: 随程序
      edition: 2027年版
      sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    shape: 总支
    branches:
      - {name: 机关第一党支部, members: 12, groups: [第一党小组]}
      - {name: 机关第二党支部, members: 9, groups: [第一党小组]}
    adopt:
      - {standard: DJ401, stance: 增加要求, reason: 本局人员分散。}

正例
----
    # 文件 unit.yaml
    kind: unit
    name: 某县水利局
    prefix: SLJ
    edition: 2027年版
    year: 2027
    base:
      from: 随程序
      edition: 2027年版
      sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    shape: 总支
    branches:
      - {name: 机关第一党支部, members: 12, groups: [第一党小组]}
      - {name: 机关第二党支部, members: 9, groups: [第一党小组]}
    adopt:
      - {standard: DJ401, stance: 增加要求, reason: 本局人员分散。}
    # 文件 local/通知.yaml
    kind: overlay
    of: DJ401
    reason: 本局人员分散，通知要早一些。
    put:
      - {at: notify.when.at_least_workdays, value: 5}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS231"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard that is taken in another way than the set has it, without a reason or a change."""
    adoption = catalog.adoption
    changed = {each.code for each in adoption.changes} if adoption else set()
    for each in adoption.sheet.adopt if adoption else ():
        if each.stance is not Stance.ADOPTED and not each.reason:
            message = f"{each.standard} 写了{each.stance}，没有写理由"
            yield Problem(place=each.at("stance"), message=message, help="加上 reason，写一句为什么")
        elif each.stance is Stance.EXTENDED and each.standard not in changed:
            message = f"{each.standard} 写了增加要求，local/ 里没有改它"
            help_ = "在 local/ 里写 kind: overlay；没有增加的，改成采用"
            yield Problem(place=each.at("stance"), message=message, help=help_)
