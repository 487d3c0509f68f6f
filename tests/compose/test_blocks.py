"""Blocks in a text: where they stand, what stands around them, and how their cells are set."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, composed, tables
from ygt_docs.compose.flow import Flow, Paragraph, Role

TABLE: dict[str, Any] = {
    "题": "表1　各乡镇完成情况",
    "单位": "万元",
    "栏": ["乡镇", {"标题": "完成情况", "下级": ["任务数", "完成率"]}, "备注"],
    "行": [["云溪镇", "120", "98.3%", ""], ["石桥镇", "80", "100%", "含上年结转的两处教学点，其中一处在山区"]],
    "注": ["数据截至9月30日。"],
}


def kinds(flow: Flow) -> list[str]:
    """The blocks from the body on: the role of a paragraph, 表 for a table."""
    names = [str(block.role) if isinstance(block, Paragraph) else "表" for block in flow.sections[0].blocks]
    return names[names.index("主送机关") + 1 if "主送机关" in names else names.index("公文标题") + 2 :]


def test_a_table_stands_where_it_was_typed() -> None:
    """Caption and unit stand above the table, notes below it, the text goes on behind."""
    flow, problems = composed(正文=["现通报如下：", {"表": TABLE}, "请抓好落实。"])
    assert kinds(flow)[:6] == ["公文正文", "表题", "表格单位", "表", "表注", "公文正文"]
    assert flow.text().count("单位：万元") == 1
    assert codes(problems) == []


@pytest.mark.parametrize("place", ["导语", "结语", "章节"])
def test_a_table_stands_in_every_text(place: str) -> None:
    """Introduction, closing words and the text of a section hold tables alike."""
    items = ["如下：", {"表": TABLE}]
    body = (
        {"导语": "甲。", "章节": [{"标题": "情况", "正文": items}]}
        if place == "章节"
        else {"导语": "甲。", place: items}
    )
    flow, _ = composed(正文=body)
    assert len(tables(flow)) == 1
    assert kinds(flow)[-1] != "表"


def test_an_appendix_is_one_table() -> None:
    """A table right under an appendix is short for a text of that one block."""
    short, _ = composed(附件=[{"名称": "情况", "表": TABLE}])
    long, _ = composed(附件=[{"名称": "情况", "正文": [{"表": TABLE}]}])
    assert short.text() == long.text()
    assert tables(short) == tables(long)


def test_cells_are_set_by_what_stands_in_their_column() -> None:
    """Numbers stand at the right, short words in the middle, text at the left; heads have their own face."""
    flow, _ = composed(正文=[{"表": TABLE}])
    (table,) = tables(flow)
    roles = [cell.paragraphs[0].role for cell in table.rows[2].cells]
    assert roles == [Role.TABLE_CENTRED, Role.TABLE_NUMBER, Role.TABLE_NUMBER, Role.TABLE_TEXT]
    assert [row.head for row in table.rows] == [True, True, False, False]
    assert {cell.paragraphs[0].role for row in table.rows[:2] for cell in row.cells} == {Role.TABLE_HEAD}


def test_a_list_runs_on_behind_a_table() -> None:
    """A table between two items of a list breaks no numbers."""
    flow, problems = composed(正文=["一、甲", {"表": TABLE}, "二、乙"])
    assert codes(problems) == []
    assert [item.text for item in flow.paragraphs() if item.role is Role.HEADING_1] == ["一、甲", "二、乙"]


def test_a_merged_cell_keeps_the_rows_that_its_lines_need() -> None:
    """Rows stay together as far as the text of a merged cell reaches; a short one lets a page end between them."""
    long = "各乡镇要压实责任、细化措施，加强调度，确保按期完成。" * 3
    for text, held in ((long, [True] * 4 + [False]), ("云溪镇", [False] * 5)):
        rows = [[text, "甲"], *[["〃", "乙"] for _ in range(4)]]
        table = {"栏": ["要求", "单位"], "行": rows, "列宽": ["40", "自动"]}
        flow, _ = composed(正文=["如下：", {"表": table}, "请抓好落实。"])
        assert [row.keep_with_next for row in tables(flow)[0].rows[1:]] == held


def test_a_total_stays_with_the_row_before_it() -> None:
    """Made by the program or typed, 合计 never begins a page alone; another last row is free to."""
    rows = [["云溪镇", "120"], ["石桥镇", "80"]]
    for more in ({"合计": "是"}, {"行": [*rows, ["合计", "200"]]}):
        flow, _ = composed(正文=[{"表": {"栏": ["乡镇", "任务数"], "行": rows, **more}}])
        (table,) = tables(flow)
        assert [row.keep_with_next for row in table.rows[:3]] == [False, False, True]
    flow, _ = composed(正文=[{"表": {"栏": ["乡镇", "任务数"], "行": rows}}])
    assert not any(row.keep_with_next for row in tables(flow)[0].rows[:2])
