"""Changes of standards: what stands around their steps, and the stages. The steps have their own module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dangjian_std.changes import value_words, whom
from dangjian_std.changes.called import default_site
from dangjian_std.changes.change import Change, ChangeSite, added, gone, moved
from dangjian_std.changes.differ import Differ
from dangjian_std.changes.names import Names, listed, named
from dangjian_std.changes.pairs import out_of_order
from dangjian_std.changes.renamed import IDENTITY_KEYS
from dangjian_std.composition.clauses import Clauses
from dangjian_std.domain import measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Requirement, Stage, Standard, Step


def changes(names: Names) -> Iterator[Change]:
    """Yield the changes of all standards, but not of their steps."""
    for was, is_, old, new in names.standards.both:
        before, after = Chapters(names.old, old), Chapters(names.new, new)
        if was != is_:
            yield moved(after.whole, new, "编号", was, is_)
        differ = Differ(names.old, names.new, before.numbering, after.numbering, _parts(before, after))
        yield from differ.node(after.whole, old, new, *(IDENTITY_KEYS if was != is_ else ()), "stages")
        yield from _stages(differ, before, after)
    for standard in names.standards.gone.values():
        yield from _all(Chapters(names.old, standard), gone)
    for standard in names.standards.added.values():
        yield from _all(Chapters(names.new, standard), added)


@dataclass(frozen=True)
class Chapters:
    """A standard, and the site of each of its parts."""

    catalog: Catalog
    standard: Standard

    @cached_property
    def numbering(self) -> Clauses:
        """Numbers of its clauses."""
        return Clauses(self.catalog, self.standard)

    @cached_property
    def whole(self) -> ChangeSite:
        """Site of the standard as a whole."""
        affected = whom.of_standard(self.standard)
        return ChangeSite(subject=self.standard.code, title=self.standard.title, affected=affected)

    def stage(self, stage: Stage) -> ChangeSite:
        """Site of a stage: who acts in it."""
        affected = tuple(dict.fromkeys(step.who for step in stage.steps))
        clause = self.numbering.clauses[stage.id]
        return ChangeSite(
            subject=self.standard.code,
            title=self.standard.title,
            clause=clause,
            item=stage.title,
            affected=affected,
        )

    def step(self, step: Step) -> ChangeSite:
        """Site of a step."""
        return ChangeSite(
            subject=self.standard.code,
            title=self.standard.title,
            clause=self.numbering.clauses[step.id],
            item=step.what,
            who=step.who,
            affected=whom.of_step(step),
        )

    @cached_property
    def parts(self) -> Mapping[int, ChangeSite]:
        """Sites of terms, requirements and criteria, by the identity of the node."""
        found: dict[int, ChangeSite] = {}
        steps = {StepRef("", step.id): step for step in self.standard.steps}
        for index, term in enumerate(self.standard.terms, 1):
            found[id(term)] = self.whole.inside(f"3.{index}", term.term)
        for index, requirement in enumerate(self.standard.requirements, 1):
            clause = self.numbering.requirement(index).text
            found[id(requirement)] = self.whole.inside(clause, requirement.text)
        for index, criterion in enumerate(self.standard.criteria, 1):
            measured = (steps.get(step) for _, step in measures.steps(criterion.measure))
            step = next(filter(None, measured), None)
            found[id(criterion)] = ChangeSite(
                subject=self.standard.code,
                title=self.standard.title,
                clause=f"检查要点{index}",
                item=criterion.statement,
                affected=(step.who,) if step else self.whole.affected,
            )
        return found


def _parts(before: Chapters, after: Chapters) -> Callable[[ChangeSite, Node], ChangeSite]:
    sites = {**before.parts, **after.parts}

    def site(whole: ChangeSite, node: Node) -> ChangeSite:
        return sites.get(id(node)) or default_site(whole, node)

    return site


def _stages(differ: Differ, before: Chapters, after: Chapters) -> Iterator[Change]:
    old, new = before.standard.stages, after.standard.stages
    pairs = listed(old, new)
    for was, is_, stage, now in pairs.both:
        if was != is_:
            yield moved(after.stage(now), now, "标识", was[0], is_[0])
        yield from differ.node(after.stage(now), stage, now, *IDENTITY_KEYS, "steps")
    yield from (gone(before.stage(stage), stage, "阶段", stage.title) for stage in pairs.gone.values())
    yield from (added(after.stage(stage), stage, "阶段", stage.title) for stage in pairs.added.values())
    for stage, first, second in out_of_order(pairs, named(old)):
        yield moved(after.stage(stage), stage, "阶段的先后", f"第{first}个", f"第{second}个")


def _all(chapters: Chapters, what: Callable[[ChangeSite, Node, str, str], Change]) -> Iterator[Change]:
    """Yield a whole standard, and its requirements and criteria one by one."""
    standard = chapters.standard
    count = len(standard.steps)
    said = f"{count}步，{len(standard.requirements)}条要求，{len(standard.criteria)}个检查要点"
    said += "" if standard.status.binding else f"，{standard.status}"
    yield what(chapters.whole, standard, "标准", f"{standard.title}（{said}）")
    for node, noun in _statements(standard):
        yield what(chapters.parts[id(node)], node, noun, value_words.told(chapters.catalog, node))


def _statements(standard: Standard) -> Iterator[tuple[Requirement | Criterion, str]]:
    yield from ((each, "要求") for each in standard.requirements)
    yield from ((each, "检查要点") for each in standard.criteria)
