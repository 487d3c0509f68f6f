"""Edits of a regulation, and of a plan by decimals, come back into their mapping: the right lines, and nothing else."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.updating.edits import Edit, added, difference, found, gone, prepared, replaced, styled
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

RULES, ORDER, PLAN = "yunxi-2026-water-rules", "yunxi-2026-order-rules", "yunxi-2026-flood-plan"


def headed(behind: str, *texts: str) -> Edit:
    """A chapter and its first article behind a paragraph; the heading is a copy of the last chapter's."""

    def edit(document: Any) -> None:
        place = found(document, behind)._p
        for text in reversed(texts):
            model = found(document, "第五章" if text.startswith("第六章") else behind)
            made = copy.deepcopy(model._p)
            place.addnext(made)
            (new,) = [item for item in document.paragraphs if item._p is made]
            for run in new.runs[1:]:
                run._r.getparent().remove(run._r)
            new.runs[0].text = text

    return edit


EDITS: dict[str, tuple[str, Edit, list[str], list[str]]] = {
    "words of an article": (
        RULES,
        replaced("报县人民政府批准后实施", "报县人民政府批准后组织实施"),
        ["      - 县水利主管部门会同有关部门编制农村供水规划，报县人民政府批准后实施。"],
        ["      - 县水利主管部门会同有关部门编制农村供水规划，报县人民政府批准后组织实施。"],
    ),
    "words of an item": (
        RULES,
        replaced("水质检测设施", "水质在线监测设施"),
        ["            目: [净化、消毒设施；, 水质检测设施；, 计量设施；]"],
        ["            目: [净化、消毒设施；, 水质在线监测设施；, 计量设施；]"],
    ),
    "heading of a chapter": (
        RULES,
        replaced("第二章　工程建设", "第二章　规划和建设"),
        ["  - 标题: 工程建设"],
        ["  - 标题: 规划和建设"],
    ),
    "a new article": (
        RULES,
        added("第十五条", "第十六条　本办法未尽事宜，按照国家有关规定执行。"),
        [],
        ["      - 本办法未尽事宜，按照国家有关规定执行。"],
    ),
    "an article gone": (RULES, gone("第十五条"), ["      - 本办法由县水利主管部门负责解释。"], []),
    "a new item": (
        ORDER,
        added("（二）建筑垃圾的种类和数量；", "（三）运输路线；"),
        [],
        ["                  - 运输路线；"],
    ),
    "an inserted article": (
        ORDER,
        added("第六条之一", "第六条之二　运输车辆应当定期检验。"),
        [],
        ["              - 号: 第六条之二", "                正文: 运输车辆应当定期检验。"],
    ),
    "a new chapter": (
        RULES,
        headed("本办法自2026年11月1日起施行", "第六章　补充规定", "第十七条　乡镇可以制定实施细则。"),
        [],
        ["", "  - 标题: 补充规定", "    条:", "      - 乡镇可以制定实施细则。"],
    ),
    "a heading by decimals": (
        PLAN,
        styled("二级标题", "3.3 人员转移", "3.3 群众转移"),
        ["      - 标题: 人员转移"],
        ["      - 标题: 群众转移"],
    ),
    "a paragraph under decimals": (
        PLAN,
        added("各乡镇、街道设立防汛指挥机构", "村民小组确定联络员。"),
        ["        正文: 各乡镇、街道设立防汛指挥机构，明确专人负责。村（社区）建立巡查和转移责任制。"],
        [
            "        正文: |",
            "          各乡镇、街道设立防汛指挥机构，明确专人负责。村（社区）建立巡查和转移责任制。",
            "          村民小组确定联络员。",
        ],
    ),
}


@pytest.mark.parametrize("label", EDITS)
def test_an_edit_comes_back(label: str, project: Project, tmp_path: Path) -> None:
    """Only the lines of what was edited change, and afterwards the file says nothing new."""
    name, edit, less, more = EDITS[label]
    update, content, path = prepared(name, edit, tmp_path, project)
    assert update.changes, [str(item) for item in update.problems]
    update.write(update.changes)
    assert difference(project.root / "content" / name, content / name) == (less, more)
    again = prepare_update(path, name, content, project)
    assert [str(change) for change in again.changes] == []


def test_an_unedited_file_says_nothing(project: Project, tmp_path: Path) -> None:
    """The contents, the numbers and the headings of a built file are no changes."""
    for name in (RULES, ORDER, PLAN):
        update, _, _ = prepared(name, lambda document: None, tmp_path / name, project)
        assert [str(change) for change in update.changes] == []
