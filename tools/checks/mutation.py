"""Small mistakes that could be made in the code: each is a piece of one file, and what is written there instead.

Left alone: annotations, docstrings, decorators, patterns of `match`, base classes, and what no output shows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from checks.mistakes import KINDS, Change, File, Span

SILENT = {"slots", "frozen", "kw_only", "strict", "repr", "check"}
"""Keyword arguments that change no result of a program that is right."""
SKIPPED = {"annotation", "returns", "decorator_list", "pattern", "bases"}
ASSIGNING = (ast.Assign, ast.AnnAssign)
LONGEST = 150
"""Characters of a piece of code in a report."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """How a piece of code is reached: in a function by its statement; what runs at import, by what it names."""

    statement: int = 0
    in_function: bool = False
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One mistake."""

    path: str
    line: int
    kind: str
    span: Span
    new: str
    site: Site = field(repr=False)
    label: str
    """File, code and mistaken code: the same wherever in the file it stands."""

    def __str__(self) -> str:
        """Name the line, too."""
        return self.label.replace(": ", f":{self.line}: ", 1)

    def overlaps(self, other: Mutant) -> bool:
        """Whether two mutants change the same place."""
        return self.path == other.path and self.span[0] < other.span[1] and other.span[0] < self.span[1]


class Source(File):
    """One file: its bytes, its tree, and the mutants in it."""

    def __init__(self, path: str, data: bytes) -> None:
        """Parse a file; `path` is its name below the package."""
        super().__init__(data)
        self.path, self.tree = path, ast.parse(data)

    @cached_property
    def mutants(self) -> tuple[Mutant, ...]:
        """Every mistake that could be made here."""
        return tuple(
            self._mutant(kind, node, site, change)
            for node, site in _walk(self, self.tree, Site())
            for kind, mistakes in KINDS.items()
            for change in mistakes(self, node)
        )

    def _mutant(self, kind: str, node: ast.AST, site: Site, change: Change) -> Mutant:
        (start, end), new = change
        begin, finish = self.span(node) if isinstance(node, ast.expr | ast.stmt) else (start, end)
        if isinstance(node, ast.If | ast.While):
            begin, finish = self.span(node.test)
        before = " ".join(self.text((begin, finish)).split())
        after = " ".join(f"{self.text((begin, start))}{new}{self.text((end, finish))}".split())
        label = f"{self.path}: {before[:LONGEST]}  →  {after[:LONGEST]}"
        line = self.data.count(b"\n", 0, start) + 1
        return Mutant(path=self.path, line=line, kind=kind, span=(start, end), new=new, site=site, label=label)

    def changed(self, mutants: Iterable[Mutant]) -> bytes:
        """Return the file with mutants in it."""
        data = self.data
        for each in sorted(mutants, key=lambda mutant: mutant.span, reverse=True):
            start, end = each.span
            data = data[:start] + each.new.encode() + data[end:]
        return data

    def probed(self, points: Mapping[int, int]) -> bytes:
        """Return the file with a probe, by its number, before each statement that begins at one of the points."""
        data = self.data
        for start in sorted(points, reverse=True):
            call = f"__hit__({points[start]})"
            before = data[:start].rpartition(b"\n")[2]
            if start in self._elifs:
                begin, end = self._elifs[start]
                data = data[:begin] + f"({call}, (".encode() + data[begin:end] + b"))[1]" + data[end:]
            else:
                gap = "; " if before.strip() else "\n" + " " * len(before)
                data = data[:start] + f"{call}{gap}".encode() + data[start:]
        return data

    @cached_property
    def _elifs(self) -> dict[int, Span]:
        """Where each `elif` begins, and the span of its condition."""
        conditions = (each for each in ast.walk(self.tree) if isinstance(each, ast.If))
        found = ((self.span(each)[0], self.span(each.test)) for each in conditions)
        return {start: test for start, test in found if self.data[start:].startswith(b"elif")}

    def functions_with(self, names: frozenset[str]) -> Iterator[int]:
        """Yield where the first statement begins of each function in which one of the names occurs."""
        yield from (start for start, words in self.functions.items() if not names.isdisjoint(words))

    @cached_property
    def functions(self) -> dict[int, frozenset[str]]:
        """Where the first statement of each function begins, and the names that occur in it."""
        found: dict[int, frozenset[str]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                first = node.body[1:] if ast.get_docstring(node) else node.body
                found |= {self.span(each)[0]: frozenset(_words(node)) for each in first[:1]}
        return found

    @cached_property
    def assignments(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """Of each assignment of the module: the names that it gives, and those that occur in it."""
        made = ((_bound(each), _words(each)) for each in self.tree.body if isinstance(each, ASSIGNING))
        return tuple((frozenset(names), frozenset(words)) for names, words in made)


def _walk(source: Source, node: ast.AST, site: Site) -> Iterator[tuple[ast.AST, Site]]:
    """Yield each node that may be mistaken, and how it is reached."""
    yield node, site
    if isinstance(node, ast.JoinedStr):  # before Python 3.12 its parts do not know where they stand
        return
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in SKIPPED and not _is_silent(child):
                yield from _walk(source, child, _site(source, node, name, child, site))


def _site(source: Source, parent: ast.AST, name: str, child: ast.AST, site: Site) -> Site:
    if isinstance(parent, ast.FunctionDef) and name == "body":
        site = replace(site, in_function=True)
    if isinstance(child, ast.stmt):
        site = replace(site, statement=source.span(child)[0])
    if not site.in_function and isinstance(child, ast.stmt):
        site = replace(site, names=site.names | _bound(child))
    return site


def _bound(statement: ast.stmt) -> set[str]:
    """The names that a statement gives."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {each.id for target in targets if target for each in ast.walk(target) if isinstance(each, ast.Name)}


def _words(statement: ast.stmt) -> Iterator[str]:
    """The names that occur in a statement; of a function its own, too."""
    for node in ast.walk(statement):
        match node:
            case ast.FunctionDef(name=name):
                yield name
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name


def _is_silent(node: ast.AST) -> bool:
    """Whether nothing in a node could be seen."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case (
            ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Expr(value=ast.Call(func=ast.Name(id="assert_never")))
        ):
            return True
        case ast.keyword(arg=name):
            return name in SILENT
    return "__all__" in _bound(node) if isinstance(node, ast.Assign) else False
