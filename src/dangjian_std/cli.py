"""The command line: parse, build, execute. The only module that prints and exits.

Imports of the work behind a command stand inside it, so that `--help` is as quick as click itself.
Exit codes: 0 clean, 1 findings, 2 usage or environment, 130 interrupted, 143 terminated.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from dangjian_std import __version__, desk, usage
from dangjian_std.characters import visible

if TYPE_CHECKING:
    from dangjian_std.build import BuildPlan

CLEAN, FINDINGS, TROUBLE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


@click.group(
    cls=usage.Group,
    options_metavar="[选项]",
    subcommand_metavar="命令",
    context_settings={"max_content_width": 100},
)
@click.version_option(__version__, message="dstd %(version)s")
def cli() -> None:
    """党建标准化手册的校验与生成工具。

    标准写在 standards/ 里的 YAML 文件中；validate 检查，build 做成可以打印装订的手册。
    """


@cli.command(options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[路径]...", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="输出格式")
@click.option("--strict", is_flag=True, help="有提醒也算不通过")
def validate(paths: tuple[Path, ...], format_: str, *, strict: bool) -> None:
    """检查标准写得对不对。

    路径可以是项目、它的 standards/ 文件夹或其中的文件；不写就是当前项目。
    """
    from dangjian_std import project, voice

    root, chosen = project.scope(paths)
    loaded, found = desk.validated(root)
    if chosen:
        found = tuple(each for each in found if each.place.span.path in chosen)
    files = len(chosen) or len(loaded.sources)
    click.echo(voice.as_json(found, files) if format_ == "json" else voice.text(found, loaded.sources, files))
    sys.exit(FINDINGS if desk.fails(found, strict=strict) else CLEAN)


@cli.command(options_metavar="[选项]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="文件夹", type=click.Path(path_type=Path), help="放到哪里（默认：项目下的 build/）"
)
@click.option("--only", metavar="名称", multiple=True, help="只做这一种成品或这一项标准，可以写多次")
@click.option("--as", "kind", type=click.Choice(["手册", "单行本"]), help="做成整册，还是一项一册")
@click.option("--edition", type=click.Choice(["大字"]), help="大字版：正文四号，表小四")
@click.option("--proof", is_flag=True, help="校样：每页都有标记，供核对")
@click.option("--check", is_flag=True, help="只看有没有过时的，不做")
def build(  # noqa: PLR0913 one parameter for each option
    root: Path | None,
    out: Path | None,
    only: tuple[str, ...],
    kind: str | None,
    edition: str | None,
    *,
    proof: bool,
    check: bool,
) -> None:
    """校验，然后把标准做成可以打印装订的文件。

    有错误就不做，原有文件不动；没有变化的不重做。
    """
    from dangjian_std import build as making
    from dangjian_std import project, publications, voice

    folder = project.find_root(root or Path())
    target = (out or folder / "build").resolve()
    if target == folder or (folder / "standards") in (target, *target.parents):
        raise project.DstdError("输出文件夹不能是项目本身，也不能在 standards/ 里面，请另选一个。")
    loaded, found = desk.checked(folder)
    if loaded.catalog is None or desk.fails(found, strict=False):
        desk.refuse(found, loaded)
    names, order = publications.order(loaded.catalog, only, kind, large=edition is not None, proof=proof)
    plan = making.plan(loaded.catalog, target, names, order)
    if not check and (missing := tuple(making.unprintable((stale.document for stale, _ in plan.stale), loaded))):
        desk.refuse(missing, loaded)
    click.echo(voice.summary(found, len(loaded.sources)))
    if check:
        _tell(plan)
    if not plan.idle:
        making.execute(plan, target, loaded.catalog.system.edition, click.echo)
    click.echo("没有变化，不必重做。" if plan.idle else "做好了。")
    for path in (*plan.paths, making.MANIFEST):
        click.echo(f"  {desk.shown(target / path)}")


def _tell(plan: BuildPlan) -> NoReturn:
    """Say what a build would do, and leave."""
    for target, reason in plan.stale:
        click.echo(f"{visible(target.path)}：{reason}")
    for orphan in plan.orphans:
        click.echo(f"{visible(orphan)}：已不在这一套里")
    sys.exit(CLEAN if plan.idle else FINDINGS)


@cli.command("list", options_metavar="")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def list_(root: Path | None) -> None:
    """列出全部标准。"""
    from dangjian_std import voice

    catalog = desk.catalog(root)
    rows = [("编号", "名称", "类型", "状态", "版本", "步骤", "依据")]
    for code in sorted(catalog.standards):
        each = catalog.standards[code]
        steps, articles = len(list(each.steps)), len({(one.regulation, one.article) for one in each.citations})
        rows.append((code, each.title, each.type, each.status, each.version, f"{steps} 步", f"{articles} 条"))
    click.echo("\n".join(voice.columns(rows)))


@cli.command(options_metavar="")
@click.argument("code", metavar="编号")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def show(code: str, root: Path | None) -> None:
    """在终端里读一项标准，如 dstd show DJ401。"""
    from dangjian_std import renderers
    from dangjian_std.publications import booklet

    catalog = desk.catalog(root)
    if code.upper() not in catalog.standards:
        desk.unknown("标准", code, catalog.standards)
    click.echo(renderers.render(booklet.reading(catalog, code.upper()), "txt").decode(), nl=False)


@cli.command(options_metavar="[选项]")
@click.argument("name", metavar="清单", type=click.Choice(["basis", "forms", "roles", "goals", "burden"]))
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "xlsx"]), help="格式（默认按 -o 的扩展名）"
)
@click.option("-o", "--out", metavar="文件", type=click.Path(path_type=Path), help="存成文件，不在这里显示")
def report(name: str, root: Path | None, format_: str | None, out: Path | None) -> None:
    """列清单：basis 依据，forms 记录表，roles 岗位，goals 目标。

    在终端里看，或者用 -o 存成 XLSX 表格、JSON。
    """
    from dangjian_std import project, renderers, write
    from dangjian_std.publications import report as reports

    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = format_ or (ending if ending in {"json", "xlsx"} else "text")
    if form == "xlsx" and out is None:
        raise project.DstdError("做 XLSX 要用 -o 写明存成哪个文件，如 -o 清单.xlsx。")
    folder = project.find_root(root or Path())
    if out and folder / "standards" in out.resolve().parents:
        raise project.DstdError("清单不能存到 standards/ 里面，请另选一个地方。")
    data = renderers.render(reports.compose(desk.catalog(folder), name), "txt" if form == "text" else form)
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        write.write_all(out.resolve().parent, {out.name: data})
        click.echo(f"做好了 {desk.shown(out.resolve())}")


@cli.command(add_help_option=False, context_settings={"ignore_unknown_options": True}, options_metavar="")
@click.argument("arguments", nargs=-1, metavar="", type=click.UNPROCESSED)
def new(arguments: tuple[str, ...]) -> None:
    """新建一项标准、一张记录表或者一件文书。"""
    from dangjian_std import ask

    ask.new.main(arguments or ["--help"], "dstd new", standalone_mode=False, obj=dt.date.today)


@cli.command(options_metavar="")
@click.argument("rule", metavar="规则")
def explain(rule: str) -> None:
    """解释一条规则，如 dstd explain DS102。"""
    from dangjian_std import rules

    for found in rules.find(rule):
        click.echo(f"{found.code} {found.name}\n\n{found.page.strip()}")
        return
    desk.unknown("规则", rule, [each.code for each in rules.rules()] + [each.name for each in rules.rules()])


@cli.command(options_metavar="")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def doctor(root: Path | None) -> None:
    """检查运行环境，缺什么就说怎么补。"""
    from dangjian_std import doctor as examination
    from dangjian_std import project

    if root is not None:
        project.find_root(root)
    fine = True
    for name, trouble in examination.examine(root or Path(), sys.stdout.encoding):
        fine = fine and not trouble
        click.echo(f"{'缺' if trouble else '好'}　{name}{'：' + trouble if trouble else ''}")
    sys.exit(CLEAN if fine else TROUBLE)


# -- the door --------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _spoken() -> Iterator[None]:
    """Turn everything that can stop the tool into one Chinese sentence and an exit code."""
    from dangjian_std.project import DstdError

    try:
        yield
    except click.ClickException as error:
        _stop(TROUBLE, f"{usage.explain(error)}用 dstd --help 看用法。")
    except desk.RefusedError as error:
        _stop(FINDINGS, str(error))
    except DstdError as error:
        _stop(TROUBLE, visible(str(error)))
    except (click.Abort, KeyboardInterrupt):
        _stop(INTERRUPTED, "已中断。")
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 the reader went away
        sys.exit(CLEAN)
    except OSError as error:
        from dangjian_std import write

        _stop(TROUBLE, f"运行环境出了问题：{visible(write.reason(error))}。")
    except MemoryError:
        _stop(TROUBLE, "运行环境出了问题：内存不够。")
    except Exception as error:
        if os.environ.get("DSTD_DEBUG") == "1":
            raise
        name = type(error).__name__
        _stop(TROUBLE, f"程序自己出了错（{name}），请到项目的问题页报告；设 DSTD_DEBUG=1 再运行，可以看到详情。")


def _stop(code: int, sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(code)


def _terminated(_number: int, _frame: object) -> NoReturn:
    """Leave by the door, so that everything is put away on the way out."""
    sys.exit(TERMINATED)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `dstd`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with contextlib.suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGTERM, _terminated)
    with _spoken():
        said = sys.argv[1:] if arguments is None else arguments
        cli.main(args=said or ["--help"], prog_name="dstd", standalone_mode=False)
