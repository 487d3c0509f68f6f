"""Each error of pydantic becomes one problem of the catalogue, at the place where the value was typed."""

from __future__ import annotations

import typing
from collections.abc import Collection, Mapping, Sequence, Set
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import ValidationError

from ygt_docs.elements.marks import PERIOD_IN_TEXT
from ygt_docs.notice.blocks import BELOW_SECTIONS, UNDER_SECTIONS
from ygt_docs.notice.fields import Model
from ygt_docs.notice.meant import (
    contact_cure,
    date_cure,
    items_of,
    meant_integer,
    meant_yes_no,
    number_cure,
    one_line,
    says_none,
    shaped,
)
from ygt_docs.notice.shape import child, keys_of, model_at
from ygt_docs.notice.suggest import nearest, other_name, other_value
from ygt_docs.problems import Place, Problems, lines_named
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread, place_of
from ygt_docs.reading.text import quote

Keys = tuple[str | int, ...]
M = TypeVar("M", bound=Model)

_WHOLE = "导语"
_SHIFTED = "Y138"
_SECTIONS = frozenset({"章节", "下级"})
_EMPTY = ("ygt_N130", "ygt_N135")
_SHAPES = {"model_type": "若干“键: 内容”", "list_type": "列表", "ygt_text": "一段文字"}


def place_at(tree: Node, keys: Keys) -> Place:
    """The place of the value that `keys` lead to; of the nearest part that exists when they lead nowhere.

    A collection is shown where its key stands, unless it came from another file. A list that stands for a whole 正文 is
    its 导语 (:meth:`Body.from_list`), so that key leads nowhere else. Rows that are typed as one text are its lines.
    """
    node, place = tree, place_of(tree)
    for key in as_typed(tree, keys):
        if isinstance(node, MarkedList) and key == _WHOLE:
            continue
        if isinstance(node, Text) and node.block and isinstance(key, int):
            lines = node.lines()
            if key < len(lines):
                return lines[key].place
            return place
        if isinstance(node, MarkedMap) and isinstance(key, str) and key in node:
            at_key = node.key_place(key)
            node = node[key]
            inside = place_of(node)
            if isinstance(node, Text) or inside.file != at_key.file:
                place = inside
            else:
                place = at_key
        elif isinstance(node, MarkedList) and isinstance(key, int) and key < len(node):
            node = node[key]
            place = place_of(node)
        else:
            break
    return place


def as_typed(tree: Node, keys: Keys) -> Keys:
    """`keys` without the index of an item that was typed alone in the place of a list (:func:`one_or_several`)."""
    node: Node | None = tree
    kept: list[str | int] = []
    for key in keys:
        if key == 0 and isinstance(key, int) and not isinstance(node, list):
            continue
        kept.append(key)
        if isinstance(node, list) and isinstance(key, int):
            node = node[key] if key < len(node) else None
        elif isinstance(node, dict):
            node = node.get(str(key))
        elif key != _WHOLE:
            node = None
    return tuple(kept)


def key_place(tree: Node, keys: Keys) -> Place:
    """Where the last of `keys` was typed; see :func:`place_at`."""
    keys = as_typed(tree, keys)
    above = value_at(tree, keys[:-1])
    if isinstance(above, MarkedMap) and keys[-1] in above:
        return above.key_place(str(keys[-1]))
    return place_at(tree, keys)


def value_at(tree: Node, keys: Keys) -> Node:
    """The value that `keys` lead to; None when they lead nowhere."""
    node = tree
    for key in as_typed(tree, keys):
        if isinstance(node, list) and key == _WHOLE:
            continue
        if not isinstance(key, int):
            node = node.get(key) if isinstance(node, dict) else None
        else:
            node = node[key] if isinstance(node, list) and key < len(node) else None
    return node


def without(node: Node, dropped: Collection[Keys]) -> Node:
    """A copy of `node` without the values that each of `dropped` leads to; what none leads through is not copied."""
    if isinstance(node, MarkedMap):
        left = []
        for key, value in node.items():
            if (key,) not in dropped:
                left.append((Text(key, node.key_place(key)), _inside(key, value, dropped)))
        return MarkedMap(node.place, left)
    if isinstance(node, MarkedList):
        items = []
        for index, value in enumerate(node):
            if (index,) not in dropped:
                items.append(_inside(index, value, dropped))
        return MarkedList(node.place, items)
    return node


def _inside(key: str | int, value: Node, dropped: Collection[Keys]) -> Node:
    below = [keys[1:] for keys in dropped if keys and keys[0] == key]
    return without(value, below) if below else value


def validate(model: type[M], tree: MarkedMap, problems: Problems, context: Mapping[str, object]) -> M | None:
    """`tree` as `model`, with a problem for each fault; None when it has one with which it cannot be laid out."""
    try:
        return model.model_validate(tree, context=dict(context))
    except ValidationError as error:
        told = [item.place for item in problems.errors if item.code[0] == "Y"]
        shifted = {(item.place.file, item.place.line) for item in problems.errors if item.code == _SHIFTED}
        meant = _meant_keys(model, tree, error)
        parted = _parted_items(model, tree, error)
        left: list[_Finding] = []
        for keys in parted:
            _tell_parted(tree, keys, problems)
        for item in error.errors(include_url=False):
            finding = _Finding(model, tree, item, problems, context)
            if finding.stands_in(parted):
                continue
            if finding.is_told(told) or finding.is_shifted(shifted):
                continue
            if not (finding.keys in meant or finding.lacks_only(meant)):
                left.append(finding)
    _report(left, problems)
    kept = tree
    for finding in left:
        kept = finding.without_wrong_value(kept)
    try:
        return model.model_validate(kept, context={**context, "lenient": True})
    except ValidationError:
        return None


def _report(findings: Sequence[_Finding], problems: Problems) -> None:
    """Add the problem of each; appendices without content are one mistake, however many they are."""
    empty = [finding for finding in findings if finding.is_empty_appendix()]
    for finding in findings:
        if finding not in empty:
            finding.report()
    if empty:
        lines = lines_named([finding.place for finding in empty])
        likewise = f"（这样的共 {len(empty)} 件，在{lines}）" if len(empty) > 1 else ""
        problems.add("N130", empty[0].place, likewise=likewise)


def _parted_items(model: type[Model], tree: MarkedMap, error: ValidationError) -> list[Keys]:
    """The lists whose items are one item in pieces, a key each: [名称: 甲, 正文: 乙] for [{名称: 甲, 正文: 乙}]."""
    found: dict[Keys, None] = {}
    for item in error.errors(include_url=False):
        keys = as_typed(tree, item["loc"])
        for end, key in enumerate(keys):
            items = value_at(tree, keys[:end])
            known = model_at(model, keys[:end])
            if isinstance(key, int) and known is not None and _are_pieces(items, known):
                found[keys[:end]] = None
    return list(found)


def _are_pieces(items: Node, model: type[Model]) -> bool:
    if not isinstance(items, MarkedList) or len(items) < 2:
        return False
    keys = [key for item in items if isinstance(item, MarkedMap) for key in item]
    alone = len(keys) == len(items) and all(isinstance(item, MarkedMap) and len(item) == 1 for item in items)
    return alone and len(set(keys)) == len(keys) and set(keys) <= keys_of(model).keys()


def _tell_parted(tree: MarkedMap, keys: Keys, problems: Problems) -> None:
    items = value_at(tree, keys)
    assert isinstance(items, MarkedList)
    merged = {key: value for item in items if isinstance(item, MarkedMap) for key, value in item.items()}
    key = str(keys[-1])
    if _is_short(merged):
        cure = f"写成：\n{key}: {one_line([merged])}"
    else:
        cure = "把这几项合成一项，用 { } 括起来"
    wanted, found = "一项一对 { }", f"分开的 {len(items)} 项"
    problems.add("N112", place_at(tree, keys), key=key, wanted=wanted, found=found, fix=cure)


def _meant_keys(model: type[Model], tree: MarkedMap, error: ValidationError) -> set[Keys]:
    """The keys that were meant by keys nobody knows: that they are missing is no fault of its own.

    A key may stand beside the one below which it belongs, too.
    """
    meant: set[Keys] = set()
    missing: list[Keys] = []
    for item in error.errors(include_url=False):
        if item["type"] == "missing":
            missing.append(as_typed(tree, item["loc"]))
    for item in error.errors(include_url=False):
        keys = as_typed(tree, item["loc"])
        at = model_at(model, keys[:-1])
        if at and keys:
            guess = guessed_key(at, value_at(tree, keys[:-1]), str(keys[-1]))
        else:
            guess = None
        if item["type"] == "extra_forbidden" and guess is not None:
            meant.add((*keys[:-1], guess))
        elif item["type"] == "extra_forbidden":
            meant.update(lacking for lacking in missing if (*lacking[:-2], lacking[-1]) == keys)
    return meant


def guessed_key(model: type[Model], typed: Node, key: str) -> str | None:
    """The key of `model` that was probably meant by the unknown `key`, one that `typed` lacks; None: no idea."""
    free = []
    for item in keys_of(model):
        if item not in (typed or ()):
            free.append(item)
    guess = other_name(key, free)
    if guess is not None or any(_key_below(below, key) for below in _models_below(model)):
        return guess
    return nearest(key, free)


class _Finding:
    """One error of pydantic on its way to a problem; `context`: its year and the code of its organ."""

    def __init__(
        self, model: type[Model], tree: MarkedMap, item: Any, problems: Problems, context: Mapping[str, object]
    ) -> None:
        self._model, self._tree, self._problems, self._document = model, tree, problems, context
        self.keys: Keys = as_typed(tree, item["loc"])
        self._kind: str = item["type"]
        self._input: object = item["input"]
        self._context: dict[str, Any] = item.get("ctx", {})

    def is_told(self, told: list[Place]) -> bool:
        """Whether reading has found a fault in the value (`told`): it stands there mended, or not at all."""
        if isinstance(self._input, Unread) or isinstance(value_at(self._tree, self.keys), Unread):
            return True
        place = place_at(self._tree, self.keys)
        if self._kind in ("extra_forbidden", "missing"):
            return False
        if self._kind in _EMPTY and place_of(value_at(self._tree, self.keys[:-1])) in told:
            return True  # names alone, which were told to be items
        same = []
        for at in told:
            if (at.file, at.line) == (place.file, place.line):
                same.append(at)
        return any((at.column or 0) >= (place.column or 0) for at in same)

    def is_shifted(self, lines: Set[tuple[str | None, int | None]]) -> bool:
        """Whether nobody knows the key because it is indented wrongly, as is told of `lines` (file and line); or
        because one beside it is, and it belongs below another one too."""
        beside = value_at(self._tree, self.keys[:-1])
        if self._kind != "extra_forbidden" or not isinstance(beside, MarkedMap):
            return False
        shifted = set()
        for key in beside:
            place = beside.key_place(key)
            if (place.file, place.line) in lines:
                shifted.add(key)
        own, at = str(self.keys[-1]), model_at(self._model, self.keys[:-1])
        belongs = at is not None and any(_key_below(below, own) for below in _models_below(at))
        return own in shifted or (bool(shifted) and belongs)

    def stands_in(self, lists: list[Keys]) -> bool:
        """Whether the error lies in one of these lists."""
        return any(self.keys[: len(keys)] == keys for keys in lists)

    def lacks_only(self, meant: set[Keys]) -> bool:
        """Whether a mapping lacks content that stands under a key nobody knows (`meant`)."""
        return self._kind in _EMPTY and any(keys[:-1] == self.keys for keys in meant)

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return place_at(self._tree, self.keys)

    def is_empty_appendix(self) -> bool:
        """Whether an appendix has a name and no content."""
        return self._kind == "ygt_N130"

    def without_wrong_value(self, tree: MarkedMap) -> MarkedMap:
        """`tree` without the value where it is none of those that its key takes: the rest can still be laid out."""
        kept = without(tree, [self.keys]) if self._kind == "enum" else tree
        return kept if isinstance(kept, MarkedMap) else tree

    def report(self) -> None:
        """Add the problem."""
        if self._kind == "extra_forbidden":
            self._unknown_key()
        elif self._kind == "missing":
            self._missing_key()
        elif self._kind == "enum":
            self._not_allowed()
        elif self._kind == "too_short" or (self._input == [] and isinstance(self.keys[-1], str)):
            pass  # every empty list under a key is reported as N113 already
        elif self._kind in _SHAPES:
            self._wrong_shape()
        else:
            self._own()

    def _add(self, code: str, **words: Any) -> None:
        self._problems.add(code, place_at(self._tree, self.keys), **words)

    def _last_key(self) -> str:
        for key in reversed(self.keys):
            if isinstance(key, str):
                return key
        return ""

    def _unknown_key(self) -> None:
        key, above = str(self.keys[-1]), value_at(self._tree, self.keys[:-1])
        model = model_at(self._model, self.keys[:-1])
        cure = "删去这一行"
        if model is not None:
            if _is_said_before(model, above, key):
                return
            cure = _below(model, above, key) or f"这里可以写：{'、'.join(keys_of(model))}"
            guess = guessed_key(model, above, key)
            cure = f"是不是想写「{guess}」？改成 {guess}:" if guess else cure
        self._problems.add("N110", key_place(self._tree, self.keys), key=quote(key), fix=cure)

    def _missing_key(self) -> None:
        key = str(self.keys[-1])
        model = model_at(self._model, self.keys[:-1])
        field = keys_of(model)[key] if model else None
        allowed = _values(field.annotation) if field else []
        about = f"可以写：{'、'.join(allowed)}" if allowed else field.description if field else ""
        # The key is absent, so this is the place of the mapping that lacks it.
        self._add("N111", key=key, about=about)

    def _wrong_shape(self) -> None:
        value = self._input
        if isinstance(value, list):
            found = "列表"
        elif isinstance(value, dict):
            found = "若干“键: 内容”"
        else:
            found = quote(str(value))
        cure = self._shape_cure(value)
        if cure:
            self._add("N112", key=self._last_key(), wanted=_SHAPES[self._kind], found=found, fix=cure)

    def _shape_cure(self, value: object) -> str:
        """How to write the value in the form that is wanted; nothing where an item before it says so for the list."""
        key = self._last_key()
        model = model_at(self._model, self.keys)
        cure = shaped(value, keys_of(model) if model is not None else (), self._document.get("year"))
        if cure is not None:
            pass
        elif self._kind == "list_type" and model is not None:
            items = [{_first_key(model): item} for item in items_of(str(value))] if isinstance(value, str) else [value]
            cure = one_line(items)
        elif self._kind == "model_type" and model is not None and isinstance(self.keys[-1], int):
            return self._item_cure(model, key, self.keys[-1])
        elif self._kind == "model_type" and model is not None:
            cure = _mapping_cure(model, value)
        elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            cure = one_line(("-" if all(map(str.isdigit, value)) else "、").join(value))
        return f"写成：\n{key}: {cure}" if cure else f"把「{key}」改写成{_SHAPES[self._kind]}"

    def _item_cure(self, model: type[Model], key: str, index: int) -> str:
        """The cure for text among items that are mappings: one for the whole list, where all of it is text."""
        items = value_at(self._tree, self.keys[:-1])
        if not all(isinstance(item, str) for item in items):
            return f"写成：\n- {_first_key(model)}: {one_line(items[index])}"
        if "电话" in keys_of(model):
            contacts = []
            for item in items:
                contacts.append(contact_cure(item))
        else:
            contacts = []
        if all(contacts) and contacts:
            if index == 0:
                return f"写成：\n{key}: [{', '.join(filter(None, contacts))}]"
            return ""
        whole = one_line([{_first_key(model): item} for item in items])
        return f"写成：\n{key}: {whole}" if index == 0 else ""

    def _not_allowed(self) -> None:
        model = model_at(self._model, self.keys[:-1])
        annotation = keys_of(model)[str(self.keys[-1])].annotation if model else None
        allowed = _values(annotation)
        value = self._input[0] if isinstance(self._input, list) and len(self._input) == 1 else self._input
        found, key = (str(value) if isinstance(value, str) else ""), self._last_key()
        guess = found if found in allowed else other_value(found.replace(" ", ""), allowed)
        hint = f"是不是想写「{guess}」？写成 {key}: {guess}；" if guess else ""
        period = PERIOD_IN_TEXT.search(found) if key == "密级" and guess else None
        if period is not None:
            hint = f"保密期限另写一行：\n密级: {guess}\n保密期限: {period.group()}\n"
        if says_none(found):
            hint = f"写成 {key}: 无；" if "无" in allowed else "没有的，删去这一行；"
        shown = quote(found) if found else "列表或“键: 内容”"
        self._add("N119", key=key, found=shown, allowed="、".join(allowed), hint=hint)

    def _own(self) -> None:
        code, key = self._kind.removeprefix("ygt_"), self._last_key()
        words: dict[str, Any] = {"key": key, **self._context}
        found, year = str(words.get("found", "")), self._document.get("year")
        year = year if isinstance(year, int) else None
        own = self._document.get("code")
        cure = _OWN_CURES.get(code)
        if code == "N138":
            words["parts"] = number_cure(found, own if isinstance(own, str) else None, year)
        elif words.get("how") == UNDER_SECTIONS and not _SECTIONS.isdisjoint(self.keys):
            words["how"] = BELOW_SECTIONS
        elif cure is not None:
            words["fix"] = cure(str(words["key"]), found, year)
        if "found" in words:
            words["found"] = quote(found)
        at = words.pop("at", None)
        self._problems.add(code, at if isinstance(at, Place) else place_at(self._tree, self.keys), **words)


def _integer_cure(key: str, found: str, year: int | None) -> str:
    meant = meant_integer(found)
    if meant and meant != "0":
        return f"写成 {key}: {meant}"
    return "只写数字，前面不加 0，如 4"


def _year_cure(key: str, found: str, year: int | None) -> str:
    meant = meant_integer(found)
    if meant and len(meant) == 2:
        return f"写成 {key}: 20{meant}"
    return f"写四位年份，如 {key}: {year or 2026}"


def _yes_no_cure(key: str, found: str, year: int | None) -> str:
    return f"写成 {key}: {meant_yes_no(found) or '是'}"


_OWN_CURES = {"N114": date_cure, "N116": _integer_cure, "N117": _yes_no_cure, "N128": _year_cure}


def _values(annotation: object) -> list[str]:
    """The values of the enumeration in `annotation`, alone or beside None."""
    for item in (annotation, *typing.get_args(annotation)):
        if isinstance(item, type) and issubclass(item, StrEnum):
            values: list[str] = []
            for value in item:
                values.append(str(value))
            return values
    return []


def _first_key(model: type[Model]) -> str:
    """The key that says what an item of `model` is: the first that it cannot do without."""
    known = keys_of(model)
    for key, field in known.items():
        if field.is_required():
            return key
    return next(iter(known))


def _mapping_cure(model: type[Model], value: object) -> str | None:
    """`value` (text, or a list of mappings) as one mapping of `model`, in one line; None: only the writer knows."""
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        merged = {key: inner for item in value for key, inner in item.items()}
        alike = sum(map(len, value)) == len(merged)
        if alike and _is_short(merged):
            return one_line(merged)
        return None
    if not isinstance(value, str):
        return None
    known = keys_of(model)
    if "电话" in known:
        return contact_cure(value) or "{联系人: 姓名, 电话: 号码}"
    for key, field in known.items():
        if value in _values(field.annotation):
            return one_line({key: value})
        if value.startswith(key) and len(value) > len(key):
            return one_line({key: value[len(key) :].lstrip(" :：")})
    return "{" + ", ".join(f"{key}: …" for key in known) + "}"


def _is_short(tree: Mapping[str, Any]) -> bool:
    return all(isinstance(item, str | list) and "\n" not in str(item) for item in tree.values())


def _models_below(model: type[Model]) -> list[type[Model]]:
    """The models that stand under keys of `model`."""
    found = []
    for above in keys_of(model):
        below = child(model, above)
        if below is not None:
            found.append(below)
    return found


def _key_below(below: type[Model], key: str) -> str | None:
    """The key of `below` that `key` is, or that offices call so (联系电话); None: it knows none of it."""
    known = keys_of(below)
    return key if key in known else other_name(key, known)


def _below(model: type[Model], typed: Node, key: str) -> str:
    """Where `key` belongs, with the lines to write, when it stands one level too high."""
    for above in keys_of(model):
        below = child(model, above)
        inner = None if below is None else _key_below(below, key)
        if below is None or inner is None:
            continue
        strays = _strays(model, below, typed)
        if isinstance(typed, Mapping) and above in typed:
            renamed = "" if inner == key else f"，键写 {inner}"
            return f"「{key}」要写在「{above}」下面：移到那里，缩进两格{renamed}"
        lacking = any(field.is_required() and name not in strays for name, field in keys_of(below).items())
        if _is_short(strays) and not lacking:
            return f"「{'、'.join(strays)}」要写在「{above}」下面，写成：\n{above}: {one_line(strays)}"
        return f"「{key}」要写在「{above}」下面"
    return ""


def _strays(model: type[Model], below: type[Model], typed: Node) -> dict[str, Any]:
    """The keys of `typed` that no key of `model` is but one of `below`, in the order in which they were typed."""
    known, strays = keys_of(model), dict[str, Any]()
    free = [key for key in known if key not in (typed or ())]
    for key, value in (typed or {}).items():
        inner = None if key in known or other_name(key, free) else _key_below(below, key)
        if inner is not None:
            strays[inner] = value
    return strays


def _is_said_before(model: type[Model], typed: Node, key: str) -> bool:
    """Whether `key` stands one level too high together with one before it, whose cure names both."""
    for above in keys_of(model):
        below = child(model, above)
        inner = None if below is None else _key_below(below, key)
        if below is not None and inner is not None:
            return above not in (typed or ()) and inner != next(iter(_strays(model, below, typed)), inner)
    return False
