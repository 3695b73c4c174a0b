"""The command line: parse, build, execute. The only module that prints and exits.

Imports of the work behind a command stand inside it, so that `--help` is as quick as click itself.
Exit codes: 0 clean, 1 findings, 2 usage or environment, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from dangjian_std import __version__, usage

if TYPE_CHECKING:
    from dangjian_std.build import BuildPlan
    from dangjian_std.diagnostic import Diagnostic
    from dangjian_std.load import Loaded
    from dangjian_std.model import Catalog

CLEAN, FINDINGS, TROUBLE, INTERRUPTED = 0, 1, 2, 130


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
    loaded, found = _checked(root)
    if chosen:
        found = tuple(each for each in found if each.place.span.path in chosen)
    files = len(chosen) or len(loaded.sources)
    click.echo(voice.as_json(found, files) if format_ == "json" else voice.text(found, loaded.sources, files))
    sys.exit(FINDINGS if _fails(found, strict=strict) else CLEAN)


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
    loaded, found = _checked(folder)
    click.echo(voice.summary(found, len(loaded.sources)))
    if loaded.catalog is None or _fails(found, strict=False):
        _refuse(found, loaded)
    names, order = publications.order(loaded.catalog, only, kind, large=edition is not None, proof=proof)
    plan = making.plan(loaded.catalog, target, names, order)
    if check:
        _tell(plan)
    if missing := tuple(making.missing_glyphs(plan, loaded)):
        _refuse(missing, loaded)
    if not plan.idle:
        making.execute(plan, target, loaded.catalog.system.edition, click.echo)
    click.echo("没有变化，不必重做。" if plan.idle else "做好了。")
    for path in (*plan.paths, making.MANIFEST):
        click.echo(f"  {_shown(target / path)}")


def _tell(plan: BuildPlan) -> NoReturn:
    """Say what a build would do, and leave."""
    for target, reason in plan.stale:
        click.echo(f"{target.path}：{reason}")
    for orphan in plan.orphans:
        click.echo(f"{orphan}：已不在这一套里")
    sys.exit(CLEAN if plan.idle else FINDINGS)


@cli.command("list", options_metavar="")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def list_(root: Path | None) -> None:
    """列出全部标准。"""
    from dangjian_std import voice

    catalog = _catalog(root)
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

    catalog = _catalog(root)
    if code.upper() not in catalog.standards:
        _unknown("标准", code, catalog.standards)
    click.echo(renderers.render(booklet.reading(catalog, code.upper()), "txt").decode(), nl=False)


@cli.command(options_metavar="")
@click.argument("rule", metavar="规则")
def explain(rule: str) -> None:
    """解释一条规则，如 dstd explain DS102。"""
    from dangjian_std import rules

    for found in rules.find(rule):
        click.echo(f"{found.code} {found.name}\n\n{found.page.strip()}")
        return
    _unknown("规则", rule, [each.code for each in rules.rules()] + [each.name for each in rules.rules()])


@cli.command(options_metavar="")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def doctor(root: Path | None) -> None:
    """检查运行环境，缺什么就说怎么补。"""
    from dangjian_std import doctor as examination

    fine = True
    for name, trouble in examination.examine(root or Path(), sys.stdout.encoding):
        fine = fine and not trouble
        click.echo(f"{'缺' if trouble else '好'}　{name}{'：' + trouble if trouble else ''}")
    sys.exit(CLEAN if fine else TROUBLE)


# -- shared by the commands ------------------------------------------------------------------------------


def _checked(root: Path) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    from dangjian_std import load, project, rules

    loaded = load.load(project.sources(root))
    return loaded, loaded.diagnostics if loaded.catalog is None else rules.check(loaded.catalog)


def _catalog(root: Path | None) -> Catalog:
    """Return the catalogue for reading, or stop with what is wrong with it."""
    from dangjian_std import project

    loaded, found = _checked(project.find_root(root or Path()))
    if loaded.catalog is None or _fails(found, strict=False):
        _refuse(found, loaded)
    return loaded.catalog


def _fails(found: Sequence[Diagnostic], *, strict: bool) -> bool:
    from dangjian_std.diagnostic import Severity

    return any(strict or each.severity is Severity.ERROR for each in found)


def _refuse(found: Sequence[Diagnostic], loaded: Loaded) -> NoReturn:
    from dangjian_std import voice

    click.echo(voice.text(found, loaded.sources, len(loaded.sources)), err=True)
    sys.exit(FINDINGS)


def _unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    """Stop with one sentence and the nearest names."""
    from dangjian_std.naming import nearest
    from dangjian_std.project import DstdError

    raise DstdError(nearest(what, name, known))


def _shown(path: Path) -> str:
    """A path the way its reader would type it: relative to here where that is shorter."""
    with contextlib.suppress(ValueError):
        return os.fspath(path.relative_to(Path.cwd()))
    return os.fspath(path)


# -- the door --------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _spoken() -> Iterator[None]:
    """Turn everything that can stop the tool into one Chinese sentence and an exit code."""
    from dangjian_std.project import DstdError

    try:
        yield
    except click.ClickException as error:
        _stop(TROUBLE, f"{usage.explain(error)}用 dstd --help 看用法。")
    except DstdError as error:
        _stop(TROUBLE, str(error))
    except (click.Abort, KeyboardInterrupt):
        _stop(INTERRUPTED, "已中断。")
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 the reader went away
        sys.exit(CLEAN)
    except (OSError, MemoryError) as error:
        _stop(TROUBLE, f"运行环境出了问题：{getattr(error, 'strerror', None) or type(error).__name__}。")


def _stop(code: int, sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `dstd`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with _spoken():
        cli.main(args=arguments, prog_name="dstd", standalone_mode=False)
