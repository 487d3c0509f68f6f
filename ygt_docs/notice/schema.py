"""The JSON Schemas of the content files (编辑器的补全与检查), made from the models.

They say what the loader accepts: a file name where a part may stand in a file of its own, plain text where the loader
takes plain text. `python -m ygt_docs.notice.schema` writes them; a test asserts that the committed ones are current.
"""

from __future__ import annotations

import datetime
import json
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from pydantic.fields import FieldInfo

from ygt_docs.elements import dates
from ygt_docs.files import write_atomically
from ygt_docs.notice import regulation
from ygt_docs.notice.blocks import Item, TextBlock
from ygt_docs.notice.cells import Cell, is_rows
from ygt_docs.notice.fields import Model
from ygt_docs.notice.forms import Form
from ygt_docs.notice.including import SCHEMAS, schema_file
from ygt_docs.notice.model import Body, Deadline, Goals, OrganCode, Steps, TaskTable
from ygt_docs.notice.registering import Copies
from ygt_docs.notice.shape import keys_of, takes_one
from ygt_docs.notice.tables import Head, Table
from ygt_docs.project import Project, this_project
from ygt_docs.reading import Text
from ygt_docs.reading.expected import CELL

Schema = dict[str, Any]

_TITLES = {
    "notice": "公文",
    "plan": "正文",
    "goals": "建设目标",
    "steps": "实施步骤",
    "tasks": "任务表",
    "organs": "发文机关名录",
    "units": "责任单位名录",
    "progress": "任务进展",
    "task-ids": "任务编号",
    "register": "登记簿的规则",
}
# YAML reads 056000 or 1.10 as numbers and 2026-04-26 as text; the loader takes every scalar as the text typed.
_SCALAR: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_SHEET: Schema = {"type": "string", "pattern": r"^[^/\\:]+\.([Xx][Ll][Ss][Xx]|[Cc][Ss][Vv])$"}
_FILE: Schema = {"type": "string", "pattern": r"^[^/\\:\s]+\.[Yy][Aa]?[Mm][Ll]$"}
_DATE: Schema = {
    "type": "string",
    "examples": ["2026-04-26"],
    "pattern": f"^({dates.VALUE})$",
}
# What stands in a cell: also nothing, so that no editor marks a blank one.
_CELL: Schema = {"type": ["string", "number", "boolean", "null"]}
# What may stand for a model besides the model itself.
_INSTEAD: dict[type[Model], Schema] = {
    Body: {"type": "string", "minLength": 1, "examples": ["plan.yaml"], "description": "正文文字，或文件名"},
    Deadline: {"type": "string", "minLength": 1, "examples": ["6月30日前"], "description": "文中写法，日期自动推算"},
    Goals: _FILE | {"examples": ["goals.yaml"], "description": "文件名"},
    Steps: _FILE | {"examples": ["steps.yaml"], "description": "文件名"},
    Table: _SHEET | {"examples": ["名单.xlsx"], "description": "表格文件名"},
    Form: _SHEET | {"examples": ["推荐表.xlsx"], "description": "表格文件名"},
    Head: _SCALAR | {"examples": ["乡镇"], "description": "栏目名称"},
    Copies: {"type": "string", "minLength": 1, "examples": ["云溪镇人民政府 2"], "description": "单位和份数"},
    OrganCode: _SCALAR | {"examples": ["云政文"], "description": "机关代字"},
    regulation.Article: _SCALAR | {"description": "这一条的文字，只有一款"},
    regulation.Clause: _SCALAR | {"description": "这一款的文字"},
    regulation.Item: _SCALAR | {"description": "这一项的文字"},
    TaskTable: _FILE | {"examples": ["tasks.yaml"], "description": "文件名"},
}


def schema_of(model: type[Model]) -> Schema:
    """The whole schema of a file that holds `model`. Raises KeyError for a model that no file of its own holds."""
    definitions: dict[str, Schema] = {}
    _define(model, definitions)
    if not _refers(definitions, model):
        root = definitions.pop(model.__name__)
    else:
        root = definitions[model.__name__]
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": _TITLES[SCHEMAS[model]]}
    return head | root | {"$defs": dict(sorted(definitions.items()))}


def _refers(definitions: dict[str, Schema], model: type[Model]) -> bool:
    return f'"#/$defs/{model.__name__}"' in json.dumps(definitions)


def _define(model: type[Model], definitions: dict[str, Schema]) -> None:
    if model.__name__ in definitions:
        return
    made: Schema = {"type": "object", "additionalProperties": False, "minProperties": 1}
    definitions[model.__name__] = made
    made["properties"] = {
        key: {"title": key, "description": field.description} | _field(field, definitions)
        for key, field in keys_of(model).items()
    }
    required = []
    for key, field in keys_of(model).items():
        if field.is_required():
            required.append(key)
    if required:
        made["required"] = required
    if model is TextBlock:
        made["maxProperties"] = 1
    if model is Body:
        made |= _list(Item, definitions) | {"type": ["object", "array"]}


def _field(field: FieldInfo, definitions: dict[str, Schema]) -> Schema:
    if field.annotation is Text and CELL in field.metadata:
        return dict(_CELL)
    if is_rows(field):
        return _rows(definitions)
    made = _value(field.annotation, definitions)
    if takes_one(field):
        return {"anyOf": [made["items"], made]}
    return made


def _value(annotation: Any, definitions: dict[str, Schema]) -> Schema:
    base, *others = _bases(annotation)
    if others:
        return {"anyOf": [_value(option, definitions) for option in (base, *others)]}
    if typing.get_origin(base) is list:
        return _list(typing.get_args(base)[0], definitions)
    if issubclass(base, Model):
        return _model(base, definitions)
    if issubclass(base, StrEnum):
        return {"enum": [str(item) for item in base]}
    if base is datetime.date:
        return dict(_DATE)
    if base is bool:
        return {"enum": ["是", "否"]}
    if base is int:
        return {"type": "integer", "minimum": 1}
    assert base is Text, base
    return dict(_SCALAR)


def _rows(definitions: dict[str, Schema]) -> Schema:
    """Rows of cells: lists of them, lines that bars part, or all of it as one text."""
    cell = {"anyOf": [dict(_CELL), _model(Cell, definitions)]}
    row = {"anyOf": [{"type": "array", "items": cell, "minItems": 1}, dict(_SCALAR)]}
    return {"anyOf": [{"type": "array", "items": row, "minItems": 1}, dict(_SCALAR)]}


def _model(model: type[Model], definitions: dict[str, Schema]) -> Schema:
    """A reference to `model`, and what may stand in its place."""
    _define(model, definitions)
    reference = {"$ref": f"#/$defs/{model.__name__}"}
    if model not in _INSTEAD:
        return {"allOf": [reference]}
    return {"anyOf": [reference, _INSTEAD[model]]}


def _list(item: Any, definitions: dict[str, Schema]) -> Schema:
    inner = _value(item, definitions)
    array: Schema = {"type": "array", "items": inner, "minItems": 1}
    if list(_bases(item)) in ([Text], [OrganCode]):
        return {"anyOf": [array, dict(_SCALAR)]}
    return array


def _bases(annotation: Any) -> Iterator[Any]:
    """The types of `annotation` less None and less what pydantic hangs on them."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        for argument in typing.get_args(annotation):
            yield from _bases(argument)
    elif typing.get_origin(annotation) is typing.Annotated:
        yield from _bases(typing.get_args(annotation)[0])
    elif annotation is not type(None):
        yield annotation


def as_text(model: type[Model]) -> str:
    """The schema file of `model` as it is committed."""
    return json.dumps(schema_of(model), ensure_ascii=False, indent=2) + "\n"


def write_schemas(project: Project) -> None:
    """Write all schema files of `project`."""
    for model in SCHEMAS:
        path = schema_file(project, model)
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, as_text(model).encode("utf-8"))


if __name__ == "__main__":
    write_schemas(this_project())
