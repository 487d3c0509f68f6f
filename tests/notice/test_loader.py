"""A folder of content becomes documents, organs and problems."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.notice.contents import HEADER, NOTICE, ORGANS, folder, load, one, short
from ygt_docs.notice import load_content
from ygt_docs.notice.blocks import TextBlock, items_of
from ygt_docs.notice.deadlines import date_of
from ygt_docs.notice.loader import valid_name
from ygt_docs.notice.model import Notice
from ygt_docs.notice.organs import read_organs
from ygt_docs.problems import Problems
from ygt_docs.project import Project, this_project
from ygt_docs.reading.text import Text

PLAN = NOTICE + "发文字号: {机关代字: 云政文, 年份: 2026}\n印发件:\n  标题: 计划\n  正文: plan.yaml\n"


def _lines(text: Any) -> list[tuple[Text, bool]]:
    """The lines of a text, each with whether it is never a heading ({段: …})."""
    lines: list[tuple[Text, bool]] = []
    for item in items_of(text):
        aside = isinstance(item, TextBlock)
        typed = item.paragraph if isinstance(item, TextBlock) else item
        assert typed is not None
        lines += [(line, aside) for line in typed.lines()]
    return lines


def loaded(root: Path, **files: str) -> Notice:
    """The notice of such files, which must be faultless."""
    found = one(root, **files)
    assert found.document is not None, [str(item) for item in found.problems]
    return found.document.notice


def test_files_are_read_where_they_are_named(tmp_path: Path) -> None:
    """plan.yaml, goals.yaml, steps.yaml and tasks.yaml stand where their names were typed, and are sources."""
    found = one(
        tmp_path,
        notice=PLAN + "  附件:\n    - {名称: 清单, 任务表: tasks.yaml, 方向: 横}\n",
        plan="章节:\n  - 标题: 甲\n    建设目标: goals.yaml\n  - 标题: 乙\n    实施步骤: steps.yaml\n",
        goals='指标:\n  - {名称: 占比, 数值: 75, 单位: "%", 时限: 12月底前}\n',
        steps="步骤:\n  - 标题: 丙\n    段落:\n      - 正文: 丁\n",
        tasks="组:\n  - 任务:\n      - 任务: 戊\n",
    )
    assert not list(found.problems)
    assert found.document is not None
    promulgated = found.document.notice.promulgated
    assert promulgated is not None
    assert promulgated.body.sections[0].goals is not None
    deadline = promulgated.body.sections[0].goals.indicators[0].deadline
    assert deadline is not None
    assert deadline.date == datetime.date(2026, 12, 31)
    names = {path.name for path in found.sources}
    assert names == {"notice.yaml", "plan.yaml", "goals.yaml", "steps.yaml", "tasks.yaml", "organs.yaml"}


def test_locate_finds_values_across_files(tmp_path: Path) -> None:
    """A value is found in the file it was typed in; an absent key gives the nearest part that exists."""
    document = one(
        tmp_path,
        notice=PLAN + "成文日期: 2026-04-26\n",
        plan="章节:\n  - 标题: 甲\n    建设目标: goals.yaml\n",
        goals="总述: 乙\n",
    ).document
    assert document is not None
    asked = [
        ("成文日期",),
        ("正文", "导语"),
        ("发文字号",),
        ("印发件", "正文", "章节", 0, "标题"),
        ("印发件", "正文", "章节", 0, "建设目标", "总述"),
        ("印发件", "正文", "章节", 7, "标题"),
        ("没有",),
    ]
    places = [document.locate(*keys) for keys in asked]
    assert [((place.file or "").rsplit("/", 1)[-1], place.line, place.column) for place in places] == [
        ("notice.yaml", 10, 7),
        ("notice.yaml", 5, 5),
        ("notice.yaml", 6, 1),
        ("plan.yaml", 3, 9),
        ("goals.yaml", 2, 5),
        ("plan.yaml", 2, 1),
        ("notice.yaml", 2, 1),
    ]
    assert places[0].file == "content/甲/notice.yaml"


def test_a_list_of_texts_stands_for_a_text(tmp_path: Path) -> None:
    """正文 of the document, of 印发件 and of an appendix, 导语, 结语 and a section's 正文 may be lists, each item placed."""
    found = one(
        tmp_path,
        notice=PLAN.replace(
            "请认真贯彻执行。", "\n  - 现批复如下：\n  - |\n    一、甲。\n\n    二、乙。\n  - {段: 三、丙}"
        )
        + "  附件: [{名称: 清单, 正文: list.yaml}]\n",
        plan="导语: [甲, 段: 乙]\n章节:\n  - 标题: 丁\n    正文:\n      - 戊\n      - 段: |\n          己\n          庚\n结语: [辛]\n",
        list="- 壬：\n- 癸\n",
    )
    assert [short(item) for item in found.problems] == [("N126", "list.yaml", 1, 1)]
    assert found.document is not None
    notice, promulgated = found.document.notice, found.document.notice.promulgated
    assert promulgated is not None
    appendix = promulgated.appendices[0].body
    assert appendix is not None
    section = promulgated.body.sections[0]
    texts = [notice.body.introduction, promulgated.body.introduction, section.text, promulgated.body.closing]
    lines = [line for text in [*texts, appendix.introduction] for line in _lines(text)]
    assert [(str(line), plain, line.place.line, line.place.column) for line, plain in lines] == [
        ("现批复如下：", False, 6, 5),
        ("一、甲。", False, 8, 5),
        ("二、乙。", False, 10, 5),
        ("三、丙", True, 11, 9),
        ("甲", False, 2, 6),
        ("乙", True, 2, 12),
        ("戊", False, 6, 9),
        ("己", True, 8, 11),
        ("庚", True, 9, 11),
        ("辛", False, 10, 6),
        ("壬：", False, 2, 3),
        ("癸", False, 3, 3),
    ]
    asked = (
        found.document.locate("正文", "导语", 2, "段"),
        found.document.locate("印发件", "附件", 0, "正文", "导语", 1),
    )
    assert [((place.file or "").rsplit("/", 1)[-1], place.line, place.column) for place in asked] == [
        ("notice.yaml", 11, 9),
        ("list.yaml", 3, 3),
    ]


def test_only_a_text_may_be_a_list_in_a_file(tmp_path: Path) -> None:
    """A file of goals that holds a list is told so once; a file with a faulty list has only its own fault."""
    wrong = one(tmp_path / "1", notice=PLAN, plan="章节:\n  - 标题: 甲\n    建设目标: goals.yaml\n", goals="- 乙\n")
    assert [short(item) for item in wrong.problems] == [("Y132", "goals.yaml", 1, 1)]
    torn = one(tmp_path / "2", notice=PLAN, plan="- 甲\n- \n")
    assert [short(item)[:3] for item in torn.problems] == [("Y124", "plan.yaml", 3)]


def test_plain_text_stands_for_a_body_and_for_lists_of_one(tmp_path: Path) -> None:
    """A plain 正文 is its 导语; one organ, addressee or copy recipient needs no list; title lines are kept."""
    notice = loaded(
        tmp_path,
        notice="文种: 通知\n发文机关: 云溪县人民政府\n标题: |\n  云溪县人民政府\n  关于一件事的通知\n"
        "主送机关: 各乡镇\n正文: |\n  甲\n  乙\n版记:\n  抄送: 县委办\n",
    )
    assert notice.title == ["云溪县人民政府", "关于一件事的通知"]
    assert (notice.organs, notice.addressees) == (["云溪县人民政府"], ["各乡镇"])
    assert notice.imprint is not None
    assert notice.imprint.copies_to == ["县委办"]
    assert notice.body.introduction is not None
    assert [(line, line.place.line) for line in notice.body.introduction.lines()] == [("甲", 9), ("乙", 10)]


@pytest.mark.parametrize(
    ("words", "year", "date"),
    [
        ("6月30日前", 2026, "2026-06-30"),
        ("6月30日前并持续落实", 2026, "2026-06-30"),
        ("6月底前", 2026, "2026-06-30"),
        ("2月末", 2028, "2028-02-29"),
        ("2027年1月5日", 2026, "2027-01-05"),
        ("今年6月底前", 2026, "2026-06-30"),
        ("6月30日前", None, None),
        ("2026年6月30日前", None, "2026-06-30"),
        ("3月31日、6月30日前", 2026, None),
        ("3月至6月底", 2026, None),
        ("6月上旬", 2026, None),
        ("长期坚持", 2026, None),
        ("年底前", 2026, None),
        ("第一季度", 2026, None),
    ],
)
def test_a_deadline_has_the_one_day_it_names(words: str, year: int | None, date: str | None) -> None:
    """A clear month and day, or the end of a month, gives a date in the plan's year; anything else gives none."""
    made = date_of(words, year)
    assert (made.isoformat() if made else None) == date


def test_an_impossible_day_in_a_deadline_is_an_error(tmp_path: Path) -> None:
    """A deadline on a day that no calendar has is refused where it was typed."""
    found = one(
        tmp_path,
        notice=PLAN,
        plan="章节:\n  - 标题: 甲\n    建设目标: goals.yaml\n",
        goals="指标:\n  - {名称: 占比, 数值: 75, 时限: 2月30日前}\n",
    )
    assert [short(item) for item in found.problems] == [("N115", "goals.yaml", 3, 26)]


def test_the_year_of_deadlines_may_come_from_the_date_of_issue(tmp_path: Path) -> None:
    """Without a number the 成文日期 gives the year."""
    notice = loaded(
        tmp_path,
        notice=NOTICE + "成文日期: 2025-04-26\n附件:\n  - 名称: 清单\n    任务表:\n      组:\n        - 任务:\n"
        "            - {任务: 甲, 时限: 6月30日前}\n",
    )
    table = notice.appendices[0].table
    assert table is not None
    assert table.groups[0].tasks[0].deadline is not None
    assert table.groups[0].tasks[0].deadline.date == datetime.date(2025, 6, 30)


def test_a_manuscript_needs_no_organs(tmp_path: Path) -> None:
    """A 文稿 without organs is read even where organs.yaml is missing."""
    content = load(tmp_path, {"notice.yaml": "文种: 文稿\n标题: 甲\n正文: 乙\n"}, organs=None)
    assert not list(content.problems)
    assert content.documents[0].document is not None
    assert content.documents[0].document.organs == ()


def test_organs_that_lie_elsewhere_are_not_read(tmp_path: Path) -> None:
    """A link out of the content folder is refused: what lies there may be changed, or read, by others."""
    (tmp_path / "elsewhere.yaml").write_text("机关:\n  - 全称: 云溪县人民政府\n", encoding="utf-8")
    content = load(tmp_path, {"notice.yaml": NOTICE}, organs=None)
    (tmp_path / "content" / "organs.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    problems = Problems()
    assert read_organs(tmp_path / "content", this_project(), problems) is None
    assert [item.code for item in problems] == ["N105"]
    assert content.organs is None


def test_sections_in_a_list_of_texts_are_told_once(tmp_path: Path) -> None:
    """Sections typed right under 正文 are one mistake: the line 章节: is missing above them."""
    sections = "正文:\n  - 标题: 甲\n    正文: 乙。\n  - 标题: 丙\n    正文: 丁。\n"
    before, _, after = NOTICE.partition("正文: ")
    typed = before + sections + after.partition("\n")[2]
    (found,) = load(tmp_path, {"notice.yaml": typed}).documents
    assert [item.code for item in found.problems.errors] == ["N143"]
    assert "加一行“章节:”" in found.problems.errors[0].fix
    mended = (
        sections.replace("正文:\n", "正文:\n  章节:\n", 1)
        .replace("\n  - ", "\n    - ")
        .replace("\n    正文", "\n      正文")
    )
    (right,) = load(tmp_path / "right", {"notice.yaml": before + mended + after.partition("\n")[2]}).documents
    assert right.problems.errors == []


def test_an_organ_nobody_knows_is_printed_as_typed(tmp_path: Path) -> None:
    """An organ that organs.yaml lacks is one error, and the document is laid out under the name that was typed."""
    content = load(tmp_path, {"notice.yaml": NOTICE.replace("云溪县人民政府]", "云溪县粮食局]")})
    (found,) = content.documents
    assert [item.code for item in found.problems.errors] == ["N121"]
    assert found.document is not None
    assert [organ.name for organ in found.document.organs] == ["云溪县粮食局"]


def test_missing_organs_are_told_once_and_at_each_name(tmp_path: Path) -> None:
    """Without organs.yaml the folder says so, and each document at its 发文机关."""
    content = load(tmp_path, {"notice.yaml": NOTICE}, organs=None)
    assert [item.code for item in content.problems] == ["N120"]
    assert [short(item) for item in content.documents[0].problems] == [("N125", "notice.yaml", 3, 8)]


@pytest.mark.parametrize(
    ("typed", "codes", "first"),
    [
        ("云政文", ["云政文"], "云政文"),
        ("[云政文, 云政人]", ["云政文", "云政人"], "云政文"),
        ("[云政办, {代字: 云政办发明电, 用于: 明传电报}]", ["云政办", "云政办发明电"], "云政办"),
    ],
)
def test_an_organ_has_one_code_or_several(tmp_path: Path, typed: str, codes: list[str], first: str) -> None:
    """机关代字 is one text, or a list of texts and of 代字 with what it is for; the first is used most."""
    organs = ORGANS.replace("  - 全称: 云溪县卫生", f"    机关代字: {typed}\n  - 全称: 云溪县卫生")
    (loaded,) = load(tmp_path, {"notice.yaml": NOTICE}, organs).documents
    assert loaded.document is not None
    (organ,) = loaded.document.organs
    assert [item.code for item in organ.codes or ()] == codes
    assert organ.code == first


def test_a_code_without_its_text_is_told(tmp_path: Path) -> None:
    """用于 alone names no code."""
    organs = ORGANS.replace("  - 全称: 云溪县卫生", "    机关代字: [云政文, {用于: 任免}]\n  - 全称: 云溪县卫生")
    content = load(tmp_path, {"notice.yaml": NOTICE}, organs)
    assert ("N111", "organs.yaml", 4) in [short(item)[:3] for item in content.problems]


def test_an_organ_listed_twice_is_told(tmp_path: Path) -> None:
    """Two organs of one 全称 are an error that names the first line."""
    content = load(tmp_path, {"notice.yaml": NOTICE}, ORGANS + "  - 全称: 云溪县人民政府\n")
    (found,) = content.problems
    assert short(found) == ("N122", "organs.yaml", 5, 9)
    assert "第 3 行" in found.message


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("# yaml-language-server: $schema=../../schema/notice.schema.json\n", False),
        ("# yaml-language-server: $schema=../../schema/plan.schema.json\n", True),
        ("# yaml-language-server: $schema=../schema/notice.schema.json\n", True),
        ("", True),
    ],
)
def test_the_first_line_names_the_schema(tmp_path: Path, header: str, told: bool) -> None:
    """A missing or wrong first line is a 提示 with the right line, and the document is built all the same."""
    content = folder(tmp_path, {})
    (content / "甲" / "notice.yaml").write_text(header + NOTICE, encoding="utf-8")
    (document,) = load_content(content, Project(tmp_path, tmp_path)).documents
    assert document.document is not None
    assert [(item.code, item.severity) for item in document.problems] == ([("N126", "提示")] if told else [])
    assert all(HEADER.format("notice").strip() in item.fix for item in document.problems)


def test_strays_are_told_and_hidden_folders_are_not(tmp_path: Path) -> None:
    """A folder without notice.yaml and a stray file are told, an unused file too; what begins with a dot is not.

    A folder with a YAML file of another name is a document that cannot be read.
    """
    content = folder(tmp_path, {"notice.yaml": NOTICE, "goals.yaml": "总述: 甲\n"})
    for name in (".git", "乙", "丙"):
        (content / name).mkdir()
    (content / "丙" / "Notice.yml").write_text(NOTICE, encoding="utf-8")
    (content / "plan.yaml").write_text("", encoding="utf-8")
    result = load_content(content, Project(tmp_path, tmp_path))
    assert [short(item) for item in result.problems] == [("N103", "乙", None, None), ("N109", "plan.yaml", None, None)]
    without, stray = result.documents
    assert [short(item) for item in without.problems] == [("N191", "Notice.yml", None, None)]
    assert "「Notice.yml」是不是 notice.yaml 写错了文件名" in next(iter(without.problems)).fix
    assert [short(item) for item in stray.problems] == [("N139", "goals.yaml", None, None)]


def test_only_reads_one_and_suggests(tmp_path: Path) -> None:
    """`only` reads the one document; a name that does not exist is told with the nearest and all that exist."""
    content = folder(tmp_path, {"notice.yaml": NOTICE})
    (content / "计划2026").mkdir()
    (content / "计划2026" / "notice.yaml").write_text(HEADER.format("notice") + NOTICE, encoding="utf-8")
    project = Project(tmp_path, tmp_path)
    assert [item.name for item in load_content(content, project, "甲").documents] == ["甲"]
    assert [item.name for item in load_content(content, project).documents] == ["甲", "计划2026"]
    wrong = load_content(content, project, "计划2025")
    (found,) = wrong.problems
    assert (found.code, wrong.documents) == ("N108", ())
    assert "「计划2026」" in found.fix
    assert "甲、计划2026" in found.message


@pytest.mark.parametrize("only", ["..", ".", "../content/甲", "甲/", ""])
def test_only_is_a_name_and_no_path(tmp_path: Path, only: str) -> None:
    """A path in the place of a name is refused."""
    content = folder(tmp_path, {"notice.yaml": NOTICE})
    assert [item.code for item in load_content(content, Project(tmp_path, tmp_path), only).problems] == ["N108"]


def test_no_content_is_told(tmp_path: Path) -> None:
    """A folder that is missing, and one without any document, are errors."""
    project = Project(tmp_path, tmp_path)
    assert [item.code for item in load_content(tmp_path / "没有", project).problems] == ["N101"]
    (tmp_path / "空").mkdir()
    assert [item.code for item in load_content(tmp_path / "空", project).problems] == ["N102"]


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("yunxi-2026-plan", True),
        ("医共体_2026", True),
        ("a b", False),
        ("-x", False),
        ("x.待改", False),
        ("ａ", False),
        ("CON", False),
        ("com1", False),
        ("x" * 100, True),
        ("x" * 101, False),
        ("x​", False),
    ],
)
def test_names_of_folders(name: str, good: bool) -> None:
    """Letters, digits, - and _ make a name; spaces, dots, full-width letters and names Windows keeps do not."""
    assert valid_name(name) is good


def test_a_bad_folder_name_is_told(tmp_path: Path) -> None:
    """A document in a folder of a bad name is told and not built."""
    content = folder(tmp_path, {"notice.yaml": NOTICE})
    (content / "甲").rename(content / "甲 乙")
    (document,) = load_content(content, Project(tmp_path, tmp_path)).documents
    assert ([item.code for item in document.problems], document.document) == (["N104"], None)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A file of the folder that is a link to elsewhere is not read."""
    content = folder(tmp_path, {"notice.yaml": PLAN})
    (tmp_path / "plan.yaml").write_text("导语: 甲\n", encoding="utf-8")
    (content / "甲" / "plan.yaml").symlink_to(tmp_path / "plan.yaml")
    (document,) = load_content(content, Project(tmp_path, tmp_path)).documents
    assert "N105" in {item.code for item in document.problems}


def test_broken_files_in_a_document_are_told_in_their_own_name(tmp_path: Path) -> None:
    """A file in GBK that a notice names is told once, in its own name."""
    content = folder(tmp_path, {"notice.yaml": PLAN})
    (content / "甲" / "plan.yaml").write_bytes("导语: 甲乙丙\n".encode("gbk"))
    (document,) = load_content(content, Project(tmp_path, tmp_path)).documents
    assert [short(item) for item in document.problems] == [("Y104", "plan.yaml", 1, 1)]


@pytest.mark.parametrize("named", ["../甲.png", "seals/甲.png", "甲.jpg", "C:甲.png"])
def test_a_seal_picture_is_a_file_name(tmp_path: Path, named: str) -> None:
    """A seal's picture lies in the folder seals itself and is a .png; any other path is refused."""
    organs = ORGANS + f"    印章图片: {named}\n"
    (found,) = load(tmp_path, {"notice.yaml": NOTICE}, organs).problems
    assert short(found) == ("N154", "organs.yaml", 5, 11)
    assert load(tmp_path / "b", {"notice.yaml": NOTICE}, ORGANS + "    印章图片: 甲.png\n").problems.errors == []
