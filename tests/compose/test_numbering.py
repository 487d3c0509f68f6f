"""Numbers of headings: made, recognised, checked."""

from __future__ import annotations

import pytest

from ygt_docs.compose.numbering import Numbering, TypedNumber, chinese_number, number_label, typed_number
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")]
)
def test_chinese_numerals(value: int, numeral: str) -> None:
    """Numbers from 1 to 99 are written as numerals are read."""
    assert chinese_number(value) == numeral


@pytest.mark.parametrize("value", [0, -1, 100])
def test_chinese_numerals_end_at_99(value: int) -> None:
    """A number that no heading can have is refused."""
    with pytest.raises(ValueError, match="numeral"):
        chinese_number(value)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_every_number_is_recognised_again(level: int) -> None:
    """What is set as a number is recognised as that number, all of 1 to 99 in all four levels."""
    for value in range(1, 100):
        label = number_label(level, value)
        assert typed_number(f"{label}落实责任") == TypedNumber(level, value, label)


@pytest.mark.parametrize(
    ("line", "level", "value"),
    [
        ("一.落实", 1, 1),
        ("(二)落实", 2, 2),
        ("（三）、落实", 2, 3),
        ("㈣落实", 2, 4),
        ("5、落实", 3, 5),
        ("6．落实", 3, 6),
        ("⒎落实", 3, 7),
        ("(8)落实", 4, 8),
        ("⑼落实", 4, 9),
        ("(10)、落实", 4, 10),
    ],
)
def test_wrong_forms_are_recognised(line: str, level: int, value: int) -> None:
    """Half-width and one-sign forms count as the number that they mean, and are known to differ from the right one."""
    typed = typed_number(line)
    assert typed is not None
    assert (typed.level, typed.value) == (level, value)
    assert typed.written != typed.label


@pytest.mark.parametrize(
    "line",
    [
        "落实责任",
        "一二、落实",
        "一、二级医院要落实",
        "一、二、三产业融合",
        "1.5万元",
        "2026年起",
        "100.落实",
        "（试行）",
        "第一，落实",
        "一是落实",
        "十分重要",
        "0.5",
    ],
)
def test_other_beginnings_are_no_numbers(line: str) -> None:
    """A line that counts or measures inside its sentence begins with no number."""
    assert typed_number(line) is None


def _found(*lines: str) -> list[tuple[str, int | None]]:
    problems = Problems()
    numbering = Numbering(problems)
    for row, text in enumerate(lines, start=1):
        line = Text(text, Place("notice.yaml", row, 1))
        typed = typed_number(line)
        if typed:
            numbering.check(typed, line)
        else:
            numbering.text()
    return [(item.code, item.place.line) for item in problems]


def test_a_right_count_is_silent() -> None:
    """Four levels in order, lists that begin anew after a heading or a paragraph, and 一、 followed by 1. are right."""
    assert (
        _found(
            "一、甲",
            "（一）甲",
            "1.甲",
            "（1）甲",
            "（2）乙",
            "2.乙",
            "（二）乙",
            "1.甲",
            "正文。",
            "1.甲",
            "2.乙",
            "二、乙",
            "1.甲",
            "2.乙",
            "三、丙",
        )
        == []
    )


def test_a_list_may_stand_alone() -> None:
    """A short notice may count with 1. 2. and nothing above."""
    assert _found("正文。", "1.甲", "2.乙") == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("一、甲", "三、丙", "四、丁"), [("N511", 2)]),
        (("一、甲", "一、乙", "二、丙"), [("N510", 2)]),
        (("一、甲", "二、乙", "一、丙"), [("N510", 3)]),
        (("一、甲", "（一）甲", "（三）丙"), [("N511", 3)]),
        (("一、甲", "1.甲", "2.乙", "2.丙"), [("N510", 4)]),
        (("二、甲",), [("N511", 1)]),
        (("一、甲", "(一)甲"), [("N512", 2)]),
        (("一、甲", "1、甲"), [("N512", 2)]),
        (("（一）甲", "（二）乙"), [("N513", 1)]),
        (("一、甲", "（1）甲", "（2）乙"), [("N513", 2)]),
    ],
)
def test_faults_of_the_count_are_found(lines: tuple[str, ...], found: list[tuple[str, int]]) -> None:
    """Each jump, repetition, wrong form and missing level is found once, at its line."""
    assert _found(*lines) == found


def test_the_right_number_is_named() -> None:
    """The fix names the number that belongs there."""
    problems = Problems()
    line = Text("（三）按时报送", Place("notice.yaml", 7, 3))
    typed = typed_number(line)
    assert typed
    Numbering(problems).check(typed, line)
    assert "「（一）」" in next(iter(problems)).fix


def test_a_fifth_level_is_an_error() -> None:
    """Official documents have four levels; a fifth is refused by name and counted with the fourth."""
    problems = Problems()
    assert Numbering(problems).next(5, Text("太深", Place("plan.yaml", 9, 1))) == "（1）"
    assert [item.code for item in problems.errors] == ["N514"]
