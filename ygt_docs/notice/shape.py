"""What the models say of themselves: which key holds which model, which model knows a key, and what a key holds."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from ygt_docs.notice.fields import Model, one_or_several
from ygt_docs.reading import Text
from ygt_docs.reading.expected import Expected, Holds


def keys_of(model: type[Model]) -> dict[str, FieldInfo]:
    """The fields of `model` by their YAML keys, in order."""
    found: dict[str, FieldInfo] = {}
    for name, field in model.model_fields.items():
        found[field.alias or name] = field
    return found


def child(model: type[Model], key: str) -> type[Model] | None:
    """The model that stands under `key` of `model`, alone or in a list; None for text and unknown keys."""
    return next(iter(children(model, key)), None)


def children(model: type[Model], key: str) -> tuple[type[Model], ...]:
    """Every model that may stand under `key` of `model`, alone or in a list; () for text and unknown keys."""
    field = keys_of(model).get(key)
    if field is None:
        return ()
    return tuple(_models(field.annotation))


def _models(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    elif isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is not None:
        for argument in typing.get_args(annotation):
            yield from _models(argument)


def takes_one(field: FieldInfo) -> bool:
    """Whether one item alone may stand for the list that `field` holds."""
    return any(isinstance(item, BeforeValidator) and item.func is one_or_several for item in field.metadata)


def model_at(root: type[Model], keys: tuple[str | int, ...]) -> type[Model] | None:
    """The model that `keys` lead to from `root`; None when they lead to text or nowhere."""
    model: type[Model] | None = root
    for key in keys:
        if isinstance(key, str) and model is not None:
            model = child(model, key)
    return model


def expected_of(root: type[Model]) -> Expected:
    """What the keys of a file with the shape of `root` hold, for the reader."""
    return _expected(root, {})


def _expected(model: type[Model], made: dict[type[Model], dict[str, Expected]]) -> Expected:
    """A mapping with the keys of `model`; `made` holds those that are being made, as models may hold themselves."""
    if model not in made:
        made[model] = {}
        for key, field in keys_of(model).items():
            inner = next(_models(field.annotation), None)
            below = {} if inner is None else _expected(inner, made).below
            if inner is not None and inner.paragraphs:  # a list in its place is what its first key holds
                below = _first_below(below) | below
            made[model][key] = Expected(_holds(field, inner), below)
    return Expected(Holds.MAP, made[model])


def _first_below(below: dict[str, Expected]) -> dict[str, Expected]:
    first = next(iter(below.values()), None)
    return {} if first is None else first.below


def _holds(field: FieldInfo, inner: type[Model] | None) -> Holds:
    annotation = field.annotation
    if Holds.CELLS in field.metadata or Holds.CELLS in getattr(annotation, "__metadata__", ()):
        return Holds.CELLS
    if _is_text(annotation, plain=not field.metadata) or (inner is not None and inner.paragraphs):
        return Holds.TEXT
    if inner is not None:
        if _is_list(annotation) and not takes_one(field):
            return Holds.ITEMS
        return Holds.MAP
    if _is_list(annotation):
        return Holds.LIST
    return Holds.LINE


def _is_text(annotation: object, plain: bool) -> bool:
    """Whether `annotation` holds paragraphs: a Text that is not `plain` is one line, unless a list may stand too."""
    inner = _alternatives(annotation)
    bare = plain and Text in (annotation, *typing.get_args(annotation))
    return Text in inner and (bare or any(map(_is_list, inner)))


def _alternatives(annotation: object) -> list[object]:
    """What `annotation` allows, whatever is said of it besides."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [item for argument in typing.get_args(annotation) for item in _alternatives(argument)]
    return [annotation]


def _is_list(annotation: object) -> bool:
    """Whether `annotation` is a list, or has one among its alternatives."""
    if typing.get_origin(annotation) is list:
        return True
    return any(map(_is_list, typing.get_args(annotation)))
