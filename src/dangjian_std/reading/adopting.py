"""A unit that adopts a set: its layers laid over the set, one upon the other, and what it made of the set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dangjian_std.domain.adoption import Act, Adoption, LayerChange
from dangjian_std.domain.overlay import Overlay
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.roles import shape_title
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit_sheet import Stance, UnitSheet
from dangjian_std.domain.vocabulary import Organ
from dangjian_std.reading import added, addresses, bind, layering, layers, limits, pinning, schema
from dangjian_std.reading.grafting import Scion
from dangjian_std.reading.layering import Layer, kind_of
from dangjian_std.reading.layers import BASE_FOLDER
from dangjian_std.reading.project import CATALOG_FILE, LOCAL_FOLDER, UNIT_SHEET, RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem
from dangjian_std.text.places import Place

CATALOG_KEY_OF_SHEET_KEY = {
    "name": "issuer",
    "prefix": "prefix",
    "title": "title",
    "edition": "edition",
    "year": "year",
    "shape": "profile",
}
"""Keys of the sheet, and those of the catalogue that take their values."""

WHY_HELP = "写一句为什么不用"

Trees = dict[str, Tree]
T = TypeVar("T", Standard, Record, Paper)


@dataclass(frozen=True, slots=True)
class Laid:
    """The trees of the whole, by path; what is wrong with the layers; and what the unit made of the set."""

    trees: Trees
    found: tuple[Diagnostic, ...] = ()
    adoption: Adoption | None = None


def lay(raws: Sequence[RawSource], trees: Mapping[str, Tree], *, shapes: bool = False) -> Laid:
    """Lay every layer of a project over what is below it; of the shapes of unit only its own stays.

    With `shapes` all of them stay: a unit that adopts this project may have another one.
    """
    laid = _lay(raws, trees, "")
    if laid.adoption is None or shapes:
        return laid
    shape = laid.adoption.sheet.shape
    kept = {
        path: tree
        for path, tree in laid.trees.items()
        if kind_of(tree) != "profile" or tree.data.get("name") == shape
    }
    return Laid(kept, laid.found, laid.adoption)


def _lay(raws: Sequence[RawSource], trees: Mapping[str, Tree], prefix: str) -> Laid:
    """Lay the layer whose paths have this prefix over those below it."""
    sheet, deeper = trees[f"{prefix}{UNIT_SHEET}"], f"{prefix}{BASE_FOLDER}"
    local = {path: tree for path, tree in trees.items() if path.startswith(f"{prefix}{LOCAL_FOLDER}/")}
    overlays = [tree for _, tree in sorted(local.items()) if kind_of(tree) == "overlay"]
    if found := [each for tree in (sheet, *local.values()) for each in schema.check(tree)]:
        return Laid({}, tuple(found))
    said = bind.bind(UnitSheet, sheet)
    if f"{deeper}{UNIT_SHEET}" in trees:
        below = _lay(raws, trees, deeper)
        if below.found:
            return below
        base = below.trees
    else:
        base = {path: tree for path, tree in trees.items() if path.startswith("standards/")}
    digest = layers.digest(
        RawSource(path, raw.data) for raw in raws if (path := layers.below(raw.path, deeper)) is not None
    )
    why = next((raw.trouble for raw in raws if raw.path == deeper), "")
    if other := pinning.other(said, base, digest, why):
        return Laid({}, (other,))
    if unsound := [each for tree in _touched(base, said, overlays) for each in schema.check(tree)]:
        return Laid({}, tuple(unsound))
    layer = Layer(base)
    own = {path: tree for path, tree in local.items() if tree not in overlays}
    codes = {str(tree.data["code"]) for tree in own.values() if "code" in tree.data}
    named = tuple(sorted(codes | {each.standard for each in said.added}))
    changed = _changes(layer, said, sheet, overlays, named)
    titles = _titles(base)
    more, wrong = added.standards(said, sheet, changed[CATALOG_FILE].data["groups"], titles, prefix)
    layer.found += wrong
    layer.found += [each for tree in own.values() for each in _foreign(tree)]
    if layer.found:
        return Laid({}, tuple(layer.found))
    made = {**changed, **own, **more}
    adoption = Adoption(
        sheet=said,
        set=base[CATALOG_FILE].data["title"],
        issuer=base[CATALOG_FILE].data["issuer"],
        edition=said.base.edition,
        sha256=digest,
        titles=titles,
        before=_before(Standard, "standard", base, layer.changes),
        forms=_before(Record, "record", base, layer.changes),
        papers=_before(Paper, "paper", base, layer.changes),
        changes=tuple(layer.changes),
        own=named,
    )
    return Laid(made, (), adoption)


def _titles(base: Trees) -> Mapping[str, str]:
    """Return the titles of the standards of the base, by code."""
    found = (tree.data for tree in base.values() if kind_of(tree) == "standard")
    return {str(data.get("code")): str(data.get("title")) for data in found}


def _touched(base: Trees, said: UnitSheet, overlays: Sequence[Tree]) -> Iterable[Tree]:
    """Return the files of the base that are changed: what is put into them relies on their shape."""
    codes = {each.data["of"] for each in overlays} | {each.step.standard for each in said.dates}
    return (
        tree
        for tree in base.values()
        if kind_of(tree) in {"catalog", "profile"}
        or layering.code_of(tree) in codes
        or (said.limits and "parameters" in tree.data)
    )


def _foreign(tree: Tree) -> Iterable[Diagnostic]:
    """Say that a file of the unit is of a kind that only a set has."""
    kind = kind_of(tree)
    if kind in {"catalog", "roles", "profile", "withdrawals", "acceptances", "unit"}:
        help_ = "单位的情况写在 unit.yaml；要改母本的，写 kind: overlay"
        place = tree.outline.value(("kind",))
        yield ds0.MISPLACED_FILE.diagnose(
            Problem(place=place, message=f"local/ 里不能有 kind: {kind}", help=help_)
        )


def _changes(layer: Layer, said: UnitSheet, sheet: Tree, overlays: Sequence[Tree], own: Sequence[str]) -> Trees:
    """Do what the sheet and the overlays say, and return the trees as they are then."""
    bound = [(bind.bind(Overlay, tree), tree) for tree in overlays]
    for key, name in CATALOG_KEY_OF_SHEET_KEY.items():
        if key in sheet.data:
            layer.stock(CATALOG_FILE).put((name,), Scion.of(sheet, (key,)), sheet.outline.keys[key,])
    shapes = {tree.data["name"]: path for path, tree in layer.trees.items() if kind_of(tree) == "profile"}
    if said.shape in shapes:
        _shape(layer, shapes[said.shape], said, sheet)
    else:
        layer.unknown(said.at("shape"), said.shape, shapes, "母本的单位类型里")
    _dates(layer, said, sheet)
    if said.limits:
        limits.put(layer, said)
    left = [each for overlay, tree in bound for each in layering.overlay(layer, overlay, tree)]
    if said.limits:
        limits.follow(layer, said)
    out = _left_out(layer, said, own)
    for path in shapes.values():
        _excuse(layer, path, "not_applicable", "step", left)
        _excuse(layer, path, "without", "standard", out)
    for overlay, tree in bound:
        layering.additions(layer, overlay, tree)
    return layer.done()


def _shape(layer: Layer, path: str, said: UnitSheet, sheet: Tree) -> None:
    """Give a shape the numbers of the unit, and who doubles there."""
    stock, branches = layer.stock(path), said.standing
    groups = sum(len(each.groups) for each in branches)
    counts = {
        "branches": len(branches),
        "groups": groups,
        "members": sum(each.members for each in said.counted),
        "leaders": said.leaders,
    }
    has = [organ for organ in stock.data.get("has", []) if organ != Organ.GROUPS]
    has += [str(Organ.GROUPS)] if groups else []
    for key, data, place in (
        ("counts", counts, said.key("branches")),
        ("title", shape_title(has, len(branches)), said.at("shape")),
        ("has", has, said.at("shape")),
    ):
        stock.put((key,), Scion.made(data, place.span))
    if "doubling" in sheet.data:
        stock.put(("doubling",), Scion.of(sheet, ("doubling",)))


def _left_out(layer: Layer, said: UnitSheet, own: Sequence[str]) -> list[tuple[str, str, Place]]:
    """Return the standards that the unit does not have at all, each with the reason."""
    found, known, seen = [], layer.by_code(("standard",)), dict[str, Place]()
    for each in said.adopt:
        place = each.at("standard")
        if each.standard in seen:
            layer.refuse_twice(place, f"{each.standard} 写了两次", seen[each.standard])
        elif each.standard not in known and (each.stance is Stance.LEFT_OUT or each.standard not in own):
            layer.unknown(place, each.standard, known, "母本里")
        elif each.stance is Stance.LEFT_OUT:
            path = known[each.standard]
            ways = [way for way, node in addresses.nodes(layer.trees[path].data) if "fixed" in node]
            if not any(layer.fixed(path, way, place) for way in ways):
                if not each.reason:
                    layer.refuse(
                        ds0.MISSING_KEY, each.at("reason"), f"{each.standard} 不适用，没有写理由", WHY_HELP
                    )
                found.append((each.standard, each.reason or "", place))
        seen[each.standard] = place
    return found


def _excuse(layer: Layer, path: str, key: str, name: str, left: Iterable[tuple[str, str, Place]]) -> None:
    """Write into a shape what the unit does not do."""
    known = {each[name] for each in layer.trees[path].data.get(key, ())}
    for what, reason, place in left:
        if what not in known:
            stock = layer.stock(path)
            stock.insert(
                (key,), len(stock.data.get(key, ())), Scion.made({name: what, "reason": reason}, place.span)
            )


def _dates(layer: Layer, sheet: UnitSheet, tree: Tree) -> None:
    """Put the days and months that a unit chooses, where the set names a day or months itself."""
    paths = layer.by_code(("standard",))
    for index, each in enumerate(sheet.dates):
        path = paths.get(each.step.standard)
        if path is None:
            layer.unknown(each.at("step"), each.step.standard, paths, "母本里")
            continue
        way = layer.find(path, each.step.step, each.at("step"))
        for key in ("day", "months") if way is not None else ():
            data = tree.data["dates"][index]
            if key not in data:
                continue
            place, at = each.at(key), (*(way or ()), "when", key)
            before = layering.value_at(layer.trees[path].data, at)
            if before is None:
                said = "几日" if key == "day" else "月份"
                help_ = f"不填{said}（{key}）；这一步的时间不是照{said}定的"
                layer.refuse(ds0.UNKNOWN_TARGET, place, f"母本的 {each.step} 没有写{said}", help_)
            elif not layer.fixed(path, at, place) and layer.set(
                path, at, Scion.of(tree, ("dates", index, key)), place
            ):
                layer.note(path, at, Act.PUT, (before, data[key]), "", place)


def _before(cls: type[T], kind: str, base: Trees, changes: Iterable[LayerChange]) -> Mapping[str, T]:
    """Return the files of a kind that are changed, as they were."""
    codes = {each.code for each in changes}
    trees = (each for each in base.values() if kind_of(each) == kind and each.data.get("code") in codes)
    return {tree.data["code"]: bind.bind(cls, tree) for tree in trees}
