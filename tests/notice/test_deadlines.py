"""What the words of a deadline mean: the table of the manual, and that no words make it fail."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from ygt_docs.notice.deadlines import Meaning, meaning_of
from ygt_docs.project import this_project


def day(month: int, number: int, year: int = 2026) -> datetime.date:
    """A day of the plan's year."""
    return datetime.date(year, month, number)


MEANINGS: list[tuple[str, Meaning]] = [
    ("6月30日前", Meaning((day(6, 30),))),
    ("2027年1月15日前", Meaning((day(1, 15, 2027),))),
    ("6月30日前并持续落实", Meaning((day(6, 30),), ongoing=True)),
    ("4月底前", Meaning((day(4, 30),))),
    ("2月末", Meaning((day(2, 28),))),
    ("九月底前", Meaning((day(9, 30),))),
    ("十二月底前", Meaning((day(12, 31),))),
    ("6月", Meaning((day(6, 30),))),
    ("6月份", Meaning((day(6, 30),))),
    ("6月前", Meaning((day(5, 31),))),
    ("6月上旬", Meaning((day(6, 10),))),
    ("6月中旬前", Meaning((day(6, 20),))),
    ("6月下旬", Meaning((day(6, 30),))),
    ("上半年", Meaning((day(6, 30),))),
    ("下半年", Meaning((day(12, 31),))),
    ("三季度", Meaning((day(9, 30),))),
    ("第三季度末前", Meaning((day(9, 30),))),
    ("4季度", Meaning((day(12, 31),))),
    ("三季度前", Meaning((day(6, 30),))),
    ("年底前", Meaning((day(12, 31),))),
    ("年内", Meaning((day(12, 31),))),
    ("全年", Meaning((day(12, 31),))),
    ("2027年底前", Meaning((day(12, 31, 2027),))),
    ("2027年年底前", Meaning((day(12, 31, 2027),))),
    ("2027年", Meaning((day(12, 31, 2027),))),
    ("明年3月底前", Meaning((day(3, 31, 2027),))),
    ("2026-06-30", Meaning((day(6, 30),))),
    ("3月至6月", Meaning((day(6, 30),), day(3, 1))),
    ("3—6月", Meaning((day(6, 30),), day(3, 1))),
    ("6月1日至30日", Meaning((day(6, 30),), day(6, 1))),
    ("11月至次年2月", Meaning((day(2, 28, 2027),), day(11, 1))),
    ("11月至2月", Meaning((day(2, 28, 2027),), day(11, 1))),
    ("2026年3月—2027年6月", Meaning((day(6, 30, 2027),), day(3, 1))),
    ("6月底前完成方案，12月底前全部完成", Meaning((day(6, 30), day(12, 31)))),
    ("6月30日、9月30日前", Meaning((day(6, 30), day(9, 30)))),
    ("5月1日起", Meaning((), day(5, 1), ongoing=True)),
    ("5月份开始", Meaning((), day(5, 1), ongoing=True)),
    ("持续落实", Meaning(ongoing=True)),
    ("长期坚持", Meaning(ongoing=True)),
    ("每月5日前", Meaning(ongoing=True, recurring="每月5日前")),
    ("每季度末", Meaning(ongoing=True, recurring="每季度末")),
    ("每年12月底前，2028年底前全部完成", Meaning((day(12, 31, 2028),), ongoing=True, recurring="每年12月底前")),
    ("按上级要求", Meaning()),
    ("9时20分", Meaning()),
    ("收到通知后15日内", Meaning()),
]
PARTS = [*"1269月日底前至—年三每起、", "12", "30", "2027年", "季度", "上半年", "次年", "年底", "2026-06-30"]


@pytest.mark.parametrize(("words", "meant"), MEANINGS, ids=[words for words, _ in MEANINGS])
def test_words_mean_what_the_manual_says(words: str, meant: Meaning) -> None:
    """Each kind of deadline has the dates that its row in the manual promises."""
    assert meaning_of(words, 2026) == meant


def test_the_manual_shows_the_meanings_that_the_code_has() -> None:
    """Every row of the table of meanings in the manual: its example means the date beside it."""
    text = (this_project().root / "docs" / "使用手册.md").read_text(encoding="utf-8")
    table = text.partition("### 时限怎么理解\n")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]*) \|", table, re.MULTILINE)
    assert len(rows) > 12
    for words, shown in rows:
        dates = "、".join(date.isoformat() for date in meaning_of(words, 2026).dates)
        assert shown.strip() == (dates or "没有日期"), words


def test_without_a_year_only_words_that_name_one_have_a_date() -> None:
    """A plan whose year is not known gets no invented one."""
    assert meaning_of("6月底前", None) == Meaning()
    assert meaning_of("2027年6月底前，8月底前", None).dates == (day(6, 30, 2027), day(8, 31, 2027))


@pytest.mark.parametrize("words", ["2月30日前", "13月底前", "2026-02-30"])
def test_a_day_that_no_calendar_has_is_refused(words: str) -> None:
    """It is an error of the deadline, not a date nearby."""
    with pytest.raises(PydanticCustomError, match="catalogue"):
        meaning_of(words, 2026)


def test_the_next_date_of_several() -> None:
    """Of several dates the next one counts, and the last one once all are past."""
    meant = meaning_of("6月底前、9月底前", 2026)
    asked = [day(6, 1), day(6, 30), day(7, 1), day(10, 1)]
    assert [meant.next_after(date) for date in asked] == [day(6, 30), day(6, 30), day(9, 30), day(9, 30)]
    assert Meaning().next_after(day(1, 1)) is None


@given(st.lists(st.sampled_from(PARTS), max_size=9))
def test_no_words_make_it_fail(parts: list[str]) -> None:
    """Any words have a meaning or name a day that no calendar has; dates of a range do not run backwards."""
    meant = Meaning()
    with suppress(PydanticCustomError):
        meant = meaning_of("".join(parts), 2026)
    if meant.start is not None and len(meant.dates) == 1 and not meant.ongoing:
        assert all(one <= two for one, two in pairwise((meant.start, *meant.dates)))
