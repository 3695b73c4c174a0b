"""`dstd case`: all that one case needs, from its first day to its last: plan by date, forms, papers, calendar."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, delivery, month_packs, pack_making
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dangjian_std.cli.console.month_packs import Outputs
    from dangjian_std.domain.catalog import Case
    from dangjian_std.domain.countdown import Turn
    from dangjian_std.domain.unit import Unit
    from dangjian_std.domain.vocabulary import Organ
    from dangjian_std.reading.roster import Roster

CASE_FOLDER = "专项"


@click.command("case", cls=chinese.Command, place=45, options_metavar="[选项]")
@click.argument("name", metavar="专项工作")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option("--from", "start", metavar="日期", required=True, help="从哪天算起，如换届写届满日：2027-09-18")
@click.option("--stage", metavar="阶段", default="", help="只做这一个阶段；日期写这个阶段第一步等的那件事的")
@click.option("--branch", metavar="党支部", default="", help="名单上有几个党支部的，写是哪一个")
@click.option(
    "--candidate",
    "candidates",
    metavar="姓名",
    multiple=True,
    help="印在票上的候选人，一人写一次，照写的先后印；选书记、副书记的写 书记:姓名",
)
@click.option("--today", metavar="日期", help="今天的日期；写了就提醒哪些事已经过了最迟的日期")
@delivery.FOLDER_OPTION
@delivery.PROFILE
@pack_making.ROSTER
def command(  # noqa: PLR0913, PLR0917 what a person may say of a case
    name: str,
    root: Path | None,
    start: str,
    stage: str,
    branch: str,
    candidates: tuple[str, ...],
    today: str | None,
    out: Path | None,
    profile: str | None,
    roster: Path | None,
) -> None:
    """做一项专项工作（换届、补选、发展党员等）的材料：按日期的工作安排、用表、文书和日历。

    放在 专项/换届-2027-09-18/ 里。有哪些专项工作、各有哪些阶段，运行 dstd list。
    """
    from dangjian_std.domain.countdown import countdown
    from dangjian_std.publications.case_pack import pack

    day, now = known_day(start), known_day(today) if today else None
    names, voted_on = pack_making.listed(roster), by_post(candidates)

    def outputs(unit: Unit) -> Outputs:
        case = known_case(unit, name)
        if stage:
            known_stage(unit, case, stage)
        own = of_unit(names, case.of, branch) if case.of else of_branch(names, branch)
        unit = unit.as_one() if case.of else unit.one_branch()
        if own.members:
            unit = unit.with_members(len(own.members))
        turns = countdown(unit, case, day, stage)
        month_packs.in_force(unit, *span(day, turns), f"{case.name}（{start}）")
        compare(unit, case, day, turns)
        if now:
            remind(now, turns)
        known_posts(case, voted_on)
        made = pack.case_pack(unit, case, day, stage=stage, roster=own, candidates=voted_on[""], posts=voted_on)
        folder = f"{case.name}{f'-{stage}' if stage else ''}-{day}"
        for document, formats in made:
            yield from ((folder, document, format_) for format_ in formats)

    pack_making.make(root, out, profile, outputs, CASE_FOLDER)


def known_day(text: str) -> dt.date:
    """Return the date of 2027-09-18 or 2027年9月18日, or say in one sentence that it is none."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)", text)
    try:
        year, month, day = (int(each) for each in found.groups() if each) if found else (0, 0, 0)
        date = dt.date(year, month, day)
    except ValueError:
        raise DstdError(f"“{visible(text)}”不是日期，请写成 2027-09-18 这样。") from None
    pack_making.known_year(f"{year}")
    return date


def known_case(unit: Unit, name: str) -> Case:
    """Return the case of a name, or say which there are."""
    cases = {each.name: each for each in unit.catalog.system.cases}
    if name not in cases:
        listed = f"可以写：{'、'.join(cases)}" if cases else "catalog.yaml 里还没有写 cases"
        begun = [each.name for each in cases.values() if each.from_ == name]
        if begun:
            raise DstdError(f"“{visible(name)}”是一件事，从它算起的专项工作是：{'、'.join(begun)}。")
        if any(each.name == name for each in unit.catalog.system.events):
            raise DstdError(f"“{visible(name)}”不是专项工作，照标准里由它引出的步骤办。{listed}。")
        raise DstdError(f"没有“{visible(name)}”这项专项工作。{listed}。")
    found = cases[name]
    if found.of and not unit.has(found.of):
        raise DstdError(f"{unit.profile.title}，没有{found.of}，不办“{name}”。")
    return found


def known_stage(unit: Unit, case: Case, stage: str) -> None:
    """Refuse a stage that the case does not have, and say which it has."""
    from dangjian_std.domain.countdown import stages

    titles = stages(unit.catalog, case)
    if stage not in titles:
        raise DstdError(f"“{case.name}”没有“{visible(stage)}”这个阶段。可以写：{'、'.join(titles)}。")


def of_branch(names: Roster, branch: str) -> Roster:
    """Return the roster of one branch: a case is the work of one."""
    from dangjian_std.reading.roster import Roster

    if branch and branch not in names.branches:
        listed = f"名单上有：{'、'.join(names.branches)}" if names.branches else "要同 --roster 一起写"
        raise DstdError(f"没有“{visible(branch)}”这个党支部。{listed}。")
    if not branch and len(names.branches) > 1:
        raise DstdError(f"名单上有{len(names.branches)}个党支部，请用 --branch 写明是哪一个。")
    kept = tuple(each for each in names.members if branch in {"", each.branch})
    return Roster(kept, names.by_hand)


def of_unit(names: Roster, organ: Organ, branch: str) -> Roster:
    """Return the roster of a whole unit as that of one organ: all its members act together."""
    from dangjian_std.domain.vocabulary import Organ
    from dangjian_std.reading.roster import Roster

    called = "党总支" if organ is Organ.GENERAL_BRANCH else str(organ)
    if branch:
        raise DstdError(f"这是{called}的事，照全单位的名单办，不写 --branch。")
    members = tuple(dataclasses.replace(each, branch=called, group="") for each in names.members)
    return Roster(members, names.by_hand)


def by_post(candidates: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the candidates for each post that is written before a name (书记:张三); under "" the others."""
    found: dict[str, list[str]] = {"": []}
    for each in candidates:
        post, colon, name = each.replace("：", ":").rpartition(":")
        found.setdefault(post if colon else "", []).append(name)
    return {post: printed(tuple(names)) for post, names in found.items()}


def known_posts(case: Case, candidates: Iterable[str]) -> None:
    """Refuse a post that the case has no ballot for, and say which it has."""
    posts = [each.post for each in case.uses if each.post]
    for post in candidates:
        if post and post not in posts:
            listed = f"可以写：{'、'.join(posts)}" if posts else "不要写职务，只写姓名"
            raise DstdError(f"“{case.name}”没有选“{visible(post)}”的票。{listed}。")


def printed(candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of candidates; one with a character that cannot be drawn is left to be written by hand."""
    from dangjian_std import renderers
    from dangjian_std.reading.roster import LONGEST_PERSON_NAME
    from dangjian_std.text.characters import refused

    for name in candidates:
        if not name.strip() or len(name) > LONGEST_PERSON_NAME or any(map(refused, name)):
            raise DstdError(
                f"“{visible(name)}”不能印作姓名：空的、超过{LONGEST_PERSON_NAME}个字，或者有不能用的字符。"
            )
        if missing := renderers.undrawable(name):
            click.echo(f"提醒：随附字体里没有“{missing}”，选票上留空，请手写“{visible(name)}”。", err=True)
    return tuple("" if renderers.undrawable(name) else name for name in candidates)


def span(day: dt.date, turns: Sequence[Turn]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a case."""
    days = [day, *(turn.latest for turn in turns if turn.latest)]
    return min(days), max(days)


def compare(unit: Unit, case: Case, day: dt.date, turns: Sequence[Turn]) -> None:
    """Say where the given day is not that of the plan of the year, and which days that are fixed come too late."""
    from dangjian_std.composition.wording import chinese_date
    from dangjian_std.domain.agenda import year_agenda

    planned = [due.planned for due in year_agenda(unit, day.year) if due.key == str(case.start)]
    if planned and day not in planned:
        nearest = min(planned, key=lambda each: abs(each - day))
        click.echo(
            f"提醒：月包里这一步排在{chinese_date(nearest)}。改到{chinese_date(day)}的，"
            f"在 standards/dates/{day.year}-已定.yaml 里写 {case.start} 和 {day}，月包就跟着改。",
            err=True,
        )
    for turn in turns:
        if turn.latest and turn.limit and turn.latest > turn.limit:
            click.echo(
                f"提醒：“{turn.step.what}”定在{chinese_date(turn.latest)}，过了时限，"
                f"最迟{chinese_date(turn.limit)}。",
                err=True,
            )


def remind(now: dt.date, turns: Sequence[Turn]) -> None:
    """Say which last days have passed, and what comes next."""
    from dangjian_std.composition import wording

    late = [turn for turn in turns if turn.latest and turn.latest < now]
    for turn in late:
        click.echo(
            f"提醒：“{turn.step.what}”最迟应在{wording.chinese_date(turn.latest or now)}，已经过了。", err=True
        )
    ahead = [turn for turn in turns if turn.latest and turn.latest >= now]
    if late and ahead:
        following = min(ahead, key=lambda turn: turn.latest or now)
        click.echo(
            f"没有办的先补办，并向上级党组织说明；接下来是“{following.step.what}”，"
            f"{wording.chinese_date(following.latest or now)}前。",
            err=True,
        )
