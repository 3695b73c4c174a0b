"""修订对照表: what was, what is and why, with the words marked that differ."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from dangjian_std import changes
from dangjian_std.document.blocks import Band, Table
from dangjian_std.publications.revision import comparison_table
from dangjian_std.publications.revision.comparison_table import ComparedSets
from dangjian_std.reading.load import load
from dangjian_std.renderers.layout import plain_text
from dangjian_std.text.places import Place, Span
from support.projects import base, patched


def catalog(files):
    found = load(files[path] for path in sorted(files)).catalog
    assert found is not None
    return found


def revision(edit, **said):
    old, new = catalog(base()), catalog(patched(edit))
    return ComparedSets(
        old=old, new=new, was="提交 1", now="现在的文件", changes=changes.compare(old, new), **said
    )


def tables(edit, **said):
    (part,) = comparison_table.compose(revision(edit, **said)).parts
    return [each for each in part.blocks if isinstance(each, Table)]


def rows(table):
    """Return the texts of a table: a band as one, a row as its cells."""
    return [
        plain_text.line(each.text) if isinstance(each, Band) else [plain_text.cell(cell) for cell in each.cells]
        for each in table.rows
    ]


HISTORY = "  - {version: 1.0.0, on: 2026-12-01, change: 首次发布}"
RAISED = f"# DJ401\nversion: 1.1.0\nhistory:\n{HISTORY}\n"
WHY = ", reasons: [{at: notify.when, why: 都在一处上班}]"
LOOSER = (
    f"{RAISED}  - {{version: 1.1.0, on: 2026-12-20, change: 改通知的时间{WHY}}}\n"
    "# DJ401 notify.when\nat_least_workdays: 1\n"
)


def test_a_changed_duty_stands_with_its_clause_and_its_reason():
    (table,) = tables(LOOSER)
    head, row = rows(table)
    assert "DJ401" in head
    assert "版本 1.0.0→1.1.0" in head
    where, before, after, why = row
    assert "放宽" in where
    assert "3个工作日" in before
    assert "1个工作日" in after
    assert why == "都在一处上班"


def test_a_loosening_without_a_reason_is_never_taken_for_what_the_history_tells_of():
    (table,) = tables(LOOSER.replace(WHY, ""))
    assert rows(table)[1][3] == "没有写理由；变更记录：改通知的时间"


def test_of_any_other_change_the_history_says_why():
    edit = LOOSER.replace(WHY, "").replace("at_least_workdays: 1", "at_least_workdays: 5")
    (table,) = tables(edit)
    assert rows(table)[1][3] == "改通知的时间"


def test_an_accepted_finding_says_why_at_its_place():
    found = revision(LOOSER)
    (looser,) = (each for each in found.changes if each.kind.value == "weaker")
    (table,) = tables(LOOSER, accepted={looser.place: ["上级同意"]})
    assert rows(table)[1][3] == "上级同意"


def test_what_changes_no_duty_stands_apart():
    found = tables(LOOSER + "# DJ401 stages.1\ntitle: 准备会议\n")
    assert [each.label for each in found] == ["表1", "表2"]
    assert "准备会议" in str(rows(found[1]))
    assert "准备会议" not in str(rows(found[0]))


def test_both_states_are_named():
    document = comparison_table.compose(revision(LOOSER))
    assert "提交 1" in document.subject
    assert "现在的文件" in document.subject


def test_a_long_clause_is_named_by_its_beginning():
    said = "主题党日应每月开展1次，" + "日期应相对固定，" * 20
    found = revision(LOOSER)
    (looser,) = (each for each in found.changes if each.kind.value == "weaker")
    named = replace(looser, site=replace(looser.site, item=said))
    (part,) = comparison_table.compose(replace(found, changes=[named])).parts
    (table,) = (each for each in part.blocks if isinstance(each, Table))
    where = rows(table)[1][0]
    assert said[:40] + "……" in where
    assert said[:41] not in where


def test_why_findings_of_a_file_were_accepted_is_said_once_each(monkeypatch):
    monkeypatch.setattr(comparison_table, "entries", lambda *_: ())

    def place(path, line):
        return Place(Span(path, line))

    own = [SimpleNamespace(place=place("a.yaml", 1))]
    accepted = {
        place("a.yaml", 1): ("在它自己那一行",),
        place("a.yaml", 2): ("人手不够",),
        place("a.yaml", 3): ("人手不够", "另有安排"),
        place("b.yaml", 2): ("别的文件",),
    }
    reasons = comparison_table._reasons(SimpleNamespace(accepted=accepted), "DJ401", own)
    assert reasons == ["人手不够", "另有安排"]
