"""不适用、增加要求、多填的没有写理由，或者说增加了却没有增加。

为什么
------
为什么不用一项标准，上级和后来的人都会问；为什么比母本要求得多，基层会问：这是层层加码，还是确有需要。
写了增加要求，local/ 里却没有改它的，印出来的适用说明就不真；只改了在几日，不是增加。
照本单位的情况计算，一年填的份数、用时、签名、遇事另填的表比母本多的，使它多的每项标准都要写理由：
改母本的，写在那个文件的 reason；自己新写的、定的月份多的，在单位表里写增加要求和理由。

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

from dangjian_std.domain import filling
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS231"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard that is taken in another way than the set has it, without a reason or a change."""
    if adoption := catalog.adoption:
        yield from _stances(adoption)
        yield from _costs(catalog, adoption)


def _stances(adoption: Adoption) -> Iterator[Problem]:
    moved = {each.at("day") for each in adoption.sheet.dates}
    changed = {*adoption.own, *(each.code for each in adoption.changes if each.place not in moved)}
    for each in adoption.sheet.adopt:
        if each.stance is not Stance.ADOPTED and not each.reason:
            message = f"{each.standard} 写了{each.stance}，没有写理由"
            yield Problem(place=each.at("stance"), message=message, help="加上 reason，写一句为什么")
        elif each.stance is Stance.EXTENDED and each.standard not in changed:
            message = f"{each.standard} 写了增加要求，local/ 里没有改它"
            help_ = "增加的写在 local/ 里（kind: overlay），只写在理由里不算；没有增加的，改成采用"
            yield Problem(place=each.at("stance"), message=message, help=help_)


def _costs(catalog: Catalog, adoption: Adoption) -> Iterator[Problem]:
    """Yield what makes the whole unit fill in more than by the set, and does not say why."""
    silent = [
        code for code in (*adoption.own, *adoption.before, *adoption.forms) if not filling.reason(adoption, code)
    ]
    unit = Unit.of(catalog).of_year()
    if not silent or not filling.filled(unit).beyond(filling.filled(filling.by_the_set(unit, adoption))).more:
        return
    places = {each.code: each.place for each in adoption.changes}
    for code, more in filling.additions(unit, adoption):
        if code in silent and more.more:
            parts = (
                (more.copies, "份"),
                (more.minutes, "分钟"),
                (more.signatures, "个签名"),
                (more.on_demand, "种遇事填的表"),
            )
            said = "、".join(f"{number}{word}" for number, word in parts if number > 0)
            yield Problem(
                place=places.get(code) or catalog.standards[code].at("code"),
                message=f"因为 {code}，全单位一年比照母本多填{said}，没有写理由",
                help=f"在单位表里写 {code} 增加要求和理由；能不另填的，改成记入已有的表",
            )
