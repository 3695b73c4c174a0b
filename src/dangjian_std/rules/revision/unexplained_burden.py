"""填表多了，变更记录没有写理由。

为什么
------
表越加越多，没有一次是大改，合起来就填不完。多一份、多一个人签名、多几分钟，要说得出为什么。照这一套自己的单位类型算；遇事才填的，照填一份算。

反例
----
    # R201
    version: 1.1.0
    minutes: 45
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 发言逐人写}

正例
----
    # R201
    version: 1.1.0
    minutes: 45
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 发言逐人写, reasons: [{at: minutes, why: 上级要看每人说了什么}]}

依据
----
本工具的约定：见 docs/写法.md“改标准”。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dangjian_std.changes.change import Change
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.filling import FormBurden, loads
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.unit import Unit
from dangjian_std.rules.gate import Revision
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS706"
SEVERITY = Severity.ERROR
BURDEN_KEYS = ("minutes", "signed_by", "copies", "per")
"""What of a form decides how much of it there is to do."""
FREQUENCY_STEP_KEYS = ("", "opens", "when")
"""What of a step decides how often a form is filled in: that there is one, which form it opens, its time."""


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each form that takes more of a year than it did, where no new entry of a history says why."""
    if not revision.sound or revision.old.system.profile not in revision.old.profiles:
        return
    before, after = _loads(revision.old), _loads(revision.new)
    for code, load in after.items():
        was = before.get(code)
        place = _place(revision, code)
        old, new = (_said(was) if was else "不填"), _said(load)
        if was and not was.filings and not load.filings:
            old, new = _once(was.record), _once(load.record)
        causes = tuple(_causes(revision, code))
        if place and _more(was, load) and not _explained(revision, code, causes):
            period = "一份" if load.filings == 0 else "一年"
            unit = f"照单位类型“{revision.new.system.profile}”算"
            cause = next(iter(causes), None)
            history, at = (cause.site.subject, cause.at) if cause else (code, BURDEN_KEYS[0])
            yield Problem(
                place=place,
                message=f"填{code}《{load.record.title}》{period}从{old}，变成{new}（{unit}），变更记录没有写理由",
                help=f"能少填的少填；要多填的，在 {history} 的 history 新加的那一条里写 "
                f"reasons: [{{at: {at}, why: 为什么}}]",
                about=f"{code}\n{old}\n{new}",
            )


def _loads(catalog: Catalog) -> Mapping[str, FormBurden]:
    return {each.record.code: each for each in loads(Unit.of(catalog).of_year())}


def _more(was: FormBurden | None, now: FormBurden) -> bool:
    if was is None:
        return now.filings > 0
    if not was.filings and not now.filings:
        one, other = was.record, now.record
        return other.minutes > one.minutes or len(other.signed_by) > len(one.signed_by)
    return now.minutes > was.minutes or now.signatures > was.signatures


def _said(load: FormBurden) -> str:
    return f"{load.filings}份、{load.minutes}分钟、签名{load.signatures}处"


def _once(record: Record) -> str:
    return f"{record.minutes}分钟、签名{len(record.signed_by)}处"


def _openers(revision: Revision, code: str) -> Iterator[tuple[Standard, Step]]:
    for standard in revision.new.standards.values():
        yield from ((standard, step) for step in standard.steps if step.opens == code)


def _explained(revision: Revision, code: str, causes: Sequence[Change]) -> bool:
    """Whether something that made it more says why, or a standard that opens the form is new as a whole."""
    openers = _openers(revision, code)
    new = any(standard.code not in revision.old.standards for standard, _ in openers)
    return new or any(each.why for each in causes)


def _causes(revision: Revision, code: str) -> Iterator[Change]:
    """Yield what changed in the form, then in the steps that open it, of what decides how much there is to do."""
    yield from (each for each in revision.of(code) if each.key in BURDEN_KEYS)
    for standard, step in _openers(revision, code):
        own = [each for each in revision.of(standard.code) if f"{each.at}.".startswith(f"{step.id}.")]
        often = [each for each in own if each.key in FREQUENCY_STEP_KEYS]
        yield from sorted(often, key=lambda each: FREQUENCY_STEP_KEYS.index(each.key)) or own


def _place(revision: Revision, code: str) -> Place | None:
    """Return where it became more: in the form, or in a step that opens it; nowhere if the unit is another."""
    was, now = revision.old.records.get(code), revision.new.records[code]
    if was is not None and (
        key := next((key for key in BURDEN_KEYS if getattr(was, key) != getattr(now, key)), None)
    ):
        return now.at(key)
    for standard, step in _openers(revision, code):
        old = revision.old.standards.get(standard.code)
        if step not in (old.steps if old else ()):
            return step.at("opens")
    return None
