"""What a new state of the base is to a unit: which duties changed, and which of them the unit has changed too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dangjian_std import changes
from dangjian_std.changes.change import WORDS_FOR_KINDS, Change
from dangjian_std.cli.console import change_report, reporters, text_differences
from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.reading.adopting import CATALOG_KEY_OF_SHEET_KEY
from dangjian_std.reading.pinning import DIGEST_DIGITS
from dangjian_std.reading.project import CATALOG_FILE, UNIT_WORKBOOK
from dangjian_std.reading.updating import local_formats, rebasing
from dangjian_std.reading.updating.unit_entries import ADD, OMIT, UnitEntry
from dangjian_std.text.characters import visible

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.reading.load import Loaded
    from dangjian_std.reading.updating import Update
    from dangjian_std.text.diagnostic import Diagnostic

PROFILES = "standards/profiles/"


def text(made: Update, stated: Mapping[str, Any], before: Catalog | None, after: Catalog) -> str:
    """Say what changed in the base, what of it the unit has changed too, and what is needless by now."""
    names = _named(stated), _named(made.sheet.data["base"])
    lines: list[str] = []
    if before is None:
        lines.append(
            f"母本从 {names[0]} 换成 {names[1]}。原来那一版找不到了，或者读不了，比不出改了什么；"
            "还留着的，用 --old 写它的文件夹。"
        )
        lines += _headed("本单位改过的地方，请逐处看一遍：", _stated(made))
        if local_formats.own(made.own):
            lines.append("也不知道原来是第几版格式，本单位自己的标准、表没有改写；写法不对的，下面会说。")
    else:
        found = changes.compare(before, after)
        used = [each for each in found if _concerns(each, made)]
        lines.append(change_report.text(used, *names))
        if len(used) < len(found):
            lines.append(
                f"另有 {len(found) - len(used)} 处没有列出：只关别的单位类型、本单位不用的标准，"
                "或者以单位表为准的。"
            )
        lines += _headed("本单位改过的步骤，母本也动了：", _touched(made, used))
    lines += _headed("母本改了列表，本地改动里的第几项跟着改：", _moved(made))
    lines += _headed("母本现在也是这样写的，可以删去：", map(_where, made.rebased.needless))
    if made.older:
        lines.append("本单位自己的标准、表是旧格式，一并改成新格式（先用 --diff 看）。")
    if before is not None and before.system.year != after.system.year != made.sheet.data["year"]:
        lines.append(f"母本的年份是 {after.system.year}，单位表写的是 {made.sheet.data['year']}。要改的，自己改。")
    return "\n\n".join(lines)


def remarks(found: Sequence[Diagnostic], loaded: Loaded) -> str:
    """Print what is no error; what both changed is as the unit has it."""
    both = sum(each.rule == "changed-twice" for each in found)
    said = reporters.as_text(found, loaded.sources, len(loaded.sources))
    return f"\n{said}" + (f"\n{both} 处两边都改了，用的是本单位的。" if both else "")


def differences(made: Update) -> Iterator[str]:
    """Yield what changes in the files of the unit; a workbook in what it says and tells of the base."""
    for each in made.changed:
        if each.new.path == UNIT_WORKBOOK:
            base = visible(_named(made.sheet.data["base"]))
            yield f"{UNIT_WORKBOOK}：母本那几行改成 {base}，“母本现在”等只供看的格、下拉跟着换"
        else:
            yield from text_differences.lines(each)


def _named(stated: Mapping[str, Any]) -> str:
    """Name a base by its edition and the beginning of its digest, which tells two of one edition apart."""
    return f"{stated['edition']}（{stated['sha256'][:DIGEST_DIGITS]}）"


def _headed(head: str, lines: Iterator[str]) -> Iterator[str]:
    """Yield a head with its lines, if there are any."""
    if found := list(dict.fromkeys(lines)):
        yield "\n".join((head, *(f"  {visible(each)}" for each in found)))


def _where(entry: UnitEntry) -> str:
    return f"{entry.place.span.where}: {entry.code} {entry.name}"


def _stated(made: Update) -> Iterator[str]:
    """Yield what the unit says, and what the base says there by now."""
    for entry in made.entries:
        found = rebasing.where(made.new, entry)
        if entry.act == OMIT:
            yield f"{_where(entry)}　本单位不做"
        elif entry.act == ADD:
            yield f"{_where(entry)}　本单位加了：{rebasing.shown(entry.value)}"
        else:
            now = rebasing.shown(rebasing.value(found)) if found else "已经没有"
            yield f"{_where(entry)}　本单位：{rebasing.shown(entry.value)}；母本现在：{now}"


def _moved(made: Update) -> Iterator[str]:
    for entry, to in made.rebased.moved:
        yield f"{entry.at.span.where}: {entry.code} {entry.address} 改成 {to}"


def _concerns(change: Change, made: Update) -> bool:
    """Whether a change of the base concerns the unit: its shape, a standard that it uses, what its sheet omits."""
    sheet, path = made.sheet.data, change.place.span.path
    left = {each["standard"] for each in sheet.get("adopt", ()) if each["stance"] == Stance.LEFT_OUT}
    if path.startswith(PROFILES):
        return change.site.subject == str(sheet["shape"])
    ours = {name for key, name in CATALOG_KEY_OF_SHEET_KEY.items() if key in sheet}
    return not (change.site.subject in left or (path == CATALOG_FILE and change.key in ours))


def _touched(made: Update, found: Sequence[Change]) -> Iterator[str]:
    """Yield what the unit changes in a node in which the base has changed something."""
    for entry in made.entries:
        near = [each for each in found if each.site.subject == entry.code and _near(made, entry, each)]
        if near:
            said = dict.fromkeys(f"{WORDS_FOR_KINDS[each.kind]} {each.aspect}" for each in near)
            yield f"{_where(entry)}　母本：{'，'.join(said)}"
    for index, each in enumerate(made.sheet.data.get("adopt", ())):
        count = sum(change.site.subject == each["standard"] and not change.filed for change in found)
        if count and each["stance"] == Stance.EXTENDED:
            place = made.sheet.outline.value(("adopt", index))
            yield f"{place.span.where}: {each['standard']} 增加要求　母本改了{count}处"


def _near(made: Update, entry: UnitEntry, change: Change) -> bool:
    at = rebasing.where(made.old if change.old else made.new, entry)
    if at is None:
        return False
    node = rebasing.node(at) or at[1][:1]
    return change.place.path[: len(node)] == node
