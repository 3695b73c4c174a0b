"""`dstd month`: the papers of one month, ready to print."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std import desk, usage
from dangjian_std.characters import visible
from dangjian_std.project import DstdError

if TYPE_CHECKING:
    from dangjian_std.document import Document
    from dangjian_std.model import Catalog

    Outputs = Iterable[tuple[str, Document, str]]
    """Folder, document and format of each output."""

FOLDER = "月包"
FIRST, LAST = 2001, 2099
"""Years that the calendar of working days reaches, with a year to spare on either side."""


@click.command("month", cls=usage.Command, options_metavar="[选项]")
@click.argument("month", metavar="年-月")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="文件夹", type=click.Path(path_type=Path), help="放到哪里（默认：项目下的 build/）"
)
def command(month: str, root: Path | None, out: Path | None) -> None:
    """做一个月的月包：一页工作提示，和当月要用的表、文书。

    月份写成 2027-03 这样。放在 月包/2027-03/ 里。
    """
    from dangjian_std.publications import months

    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", month)
    if found is None:
        raise DstdError(f"“{visible(month)}”不是月份，请写成 2027-03 这样。")
    year, number = known_year(found[1]), int(found[2])

    def outputs(catalog: Catalog) -> Outputs:
        for document, formats in months.package(catalog, year, number):
            yield from ((month, document, format_) for format_ in formats)

    make(root, out, outputs)


def known_year(text: str) -> int:
    """Return a year that the calendar reaches, or say in one sentence that it is none."""
    if not re.fullmatch(r"[0-9]{4}", text) or not FIRST <= int(text) <= LAST:
        raise DstdError(f"“{visible(text)}”不是能用的年份，请写{FIRST}到{LAST}之间的一年，如 2027。")
    return int(text)


def make(root: Path | None, out: Path | None, compose: Callable[[Catalog], Outputs]) -> None:
    """Compose outputs from a sound project, render them side by side, and write all of them or none.

    Where nothing can set a PDF everything else is made, and then it is said.
    """
    from dangjian_std import printable, project, renderers, write

    folder = project.find_root(root or Path())
    target = (out or folder / "build").resolve()
    if target == folder or (folder / "standards") in (target, *target.parents):
        raise DstdError("输出文件夹不能是项目本身，也不能在 standards/ 里面，请另选一个。")
    loaded, found = desk.checked(folder)
    if loaded.catalog is None or desk.fails(found, strict=False):
        desk.refuse(found, loaded)
    outputs = tuple(compose(loaded.catalog))
    if missing := tuple(printable.refused((document for _, document, _ in outputs), loaded)):
        desk.refuse(missing, loaded)
    files: dict[str, bytes] = {}
    trouble = ""
    with write.locked(target / FOLDER):
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            running = {
                f"{place}/{document.name}{renderers.suffix(format_)}": pool.submit(
                    renderers.render, document, format_
                )
                for place, document, format_ in outputs
            }
            try:
                for name, job in running.items():
                    try:
                        files[name] = job.result()
                    except renderers.NoTypesetterError as error:
                        trouble = str(error)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                renderers.stop()
                raise
        write.write_all(target / FOLDER, files)
    click.echo("做好了。")
    for name in files:
        click.echo(f"  {desk.shown(target / FOLDER / name)}")
    if trouble:
        raise DstdError(f"其余 {len(files)} 个文件已经做好。{trouble}")
