"""Our own files, proved as if a stranger had made them: the elements are recognised, and nothing false is said."""

from __future__ import annotations

import pytest

from tests.examples import NAMES, made
from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import Piece
from ygt_docs.notice.model import Format
from ygt_docs.problems import Problems
from ygt_docs.proof import prove
from ygt_docs.proof.clauses.closing import sign_off_place
from ygt_docs.proof.docx_facts import docx_facts
from ygt_docs.proof.facts import Facts, Kind, Line, Para
from ygt_docs.proof.pdf_facts import PdfFacts, pdf_facts
from ygt_docs.proof.pdf_ink import Ink
from ygt_docs.proof.recognise import recognise
from ygt_docs.proof.recognise_blocks import recognise_blocks


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_false_is_said(name: str, kind: Kind) -> None:
    """Whatever the kind and the format: no 错误, no 警告, and every element is recognised."""
    _, docx, pdf = made(name)
    found = prove(docx if kind is Kind.WORD else pdf, kind)
    assert [str(item) for item in found if item.severity != "提示" or item.code == "D901"] == []


def test_names_in_a_grid_are_known_on_paper() -> None:
    """The PDF of eight sealed organs is told line by line, so that every element of it is measured."""
    result, _, pdf = made("yunxi-2026-eight-organs")
    facts = pdf_facts(pdf, Problems(), result.flow)
    assert facts is not None
    assert facts.known
    assert result.flow is not None
    names = "".join(para.bare for para in facts.of(Role.JOINT_SIGN_OFF))
    assert sorted(names) == sorted(
        "".join(paragraph.text for paragraph in result.flow.paragraphs() if paragraph.role is Role.JOINT_SIGN_OFF)
    )
    assert [para.bare for para in facts.of(Role.DATE)] == ["2026年9月23日"]


def test_a_grid_of_another_document_is_not_taken_for_known() -> None:
    """Where a name of the grid is not the one that was composed, nothing is known of the lines."""
    result, _, _ = made("yunxi-2026-eight-organs")
    _, _, other = made("yunxi-2026-four-organs")
    facts = pdf_facts(other, Problems(), result.flow)
    assert facts is not None
    assert not facts.known


def test_names_side_by_side_sign_without_knowledge() -> None:
    """Eight sealed organs in two columns are the sign-off of a PDF of which nothing is known."""
    _, _, pdf = made("yunxi-2026-eight-organs")
    facts = pdf_facts(pdf, Problems())
    assert facts is not None
    signed = "".join(para.bare for para in facts.of(Role.SIGN_OFF))
    assert len(signed) > 60
    assert "云溪县医疗保障局" in signed
    assert "请" not in signed


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("collection", Format.COLLECTION),
        ("report", Format.MANUSCRIPT),
        ("order", Format.ORDER),
        ("plan", Format.DOCUMENT),
    ],
)
@pytest.mark.parametrize("kind", Kind)
def test_the_format_is_recognised(name: str, format_: Format, kind: Kind) -> None:
    """A list of contents makes a collection, a date under the title a manuscript; a notice is neither."""
    _, docx, pdf = made(f"yunxi-2026-{name}")
    facts = docx_facts(docx, Problems()) if kind is Kind.WORD else pdf_facts(pdf, Problems())
    assert facts is not None
    assert facts.format is format_


def test_a_heading_is_no_line_of_the_item_before_it() -> None:
    """A full line of an item ends it where the next line is a heading; the second line of 抄送 belongs to the first."""
    _, _, pdf = made("yunxi-2026-eight-organs")
    facts = pdf_facts(pdf, Problems())
    assert facts is not None
    assert any(para.bare == "三、质量和安全监管" for para in facts.of(Role.HEADING_1))
    (copies,) = facts.of(Role.COPIES_TO)
    assert copies.bare.endswith("县人民检察院。")


def test_a_table_of_figures_before_the_date_does_not_sign() -> None:
    """Cells with figures are a table of the text, whatever stands below it."""
    facts = Facts(
        [
            _para("云溪县卫生健康局文件", 4),
            _para("县医院", 40, True),
            _para("120张", 80, True),
            _para("2026年9月23日", 98),
        ],
        [],
    )
    recognise(facts)
    assert facts.of(Role.JOINT_SIGN_OFF) == []
    facts = Facts([_para("云溪县卫生健康局文件", 4), _para("县医院", 40, True), _para("2026年9月23日", 98)], [])
    recognise(facts)
    assert [para.bare for para in facts.of(Role.JOINT_SIGN_OFF)] == ["县医院"]


def test_long_names_side_by_side_sign_together() -> None:
    """Three names over a full line have little more than half a character between them; a text with marks is none."""
    for text, found in (
        ("云溪县教育局云溪县发展和改革局云溪县财政局", True),
        ("各乡镇、县直各单位要抓紧安排，确保质量", False),
    ):
        row = _para(text, 9.0)
        row.lines = (Line(text, 9.0, 9.0 + 5.65 * (len(text) + 1.2), gaps=((6, 3.2), (15, 3.2))),)
        paras = [_para("云溪县教育局文件", 4), _para("妥否，请批示。", 11.3), row, _para("2026年4月13日", 98)]
        facts = PdfFacts(paras, [], ink=Ink(1, None, None))
        recognise(facts)
        assert [para.bare for para in facts.of(Role.SIGN_OFF)] == [text] * found
        assert list(sign_off_place(facts)) == []


def _para(text: str, start: float, boxed: bool = False) -> Para:
    """A paragraph of one line."""
    return Para(text, (Piece(text, "仿宋", 16.0),), (Line(text, start, start + 5.6 * len(text)),), boxed=boxed)


def _small(text: str, start: float, centred: bool = False, boxed: bool = False) -> Para:
    """A paragraph in the size of cells."""
    return Para(text, (Piece(text, "仿宋", 12.0),), (Line(text, start, start + 40),), centred=centred, boxed=boxed)


def _told(*paras: Para) -> list[Role | None]:
    """The roles of the paragraphs that stand in no table."""
    facts = Facts(list(paras), [])
    recognise_blocks(facts)
    return [para.role for para in paras if not para.boxed]


def test_what_stands_around_a_table_belongs_to_it() -> None:
    """Caption, unit and notes; a line of the text before it, and one behind it, are none of them."""
    rows = [
        _para("进展情况见下表。", 11.3),
        _small("表1进展情况", 60, centred=True),
        _small("单位：万元", 118),
        _small("序号", 70, boxed=True),
        _small("数据截至6月底。", 0),
        _small("完工日期以验收为准。", 0),
        _para("各地要倒排工期。", 11.3),
    ]
    assert _told(*rows) == [None, Role.TABLE_CAPTION, Role.TABLE_UNIT, Role.TABLE_NOTE, Role.TABLE_NOTE, None]


def test_text_of_the_wrong_size_is_no_note_of_a_table() -> None:
    """What is indented as the text is, and what stands far from any table, stays text and is judged as such."""
    rows = [
        _small("序号", 70, boxed=True),
        _small("各地要倒排工期。", 11.3),
        _small("单位：万元", 118),
        _small("进展情况", 60, centred=True),
    ]
    assert _told(*rows) == [None, None, None]


def test_a_title_before_a_table_is_no_caption() -> None:
    """Not even where somebody set the title of an appendix in small letters."""
    assert _told(_para("附件1", 0), _small("任务清单", 60, centred=True), _small("序号", 70, boxed=True)) == [None] * 2


def test_names_in_columns_are_known_with_their_heading() -> None:
    """Also a last row of one name; a sentence with spaces in it is no row, nor is who signs at the right."""
    rows = [
        _para("一等奖（4名）", 11.3),
        _para("王清和\t李\u3000溪\t欧阳晓云", 11.3),
        _para("陈立", 11.3),
        _para("希望受到表扬的教师\t珍惜荣誉，再接再厉。", 11.3),
        _para("县长\u3000\u3000李明溪", 90),
    ]
    assert _told(*rows) == [Role.NAMES_GROUP, Role.NAMES, Role.NAMES, None, None]
