"""Tables of drafts as 表 and 表单: heads in levels, merged and blank cells, caption, unit and notes; then built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.drafts import HEAD
from tests.intake.packages import p, table, tc, tr, word
from tests.intake.test_account import hold
from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.docfiles.markdown import read_markdown
from ygt_docs.docfiles.sources import read_source
from ygt_docs.docfiles.word_reader import read_word
from ygt_docs.elements.marks import LEFT
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import recognise

_BEFORE, _AFTER = HEAD.replace("落实。\n", "落实。\n各校床位如下。\n¦\n还有一段。\n").split("¦\n")


def found(decoded: Decoded, name: str = "草稿.txt") -> tuple[list[Any], list[str]]:
    """The blocks of the body, and the codes of what is said of tables."""
    result = recognise(decoded, name)
    hold(result)
    body = plain(result.files["notice.yaml"])["正文"]
    said = [item.code for item in result.context.doubts.problems() if item.code in ("I337", "I396", "I397")]
    return [item for item in body if isinstance(item, dict)], said


def typed(rows: str) -> tuple[list[Any], list[str]]:
    """What a draft of text with the table `rows` gives."""
    return found(Decoded(_BEFORE + rows + _AFTER, "UTF-8"))


def in_word(*inside: str) -> tuple[list[Any], list[str]]:
    """What a Word draft with `inside` gives."""
    parts = ["".join(p(line) for line in part.splitlines() if line) for part in (_BEFORE, _AFTER)]
    decoded = read_word(Archive(word(parts[0] + "".join(inside) + parts[1])))
    assert decoded is not None
    return found(decoded, "草稿.docx")


def test_caption_unit_blank_rows_and_note_come_along() -> None:
    """What stands right around a table is its own; figures and blank cells stay as they were typed."""
    blocks, said = typed(
        "表1　床位\n单位：张\n学校 | 床位 | 备注 |\n一中 | 1,200 | |\n二中 | 80 | 新建 |\n | | |\n注：含新建。\n"
    )
    (block,) = blocks
    assert block == {
        "表": {
            "题": "表1　床位",
            "单位": "张",
            "栏": ["学校", "床位", "备注"],
            "行": [["一中", "1,200", ""], ["二中", "80", "新建"]],
            "空行": 1,
            "注": ["注：含新建。"],
        }
    }
    assert said == ["I396"]


def test_two_heading_rows_and_merges_of_word() -> None:
    """Merged headings become 下级; a cell that reaches down is 〃, one that reaches to the right 〈."""
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    blocks, said = in_word(
        table(
            tr(tc("学校", start), tc("床位", '<w:gridSpan w:val="2"/>'), tc("备注", start)),
            tr(tc("", more), "男生", "女生", tc("", more)),
            tr(tc("一中", start), "30", "20", ""),
            tr(tc("", more), "31", "21", ""),
            tr(tc("撤并的学校", '<w:gridSpan w:val="4"/>')),
        )
    )
    assert blocks[0]["表"]["栏"] == ["学校", {"标题": "床位", "下级": ["男生", "女生"]}, "备注"]
    assert blocks[0]["表"]["行"] == [
        ["一中", "30", "20", ""],
        ["〃", "31", "21", ""],
        ["撤并的学校", "〈", "〈", "〈"],
    ]
    assert said == ["I396"]


def test_a_form_keeps_its_blank_cells() -> None:
    """Labels with blank cells beside them are a form, whatever the labels are."""
    blocks, _ = typed("姓名 | | 性别 | | 照片 |\n学校 | | 年级 | | |\n")
    assert blocks == [{"表单": {"行": [["姓名", "", "性别", "", "照片"], ["学校", "", "年级", "", ""]]}}]


def test_a_row_of_a_table_may_be_blank_at_its_end() -> None:
    """As a sheet is pasted, whose tabs are bars by then: the last cells of a row that is to be filled in are blank."""
    blocks, said = typed("序号|姓名|年级|备注\n1|||\n2|李明||\n")
    assert blocks == [
        {"表": {"栏": ["序号", "姓名", "年级", "备注"], "行": [["1", "", "", ""], ["2", "李明", "", ""]]}}
    ]
    assert said == ["I396"]


def test_a_table_of_markdown() -> None:
    """The rule under the head is no row."""
    decoded = read_markdown(
        Decoded(_BEFORE.replace("\n", "\n\n") + "| 学校 | 床位 |\n|---|---:|\n| 一中 | 30 |\n\n" + _AFTER, "UTF-8")
    )
    blocks, _ = found(decoded, "草稿.md")
    assert blocks == [{"表": {"栏": ["学校", "床位"], "行": [["一中", "30"]]}}]


@pytest.mark.parametrize(
    ("rows", "code"),
    [("甲 | 乙 | 丙 |\n1 | 2 |\n3 | 4 | 5 |\n", "I397"), ("甲 | 乙 | 丙 |\n〃 | 2 | 3 |\n4 | 5 | 6 |\n", "I337")],
)
def test_what_is_no_even_table_is_said(rows: str, code: str) -> None:
    """A row with fewer cells is filled up; a merge mark with nothing above it leaves the table as text."""
    _, said = typed(rows)
    assert code in said


def test_among_articles_a_table_is_text() -> None:
    """Paragraphs of articles are plain text, so a table among them is one of them."""
    rows = "第一条　床位按规定安排。\n第二条　标准如下：\n甲 | 乙 | 丙 |\n1 | 2 | 3 |\n"
    result = recognise(Decoded(_BEFORE.replace("各校床位如下。\n", "") + rows + _AFTER, "UTF-8"), "草稿.txt")
    hold(result)
    assert "I337" in [item.code for item in result.context.doubts.problems()]
    assert "甲：1；乙：2；丙：3。" in str(plain(result.files["notice.yaml"]))


def test_names_under_headings_that_count_them_are_a_list() -> None:
    """一等奖（3名） and rows of names become a 名单: names that were spread are whole, the rows tell how many to a row."""
    blocks, _ = typed("一等奖（3名）\n王强　李溪　欧阳晓云\n二等奖（4名）\n陈 立　周知行　孙敏\n吴远山\n")
    assert blocks == [
        {
            "名单": {
                "每行": 3,
                "组": [
                    {"标题": "一等奖（3名）", "姓名": ["王强", "李溪", "欧阳晓云"]},
                    {"标题": "二等奖（4名）", "姓名": ["陈立", "周知行", "孙敏", "吴远山"]},
                ],
            }
        }
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "一等奖（3名）\n王强　李溪\n",  # the count is another
        "参加单位（2个）\n县水利局，县财政局\n",  # no names in columns
        "王强　李溪　欧阳晓云\n",  # nothing says that these are names
    ],
)
def test_what_may_be_no_list_of_names_stays_text(lines: str) -> None:
    """In doubt the lines stay as they were typed."""
    assert found(Decoded(_BEFORE + lines + "说明一句。\n表1 数\n甲 | 乙 |\n1 | 2 |\n" + _AFTER, "UTF-8"))[0] == [
        {"表": {"题": "表1 数", "栏": ["甲", "乙"], "行": [["1", "2"]]}}
    ]


def test_a_style_of_captions_and_a_cell_set_upright_are_told() -> None:
    """A caption without 表1 comes by its style; one character under another is 竖排."""
    styles = '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="caption"/></w:style>'
    caption = '<w:p><w:pPr><w:pStyle w:val="a5"/></w:pPr><w:r><w:t>值班安排</w:t></w:r></w:p>'
    rows = tr(tc("日期"), tc("带班")) + tr(tc("5月1日"), tc("王强"))
    wide = tc("", '<w:gridSpan w:val="3"/>')
    form = tr(tc("单位"), wide) + tr("姓名", "", "电话", "") + tr(tc("备\n注"), wide)
    parts = ["".join(p(line) for line in part.splitlines() if line) for part in (_BEFORE, _AFTER)]
    body = parts[0] + caption + table(rows) + p("另请填写下表。") + table(form) + parts[1]
    decoded = read_word(Archive(word(body, styles=styles)))
    assert decoded is not None
    first, second = found(decoded, "草稿.docx")[0]
    assert first == {"表": {"题": "值班安排", "栏": ["日期", "带班"], "行": [["5月1日", "王强"]]}}
    upright = {"字": "备注", "竖排": "是"}
    assert second == {"表单": {"行": [["单位", "", LEFT, LEFT], ["姓名", "", "电话", ""], [upright, "", LEFT, LEFT]]}}


def test_rows_pasted_with_tabs_are_a_table(tmp_path: Path) -> None:
    """Lines with equally many tabs in a .txt are a table; one such line, and rows of names, are text."""
    draft = tmp_path / "draft.txt"
    rows = "序号\t姓名\t岗位\n1\t王强\t教师\n2\t欧阳清\t护士\n"
    draft.write_text(f"名单如下\n一、拟聘人员\n{rows}二、其他\n没有。\n", encoding="utf-8")
    assert read_source(draft, "draft.txt").text.count("|") == rows.count("\t")
    for text in (
        "甲\t乙\t丙。\n第二行\n",
        "王强\t李溪\t欧阳清\n陈立\t周远\t何川\n",
        "联系人：甲\t电话：1\n联系人：乙\t电话：2\n",
    ):
        draft.write_text(text, encoding="utf-8")
        assert "|" not in read_source(draft, "draft.txt").text


@pytest.mark.parametrize(
    ("marks", "codes", "apart"),
    [
        (["附件2"], ["I403"], [True, False]),
        (["附件1"], ["I331"], [False, False]),
        (["附件1", "附件2"], [], [False, False]),
    ],
)
def test_an_appendix_without_a_page_goes_out_by_itself(marks: list[str], codes: list[str], apart: list[bool]) -> None:
    """Where a page bears the number of a later one, the name before it is of a file that is sent apart (另发)."""
    text = HEAD.replace("青禾县人民政府\n2026年9月1日", "附件：1.库点名单\n2.收购须知\n青禾县人民政府\n2026年9月1日")
    titles = {"附件1": "库点名单", "附件2": "收购须知"}
    for mark in marks:
        text += f"{mark}\n{titles[mark]}\n各库点按时开秤。\n"
    result = recognise(Decoded(text, "UTF-8"), "草稿.txt")
    hold(result)
    appendices = plain(result.files["notice.yaml"])["附件"]
    assert [item["名称"] for item in appendices] == ["库点名单", "收购须知"]
    assert ["另发" in item for item in appendices] == apart
    assert [item.code for item in result.context.doubts.problems() if item.code in ("I331", "I403")] == codes
