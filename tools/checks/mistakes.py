"""The kinds of small mistake: each yields, for one node of a file, what could stand there instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

FLIPS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
}
SWAPS = {"any": "all", "all": "any", "min": "max", "max": "min"}
CHINESE = re.compile(r"[一-鿿]")

Span = tuple[int, int]
Change = tuple[Span, str]
"""A span of bytes, and what is written there."""


class File:
    """The bytes of a file, and where its nodes stand in them."""

    def __init__(self, data: bytes) -> None:
        """Count where each line begins."""
        self.data = data
        self.starts = [0]
        for line in data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Return where a node begins, with its decorators, and ends in the bytes."""
        line = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self.starts[line - 1] + node.col_offset, self.starts[end_line - 1] + end_column

    def text(self, span: Span) -> str:
        """Return a piece of the file."""
        return self.data[slice(*span)].decode()


def _between(source: File, left: ast.expr, right: ast.expr, old: str, new: str) -> Change:
    """Change the operator between two operands."""
    span = source.span(left)[1], source.span(right)[0]
    return span, re.sub(old, new, source.text(span), count=1)


def comparisons(source: File, node: ast.AST) -> Iterator[Change]:
    """A comparison turned, or its bound moved in or out."""
    if isinstance(node, ast.Compare):
        sides = (node.left, *node.comparators)
        for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
            yield _between(source, left, right, *FLIPS[type(operator)])


def conditions(source: File, node: ast.AST) -> Iterator[Change]:
    """`and` for `or`, a `not` too many or too few, the wrong one of two truths."""
    match node:
        case ast.BoolOp(op=operator, values=values):
            swap = ("and", "or") if isinstance(operator, ast.And) else ("or", "and")
            for left, right in pairwise(values):
                yield _between(source, left, right, *swap)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield source.span(node), f"({source.text(source.span(operand))})"
        case ast.Call(func=ast.Name(id=name) as function) if name in SWAPS:
            yield source.span(function), SWAPS[name]
        case ast.Constant(value=bool() as value):
            yield source.span(node), str(not value)
        case (
            ast.If(test=test)
            | ast.While(test=test)
            | ast.IfExp(test=test)
            | ast.match_case(guard=ast.expr() as test)
        ):
            if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                yield source.span(test), f"(not ({source.text(source.span(test))}))"


def numbers(source: File, node: ast.AST) -> Iterator[Change]:
    """One more or one less, plus for minus."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            yield source.span(node), str(value + 1)
            yield source.span(node), f"({value - 1})"
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operator, right=right) if not _holds_text(node):
            swap = (r"\+", "-") if isinstance(operator, ast.Add) else ("-", "+")
            yield _between(source, left, right, *swap)


def texts(source: File, node: ast.AST) -> Iterator[Change]:
    """A character too many in what a person reads."""
    if _speaks(node) or (isinstance(node, ast.JoinedStr) and any(map(_speaks, node.values))):
        span = source.span(node)  # type: ignore[arg-type]
        if CHINESE.search(text := source.text(span)):
            yield span, CHINESE.sub(lambda found: f"{found[0]}误", text, count=1)


def returns(source: File, node: ast.AST) -> Iterator[Change]:
    """Nothing returned, where it was not nothing already."""
    if isinstance(node, ast.Return) and node.value and not _is_nothing(node.value):
        yield source.span(node.value), "None"


def statements(source: File, node: ast.AST) -> Iterator[Change]:
    """A statement left out; a generator stays one."""
    match node:
        case ast.Expr(value=ast.YieldFrom(value=ast.Tuple(elts=[]))):
            pass
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield source.span(node), "yield from ()"
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield source.span(node), "pass"


def _is_nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.List | ast.Tuple) and not node.elts)


def _speaks(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(CHINESE.search(node.value))


def _holds_text(node: ast.AST) -> bool:
    return any(isinstance(each, ast.JoinedStr) or _speaks(each) for each in ast.walk(node))


KINDS: Mapping[str, Callable[[File, ast.AST], Iterator[Change]]] = {
    "比较": comparisons,
    "条件": conditions,
    "数": numbers,
    "文字": texts,
    "返回": returns,
    "语句": statements,
}
