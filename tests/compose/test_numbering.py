"""Numbers of headings: made, recognised, checked."""

from __future__ import annotations

import pytest

from ygt_docs.compose.numbering import Numbering
from ygt_docs.elements.catalogue import number_label
from ygt_docs.elements.headings import TypedNumber, typed_number
from ygt_docs.elements.numerals import chinese_number
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


def _counted(*lines: str) -> Problems:
    """What is found in a text of `lines`."""
    problems = Problems()
    numbering = Numbering(problems)
    for row, text in enumerate(lines, start=1):
        line = Text(text, Place("notice.yaml", row, 1))
        typed = typed_number(line)
        if typed:
            numbering.check(typed, line)
        else:
            numbering.text(line)
    numbering.finish()
    return problems


def _found(*lines: str) -> list[tuple[str, int | None]]:
    return [(item.code, item.place.line) for item in _counted(*lines)]


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
    assert _found("禁止下列行为：", "（一）甲；", "（二）乙。") == []
    assert _found("一、甲", "标准如下：", "（1）甲；", "（2）乙。") == []


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


@pytest.mark.parametrize(
    "lines",
    [
        # （一） begins anew under each article, or after the words that announce a list
        ("第三条　用水单位应当：", "（一）装表；", "（二）缴费。", "第四条　禁止：", "（一）偷水；", "（二）毁表。"),
        ("第二十一条 部门职责：", "（一）检查；", "乡镇履行下列职责：", "（一）巡查；", "（二）报告。"),
        ("第一章　总则", "一、甲", "二、乙", "第二章　分则", "一、丙", "二、丁"),
        ("第一章　总则", "一、甲", "二、乙", "第二章　分则", "三、丙", "四、丁"),
        ("存在以下问题：", "一、甲", "二、乙", "下一步要做到：", "一、丙", "二、丁", "三、戊"),
        # words that announce a list may end in a full stop
        ("现将有关情况报告如下。", "（一）甲", "（二）乙"),
        # the second level runs on through the parts
        ("一、甲", "（一）子", "（二）丑", "二、乙", "（三）寅", "（四）卯", "三、丙", "（五）辰"),
        # the third level runs on through everything, or only within one part
        ("一、甲", "1.子", "正文。", "2.丑", "二、乙", "3.寅", "三、丙", "4.卯", "5.辰"),
        ("一、甲", "（一）天", "1.子", "2.丑", "（二）地", "3.寅", "二、乙", "（一）玄", "1.卯", "（二）黄", "2.辰"),
        # a paragraph that speaks of an article begins none
        ("一、甲", "（一）子", "第五条规定的用水单位要装表。", "（二）丑"),
    ],
)
def test_counts_of_ministries_are_silent(lines: tuple[str, ...]) -> None:
    """Items that begin anew under an article and items that run on through the parts are both right."""
    assert _found(*lines) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # beside parts that begin anew, one that goes on is the fault, and the other way round
        (("一、甲", "（一）子", "（二）丑", "二、乙", "（三）寅", "三、丙", "（一）卯"), [("N511", 5)]),
        (
            (
                *("一、甲", "（一）子", "二、乙", "（二）丑", "三、丙", "（三）寅", "四、丁"),
                "（一）卯",
                "五、戊",
                "（五）辰",
            ),
            [("N510", 8)],
        ),
        (("第三条　用水单位应当：", "（一）装表；", "（三）缴费。"), [("N511", 3)]),
        (("第三条　用水单位应当：", "（一）装表；", "第四条　禁止：", "（二）偷水；"), [("N511", 4)]),
        (("一、甲", "1.子", "2.丑", "二、乙", "3.寅", "三、丙", "5.卯"), [("N511", 7)]),
        # one mistake is one finding: a number that is mistyped, two that are swapped
        (("一、甲", "二、乙", "四、丙", "四、丁", "五、戊"), [("N511", 3)]),
        (("一、甲", "二、乙", "四、丁", "三、丙", "五、戊"), [("N511", 3)]),
        (("一、甲", "二、乙", "二、丙", "四、丁"), [("N510", 3)]),
        (("一、甲", "如下：", "一、乙", "三、丙"), [("N510", 3)]),
        (("一、甲", "正文。", "一、乙", "二、丙"), [("N510", 3)]),
    ],
)
def test_only_gaps_and_repetitions_are_faults(lines: tuple[str, ...], found: list[tuple[str, int]]) -> None:
    """Whatever way a text counts, what fits none of its numbers is found once."""
    assert _found(*lines) == found


def _fixes(*lines: str) -> list[tuple[str, str]]:
    problems = Problems()
    numbering = Numbering(problems)
    for row, text in enumerate(lines, start=1):
        line = Text(text, Place("notice.yaml", row, 1))
        typed = typed_number(line)
        assert typed
        numbering.check(typed, line)
    numbering.finish()
    return [(item.message, item.fix) for item in problems]


def test_wrong_forms_of_one_text_are_one_finding() -> None:
    """Forty-nine numbers with 、 for . are told once, with their lines and what to write for each form."""
    many = [f"{value}、甲" for value in range(1, 50)]
    ((message, fix),) = _fixes("一、甲", "(一)乙", *many)
    assert "共 50 处，在第 2、3、4、5、6、7、8、9 等行" in message
    assert fix == "把「(一)」改为「（一）」，「1、」改为「1.」，「2、」改为「2.」，「3、」改为「3.」，其余的同样改。"


def test_a_level_left_out_is_one_finding() -> None:
    """（1） right under 一、 in every part is told once."""
    ((message, _fix),) = _fixes("一、甲", "（1）子", "（2）丑", "二、乙", "（1）寅")
    assert "「1.」（这样的共 2 处，在第 2、5 行）" in message


def test_a_number_in_a_plain_paragraph_is_not_judged() -> None:
    """{段: …} may quote a number of another text, and the count goes on from it or from before it."""
    for following in ("三、丙", "六、丙"):
        problems = Problems()
        numbering = Numbering(problems)
        for row, text in enumerate(("一、甲", "二、乙"), start=1):
            line = Text(text, Place("notice.yaml", row, 1))
            typed = typed_number(line)
            assert typed
            numbering.check(typed, line)
        numbering.aside("五、别处的一条。")
        line = Text(following, Place("notice.yaml", 4, 1))
        typed = typed_number(line)
        assert typed
        numbering.check(typed, line)
        numbering.finish()
        assert list(problems) == []


def test_the_right_number_is_named() -> None:
    """The fix names the number that belongs there."""
    problems = Problems()
    line = Text("（三）按时报送", Place("notice.yaml", 7, 3))
    typed = typed_number(line)
    assert typed
    numbering = Numbering(problems)
    numbering.check(typed, line)
    numbering.finish()
    assert "「（一）」" in next(iter(problems)).fix


def test_a_fifth_level_is_an_error() -> None:
    """Official documents have four levels; a fifth is refused by name and counted with the fourth."""
    problems = Problems()
    assert Numbering(problems).next(5, Text("太深", Place("plan.yaml", 9, 1))) == "（1）"
    assert [item.code for item in problems.errors] == ["N514"]


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        (("（1)抓好秋收。", "（二）抓好秋种。"), "「（1)」改为「（一）」"),
        (("(1)抓好秋收。", "（二）抓好秋种。", "（三）抓好秋管。"), "「(1)」改为「（一）」"),
        (("一、抓好秋收", "2、抓好秋种", "三、抓好秋管"), "「2、」改为「二、」"),
        (("一、抓好秋收", "（一）备好机具。", "（2）备好场地。"), "「（2）」改为「（二）」"),
        (("1)抓好秋收。",), "「1)」改为「1.」"),
        (("一、抓好秋收", "（一）备好机具", "1.机具", "1)收割机要足。"), "「1)」改为「（1）」"),
    ],
)
def test_a_number_in_the_form_of_another_level_is_one_finding(lines: tuple[str, ...], right: str) -> None:
    """Who slips into another level, or leaves out a bracket, is told the number that he meant, once."""
    (found,) = _counted(*lines)
    assert found.code == "N512"
    assert right in found.fix


@pytest.mark.parametrize("lines", [("(3)抓好秋收。",), ("一、总体要求", "要求如下。", "(3)抓好秋收。")])
def test_one_line_with_a_wrong_number_is_one_finding(lines: tuple[str, ...]) -> None:
    """A number that cannot stand there is told as such; its form and level are mended with it."""
    assert [code for code, _ in _found(*lines)] == ["N511"]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、抓好秋收", "1.备好机具。", "2.备好场地。", "三、抓好秋种"),
        ("一、抓好秋收", "（一）备好机具。", "（1）收割机。", "（2）拖拉机。", "（二）备好场地。"),
    ],
)
def test_a_return_to_the_level_above_is_no_slip(lines: tuple[str, ...]) -> None:
    """After 1. and 2. comes the next heading: where its number skips one, that is said and nothing else."""
    found = [code for code, _ in _found(*lines)]
    assert "N512" not in found


def test_a_hundredth_group_has_its_numeral() -> None:
    """Groups of a task table may be many; a numeral is made for each."""
    assert [number_label(1, value) for value in (99, 100, 105, 550)] == [
        "九十九、",
        "一百、",
        "一百零五、",
        "五百五十、",
    ]


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        (["一压实责任", "逐级负责。", "二、加强巡查"], "N512", 1),
        (["一、压实责任", "二加强巡查", "三、抓好整改"], "N512", 2),
        (["一、压实责任", "（一）校长。", "（二教师。", "（三）家长。"], "N512", 3),
        (["一、压实责任", "1.校长。", "2教师。", "3.家长。"], "N512", 3),
        (["一、压实责任", "二次供水要检查。", "四、抓好整改"], "N511", 3),
        (["一、压实责任", "三次检查都要记录。", "三、抓好整改"], "N511", 3),
    ],
)
def test_a_number_without_its_mark_is_told_where_it_stands(lines: list[str], code: str, line: int) -> None:
    """一检查 before 二、 lacks its mark; a line that begins with another numeral is text, and the gap is told."""
    assert _found(*lines) == [(code, line)]
