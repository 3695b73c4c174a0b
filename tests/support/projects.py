"""Small projects for tests: the base project, the examples of rule pages, and the folders under cases/."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any

import yaml

from dangjian_std import rules
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.reading import bind, layers, schema
from dangjian_std.reading import load as load_module
from dangjian_std.reading.load import Loaded, file_code
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import UNIT_SHEET, RawSource, sources
from dangjian_std.reading.tree import Tree
from dangjian_std.rules.by_file import Judged
from dangjian_std.text.diagnostic import Diagnostic
from support import messages
from support.folders import BASE, FROZEN

NOTES = {"按 GBK 保存": "gbk", "这是一个链接": ""}

EXAMPLE = "0123456789abcdef" * 4
"""The digest that examples have."""

Files = dict[str, RawSource]


@cache
def _files(root: Path) -> tuple[RawSource, ...]:
    return tuple(sources(root))


def base() -> Files:
    """Return the base project by path."""
    return {raw.path: raw for raw in _files(BASE)}


def frozen() -> Files:
    """Return the frozen set by path."""
    return {raw.path: raw for raw in _files(FROZEN)}


def findings(project: Files | Path) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a project, of text, shape and meaning."""
    files = project if isinstance(project, dict) else {raw.path: raw for raw in sources(project)}
    loaded = load_module.load(files[path] for path in sorted(files))
    return loaded.diagnostics or (rules.check(loaded.catalog) if loaded.catalog else ())


def changed(project: Files) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a project as a change of the base project."""
    loaded, old = (load_module.load(files[path] for path in sorted(files)) for files in (project, base()))
    found = findings(project)
    if loaded.catalog is None or old.catalog is None:
        return found
    new = rules.check_change(old.catalog, loaded.catalog, found)[0]
    messages.hear(new)
    return (*found, *new)


def found_by(name: str, files: Files) -> tuple[Diagnostic, ...]:
    """Return what one rule, and those that it requires, find in a project that has its shape."""
    catalog = load_module.load(files[path] for path in sorted(files)).catalog
    assert catalog is not None
    every = {rule.name: rule for rule in rules.catalog_rules()}
    asked, waiting = {}, [name]
    while waiting:
        rule = every[waiting.pop()]
        if rule.name not in asked:
            asked[rule.name] = rule
            waiting += rule.required(every.values())
    found = tuple(sorted(rules.judge(catalog, asked.values()), key=lambda each: each.order))
    messages.hear(found)
    return found


def judge_once() -> None:
    """From here on read, check and bind each file once, in however many sets it is, and judge each set once."""
    kept: dict[object, Callable[[], Any]] = {}
    check, bound, judge, read = schema.check, bind.bind, rules.check, load_module.load

    def checked(tree: Tree) -> tuple[Diagnostic, ...]:
        return kept.setdefault(id(tree), cache(lambda: tuple(check(tree))))()

    def made(cls: type[Node], tree: Tree) -> Node:
        return kept.setdefault((cls, id(tree)), cache(lambda: bound(cls, tree)))()

    @wraps(judge)
    def judged(
        catalog: Catalog, between: rules.Between = rules.on_with_it, judged: Judged | None = None, **_: Any
    ) -> tuple[Diagnostic, ...]:
        if between is not rules.on_with_it or judged is not None:
            return judge(catalog, between, judged)
        parts = (getattr(catalog, each.name) for each in dataclasses.fields(catalog))
        named = (each.items() if isinstance(each, Mapping) else [("", each)] for each in parts)
        key = tuple(tuple((name, id(node)) for name, node in each) for each in named)
        found: tuple[Diagnostic, ...] = kept.setdefault(key, cache(lambda: judge(catalog)))()
        messages.hear(found)
        return found

    def loaded(*given: Any, **named: Any) -> Loaded:
        found = read(*given, **named)
        messages.hear(found.diagnostics)
        return found

    load_module.parse = cache(parse)  # type: ignore[assignment]
    schema.check, bind.bind, rules.check, load_module.load = checked, made, judged, loaded  # type: ignore[assignment]


def patched(example: str) -> Files:
    """Return the base project as an example of a rule page changes it (`_patched`)."""
    return dict(_patched(example))


@cache
def _patched(example: str) -> Files:
    """Change the base project.

    `# DJ401 hold.when` heads keys that are put into that node: below whatever has this `id` (or this number), then
    by key or index. `# DJ401 删去 hold.when` removes it. `# 文件 PATH` heads a whole file, `# 删去 PATH` removes
    one, `# 留着 PATH` changes nothing.
    """
    files = base()
    for piece in re.split(r"^(?=# )", example, flags=re.MULTILINE):
        head, _, body = piece.partition("\n")
        if not head:
            continue
        match head.removeprefix("# ").split(" ", 1):
            case ["文件", rest]:
                path, _, note = rest.rstrip("）").partition("（")
                files[path] = _file(path, body, note)
            case ["删去", path]:
                del files[path]
            case ["留着", path]:
                assert path in files
            case [code, *rest]:
                raw = next(raw for raw in files.values() if file_code(raw.path) == code)
                files[raw.path] = RawSource(raw.path, _merged(raw, rest[0] if rest else "", body))
    return pinned(files)


def pinned(files: Files) -> Files:
    """Return a project whose sheet has the digest of its base, where it states the one of the examples."""
    if UNIT_SHEET not in files:
        return files
    found = layers.digest(raw for path, raw in files.items() if path.startswith("standards/"))
    text = files[UNIT_SHEET].data.decode().replace(EXAMPLE, found)
    return files | {UNIT_SHEET: RawSource(UNIT_SHEET, text.encode())}


def _file(path: str, body: str, note: str) -> RawSource:
    if note and not NOTES[note]:
        return RawSource(path, trouble=note)
    return RawSource(path, body.encode(NOTES.get(note, "utf-8")))


def _merged(raw: RawSource, where: str, body: str) -> bytes:
    data = _data(raw)
    gone = where.startswith("删去 ")
    node = data
    *way, last = where.removeprefix("删去 ").split(".")
    for part in filter(None, way if gone else (*way, last)):
        node = _below(node, part)
    if gone:
        del node[last]
    else:
        node |= _data(RawSource("example.yaml", body.encode()))
    astral = any(char > "\uffff" for char in repr(data))  # the quick one escapes them
    dumper = yaml.SafeDumper if astral else yaml.CSafeDumper
    text: str = yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


def _below(node: Any, part: str) -> Any:
    """Return what an address leads to: a key, an index, or whatever is called so anywhere below."""
    if isinstance(node, dict) and part in node:
        return node[part]
    if isinstance(node, list) and part.isdigit():
        return node[int(part)]
    waiting = [node]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, dict) and part in {each.get("id"), each.get("number")}:
            return each
        waiting += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
    raise KeyError(part)


def _data(raw: RawSource) -> Any:
    """Read a file by the tool's own reader: 12:30 and `on` stay text."""
    tree = _parsed(raw).tree
    assert tree is not None, raw.path
    return copy.deepcopy(tree.data)


_parsed = cache(parse)


def case(folder: Path) -> Files:
    """Return the project of one folder under cases/: a whole one, or the base project with changes.

    Changes are whole files, and a `change.diff`: a path, then removed (-) and added (+) lines; `A => B` moves it.
    """
    files = {} if (folder / "standards" / "catalog.yaml").exists() else base()
    if (folder / "standards").exists():
        files |= {raw.path: raw for raw in sources(folder)}
    if (change := folder / "change.diff").exists():
        for piece in re.split(r"^(?=standards/)", change.read_text("utf-8"), flags=re.MULTILINE):
            if piece.strip():
                _apply(files, *piece.split("\n", 1))
    return files


def _apply(files: Files, head: str, body: str) -> None:
    path, _, moved = head.partition(" => ")
    text = files.pop(path).data.decode()
    for hunk in re.findall(r"(?:^-.*\n)+(?:^\+.*\n)*", body, flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line.startswith("-"))
        assert text.count(old) == 1, f"{path}: {old!r} stands there {text.count(old)} times"
        text = text.replace(old, "".join(line[1:] for line in lines if line.startswith("+")))
    files[moved or path] = RawSource(moved or path, text.encode())


def shown(diagnostic: Diagnostic) -> str:
    """Write a finding as a line of expected.txt."""
    span = diagnostic.place.span
    return f"{span.path}:{span.line}:{span.column}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}"
