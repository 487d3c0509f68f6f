"""Last year's document as a new one: what belongs to the old one is cleared, years move on, all of it is reported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ygt_docs.notice import Document, load_content
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project
from ygt_docs.starting import start_like

ORGANS = "机关:\n  - {全称: 云溪县人民政府, 机关代字: 云政文}\n"
OLD = """\
文种: 通知
发文机关: [云溪县人民政府]
发文字号: {机关代字: 云政文, 年份: 2026, 顺序号: 4}   # 第四号
标题: 云溪县人民政府关于印发《云溪县2026年工作计划》的通知   # 题目
正文: |
  现将《云溪县2026年工作计划》印发给你们。
  2026年要抓好落实。
印发件:
  标题: 云溪县2026年工作计划
  正文: 2025年做得好。
附件:
  - 名称: 2026年清单
    任务表: tasks.yaml
成文日期: 2026-04-26
附注: 此件公开发布
版记:
  印发机关: 云溪县人民政府办公室
  印发日期: 2026-04-27
信息公开:
  索引号: 000000000/2026-00001
  文号: 云政文〔2026〕4号
"""
TASKS = """\
组:
  - 任务:
      - 任务: 甲
        时限: {原文: 6月30日前, 日期: 2026-06-30}
        责任单位: [县医院]
      - 任务: 乙
        时限: {原文: 2026年12月底前, 日期: 2026-12-31}
        责任单位: [县医院]
      - 任务: 丙
        时限: {原文: 2月底前, 日期: 2028-02-29}
        责任单位: [县医院]
"""


def copied(tmp_path: Path, project: Project, old: str = OLD) -> tuple[Document, Problems, Path]:
    """The document 新, begun like 旧."""
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "notice.yaml").write_text(old, encoding="utf-8")
    (tmp_path / "旧" / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    (tmp_path / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    started = start_like("新", "旧", tmp_path, project)
    loaded = load_content(tmp_path, project, "新").documents[0]
    assert loaded.document is not None, [str(item) for item in loaded.problems]
    return loaded.document, started.problems, tmp_path / "新"


def test_number_and_dates_are_cleared(project: Project, tmp_path: Path) -> None:
    """The new document is a draft of the next year without any date, and the old one is as it was."""
    document, problems, _ = copied(tmp_path, project)
    notice = document.notice
    assert str(notice.number) == "云政文〔2027〕×号"
    assert notice.date is None
    assert notice.disclosure is None
    assert notice.imprint is not None
    assert notice.imprint.printed_on is None
    cleared = {item.message for item in problems if item.code == "S203"}
    assert {"清除了「顺序号: 4」。", "清除了「成文日期: 2026-04-26」。", "清除了「印发日期: 2026-04-27」。"} <= cleared
    assert (tmp_path / "旧" / "notice.yaml").read_text(encoding="utf-8") == OLD


def test_years_in_titles_move_on_and_others_are_named(project: Project, tmp_path: Path) -> None:
    """Titles and what quotes them move to the next year; every other year stays and is listed with its line."""
    document, problems, folder = copied(tmp_path, project)
    notice = document.notice
    assert notice.title == ["云溪县人民政府关于印发《云溪县2027年工作计划》的通知"]
    assert notice.promulgated is not None
    assert notice.promulgated.title == ["云溪县2027年工作计划"]
    assert notice.appendices[0].name == "2027年清单"
    text = (folder / "notice.yaml").read_text(encoding="utf-8")
    assert "现将《云溪县2027年工作计划》印发" in text
    assert "2026年要抓好落实。" in text
    assert "2025年做得好。" in text
    left = [item for item in problems if item.code == "S206" and "notice.yaml" in str(item.place)]
    assert [text.split("\n")[(item.place.line or 0) - 1].strip() for item in left] == ["2026年要抓好落实。"]
    assert len([item for item in problems if item.code == "S204"]) == 5


def test_dates_of_deadlines_move_on(project: Project, tmp_path: Path) -> None:
    """A deadline that names no year moves to the next; one that names it is left, and told."""
    document, problems, _ = copied(tmp_path, project)
    table = document.notice.appendices[0].table
    assert table is not None
    dates = [str(task.deadline.date) for task in table.groups[0].tasks if task.deadline]
    assert dates == ["2027-06-30", "2026-12-31", "2028-02-29"]
    assert [item.message for item in problems if item.code == "S205"] == ["1 处时限的日期由 2026 年改为 2027 年。"]
    assert any(item.code == "S206" and "tasks.yaml" in str(item.place) for item in problems)


def test_comments_stay(project: Project, tmp_path: Path) -> None:
    """What a person wrote beside the values stands in the copy too."""
    _, _, folder = copied(tmp_path, project)
    text = (folder / "notice.yaml").read_text(encoding="utf-8")
    assert "# 第四号" in text
    assert "# 题目" in text
    assert "信息公开" not in text


def test_text_is_never_changed_for_its_looks(project: Project, tmp_path: Path) -> None:
    """What looks like a key in the middle of a text is text; only values of their keys move on."""
    text = "  请按下面的格式填表，年份: 2026，日期: 2026-06-30，逾期不候。\n"
    _, problems, folder = copied(tmp_path, project, OLD.replace("  2026年要抓好落实。\n", text))
    assert text in (folder / "notice.yaml").read_text(encoding="utf-8")
    assert not [item for item in problems if item.code == "S206" and "notice.yaml" in str(item.place)]


def test_a_plan_issued_in_november_moves_a_year_on(project: Project, tmp_path: Path) -> None:
    """A document of 2025 for 2026 becomes one of 2026 for 2027: its title, its number and the days of its tasks."""
    typed = OLD.replace("年份: 2026, 顺序号: 4", "年份: 2025, 顺序号: 88").replace("2026-04-2", "2025-11-2")
    document, problems, folder = copied(tmp_path, project, typed.replace("文号: 云政文〔2026〕4号", "文号: 旧"))
    notice = document.notice
    assert str(notice.number) == "云政文〔2026〕×号"
    assert notice.title == ["云溪县人民政府关于印发《云溪县2027年工作计划》的通知"]
    table = notice.appendices[0].table
    assert table is not None
    days = [str(task.deadline.date) for task in table.groups[0].tasks if task.deadline]
    assert days == ["2027-06-30", "2026-12-31", "2028-02-29"]
    lines = (folder / "notice.yaml").read_text(encoding="utf-8").split("\n")
    left = [lines[(item.place.line or 0) - 1].strip() for item in problems if item.code == "S206"]
    assert {"2026年要抓好落实。", "正文: 2025年做得好。"} <= set(left)


def test_messages_name_the_lines_of_the_new_file(project: Project, tmp_path: Path) -> None:
    """A message that names a value stands at its line, also below lines that went."""
    typed = OLD.replace("版记:\n", "联系: {联系人: 周云, 电话: '8000001', 地址: 2026年会堂}\n版记:\n")
    _, problems, folder = copied(tmp_path, project, typed)
    for file in ("notice.yaml", "tasks.yaml"):
        lines = (folder / file).read_text(encoding="utf-8").split("\n")
        for item in problems:
            if item.place.file is not None and item.place.file.endswith(file) and item.code == "S206":
                assert "2026年" in lines[(item.place.line or 0) - 1]


def test_line_ends_and_byte_order_mark_stay(project: Project, tmp_path: Path) -> None:
    """A file that Windows wrote keeps its line ends and its mark."""
    (tmp_path / "旧").mkdir()
    typed = OLD.replace("任务表: tasks.yaml", "正文: 甲。").replace("\n", "\r\n")
    (tmp_path / "旧" / "notice.yaml").write_bytes(typed.encode("utf-8-sig"))
    (tmp_path / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    start_like("新", "旧", tmp_path, project)
    written = (tmp_path / "新" / "notice.yaml").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n") > 10


@pytest.mark.parametrize(
    ("number", "left"),
    [
        ("发文字号: {机关代字: 云政文, 顺序号: 4, 年份: 2026}", "{机关代字: 云政文, 年份: 2027}"),
        ("发文字号: {顺序号: 4, 机关代字: 云政文, 年份: 2026}", "{机关代字: 云政文, 年份: 2027}"),
        ("发文字号:\n  机关代字: 云政文\n  年份: 2026\n  顺序号: 4", "发文字号:\n  机关代字: 云政文\n  年份: 2027\n"),
    ],
)
def test_the_serial_goes_however_the_number_was_typed(number: str, left: str, project: Project, tmp_path: Path) -> None:
    """In one line or several, in any order, the serial alone is taken out."""
    typed = OLD.replace("发文字号: {机关代字: 云政文, 年份: 2026, 顺序号: 4}   # 第四号", number)
    document, _, folder = copied(tmp_path, project, typed)
    assert document.notice.number is not None
    assert document.notice.number.serial is None
    assert left in (folder / "notice.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "code"), [("新", "没有", "N108"), ("旧", "旧", "S102"), ("a b", "旧", "B209"), ("新", "坏", "S105")]
)
def test_a_wrong_wish_is_answered(name: str, old: str, code: str, project: Project, tmp_path: Path) -> None:
    """A document that is not there or faulty, a taken or impossible name: said, and nothing is written."""
    for folder, text in (("旧", OLD.replace("任务表: tasks.yaml", "正文: 甲")), ("坏", "文种: 通知\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notice.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "organs.yaml").write_text(ORGANS, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        start_like(name, old, tmp_path, project)
    assert caught.value.problems[0].code == code
    assert sorted(item.name for item in tmp_path.iterdir()) == ["organs.yaml", "坏", "旧"]


@pytest.mark.parametrize(
    "example",
    [
        "yunxi-2026-plan",
        "yunxi-2026-bulletin",
        "yunxi-2026-medical-plan",
        "yunxi-2026-collection",
        "yunxi-2026-meeting",
    ],
)
def test_every_example_can_be_begun_again(example: str, project: Project, tmp_path: Path) -> None:
    """A copy of each example is read without an error."""
    shutil.copytree(project.root / "content", tmp_path / "content")
    start_like("新", example, tmp_path / "content", project)
    loaded = load_content(tmp_path / "content", project, "新").documents[0]
    assert [str(item) for item in loaded.problems.errors] == []
