"""Headings by decimals, contents before a text, and numbers that run on through the parts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, composed
from tests.compose.documents import document as made
from ygt_docs.compose import compose
from ygt_docs.compose.contents import ENTRIES
from ygt_docs.compose.decimals import has_decimals, jumps, typed_decimal
from ygt_docs.compose.flow import Decisions, Flow, Paragraph, Role
from ygt_docs.compose.print_forms import is_label, label_of
from ygt_docs.problems import Problems

SECTIONS = {
    "章节": [
        {"标题": "总则", "下级": [{"标题": "目的", "正文": "制定本预案。"}, {"标题": "范围", "正文": "本县。"}]},
        {
            "标题": "体系",
            "下级": [{"标题": "指挥部", "下级": [{"标题": "职责", "下级": [{"标题": "值班", "正文": "轮流。"}]}]}],
        },
    ]
}
TYPED = "1 总则\n1.1 目的\n制定本预案。\n1.2 范围\n本县。\n2 体系\n2.1 指挥部\n2.1.1 职责\n2.1.1.1 值班\n轮流。"


def _promulgated(**keys: Any) -> tuple[Flow, list[str]]:
    flow, problems = composed(正文="现予印发。", 印发件={"标题": "云溪县预案", **keys})
    return flow, codes(problems)


def _texts(flow: Flow) -> list[tuple[Role, str]]:
    lines = TYPED.split("\n")
    return [(item.role, item.text) for item in flow.paragraphs() if item.text in lines and item.role not in ENTRIES]


@pytest.mark.parametrize("keys", [{"层次": "小数"}, {}])
def test_typed_decimals_are_those_of_structure(keys: dict[str, Any]) -> None:
    """1, 1.1 … are made for structure and recognised where typed, with the key and without."""
    flow, found = _promulgated(层次="小数", 正文=SECTIONS)
    assert (found, [text for _, text in _texts(flow)]) == ([], TYPED.split("\n"))
    roles = [role for role, _ in _texts(flow) if role is not Role.PARAGRAPH]
    assert roles == [
        *(Role.HEADING_1, Role.HEADING_2, Role.HEADING_2),
        *(Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4),
    ]
    typed, found = _promulgated(正文=TYPED, **keys)
    assert (found, _texts(typed)) == ([], _texts(flow))


@pytest.mark.parametrize("line", ["1.5万元", "2026 年", "12.5%", "1.甲", "1总则", "3.2 ％", "1.1.1.1.1 甲", "一、甲"])
def test_a_quantity_is_no_heading(line: str) -> None:
    """Amounts, years and other numbers begin no heading."""
    assert typed_decimal(line) is None


def test_a_list_of_amounts_is_no_decimal_text() -> None:
    """1 and 1.1 must both stand there, 1 first."""
    assert has_decimals(["1 总则", "1.1 目的"])
    assert not has_decimals(["1.1 目的", "1.2 范围"])
    assert not has_decimals(["1 总则", "2 体系"])


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([(1,), (1, 1), (1, 2), (2,), (2, 1), (2, 1, 1)], []),
        ([(1,), (1, 1), (1, 3), (1, 4)], [(2, (1, 2))]),
        ([(1,), (2, 1), (1, 2)], [(1, (1, 1))]),
        ([(1,), (1, 1), (1, 1), (1, 2)], [(2, (1, 2))]),
        ([(1,), (1, 1, 1), (1, 1, 2)], [(1, (1, 1))]),
        ([(1,), (3,), (4,)], [(1, (2,))]),
    ],
)
def test_a_jump_is_one_fault(rows: list[tuple[int, ...]], wanted: list[tuple[int, tuple[int, ...]]]) -> None:
    """What follows from it is none."""
    assert jumps(rows) == wanted


def test_jumps_and_levels_that_are_too_deep_are_told() -> None:
    """Typed decimals that jump (N526), and a fifth level of structure (N514), are one error each."""
    assert _promulgated(正文="1 总则\n1.1 目的\n甲。\n1.3 范围\n乙。\n1.4 原则\n丙。")[1] == ["N526"]
    assert _promulgated(正文="1 总则\n1．1 目的\n甲。", 层次="小数")[1] == ["N512"]
    deep: dict[str, Any] = {"标题": "戊", "正文": "己。"}
    for name in "丁丙乙甲":
        deep = {"标题": name, "下级": [deep]}
    assert _promulgated(层次="小数", 正文={"章节": [deep]})[1] == ["N514"]


def test_the_contents_stand_before_the_text() -> None:
    """Two levels of headings with their anchors; the text begins a new page; the pages are a Decision."""
    document = {"正文": "现予印发。", "印发件": {"标题": "云溪县预案", "层次": "小数", "目录": "是", "正文": SECTIONS}}
    flow, problems = composed(**document)
    assert codes(problems) == []
    rows = [item for item in flow.paragraphs() if item.role in ENTRIES]
    assert [(item.role, item.text) for item in rows] == [
        (Role.CONTENTS_ENTRY, "1 总则"),
        (Role.CONTENTS_SUBENTRY, "1.1 目的"),
        (Role.CONTENTS_SUBENTRY, "1.2 范围"),
        (Role.CONTENTS_ENTRY, "2 体系"),
        (Role.CONTENTS_SUBENTRY, "2.1 指挥部"),
    ]
    anchors = {item.anchor: item.text for item in flow.paragraphs() if item.anchor}
    assert [anchors[item.page_of] for item in rows] == [item.text for item in rows]
    (first,) = [item for item in flow.paragraphs() if item.role is Role.HEADING_1 and item.text == "1 总则"]
    assert first.page_break_before
    laid = Decisions(contents_pages=(3, 3, 3, 4, 4))
    numbered = compose(made(**document), laid, Problems())
    assert [item.right_text[0].text for item in numbered.paragraphs() if item.role in ENTRIES] == list("33344")


def test_two_texts_have_contents_of_their_own() -> None:
    """No two headings share a name, and the pages go to the rows in order."""
    rules = {"章": [{"标题": "总则", "条": ["甲。"]}, {"标题": "附则", "条": ["乙。"]}]}
    appendix = {"名称": "办法", "目录": "是", "正文": rules}
    flow, problems = composed(
        正文="现予印发。",
        印发件={"标题": "云溪县预案", "层次": "小数", "目录": "是", "正文": SECTIONS, "附件": [appendix]},
    )
    assert codes(problems) == []
    anchors = [item.anchor for item in flow.paragraphs() if item.anchor]
    assert len(anchors) == len(set(anchors)) == 7
    assert [item.text for item in flow.paragraphs() if item.role in ENTRIES][-2:] == ["第一章　总则", "第二章　附则"]


def test_contents_without_headings_are_told() -> None:
    """Nothing empty is printed, and that is said at the text (N527)."""
    flow, found = _promulgated(目录="是", 正文="没有标题的一段。")
    assert found == ["N527"]
    assert not [item for item in flow.paragraphs() if item.role is Role.CONTENTS_TITLE]


def test_the_second_level_may_run_on() -> None:
    """序号连续: （一） of the second part goes on from the first; without the key it begins anew."""
    body = {
        "章节": [
            {"标题": part, "下级": [{"标题": "甲", "正文": "子。"}, {"标题": "乙", "正文": "丑。"}]} for part in "东西"
        ]
    }
    for keys, wanted in (({"序号连续": "是"}, "一二三四"), ({}, "一二一二")):
        flow, found = _promulgated(正文=body, **keys)
        assert found == []
        made = [item for item in flow.paragraphs() if isinstance(item, Paragraph) and item.role is Role.HEADING_2]
        assert [item.text[1] for item in made] == list(wanted)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("第一条　甲", "第一条　"),
        ("1.1 甲", "1.1 "),
        ("一、甲", "一、"),
        ("1.甲", "1."),
        ("甲", ""),
        ("第一条规定", ""),
    ],
)
def test_a_label_is_known_whichever_way_a_text_numbers(line: str, label: str) -> None:
    """The number with the space behind it, and nothing of the text."""
    assert label_of(line) == label
    assert is_label(label) is bool(label)
