"""An old book taken in: two hundred rows as an office kept them, thirty faults, each told by its row."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.register.office import Office, number
from ygt_docs.problems import Problems, UserError
from ygt_docs.register.entry import EntryState
from ygt_docs.register.importing import read_old_book, take_in

HEAD = ["顺序号", "文号", "文件标题", "发文日期", "密级", "份 数", "发往机关", "签收人", "归卷日期", "收发室记事"]
WORDS = ("供水保障", "春季招生", "危房改造", "防汛值班", "农村公路", "校园安全", "老旧小区", "秋粮收购")


def rows(count: int) -> list[list[object]]:
    """Right rows, in the forms that people use for numbers and days."""
    made: list[list[object]] = []
    for serial in range(1, count + 1):
        day = datetime.date(2025, 1, 2) + datetime.timedelta(days=serial)
        forms = (f"云政文〔2025〕{serial}号", f"云政文[2025]{serial}号", f"云政文（2025）{serial:03}号")
        days = (day, day.isoformat(), f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日")
        title = f"云溪县人民政府关于做好{WORDS[serial % 8]}工作的通知（之{serial}）"
        made.append([serial, forms[serial % 3], title, days[serial % 4], "", 60, "各乡镇人民政府", "周云", "", ""])
    return made


def spoil(made: list[list[object]]) -> dict[int, str]:
    """Thirty faults; the code that each row (from 1, below the head) must get."""
    wanted: dict[int, str] = {}
    for row in (3, 43, 83, 123, 163):
        made[row - 1][1] = ""
        wanted[row] = "R702"
    for row, typed in (
        (7, "云政文2025-7"),
        (47, "47号"),
        (87, "云政文〔25〕87号"),
        (127, "云政文〔2025〕号"),
        (167, "无"),
    ):
        made[row - 1][1] = typed
        wanted[row] = "R703"
    for row in (11, 51, 91, 131, 171):
        made[row - 1][2] = ""
        wanted[row] = "R704"
    for row in (15, 55, 95, 135, 175):
        made[row - 1][1] = f"云政文〔2025〕{row - 1}号"
        wanted[row] = "R705"
    for row, typed in ((19, "2025-13-01"), (59, "三月"), (99, "2025.2.30"), (139, "去年"), (179, "4/5")):
        made[row - 1][3] = typed
        wanted[row] = "R707"
    for row, typed in ((23, "若干"), (63, "60+2"), (103, "各一")):
        made[row - 1][5] = typed
        wanted[row] = "R708"
    for row in (143, 183):
        made[row - 1][3] = "2024-06-01"
        wanted[row] = "R709"
    return wanted


def saved(folder: Path, made: list[list[object]], head: list[str] = HEAD) -> Path:
    """The rows as a workbook, a title above them."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["云溪县人民政府2025年发文登记簿"])
    sheet.append(head)
    for row in made:
        sheet.append(row)
    folder.mkdir(exist_ok=True)
    path = folder / "2025.xlsx"
    book.save(path)
    return path


def test_thirty_faults_are_all_told_by_row(office: Office, tmp_path: Path) -> None:
    """Each fault at its row and nothing else; nothing is taken; mended, all is taken."""
    made = rows(200)
    wanted = spoil(made)
    assert len(wanted) == 30
    problems = Problems()
    with pytest.raises(UserError):
        take_in(office.desk(), saved(tmp_path / "a", made), problems)
    found = {(item.place.line or 0) - 2: item.code for item in problems.errors}
    assert found == wanted
    assert len(problems.errors) == 30
    assert office.book().entries == {}
    assert [item.code for item in problems if item.code == "R710"] == []  # a number typed wrong is no gap
    numbers = take_in(office.desk(), saved(tmp_path / "b", rows(200)), Problems())
    assert len(numbers) == len(office.book().entries) == 200
    entry = office.book().entries[number(8, year=2025)]
    assert (entry.state, entry.fact("成文日期"), entry.fact("主送")) == (
        EntryState.ISSUED,
        "2025-01-10",
        "各乡镇人民政府",
    )
    office.notice("新", year=2025, day="2025-12-30")
    assert office.serial("新") == 201


def test_gaps_and_void_rows_are_understood(office: Office, tmp_path: Path) -> None:
    """A gap is told at the row behind it; a row noted as void is void, also without a title."""
    made = rows(6)
    del made[2:4]
    made[3][2], made[3][9] = "", ""
    head = [*HEAD[:9], "备注"]
    made[3][9] = "作废，打印有误"
    problems = Problems()
    old = read_old_book(saved(tmp_path / "a", made, head), "2025.xlsx", problems)
    assert [(item.code, item.place.line) for item in problems] == [("R710", 5)]
    assert "3—4" in next(iter(problems)).message
    entry = old.rows[-1].entry
    assert (entry.state, entry.reason) == (EntryState.VOID, "作废，打印有误")


def test_days_without_a_year_are_of_the_year_of_their_number(office: Office, tmp_path: Path) -> None:
    """A book of one year says 1月6日; what is noted as 此号未用 is void."""
    made = rows(3)
    made[0][3], made[1][3] = "1月6日", "一月七日"
    made[2][2], made[2][8], made[2][9] = "", "", "此号未用"
    head = ["序", *HEAD[1:9], "备注"]
    problems = Problems()
    old = read_old_book(saved(tmp_path / "a", made, head), "2025.xlsx", problems)
    assert list(problems) == []
    assert [row.entry.fact("成文日期") for row in old.rows][:2] == ["2025-01-06", "2025-01-07"]
    assert old.rows[2].entry.state is EntryState.VOID


def test_what_the_book_has_already_is_refused(office: Office, tmp_path: Path) -> None:
    """The same file twice, and a sheet without a head."""
    path = saved(tmp_path / "a", rows(3))
    take_in(office.desk(), path, Problems())
    with pytest.raises(UserError) as caught:
        take_in(office.desk(), path, Problems())
    assert [item.code for item in caught.value.problems] == ["R706"] * 3
    problems = Problems()
    read_old_book(saved(tmp_path / "b", rows(3), ["甲", "乙"]), "2025.xlsx", problems)
    assert [item.code for item in problems] == ["R701"]


def test_every_sheet_is_read_and_what_is_left_out_is_told(office: Office, tmp_path: Path) -> None:
    """A sheet for each code, totals at the foot, a column and a sheet that nobody knows; 作废 inside a title."""
    made = rows(3)
    made[1][2] = "关于作废部分票据的通知"
    made[2][9] = "李溪取走"
    path = saved(tmp_path / "a", [*made, ["合 计", "", "", "", "", 180]])
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("云政函")
    other.append(HEAD)
    other.append([1, "云政函〔2025〕1号", "关于商请供水的函", "2025-03-01", "", 2, "县财政局", "", "", ""])
    other.append([2, "云政文〔2025〕2号", "关于又一件的通知", "2025-03-02", "", 2, "县财政局", "", "", ""])
    book.create_sheet("说明").append(["收发室填写"])
    book.save(path)
    problems = Problems()
    old = read_old_book(path, "2025.xlsx", problems)
    told = [(item.code, item.place.cell) for item in problems]
    assert told == [("R711", "Sheet!J2"), ("R712", None), ("R705", "云政函!B3")]
    assert "Sheet!B4" in problems.errors[0].message
    assert [row.entry.state for row in old.rows] == [EntryState.ISSUED] * 4
    book["云政函"].delete_rows(3)
    book.save(path)
    assert len(take_in(office.desk(), path, Problems())) == 4
