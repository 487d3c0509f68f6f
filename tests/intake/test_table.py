"""The task table: cells are placed by what they are; what slid, was inherited or cut off is a doubt with its line."""

import datetime

import pytest

from tests.intake.drafts import HEAD, PLAN, TABLE, WHOLE, codes, lines_of, read, tree
from ygt_docs.compose.table import _COLUMNS as PRINTED_COLUMNS
from ygt_docs.compose.table import NUMBER
from ygt_docs.intake.placing import CellKind, kind_of
from ygt_docs.intake.table import USUAL_TITLES

BEFORE = len((HEAD + PLAN).splitlines())


def line(number: int) -> int:
    """Line `number` of the table's draft in the whole one."""
    return BEFORE + number


def changed(old: str, new: str) -> str:
    """The whole draft with a change in its table."""
    assert old in TABLE
    return HEAD + PLAN + TABLE.replace(old, new)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("12", CellKind.NUMBER),
        ("6月30日前并持续落实", CellKind.DEADLINE),
        ("持续落实", CellKind.DEADLINE),
        ("2026年底前", CellKind.DEADLINE),
        ("查看相关文件。", CellKind.METHOD),
        ("卫健局、县医院、中医院等", CellKind.UNITS),
        ("医保局、中医院等医共体各成员单位", CellKind.UNITS),
        ("粮食局、", CellKind.UNITS),
        ("按质论价，不打白条。", CellKind.TEXT),
    ],
)
def test_a_cell_is_told_by_its_words(cell: str, kind: CellKind) -> None:
    """Numbers, deadlines, methods and units are told from their words."""
    assert kind_of(cell) is kind


def test_the_usual_titles_are_those_of_compose() -> None:
    """The titles that are dropped are exactly those that compose prints again."""
    assert {column.key: column.title for column in (NUMBER, *PRINTED_COLUMNS)} == USUAL_TITLES


def test_full_rows_are_tasks() -> None:
    """A full row gives task, deadline with date, criteria without their numbers, method and units."""
    group = tree(WHOLE, "tasks.yaml")["组"][0]
    assert group["标题"] == "准备"
    assert group["任务"][0] == {
        "任务": "检修仓房。",
        "时限": {"原文": "9月30日前", "日期": datetime.date(2026, 9, 30)},
        "评价标准": ["完成检修；", "建立台账。"],
        "评价方法": "查看台账。",
        "责任单位": ["粮食局", "农业局"],
    }


def test_a_slid_row_is_placed_by_its_words() -> None:
    """Where merged cells were left out, the rest is placed by kind and the missing are shared with the row above."""
    tasks = tree(WHOLE, "tasks.yaml")["组"][1]["任务"]
    assert tasks[1] == {"任务": "及时结算。", "评价标准": ["不打白条。"], "同上": ["时限", "评价方法", "责任单位"]}
    assert tasks[2] == {
        "任务": "做好统计。",
        "评价标准": ["按旬报送数据。"],
        "责任单位": ["统计局"],
        "同上": ["时限", "评价方法"],
    }


def test_slid_and_inherited_cells_are_doubts_with_their_line() -> None:
    """Each slid and each inherited cell is named at the line of its row."""
    assert lines_of(WHOLE, "I348") == [line(9), line(10), line(10)]
    assert lines_of(WHOLE, "I349") == [line(9), line(10)]
    said = [item.message for item in read(WHOLE).context.doubts.problems() if item.code == "I349"]
    assert all(word in said[0] for word in ("11月30日前", "现场查看。", "粮食局、市场监管局"))


def test_a_group_that_counts_anew_says_so() -> None:
    """Numbers that begin again at 1 in a group are 另编序号; running ones are not written."""
    groups = tree(WHOLE, "tasks.yaml")["组"]
    assert [group.get("另编序号") for group in groups] == [None, "是"]
    assert not any("序号" in task for group in groups for task in group["任务"])


def test_an_empty_cell_in_its_place_is_not_merged() -> None:
    """A cell that is empty where it should stand stays absent, with a doubt."""
    text = changed("| 现场查看。 |", "|  |")
    task = tree(text, "tasks.yaml")["组"][1]["任务"][0]
    assert "评价方法" not in task
    assert "同上" not in task
    # The rows below slid, but there is no method above that they could share.
    assert lines_of(text, "I350") == [line(8), line(9), line(10)]


def test_the_first_row_of_a_group_inherits_nothing() -> None:
    """A slid row with no task above it in its group lacks its cells."""
    text = changed(
        "1 | 敞开收购。 | 11月30日前 | 按质论价。 | 现场查看。 | 粮食局、市场监管局 |",
        "1 | 敞开收购。 | 按质论价。 | |||",
    )
    assert "同上" not in tree(text, "tasks.yaml")["组"][1]["任务"][0]
    assert line(8) in lines_of(text, "I350")


def test_a_cut_off_list_of_units_is_kept_and_doubted() -> None:
    """粮食局、 keeps its 、 and is a doubt."""
    text = changed("粮食局、市场监管局", "市场监管局、粮食局、")
    assert tree(text, "tasks.yaml")["组"][1]["任务"][0]["责任单位"] == ["市场监管局", "粮食局、"]
    assert lines_of(text, "I341") == [line(8)]


def test_a_cut_off_cell_is_kept_and_doubted() -> None:
    """A cell without the stop that its column usually has is a doubt."""
    text = changed("查看报告。", "查看报告、佐")
    assert lines_of(text, "I353") == [line(11)]


def test_criteria_that_end_open_are_named_together() -> None:
    """Criteria that end in ； are kept as typed and named once with their lines."""
    text = changed("1.完成检修; 2.建立台账。", "1.完成检修;")
    assert tree(text, "tasks.yaml")["组"][0]["任务"][0]["评价标准"] == ["1.完成检修；"]
    assert lines_of(text, "I352") == [line(5)]


def test_a_number_out_of_order_is_kept() -> None:
    """A number that does not run on is written as 序号, with a doubt; a missing one is a doubt."""
    assert tree(changed("4 | 做好总结", "7 | 做好总结"), "tasks.yaml")["组"][1]["任务"][3]["序号"] == "7"
    assert lines_of(changed("4 | 做好总结", "7 | 做好总结"), "I347") == [line(11)]
    assert lines_of(changed("4 | 做好总结", " | 做好总结"), "I346") == [line(11)]


def test_other_words_in_the_head_are_kept() -> None:
    """Titles of columns that differ from the usual ones are written to 表头; another order is a doubt."""
    text = changed("评价方法 |", "考核方式 |")
    assert tree(text, "tasks.yaml")["表头"] == {"评价方法": "考核方式"}
    assert "I343" in codes(changed("序号 | 重点任务 | 完成时限", "序号 | 完成时限 | 重点任务"))


def test_a_group_without_a_number_is_a_doubt() -> None:
    """A group heading without a number would get one in print: that is said."""
    assert lines_of(changed("二、收购", "收购"), "I345") == [line(7)]


def test_units_parted_by_a_space_are_a_doubt() -> None:
    """A space between two Chinese characters in a cell may part two units."""
    assert lines_of(changed("粮食局、市场监管局", "粮食局 市场监管局"), "I342") == [line(8)]


def test_a_row_without_a_task_goes_on_with_the_one_above() -> None:
    """A row that holds only criteria belongs to the task above it; one that holds something else is no task table."""
    text = changed("二、收购", " | | | 2.做好保养。 | | |\n二、收购").replace("培训不少于2次。", "1.培训不少于2次。")
    assert codes(text).count("I351") + codes(text).count("I355") == 1


LEAD_AND_SUPPORT = """\
附件
秋粮收购重点任务清单
序号 | 重点任务 | 完成时限 | 责任分工 | 〈 |
〃 | 〃 | 〃 | 牵头单位 | 配合单位 |
一、准备 | 〈 | 〈 | 〈 | 〈 |
1 | 检修仓房。 | 9月30日前 | 粮食局 | 农业局、财政局 |
2 | 培训人员。 | 〃 | 粮食局 | 人社局 |
"""


def test_a_head_of_two_rows_is_one() -> None:
    """责任分工 over 牵头单位 and 配合单位: a task list with a column for each, and a note on the title that is gone."""
    text = HEAD + PLAN + LEAD_AND_SUPPORT
    first, second = tree(text, "tasks.yaml")["组"][0]["任务"]
    assert (first["牵头"], first["配合"]) == (["粮食局"], ["农业局", "财政局"])
    assert (second["牵头"], second["配合"], second["同上"]) == (["粮食局"], ["人社局"], ["时限"])
    assert lines_of(text, "I357") == [line(3)]
    assert "表头" not in tree(text, "tasks.yaml")


def test_not_every_task_has_a_supporting_unit() -> None:
    """A blank cell under 配合单位 is right; one under 牵头单位 is a doubt."""
    text = HEAD + PLAN + LEAD_AND_SUPPORT
    assert "I350" not in codes(text.replace("| 粮食局 | 人社局 |", "| 粮食局 | |"))
    assert "I350" in codes(text.replace("| 粮食局 | 人社局 |", "| | 人社局 |"))


def test_a_second_row_that_is_no_head_makes_none() -> None:
    """A column that has no title of its own stays what it was, a table that is no task list."""
    text = HEAD + PLAN + LEAD_AND_SUPPORT.replace("〃 | 〃 | 〃 | 牵头单位 | 配合单位 |\n", "")
    assert "I357" not in codes(text)


@pytest.mark.parametrize(
    "cell",
    ["粮食局牵头，农业局、财政局配合", "牵头单位：粮食局；配合单位：农业局、财政局", "粮食局（牵头）、农业局、财政局"],
)
def test_a_cell_that_tells_roles_is_one_item(cell: str) -> None:
    """Who leads and who supports is not torn apart at 、: the cell prints as it was typed."""
    text = changed("粮食局、市场监管局", cell)
    tasks = [task for group in tree(text, "tasks.yaml")["组"] for task in group["任务"]]
    assert [cell] in [task.get("责任单位") for task in tasks]


def test_lines_of_a_cell_that_give_a_role_each_are_items() -> None:
    """牵头单位：甲局 over 配合单位：乙局: a space parts the lines of a cell here, and each is an item, without a doubt."""
    text = changed("粮食局、市场监管局", "牵头单位：粮食局 配合单位：农业局、财政局")
    tasks = [task for group in tree(text, "tasks.yaml")["组"] for task in group["任务"]]
    assert ["牵头单位：粮食局", "配合单位：农业局、财政局"] in [task.get("责任单位") for task in tasks]
    assert "I342" not in codes(text)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1 | 敞开收购。 |", "1 | 敞开收购。 | 多出来的 |", "I344"),
        ("序号 | 重点任务 |", "姓名 | 电话 |", "I354"),
        ("二、收购 | |||||", "二、收购 | |||||\n三、结算 | |||||", "I355"),
        ("4 | 做好总结。 | 12月31日前 |", "4 | | 12月31日前 |", "I356"),
        ("二、收购 | |||||", "中间的一行\n二、收购 | |||||", "I335"),
    ],
)
def test_a_table_of_another_shape_is_a_plain_table(old: str, new: str, code: str) -> None:
    """A table that is no task list after all stands in the appendix as a table, with the reason."""
    text = changed(old, new)
    result = read(text)
    assert code in [item.code for item in result.context.doubts.problems()]
    if code != "I356":
        assert "tasks.yaml" not in result.files
        assert "'粮食局'" in str(tree(text)["印发件"]["附件"][0])


def test_text_after_the_table_is_a_doubt() -> None:
    """Text after the table stands before it in print: that is said."""
    text = WHOLE + "注:按月报送。\n"
    assert tree(text)["印发件"]["附件"][0]["正文"] == {"导语": "注：按月报送。\n"}
    assert lines_of(text, "I336") == [line(12)]


def test_a_rule_between_head_and_rows_is_dropped() -> None:
    """The rule of a Markdown table is no row."""
    text = changed("责任单位 |\n", "责任单位 |\n|---|---|---|---|---|---|\n")
    assert tree(text, "tasks.yaml") == tree(WHOLE, "tasks.yaml")


def test_a_table_outside_of_an_appendix_is_a_plain_table() -> None:
    """A table that no 附件 stands above is a plain table, and said."""
    text = HEAD + PLAN + TABLE.replace("附件\n秋粮收购重点任务清单\n", "")
    assert lines_of(text, "I396") == [line(1)]
    assert "tasks.yaml" not in read(text).files
