"""Regulations, plans by decimals, forwarded documents, speeches: what somebody removes or moves by hand is seen."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.examples import made
from tests.proof.broken import Change, edited, paragraph
from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Problem
from ygt_docs.proof.checking import check_docx

# What it is → the example, and how its paragraph begins.
ELEMENTS = {
    "题注 of a resolution": ("resolution", "（2026年7月30日"),
    "题注 of a promulgated text": ("school-order", "（2019年6月3日"),
    "编": ("school-order", "第一编"),
    "章": ("water-rules", "第二章"),
    "节": ("order-rules", "第一节"),
    "条": ("water-rules", "第十条"),
    "an inserted 条": ("order-rules", "第六条之一"),
    "款": ("water-rules", "前款第四项"),
    "项": ("water-rules", "（二）水源水量"),
    "目": ("water-rules", "2.水质检测设施"),
    "令号": ("order", "第3号"),
    "令号 of a year": ("school-order", "2026年第2号"),
    "title of the contents": ("flood-plan", "目　录"),
    "an entry of the contents": ("flood-plan", "2 组织体系"),
    "a heading by decimals": ("flood-plan", "1.2 编制依据"),
    "title of a forwarded document": ("forwarding", "青阳市人民政府办公室关于印发"),
    "its number": ("forwarding", "青政办发〔2026〕12号"),
    "its addressees": ("forwarding", "各县（市、区）人民政府"),
    "its sign-off": ("forwarding", "青阳市人民政府办公室"),
    "its date": ("forwarding", "2026年4月28日"),
    "its annotation": ("forwarding", "（此件公开发布"),
    "an appendix of what it promulgates": ("forwarding", "水质检测频次"),
    "a second contact": ("forwarding", "联系人：欧阳一清"),
    "副标题": ("speech", "——在推进"),
    "场合": ("speech", "（2026年2月26日"),
    "讲话人": ("speech", "云溪县人民政府县长"),
    "称呼": ("speech", "同志们："),
    "代章": ("reservoirs", "（云溪县人民政府办公室代章"),
    "份号": ("reservoirs", "000001"),
    "公告号": ("announcement", "第3号"),
    "次数": ("minutes", "云政纪〔2026〕7号（第9次）"),
}


def removed(begins: str) -> Change:
    """The paragraph is deleted."""

    def change(document: Any) -> None:
        found = paragraph(document, begins)._p
        found.getparent().remove(found)

    return change


def moved(begins: str) -> Change:
    """The paragraph is dragged behind the next one that says something else."""

    def change(document: Any) -> None:
        found = paragraph(document, begins)
        after = found._p.getnext()
        while after is not None and not "".join(after.itertext()).strip():
            after = after.getnext()
        assert after is not None
        after.addnext(found._p)

    return change


def _seen(data: bytes, flow: Flow, fonts: Fonts) -> list[Problem]:
    return [item for item in check_docx(data, flow, fonts) if item.severity in ("错误", "警告")]


def test_what_is_removed_or_moved_by_hand_is_seen(
    fonts: Fonts, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Each element of these kinds, gone or behind the next one, is an error or a warning; untouched, it is none."""
    every = [(label, way) for label in ELEMENTS for way in (removed, moved)]
    missed = []
    for label, way in sorted(rng.sample(every, count(8, len(every))), key=lambda item: ELEMENTS[item[0]][0]):
        name, begins = ELEMENTS[label]
        result, docx, _ = made(f"yunxi-2026-{name}")
        assert result.flow is not None
        assert _seen(docx, result.flow, fonts) == []
        if not _seen(edited(docx, way(begins)), result.flow, fonts):
            missed.append((label, way.__name__))
    assert missed == []
