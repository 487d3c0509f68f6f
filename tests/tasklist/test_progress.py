"""Ledgers out and in, planted faults, and figures that are counted by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.tasklist.filled import DONE, FIVE, GOING, Cells, codes, collect, fill, filled, school, sent
from tests.tasklist.plans import plan, plans
from ygt_docs.notice.registering import State
from ygt_docs.project import this_project
from ygt_docs.tasklist.ledger import HEAD_ROW, ledger_of, ledger_units, open_tasks
from ygt_docs.tasklist.load import load_of
from ygt_docs.tasklist.standing import Figures, Group, summary
from ygt_docs.tasklist.store import load_plans


def two_months(folder: Path) -> None:
    """April and May of the school plan, as five units reported them."""
    april: dict[str, Cells] = {
        FIVE[0]: {"R01": DONE | {"完成日期": datetime.date(2026, 4, 20)}, "R02": GOING, "R05": GOING},
        FIVE[1]: {"R03": GOING, "R09": {"办理状态": "待办理"}},
        FIVE[2]: {"R02": GOING, "R06": GOING, "R10": GOING},
        FIVE[3]: {"R04": GOING, "R08": GOING},
        FIVE[4]: {"R07": GOING},
    }
    may: dict[str, Cells] = {
        FIVE[0]: {"R02": DONE | {"完成日期": "2026-05-18"}, "R05": GOING},
        FIVE[1]: {"R03": {"办理状态": "申请延期", "延期至": "2026-06-30", "进展情况": "资金已经下达。"}},
        FIVE[2]: {"R02": DONE, "R06": GOING, "R10": {"办理状态": "已延期", "延期至": "2026-07-31"}},
        FIVE[3]: {"R04": GOING},
    }
    for month, units in (("2026-04", april), ("2026-05", may)):
        paths = [filled(folder, unit, month, cells) for unit, cells in units.items()]
        found = collect(folder, month, *paths)
        assert codes(found) == []


def test_a_ledger_has_the_open_tasks_of_a_unit(tmp_path: Path) -> None:
    """What was done before is not asked for again; a collective name reports by its members."""
    folder = school(tmp_path)
    assert [item.id for item, _ in open_tasks(plans(folder), FIVE[0], "2026-04")] == ["R01", "R02", "R05"]
    two_months(folder)
    assert [item.id for item, _ in open_tasks(plans(folder), FIVE[0], "2026-06")] == ["R05"]
    assert ledger_units(plans(folder))[-2:] == ["石桥镇人民政府", "龙潭乡人民政府"]
    assert open_tasks(plans(folder), FIVE[0], "2026-01") == []  # the plan is of February


def test_a_ledger_is_made_to_be_filled_in(tmp_path: Path) -> None:
    """States to choose from on a hidden sheet, one rule a column, nothing but the cells to fill in open."""
    book = load_workbook(sent(school(tmp_path), FIVE[0], "2026-05"))
    sheet = book.worksheets[0]
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"H4:H6": "=办理状态选项", "I4:I6 J4:J6": "DATE(2000,1,1)"}
    assert book.defined_names["办理状态选项"].attr_text == "'选项'!$A$1:$A$5"
    assert [cell.value for cell in book["选项"]["A"]] == [str(state) for state in State]
    assert book["选项"].sheet_state == "hidden"
    assert sheet.protection.sheet
    locked = {sheet.cell(HEAD_ROW, column).value: sheet.cell(4, column).protection.locked for column in range(1, 15)}
    opened = [title for title, closed in locked.items() if not closed]
    assert opened == ["办理状态", "完成日期", "延期至", "进展情况", "佐证材料", "存在问题", "下一步打算"]
    assert sheet.column_dimensions["A"].hidden


def test_what_was_gathered_is_kept_beside_the_document(tmp_path: Path) -> None:
    """进展/2026-05.yaml names the document; a second round changes its own rows alone, comments stay."""
    folder = school(tmp_path)
    two_months(folder)
    path = folder / "学校" / "进展" / "2026-05.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.startswith('公文: 云政文〔2026〕7号\n月份: "2026-05"\n填报:\n')
    assert "    完成日期: 2026-05-18\n" in text
    path.write_text(text.replace("  - 编号: R04", "  # 电话里问过\n  - 编号: R04"), encoding="utf-8")
    again = filled(folder, FIVE[3], "2026-05", {"R04": GOING | {"存在问题": "缺水泵。"}, "R08": GOING})
    assert codes(collect(folder, "2026-05", again)) == []
    text = path.read_text(encoding="utf-8")
    assert "  # 电话里问过\n  - 编号: R04" in text
    assert "问题: 缺水泵。" in text
    assert text.count("编号: R04") == 1
    assert "编号: R08" in text


def test_figures_are_those_that_are_counted_by_hand(tmp_path: Path) -> None:
    """Ten tasks on 10 June. Done: R01, R02. Late: R03 (31 May, a delay only asked for). On time: the other seven.

    Within 30 days: R07 (30 June). R10 has a delay to 31 July. Not reported in May by all of their units: R07, R08, R09.
    """
    folder = school(tmp_path)
    two_months(folder)
    found = summary(plans(folder), "2026-05", datetime.date(2026, 6, 10))
    assert found.total == Figures("合计", 10, 2, 7, 1, 1, 1, 1, 3, 0)
    rows = {row.name: row for row in found.units(plans(folder).units.label)}
    assert rows["教育局"] == Figures("教育局", 3, 2, 1, 0, 0, 0, 0, 0, 0)
    assert rows["财政局"] == Figures("财政局", 2, 0, 1, 1, 0, 1, 0, 1, 0)
    assert rows["住建局"] == Figures("住建局", 3, 1, 2, 0, 0, 0, 1, 0, 0)
    assert rows["水务局"] == Figures("水务局", 2, 0, 2, 0, 0, 0, 0, 1, 0)
    assert rows["龙潭乡人民政府"] == Figures("龙潭乡人民政府", 1, 0, 1, 0, 1, 0, 0, 1, 0)
    assert [(row.name, row.total) for row in found.groups()] == [("校舍", 4), ("保障", 6)]
    for row in (found.total, *rows.values(), *found.groups()):
        assert row.done + row.on_time + row.late == row.total
    assert found.silent == ["石桥镇人民政府", "龙潭乡人民政府"]
    assert [one.item.id for one in found.worst_first()][:2] == ["R03", "R07"]


def test_a_task_of_two_units_is_done_when_both_say_so(tmp_path: Path) -> None:
    """One unit that is done makes a shared task 推进中; no report at all is no state."""
    folder = school(tmp_path)
    collect(folder, "2026-05", filled(folder, FIVE[0], "2026-05", {"R02": DONE}))
    found = summary(plans(folder), "2026-05", datetime.date(2026, 5, 31))
    states = {one.item.id: (one.state, one.group, one.reported) for one in found.tasks}
    assert states["R02"] == (State.GOING_ON, Group.ON_TIME, False)
    assert states["R05"] == (None, Group.ON_TIME, False)
    assert states["R01"] == (None, Group.LATE, False)


def test_nearly_done_is_going_on(tmp_path: Path) -> None:
    """基本完成 is 推进中, and that is said; nothing else is guessed."""
    folder = school(tmp_path)
    found = collect(folder, "2026-05", filled(folder, FIVE[0], "2026-05", {"R05": {"办理状态": "基本完成"}}))
    assert codes(found) == ["L514"]
    assert plan(folder).months["2026-05"].entries[0].state is State.GOING_ON


def test_a_task_that_was_done_is_not_reported_again(tmp_path: Path) -> None:
    """An old ledger whose tasks are done by now: each such row is told."""
    folder = school(tmp_path)
    old = sent(folder, FIVE[0], "2026-06")
    two_months(folder)
    fill(old, {"R01": GOING, "R05": GOING})
    found = collect(folder, "2026-06", old)
    assert codes(found) == ["L508", "L508"]
    assert [row.id for row in found.rows] == ["R05"]


def _other_month(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0]["A2"].value = "填报单位：教育局　　月份：2026-04"
    book.save(path)


def _other_unit(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0]["A2"].value = "填报单位：公安局　　月份：2026-05"
    book.save(path)


def _no_unit(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0]["A2"].value = "月份：2026-05"
    book.save(path)


def _no_month(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0]["A2"].value = "填报单位：教育局"
    book.save(path)


def _fewer_columns(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0].delete_cols(14)
    book.save(path)


def _no_ledger(path: Path) -> None:
    Workbook().save(path)


def _no_workbook(path: Path) -> None:
    path.write_bytes(b"PK")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_other_month, "L505"),
        (_no_month, "L505"),
        (_other_unit, "L503"),
        (_no_unit, "L503"),
        (_fewer_columns, "L502"),
        (_no_ledger, "L501"),
        (_no_workbook, "X107"),
    ],
)
def test_a_file_that_is_not_the_right_one(tmp_path: Path, spoil: Callable[[Path], None], code: str) -> None:
    """One finding for the file, nothing is taken from it, and the other files are read all the same."""
    folder = school(tmp_path)
    path = filled(folder, FIVE[0], "2026-05", {"R01": GOING})
    spoil(path)
    other = filled(folder, FIVE[3], "2026-05", {"R04": GOING})
    found = collect(folder, "2026-05", path, other)
    assert codes(found) == [code]
    assert [row.id for row in found.rows] == ["R04"]


def test_two_ledgers_of_one_unit(tmp_path: Path) -> None:
    """The second is told and left; a row that stands twice as well."""
    folder = school(tmp_path)
    path = filled(folder, FIVE[0], "2026-05", {"R01": GOING})
    copy = path.with_name("copy.xlsx")
    copy.write_bytes(path.read_bytes())
    assert codes(collect(folder, "2026-05", path, copy)) == ["L504"]
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for column in range(1, 15):
        sheet.cell(7, column).value = sheet.cell(4, column).value
    book.save(path)
    assert codes(collect(folder, "2026-05", path)) == ["L507"]


def test_the_same_ledger_is_the_same_bytes(tmp_path: Path) -> None:
    """A ledger does not know the hour at which it was made."""
    folder = school(tmp_path)
    assert ledger_of(plans(folder), FIVE[0], "2026-05") == ledger_of(plans(folder), FIVE[0], "2026-05")


def test_the_load_of_the_example() -> None:
    """The plan in content/ asks for a ledger from May on and for four lists."""
    found = load_plans(["yunxi-2026-plan"], this_project().root / "content", this_project())
    load = load_of(found.plans[0], found)
    assert [request.times for request in load.requests] == [8]
    assert load.lists == ["任务清单", "责任清单", "措施清单", "效果清单"]
    assert load.tables == 5
    assert load.a_year == load.units * 12
