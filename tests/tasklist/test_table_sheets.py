"""The task table out to .xlsx and back: nothing lost, nothing changed, and edits come back as what they are."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.tasklist.edits import edit_cells
from tests.tasklist.plans import DRAFT, ISSUED, TASKS, content, plan, random_table
from ygt_docs.notice import load_content
from ygt_docs.problems import UserError
from ygt_docs.project import this_project
from ygt_docs.tasklist.changes import Kind
from ygt_docs.tasklist.ids import number_tasks, write_ids
from ygt_docs.tasklist.workbook import table_workbook
from ygt_docs.tasklist.writing_back import Returned, read_back

PROJECT = this_project()


def sent(folder: Path, name: str = "学校") -> Path:
    """The workbook of a plan whose tasks got their 编号."""
    write_ids(number_tasks(plan(folder, name), PROJECT))
    path = folder.parent / "tasks.xlsx"
    path.write_bytes(table_workbook(plan(folder, name)))
    return path


def back(path: Path, folder: Path, name: str = "学校") -> Returned:
    """What the workbook changes."""
    return read_back(path, plan(folder, name), PROJECT)


def yaml(folder: Path) -> str:
    """tasks.yaml as it is."""
    return (folder / "学校" / "tasks.yaml").read_text(encoding="utf-8")


def codes(error: pytest.ExceptionInfo[UserError]) -> list[str]:
    """The codes of what was told."""
    return [item.code for item in error.value.problems]


def test_ids_are_written_once_and_stay(tmp_path: Path) -> None:
    """A draft has its 编号 in tasks.yaml; comments and layout stay; twice changes nothing."""
    folder = content(tmp_path)
    write_ids(number_tasks(plan(folder), PROJECT))
    text = yaml(folder)
    assert "      - 任务: 新建实验小学。   # 在城东\n        编号: R01\n" in text
    assert "      # 下面这项有合并\n      - 任务: 新建城西幼儿园。\n        编号: R02\n" in text
    assert "- {任务: 改造三所村小。, 时限: 10月底前, 牵头: [住建局], 配合: [教育局], 编号: R04}" in text
    assert number_tasks(plan(folder), PROJECT).count == 0
    assert [item.id for item in plan(folder).items] == ["R01", "R02", "R03", "R04", "R05"]


def test_an_issued_document_keeps_its_files(tmp_path: Path) -> None:
    """Its 编号 stand in 进展/编号.yaml; the document and its fingerprint do not change."""
    from ygt_docs.building.fingerprint import document_fingerprint, state_of

    folder = content(tmp_path, notice=ISSUED)
    before = document_fingerprint("", folder / "学校"), state_of(folder / "学校")
    write_ids(number_tasks(plan(folder), PROJECT))
    assert yaml(folder) == TASKS
    assert (document_fingerprint("", folder / "学校"), state_of(folder / "学校")) == before
    assert [item.id for item in plan(folder).items] == ["R01", "R02", "R03", "R04", "R05"]


def test_a_new_task_never_gets_an_old_id(tmp_path: Path) -> None:
    """編号 go on above every one that was given, also to a task that is gone but was reported on."""
    folder = content(tmp_path)
    write_ids(number_tasks(plan(folder), PROJECT))
    (folder / "学校" / "进展").mkdir()
    month = "公文: 云溪县人民政府关于印发学校建设计划的通知\n月份: 2026-05\n填报:\n"
    (folder / "学校" / "进展" / "2026-05.yaml").write_text(
        month + "  - {编号: R05, 单位: 云溪县教育局, 状态: 推进中}\n", encoding="utf-8"
    )
    text = yaml(folder)
    (folder / "学校" / "tasks.yaml").write_text(text + "      - 任务: 新的一项。\n", encoding="utf-8")
    write_ids(number_tasks(plan(folder), PROJECT))
    assert plan(folder).items[-1].id == "R06"


def test_a_doubled_id_is_told(tmp_path: Path) -> None:
    """Two tasks of one 编号 cannot be told apart."""
    folder = content(tmp_path, tasks=TASKS.replace("- 任务: ", "- 编号: R1\n        任务: "))
    with pytest.raises(UserError) as error:
        number_tasks(plan(folder), PROJECT)
    assert set(codes(error)) == {"L103"}


def test_out_and_in_changes_nothing(tmp_path: Path) -> None:
    """What goes out comes back without a change, and the same plan gives the same bytes."""
    folder = content(tmp_path)
    path = sent(folder)
    assert back(path, folder).changes == []
    assert table_workbook(plan(folder)) == path.read_bytes()


def test_the_sheet_is_made_to_be_worked_with(tmp_path: Path) -> None:
    """Hidden 编号, frozen head that repeats, merged cells, dates as dates, A4 landscape as wide as the page."""
    tasks = TASKS.replace("标题: 新建", "标题: 新建学校和幼儿园，补上学位")
    sheet = load_workbook(sent(content(tmp_path, tasks=tasks))).worksheets[0]
    assert sheet.title == "学校建设任务清单"
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert "D4:D5" in [str(area) for area in sheet.merged_cells.ranges]
    assert sheet["E4"].is_date
    assert sheet.row_dimensions[3].height == sheet.row_dimensions[2].height  # a heading goes over all columns


def test_random_tables_go_out_and_in(tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]) -> None:
    """Tables with merges, odd characters and typed and untyped dates: nothing is lost, nothing changes."""
    for number in range(count(25, 1000)):
        table = random_table(rng)
        folder = content(tmp_path / str(number), notice=DRAFT, tasks=table)
        path = sent(folder)
        before = yaml(folder)
        found = back(path, folder)
        assert [str(change) for change in found.changes] == []
        found.write([])
        assert yaml(folder) == before
        shutil.rmtree(folder.parent)


def test_random_edits_come_back_as_those_edits(
    tmp_path: Path, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Each changed cell is one change with its 编号, key and new text; written, the table says so and builds."""
    done = 0
    number = 0
    while done < count(60, 300):
        number += 1
        folder = content(tmp_path / str(number), tasks=random_table(rng))
        edited = edit_cells(str(sent(folder)), rng, 6)
        found = back(Path(edited.path), folder)
        assert {(item.kind, item.identity, item.key, item.new) for item in found.changes} == edited.expected
        found.write(found.changes)
        assert back(Path(edited.path), folder).changes == []
        assert not load_content(folder, PROJECT).documents[0].problems.errors
        done += len(edited.expected)


def test_edits_through_libreoffice(
    tmp_path: Path, rng: random.Random, tool: Callable[[str], str], count: Callable[[int, int], int]
) -> None:
    """Workbooks that LibreOffice saved say the same as those that were edited."""
    folders, every = {}, {}
    while sum(len(edited.expected) for edited in every.values()) < count(8, 300):
        name = f"{len(every)}.xlsx"
        folders[name] = content(tmp_path / str(len(every)), tasks=random_table(rng))
        path = sent(folders[name]).rename(tmp_path / name)
        every[name] = edit_cells(str(path), rng, 8)
    out = tmp_path / "lo"
    command = [
        tool("soffice"),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    files = [edited.path for edited in every.values()]
    subprocess.run([*command, "--outdir", str(out), *files], check=True, capture_output=True, timeout=300)
    for name, edited in every.items():
        assert (out / name).is_file(), "LibreOffice has no part for sheets: install libreoffice-calc-nogui"
        found = back(out / name, folders[name])
        assert {(item.kind, item.identity, item.key, item.new) for item in found.changes} == edited.expected


# ---- rows


def edited_sheet(path: Path, edit: Callable[[object], None]) -> Path:
    """The workbook after `edit` of its first sheet."""
    book = load_workbook(path)
    edit(book.worksheets[0])
    book.save(path)
    return path


def delete_row(sheet: object, row: int) -> None:
    """Take a row out as Excel does: merged areas below move up with their cells."""
    areas = list(sheet.merged_cells.ranges)
    for area in areas:
        sheet.unmerge_cells(str(area))
    sheet.delete_rows(row)
    for area in areas:
        if area.min_row > row:
            area.shift(row_shift=-1)
        sheet.merge_cells(str(area))


def test_a_row_that_moved_is_told_by_its_id(tmp_path: Path) -> None:
    """The last task of the first group goes to the end of the second: one change, comments go along."""
    folder = content(tmp_path, tasks=TASKS.replace("- 任务: 配齐教师。", "- 任务: 配齐教师。   # 含音体美"))
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet.move_range("A6:I6", rows=4)

    found = back(edited_sheet(path, edit), folder)
    assert [(item.kind, item.identity) for item in found.changes] == [(Kind.MOVED, "R03")]
    found.write(found.changes)
    assert [(item.id, item.group) for item in plan(folder).items] == [
        ("R01", "新建"),
        ("R02", "新建"),
        ("R04", "改造"),
        ("R05", "改造"),
        ("R03", "改造"),
    ]
    assert "任务: 配齐教师。   # 含音体美" in yaml(folder)


def test_rows_that_came_and_went(tmp_path: Path) -> None:
    """A row without 编号 is a new task where it stands; one that is gone is a task taken out."""
    folder = content(tmp_path)
    path = sent(folder)

    def edit(sheet: object) -> None:
        delete_row(sheet, 6)
        row = sheet.max_row + 1
        sheet.cell(row, 3).value = "新配体育器材。"
        sheet.cell(row, 4).value = "9月底前"

    found = back(edited_sheet(path, edit), folder)
    assert [(item.kind, item.identity) for item in found.changes] == [(Kind.ADDED, ""), (Kind.REMOVED, "R03")]
    found.write(found.changes)
    assert [(item.id, item.text) for item in plan(folder).items][-1] == ("R06", "新配体育器材。")
    assert "R03" not in [item.id for item in plan(folder).items]


def test_a_task_that_was_split(tmp_path: Path) -> None:
    """A copied row: the one most like the old task keeps the 编号, the other is new."""
    folder = content(tmp_path)
    path = sent(folder)

    def edit(sheet: object) -> None:
        row = sheet.max_row + 1
        for column in range(1, 10):
            sheet.cell(row, column).value = sheet.cell(row - 1, column).value
        sheet.cell(row - 1, 3).value = "更换全部图书。"
        sheet.cell(row, 3).value = "更换课桌椅300套。"

    found = back(edited_sheet(path, edit), folder)
    told = [(item.kind, item.identity, item.new) for item in found.changes]
    assert told == [(Kind.ADDED, "", ""), (Kind.CELL, "R05", "更换课桌椅300套。")]
    found.write(found.changes)
    assert [(item.id, item.text) for item in plan(folder).items][-2:] == [
        ("R06", "更换全部图书。"),
        ("R05", "更换课桌椅300套。"),
    ]


def test_a_new_group_and_another_heading(tmp_path: Path) -> None:
    """A heading row without 编号 begins a group; a task moved into it keeps its comments."""
    folder = content(tmp_path, tasks=TASKS.replace("- 任务: 更换课桌椅。", "- 任务: 更换课桌椅。   # 三百套"))
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet["B3"].value = "新建学校"
        sheet.move_range("A9:I9", rows=1)
        sheet["B9"].value = "添置"
        sheet.merge_cells("B9:I9")

    found = back(edited_sheet(path, edit), folder)
    assert [(item.kind, item.identity, item.new) for item in found.changes] == [
        (Kind.HEADING, "0", "新建学校"),
        (Kind.MOVED, "R05", ""),
    ]
    found.write(found.changes)
    assert [item.group for item in plan(folder).items] == ["新建学校"] * 3 + ["改造", "添置"]
    assert "任务: 更换课桌椅。   # 三百套" in yaml(folder)


def test_merged_cells_are_the_same_as_above(tmp_path: Path) -> None:
    """Merging two cells is 同上, taking a merge apart leaves what the cell then says."""
    folder = content(tmp_path)
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet.merge_cells("H5:H6")
        sheet.unmerge_cells("D4:D5")
        sheet.unmerge_cells("E4:E5")
        sheet["D5"].value = "7月底前"

    found = back(edited_sheet(path, edit), folder)
    told = [(item.identity, item.key, item.new) for item in found.changes]
    assert told == [("R02", "时限", "7月底前"), ("R03", "牵头", "〃")]
    found.write(found.changes)
    items = plan(folder).items
    assert (items[1].words, items[2].lead) == ("7月底前", items[1].lead)


def test_a_change_on_both_sides_is_told(tmp_path: Path) -> None:
    """What was changed in tasks.yaml since is no edit of the sheet; where both changed it is a conflict."""
    folder = content(tmp_path)
    path = sent(folder)
    text = yaml(folder).replace("查看现场。", "实地查看。").replace("更换课桌椅。", "更换旧课桌椅。")
    (folder / "学校" / "tasks.yaml").write_text(text, encoding="utf-8")

    def edit(sheet: object) -> None:
        sheet["C9"].value = "更换课桌椅和黑板。"

    found = back(edited_sheet(path, edit), folder)
    assert [(item.key, item.conflict) for item in found.changes] == [("任务", True)]
    assert "会覆盖那边的改动" in str(found.changes[0])


def test_an_issued_document_keeps_its_ids_when_a_text_changes(tmp_path: Path) -> None:
    """进展/编号.yaml follows the text of the task."""
    folder = content(tmp_path, notice=ISSUED)
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet["C9"].value = "更换课桌椅500套。"

    found = back(edited_sheet(path, edit), folder)
    found.write(found.changes)
    assert [(item.id, item.text) for item in plan(folder).items][-1] == ("R05", "更换课桌椅500套。")


# ---- files that people hand back


def test_other_names_and_extra_columns(tmp_path: Path) -> None:
    """Another sheet name and no styles do not matter; a column that nobody knows is told and left alone."""
    folder = content(tmp_path)
    old = load_workbook(sent(folder)).worksheets[0]
    book = Workbook()
    book.active.title = "随便"
    for row in old.iter_rows(min_row=2, values_only=True):
        book.active.append([*row, "重要" if row[0] != "编号" else "备注"])
    for area in old.merged_cells.ranges:
        if area.min_row > 2:
            area.shift(row_shift=-1)
            book.active.merge_cells(str(area))
    path = tmp_path / "别的.xlsx"
    book.save(path)
    found = back(path, folder)
    assert found.changes == []
    assert [(item.code, item.place.cell) for item in found.problems] == [("L304", "随便!J1")]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("E6", "八月底", "L307"),
        ("C6", None, "L306"),
        ("A6", "R77", "L313"),
        ("D2", "评价方法", "L305"),
        ("D6", "=B6", "X111"),
        ("D6", "#REF!", "X112"),
    ],
)
def test_faults_are_told_with_sheet_and_cell(tmp_path: Path, cell: str, value: str | None, code: str) -> None:
    """Nothing is written of a sheet with a fault; sheet and cell are named."""
    folder = content(tmp_path)
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet[cell].value = value

    with pytest.raises(UserError) as error:
        back(edited_sheet(path, edit), folder)
    assert codes(error) == [code]
    place = error.value.problems[0].place
    assert place.cell is not None
    assert place.cell.startswith("学校建设任务清单!")
    assert cell == place.cell.partition("!")[2] or code == "L305"


def test_a_first_row_cannot_be_merged_with_a_heading(tmp_path: Path) -> None:
    """同上 in the first row of a group has nothing above it."""
    folder = content(tmp_path)
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet["H8"].value = "同上"

    with pytest.raises(UserError) as error:
        back(edited_sheet(path, edit), folder)
    assert codes(error) == ["L308"]


def two_tables(tmp_path: Path) -> tuple[Path, Path]:
    """A plan with two task lists, and the workbook of both."""
    notice = DRAFT + "    - 名称: 资金任务清单\n      方向: 横\n      任务表: money.yaml\n"
    folder = content(tmp_path, notice)
    money = "组: [{任务: [{任务: 拨付资金。, 时限: 上半年, 牵头: [财政局]}]}]\n"
    (folder / "学校" / "money.yaml").write_text(money, encoding="utf-8")
    return folder, sent(folder)


def test_a_sheet_that_lost_its_ids_is_told(tmp_path: Path) -> None:
    """The other sheet is read; that this one was not is said. Where no sheet is left, that is the error."""
    folder, path = two_tables(tmp_path)
    book = load_workbook(path)
    first = book.worksheets[0]
    for area in list(first.merged_cells.ranges):
        first.unmerge_cells(str(area))
    first.delete_cols(1)
    book.worksheets[1]["D3"].value = "年底前"
    book.save(path)
    found = back(path, folder)
    assert [item.new for item in found.changes] == ["年底前"]
    assert [(item.code, item.place.cell) for item in found.problems] == [("L319", "学校建设任务清单!A2")]
    del book[book.sheetnames[1]]
    book.save(path)
    with pytest.raises(UserError) as error:
        back(path, folder)
    assert codes(error) == ["L310"]


def test_a_table_without_a_sheet_is_told(tmp_path: Path) -> None:
    """A sheet that was taken out takes no table with it, and that is said."""
    folder, path = two_tables(tmp_path)
    book = load_workbook(path)
    del book[book.sheetnames[0]]
    book.save(path)
    found = back(path, folder)
    assert (found.changes, [item.code for item in found.problems]) == ([], ["L320"])


def test_units_may_stand_one_a_line(tmp_path: Path) -> None:
    """A cell with a unit on each line names several, as one with 、 does."""
    folder = content(tmp_path)
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet["I4"].value = "财政局，住建局\n公安局"

    found = back(edited_sheet(path, edit), folder)
    found.write(found.changes)
    assert "配合: [财政局, 住建局, 公安局]" in yaml(folder)


def test_a_cell_with_roles_stays_whole(tmp_path: Path) -> None:
    """甲局牵头，乙局、丙局配合 typed into a cell is written as it was typed."""
    folder = content(
        tmp_path, tasks=TASKS.replace("牵头:", "责任单位:").replace("        配合: [财政局, 住建局]\n", "")
    )
    tasks = yaml(folder).replace(", 配合]", "]").replace(", 配合: [教育局]", "")
    (folder / "学校" / "tasks.yaml").write_text(tasks, encoding="utf-8")
    path = sent(folder)

    def edit(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if cell.value == "住建局":
                    cell.value = "住建局牵头，教育局、财政局配合"

    found = back(edited_sheet(path, edit), folder)
    found.write(found.changes)
    assert '责任单位: ["住建局牵头，教育局、财政局配合"]' in yaml(folder)
    assert plan(folder).items[3].reporting == ("云溪县住房和城乡建设局",)


def test_files_that_hold_no_table(tmp_path: Path) -> None:
    """No 编号, no table of this document, no workbook at all: each is told for what it is."""
    folder = content(tmp_path)
    path = sent(folder)

    def without_ids(sheet: object) -> None:
        sheet["A2"].value = None

    with pytest.raises(UserError) as error:
        back(edited_sheet(path, without_ids), folder)
    assert codes(error) == ["L303"]
    Workbook().save(path)
    with pytest.raises(UserError) as error:
        back(path, folder)
    assert codes(error) == ["L310"]
    path.write_bytes(b"no workbook")
    with pytest.raises(UserError) as error:
        back(path, folder)
    assert codes(error) == ["X107"]


def test_what_would_have_errors_is_not_written(tmp_path: Path) -> None:
    """Lead and 责任单位 in one task: refused before anything is written."""
    folder = content(tmp_path)
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet["J2"].value = "责任单位"
        sheet["J6"].value = "水务局"

    found = back(edited_sheet(path, edit), folder)
    before = yaml(folder)
    with pytest.raises(UserError) as error:
        found.write(found.changes)
    assert codes(error) == ["L312"]
    assert yaml(folder) == before


def test_tasks_in_the_text_have_no_table(tmp_path: Path) -> None:
    """--xlsx has nothing to write."""
    notice = DRAFT.split("印发件")[0].replace("正文: 现印发给你们。", "正文: 做好供水。（水务局牵头）")
    folder = content(tmp_path, notice=notice)
    (folder / "学校" / "tasks.yaml").unlink()
    with pytest.raises(UserError) as error:
        table_workbook(plan(folder))
    assert codes(error) == ["L309"]


def test_text_that_a_cell_cannot_hold(tmp_path: Path) -> None:
    """Excel would cut it off without a word."""
    folder = content(
        tmp_path, tasks=TASKS.replace("- 主体完工；", "- " + "\n          - ".join(["主体完工" * 500] * 20))
    )
    with pytest.raises(UserError) as error:
        table_workbook(plan(folder))
    assert codes(error) == ["L301"]


def test_a_change_that_has_no_room_is_refused(tmp_path: Path) -> None:
    """Units in brackets with comments between them cannot change places: nothing is written, and it is said."""
    tasks = TASKS.replace("配合: [财政局, 住建局]", "配合: [财政局,   # 先\n          住建局]")
    folder = content(tmp_path, tasks=tasks)
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet["I4"].value = "住建局、财政局"

    found = back(edited_sheet(path, edit), folder)
    with pytest.raises(UserError) as error:
        found.write(found.changes)
    assert codes(error) == ["L311"]


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    """A folder, or a file that is gone: told, no traceback."""
    folder = content(tmp_path)
    with pytest.raises(UserError) as error:
        back(tmp_path, folder)
    assert codes(error) == ["L302"]


def test_a_row_of_another_table(tmp_path: Path) -> None:
    """A task of one table that was pasted into the sheet of another is told for that."""
    notice = DRAFT + "    - {名称: 另一张任务清单, 任务表: more.yaml}\n"
    folder = content(tmp_path, notice=notice)
    more = TASKS.replace("城西", "城北").replace("实验", "第二")
    (folder / "学校" / "more.yaml").write_text(more, encoding="utf-8")
    path = sent(folder)

    def edit(sheet: object) -> None:
        sheet["A6"].value = "R09"

    with pytest.raises(UserError) as error:
        back(edited_sheet(path, edit), folder)
    assert codes(error) == ["L314"]


def test_last_years_plan_keeps_its_ids(tmp_path: Path) -> None:
    """A plan begun like an issued one has the same 编号 in its own tasks.yaml, and nothing of the progress."""
    from ygt_docs.starting import start_like

    folder = content(tmp_path, notice=ISSUED)
    write_ids(number_tasks(plan(folder), PROJECT))
    start_like("学校二", "学校", folder, PROJECT)
    assert [item.id for item in plan(folder, "学校二").items] == ["R01", "R02", "R03", "R04", "R05"]
    assert not (folder / "学校二" / "进展").exists()
