"""The lists, letters and summaries that are made of tasks: whole, right, and documents like any other."""

from __future__ import annotations

import datetime
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
import vobject
from lxml import etree
from openpyxl import load_workbook

from tests.tasklist.filled import FIVE, school
from tests.tasklist.plans import DRAFT, ORGANS, content, plan, plans
from tests.tasklist.test_progress import two_months
from ygt_docs.console.tasklists import Asked, tasks
from ygt_docs.notice import load_content
from ygt_docs.problems import UserError
from ygt_docs.project import this_project
from ygt_docs.tasklist.derived import Derived, write_derived
from ygt_docs.tasklist.lists import calendar_bytes, lists, tasks_by_unit, unit_workbook
from ygt_docs.tasklist.report import report
from ygt_docs.tasklist.roadmap import roadmap_svg
from ygt_docs.tasklist.standing import summary
from ygt_docs.tasklist.store import Plans, load_plans
from ygt_docs.tasklist.supervising import end_of_span, letters, reminder_files

PROJECT = this_project()
JUNE_10 = datetime.date(2026, 6, 10)


@pytest.fixture(scope="module")
def example() -> Plans:
    """The plan of 28 tasks in content/."""
    return load_plans(["yunxi-2026-plan"], PROJECT.root / "content", PROJECT)


def tables_in(derived: Derived) -> list[dict[str, Any]]:
    """The tables of a derived document, in order."""
    body = derived.tree["正文"]
    blocks = body if isinstance(body, list) else [each for part in body["章节"] for each in part["正文"]]
    return [block["表"] for block in blocks if isinstance(block, dict) and "表" in block]


def loads(derived: list[Derived], found: Plans, folder: Path) -> list[str]:
    """What reading and the text rules say of derived documents but notes."""
    from ygt_docs.rules import check

    told: list[str] = []
    for item in load_content(write_derived(derived, folder, found), PROJECT).documents:
        assert item.document is not None, list(map(str, item.problems))
        told += [str(each) for each in (*item.problems, *check(item.document, PROJECT)) if each.severity != "提示"]
    return told


def test_every_task_stands_in_the_list_of_each_of_its_units(example: Plans) -> None:
    """医保局 has exactly its six tasks; all 28 stand in the list of all; texts are whole."""
    units = {each.unit: each for each in tasks_by_unit(example)}
    insurance = units["云溪县医疗保障局"]
    assert [item.number for item in insurance.leads] == ["7", "9", "12", "13", "19", "5"]
    every = {row[2] for row in tables_in(lists(example, "计划", "单位", "", JUNE_10)[0])[0]["行"]}
    assert every == {item.text for item in example.items}


def test_lead_and_support_stand_apart(tmp_path: Path) -> None:
    """A unit that leads one task and supports another has two tables."""
    found = plans(content(tmp_path), "学校")
    (made,) = lists(found, "学校", "单位", "云溪县教育局", JUNE_10)[:1]
    captions = [(each["题"], len(each["行"])) for each in tables_in(made)]
    assert captions == [("牵头的任务", 4), ("配合的任务", 1)]
    assert made.tree["正文"][0].endswith("云溪县教育局牵头的任务4项，配合的任务1项。")


def test_the_timetable_is_by_day(example: Plans) -> None:
    """Days rise; each date of a task has its row; what has no day has a table of its own."""
    made = lists(example, "计划", "时间", "", JUNE_10)[0]
    dated, undated = tables_in(made)
    assert len(dated["行"]) + len(undated["行"]) == 28
    days = [row[0] for row in dated["行"] if row[0] != "〃"]
    assert days[0] == "2026年4月30日"
    assert days == [
        f"2026年{month}月{day}日"
        for month, day in ((4, 30), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31))
    ]


def test_measures_and_effects_have_every_criterion(example: Plans) -> None:
    """Several criteria stand a line each, with numbers; one alone has none."""
    measures, effects = lists(example, "计划", "分组", "", JUNE_10)
    for made in (measures, effects):
        rows = tables_in(made)[0]["行"]
        assert len(rows) == 28
        assert rows[0][2] == "1.以县委或县政府名义印发年度医共体建设重点任务文件；\n2.明确管理委员会成员单位分工。"
        assert rows[2][2].startswith("印发成员单位领导班子提名任免办法")


def test_derived_documents_are_right_documents(example: Plans, tmp_path: Path) -> None:
    """Every list is read without an 错误 or a 警告; a second run leaves nothing of the first."""
    made = lists(example, "计划", "", "", JUNE_10)
    assert loads(made, example, tmp_path) == []
    assert loads(made[:1], example, tmp_path) == []
    assert [path.parent.name for path in (tmp_path / "内容").glob("*/notice.yaml")] == ["计划-责任清单"]


def test_the_same_day_gives_the_same_bytes(example: Plans) -> None:
    """Lists, workbook, drawing and calendar depend on the plan and the day alone."""
    assert lists(example, "计划", "", "", JUNE_10) == lists(example, "计划", "", "", JUNE_10)
    assert unit_workbook(example, "") == unit_workbook(example, "")
    assert calendar_bytes(example.items, example.units, JUNE_10) == calendar_bytes(
        example.items, example.units, JUNE_10
    )


def test_the_workbook_has_a_sheet_for_each_unit(example: Plans, tmp_path: Path) -> None:
    """Each unit has its tasks on its sheet."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(unit_workbook(example, ""))
    book = load_workbook(path)
    units = tasks_by_unit(example)
    assert book.sheetnames == [example.units.label(each.unit)[:31] for each in units]
    for sheet, each in zip(book.worksheets, units, strict=True):
        texts = [row[1].value for row in sheet.iter_rows(min_row=3)]
        assert texts == [item.text for item in (*each.leads, *each.supports)]


def test_the_drawing_has_every_day(example: Plans) -> None:
    """A mark for each day of each group, the day of the drawing as a line; it is sound XML without scripts."""
    root = etree.fromstring(roadmap_svg(example.items, JUNE_10))
    marks = root.findall("{*}circle")
    days = {(item.group, date) for item in example.items for date in item.meaning.dates}
    assert len(marks) == len(days)
    texts = [each.text for each in root.findall("{*}text")]
    assert "6月10日" in texts
    assert "健全领导机制" in texts


def test_the_words_of_the_drawing_have_room(tmp_path: Path) -> None:
    """Numbers in a row are from and to, words stay inside the drawing, and those of two near days do not touch."""
    tasks = ""
    for number, day in enumerate((*["12月31日前"] * 6, "6月25日前", "6月28日前", "6月30日前"), start=1):
        tasks += f"      - {{任务: 任务{number}。, 时限: {day}, 责任单位: [教育局]}}\n"
    folder = content(tmp_path, tasks="组:\n  - 标题: 新建\n    任务:\n" + tasks)
    root = etree.fromstring(roadmap_svg(plan(folder).items, JUNE_10))
    texts = root.findall("{*}text")
    assert "1—6" in [each.text for each in texts]
    boxes = []
    for each in texts:
        size, x, y = (int(each.get(name)) for name in ("font-size", "x", "y"))
        half = sum(size / 2 if sign.isascii() else size for sign in each.text) / 2
        if each.get("text-anchor") == "middle":
            boxes.append((x - half, x + half, y - size, y))
            assert x + half <= int(root.get("width"))
    for one, two in itertools.combinations(boxes, 2):
        assert one[1] <= two[0] or two[1] <= one[0] or one[3] <= two[2] or two[3] <= one[2], (one, two)
    assert max(box[3] for box in boxes) <= int(root.get("height"))


def test_lanes_of_several_plans_stand_under_their_titles(tmp_path: Path) -> None:
    """Groups of two plans may bear the same name: the title of its plan stands above each."""
    folder = school(tmp_path)
    content(tmp_path, DRAFT.replace("学校建设计划", "校舍加固方案"), name="加固")
    texts = [each.text for each in etree.fromstring(roadmap_svg(plans(folder).items, JUNE_10)).findall("{*}text")]
    assert texts.index("云溪县校舍加固方案") < texts.index("新建") < texts.index("改造")
    assert "云溪县学校建设计划" in texts
    alone = etree.fromstring(roadmap_svg(plans(folder, "加固").items, JUNE_10)).findall("{*}text")
    assert "云溪县校舍加固方案" not in [each.text for each in alone]


def test_another_library_reads_the_calendar(tmp_path: Path) -> None:
    """Whole days, the unit and the task, reminders a week and a day before, a name that stays."""
    folder = school(tmp_path)
    found = plans(folder)
    calendar = vobject.readOne(calendar_bytes(found.items, found.units, JUNE_10).decode())
    events = calendar.vevent_list
    assert len(events) == 8  # R06 goes on for ever, R08 comes back every month
    first = events[0]
    assert first.dtstart.value == datetime.date(2026, 4, 30)
    assert first.summary.value == "教育局：新建实验小学。"
    assert first.uid.value == "学校-R01-20260430@ygt-docs"
    assert [alarm.trigger.value for alarm in first.valarm_list] == [datetime.timedelta(-7), datetime.timedelta(-1)]
    assert len({event.uid.value for event in events}) == len(events)


# ---- letters and the summary


def test_each_unit_with_something_due_gets_a_letter(tmp_path: Path) -> None:
    """Overdue first; the day to answer by; units with nothing due get none; the letters are right documents."""
    folder = school(tmp_path)
    two_months(folder)
    found = plans(folder, "学校")
    made = letters(summary(found, "2026-06", JUNE_10), found, "学校", "30", None)
    assert [(each.unit, [one.item.id for one in each.standings]) for each in made] == [
        ("云溪县财政局", ["R03"]),
        ("石桥镇人民政府", ["R07"]),
        ("龙潭乡人民政府", ["R07"]),
    ]
    finance = made[0].derived
    assert finance.name == "学校-催办单-财政局"
    assert finance.tree["主送机关"] == ["云溪县财政局"]
    assert "于2026年6月17日前将办理情况书面反馈云溪县人民政府" in finance.tree["正文"][0]
    assert tables_in(finance)[0]["行"][0][3] == "超期10天"
    assert loads([each.derived for each in made], found, tmp_path / "o") == []


@pytest.mark.parametrize(("within", "end"), [("7", (2026, 6, 17)), ("30", (2026, 7, 10)), ("季度", (2026, 6, 30))])
def test_the_span_of_a_letter(within: str, end: tuple[int, int, int]) -> None:
    """Seven or thirty days, or the end of the quarter."""
    assert end_of_span(within, JUNE_10) == datetime.date(*end)


def test_nobody_writes_in_the_name_of_another(tmp_path: Path) -> None:
    """Tasks from plans of two organs are two letters; of an organ's own tasks it makes itself a note."""
    folder = school(tmp_path)
    notice = DRAFT.replace("云溪县人民政府", "云溪县教育局").replace("云政文", "云教").replace("学校建设", "校园安全")
    own = "组: [{任务: [{任务: 安装监控。, 时限: 5月底前, 责任单位: [财政局, 教育局]}]}]\n"
    content(tmp_path, notice, own, "安全", ORGANS.replace("规范化简称: 县教育局}", "机关代字: 云教}"))
    found = plans(folder)
    made = letters(summary(found, "2026-06", JUNE_10), found, "全部任务", "7", None)
    finance = [each.derived for each in made if each.unit == "云溪县财政局"]
    assert [each.name for each in finance] == ["全部任务-催办单-财政局-云溪县人民政府", "全部任务-催办单-财政局-教育局"]
    assert [each.tree["发文机关"] for each in finance] == [["云溪县人民政府"], ["云溪县教育局"]]
    notes = [each.derived.tree for each in made if each.unit == "云溪县教育局"]
    assert [tree["文种"] for tree in notes] == ["函", "文稿"]
    assert loads([each.derived for each in made], found, tmp_path / "o") == []


def test_of_several_days_the_next_one_counts(tmp_path: Path) -> None:
    """6月底前、12月底前 is due soon in June and again in December, and late only after the last day."""
    tasks_yaml = "组: [{任务: [{任务: 开展检查。, 时限: 6月底前、12月底前, 责任单位: [财政局]}]}]\n"
    found = plans(school(tmp_path, tasks_yaml))
    told = []
    for day in (JUNE_10, datetime.date(2026, 7, 10), datetime.date(2026, 12, 10), datetime.date(2027, 1, 2)):
        one = summary(found, f"{day:%Y-%m}", day).tasks[0]
        told.append((str(one.group), one.due_soon, str(one.next_due)))
        assert bool(letters(summary(found, f"{day:%Y-%m}", day), found, "学校", "30", None)) == (day.month != 7)
    assert told == [
        ("按时推进", True, "2026-06-30"),
        ("按时推进", False, "2026-12-31"),
        ("按时推进", True, "2026-12-31"),
        ("滞后", False, "2026-12-31"),
    ]


def test_a_kept_letter_is_counted(tmp_path: Path) -> None:
    """What goes out is remembered beside the plan, also where the month has no file yet."""
    folder = school(tmp_path)
    two_months(folder)
    for month in (datetime.date(2026, 5, 31), JUNE_10):
        found = plans(folder, "学校")
        made = letters(summary(found, f"{month:%Y-%m}", month), found, "学校", "30", None)
        from ygt_docs.together import write_all

        write_all(reminder_files(next(each for each in made if each.unit == FIVE[1]), found, month))
    standing = summary(plans(folder), "2026-06", JUNE_10)
    assert {one.item.id: one.reminded for one in standing.tasks}["R03"] == 2
    assert standing.total.reminded == 2


def test_the_summary_says_the_figures(tmp_path: Path) -> None:
    """Words, tables and chart have the same figures; it is a right document."""
    folder = school(tmp_path)
    two_months(folder)
    found = plans(folder, "学校")
    made = report(summary(found, "2026-05", JUNE_10), found, "学校")
    assert made.tree["文种"] == "通报"
    overall = made.tree["正文"]["章节"][0]["正文"][0]
    assert "10项任务中，已完成2项，按时推进7项，滞后1项。" in overall
    assert tables_in(made)[1]["行"][-1][:5] == ["合计", "10", "2", "7", "1"]
    assert "石桥镇人民政府、龙潭乡人民政府" in made.tree["正文"]["章节"][-1]["正文"]
    assert "共10项" in made.files["进展图.svg"].decode()
    assert loads([made], found, tmp_path / "o") == []


# ---- the command


def run(folder: Path, capsys: pytest.CaptureFixture[str], **options: Any) -> tuple[int, str]:
    """The exit code and the output of `tasks 学校 …`."""
    code = tasks(Asked("学校", str(folder), **options))
    return code, capsys.readouterr().out


def test_status_is_worst_first_and_adds_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the terminal and as JSON."""
    folder = school(tmp_path)
    two_months(folder)
    code, out = run(folder, capsys, status=True, asof="2026-06-10")
    assert code == 0
    assert next(line.split()[0] for line in out.splitlines() if "超期" in line or "没有日期" in line) == "滞后"
    code, out = run(folder, capsys, status=True, asof="2026-06-10", json=True)
    data = json.loads(out)
    assert data["合计"]["done"] + data["合计"]["on_time"] + data["合计"]["late"] == data["合计"]["total"] == 10
    assert next(task["编号"] for task in data["任务"]) == "R03"
    assert len(data["任务"]) == 10


def test_load_is_stated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan that asks for nothing has no load."""
    folder = school(tmp_path)
    assert run(folder, capsys, load=True)[1].endswith("合计：每个单位 0 种表，全部单位一年共填 0 次。\n")
    assert json.loads(run(folder, capsys, load=True, json=True)[1])[0]["每年填表"] == 0


def test_ledgers_go_out_and_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--ledger writes a file for each unit that has open tasks, --collect reads them; who is missing is said."""
    folder = school(tmp_path)
    code, out = run(folder, capsys, ledger="2026-05", out=str(tmp_path / "o"))
    assert code == 0
    names = sorted(path.name for path in (tmp_path / "o").iterdir())
    assert names == sorted(
        f"2026-05-{unit}.xlsx" for unit in ("教育局", "住建局", "财政局", "水务局", "石桥镇人民政府", "龙潭乡人民政府")
    )
    code, out = run(folder, capsys, collect=str(tmp_path / "o" / "2026-05-教育局.xlsx"), month="2026-05")
    assert code == 0
    assert "L518" in out
    assert "L519" in out


def test_keep_puts_one_document_into_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter that is kept is a draft of its own, and counted; several at once are wrong use."""
    folder = school(tmp_path)
    with pytest.raises(UserError) as error:
        run(folder, capsys, due="30", asof="2026-07-01", keep="催办")
    assert [item.code for item in error.value.problems] == ["L406"]
    code, _ = run(folder, capsys, due="30", asof="2026-07-01", keep="催办", unit="财政局")
    assert code == 0
    assert [item.name for item in load_content(folder, PROJECT).documents] == ["催办", "学校"]
    assert plan(folder).months["2026-07"].reminders[0].ids == ["R03"]


def test_a_calendar_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--ics with --unit has that unit's tasks alone."""
    folder = school(tmp_path)
    path = tmp_path / "a.ics"
    assert run(folder, capsys, ics=str(path), unit="水务局", asof="2026-06-10")[0] == 0
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"by": "颜色"}, "L403"),
        ({"due": "15"}, "L403"),
        ({"ledger": "五月"}, "L403"),
        ({"status": True, "asof": "昨天"}, "L403"),
        ({"ics": "a.txt"}, "L403"),
        ({"month": "2026-05"}, "L405"),
        ({"collect": "a.xlsx"}, "L601"),
        ({"answer": "2026-07-01"}, "L405"),
        ({"due": "30", "asof": "2026-06-20", "answer": "2026-06-19"}, "L409"),
        ({"ledger": "2026-05", "unit": "公安局"}, "L404"),
        ({"collect": "没有.xlsx", "month": "2026-05"}, "B208"),
        ({"ledger": "2026-05", "report": "2026-05"}, "L401"),
        ({"report": "2026-05", "unit": "教育局"}, "L407"),
        ({"due": "30", "by": "单位"}, "L407"),
        ({"collect": "a.xlsx", "month": "2026-05", "out": "o"}, "L407"),
        ({"load": True, "keep": "新的"}, "L407"),
        ({"yes": True}, "L405"),
    ],
)
def test_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: dict[str, Any], code: str) -> None:
    """What cannot be followed is told with what may be written."""
    folder = school(tmp_path)
    with pytest.raises(UserError) as error:
        run(folder, capsys, **options)
    assert [item.code for item in error.value.problems] == [code]


def test_lists_are_built_like_any_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`tasks 学校 --by 时间`: both files, and the drawing beside them."""
    folder = school(tmp_path)
    code, _ = run(folder, capsys, by="时间", out=str(tmp_path / "o"), asof="2026-06-10")
    assert code == 0
    made = tmp_path / "o" / "成品" / "学校-时间表"
    assert {path.suffix for path in made.iterdir()} >= {".docx", ".pdf"}
    assert (tmp_path / "o" / "学校-时间表-路线图.svg").is_file()
