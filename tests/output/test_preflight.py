"""What cannot be printed: judged by what the standards say, without composing a document."""

from __future__ import annotations

import pytest

from dangjian_std import publications, renderers
from dangjian_std.cli.console import checking
from dangjian_std.document.blocks import Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Form
from dangjian_std.domain.unit import Unit
from dangjian_std.output import preflight
from dangjian_std.publications import Request, records
from dangjian_std.reading import load
from dangjian_std.text.ds0 import CROWDED_MONTH, FORM_TOO_TALL, MISSING_GLYPH
from support.folders import FROZEN
from support.projects import patched
from support.rule_examples import by_name, example

RULES = (MISSING_GLYPH, FORM_TOO_TALL, CROWDED_MONTH)


def findings(text):
    """Return what a project that an example changes is refused for."""
    files = patched(text)
    return list(preflight.refused_of_all(load.load(files[path] for path in sorted(files))))


@pytest.fixture
def no_document(monkeypatch):
    """Let nobody compose anything."""

    def refuse(*_, **__):
        raise AssertionError("a document was composed")

    monkeypatch.setattr(Document, "__init__", refuse)
    monkeypatch.setattr(publications, "compose", refuse)


@pytest.mark.parametrize("rule", [MISSING_GLYPH, FORM_TOO_TALL], ids=by_name)
def test_a_rule_fires_on_its_bad_example_alone(rule):
    (found,) = findings(example(rule, "反例"))
    assert (found.code, found.rule, found.severity) == (rule.code, rule.name, rule.severity)
    assert found.message
    assert found.help


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_a_rule_is_silent_on_its_good_example(rule):
    assert findings(example(rule, "正例")) == []


def test_a_missing_glyph_has_its_place():
    (found,) = findings("# DJ401 theme-day\nterm: 主题党日🎉\n")
    assert found.place.span.end_column == found.place.span.column + 1
    assert "U+1F389" in found.message


def printed(text):
    """Return what is wrong with the documents of a project that an example changes."""
    files = patched(text)
    project = load.load(files[path] for path in sorted(files))
    every = (publications.compose(Unit.of(project.catalog), name, Request()) for name in publications.usual())
    return list(preflight.refused((document for outputs in every for _, document, _ in outputs), project))


def test_a_form_is_too_tall_where_its_pages_are():
    rows = range(8, 40)
    tall = [count for count in rows if findings(f"# R211 open-matters\nrows: {count}\n")]
    first = tall[0]
    assert tall == list(range(first, rows.stop))
    assert printed(f"# R211 open-matters\nrows: {first - 1}\n") == []
    again = printed(f"# R211 open-matters\nrows: {first}\n")
    assert again == findings(f"# R211 open-matters\nrows: {first}\n") != []


def test_a_sample_is_too_tall_where_its_page_is():
    long = "".join(f"  - 逐条写明没有办结的原因和新的时限，第{number}条\n" for number in range(40))
    text = f"# R211 open-matters\nsample:\n{long}"
    assert findings(text) == printed(text)


def test_a_sample_stands_under_a_title_of_its_own_not_in_an_annex():
    """There it would be too tall by its mark."""
    text = "# R211 open-matters\nsample: [缺一项材料]\n# R211 items\nrows: {}\n"
    assert findings(text.format(18)) == printed(text.format(18)) == []
    assert [each.code for each in findings(text.format(20))] == [FORM_TOO_TALL.code]


@pytest.mark.usefixtures("no_document")
def test_validate_composes_nothing():
    assert checking.validated(FROZEN)[1] == ()


@pytest.mark.usefixtures("no_document")
def test_findings_need_no_document(edit):
    folder = edit("R211", "rows: 10", "rows: 26")
    assert [each.code for each in checking.validated(folder)[1]] == [FORM_TOO_TALL.code]


@pytest.mark.parametrize("name", publications.usual())
def test_every_page_of_ours_that_is_printed_fits(catalog, name):
    for path, document, form in publications.compose(Unit.of(catalog), name, Request()):
        assert form == "xlsx" or not renderers.too_tall(document), path


def test_a_character_of_ours_that_cannot_be_drawn_stands_nowhere_in_the_set():
    files = patched("")
    project = load.load(files[path] for path in sorted(files))
    part = Part(id="p", title="题", head="", folio=Folio.NONE, blocks=(Paragraph(text=("好🎉",)),))
    document = Document(name="n", title="题", author="", subject="", parts=(part,))
    (found,) = preflight.refused([document], project)
    assert (found.code, found.place.span.path) == (MISSING_GLYPH.code, "standards")
    assert "U+1F389" in found.message


def test_every_form_that_is_made_is_judged_before(catalog):
    unit = Unit.of(catalog)
    for document, formats in records.compose(unit, Request()):
        record = catalog.records.get(document.name[:4])
        if record:
            (form,) = (block for part in document.parts for block in part.blocks if isinstance(block, Form))
            assert form in list(preflight._drawn(unit, record, preflight.on_with_it)), (document.name, formats)
