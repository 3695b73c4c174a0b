"""What `dstd tally` says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from dangjian_std import renderers
from dangjian_std.assessment.tallying import HOURS_HEAD, NAME_HEAD, REQUIRED_COLUMNS, Tally
from dangjian_std.cli.console import context, taking
from dangjian_std.document.blocks import Heading
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import column, table
from dangjian_std.reading import handed_files, project, roster_rows
from dangjian_std.reading.roster_rows import RosterError
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

TALLY_TITLE = "签到合计"
TALLY_COLUMNS = (column(NAME_HEAD, 40), column("次数", 30, Align.CENTRE), column(HOURS_HEAD, 30, Align.CENTRE))
TALLY_NOTES = (
    "照文件里的先后，不排名；姓名相同的合在一起。只在这里显示，没有存，也不进台账。",
    "一个人同一天同一种的会只算一次。没有写学时的不算学时。",
)
SIGN_IN_FILE_ENDINGS = frozenset({".xlsx", ".csv"})


def sign_ins(paths: tuple[Path, ...], on: str | None) -> int:
    """Print how often everybody came; return 1 where a file or a row could not be counted."""
    tally = Tally(taking.day(on, dt.date.today))
    refused: list[tuple[str, str]] = []
    for file in handed_files.files(paths):
        shown = context.shown_path(file.path)
        try:
            if not tally.add(shown, _tables(file.path)):
                refused.append((shown, f"没有写着{'、'.join(REQUIRED_COLUMNS)}的一行"))
        except (DstdError, RosterError) as error:
            refused.append((shown, str(error).rstrip("。")))
    click.echo(renderers.render(_document(tally), "txt").decode(), nl=False)
    if tally.repeated:
        click.echo(f"写重了、没有再算的 {tally.repeated} 行")
    for shown, why in refused:
        click.echo(f"没有算的文件：{shown}　{why}")
    if tally.doubts:
        click.echo(f"拿不准、没有算的 {len(tally.doubts)} 行：")
        for each in tally.doubts:
            click.echo(f"  {visible(each.span.where)}　{each.label}：{each.message}；{each.help}")
    return context.EXIT_FINDINGS if refused or tally.doubts else context.EXIT_CLEAN


def _tables(path: Path) -> tuple[tuple[roster_rows.SheetRow, ...], ...]:
    if path.suffix.lower() not in SIGN_IN_FILE_ENDINGS:
        raise DstdError(f"收 {'、'.join(sorted(SIGN_IN_FILE_ENDINGS))}，照片和手签的纸不收")
    if path.is_symlink():
        raise DstdError("是链接，不是文件本身，没有读")
    return roster_rows.rows(project.local(path, handed_files.MOST_BYTES_HANDED_IN))


def _document(tally: Tally) -> Document:
    rows = [(name, str(times), str(hours)) for name, times, hours in tally.persons()]
    signed = sum(len(came) for came in tally.came.values())
    title = f"{len(tally.meetings)}次会，{signed}人次"
    blocks = (
        Heading(level=0, text=TALLY_TITLE),
        table(1, title, TALLY_COLUMNS, iter(rows), *TALLY_NOTES, empty="没有签到。"),
    )
    part = Part(id="part-tally", title=TALLY_TITLE, head="", folio=Folio.ARABIC, blocks=blocks)
    return Document(name="tally", title=TALLY_TITLE, author="", subject=TALLY_TITLE, parts=(part,))
