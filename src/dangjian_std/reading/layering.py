"""One layer laid over what stands below it: the sheet of a unit and its overlays, put into the trees of the set.

All of this happens before any shape is checked, so that every rule speaks of a value at the place of its layer.
Values are put before items are added, files in order of their names: the order of overlays does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dangjian_std.domain.adoption import Act, LayerChange
from dangjian_std.domain.overlay import Added, Overlay, Put
from dangjian_std.reading import addresses
from dangjian_std.reading.addresses import Missed
from dangjian_std.reading.grafting import Scion, Stock
from dangjian_std.reading.tree import Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related, Rule
from dangjian_std.text.places import Path, Place
from dangjian_std.text.spelling import near

OWN_AUTHOR_KEYS = frozenset(
    {"kind", "code", "type", "version", "status", "issued", "effective", "withdrawn", "history", "origin"}
)
"""Keys at the top of a file that only its own author sets."""
GROWING_LISTS = {"catalog": ("groups", "goals", "events", "cases"), "roles": ("roles",)}
"""Files to which items can be added, and nothing else be done, and to which of their lists."""
ALLOWED = "standard", "record", "paper", *GROWING_LISTS


@dataclass(slots=True)
class Layer:
    """The trees below a layer, and what it has done to them."""

    trees: dict[str, Tree]
    stocks: dict[str, Stock] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    changes: list[LayerChange] = field(default_factory=list)
    put: dict[tuple[str, Path], Place] = field(default_factory=dict)

    def stock(self, path: str) -> Stock:
        """Return a file that is going to be changed."""
        return self.stocks.setdefault(path, Stock(self.trees[path]))

    def done(self) -> dict[str, Tree]:
        """Return the trees as they are now."""
        return {**self.trees, **{path: stock.tree() for path, stock in self.stocks.items()}}

    def refuse(  # noqa: PLR0913, PLR0917 what a finding has
        self,
        rule: Rule,
        place: Place,
        message: str,
        help_: str,
        below: Place | None = None,
        said: str = "母本这样写",
    ) -> None:
        """Note what is wrong, and where in the base that comes from."""
        related = (Related(below, said),) if below else ()
        self.found.append(rule.diagnose(Problem(place=place, message=message, help=help_, related=related)))

    def refuse_twice(self, place: Place, message: str, other: Place, help_: str = "只留一项") -> bool:
        """Refuse what is said in another place too; that is no."""
        self.refuse(ds0.DOUBLE_VALUE, place, message, help_, other, "另一处在这里")
        return False

    def by_code(self, kinds: Iterable[str]) -> Mapping[str, str]:
        """Return the paths of the files of some kinds, by what they are called by."""
        wanted = set(kinds)
        paths = (path for path, tree in self.trees.items() if kind_of(tree) in wanted)
        return {code_of(self.trees[path]): path for path in paths}

    def unknown(self, place: Place, word: str, known: Iterable[str], where: str) -> None:
        """Refuse a name that the base does not have."""
        close = near(word, list(known))
        help_ = (
            f"是不是 {'、'.join(close)}？"
            if close
            else "母本修订时可能改了名或者删了；照现在的母本写，或者删去这一项"
        )
        self.refuse(ds0.UNKNOWN_TARGET, place, f"{where}没有“{word}”", help_)

    def find(self, path: str, address: str, place: Place, *, new: bool = False) -> Path | None:
        """Return where an address leads in a file, or say why it leads nowhere."""
        tree = self.trees[path]
        found = addresses.find(tree.data, address, _key(tree), new=new)
        if not isinstance(found, Missed):
            return found
        if found.several:
            message = f"{code_of(tree)} 里叫“{found.word}”的不止一处"
            self.refuse(ds0.UNKNOWN_TARGET, place, message, "前面加上它所在的那一层的标识，用点隔开")
        else:
            self.unknown(place, found.word, found.known, f"母本的 {code_of(tree)} 里")
        return None

    def fixed(self, path: str, way: Path, place: Place) -> bool:
        """Whether the base has fixed what stands there, which is then said."""
        tree = self.trees[path]
        for at, holder in addresses.holders(tree.data, way):
            if at and isinstance(reason := holder.get("fixed"), str):
                message = f"母本规定这里不许改：{reason}"
                below = tree.outline.value((*at, "fixed"))
                self.refuse(ds0.FIXED_VALUE, place, message, "删去这一项；确实要改的，请制定母本的单位改", below)
                return True
        return False

    def set(self, path: str, way: Path, scion: Scion, place: Place) -> bool:
        """Put a value in place of the one that stands there, unless the layer has done so already."""
        for (file, other), where in self.put.items():
            if file == path and (other[: len(way)] == way or way[: len(other)] == other):
                return self.refuse_twice(place, "这个值改了两次", where, "只留一处")
        self.put[path, way] = place
        self.stock(path).put(way, scion, place.span)
        return True

    def note(  # noqa: PLR0913, PLR0917 what a change is
        self, path: str, way: Path, act: Act, values: tuple[object, object], reason: str, place: Place
    ) -> None:
        """Note a change."""
        tree = self.trees[path]
        *_, (at, holder) = [
            each for each in addresses.holders(tree.data, way) if not each[0] or _key(tree) in each[1]
        ]
        node = str(holder.get(_key(tree), "")) if at else ""
        rest = (str(part + 1) if isinstance(part, int) else part for part in way[len(at) :])
        self.changes.append(
            LayerChange(
                act=act,
                code=code_of(tree),
                way=at,
                node=node,
                key=".".join(rest),
                before=values[0],
                after=values[1],
                reason=reason,
                place=place,
            )
        )


def overlay(layer: Layer, said: Overlay, tree: Tree) -> Iterator[tuple[str, str, Place]]:
    """Do what an overlay says of values; yield the steps that it leaves out, by name, with the reason."""
    path = layer.by_code(ALLOWED).get(said.of)
    if path is None:
        layer.unknown(said.at("of"), said.of, layer.by_code(ALLOWED), "母本能改的文件里")
        return
    for index, each in enumerate(said.put):
        _put(layer, path, each, Scion.of(tree, ("put", index, "value")), said.reason)
    for left in said.omit:
        if _omit(layer, path, left.step, left.at("step")):
            way = layer.find(path, left.step, left.at("step")) or ()
            layer.note(path, way, Act.OMIT, (left.step, None), left.reason, left.at())
            yield f"{said.of}.{left.step}", left.reason, left.at("step")


def additions(layer: Layer, said: Overlay, tree: Tree) -> None:
    """Add the items of an overlay, after the values of all of them are put."""
    path = layer.by_code(ALLOWED).get(said.of)
    for index, each in enumerate(said.add if path else ()):
        _add(layer, str(path), each, Scion.of(tree, ("add", index, "item")), said.reason)


def _put(layer: Layer, path: str, each: Put, scion: Scion, reason: str) -> None:
    tree, place = layer.trees[path], each.at("at")
    way = layer.find(path, each.at_, place, new=True)
    if way is None or layer.fixed(path, way, place):
        return
    kind = tree.data["kind"]
    if kind in GROWING_LISTS or way[0] in OWN_AUTHOR_KEYS or way[-1] == _key(tree):
        layer.refuse(ds0.FIXED_VALUE, place, "这个值只由母本写", "删去这一项")
        return
    before = value_at(tree.data, way)
    if any(True for _ in addresses.nodes(before)):
        message = "这里面还有带标识的项，不能整个换掉"
        layer.refuse(ds0.FIXED_VALUE, place, message, "at 写到要改的那个值，一处一项", tree.outline.value(way))
        return
    if layer.set(path, way, scion, each.at("value")):
        layer.note(path, way, Act.PUT, (before, scion.data), reason, each.at("value"))


def _add(layer: Layer, path: str, each: Added, scion: Scion, reason: str) -> None:
    tree, place = layer.trees[path], each.at("to")
    way = layer.find(path, each.to, place, new=True)
    if way is None or layer.fixed(path, way, place):
        return
    kind = tree.data["kind"]
    if (kind in GROWING_LISTS and each.to not in GROWING_LISTS[kind]) or way[0] in OWN_AUTHOR_KEYS:
        layer.refuse(ds0.FIXED_VALUE, place, "这个列表只由母本写", "删去这一项")
        return
    here = value_at(tree.data, way)
    if not isinstance(here, list | None) or not isinstance(way[-1], str):
        layer.refuse(ds0.UNKNOWN_TARGET, place, f"“{each.to}”不是列表", "写到列表为止，如 prepare.steps")
        return
    key = _key(tree)
    name = scion.data.get(key) if isinstance(scion.data, dict) else None
    now = layer.stock(path)
    twin = [at for at, node in addresses.nodes(now.data, key) if node[key] == name and at]
    if name is not None and twin:
        help_ = "换一个标识；要改原来那一项的，用 put"
        below = now.outline.value((*twin[0], key))
        layer.refuse(ds0.DOUBLE_VALUE, each.at("item", key), f"“{name}”已经有了", help_, below, "在这里")
        return
    items = now.at(way) if here is not None else []
    index = len(items)
    if each.after is not None:
        known = {item.get(key): place for place, item in enumerate(items) if isinstance(item, dict)}
        if each.after not in known:
            layer.unknown(each.at("after"), each.after, [str(word) for word in known], "这个列表里")
            return
        index = known[each.after] + 1
    now.insert(way, index, scion)
    layer.note(path, way, Act.ADD, (None, scion.data), reason, each.at("item"))


def _omit(layer: Layer, path: str, step: str, place: Place) -> bool:
    """Whether a step may be left out; else it is said why not."""
    tree = layer.trees[path]
    way = layer.find(path, step, place)
    if way is None or layer.fixed(path, way, place):
        return False
    node = value_at(tree.data, way)
    if "steps" not in way or not isinstance(node, dict):
        layer.refuse(ds0.UNKNOWN_TARGET, place, f"“{step}”不是步骤", "只有步骤可以不做")
        return False
    if node.get("basis") or node.get("unread"):
        key = "basis" if node.get("basis") else "unread"
        message = f"“{step}”是上位规定要求的，不能不做"
        help_ = "删去这一项；整步是母本自己定的（▲），才可以不做"
        layer.refuse(ds0.FIXED_VALUE, place, message, help_, tree.outline.key((*way, key)), "依据在这里")
        return False
    return True


def value_at(data: Any, path: Path) -> Any:
    """Return the value at a path; None where the data has nothing there."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            return None
    return data


def kind_of(tree: Tree) -> str:
    """What kind a file says it is."""
    return str(tree.data.get("kind"))


def code_of(tree: Tree) -> str:
    """What a file is called by in an overlay: its code, or its kind where there is one of it."""
    return str(tree.data.get("code", tree.data.get("kind", "")))


def _key(tree: Tree) -> str:
    return "name" if kind_of(tree) == "catalog" else "id"
