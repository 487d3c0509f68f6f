"""Sheets beside the YAML (.xlsx, .csv): cells as they show, merged areas, widths, and what must not pass in silence."""

from __future__ import annotations

import csv
import datetime
import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from tests.intake.packages import excel, zipped
from ygt_docs.docfiles.number_format import shown
from ygt_docs.docfiles.sheet import MOST_BYTES, Sheet, read_sheet
from ygt_docs.problems import Problems

FILE = "content/a/名单.xlsx"


def book(fill: Callable[[Worksheet], object], title: str = "名单") -> bytes:
    """An .xlsx with one sheet that `fill` has filled."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows(sheet: Worksheet) -> None:
    """A small list of people."""
    for row in (["序号", "姓名", "单位"], [1, "周云", "县一中"], [2, "李小明", "县二中"]):
        sheet.append(row)


def read(data: bytes, file: str = FILE, **chosen: str) -> tuple[Sheet | None, list[str]]:
    """What is read, and the problems as they are shown, each up to its message."""
    problems = Problems()
    sheet = read_sheet(data, file, problems, **chosen)
    return sheet, [f"{item.place} {item.code}" for item in problems]


def texts(sheet: Sheet | None) -> list[list[str | None]]:
    """The texts of the cells; None where a merged cell covers the place."""
    assert sheet is not None
    found: list[list[str | None]] = []
    for row in sheet.rows:
        found.append([None if cell is None else cell.text for cell in row])
    return found


def test_cells_stand_as_they_show() -> None:
    """Rows of equal length; numbers, dates and texts as the sheet shows them; nothing to say."""

    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C2"], sheet["D2"], sheet["E2"] = "单位", "完成数", "完成率", "日期"
        sheet["B3"], sheet["C3"], sheet["D3"] = "石桥镇", 12345.6, 0.983
        sheet["E3"] = datetime.date(2026, 7, 1)
        sheet["C3"].number_format, sheet["D3"].number_format = "#,##0.00", "0.0%"
        sheet["E3"].number_format = 'yyyy"年"m"月"d"日"'

    sheet, problems = read(book(fill))
    assert texts(sheet) == [["单位", "完成数", "完成率", "日期"], ["石桥镇", "12,345.60", "98.3%", "2026年7月1日"]]
    assert problems == []
    assert sheet is not None
    cell = sheet.rows[1][1]
    assert cell is not None
    assert (cell.name, str(sheet.place(cell))) == ("C3", "content/a/名单.xlsx 名单!C3")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (12345.678901, "General", "12345.6789"),
        (110101199001011234, "General", "110101199001011234"),
        (12.5, "0", "13"),
        (-0.4, "0", "0"),
        (2.675, "0.00", "2.68"),
        (1234567, "#,##0", "1,234,567"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (-5, "0.00_ ;[Red]\\-0.00\\ ", "-5.00"),
        (0.985, "0%", "99%"),
        (0.983, "0.0%", "98.3%"),
        (7, "000", "007"),
        (7, "@", "7"),
        (datetime.datetime(2026, 7, 1), "mm-dd-yy", "2026/7/1"),
        (datetime.datetime(2026, 7, 1), "yyyy/m/d;@", "2026/7/1"),
        (datetime.datetime(2026, 7, 1), "yyyy-mm-dd", "2026-07-01"),
        (datetime.datetime(2026, 7, 1), "[$-804]yyyy\\年m\\月d\\日", "2026年7月1日"),
        (datetime.datetime(2026, 7, 1), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026年7月1日"),
        (datetime.datetime(2026, 7, 1), 'yyyy"年"m"月"', "2026年7月"),
        (datetime.datetime(2026, 7, 1, 9, 5), "yyyy/m/d h:mm", "2026/7/1 9:05"),
        (datetime.time(0, 30), "h:mm", "0:30"),
    ],
)
def test_formats_that_offices_use(value: object, code: str, text: str) -> None:
    """A number or a date is printed as a Chinese Excel shows it."""
    assert shown(value, code) == shown(value, code).__class__(text)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12000.0, "0.00E+00", "12000"),
        (0.5, "# ?/?", "0.5"),
        (12.5, '"约"0.0"万元"', "12.5"),
        (3, "[DBNum1]General", "3"),
        (datetime.datetime(2026, 7, 1), "d-mmm-yy", "2026/7/1"),
        (datetime.timedelta(hours=30), "[h]:mm:ss", "1 day, 6:00:00"),
    ],
)
def test_another_format_leaves_the_stored_value(value: object, code: str, text: str) -> None:
    """What is not known is never guessed at: the stored value stands, and is said to."""
    found = shown(value, code)
    assert (found.text, found.known) == (text, False)


def test_a_format_that_is_not_known_is_one_note() -> None:
    """One finding for a format, at its first cell, with the others listed."""

    def fill(sheet: Worksheet) -> None:
        for number in range(1, 9):
            sheet.cell(number, 1, number * 1000)
            sheet.cell(number, 1).number_format = "0.00E+00"

    sheet, problems = read(book(fill))
    assert texts(sheet)[0] == ["1000"]
    assert problems == ["content/a/名单.xlsx 名单!A1 X113"]


def test_libreoffice_shows_the_same(tmp_path: Path, tool: Callable[[str], str]) -> None:
    """The .csv that LibreOffice makes of a sheet holds the same texts as the cells read here."""
    codes = [("General", 12.5), ("0", 12.4), ("0.00", 2.675), ("#,##0", 1234567), ("#,##0.00", -1234.5), ("0%", 0.985)]
    codes += [("0.0%", 0.983), ("0.00%", 1.2345), ("@", 7), ("000", 7), ("#,##0.00_);(#,##0.00)", -3)]
    day = datetime.datetime(2026, 7, 1)
    dates = ["yyyy/m/d", "yyyy-m-d", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', 'm"月"d"日"', "yyyy/mm/dd h:mm"]

    def fill(sheet: Worksheet) -> None:
        for row, (code, value) in enumerate([*codes, *((code, day) for code in dates)], 1):
            sheet.cell(row, 1, "文字")
            sheet.cell(row, 2, value).number_format = code

    data = book(fill)
    (tmp_path / "a.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1"
    command = [tool("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.csv").exists(), "LibreOffice has no part for sheets: install libreoffice-calc-nogui"
    witness = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    witness = [[text.strip() for text in row] for row in witness]
    assert texts(read(data)[0]) == witness


def test_chinese_excel_has_formats_of_its_own() -> None:
    """Format 31 is 年月日 in a Chinese Excel, although the file does not say so."""
    styles = '<cellXfs><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs>'
    data = excel('<row r="1"><c r="A1" s="0"><v>46204</v></c><c r="B1" s="1"><v>46204</v></c></row>', styles=styles)
    assert texts(read(data)[0]) == [["2026年7月1日", "2026年7月"]]


def test_merged_cells_blanks_and_widths_come_along() -> None:
    """A merged cell says how far it reaches, a blank is a blank, a width that was set is in millimetres."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["B2"], sheet["C2"] = "单位", "完成情况", "任务数", "完成数"
        sheet["A3"], sheet["C3"] = "石桥镇", 80
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")
        sheet.column_dimensions["A"].width = 20
        sheet.row_dimensions[3].height = 40
        sheet["A1"].alignment = Alignment(horizontal="center")

    sheet, problems = read(book(fill))
    assert texts(sheet) == [["单位", "完成情况", None], [None, "任务数", "完成数"], ["石桥镇", "", "80"]]
    assert sheet is not None
    spans = [(cell.rows, cell.columns) for row in sheet.rows for cell in row if cell is not None]
    assert spans[:3] == [(2, 1), (1, 2), (1, 1)]
    assert sheet.widths[0] == pytest.approx(38.4, abs=0.1)
    assert sheet.widths[1:] == (None, None)
    assert sheet.heights[2] == pytest.approx(14.1, abs=0.1)
    assert problems == []


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    """Neither is printed, also not where a merged cell reaches over them; one finding lists them."""

    def fill(sheet: Worksheet) -> None:
        rows(sheet)
        sheet.merge_cells("B2:B3")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True

    sheet, problems = read(book(fill))
    assert texts(sheet) == [["序号", "姓名"], ["2", "周云"]]
    assert problems == ["content/a/名单.xlsx X114"]


def test_a_formula_stands_by_its_stored_value() -> None:
    """What Excel reckoned is printed; a formula that nobody reckoned is an error with its cells."""
    stored = '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>4</v></c></row>'
    empty = (
        '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c></row>'
    )
    assert texts(read(excel(stored))[0]) == [["2", "4"]]
    sheet, problems = read(
        excel(empty.replace('<c r="C1"', '<c r="D1" t="s"><v>0</v></c><c r="C1"'), "<si><t>甲</t></si>")
    )
    assert sheet is None
    assert problems == ["content/a/名单.xlsx 清单!B1 X111"]


def test_an_error_value_is_never_printed() -> None:
    """#DIV/0! is an error at its cell."""
    wrong = '<row r="1"><c r="A1"><v>2</v></c><c r="B1" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row>'
    sheet, problems = read(excel(wrong))
    assert sheet is None
    assert problems == ["content/a/名单.xlsx 清单!B1 X112"]


def two_sheets() -> bytes:
    """A workbook with two sheets that show and an empty one."""
    made = openpyxl.Workbook()
    first = made.active
    assert isinstance(first, Worksheet)
    first.title = "一中"
    rows(first)
    made.create_sheet("二中")["A1"] = "甲"
    made.create_sheet("空")
    return saved(made)


def test_the_sheet_and_the_area_are_chosen() -> None:
    """By name; without one the first is taken, and the others are named."""
    assert texts(read(two_sheets(), title="二中")[0]) == [["甲"]]
    sheet, problems = read(two_sheets())
    assert texts(sheet)[0] == ["序号", "姓名", "单位"]
    assert problems == ["content/a/名单.xlsx X118"]
    assert texts(read(book(rows), area="B2：c3")[0]) == [["周云", "县一中"], ["李小明", "县二中"]]
    assert texts(read(book(rows), area="$B$1:$B$1")[0]) == [["姓名"]]


@pytest.mark.parametrize(
    ("chosen", "code"), [({"title": "三中"}, "X108"), ({"area": "B2"}, "X109"), ({"area": "F9:G9"}, "X115")]
)
def test_what_is_not_there_is_one_error(chosen: dict[str, str], code: str) -> None:
    """A sheet, an area or a content that is not there."""
    sheet, problems = read(two_sheets() if "title" in chosen else book(rows), **chosen)
    assert sheet is None
    assert problems == [f"content/a/名单.xlsx {code}"]


def test_ten_thousand_columns_are_refused_at_their_last_cell() -> None:
    """Far too wide or too long: one error with what there is; cells that only have a format do not count."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "甲"
        sheet.cell(1, 10_000, "乙")

    sheet, problems = read(book(fill))
    assert sheet is None
    assert problems == ["content/a/名单.xlsx 名单!NTP1 X110"]
    formatted = book(lambda sheet: (rows(sheet), setattr(sheet.cell(900, 900), "number_format", "0.00")))
    assert len(texts(read(formatted)[0])) == 3


def test_pictures_and_comments_of_a_sheet_are_named() -> None:
    """They do not come along, which is said."""

    def fill(sheet: Worksheet) -> None:
        rows(sheet)
        sheet["A2"].comment = Comment("请核对", "周云")
        dot = io.BytesIO()
        Image.new("RGB", (4, 4)).save(dot, "PNG")
        sheet.add_image(SheetImage(dot), "E5")

    sheet, problems = read(book(fill))
    assert len(texts(sheet)) == 3
    assert problems == ["content/a/名单.xlsx X120"] * 2


_BOMB = {"_rels/.rels": "", "xl/workbook.xml": "0" * 90_000_000}
_MERGED = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


@pytest.mark.parametrize(
    ("data", "file", "code"),
    [
        (b"PK\x03\x04" + b"0" * MOST_BYTES, FILE, "X103"),
        (b"", "content/a/名单.et", "X104"),
        (b"PK\x03\x04 broken", FILE, "X105"),
        (zipped(_BOMB), FILE, "X105"),
        (excel('<row r="1"><c r="A1"><v>1</v></c></row>', merged=_MERGED), FILE, "X105"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), FILE, "X106"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 100, FILE, "X107"),
        ("姓名,单位\n".encode(), FILE, "X107"),
        (zipped({"a.txt": "甲"}), FILE, "X107"),
        (excel(""), FILE, "X115"),
        (b"\x81\x00\xff\xfe", "content/a/名单.csv", "X116"),
        ('姓名,单位\n"周云,县一中\n'.encode(), "content/a/名单.csv", "X117"),
    ],
)
def test_each_broken_file_is_one_error(data: bytes, file: str, code: str) -> None:
    """Too large, of another kind, damaged, locked by a password, a bomb: one clear message, never a traceback."""
    sheet, problems = read(data, file)
    assert sheet is None
    assert [item.rpartition(" ")[2] for item in problems] == [code]


def test_a_strict_workbook_is_told_what_to_do() -> None:
    """Excel's “Strict Open XML” is not read, and says so instead of coming in empty."""
    data = excel('<row r="1"><c r="A1"><v>1</v></c></row>')
    plain = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).replace(plain, _STRICT) for name in archive.namelist()}
    assert read(zipped(parts))[1] == ["content/a/名单.xlsx X105"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_both_encodings(encoding: str) -> None:
    """Commas, quotes and line ends within a cell are text; blanks stay."""
    data = '姓名,单位,备注\r\n周云,"县一中,县二中",\r\n李小明,,"甲\r\n乙"\r\n'.encode(encoding)
    sheet, problems = read(data, "content/a/名单.csv")
    assert texts(sheet) == [["姓名", "单位", "备注"], ["周云", "县一中,县二中", ""], ["李小明", "", "甲\n乙"]]
    assert problems == []


def test_a_comma_that_parts_a_cell_is_found() -> None:
    """One row of a .csv that is longer than all the others is a comma without quotes."""
    data = "姓名,单位\n周云,县一中\n李小明,县二中,县三中\n王强,县四中\n".encode()
    sheet, problems = read(data, "content/a/名单.csv")
    assert sheet is None
    assert problems == ["content/a/名单.csv:3 X119"]
