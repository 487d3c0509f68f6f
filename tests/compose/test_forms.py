"""Forms on one page, and names in even columns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, composed, of_role, tables, texts
from ygt_docs.compose.flow import Role
from ygt_docs.standard.lengths import Mm

FORM: dict[str, Any] = {
    "行": [
        ["姓名", "", "性别", "", {"字": "照片", "跨行": "3"}],
        ["单位", {"字": "", "跨列": "3"}],
        [{"字": "推荐意见", "竖排": "是"}, {"字": "", "跨列": "3", "高": "40"}],
    ],
    "注": ["本表一式两份。"],
}


def test_a_form_is_a_table_of_labels_and_blanks() -> None:
    """Labels are centred, rows are high enough to write in, and all of them stay on one page."""
    flow, problems = composed(附件=[{"名称": "推荐表", "表单": FORM}])
    (table,) = tables(flow)
    assert codes(problems) == []
    assert [row.least for row in table.rows] == [Mm(9), Mm(9), Mm(40)]
    assert table.rows[0].cells[0].paragraphs[0].role is Role.TABLE_CENTRED
    assert [row.keep_with_next for row in table.rows] == [True, True, False]
    assert not any(row.head for row in table.rows)
    assert texts(flow, Role.TABLE_NOTE) == ["本表一式两份。"]


def test_blank_columns_get_the_room() -> None:
    """The columns to be filled in are wider than those of the labels."""
    flow, _ = composed(正文=["甲", {"表单": {"行": [["姓名", "", "联系电话", ""]]}}])
    name, first, phone, second = tables(flow)[0].widths
    assert min(first, second) > 2 * max(name, phone) * 0.9
    assert first == pytest.approx(second, abs=0.01)


def test_text_stands_one_character_under_another() -> None:
    """竖排: a line for each character, the same text."""
    flow, _ = composed(正文=["甲", {"表单": FORM}])
    label = tables(flow)[0].rows[2].cells[0].paragraphs[0]
    assert [line[0].text for line in label.lines] == list("推荐意见")
    assert label.text == "推荐意见"


def names(**more: Any) -> Any:
    """A document with a list of names, and what was found."""
    return composed(正文=["甲", {"名单": more}])


def test_names_stand_in_even_columns() -> None:
    """Every row has as many names, each begins where the one above it does; two characters are as wide as three."""
    flow, problems = names(每行="4", 姓名=["王强", "李小明", "欧阳一清", "赵 敏", "孙远山"])
    first, second = of_role(flow, Role.NAMES)
    assert codes(problems) == []
    assert [column.at for column in first.columns] == [2, 8.5, 15, 21.5]
    assert ["".join(run.text for run in column.runs) for column in first.columns] == [
        "王　强",
        "李小明",
        "欧阳一清",
        "赵　敏",
    ]
    assert [column.at for column in second.columns] == [2]


def test_groups_have_headings() -> None:
    """A heading stays with its first row."""
    flow, _ = names(组=[{"标题": "一等奖（1名）", "姓名": ["王强"]}, {"标题": "县一中", "姓名": ["李小明"]}])
    assert texts(flow, Role.NAMES_GROUP) == ["一等奖（1名）", "县一中"]
    assert all(item.keep_with_next for item in of_role(flow, Role.NAMES_GROUP))


def test_a_name_that_stands_twice_is_a_note() -> None:
    """A name twice in one group is said once, at the second one; in two groups it is right."""
    _, problems = names(组=[{"姓名": ["王强", "李小明", "王　强"]}])
    assert codes(problems) == ["N673"]
    _, problems = names(组=[{"姓名": ["王强"]}, {"姓名": ["王强"]}])
    assert codes(problems) == []


def test_names_that_do_not_fit_are_said() -> None:
    """More names a row than there is room for: as many as fit, and a warning."""
    flow, problems = names(每行="8", 姓名=["阿依古丽·买买提", "李小明"])
    assert codes(problems) == ["N674"]
    assert len(of_role(flow, Role.NAMES)[0].columns) == 2
