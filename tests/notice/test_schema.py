"""The committed JSON Schemas are current, and accept what the loader accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ygt_docs.notice.fields import Model
from ygt_docs.notice.including import SCHEMAS, schema_file
from ygt_docs.notice.model import Body, Goals, Notice, Steps, TaskTable
from ygt_docs.notice.schema import as_text
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading import read_tree

MODELS = sorted(SCHEMAS, key=lambda model: SCHEMAS[model])


def faults(schema: dict[str, Any], root: dict[str, Any], value: Any, where: str = "") -> Iterator[str]:
    """Where `value`, a tree of text, breaks `schema`; knows the words that our schemas use and no others."""
    known = {
        "$schema",
        "title",
        "description",
        "examples",
        "$defs",
        "$ref",
        "anyOf",
        "allOf",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "minProperties",
        "maxProperties",
        "items",
        "minItems",
        "enum",
        "pattern",
        "minLength",
        "minimum",
    }
    assert schema.keys() <= known, schema.keys() - known
    if "$ref" in schema:
        yield from faults(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root, value, where)
    for part in schema.get("allOf", ()):
        yield from faults(part, root, value, where)
    if "anyOf" in schema and all(any(True for _ in faults(part, root, value, where)) for part in schema["anyOf"]):
        yield f"{where}: none fits"
    yield from _own(schema, root, value, where)


def _own(schema: dict[str, Any], root: dict[str, Any], value: Any, where: str) -> Iterator[str]:
    wanted = schema.get("type", [])
    shape = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else "string"
    if wanted and shape not in wanted and not (shape == "string" and wanted == "integer" and value.isdigit()):
        yield f"{where}: {shape} is not {wanted}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value} is not allowed"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{where}: {value} has not the form"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from faults(schema.get("items", {}), root, item, f"{where}[{index}]")
    if isinstance(value, dict) and len(value) > schema.get("maxProperties", len(value)):
        yield f"{where}: too many keys"
    if isinstance(value, dict) and "properties" in schema:
        yield from (f"{where}: {key} is missing" for key in schema.get("required", ()) if key not in value)
        for key, item in value.items():
            if key not in schema["properties"]:
                yield f"{where}: {key} is unknown"
            else:
                yield from faults(schema["properties"][key], root, item, f"{where}.{key}")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: SCHEMAS[model])
def test_the_committed_schema_is_current(project: Project, model: type[Model]) -> None:
    """`python -m ygt_docs.notice.schema` would change nothing."""
    assert schema_file(project, model).read_text(encoding="utf-8") == as_text(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: SCHEMAS[model])
def test_every_key_has_a_description(model: type[Model]) -> None:
    """Each key is described in Chinese, so that editors can show it."""
    schema = json.loads(as_text(model))
    for part in [schema, *schema["$defs"].values()]:
        for key, value in part["properties"].items():
            assert re.search("[\u4e00-\u9fff]", value["description"]), key


def _examples(project: Project) -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for path in sorted((project.root / "content").rglob("*.yaml")):
        name = path.read_text(encoding="utf-8").split("\n", 1)[0].rsplit("/", 1)[-1]
        found.append((path, json.loads((project.root / "schema" / name).read_text(encoding="utf-8"))))
    return found


def test_the_examples_fit_their_schemas(project: Project) -> None:
    """Every content file is accepted by the schema that its first line names."""
    for path, schema in _examples(project):
        tree = read_tree(path, str(path), Problems())
        assert list(faults(schema, schema, tree)) == []


# What the program alone writes, once a number was taken.
_OF_THE_PROGRAM = ("Registration", "凭证")
# The schema of a file that names none, by its name; what is called otherwise is a text.
_BY_NAME = {"notice.yaml": Notice, "goals.yaml": Goals, "steps.yaml": Steps, "tasks.yaml": TaskTable}


def _used(schema: dict[str, Any], root: dict[str, Any], value: Any, name: str) -> Iterator[tuple[str, str]]:
    """The keys that stand in `value`, each with the definition of `root` that has it."""
    if "$ref" in schema:
        own = schema["$ref"].rsplit("/", 1)[-1]
        yield from _used(root["$defs"][own], root, value, own)
    for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _used(part, root, value, name)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from _used(schema["items"], root, item, name)
    if isinstance(value, dict):
        for key, item in value.items():
            if key in schema.get("properties", {}):
                yield name, key
                yield from _used(schema["properties"][key], root, item, name)


def _model_of(path: Path) -> type[Model] | None:
    """The model of a file of content: by the schema that its first line names, else by its own name."""
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    if "$schema" not in first:
        return _BY_NAME.get(path.name, Body)
    for model, name in SCHEMAS.items():
        if first.endswith(f"/{name}.schema.json"):
            return model
    return None


def test_every_key_stands_in_a_right_document(project: Project) -> None:
    """What a notice and its files can hold is shown, each key, by an example or a document that is built and right."""
    schemas = {}
    for model in SCHEMAS:
        schemas[model] = json.loads(schema_file(project, model).read_text(encoding="utf-8"))
    wanted = {("Notice", key) for key in schemas[Notice]["properties"]}
    for name, definition in schemas[Notice]["$defs"].items():
        for key in definition["properties"]:
            wanted.add((name, key))
    found = set()
    for folder in ("content", "tests/right/content"):
        for path in sorted((project.root / folder).glob("*/*.yaml")):
            model = _model_of(path)
            if model is not None:
                tree = read_tree(path, str(path), Problems())
                found.update(_used(schemas[model], schemas[model], tree, model.__name__))
    assert len(wanted) > 250
    assert wanted - found == {_OF_THE_PROGRAM}


def test_the_schemas_accept_lists_of_texts(project: Project) -> None:
    """A text may be a list of texts and of {段: …}, also as a file of its own; a mapping with another key may not."""
    notice, plan = (json.loads(schema_file(project, model).read_text(encoding="utf-8")) for model in (Notice, Body))
    items = ["现批复如下：", "一、甲。\n二、乙。\n", {"段": "此复。"}]
    good = {"文种": "批复", "标题": "甲", "发文机关": "乙", "正文": items}
    section = {"标题": "丙", "正文": items}
    assert list(faults(notice, notice, good)) == []
    assert list(faults(plan, plan, items)) == []
    assert list(faults(plan, plan, {"导语": items, "章节": [section], "结语": items})) == []
    for wrong in ([{"表": "甲"}], [["甲"]]):
        assert list(faults(plan, plan, wrong))


def test_the_schemas_accept_what_may_stand_instead(project: Project) -> None:
    """File names, plain text for bodies and deadlines, and one text for a list are accepted; an unknown key is not."""
    schema = json.loads(schema_file(project, Notice).read_text(encoding="utf-8"))
    good: dict[str, Any] = {
        "文种": "通知",
        "标题": "甲",
        "发文机关": "乙",
        "正文": "plan.yaml",
        "成文日期": "2026年4月26日",
    }
    assert list(faults(schema, schema, good)) == []
    for wrong in (
        {"错字": "x"},
        {"文种": "通之"},
        {"成文日期": "2026.4.26"},
        {"附件": [{"标题": "x"}]},
        {"印发件": {"标题": "甲", "正文": {"章节": [{"标题": "乙", "建设目标": "不是文件"}]}}},
    ):
        assert list(faults(schema, schema, good | wrong)), wrong
