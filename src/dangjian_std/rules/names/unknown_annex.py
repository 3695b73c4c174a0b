"""正文里的〔标识〕没有对应的附录，或者有附录没有提到。

为什么
------
附录要在正文里提到，照着办的人才会去看；第几个附录、第几张表由程序照提到的先后编，所以正文写〔标识〕，不写“附录A”。
做法、要求、证实方法、检查要点和附录自己的文字里可以写；别处写了，会照样印出来。

反例
----
    # DJ401 assign
    how:
      - 一事一行，时限照〔limit〕。
    # DJ401
    annexes:
      - id: limits
        title: 办理时限
        columns: [事项, 时限]
        rows:
          - [本支部办的, 1个月]
          - [请示上级的, 批复后1个月]

正例
----
    # DJ401 assign
    how:
      - 一事一行，时限照〔limits〕。
    # DJ401
    annexes:
      - id: limits
        title: 办理时限
        columns: [事项, 时限]
        rows:
          - [本支部办的, 1个月]
          - [请示上级的, 批复后1个月]

依据
----
GB/T 1.1—2020 9.6.2：每个附录都在正文里提到，次序照提到的先后；9.8.2：每个表都在条文里提到。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS119"
SEVERITY = Severity.ERROR
ALONE = True

PRINTED_TEXT_KEYS = frozenset({"how", "text", "proof", "statement", "by_hand"})
"""Keys of which a text is printed with the letters of the annexes that it mentions."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each mention that is of no annex or stands where none is printed, and each annex without a mention."""
    for standard in catalog.standards.values():
        yield from _check(standard)


def _check(standard: Standard) -> Iterator[Problem]:
    uses = []
    for found, holder, path in standard.mentions:
        if path[0] in PRINTED_TEXT_KEYS:
            uses.append((found[1], holder.part(path, found.string, found.span(1))))
        else:
            message, help_ = f"这里的{found[0]}不会换成附录", "在做法或者要求里提到附录，这里写附录的名称"
            yield Problem(place=holder.part(path, found.string, found.span()), message=message, help=help_)
    known = {annex.id: annex.at("id") for annex in standard.annexes}
    missing = list(dangling(uses, known, what="附录", register="这个文件的 annexes"))
    yield from missing
    said = {related.place for problem in missing for related in problem.related}
    used = {name for name, _ in uses}
    for name, place in known.items():
        if name not in used and place not in said:
            message, help_ = f"附录“{name}”没有提到", f"在用到它的做法或者要求里写〔{name}〕，或删去这个附录"
            yield Problem(place=place, message=message, help=help_)
