"""`dstd new`: asks for what the command line does not say, checks what would come of it, and only then writes."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.reading.project import RawSource
from dangjian_std.scaffold import prompts
from dangjian_std.scaffold.prompts import Answers, Question
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.text.diagnostic import Diagnostic

HELP = {
    "standard": "新建一项标准：一个阶段、一个步骤，是规范的还有一条要求；状态是草案。",
    "record": "新建一张记录表，由一项标准的一个步骤启用。",
    "paper": "新建一件文书，用在一项标准的一个步骤里。",
}
CODE_TYPED = re.compile(r"[A-Za-z]{1,4}[0-9]{3}")
"""A code that somebody writes where the folder of the project stands."""
REVISE = "用到它的标准已经不是草案的，改它的版本（version），在变更记录（history）里加一条"
NEXT = {
    "standard": (
        "各处标识（id）改成合意的英文词；别处引用以后，就不要再改",
        "补上其余阶段和步骤、术语（terms）、检查要点（criteria）和对应目标（goals）",
        "改好范围（scope），核对时间（when）和哪些是自己定的（local）",
        "要填表、发文的步骤，再用 dstd new record、dstd new paper；是一种会的，写明种类（kinds）",
    ),
    "record": (
        "改栏目（fields）：先写要填的，再写由谁签名（signed_by）；打印时就知道的写 fill",
        "核对一份管谁（per）、形式（medium）、保管期限（archive）、谁能看（sensitivity）和填写分钟（minutes）",
        "接着填同一张表的步骤，写 record: {code}",
        REVISE,
    ),
    "paper": (
        "写正文（body）；要填的地方写成〔标识〕，在空白（slots）里逐个说明",
        "核对主送（addressee）、落款（signature），是否盖章（seal）、归档（filed）",
        REVISE,
    ),
}


@click.group("new", cls=chinese.Group, options_metavar="", subcommand_metavar="命令")
def new() -> None:
    """新建一项标准、一张记录表或者一件文书。

    没有写明的会逐项提问；建好以后，项目仍然通得过检查。
    """


def _new(kind: str, root: Path | None, **given: Any) -> None:
    from dangjian_std.cli.console import reporters
    from dangjian_std.output import locks, write
    from dangjian_std.reading import layers, project

    if root and CODE_TYPED.fullmatch(root.name) and not root.exists():
        raise DstdError(f"没有“{root}”这个项目文件夹。编号写成 --code {root}。")
    folder = project.find_root(root or Path())
    top = project.own(folder)
    with locks.locked(folder / top):  # two at once would take the same code, or undo an edit
        known = {"today": click.get_current_context().obj()}
        found = answers(prompts.QUESTIONS_OF_KIND[kind], _catalog(kind, folder), given, known)
        raws = {raw.path: raw for raw in layers.sources(folder)}
        made, changed = _made(kind, found, raws)
        made = {f"{top}/{path.partition('/')[2]}": data for path, data in made.items()}
        if foreign := [path for path in changed if not path.startswith(f"{top}/")]:
            raise DstdError(
                f"这一步写在母本的 {foreign[0]} 里，不能直接改。"
                "请先在 local/ 里写自己的标准，或者写 kind: overlay。"
            )
        _refuse_trouble(raws, made | changed)
        write.create(folder, made, next(iter(changed.items()), None))
    loaded, wrong = context.checked(folder)
    for path in made:
        click.echo(f"新建了 {context.shown_path(folder / path)}")
    for path in changed:
        click.echo(f"改动了 {context.shown_path(folder / path)}：{found['step'][1].what}")
    click.echo(reporters.summary(wrong, len(loaded.sources)))
    click.echo("接下来：")
    for line in NEXT[kind]:
        click.echo(f"  - {line.format(code=found['code'])}")


def _catalog(kind: str, folder: Path) -> Catalog:
    """Return what answers are judged by; only a standard can be the first of its set."""
    from dangjian_std.reading import layers

    if kind != "standard":
        return context.catalog(folder)
    loaded, wrong = context.judged(layers.sources(folder))
    if loaded.catalog is None or context.fails(wrong, strict=False):
        context.refuse(wrong, loaded)
    return loaded.catalog


def answers(
    questions: Iterable[Question], catalog: Catalog, given: Mapping[str, Any], known: Mapping[str, Any]
) -> Answers:
    """Judge what the command line says, and ask for the rest where somebody sits at a terminal."""
    found: Answers = dict(known)
    patient = sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()
    for question in questions:
        if not question.wanted(found):
            continue
        said, likely = given[question.name], question.likely(catalog, found)
        if said:
            typed = said if question.several else (said,)
            try:
                found[question.name] = prompts.judged(question, catalog, found, typed)
            except DstdError as error:
                raise DstdError(f"--{question.name}：{error}") from None
        elif patient:
            found[question.name] = _asked(question, catalog, found)
        elif likely or question.optional:
            found[question.name] = prompts.judged(question, catalog, found, (likely,))
        else:
            raise DstdError(f"缺少 --{question.name}（{question.words}）。这里不能提问，请写在命令里。")
    return found


def _asked(question: Question, catalog: Catalog, found: Answers) -> Any:
    """Ask until the answer will do; where there may be several, until there are no more."""
    if offer := question.offer(catalog):
        click.echo(f"  {offer}", err=True)
    likely, words = question.likely(catalog, found), question.words
    said: list[str] = []
    while True:
        text = click.prompt(words, default=likely, show_default=bool(likely), err=True, prompt_suffix="：")
        if said and text in prompts.NOTHING_TYPED:
            return prompts.judged(question, catalog, found, said)
        try:
            value = prompts.judged(question, catalog, found, (text,))
        except DstdError as error:
            click.echo(f"  {error}", err=True)
            continue
        if not question.several or not value:
            return value
        said.append(text)
        words = f"{question.words.partition('，')[0]}，还有就接着写，没有就回车"


def _made(kind: str, found: Answers, raws: Mapping[str, RawSource]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the new file, and the standard that uses it as it will be; `raws` was read after the answers."""
    from dangjian_std.scaffold import new_files

    loaded, wrong = context.judged(raws.values())
    if loaded.catalog is None:
        context.refuse(wrong, loaded)
    if kind == "standard":
        wanted = {key: value for key, value in found.items() if key != "today"}
        title = found["title"].removesuffix(found["type"]) + found["type"]
        path, text = new_files.standard(new_files.StandardDraft(**wanted | {"title": title}), loaded.catalog)
        return {path: text.encode()}, {}
    code, title, on = found["code"], found["title"], found["on"]
    standard, step = (each.code if hasattr(each, "code") else each.id for each in found["step"])
    home, place = prompts.step(loaded.catalog, found, f"{standard}.{step}")
    if kind == "record":
        path, text = new_files.record(
            code, title, home.code, new_files.signer(loaded.catalog.roles[place.who]), on
        )
    else:
        path, text = new_files.paper(code, title, home.code, on)
    used = home.anchor.outline.file.path
    key = "opens" if kind == "record" else "papers"
    return {path: text.encode()}, {used: new_files.use(raws[used].data.decode(), place, key, code).encode()}


def _refuse_trouble(raws: Mapping[str, RawSource], files: Mapping[str, bytes]) -> None:
    """Stop where something would be wrong that is not wrong now."""

    def sort(each: Diagnostic) -> tuple[str, ...]:
        return each.code, each.place.span.path, each.message

    after = dict(raws) | {path: RawSource(path, data) for path, data in files.items()}
    known = Counter(map(sort, context.judged(raws.values())[1]))
    loaded, wrong = context.judged(after[path] for path in sorted(after))
    fresh = [each for each in wrong if not known[sort(each)]]
    if fresh:
        context.refuse(fresh, loaded, "没有写任何文件。请按上面说的改一改，再来一次。")


def _command(kind: str, questions: tuple[Question, ...]) -> chinese.Command:
    argument = click.Argument(["root"], required=False, metavar="[项目]", type=click.Path(path_type=Path))
    options = [
        click.Option([f"--{each.name}"], multiple=each.several, metavar="文字", help=_help(each))
        for each in questions
    ]
    call = partial(_new, kind)
    return chinese.Command(
        kind, params=[argument, *options], callback=call, help=HELP[kind], options_metavar="[选项]"
    )


def _help(question: Question) -> str:
    more = ["可以写多次"] * question.several + ["默认今天"] * (question.name == "on")
    return question.words + (f"（{'，'.join(more)}）" if more else "")


for _kind, _questions in prompts.QUESTIONS_OF_KIND.items():
    new.add_command(_command(_kind, _questions))
