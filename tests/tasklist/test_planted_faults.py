"""Three months of ledgers from five units with fifty faults in them, and the figures after all were mended."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from openpyxl import load_workbook

from tests.tasklist.filled import DONE, FIVE, GOING, Cells, collect, fill, filled, row_of, school, sent
from tests.tasklist.plans import plans
from ygt_docs.project import this_project
from ygt_docs.tasklist.standing import Figures, summary

MONTHS = ("2026-04", "2026-05", "2026-06")
_DUE = ("4月底前", "5月底前", "6月底前", "7月15日前", "12月底前", "长期坚持")
_SHORT = ("教育局", "财政局", "住建局", "水务局", "石桥镇人民政府")


def _tasks() -> str:
    lines = ["组:"]
    for unit in _SHORT:
        lines += [f"  - 标题: {unit}的工作", "    任务:"]
        for number, due in enumerate(_DUE, start=1):
            lines.append(f"      - {{任务: {unit}第{number}件事。, 时限: {due}, 责任单位: [{unit}]}}")
    return "\n".join([*lines, ""])


TASKS = _tasks()
"""Six tasks of each unit: R01 to R06 are the first one's, R07 to R12 the second one's, and so on."""
STATE, DONE_ON, DELAYED_TO, PROGRESS, EVIDENCE = "HIJKL"
Fault = tuple[str, dict[str, object], str]
"""The column of the cell that is wrong, what is typed into the row, and the code with which it is told."""
FAULTS: tuple[Fault, ...] = (
    (STATE, {"办理状态": "完成"}, "L510"),
    (STATE, {"办理状态": None}, "L509"),
    (DONE_ON, {"完成日期": "月底"}, "L511"),
    (DELAYED_TO, {"延期至": "下个月"}, "L511"),
    (DONE_ON, {"完成日期": "2026-04-02"}, "L515"),
    (EVIDENCE, DONE | {"佐证材料": None}, "L513"),
    (DONE_ON, DONE | {"完成日期": datetime.date(2026, 9, 3)}, "L517"),
    ("A", {"编号": "别的公文#R01"}, "L506"),
    (STATE, {"办理状态": "ok"}, "L510"),
    ("A", {"编号": "学校#R88"}, "L506"),
    (STATE, {"办理状态": "基本完成"}, "L514"),
    ("A", {"编号": None}, "L506"),
    (PROGRESS, DONE | {"进展情况": "基本完成。"}, "L516"),
    (DONE_ON, {"完成日期": "45 天以后"}, "L511"),
    (PROGRESS, {"进展情况": "=SUM(H6:H9)"}, "X111"),
)


def name_of(unit: int, number: int) -> str:
    """The 编号 of the task `number` (from 1) of a unit."""
    return f"R{unit * len(_DUE) + number:02}"


def right(month: str, unit: int) -> Cells:
    """What a unit should have reported: every open task is going on, but for what follows."""
    cells: Cells = {name_of(unit, number): GOING for number in range(1, len(_DUE) + 1)}
    done = {
        "2026-04": {1: (0, 1, 2, 3)},
        "2026-05": {2: (0, 1, 2)},
        "2026-06": {3: (0, 1)},
    }
    for earlier in MONTHS[: MONTHS.index(month)]:
        for number, units in done[earlier].items():
            if unit in units:
                del cells[name_of(unit, number)]
    for number, units in done[month].items():
        if unit in units:
            cells[name_of(unit, number)] = DONE | {"完成日期": f"{month}-20"}
    if month != "2026-04":
        if unit == 3:
            cells[name_of(3, 2)] = GOING | {"办理状态": "申请延期", "延期至": "2026-07-31"}
        if unit == 4:
            cells[name_of(4, 2)] = GOING | {"办理状态": "已延期", "延期至": datetime.date(2026, 7, 20)}
    if month == "2026-06" and unit == 3:
        del cells[name_of(3, 3)]
    return cells


def planted(folder: Path, month: str, unit: int, first: int) -> tuple[Path, set[tuple[str, str]]]:
    """A ledger with a fault in each of three rows, of the kinds from `first` on; each as code and place."""
    path = filled(folder, FIVE[unit], month, right(month, unit))
    told = set()
    for step in range(3):
        column, values, code = FAULTS[(first + step) % len(FAULTS)]
        told.add(_one_more(path, name_of(unit, 4 + step), column, values, code))
    return path, told


def _one_more(path: Path, identity: str, column: str, values: dict[str, object], code: str) -> tuple[str, str]:
    row = row_of(path, identity)
    fill(path, {identity: values})
    return code, _place(path, f"{column}{row}")


def _place(path: Path, cell: str) -> str:
    """File, sheet and cell, as a message names them."""
    return f"{this_project().shown(path)} {load_workbook(path).worksheets[0].title}!{cell}"


def planted_month(folder: Path, number: int) -> tuple[list[Path], set[tuple[str, str]]]:
    """The files of a month: three faults in each of five, and one or two that need the other files or months."""
    month = MONTHS[number]
    paths, wanted = [], set()
    for unit in range(len(FIVE)):
        path, told = planted(folder, month, unit, 15 * number + 3 * unit)
        paths.append(path)
        wanted |= told
    if number == 0:
        wanted.add(_one_more(paths[4], name_of(4, 2), "A", {"编号": f"学校#{name_of(0, 5)}"}, "L508"))
        paths.append(Path(shutil.copy(paths[0], folder.parent / "再交一份.xlsx")))
        wanted.add(("L504", _place(paths[-1], "A2")))
    elif number == 1:
        wanted.add(_one_more(paths[3], name_of(3, 2), STATE, {"办理状态": "待办理"}, "L512"))
    else:
        wanted.add(_one_more(paths[4], name_of(4, 2), "A", {"编号": f"学校#{name_of(4, 1)}"}, "L507"))
        paths.insert(0, sent(folder, FIVE[1], MONTHS[1]))
        wanted.add(("L505", _place(paths[0], "A2")))
    return paths, wanted


def test_fifty_faults_in_three_months_of_five_units(tmp_path: Path) -> None:
    """Each is told once with file, sheet and cell; the mended files are taken, and the figures are those of a count.

    Of 30 tasks on 1 July: the first of each unit is done but for the fifth unit's, which is late. The second is done
    by three units; the fourth unit only asked for a delay and is late, the fifth was granted one to 20 July. The third
    is done by two, late with three, of which the fourth unit said nothing in June. The fourth is due on 15 July; the
    fifth at the end of the year; the sixth never. Done 4 + 3 + 2, late 1 + 1 + 3, due within 30 days 1 + 5.
    """
    folder = school(tmp_path, TASKS)
    count = 0
    for number, month in enumerate(MONTHS):
        paths, wanted = planted_month(folder, number)
        found = collect(folder, month, *paths)
        told = [(item.code, str(item.place)) for item in found.problems]
        assert sorted(told) == sorted(wanted)
        count += len(told)
        mended = [filled(folder, FIVE[unit], month, right(month, unit)) for unit in range(len(FIVE))]
        assert list(collect(folder, month, *mended).problems) == []
    assert count == 50
    standing = summary(plans(folder), "2026-06", datetime.date(2026, 7, 1))
    assert standing.total == Figures("合计", 30, 9, 16, 5, 6, 1, 1, 1, 0)
    assert [(row.done, row.on_time, row.late) for row in standing.units(str)] == [
        (3, 3, 0),
        (3, 3, 0),
        (2, 3, 1),
        (1, 3, 2),
        (0, 4, 2),
    ]
    assert standing.silent == []
