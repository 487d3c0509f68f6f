"""Whatever shape a value has, the loader answers with problems, never with an exception."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.notice.contents import load, one
from ygt_docs.notice import load_content
from ygt_docs.project import Project

FULL: dict[str, Any] = {
    "文种": "通知",
    "发文机关": ["云溪县人民政府"],
    "发文字号": {"机关代字": "云", "年份": "2026", "顺序号": "4"},
    "标题": "甲",
    "主送机关": ["乙"],
    "正文": {
        "导语": "丙",
        "章节": [{"标题": "丁", "连排": "是", "正文": "戊", "下级": [{"标题": "己"}]}],
        "结语": ["庚", {"段": "辛"}],
    },
    "附件": [
        {
            "名称": "清单",
            "方向": "横",
            "任务表": {
                "表头": {"任务": "事"},
                "组": [
                    {
                        "标题": "一",
                        "另编序号": "否",
                        "任务": [
                            {
                                "任务": "甲",
                                "时限": {"原文": "6月底前", "日期": "2026-06-30"},
                                "评价标准": ["乙"],
                                "牵头": ["丙"],
                            },
                            {"任务": "甲", "同上": ["时限"]},
                        ],
                    }
                ],
            },
        }
    ],
    "成文日期": "2026-04-26",
    "联系": {"电话": "1"},
    "版记": {"抄送": ["乙"], "印发日期": "2026-04-27"},
}
SHAPES: list[Any] = [
    "文字",
    "x.yaml",
    "x" * 400,
    ["文字"],
    {"键": "值"},
    [["文字"]],
    [{"键": "值"}],
    {"标题": ["x"]},
    [],
    {},
    "9" * 60,
]


def paths(tree: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The keys of every value of `tree`."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield (*above, key)
        yield from paths(value, (*above, key))


def changed(where: tuple[str | int, ...], value: Any) -> str:
    """FULL with `value` at `where`, as JSON, which is YAML too."""
    tree = copy.deepcopy(FULL)
    node: Any = tree
    for key in where[:-1]:
        node = node[key]
    node[where[-1]] = value
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def test_the_full_notice_is_fine(tmp_path: Path) -> None:
    """The notice that is changed below has no fault itself."""
    assert not list(one(tmp_path, notice=changed(("标题",), "甲")).problems)


@pytest.mark.parametrize("where", list(paths(FULL)), ids=str)
def test_no_shape_breaks_the_loader(tmp_path: Path, where: tuple[str | int, ...]) -> None:
    """Text, lists and mappings in the place of every value end in a document or in errors with a line."""
    for number, value in enumerate(SHAPES):
        (found,) = load(tmp_path / str(number), {"notice.yaml": changed(where, value)}).documents
        # An organ nobody knows is printed, a value that its key does not take is left out, but for the kind.
        left = ("N121",) if where == ("文种",) else ("N119", "N121")
        fatal = [item for item in found.problems.errors if item.code not in left]
        assert (found.document is None) == bool(fatal)
        assert all(item.place.line and item.place.column for item in found.problems)


_LEFT_OUT = object()
_ODD = [_LEFT_OUT, [], "", {}, "甲", ["甲"], [["甲"]], {"键": "甲"}, [{"键": "甲"}]]


def odd_examples(content: Path) -> list[tuple[Path, tuple[str | int, ...], Any]]:
    """Each kind of value in the examples, left out or of another shape: the file, its keys, what stands there."""
    every: dict[tuple[object, ...], tuple[Path, tuple[str | int, ...], Any]] = {}
    for path in sorted(content.glob("*/*.yaml")):
        for keys in paths(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)):
            names = [key for key in keys if isinstance(key, str)]
            for number, odd in enumerate(_ODD):
                every.setdefault((path.name, *names, number), (path, keys, odd))
    return list(every.values())


def test_no_shape_breaks_an_example(
    project: Project, tmp_path: Path, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """A key left out or of another shape, in tables, forms, lists and pictures too, ends in errors at a place."""
    content = shutil.copytree(project.root / "content", tmp_path / "content")
    every = odd_examples(content)
    for path, keys, odd in rng.sample(every, count(120, len(every))):
        typed = path.read_text(encoding="utf-8")
        tree = yaml.load(typed, yaml.BaseLoader)
        node: Any = tree
        for key in keys[:-1]:
            node = node[key]
        if odd is _LEFT_OUT:
            del node[keys[-1]]
        else:
            node[keys[-1]] = odd
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
        (found,) = load_content(content, Project(tmp_path, tmp_path), path.parent.name).documents
        assert all(item.place.file for item in found.problems.errors), (path, keys, odd)
        path.write_text(typed, encoding="utf-8")


@pytest.mark.parametrize("name", ["notice", "plan", "goals", "steps", "tasks"])
def test_each_misspelt_key_of_the_example_is_told(project: Project, tmp_path: Path, name: str) -> None:
    """Each line of the example whose key loses its last character is told with the key that was meant."""
    folder = tmp_path / "content" / "yunxi-2026-plan"
    shutil.copytree(project.root / "content" / "yunxi-2026-plan", folder)
    shutil.copy(project.root / "content" / "organs.yaml", tmp_path / "content")
    lines = (folder / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
    tried = set()
    for number, line in enumerate(lines):
        key = line.split(":")[0].strip(" -")
        if ": " not in line + " " or line.lstrip().startswith("#") or key in tried or not key:
            continue
        tried.add(key)
        text = "\n".join([*lines[:number], line.replace(f"{key}:", f"{key}错:", 1), *lines[number + 1 :]])
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        (found,) = load_content(tmp_path / "content", Project(tmp_path, tmp_path)).documents
        told = [item for item in found.problems if item.code == "N110"]
        assert [(item.place.line, f"是不是想写「{key}」？" in item.fix) for item in told] == [(number + 1, True)], line
    assert tried


def test_json_is_yaml(tmp_path: Path) -> None:
    """The helper of this module writes what it means: PyYAML reads the same."""
    assert yaml.safe_load(changed(("标题",), "甲"))["标题"] == "甲"
    assert one(tmp_path, notice=changed(("标题",), "甲")).document is not None
