"""`dstd build --changed`: whoever amends the old book by the list holds the new one, page for page."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from dangjian_std import changes
from dangjian_std.cli.console import context
from dangjian_std.document import leaves
from dangjian_std.domain.unit import Unit
from dangjian_std.output import changed
from dangjian_std.publications import Request
from dangjian_std.publications.revision import amendment
from dangjian_std.publications.revision.comparison_table import ComparedSets
from dangjian_std.renderers import pdf
from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.pdf import drawn_pages
from support.folders import BASE
from support.program import dstd

LONG = "\n".join(f"          - 写明第{number}件{'要准备的材料、' * 14}由谁准备。" for number in range(1, 10))
FIRST = re.compile(r"^( +)how:\n", re.MULTILINE)
EDITS = {
    "a word": lambda text: text.replace("change: 首次发布", "change: 第一次发布"),
    "pages more": lambda text: FIRST.sub(lambda found: f"{found[0]}{LONG}\n", text, count=1),
}


@pytest.fixture
def old(tmp_path):
    folder = tmp_path / "旧"
    shutil.copytree(BASE, folder)
    return folder


def edited(old, edit):
    """A copy in which the standard was edited."""
    folder = old.with_name("新")
    shutil.copytree(old, folder)
    path = next(folder.rglob("DJ401*"))
    text = path.read_text("utf-8")
    assert edit(text) != text
    path.write_text(edit(text), "utf-8")
    return folder


def books(folder, names):
    """The books of a project, by name, page for page."""
    unit = Unit.of(context.catalog(folder))
    made = (changed._composed(unit, name, Request()) for name in names)
    return {each.name: leaves.leaves(drawn_pages.read(pdf.render(each))) for each in made if each}


def rows(document):
    """What 修改单 lists for each book."""
    found = {}
    for block in document.parts[0].blocks:
        title = getattr(block, "title", "").partition("换页清单：")[2]
        if title:
            found[title] = [[plain_text.cell(cell) for cell in row.cells] for row in block.rows]
    return found


def follow(book, coming, listed):
    """Do what the list says, as whoever reads it would: by the numbers on the pages, from front to back."""
    at = 0
    for out, into, count, _ in listed:
        going, come = map(int, count.split("→"))
        behind = re.search(r"插在(.*?)后面", into)
        said = out if going else behind[1] if behind else ""
        first = re.search(r"封面|(?<=第)[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ\d]+(?=[—页])", said)
        if first:
            wanted = "" if first[0] == amendment.COVER_TITLE else first[0]
            at = next(
                number
                for number, leaf in enumerate(book)
                if number >= at and wanted in {page.label for page in leaf.pages}
            )
            at += not going
        book = [*book[:at], *coming[:come], *book[at + going :]]
        coming = coming[come:]
        at += come
    assert not coming
    return book


@pytest.mark.parametrize("name", EDITS)
def test_the_old_book_amended_by_the_list_is_the_new_one(old, name):
    new = edited(old, EDITS[name])
    done = dstd("build", "--changed", old, cwd=new)
    assert done.returncode == 0, done.stderr
    made = new / "build" / "修改单"
    names = changed.usual()
    before, after = books(old, names), books(new, names)
    assert len(after) == 2
    listed = rows(composed(old, new, names))
    assert listed
    assert any(len(before[title]) < len(after[title]) for title in after) is (name == "pages more")
    for title, book in after.items():
        coming = made / f"{title}（换入页）.pdf"
        if title not in listed:
            assert not coming.exists()
            amended = before[title]
        else:
            amended = follow(
                list(before[title]), leaves.leaves(drawn_pages.read(coming.read_bytes())), listed[title]
            )
        assert [each.drawn for each in amended] == [each.drawn for each in book], title


def composed(old, new, names):
    """修改单 as it was composed."""
    was, now = context.catalog(old), context.catalog(new)
    against = ComparedSets(old=was, new=now, was="旧", now="新", changes=changes.compare(was, now))
    found = changed.pairs(Unit.of(was), Unit.of(now), names, Request())
    document, _ = changed.made(against, found, lambda _: None)
    return document


def test_what_is_no_longer_changed_does_not_stay(old):
    new = edited(old, EDITS["pages more"])
    assert dstd("build", "--changed", old, cwd=new).returncode == 0
    assert {each.name for each in (new / "build" / "修改单").iterdir()} > {"修改单.pdf", "修改单.docx"}
    done = dstd("build", "--changed", old, "--only", "DJ401", cwd=new)
    assert done.returncode == 0, done.stderr
    assert "删去" in done.stdout
    assert [each.name for each in (new / "build" / "修改单").glob("*换入页*")] == [
        "DJ401-支部主题党日规范（换入页）.pdf"
    ]


def test_nothing_is_made_where_nothing_changed(old):
    done = dstd("build", "--changed", BASE, cwd=old)
    assert done.returncode == 0
    assert "没有一页变了" in done.stdout
    assert not (old / "build").exists()


def test_a_revision_of_git_is_read_without_a_checkout(old):
    new = edited(old, EDITS["a word"])
    author = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    for said in (("init", "-q", "."), ("add", "."), (*author, "commit", "-qm", "1")):
        subprocess.run(["git", *said], cwd=new, check=True, capture_output=True)
    done = dstd("build", "--changed", "HEAD", cwd=new)
    assert (done.returncode, "没有一页变了" in done.stdout) == (0, True)
    done = dstd("build", "--changed", "nowhere", cwd=new)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "没有“nowhere”这个版本" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--check",), "只能同"),
        (("--watch",), "只能同"),
        (("--cover", "某书"), "只能同"),
        (("--only", "清单"), "不是成册的书"),
        (("--profile", "没有"), "单位类型"),
    ],
)
def test_what_does_not_go_together_is_told_in_one_sentence(old, arguments, said):
    done = dstd("build", "--changed", BASE, *arguments, cwd=old)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr


def test_an_empty_name_is_none(old):
    done = dstd("build", "--changed", "", cwd=old)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "后面是空的" in done.stderr


def test_an_old_state_with_errors_is_told(old):
    new = edited(old, EDITS["a word"])
    path = next(old.rglob("DJ401*"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("who: ", "who: 没有登记的", 1), "utf-8")
    done = dstd("build", "--changed", old, cwd=new)
    assert done.returncode == 2
    assert "旧版排不出来" in done.stderr
