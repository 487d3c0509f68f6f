"""Regulations: numbers made for structure, the same where they are typed, and each wrong one found once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, composed
from ygt_docs.compose.articles import Level, Number, faults, typed_label, typed_labels
from ygt_docs.compose.flow import Face, Paragraph, Role
from ygt_docs.elements.numerals import long_number, long_value
from ygt_docs.problems import Problems

STRUCTURE = {
    "章": [
        {
            "标题": "总则",
            "条": [
                "为了加强供水管理，制定本办法。",
                {
                    "款": [
                        "供水单位应当：",
                        {"项": ["建立制度；", {"正文": "公布电话：", "目": ["总机；", "热线。"]}]},
                        "有前款情形的，从其规定。",
                    ]
                },
            ],
        },
        {
            "标题": "管理",
            "节": [
                {"标题": "用户", "条": [{"正文": "用户应当：", "项": ["装表；", "缴费。"]}]},
                {"标题": "单位", "条": [{"号": "第三条之一", "正文": "单位从其规定。"}, "依法处理。\n可以申诉。"]},
            ],
        },
    ],
}
TYPED = """\
第一章　总则
第一条　为了加强供水管理，制定本办法。
第二条　供水单位应当：
（一）建立制度；
（二）公布电话：
1.总机；
2.热线。
有前款情形的，从其规定。
第二章　管理
第一节　用户
第三条　用户应当：
（一）装表；
（二）缴费。
第二节　单位
第三条之一　单位从其规定。
第四条　依法处理。
可以申诉。"""


def _seen(body: Any) -> list[tuple[Role, list[tuple[str, Face]]]]:
    """The roles and the text by face of the body's paragraphs."""
    flow, problems = composed(正文=body)
    assert codes(problems) == []
    lines = TYPED.split("\n")
    return [_look(paragraph) for paragraph in flow.paragraphs() if paragraph.text in lines]


def _look(paragraph: Paragraph) -> tuple[Role, list[tuple[str, Face]]]:
    faces: list[tuple[str, Face]] = []
    for run in paragraph.runs:
        if faces and faces[-1][1] is run.face:
            faces[-1] = (faces[-1][0] + run.text, run.face)
        else:
            faces.append((run.text, run.face))
    return paragraph.role, faces


def test_structure_and_typed_text_are_the_same() -> None:
    """The mapping prints what the typed text prints: words, roles and faces."""
    seen = _seen(STRUCTURE)
    assert ["".join(text for text, _ in faces) for _, faces in seen] == TYPED.split("\n")
    assert seen == _seen({"导语": TYPED})
    assert seen[0] == (Role.CHAPTER, [("第一章　总则", Face.OF_ROLE)])
    assert seen[1][1][0] == ("第一条　", Face.ARTICLE)
    assert [role for role, _ in seen if role is not Role.PARAGRAPH] == [
        *(Role.CHAPTER, Role.CHAPTER, Role.DIVISION, Role.DIVISION)
    ]


def test_chapters_begin_anew_in_each_part_and_articles_run_on() -> None:
    """编 count their 章 anew; 条 run through the whole text."""
    parts = [
        {"标题": name, "章": [{"标题": "甲", "条": ["子。"]}, {"标题": "乙", "条": ["丑。"]}]}
        for name in ("通则", "分则")
    ]
    flow, problems = composed(正文={"编": parts})
    assert codes(problems) == []
    texts = [item.text for item in flow.paragraphs() if item.text.startswith("第")]
    assert texts == [
        *("第一编　通则", "第一章　甲", "第一条　子。", "第二章　乙", "第二条　丑。"),
        *("第二编　分则", "第一章　甲", "第三条　子。", "第二章　乙", "第四条　丑。"),
    ]


def test_an_item_without_a_sign_is_an_item_all_the_same() -> None:
    """What stands under an article is text, also where it would be a heading elsewhere; nothing is added to it."""
    flow, problems = composed(正文="第一条　下列情形：\n（一）选址合理\n1.总机\n第二条　施行。")
    assert codes(problems) == []
    assert [item.role for item in flow.paragraphs() if item.text in ("（一）选址合理", "1.总机")] == [
        Role.PARAGRAPH
    ] * 2


@pytest.mark.parametrize("value", [1, 10, 11, 20, 99, 100, 105, 110, 112, 200, 1001, 1010, 9999])
def test_numerals_are_read_as_they_are_written(value: int) -> None:
    """Numbers of articles in Chinese, both ways."""
    assert long_value(long_number(value)) == value


@pytest.mark.parametrize("text", ["十十", "一零", "百", "零", "0", "二一", ""])
def test_what_is_no_numeral_is_none(text: str) -> None:
    """A numeral that nobody writes is no number."""
    assert long_value(text) is None
    with pytest.raises(ValueError, match="numeral"):
        long_number(0)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一条　为了", Level.ARTICLE),
        ("第12条 为了", Level.ARTICLE),
        ("第三条之一　为了", Level.ARTICLE),
        ("第一章　总　则", Level.CHAPTER),
        ("第二编　分则", Level.PART),
        ("第二节　监督检查", Level.DIVISION),
        ("第五条规定的情形", None),
        ("第三条、第四条", None),
        ("第一条", None),
        ("第一节课程安排", None),
        ("第二章　本章规定的情形，按下列规定处理。", None),
    ],
)
def test_what_begins_an_article_and_what_speaks_of_one(line: str, level: Level | None) -> None:
    """A space stands behind the number of an article; a heading is short and no sentence."""
    found = typed_label(line)
    assert (found.level if found else None) is level


def test_articles_without_spaces_are_known_by_their_order() -> None:
    """第一条 and 第二条 with the text directly behind them are articles; 第五条修改为 is none, nor is one alone."""
    found = typed_labels(["第一章总则", "第一条规范供水", "第五条修改为甲", "第二条依法用水"])
    assert [label.written if label else "" for label in found] == ["第一章", "第一条", "", "第二条"]
    assert typed_labels(["第一条规范供水", "甲"]) == [None, None]


NUMBERS = {
    "right": ([1, 2, (2, 1), (2, 2), 3], []),
    "gap": ([1, 2, 4, 5], [("N523", 2, (3, 0))]),
    "two gaps": ([1, 3, 5], [("N523", 1, (2, 0)), ("N523", 2, (4, 0))]),
    "begins late": ([2, 3], [("N523", 0, (1, 0))]),
    "double": ([1, 2, 2, 3], [("N522", 2, (3, 0))]),
    "swapped": ([1, 3, 2, 4], [("N522", 1, (2, 0))]),
    "moved": ([1, 2, 5, 3, 4, 6], [("N522", 2, (3, 0))]),
    "mistyped": ([1, 2, 9, 4, 5], [("N522", 2, (3, 0))]),
    "mistyped double": ([1, 2, 3, 3, 5], [("N522", 3, (4, 0))]),
    "inserted late": ([1, 2, (2, 2), 3], [("N524", 2, (2, 1))]),
    "inserted behind none": ([1, (5, 1), 2], [("N522", 1, (2, 0))]),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_one_mistake_is_one_fault(name: str) -> None:
    """A number in a wrong place is told once, and so is each that is missing."""
    row, wanted = NUMBERS[name]
    numbers = [Number(*item) if isinstance(item, tuple) else Number(item) for item in row]
    found = [(code, index, (right.value, right.inserted)) for code, index, right in faults(numbers)]
    assert found == wanted


def test_a_second_text_begins_its_own_count() -> None:
    """After three articles and more 第一条, 第二条 are those of another text."""
    lines = [f"第{long_number(value)}条　甲。" for value in (1, 2, 3, 1, 2)]
    assert codes(composed(正文="\n".join(lines))[1]) == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("第一条　甲。\n第三条　乙。", "N523", "第二条"),
        ("第一条　甲。\n第二条　乙。\n第二条　丙。", "N522", "第三条"),
        ("第一条　甲。\n第二条　乙。\n第二条之二　丙。", "N524", "第二条之一"),
        ("第一章　总则\n第一条　甲。\n第三章　附则\n第二条　乙。", "N523", "第二章"),
        ("第一条 甲。\n第二条 乙。", "N512", "第一条　"),
        ("第一条　甲：\n（一）乙；\n（三）丙。", "N511", "（二）"),
    ],
)
def test_typed_mistakes_are_found_once(text: str, code: str, words: str) -> None:
    """Each with the number that should stand there."""
    found: Problems = composed(正文=text)[1]
    (one,) = [item for item in found if item.code.startswith("N5") and item.code not in ("N501", "N503")]
    assert one.code == code
    assert words in one.message + (one.fix or "")


def test_a_number_in_structure_is_held_against_its_place() -> None:
    """A number typed before an item is not set twice; a wrong one, and a 号 that is none, is one finding."""
    flow, problems = composed(正文={"条": [{"正文": "第一条　甲：", "项": ["（一）乙；", "（三）丙。"]}]})
    assert codes(problems) == ["N516"]
    assert [item.text for item in flow.paragraphs() if item.text.startswith(("第", "（三"))] == [
        "第一条　甲：",
        "（三）丙。",
    ]
    assert codes(composed(正文={"条": [{"号": "三之一", "正文": "甲。"}]})[1]) == ["N525"]
