"""Dates and numerals: strict as the standard writes them, liberal as people type them."""

from __future__ import annotations

import datetime
import re

import pytest

from ygt_docs.elements import dates
from ygt_docs.elements.numerals import chinese_number, counted, value_of

DAY = datetime.date(2026, 4, 26)


@pytest.mark.parametrize(
    "typed",
    [
        "2026年4月26日",
        "2026年04月26日",
        "2026 年 4 月 26 日",
        "2026年4月26号",
        "2026-04-26",
        "2026.4.26",
        "2026/4/26",
        "二〇二六年四月二十六日",
        "二○二六年四月二十六日",
        "二OO六年四月二十六日",
        "二０二六年四月二十六日".replace("０", "0"),
        "二零二六年四月 二十六日",
    ],
)
def test_what_people_type_is_read(typed: str) -> None:
    """Every way of typing a day is that day."""
    year = 2006 if "OO" in typed else 2026
    assert dates.read(typed) == datetime.date(year, 4, 26)


@pytest.mark.parametrize("typed", ["2026年4月31日", "二〇二六年十三月一日", "2026年4月", "4月26日", "2026年9日1日", ""])
def test_what_is_no_day_is_none(typed: str) -> None:
    """What no calendar has, and what lacks a part, is no day."""
    assert dates.read(typed) is None


@pytest.mark.parametrize("typed", ["2026年4月26日", "2026年12月1日"])
def test_the_standard_takes(typed: str) -> None:
    """The one form of 7.3.5.4."""
    assert re.fullmatch(dates.STRICT, typed)


@pytest.mark.parametrize(
    "typed", ["2026年04月26日", "26年4月26日", "二〇二六年四月二十六日", "2026年4月26", "2026-04-26"]
)
def test_the_standard_refuses_what_is_shown(typed: str) -> None:
    """Leading zeros, a short year, Chinese numerals and a missing 日 are no date of the standard."""
    assert not re.fullmatch(dates.STRICT, typed)
    assert typed == "2026-04-26" or re.fullmatch(dates.SHOWN, typed)


def test_what_is_written_is_strict() -> None:
    """What the program prints, the strict grammar takes and the liberal one reads back."""
    day = DAY
    while day < datetime.date(2027, 5, 1):
        assert re.fullmatch(dates.STRICT, dates.date_words(day))
        assert dates.read(dates.date_words(day)) == day
        day += datetime.timedelta(days=3)


@pytest.mark.parametrize("line", ["2026年9日1日", "2026年×月×日", "2026年 月 日", "20××年4月2日", "206年4月2"])
def test_an_unsure_date_is_no_date(line: str) -> None:
    """A date that nobody can read is known as one."""
    assert dates.is_unsure(line)
    assert not dates.is_date(line)


@pytest.mark.parametrize(
    ("value", "meant"),
    [("2026/4/26", DAY), ("26.4.26", DAY), ("20260426", DAY), ("4月26日", DAY), ("26/4/2026", DAY), ("3/4/2026", None)],
)
def test_what_a_value_means(value: str, meant: datetime.date | None) -> None:
    """A value in another form is that day, where only one can be meant."""
    assert dates.meant(value, 2026) == meant


def test_numerals_go_both_ways() -> None:
    """Each number from 1 to 99 is read back from its numeral, and counts."""
    for value in range(1, 100):
        assert value_of(chinese_number(value)) == value
        assert counted(chinese_number(value)) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("廿一", 21),
        ("卅", 30),
        ("一十二", 12),
        ("二〇二六", 2026),
        ("二OO九", 2009),
        ("12", 12),
        ("十十", None),
        ("甲", None),
    ],
)
def test_numerals_as_they_are_typed(numeral: str, value: int | None) -> None:
    """Other ways of writing a number are read; what is none is None."""
    assert value_of(numeral) == value


@pytest.mark.parametrize("numeral", ["一二", "一十二", "廿一", "〇", "二〇二六"])
def test_what_does_not_count(numeral: str) -> None:
    """A number that is not written as one counts is no number of a heading."""
    assert counted(numeral) is None
