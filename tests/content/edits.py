"""Right edits of the content, as a drafter makes them.

An edit is a function of a set: it yields the sets that it may end in, one for each place where it can be made.
It finds its places by their structure, not by codes, so it goes on working when the content changes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, pairwise

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.vocabulary import RoleKind, StandardType
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.scaffold import new_files

Files = dict[str, str]
Edit = Callable[[Files], Iterator[Files]]

TODAY = dt.date(2027, 3, 1)
CATALOG = "standards/catalog.yaml"


# -- means -------------------------------------------------------------------------------------------------


def replaced(
    files: Files, pattern: str, new: str | Callable[[re.Match[str]], str], where: str = ""
) -> Iterator[Files]:
    """Replace each match of a pattern, one at a time, in the files whose path holds `where`."""
    for path, text in files.items():
        if where in path:
            for found in re.finditer(pattern, text, re.MULTILINE):
                made = found.expand(new) if isinstance(new, str) else new(found)
                yield files | {path: text[: found.start()] + made + text[found.end() :]}


def everywhere(files: Files, pattern: str, new: str, where: str = "standards/") -> Iterator[Files]:
    """Replace all matches of a pattern at once."""
    made = {path: re.sub(pattern, new, text) if where in path else text for path, text in files.items()}
    if made != files:
        yield made


def catalog(files: Files) -> Catalog:
    found = load(RawSource(path, files[path].encode()) for path in sorted(files)).catalog
    assert found is not None
    return found


def standards(files: Files) -> list[str]:
    return [path for path in files if re.search(r"/DJ\d{3}", path)]


def own(files: Files) -> list[str]:
    """The standards of what no article asks: without one of them nothing is left undone."""
    codes = {use.standard.code for duty in floors.duties(catalog(files)) for use in duty.carriers}
    return [path for path in standards(files) if data(files, path)["code"] not in codes]


def without_lines(text: str, path: str, way: tuple[str | int, ...]) -> str:
    """Remove the lines of a list item, and of the key above it where it was the only one."""
    tree = read(path, text)
    whole = tree.data
    for part in way[:-1]:
        whole = whole[part]
    if len(whole) == 1:
        way = way[:-1]
    span = tree.outline.values[way]
    start = tree.outline.keys[way].line if way in tree.outline.keys else span.line
    end = span.end_line - (span.end_column == 1 and span.end_line > span.line)
    lines = text.split("\n")
    return "\n".join([*lines[: start - 1], *lines[end:]])


def data(files: Files, path: str) -> dict:
    return read(path, files[path]).data


@cache
def read(path: str, text: str) -> Tree:
    tree = parse(RawSource(path, text.encode())).tree
    assert tree is not None, path
    return tree


# -- the whole set -----------------------------------------------------------------------------------------


def the_issuer_is_named(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^issuer: .*$", "issuer: 某县水利局", CATALOG)


def the_prefix_is_ones_own(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^prefix: .*$", "prefix: SLJ", CATALOG)


def the_set_has_another_title(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^title: .*$", "title: 水利局机关党支部工作标准", CATALOG)


def the_year_goes_on(files: Files) -> Iterator[Files]:
    for made in replaced(files, r"^year: (\d+)$", lambda found: f"year: {int(found[1]) + 1}", CATALOG):
        yield from replaced(made, r"^edition: .*$", "edition: 第二版", CATALOG)


def another_shape_of_unit_is_chosen(files: Files) -> Iterator[Files]:
    for name in catalog(files).profiles:
        yield from replaced(files, rf"^profile: (?!{name}$).*$", f"profile: {name}", CATALOG)


def members_come_and_go(files: Files) -> Iterator[Files]:
    for path, text in files.items():
        if "/profiles/" in path and (found := re.search(r"members: (\d+)", text)):
            yield files | {path: text.replace(found[0], f"members: {int(found[1]) + 1}", 1)}


def a_unit_has_more_groups(files: Files) -> Iterator[Files]:
    yield from everywhere(files, r"groups: [1-9]\d*", "groups: 6", "/profiles/")


def a_step_is_not_for_this_unit(files: Files) -> Iterator[Files]:
    for path in (path for path in files if "/profiles/" in path):
        known = {entry["step"] for entry in data(files, path).get("not_applicable", ())}
        for key in (key for key in free_steps(files) if key not in known):
            entry = f"  - step: {key}\n    reason: 本单位由上级统一办理\n"
            head = "" if "not_applicable:" in files[path] else "not_applicable:\n"
            yield files | {path: files[path].rstrip("\n") + f"\n{head}{entry}"}


def one_person_has_two_posts(files: Files) -> Iterator[Files]:
    posts = [each.id for each in catalog(files).roles.values() if each.kind is RoleKind.POST and each.needs]
    for path in (path for path in files if "/profiles/" in path and "doubling" not in files[path]):
        for role, by in pairwise(posts):
            yield files | {path: files[path].rstrip("\n") + f"\ndoubling:\n  - {{role: {role}, by: {by}}}\n"}


# -- times -------------------------------------------------------------------------------------------------


def the_fixed_day_is_the_fifteenth(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"(every: month.*) day: \d+", r"\1 day: 15")


def the_fixed_day_is_a_weekday(files: Files) -> Iterator[Files]:
    for path in standards(files):
        if (found := re.search(r"(every: month.*) day: \d+", files[path])) and "when.day" in files[path]:
            text = files[path].replace(found[0], f"{found[1]} weekday: 周一", 1)
            yield files | {path: text.replace("when.day", "when.weekday", 1)}


def a_deadline_in_the_month_moves(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"by_day: 25", "by_day: 26")


def notice_is_five_days(files: Files) -> Iterator[Files]:
    made = next(everywhere(files, r"(before: [\w-]+, at_least_workdays:) 3\b", r"\1 5"), files)
    yield from everywhere(made, r"(提前|有|大会)3个工作日", r"\g<1>5个工作日", "/DJ") if made != files else ()


def a_deadline_is_shorter(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"within_workdays: 5\b", "within_workdays: 4")


def a_yearly_step_moves_to_another_month(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"months: \[11\]", "months: [12]")
    yield from replaced(files, r"months: \[1\]", "months: [2]")


def a_step_is_done_more_often(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"every: half-year", "every: quarter")


# -- steps and standards -----------------------------------------------------------------------------------


def free_steps(files: Files) -> dict[str, tuple[str, int, int]]:
    """The steps that nothing hangs on, with their file and place; such a one opens no form."""
    prose = "\n".join(files.values())
    found = {}
    for path in standards(files):
        code = data(files, path)["code"]
        for s, stage in enumerate(data(files, path)["stages"]):
            for i, step in enumerate(stage["steps"]):
                alone = len(stage["steps"]) == 1 or "opens" in step or "papers" in step
                used = rf"(before|after|recurs|on_time): ({code}\.)?{step['id']}\b|step: {code}\.{step['id']}\b"
                if not alone and not re.search(used, files[path]) and f"{code}.{step['id']}" not in prose:
                    found[f"{code}.{step['id']}"] = (path, s, i)
    return found


def a_step_is_removed(files: Files) -> Iterator[Files]:
    for path, s, i in free_steps(files).values():
        yield files | {path: without_lines(files[path], path, ("stages", s, "steps", i))}


def a_step_is_inserted(files: Files) -> Iterator[Files]:
    step = (
        "      - id: look-again\n        who: 支部书记\n        what: 再看一遍有没有遗漏\n"
        "        how: [逐项核对。]\n"
        "        when: {every: quarter, times: 1}\n        local: [step]\n"
    )
    yield from replaced(files, r"^    steps:\n(?=      - )", lambda found: found[0] + step, "/DJ")


def a_step_has_one_more_line(files: Files) -> Iterator[Files]:
    yield from replaced(
        files,
        r"^        how:\n(?:          .*\n)+(?=        when:.*\n        local: \[step\])",
        r"\g<0>          - 当天办完。\n",
    )


def a_standard_is_added(files: Files) -> Iterator[Files]:
    made = catalog(files)
    for group in range(1, len(made.system.groups) + 1):
        numbers = (f"DJ{group}{number:02}" for number in range(1, 100))
        code = next(code for code in numbers if code not in made.standards)
        draft = new_files.StandardDraft(
            code=code,
            title="防汛值守规范",
            type=StandardType.SPECIFICATION,
            who="支部书记",
            what="排定汛期党员值守表",
            how=("排到每一天，写明带班人。",),
            when="每年",
            requirement="值守应不断人",
            proof="查看值守表",
            on=TODAY,
        )
        path, text = new_files.standard(draft, made)
        yield files | {path: text}


def a_standard_is_sent_out_for_comment(files: Files) -> Iterator[Files]:
    for path in own(files):
        yield from replaced(files, r"^status: 发布$", "status: 征求意见", path)


def entry(code: str) -> str:
    """Record that what has a code was withdrawn."""
    return (
        f"  - code: {code}\n    title: 不再单独办的\n    on: 2026-12-01\n"
        "    reason: 不再单独办\n    papers: 办过的照保管期限存档\n"
    )


def a_standard_is_retired_with_what_refers_to_it(files: Files) -> Iterator[Files]:
    """Withdraw one that lends no form, paper or step to others, and record it; where it is named, name none."""
    for path in own(files):
        code = data(files, path)["code"]
        annexes = {
            other
            for other in files
            if re.search(r"/(records|papers)/", other)
            and re.search(rf"^home: {code}$", files[other], re.MULTILINE)
        }
        rest = {other: text for other, text in files.items() if other not in annexes and other != path}
        codes = [code, *(re.split("[/-]", other.partition("s/")[2].split("/")[-1])[0] for other in annexes)]
        named = "|".join(codes)
        if any(
            re.search(rf"(opens|record|field): ({named})\b|papers: \[.*({named})|\b{code}\.", text)
            for other, text in rest.items()
            if "/profiles/" not in other
        ):
            continue
        made = {}
        for other, text in rest.items():
            text = re.sub(rf"^  - step: {code}\..*\n(?:    .*\n)+", "", text, flags=re.MULTILINE)  # noqa: PLW2901
            text = re.sub(r"^not_applicable:\n(?!  - )", "", text, flags=re.MULTILINE)  # noqa: PLW2901
            made[other] = re.sub(rf"、(?:{named})\b|\b(?:{named})、?", "", text)
        yield made | {"standards/废止.yaml": "kind: withdrawals\nwithdrawals:\n" + "".join(map(entry, codes))}


def a_standard_is_revised(files: Files) -> Iterator[Files]:
    for path in standards(files):
        now = re.search(r"^version: (\d+)\.(\d+)\.\d+$", files[path], re.MULTILINE)
        if now and "\nhistory:\n" in files[path]:
            following = f"{now[1]}.{int(now[2]) + 1}.0"
            text = files[path].replace(now[0], f"version: {following}", 1).rstrip("\n")
            yield files | {path: f"{text}\n  - {{version: {following}, on: {TODAY}, change: 补充一个要点}}\n"}


def a_standard_serves_one_goal_less(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^(goals: \[.*), [^,\]]+\]$", r"\1]")


# -- words -------------------------------------------------------------------------------------------------


def a_requirement_is_said_otherwise(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^(    text: [^\"'].*应.*)。$", r"\1，并应留有记录。")


def a_criterion_asks_for_more(files: Files) -> Iterator[Files]:
    for path in standards(files):
        if "at_least: 90}" in files[path] and "达到90%" in files[path]:
            yield files | {
                path: files[path].replace("at_least: 90}", "at_least: 95}").replace("达到90%", "达到95%")
            }


def a_role_is_renamed(files: Files) -> Iterator[Files]:
    """Everywhere but in the law; only one whose name is part of no other word of the set."""
    for role in catalog(files).roles.values():
        other = "水务" + role.id
        used = sum(text.count(role.id) for text in files.values())
        law = any(role.id in text for path, text in files.items() if "/regulations/" in path)
        inside = any(role.id in each and role.id != each for each in catalog(files).roles)
        if used and not law and not inside:
            yield {path: text.replace(role.id, other) for path, text in files.items()}


def an_event_is_added(files: Files) -> Iterator[Files]:
    event = "  - name: 进入汛期\n    note: 收到进入汛期的通知\n"
    yield from replaced(files, r"^events:\n", lambda found: found[0] + event, CATALOG)


def an_article_is_added(files: Files) -> Iterator[Files]:
    article = (
        "articles:\n  - number: 第九十八条\n    gist: 各级党组织应当关心照顾老党员。\n"
        "    checked: {level: 摘引, on: 2027-03-01, source: 转载摘编}\n"
    )
    for path in (path for path in files if "/regulations/" in path and "\nlength:" not in files[path]):
        yield files | {path: files[path].replace("articles:\n", article, 1)}


# -- forms and papers --------------------------------------------------------------------------------------


def a_form_gets_a_field(files: Files) -> Iterator[Files]:
    field = "fields:\n  - {id: place-of-work, label: 所在科室, type: text}\n"
    yield from replaced(files, r"^fields:\n", lambda _: field, "/records/")


def a_label_is_said_otherwise(files: Files) -> Iterator[Files]:
    """One that stands nowhere else."""
    whole = "\n".join(files.values())
    for path, text in files.items():
        for found in (
            re.finditer(r"^  - \{id: [\w-]+, label: (\w+),", text, re.MULTILINE) if "/records/" in path else ()
        ):
            if whole.count(found[1]) == 1:
                yield files | {path: text.replace(f"label: {found[1]},", f"label: {found[1]}名,", 1)}


def a_form_has_fewer_rows(files: Files) -> Iterator[Files]:
    yield from replaced(
        files, r"^    rows: (1[3-9]|2\d)$", lambda found: f"    rows: {int(found[1]) - 1}", "/records/"
    )


def a_form_is_kept_longer(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^archive: 10年$", "archive: 30年", "/records/")


def a_form_takes_longer(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^minutes: (\d+)$", lambda found: f"minutes: {int(found[1]) + 5}", "/records/")


def a_sample_has_another_name(files: Files) -> Iterator[Files]:
    for path, text in files.items():
        if "/records/" in path and (found := re.search(r"type: signature, sample: \[(\w{3})\]", text)):
            yield files | {path: text.replace(found[1], "史可为")}


def a_paper_is_said_otherwise(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^  - ((?!〔)[^\"'{}\n：]*)。$", r"  - \1，请知悉。", "/papers/")


def a_paper_has_another_title(files: Files) -> Iterator[Files]:
    yield from replaced(files, r"^title: 关于(.*)$", r"title: 关于做好\1", "/papers/")


EDITS: tuple[Edit, ...] = tuple(
    each
    for name, each in list(globals().items())
    if callable(each) and name.startswith(("a_", "an_", "the_", "another_", "members_", "notice_", "one_"))
)
"""Every edit, in the order in which they stand here."""
FEW = 6
"""How many places are tried."""


def outcomes(change: Edit, files: Files) -> Iterator[Files]:
    """Yield the first few sets that an edit ends in."""
    return islice(change(files), FEW)
