"""A set of invented standards, each with a form and a paper: the same files for the same numbers, on any machine.

What is measured must not change when the shipped content does. The texts say nothing: they are drawn from a few
words, with the lengths of real ones. No regulation, no person, no unit is named.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

SEED = 17
MOST = 900
"""Standards of the largest set: there are no more codes."""
PAGES = {150: 28, 370: 68}
"""About how many pages the handbook has, by how many standards it is made of."""
GROUPS = ("组织", "会议", "人员", "活动", "检查", "宣传", "场地", "资料", "联络")
EVENTS = ("收到材料", "会议结束", "人员变动", "检查发现问题", "活动结束", "上级部署")
POSTS = ("支部书记", "组织委员", "宣传委员", "党小组组长")
STAGES = ("准备", "办理", "收尾")
STEPS = 4
"""Steps of a stage."""

VERBS = ("核对", "整理", "登记", "汇总", "检查", "补充", "说明", "安排", "归集", "通报")
THINGS = (
    "材料清单",
    "参加人员",
    "场地安排",
    "办理结果",
    "意见建议",
    "学习内容",
    "工作安排",
    "存在问题",
    "分工情况",
)
WAYS = ("逐项", "当面", "逐人", "分类", "对照要求", "会同有关人员", "按照分工", "结合实际")
STATES = ("清楚", "齐全", "有着落")
ENDS = (
    "写明来由、经过和结果",
    "有不同意见的一并写明",
    "没有办成的写明原因和下一步打算",
    "需要别的部门配合的提前商量",
    "已经办过的不重复办",
    "由经办的人签名",
)

Data = dict[str, Any]


def write(folder: Path, count: int, seed: int = SEED) -> None:
    """Write a set of so many standards below a folder."""
    for name, data in files(count, seed):
        path = folder / "standards" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_yaml(data), "utf-8")


def files(count: int, seed: int = SEED) -> Iterator[tuple[str, Data]]:
    """Yield path below `standards/` and content of every file of a set of so many standards, at most `MOST`."""
    yield "catalog.yaml", _catalog()
    yield "roles.yaml", _roles()
    for data in _profiles():
        yield f"profiles/{data['name']}.yaml", data
    for at in range(count):
        chance = random.Random(f"{seed} {at}")  # noqa: S311 nothing secret
        group, number = at % len(GROUPS), at // len(GROUPS)
        code = f"{group + 1}{number:02}"
        title = f"第{code}号{chance.choice(THINGS)}"
        yield f"{group + 1}-{GROUPS[group]}/DJ{code}-{title}规范.yaml", _standard(chance, code, title, group)
        yield f"records/R{code}-{title}登记表.yaml", _record(chance, code, title)
        yield f"papers/W{code}-{title}通知.yaml", _paper(chance, code, title)


def as_yaml(data: Mapping[str, Any]) -> str:
    """Write a file as people lay them out: a key a line, Chinese as it is."""
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text


def standard(folder: Path, at: int = 0) -> Path:
    """Return the path of a standard of a set that was written into a folder."""
    return sorted((folder / "standards").glob("[1-9]-*/DJ*.yaml"))[at]


def _catalog() -> Data:
    return {
        "kind": "catalog",
        "format": 4,
        "title": "虚构工作标准化手册",
        "edition": "2027年版",
        "issuer": "虚构单位",
        "prefix": "XG",
        "year": 2027,
        "profile": "支部",
        "groups": [*GROUPS],
        "goals": [{"name": "一个目标", "parts": ["量得准"]}],
        "events": [{"name": name, "note": f"{name}的那一天"} for name in EVENTS],
    }


def _roles() -> Data:
    posts = [{"id": POSTS[0], "kind": "岗位", "level": "支部"}]
    posts += [{"id": post, "kind": "岗位", "level": "支部"} for post in POSTS[1:]]
    return {"kind": "roles", "roles": posts}


def _profiles() -> Iterator[Data]:
    for name, members in (("支部", 12), ("小支部", 5)):
        counts = {"branches": 1, "groups": 0, "members": members}
        yield {
            "kind": "profile",
            "name": name,
            "title": f"一个党支部，党员{members}名",
            "has": [],
            "counts": counts,
        }


def _standard(chance: random.Random, code: str, title: str, group: int) -> Data:
    return {
        "kind": "standard",
        "code": f"DJ{code}",
        "title": f"{title}规范",
        "group": GROUPS[group],
        "type": "规范",
        "version": "1.0.0",
        "status": "发布",
        "issued": "2026-12-01",
        "effective": "2027-01-01",
        "origin": "补充",
        "goals": ["一个目标.量得准"],
        "scope": {"covers": f"{title}的程序、要求和检查要点", "applies_to": "虚构单位各党支部"},
        "stages": [
            {
                "id": f"stage-{stage}",
                "title": name,
                "steps": [_step(chance, code, stage, number) for number in range(STEPS)],
            }
            for stage, name in enumerate(STAGES)
        ],
        "requirements": [
            {
                "id": f"need-{number}",
                "text": f"{chance.choice(THINGS)}应{_done(chance)}，{chance.choice(ENDS)}。",
                "proof": f"查看 R{code} 的内容栏。",
                "local": True,
            }
            for number in range(4)
        ],
        "criteria": [
            {
                "id": f"seen-{number}",
                "kind": "成效",
                "statement": f"{chance.choice(THINGS)}{chance.choice(STATES)}，{chance.choice(ENDS)}。",
                "measure": {"hand": "翻看"},
                "by_hand": f"翻看 R{code}，{chance.choice(WAYS)}看{chance.choice(THINGS)}。",
            }
            for number in range(3)
        ],
        "history": [{"version": "1.0.0", "on": "2026-12-01", "change": "首次发布"}],
    }


def _step(chance: random.Random, code: str, stage: int, number: int) -> Data:
    first = stage == number == 0
    before = f"step-{stage}-{number - 1}" if number else f"step-{stage - 1}-{STEPS - 1}"
    on = {"on": chance.choice(EVENTS), "within_workdays": chance.randrange(2, 6)}
    said: Data = {
        "id": f"step-{stage}-{number}",
        "who": chance.choice(POSTS),
        "what": f"{chance.choice(VERBS)}{chance.choice(THINGS)}",
        "how": [_sentence(chance) for _ in range(chance.randrange(2, 5))],
        "when": on if first else {"after": before, "within_workdays": chance.randrange(2, 6)},
    }
    if first:
        said |= {"papers": [f"W{code}"]}
    said["opens" if (stage, number) == (1, 0) else "record"] = f"R{code}"
    return said | {"local": ["step"]}


def _sentence(chance: random.Random) -> str:
    first, second = chance.sample(THINGS, 2)
    return f"{_done(chance)}{first}，再{_done(chance)}{second}，{chance.choice(ENDS)}。"


def _done(chance: random.Random) -> str:
    return f"{chance.choice(WAYS)}{chance.choice(VERBS)}"


def _record(chance: random.Random, code: str, title: str) -> Data:
    fields: list[Data] = [
        {"id": "held-on", "label": "日期", "type": "date"},
        {"id": "topic", "label": "事项", "type": "text", "width": "full"},
        {"id": "points", "label": "内容", "type": "lines", "rows": chance.randrange(4, 10)},
        {
            "id": "items",
            "label": "办理情况",
            "type": "table",
            "rows": chance.randrange(6, 12),
            "columns": [
                {"id": "thing", "label": chance.choice(THINGS), "width": 40},
                {"id": "done-on", "label": "办结日期", "type": "date", "width": 30},
                {"id": "result", "label": "结果", "width": 30},
            ],
        },
        {"id": "sign", "label": "支部书记签名", "type": "signature"},
    ]
    return {
        "kind": "record",
        "code": f"R{code}",
        "title": f"{title}登记表",
        "version": "1.0.0",
        "home": f"DJ{code}",
        "per": "branch",
        "medium": "打印后手签",
        "archive": "10年",
        "sensitivity": "内部",
        "minutes": 10,
        "signed_by": [POSTS[0]],
        "fields": fields,
        "history": [{"version": "1.0.0", "on": "2026-12-01", "change": "首次发布"}],
    }


def _paper(chance: random.Random, code: str, title: str) -> Data:
    return {
        "kind": "paper",
        "code": f"W{code}",
        "title": f"关于{title}的通知",
        "version": "1.0.0",
        "home": f"DJ{code}",
        "addressee": "全体党员",
        "body": ["现将有关事项通知如下：〔matter〕。", *(_sentence(chance) for _ in range(3))],
        "slots": [{"id": "matter", "label": "事项"}],
        "signature": "（党支部名称）",
        "dated": True,
        "seal": False,
        "history": [{"version": "1.0.0", "on": "2026-12-01", "change": "首次发布"}],
    }
