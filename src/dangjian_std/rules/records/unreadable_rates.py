"""电子表格照附录查比例，附录却查不出来。

为什么
------
compute 写了 rate 的，照表所属标准的那个附录查：三列，第一列写给谁的，第二列写从多少到多少，第三列写百分之几。
档次写成“3000元以下（含3000元）”“3000元以上至5000元（含5000元）”“5000元以上”，一档接一档；写金额的行不查。
给谁的，要是 by 那一栏的选项，一字不差：差一个字，那些人就一直算不出来。

反例
----
    # R201 present
    compute: {rate: due, by: kinds, annex: rates}

正例
----
    # R201 present
    compute: {sum: [due]}

依据
----
本工具的约定：数目只写一处，写在附录里。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain import rate_bands
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.computing import Rate
from dangjian_std.domain.record import Record
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS416"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each annex of rates that is missing or cannot be read, and whom the form does not name."""
    for record in catalog.records.values():
        for each in record.computed.values():
            if isinstance(each, Rate) and each.annex:
                yield from _annex(catalog, record, each)


def _annex(catalog: Catalog, record: Record, each: Rate) -> Iterator[Problem]:
    home = catalog.standards.get(record.home)
    annex = next((annex for annex in home.annexes if annex.id == each.annex), None) if home else None
    if annex is None:
        message = f"{record.home} 没有附录 {each.annex}"
        yield Problem(place=each.at("annex"), message=message, help="改用那项标准的附录的标识，或者在那里加上附录")
        return
    used = (Related(each.at("annex"), "电子表格照它查比例"),)
    try:
        bands = rate_bands.bands(annex)
    except rate_bands.BandError as error:
        yield Problem(
            place=annex.at("rows", error.row),
            message=f"附录“{annex.title}”的这一档{error}",
            help="照“3000元以下（含3000元）”“3000元以上至5000元（含5000元）”“5000元以上”的样子，从小到大写",
            related=used,
        )
        return
    options = record.cells[each.by].options if each.by and each.by in record.cells else ()
    if not bands:
        yield Problem(place=each.at("annex"), message=f"附录“{annex.title}”里没有比例", help="换一个附录")
    for row, cells in enumerate(annex.rows):
        if cells[0] in bands and cells[0] not in options and options:
            message = f"“{cells[0]}”不是 {record.code} 的选项，这些人的比例算不出来"
            help_ = f"同选项写得一样：{'、'.join(options)}"
            yield Problem(place=annex.at("rows", row, 0), message=message, help=help_, related=used)
            bands.pop(cells[0])
