"""Sums of tables: what is added, what is left out, and which typed totals are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.contents import one, short
from tests.notice.test_tables import HEAD, shown, table_of

COLUMNS = "  - 表:\n      栏: [序号, 乡镇, 任务数, 完成率, 名次]\n      {}行:\n"
PLAIN = ["[1, 云溪镇, 120.5, 98.3%, 2]", "[2, 石桥镇, 80, 100%, 1]", '[3, 柳林乡, "", —, 3]']


def typed(rows: list[str], more: str = "") -> str:
    """The body that is a table of `rows`; `more` are keys of the table."""
    return COLUMNS.format(more) + "".join(f"        - {row}\n" for row in rows)


@pytest.mark.parametrize("more", ["合计: 是\n      ", "合计: [任务数]\n      "])
def test_amounts_are_added(tmp_path: Path, more: str) -> None:
    """Plain numbers are added; running numbers, percents and ranks are not, nor is what is blank."""
    grid = table_of(tmp_path, typed(PLAIN, more)).grid()
    assert shown(grid)[-1] == [("合计", 1, 2), ("200.5", 1, 1), ("", 1, 1), ("", 1, 1)]


def test_a_sum_is_written_as_its_column(tmp_path: Path) -> None:
    """Commas and decimals of the column are those of its sum."""
    rows = ['[1, 云溪镇, "1,200.50", "", ""]', '[2, 石桥镇, "-0.5", "", ""]']
    assert shown(table_of(tmp_path, typed(rows, "合计: 是\n      ")).grid())[-1][1][0] == "1,200.00"


RIGHT = {
    "the sum of the rows": [*PLAIN, '[合计, 〈, 200.5, "", ""]'],
    "the first row": ['[合计, 〈, 200.5, "", ""]', *PLAIN],
    "parts are summed apart": [
        "[1, 云溪镇, 10, 1%, 1]",
        '[小计, 〈, 10, "", ""]',
        "[2, 石桥镇, 20, 1%, 2]",
        '[小计, 〈, 20, "", ""]',
        '[总　计, 〈, 30, "", ""]',
    ],
    "of which": ["[1, 云溪镇, 10, 1%, 1]", '["", 其中：山区, 4, "", ""]', '[合计, 〈, 10, "", ""]'],
    "the sum of the parts alone": ['[城区, 小计, 12, "", ""]', '[山区, 小计, 8, "", ""]', '[合计, 〈, 20, "", ""]'],
    "rounded": ["[1, 甲, 0.33, 1%, 1]", "[2, 乙, 0.33, 1%, 2]", "[3, 丙, 0.33, 1%, 3]", '[合计, 〈, 1.00, "", ""]'],
}


@pytest.mark.parametrize("rows", RIGHT.values(), ids=RIGHT.keys())
def test_a_right_total_is_silent(tmp_path: Path, rows: list[str]) -> None:
    """A typed total that any sum of its column gives, up to rounding, is right."""
    table_of(tmp_path, typed(rows))


FAULTS = [
    ("N613", [*PLAIN, '[合计, 〈, 210.5, "", ""]'], "", 12, "写成 200.5"),
    ("N611", ["[1, 云溪镇, 约120, 1%, 1]"], "合计: [任务数]\n      ", 10, "约120"),
    ("N610", PLAIN, "合计: [完成数]\n      ", 8, "任务数"),
    ("N612", [*PLAIN, '[合计, 〈, 200.5, "", ""]'], "合计: 是\n      ", 8, "两行"),
    ("N614", PLAIN, "对齐: [左, 右]\n      ", 8, "5 栏"),
    ("N615", PLAIN, "列宽: [12, 宽, 自动, 自动, 自动]\n      ", 8, "自动"),
    ("N119", PLAIN, "字号: 初号\n      ", 8, "小四、五号"),
]


@pytest.mark.parametrize(("code", "rows", "more", "line", "part"), FAULTS)
def test_a_fault_is_one_error_at_its_place(
    tmp_path: Path, code: str, rows: list[str], more: str, line: int, part: str
) -> None:
    """Words in a column that is to be added, a wrong total, a column that is not there: one error each."""
    loaded = one(tmp_path, notice=HEAD + typed(rows, more))
    assert [short(item)[:3] for item in loaded.problems] == [(code, "notice.yaml", line)]
    (found,) = loaded.problems
    assert part in found.message + found.fix


def test_whole_numbers_may_be_rounded_where_the_notes_say_so(tmp_path: Path) -> None:
    """Whole numbers add up exactly, unless the notes say that they are rounded."""
    rows = ["[1, 云溪镇, 3, 1%, 1]", "[2, 石桥镇, 3, 1%, 2]", '[合计, 〈, 7, "", ""]']
    assert [item.code for item in one(tmp_path / "1", notice=HEAD + typed(rows)).problems] == ["N613"]
    table_of(tmp_path / "2", typed(rows, "注: 因四舍五入，合计与各项之和略有出入。\n      "))
