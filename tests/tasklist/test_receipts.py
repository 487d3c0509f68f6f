"""Receipts of a meeting: sent out in Word and as a sheet, gathered into one list, the missing units named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook

from tests.tasklist.plans import ORGANS, content
from ygt_docs.console.tasklists import Asked, tasks
from ygt_docs.docfiles.word_grid import word_tables
from ygt_docs.golden.artefacts import make_document
from ygt_docs.notice import load_content
from ygt_docs.problems import UserError
from ygt_docs.project import this_project
from ygt_docs.tasklist.receipt_form import receipt_workbook, receipts_of
from ygt_docs.tasklist.receipts import Collected, collect_receipts, receipt_list

NOTICE = """\
文种: 通知
发文机关: [云溪县人民政府]
发文字号: {机关代字: 云政文, 年份: 2026}
标题: 云溪县人民政府关于召开供水工作会议的通知
主送机关: [各乡镇人民政府, 县教育局, 县财政局]
正文: |
  请各单位填写回执，于3月5日前报送。
附件:
  - 名称: 参会回执
    表单:
      行:
        - [单位, {字: "", 跨列: 5}]
        - [姓名, "", 职务, "", 联系电话, ""]
        - [姓　名, "", 职务, "", 联系电话, ""]
        - [是否住宿, {字: □是　□否, 跨列: 2}, 车牌号, {字: "", 跨列: 2}]
        - [{字: 其他事项, 竖排: 是}, {字: "", 跨列: 5, 高: 35}]
      注: [请于3月5日前报送。]
成文日期: 2026-02-10
"""
LIST = NOTICE[: NOTICE.index("    表单:")] + (
    "    表: {栏: [序号, 单位, 姓名, 电话], 空行: 4, 注: 请于3月5日前报送。}\n成文日期: 2026-02-10\n"
)
UNITS = """\
单位:
  - {全称: 石桥镇人民政府, 简称: 石桥镇}
  - {全称: 龙潭乡人民政府, 简称: 龙潭乡}
  - {全称: 云溪县教育局, 简称: 教育局}
  - 全称: 各乡镇人民政府
    成员: [石桥镇人民政府, 龙潭乡人民政府]
"""
PROJECT = this_project()

Cells = dict[tuple[int, int], str]
"""What is written into the cells of a receipt, by row and by the place of the cell in it, from 0."""


def meeting(root: Path, notice: str = NOTICE, units: str = UNITS) -> Path:
    """A content folder with a meeting that asks for receipts."""
    folder = content(root, notice=notice, name="会议", organs=ORGANS)
    (folder / "会议" / "tasks.yaml").unlink()
    (folder / "单位.yaml").write_text(units, encoding="utf-8")
    return folder


def collect(folder: Path, *paths: Path) -> Collected:
    """What the filled receipts say."""
    document = load_content(folder, PROJECT, "会议").documents[0].document
    assert document is not None
    return collect_receipts(list(paths), document, receipts_of(document), PROJECT)


def listed(found: Collected) -> list[list[str]]:
    """The rows of the first list, without the name of the file."""
    rows = []
    for _, row in found.answers[0].rows:
        rows.append([row[label] for label in found.answers[0].form.labels])
    return rows


def codes(found: Collected) -> list[str]:
    """The codes of what was told."""
    return [item.code for item in found.problems]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notice as the project makes it in Word."""
    root = tmp_path_factory.mktemp("sent")
    (root / "out").mkdir()
    made = make_document("会议", meeting(root), PROJECT, root / "out")
    assert made.flow is not None
    return root / "out" / "会议.docx"


def filled(sent: Path, path: Path, cells: Cells, edit: Callable[[str], str] = str) -> Path:
    """The Word file with its receipt filled in; `edit` changes what its choices say."""
    document = docx.Document(str(sent))
    (table,) = [table for table in document.tables if table.rows[0].cells[0].text == "单位"]
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(docx.table._Cell(item, table) for item in row._tr.tc_lst):
            if (number, place) in cells:
                cell.paragraphs[0].add_run(cells[number, place])
            for run in cell.paragraphs[0].runs if "□" in cell.text else ():
                run.text = edit(run.text)
    document.save(str(path))
    return path


def sheet(folder: Path, path: Path, cells: dict[str, str]) -> Path:
    """The receipt as a sheet with `cells` filled in by their names."""
    document = load_content(folder, PROJECT, "会议").documents[0].document
    assert document is not None
    path.write_bytes(receipt_workbook(receipts_of(document)))
    book = load_workbook(path)
    for name, value in cells.items():
        book.worksheets[0][name].value = value
    book.save(path)
    return path


def test_receipts_give_one_list_and_who_is_missing(sent: Path, tmp_path: Path) -> None:
    """Word and sheet together, in the order of the addressees; two people of a unit are two rows."""
    folder = meeting(tmp_path)
    two = {(0, 1): "石桥镇人民政府", (1, 1): "赵大河", (1, 3): "镇长", (2, 1): "钱小川", (3, 3): "云A00001"}
    finance = sheet(folder, tmp_path / "a.xlsx", {"B2": "财政局", "B3": "周知远", "F3": "8000033"})
    word = filled(sent, tmp_path / "b.docx", two, lambda text: text.replace("□是", "☑是"))
    found = collect(folder, finance, word)
    assert listed(found) == [
        ["石桥镇", "赵大河", "镇长", "", "是", "云A00001", ""],
        ["石桥镇", "钱小川", "", "", "是", "云A00001", ""],
        ["云溪县财政局", "周知远", "", "8000033", "", "", ""],
    ]
    assert found.answers[0].missing == ["龙潭乡人民政府", "云溪县教育局"]
    assert codes(found) == ["L607"]
    assert "2 个单位没有交“参会回执”：龙潭乡、教育局" in next(iter(found.problems)).message


def test_faults_are_told_and_the_others_taken(sent: Path, tmp_path: Path) -> None:
    """No unit, two of one unit, a blank one, a unit that was not asked, files that are no receipts."""
    folder = meeting(tmp_path)
    school = {"B2": "县教育局", "B3": "周知远"}
    paths = [
        sheet(folder, tmp_path / "1.xlsx", school),
        sheet(folder, tmp_path / "2.xlsx", school),
        sheet(folder, tmp_path / "3.xlsx", {"B3": "李明溪"}),
        sheet(folder, tmp_path / "4.xlsx", {}),
        filled(sent, tmp_path / "5.docx", {(0, 1): "公安局", (1, 1): "王强"}),
        tmp_path / "6.xlsx",
        tmp_path / "7.docx",
        tmp_path / "8.pdf",
    ]
    Workbook().save(paths[5])
    paths[6].write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    paths[7].write_bytes(b"%PDF-1.7")
    found = collect(folder, *paths)
    assert codes(found) == ["L605", "L603", "L606", "L602", "D805", "L609", "L604", "L607"]
    assert [row[1] for row in listed(found)] == ["周知远", "王强"]
    told = {item.code: item.place for item in found.problems}
    assert told["L605"].cell == told["L603"].cell == "参会回执!B2"
    assert str(told["D805"]).endswith("7.docx")


def test_a_file_may_hold_several_receipts(sent: Path, tmp_path: Path) -> None:
    """A sheet for each unit, the blank one left behind, and the tables of the notice itself, which are none."""
    folder = meeting(tmp_path)
    path = sheet(folder, tmp_path / "a.xlsx", {})
    book = load_workbook(path)
    for unit, name in (("石桥镇", "赵大河"), ("龙潭乡", "钱小川")):
        copied = book.copy_worksheet(book.worksheets[0])
        copied["B2"].value, copied["B3"].value = unit, name
    book.save(path)
    found = collect(folder, path)
    assert [row[:2] for row in listed(found)] == [["石桥镇", "赵大河"], ["龙潭乡", "钱小川"]]
    assert codes(found) == ["L607"]
    members = "正文:\n  - 请填写回执，参会人员：\n  - 表: {栏: [单位, 姓名, 电话], 行: [[教育局, 李明溪, 8000041]]}\n"
    text = "正文: |\n  请各单位填写回执，于3月5日前报送。\n"
    folder = meeting(tmp_path / "b", LIST.replace(text, members))
    (tmp_path / "out").mkdir()
    make_document("会议", folder, PROJECT, tmp_path / "out")
    found = collect(folder, tmp_path / "out" / "会议.docx")
    assert (listed(found), codes(found)) == ([], ["L606", "L607"])


def test_the_unit_is_found_in_the_name_of_the_file(sent: Path, tmp_path: Path) -> None:
    """A receipt that does not say its unit, sent as 龙潭乡回执.docx."""
    found = collect(meeting(tmp_path), filled(sent, tmp_path / "龙潭乡回执.docx", {(1, 1): "孙一平"}))
    assert listed(found)[0][:2] == ["龙潭乡", "孙一平"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("☑是　□否", "是"),
        ("□是　√否", "否"),
        ("☑是　☑否", "是、否"),
        ("□是　□否", ""),
        ("是", "是"),
        ("不住", "不住"),
    ],
)
def test_what_was_ticked(tmp_path: Path, typed: str, meant: str) -> None:
    """Any sign that people tick with; what is written instead stands as it is; nothing ticked is nothing."""
    folder = meeting(tmp_path)
    found = collect(folder, sheet(folder, tmp_path / "a.xlsx", {"B2": "教育局", "B5": typed}))
    assert [row[4] for row in listed(found)] == ([meant] if meant else [""])


def test_a_table_with_blank_rows_is_a_receipt(tmp_path: Path) -> None:
    """One row a person; a unit that stands once above its people counts for all of them."""
    folder = meeting(tmp_path, LIST)
    cells = {"B3": "教育局", "C3": "周知远", "D3": "8000011", "C4": "李明溪", "B5": "石桥镇", "C5": "赵大河"}
    found = collect(folder, sheet(folder, tmp_path / "a.xlsx", cells))
    assert listed(found) == [
        ["石桥镇", "赵大河", ""],
        ["教育局", "周知远", "8000011"],
        ["教育局", "李明溪", ""],
    ]


def test_addressees_that_are_nobody_in_particular(tmp_path: Path) -> None:
    """Where nobody said who 各乡镇人民政府、街道办事处 are, that is told, and no unit is strange."""
    notice = NOTICE.replace("各乡镇人民政府, 县教育局", "各乡镇人民政府、街道办事处, 县教育局")
    folder = meeting(tmp_path, notice)
    found = collect(folder, sheet(folder, tmp_path / "a.xlsx", {"B2": "城关街道办事处"}))
    assert codes(found) == ["L607", "L608"]
    assert found.answers[0].unclear == ["街道办事处"]
    document = load_content(folder, PROJECT, "会议").documents[0].document
    assert document is not None
    assert "街道办事处没有写明是哪些单位" in receipt_list(found, document)[0].tree["正文"][0]


def test_the_list_is_a_right_document(tmp_path: Path) -> None:
    """It loads without a finding, with answers and without."""
    folder = meeting(tmp_path)
    document = load_content(folder, PROJECT, "会议").documents[0].document
    assert document is not None
    from ygt_docs.tasklist.derived import files_of

    for path in ([], [sheet(folder, tmp_path / "a.xlsx", {"B2": "教育局", "B3": "周知远"})]):
        (made,) = receipt_list(collect(folder, *path), document)
        other = tmp_path / f"o{len(path)}"
        for file, data in files_of(made, other, PROJECT).items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert list(load_content(other, PROJECT).documents[0].problems) == []


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--xlsx of a document without tasks gives its receipt, --collect the list in all forms."""
    folder = meeting(tmp_path)
    path, out = tmp_path / "回执.xlsx", tmp_path / "o"
    assert tasks(Asked("会议", str(folder), xlsx=str(path))) == 0
    book = load_workbook(path)
    assert "B2:F2" in [str(area) for area in book.worksheets[0].merged_cells.ranges]
    book.worksheets[0]["B2"].value = "教育局"
    book.save(path)
    assert tasks(Asked("会议", str(folder), collect=str(path), out=str(out))) == 0
    assert "收了 1 个单位的，共 1 行" in capsys.readouterr().out
    made = load_workbook(out / "回执汇总.xlsx")
    assert [cell.value for cell in made.worksheets[0][3]][:2] == ["1", "教育局"]
    assert [cell.value for cell in made.worksheets[1]["B"]] == ["单位", "石桥镇", "龙潭乡", "云溪县财政局"]
    assert {file.suffix for file in (out / "成品" / "会议-参会回执-汇总").iterdir()} >= {".docx", ".pdf"}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(collect="a.xlsx"), "L408"),
        (Asked("会议", collect="a.xlsx", unit="教育局"), "L407"),
        (Asked("没有", collect="a.xlsx"), "N108"),
        (Asked("会议", collect="没有.xlsx"), "B208"),
        (Asked("会议", xlsx="回执.doc"), "L403"),
        (Asked("学校", collect="a.xlsx"), "L601"),
    ],
)
def test_wrong_use(tmp_path: Path, asked: Asked, code: str) -> None:
    """Which document, which files: each is told."""
    from dataclasses import replace

    folder = meeting(tmp_path)
    content(tmp_path)
    with pytest.raises(UserError) as error:
        tasks(replace(asked, content=str(folder)))
    assert [item.code for item in error.value.problems] == [code]


def test_tables_of_a_word_file(tmp_path: Path) -> None:
    """Merged cells once, deletions that are tracked not at all, a sign from a font of pictures as what it shows."""
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "人员"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "姓名"
    run = table.cell(1, 1).paragraphs[0].add_run("旧")
    deleted = OxmlElement("w:del")
    run._r.addprevious(deleted)
    deleted.append(run._r)
    sign = OxmlElement("w:sym")
    sign.set(qn("w:font"), "Wingdings")
    sign.set(qn("w:char"), "F0FE")
    table.cell(2, 0).paragraphs[0].add_run()._r.append(sign)
    cells = word_tables(document.element.body)[0]
    found = [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in cells if cell.text]
    assert found == [("人员", 1, 1, 2, 1), ("姓名", 1, 2, 1, 2), ("☑", 3, 1, 1, 1)]
    assert [cell.text for cell in cells if (cell.row, cell.column) == (2, 2)] == [""]
