"""The forms of a number: what is meant is understood in any usual form, what is none is refused."""

from __future__ import annotations

import pytest

from ygt_docs.console import registering
from ygt_docs.notice.numbers import Number, Series, SeriesKind, named_series, registration, typed_number
from ygt_docs.problems import NOWHERE, UserError
from ygt_docs.register.taking import number_of

RIGHT = {
    "云政文〔2026〕12号": "云政文〔2026〕12号",
    "云政文[2026]12号": "云政文〔2026〕12号",
    "云政文［2026］12号": "云政文〔2026〕12号",
    "云政文(2026)12号": "云政文〔2026〕12号",
    "云政文（2026）第012号": "云政文〔2026〕12号",
    "云政文【2026】12": "云政文〔2026〕12号",
    "（云）应急罚[2026]5号": "（云）应急罚〔2026〕5号",
    "云政文〔2026年〕12号": "云政文〔2026〕12号",
    " 云政文 〔２０２６〕 １２ 号 ": "云政文〔2026〕12号",
    "YXPR-2026-00012": "YXPR-2026-00012",
    "云溪县人民政府令第15号": "云溪县人民政府令第15号",
    "云溪县人民政府令2026年第1号": "云溪县人民政府令2026年第1号",
    "云溪县人民政府公告第3号": "云溪县人民政府公告第3号",
    "云溪县人民政府通告2026年第3号": "云溪县人民政府通告2026年第3号",
    "云溪教育简报第8期": "云溪教育简报第8期",
    "云溪教育简报2026年第8期": "云溪教育简报2026年第8期",
    "云溪教育简报总第115期": "云溪教育简报总第115期",
    "云溪县人民政府会议纪要第8次会议": "云溪县人民政府会议纪要第8次",
    "无文号2026年第3件": "无文号2026年第3件",
}
WRONG = """
云政文2026-12
云政文〔26〕12号
云政文〔2026〕号
云政文〔2026〕×号
云政文〔2026〕0号
云政文〔2026〕00号
云政文〔2026〕-1号
云政文〔2026〕1.5号
云政文〔2026〕十二号
云政文〔二〇二六〕12号
云政文〔2026〕12号号
云政文〔2026〕12号1
云政文〔2026〕1234567890号
云政文〔1826〕12号
云政文〔2126〕12号
云政文〔20260〕12号
云政文〔2026 12号
云政文2026〕12号
云政文〔〕12号
云政文12号
云政文〔2026〕
〔2026〕12号
12
12号
第12号
2026
2026-12
云政文
云政文号
云政文〔2026〕12-15号
云政文〔2026〕12、13号
云政文〔2026〕12号、13号
云政文〔2026〕12号，云政文〔2026〕13号
云政文〔2026〕１２a号
云政文〔2026〕a12号
云政文<2026>12号
云政文{2026}12号
云政文/2026/12
云政文〔2026〕12期
云政文〔2026〕12次
3云政文〔2026〕12号
云政3文〔2026〕12号
YXPR-26-12
YXPR-2026-
YXPR-2026-00000
YXPR2026-00012
yxpr-2026-00012
-2026-00012
YXPR-2026-12345678901
云溪县人民政府令
云溪县人民政府令15号
云溪县人民政府令第号
云溪县人民政府令第0号
令第15号
云溪县人民政府公告3
云溪教育简报8
云溪教育简报第期
云溪教育简报总第0期
第8期
会议纪要第八次
第8次会议
无文号
（空）
号〔2026〕
""".strip().split("\n")


def test_there_are_sixty_wrong_forms() -> None:
    """The list is as long as it says."""
    assert len(set(WRONG)) >= 60


@pytest.mark.parametrize(("typed", "meant"), RIGHT.items())
def test_what_is_meant_is_understood(typed: str, meant: str) -> None:
    """Any usual form says the number; printed, it reads back the same."""
    found = typed_number(typed)
    assert str(found) == meant
    assert typed_number(meant) == found


@pytest.mark.parametrize("typed", WRONG)
def test_a_wrong_form_is_refused(typed: str) -> None:
    """What is no number is refused with an example, never guessed at."""
    with pytest.raises(UserError) as caught:
        number_of(typed, NOWHERE)
    (found,) = caught.value.problems
    assert (found.code, typed in found.message, "云政文〔2026〕12号" in found.fix) == ("R422", True, True)


def test_a_registration_number_keeps_its_form() -> None:
    """Digits count from the right; a serial that outgrows its digits takes one more."""
    found = registration("YXPR-2026-00012")
    assert found == Number(Series(SeriesKind.REGISTRATION, "YXPR-9999-99999"), 2026, 12)
    assert str(found.at(100_000)) == "YXPR-2026-100000"
    assert str(registration("云规〔2026〕7号")) == "云规〔2026〕7号"
    assert registration("云规") is None


def test_a_series_is_known_by_its_names() -> None:
    """A code, or an organ and what is counted."""
    known = [
        Series(SeriesKind.CODE, "云政文"),
        Series(SeriesKind.ORDER, "云溪县人民政府"),
        Series(SeriesKind.ISSUE, "云溪简报"),
        Series(SeriesKind.TOTAL, "云溪简报"),
    ]
    assert named_series("云政文", known) == known[:1]
    assert named_series("云溪县人民政府令", known) == known[1:2]
    assert set(named_series("云溪简报", known)) == set(known[2:])
    assert named_series("云溪简报总期号", known) == known[3:]
    assert named_series("云教", known) == []


def test_a_day_that_is_none_is_wrong_use() -> None:
    """--date wants a day of the calendar."""
    with pytest.raises(UserError) as caught:
        registering.day_typed("2026-02-30")
    assert [item.code for item in caught.value.problems] == ["R423"]
