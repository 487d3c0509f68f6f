"""What the models say of themselves: which key holds which model, and which model knows a key."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from ygt_docs.notice.fields import Model


def keys_of(model: type[Model]) -> dict[str, FieldInfo]:
    """The fields of `model` by their YAML keys, in order."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def child(model: type[Model], key: str) -> type[Model] | None:
    """The model that stands under `key` of `model`, alone or in a list; None for text and unknown keys."""
    return next(iter(children(model, key)), None)


def children(model: type[Model], key: str) -> tuple[type[Model], ...]:
    """Every model that may stand under `key` of `model`, alone or in a list; () for text and unknown keys."""
    field = keys_of(model).get(key)
    return () if field is None else tuple(_models(field.annotation))


def _models(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    elif isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is not None:
        for argument in typing.get_args(annotation):
            yield from _models(argument)


def model_at(root: type[Model], keys: tuple[str | int, ...]) -> type[Model] | None:
    """The model that `keys` lead to from `root`; None when they lead to text or nowhere."""
    model: type[Model] | None = root
    for key in keys:
        if isinstance(key, str) and model is not None:
            model = child(model, key)
    return model
