"""Words for the outcomes of a step: which step is next after each."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.wording import Name
from dangjian_std.document.inline import Inline, Line, joined
from dangjian_std.domain.standard import Outcome, Step

ENDS_HERE = "到此为止"


def sentence(numbering: Clauses, step: Step, name: Name | None = None) -> Line:
    """Print what follows from each outcome: 结果：通过的，接着办6.1.4；不通过的，回到6.1.2。

    `name` says how the other steps are called; without one, by their clause numbers.
    """
    pieces: list[Inline] = []
    for outcome in step.outcomes:
        pieces += [
            "；" if pieces else "结果：",
            f"{outcome.label}的，",
            *_next(numbering, step, outcome, name or numbering.name),
        ]
    return joined((*pieces, "。"))


def labels(numbering: Clauses, step: Step) -> Iterator[Line]:
    """Yield the same as it stands in a chart, a line for each: 通过→6.1.4."""
    for outcome in step.outcomes:
        yield joined((f"{outcome.label}→", numbering.name(outcome.to) if outcome.to else ENDS_HERE))


def _next(numbering: Clauses, step: Step, outcome: Outcome, name: Name) -> Iterator[Inline]:
    if outcome.to is None:
        yield ENDS_HERE
        return
    own = list(numbering.clauses)
    if outcome.to.step not in own or outcome.to.standard not in {"", numbering.code}:
        yield "转入"
    else:
        yield "接着办" if own.index(outcome.to.step) > own.index(step.id) else "回到"
    yield name(outcome.to)
