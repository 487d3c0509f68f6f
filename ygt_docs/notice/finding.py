"""Each error of pydantic becomes one problem of the catalogue, at the place where the value was typed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import ValidationError

from ygt_docs.notice.blocks import NOT_YET
from ygt_docs.notice.fields import Model
from ygt_docs.notice.shape import child, keys_of, model_at
from ygt_docs.notice.suggest import near
from ygt_docs.problems import Place, Problems
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread, place_of
from ygt_docs.reading.words import quote

Keys = tuple[str | int, ...]
M = TypeVar("M", bound=Model)

_WHOLE = "导语"
_SHAPES = {"model_type": "若干“键: 内容”", "list_type": "列表", "ygt_text": "一段文字"}


def place_at(tree: Node, keys: Keys) -> Place:
    """The place of the value that `keys` lead to; of the nearest part that exists when they lead nowhere.

    A collection is shown where its key stands, unless it came from another file. A list that stands for a whole 正文 is
    its 导语 (:meth:`Body.from_list`), so that key leads nowhere else.
    """
    node, place = tree, place_of(tree)
    for key in keys:
        if isinstance(node, MarkedList) and key == _WHOLE:
            continue
        if isinstance(node, MarkedMap) and isinstance(key, str) and key in node:
            at_key = node.key_place(key)
            node = node[key]
            inside = place_of(node)
            place = inside if isinstance(node, Text) or inside.file != at_key.file else at_key
        elif isinstance(node, MarkedList) and isinstance(key, int) and key < len(node):
            node = node[key]
            place = place_of(node)
        else:
            break
    return place


def key_place(tree: Node, keys: Keys) -> Place:
    """Where the last of `keys` was typed; see :func:`place_at`."""
    above = value_at(tree, keys[:-1])
    if isinstance(above, MarkedMap) and keys[-1] in above:
        return above.key_place(str(keys[-1]))
    return place_at(tree, keys)


def value_at(tree: Node, keys: Keys) -> Node:
    """The value that `keys` lead to; None when they lead nowhere."""
    node = tree
    for key in keys:
        if isinstance(node, list) and key == _WHOLE:
            continue
        if not isinstance(key, int):
            node = node.get(key) if isinstance(node, dict) else None
        else:
            node = node[key] if isinstance(node, list) and key < len(node) else None
    return node


def validate(model: type[M], tree: MarkedMap, problems: Problems, context: Mapping[str, object]) -> M | None:
    """`tree` as `model`; None when something is wrong, with a problem for each fault."""
    try:
        return model.model_validate(tree, context=dict(context))
    except ValidationError as error:
        for item in error.errors(include_url=False):
            _Finding(model, tree, item, problems).report()
        return None


class _Finding:
    """One error of pydantic on its way to a problem."""

    def __init__(self, model: type[Model], tree: MarkedMap, item: Any, problems: Problems) -> None:
        self._model, self._tree, self._problems = model, tree, problems
        self._keys: Keys = item["loc"]
        self._kind: str = item["type"]
        self._input: object = item["input"]
        self._context: dict[str, Any] = item.get("ctx", {})

    def report(self) -> None:
        """Add the problem, unless the value was reported while reading."""
        if isinstance(self._input, Unread) or isinstance(value_at(self._tree, self._keys), Unread):
            return
        if self._kind == "extra_forbidden":
            self._unknown_key()
        elif self._kind == "missing":
            self._missing_key()
        elif self._kind == "enum":
            self._not_allowed()
        elif self._kind == "too_short" or (self._input == [] and isinstance(self._keys[-1], str)):
            pass  # every empty list under a key is reported as N113 already
        elif self._kind in _SHAPES:
            self._wrong_shape()
        else:
            self._own()

    def _add(self, code: str, **words: Any) -> None:
        self._problems.add(code, place_at(self._tree, self._keys), **words)

    def _last_key(self) -> str:
        return next((key for key in reversed(self._keys) if isinstance(key, str)), "")

    def _unknown_key(self) -> None:
        key = str(self._keys[-1])
        model = model_at(self._model, self._keys[:-1])
        known = list(keys_of(model)) if model else []
        free = [item for item in known if item not in (value_at(self._tree, self._keys[:-1]) or ())]
        hint = near(key, free, "是不是想写「{}」？") or _below(model, key) or _not_yet(key)
        self._problems.add("N110", key_place(self._tree, self._keys), key=quote(key), hint=hint, known="、".join(known))

    def _missing_key(self) -> None:
        key = str(self._keys[-1])
        model = model_at(self._model, self._keys[:-1])
        field = keys_of(model)[key] if model else None
        # The key is absent, so this is the place of the mapping that lacks it.
        self._add("N111", key=key, about=field.description if field else "")

    def _wrong_shape(self) -> None:
        value = self._input
        found = (
            "列表" if isinstance(value, list) else "若干“键: 内容”" if isinstance(value, dict) else quote(str(value))
        )
        self._add("N112", key=self._last_key(), wanted=_SHAPES[self._kind], found=found)

    def _not_allowed(self) -> None:
        model = model_at(self._model, self._keys[:-1])
        annotation = keys_of(model)[str(self._keys[-1])].annotation if model else None
        allowed = (
            [str(item) for item in annotation]
            if isinstance(annotation, type) and issubclass(annotation, StrEnum)
            else []
        )
        found = self._input if isinstance(self._input, str) else ""
        self._add(
            "N119",
            key=self._last_key(),
            found=quote(str(found)),
            allowed="、".join(allowed),
            hint=near(found, allowed, "是不是想写「{}」？"),
        )

    def _own(self) -> None:
        words = dict(self._context)
        if "found" in words:
            words["found"] = quote(str(words["found"]))
        self._add(self._kind.removeprefix("ygt_"), **{"key": self._last_key(), **words})


def _not_yet(key: str) -> str:
    return f"还不能写「{key}」：{NOT_YET[key]}。" if key in NOT_YET else ""


def _below(model: type[Model] | None, key: str) -> str:
    if model is None:
        return ""
    for above in keys_of(model):
        below = child(model, above)
        if below is not None and key in keys_of(below):
            return f"「{key}」要写在「{above}」下面。"
    return ""
