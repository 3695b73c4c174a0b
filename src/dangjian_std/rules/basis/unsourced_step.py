"""一步或一条要求没有写依据，也没有写是自己定的，还是上位规定有、没有读到。

为什么
------
基层要分得清哪些是上级的规定、哪些是本单位自己定的。都不写，自己定的也会被当成规定。
整步是自己定的，写 local: [step]；一条要求是自己定的，写 local: true。
知道上位规定有要求、没有读到条文的，写 unread。没有 basis 的步骤，每一处都要由 local 或者 unread 说明。

反例
----
    # DJ401 删去 count.local

正例
----
    # DJ401 count
    local: [step]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS304"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step and requirement of unknown source; a step whose marks cannot be read is not judged."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            if not step.basis and _unsaid(step):
                yield Problem(
                    place=step.at("id"),
                    message=f"步骤“{step.what}”没有写依据",
                    help="写 basis；整步都是自己定的，写 local: [step]；上位规定有、没有读到条文的，写 unread",
                )
        for requirement in standard.requirements:
            if not requirement.basis and not requirement.local and not requirement.unread:
                yield Problem(
                    place=requirement.at("id"),
                    message="这条要求没有写依据",
                    help="写 basis；自己定的，写 local: true；上位规定有、没有读到条文的，写 unread",
                )


def _unsaid(step: Step) -> bool:
    """Whether some place of a step is neither our own nor from an article not read yet."""
    known, said = {*step.places}, {*step.local, *step.unread_places}
    if not said <= known:
        return False
    asked = {each if each.startswith("how.") else each.partition(".")[0] for each in known - {"step", "how"}}
    return any(not any(overlap(each, place) for place in said) for each in asked)
