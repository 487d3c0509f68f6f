"""Headings from structure and from typed lines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, composed
from ygt_docs.compose.flow import Face, Paragraph, Role
from ygt_docs.compose.headings import Look, looks
from ygt_docs.problems import Severity

Body = dict[str, Any] | list[Any]

_MAIN = {Role.PARAGRAPH, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4}


def _main(body: Body) -> list[Paragraph]:
    flow, problems = composed(正文=body)
    assert codes(problems) == []
    return [paragraph for paragraph in flow.paragraphs() if paragraph.role in _MAIN]


def _looks(body: Body) -> list[tuple[Role, list[tuple[str, Face]]]]:
    """Role and text by face: what can be seen, whether it was typed or made."""
    seen = []
    for paragraph in _main(body):
        faces: list[tuple[str, Face]] = []
        for run in paragraph.runs:
            if faces and faces[-1][1] is run.face:
                faces[-1] = (faces[-1][0] + run.text, run.face)
            else:
                faces.append((run.text, run.face))
        seen.append((paragraph.role, faces))
    return seen


def test_typed_and_structured_headings_give_the_same_flow() -> None:
    """Headings typed as 一、（一）1.（1） look exactly like the same headings given as structure."""
    structure = {
        "导语": "开头。",
        "章节": [
            {"标题": "总体要求", "正文": "要求。"},
            {
                "标题": "重点工作",
                "下级": [
                    {"标题": "抢收", "连排": "是", "正文": "各乡镇要抢收。"},
                    {"标题": "晾晒", "下级": [{"标题": "场地", "下级": [{"标题": "学校操场", "正文": "可以用。"}]}]},
                ],
            },
        ],
    }
    typed = {
        "导语": "开头。\n一、总体要求\n要求。\n二、重点工作\n（一）抢收。各乡镇要抢收。\n（二）晾晒\n1.场地\n（1）学校操场\n可以用。"
    }
    assert _looks(structure) == _looks(typed)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("一、总体要求", Role.HEADING_1),
        ("（一）抢收", Role.HEADING_2),
        ("1.场地", Role.HEADING_3),
        ("（1）操场", Role.HEADING_4),
        ("一、提高认识，加强领导", Role.HEADING_1),
    ],
)
def test_short_lines_without_a_stop_are_headings(line: str, role: Role) -> None:
    """A short numbered line without a stop stands alone and stays with the next paragraph."""
    body = {"导语": {Role.HEADING_4: "1.甲\n", Role.HEADING_2: "一、甲\n"}.get(role, "") + line}
    last = _main(body)[-1]
    assert (last.role, last.text, last.keep_with_next) == (role, line, True)


@pytest.mark.parametrize(
    "line",
    [
        "一、请各乡镇抓紧抢收。",
        "一、时间：9月1日",
        "一、请收粮；",
        "1.请各乡镇抓紧抢收，及时上报。",
        "一、" + "很长" * 25,
    ],
)
def test_numbered_sentences_are_paragraphs(line: str) -> None:
    """A numbered sentence is text of the body in its face."""
    assert _looks({"导语": line}) == [(Role.PARAGRAPH, [(line, Face.OF_ROLE)])]


_LONG = "要做好宣传，让每户都知道收粮的价格、等级、时间和地点，把价格牌挂在粮站门口最显眼的地方，并公布举报的电话。"


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）要加强领导，精心组织。要把责任落实到岗。", f"（二）{_LONG}"),
        (f"（一）{_LONG}", "（二）加强领导", "（三）要加强宣传。抓紧。"),
        ("（一）加强领导", "各乡镇要抓紧。", "（二）要加强宣传。"),
        ("一、原则同意该方案。", "二、请按程序报批。批准后实施。", "三、其他事项"),
    ],
)
def test_siblings_of_a_sentence_are_text(lines: tuple[str, ...]) -> None:
    """Where one of several siblings is a sentence, none is set as a heading or takes a heading's face."""
    before = "" if lines[0].startswith("一") else "一、有关要求\n"
    looks = _looks({"导语": before + "\n".join(lines)})[1 if before else 0 :]
    assert looks == [(Role.PARAGRAPH, [(line, Face.OF_ROLE)]) for line in lines]


def test_siblings_end_at_the_next_heading_article_and_list() -> None:
    """A sentence in one part changes nothing in the next one, nor in another article or list."""
    lines = ["一、甲", "（一）要收粮。", "二、乙", "（一）收购", "1.要收粮；", "正文。", "1.仓储", "三、丙"]
    assert [role for role, _ in _looks({"导语": "\n".join(lines)})] == [
        *(Role.HEADING_1, Role.PARAGRAPH, Role.HEADING_1, Role.HEADING_2),
        *(Role.PARAGRAPH, Role.PARAGRAPH, Role.HEADING_3, Role.HEADING_1),
    ]
    assert looks(["第一部分　收购：", "（一）要收粮。", "第二部分　下列：", "（一）仓储"]) == [
        *(None, Look.TEXT, None, Look.ALONE)
    ]
    # The items of articles are no headings, whatever they say.
    assert looks(["第一条　收购：", "（一）要收粮。", "第二条　下列：", "（一）仓储"]) == [None] * 4


def test_a_heading_of_structure_stays_one() -> None:
    """What the writer gave as 标题 is a heading whatever its siblings in the text are."""
    body = {"章节": [{"标题": "甲", "正文": "（一）要收粮。", "下级": [{"标题": "仓储"}]}]}
    assert [role for role, _ in _looks(body)] == [Role.HEADING_1, Role.PARAGRAPH, Role.HEADING_2]


def test_chapters_and_articles_that_are_typed_keep_their_spaces() -> None:
    """第X章 and 第X条 in text keep their spaces, the items of articles are text, and nothing is refused."""
    lines = [
        "第一章　总　则",
        "第一条　用水单位应当：",
        "（一）装表；",
        "（二）缴费。",
        "第二条　禁止：",
        "（一）偷水。",
    ]
    flow, problems = composed(正文={"导语": "\n".join(lines)})
    assert codes(problems) == []
    made = [paragraph for paragraph in flow.paragraphs() if paragraph.text in lines]
    assert [paragraph.text for paragraph in made] == lines
    assert [paragraph.role for paragraph in made] == [Role.CHAPTER, *[Role.PARAGRAPH] * 5]
    assert [paragraph.runs[0].face for paragraph in made[1:3]] == [Face.ARTICLE, Face.OF_ROLE]


def test_a_label_goes_with_its_siblings() -> None:
    """The words before ： are set as a heading among headings; where all are labels, or one is a sentence, none is."""
    labels = ["一、时间：9月6日", "二、地点：县粮食局，三楼会议室。"]
    assert _looks({"导语": "\n".join([*labels, "三、有关要求"])}) == [
        (Role.PARAGRAPH, [("一、时间：", Face.HEADING_1), ("9月6日", Face.OF_ROLE)]),
        (Role.PARAGRAPH, [("二、地点：", Face.HEADING_1), ("县粮食局，三楼会议室。", Face.OF_ROLE)]),
        (Role.HEADING_1, [("三、有关要求", Face.OF_ROLE)]),
    ]
    for lines in (labels, [*labels, "三、请各乡镇准时参加。"], ["一、经研究，决定如下：同意。", "二、其他事项"]):
        assert _looks({"导语": "\n".join(lines)}) == [(Role.PARAGRAPH, [(line, Face.OF_ROLE)]) for line in lines]


def test_items_of_a_list_are_set_as_lines_of_text() -> None:
    """A list of texts gives the same Flow as their lines; only {段: …} is a paragraph whatever it begins with."""
    lines = ["现批复如下：", "一、总体要求", "二、重点任务", "三、原则同意该方案"]
    plain = [(Role.PARAGRAPH, [(line, Face.OF_ROLE)]) for line in lines]
    for items in (lines, [lines[0], "\n".join(lines[1:])]):
        assert _looks(items) == _looks({"导语": "\n".join(lines)})
    assert _looks([*lines[:3], {"段": lines[3]}]) == [*_looks({"导语": "\n".join(lines[:3])}), plain[3]]
    assert _looks([lines[0], {"段": "\n".join(lines[1:])}]) == plain


def test_a_plain_paragraph_is_no_sibling() -> None:
    """A sentence in {段: …} leaves the headings beside it as they are, and its number needs no place in the count."""
    body = ["一、总体要求", "二、重点任务", {"段": "三、本通知自印发之日起施行。"}, {"段": "九、引文。"}, "三、其他"]
    roles = [Role.HEADING_1, Role.HEADING_1, Role.PARAGRAPH, Role.PARAGRAPH, Role.HEADING_1]
    assert [role for role, _ in _looks(body)] == roles


def test_a_list_may_stand_in_a_section() -> None:
    """A section's text may be a list; with 连排 the heading runs into its first item."""
    sections = [
        {"标题": "甲", "正文": ["乙。", {"段": "1.丙"}]},
        {"标题": "丁", "连排": "是", "正文": [{"段": "戊。"}, "1.己"]},
    ]
    assert [
        (role, "".join(text for text, _ in faces)) for role, faces in _looks({"章节": sections, "结语": ["庚。"]})
    ] == [
        *((Role.HEADING_1, "一、甲"), (Role.PARAGRAPH, "乙。"), (Role.PARAGRAPH, "1.丙")),
        *((Role.PARAGRAPH, "二、丁。戊。"), (Role.HEADING_3, "1.己"), (Role.PARAGRAPH, "庚。")),
    ]


def test_a_sentence_that_makes_text_of_headings_is_said() -> None:
    """One sentence beside several headings is told, with both ways out; several sentences beside one are not."""
    _flow, problems = composed(正文={"导语": "一、总体要求\n二、重点任务\n三、本通知自印发之日起施行。"})
    (found,) = problems
    assert (found.code, found.severity, found.place.line) == ("N517", Severity.NOTE, 10)
    assert "「一、总体要求」等 2 项" in found.message
    for silent in ("一、同意。\n二、同意。\n三、其他", "一、甲\n1.要收粮。\n2.仓储\n3.运输"):
        _flow, problems = composed(正文={"导语": silent})
        assert list(problems) == []


def test_a_heading_with_a_colon_goes_with_its_siblings() -> None:
    """三、保障措施： is a heading among headings and a sentence among sentences."""
    assert [role for role, _ in _looks({"导语": "一、总体要求\n二、保障措施："})] == [Role.HEADING_1] * 2
    assert [role for role, _ in _looks({"导语": "一、要收粮。\n二、保障措施："})] == [Role.PARAGRAPH] * 2


def test_a_run_in_heading_ends_with_a_stop() -> None:
    """A heading that is run in gets 。 unless it ends in a sign of its own; only the heading takes its face."""
    body = {
        "章节": [
            {"标题": "要抢收", "连排": "是", "正文": "抓紧。\n另一段。"},
            {"标题": "要晾晒！", "连排": "是", "正文": "抓紧。"},
        ]
    }
    assert _looks(body) == [
        (Role.PARAGRAPH, [("一、要抢收。", Face.HEADING_1), ("抓紧。", Face.OF_ROLE)]),
        (Role.PARAGRAPH, [("另一段。", Face.OF_ROLE)]),
        (Role.PARAGRAPH, [("二、要晾晒！", Face.HEADING_1), ("抓紧。", Face.OF_ROLE)]),
    ]


def test_typed_run_in_heading_takes_the_face_up_to_the_first_stop() -> None:
    """Only the first sentence of a typed run-in heading takes the heading's face, and each run knows its column."""
    flow, _ = composed(正文={"导语": "一、甲\n（一）要抢收。抓紧。"})
    heading, rest = next(p for p in flow.paragraphs() if p.role is Role.PARAGRAPH).runs
    assert (heading.text, heading.face) == ("（一）要抢收。", Face.HEADING_2)
    assert (rest.text, rest.face) == ("抓紧。", Face.OF_ROLE)
    assert heading.place.column is not None
    assert rest.place.column == heading.place.column + len(heading.text)


def test_a_number_typed_into_structure_is_not_set_twice() -> None:
    """A structured heading that begins with its number keeps it as typed, and the count goes on from it."""
    assert [p.text for p in _main({"章节": [{"标题": "一、甲"}, {"标题": "乙"}]})] == ["一、甲", "二、乙"]


def test_a_wrong_number_in_structure_is_found() -> None:
    """A wrong number typed into a structured heading is printed as typed, and reported with its place."""
    flow, problems = composed(正文={"章节": [{"标题": "甲"}, {"标题": "三、丙"}]})
    assert codes(problems) == ["N511"]
    assert "三、丙" in flow.text()
    assert next(iter(problems)).place.line


def test_generated_numbers_have_no_place_and_typed_text_has_one() -> None:
    """A run that was made has no place; a run that was typed has its own."""
    number, heading = _main({"章节": [{"标题": "甲"}]})[0].runs
    assert (number.place.line, heading.place.file) == (None, "notice.yaml")
