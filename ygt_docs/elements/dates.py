"""Dates (成文日期、印发日期, 7.3.5.4; 时限), once: strict as the standard writes them, liberal as people type them.

The fragments are regular expressions without groups, to be put into the expression of an element; the functions read
a line or a value that is a date as a whole.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata

from ygt_docs.elements.numerals import SMALL, TYPED, YEAR_DIGIT, value_of

UNITS = "年月日"
YEAR = "(?:19|20)[0-9]{2}"
# As the standard writes a day: 2026年4月26日, no leading zeros, the year in full.
STRICT = "[0-9]{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12][0-9]|3[01])日"
# The same with leading zeros or with spaces between its parts, as it is typed.
ARABIC = "[0-9]{4} *年 *[0-9]{1,2} *月 *[0-9]{1,2} *[日号]"
CLOSED = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
# In Chinese numerals, as the rules of 1999 wanted it; the letter O and the figure 0 stand for 〇: 二OO九年四月二十六日.
CHINESE = f"{YEAR_DIGIT}{{4}}年 ?{SMALL}月 ?{SMALL}日"
# What a key of the YAML takes.
VALUE = f"[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}|{CLOSED}"
# What stands in a finished file for a date, right or wrong: a year of two digits, 日 left out, Chinese numerals.
_PART = "(?:[0-9]{1,3}|" + SMALL + ")"
SHOWN = f"(?:[0-9]{{2,4}}|{YEAR_DIGIT}{{4}})年{_PART}月{_PART}日?"
# A month alone, and a month with or without its day.
MONTH = f"(?:[0-9]{{4}}|{YEAR_DIGIT}{{4}})年(?:[0-9]{{1,2}}|{SMALL})月"
MONTH_OR_DAY = "[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?"
# A day or a part of a month, with or without its year, before which something is to be done.
BY_WHEN = "(?:[0-9]{4}年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日|上旬|中旬|下旬)?|年)[底末]?"
# A day of running text, and the year of one.
DAY_IN_TEXT = "(?:(?P<year>[0-9]{4})年)?(?<![0-9])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
YEAR_IN_TEXT = re.compile("([0-9]{4})年")

ISO = "[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
# A date whose month or day cannot be read (2026年9日1日), or is not yet known (2026年×月×日, 2026年 月 日).
_UNSURE = re.compile(
    f"(?:[0-9]{{2,4}}|[0-9]{{0,2}}[×xX＊*]{{1,4}}|{YEAR_DIGIT}{{2,4}}) *年"
    f" *(?:[0-9]{{0,2}}|[×xX＊*]{{1,2}}|{SMALL}) *[月日]"
    f"(?: *(?:[0-9]{{0,2}}|[×xX＊*]{{1,2}}|{SMALL}) *[日月号]?)?"
)
_DATE = re.compile(f"{ARABIC}|{CHINESE}")
_DAY_OF_ANY_FORM = re.compile(f"{ARABIC}|{CHINESE}|{ISO}")
_LOOSE = re.compile(f"{MONTH}|{ISO}")
_MISTYPED = re.compile("[0-9]{4} *年 *[0-9]{1,2} *[月日] *[0-9]{1,2} *[日月号]?")
_DAY_ALONE = re.compile(f"[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?[日号]|{SMALL}月{SMALL}日")
_PARTS = re.compile(f"[0-9]+|{YEAR_DIGIT}+(?=年)|{SMALL}")

# Words of a deadline: a day, or the last one of a month.
_NAMED_YEAR = "(?:(?P<year>[0-9]{4})年|(?:今年|本年))?"
_NAMED_DAY = re.compile(f"{_NAMED_YEAR}(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日")
_MONTH_END = re.compile(f"{_NAMED_YEAR}(?P<month>[0-9]{{1,2}})月(?:底|末)")
_ANY_TIME = re.compile("[0-9]{1,2}月|[0-9]{4}年|季度|半年|年[底末]|[底末]")

# What a value that is no date may mean: 2026/6/8, 26.6.8, 20260608, 6月8日, 8/6/2026.
_PRINTED = re.compile("(?:印发|印制|印)[。.]?$")  # 2026年6月8日印发: the words that are printed with it
_YEAR_FIRST = re.compile(
    "(?P<year>[0-9]{4}|[0-9]{2})[-./年](?P<month>[0-9]{1,2})[-./月](?P<day>[0-9]{1,2})[日号]?(?:T?[0-9]{1,2}:[0-9:]+)?"
)
_EIGHT_DIGITS = re.compile("(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_NO_YEAR = re.compile("(?P<month>[0-9]{1,2})[-./月](?P<day>[0-9]{1,2})[日号]?")
_YEAR_LAST = re.compile("([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_YEAR_AND_MONTH = re.compile("(?P<year>[0-9]{4})[-./年](?P<month>[0-9]{1,2})月?")
_DASHES = re.compile("[‐-―−－~～]")


def date_words(date: datetime.date) -> str:
    """A date as 7.3.5.4 writes it: 2026年4月26日, no leading zeros."""
    return f"{date.year}年{date.month}月{date.day}日"


def parts_of(text: str) -> tuple[int, int, int] | None:
    """Year, month and day that `text` names, in Arabic or Chinese digits, whether a calendar has that day or not.

    None: `text` is no date, or one of its parts is not there.
    """
    if not (_DAY_OF_ANY_FORM.fullmatch(text) or re.fullmatch(SHOWN, text)):
        return None
    values = []
    for part in _PARTS.findall(text):
        values.append(value_of(part))
    if len(values) != 3 or None in values:
        return None
    year, month, day = (value or 0 for value in values)
    return year, month, day


def read(text: str) -> datetime.date | None:
    """The day that `text` is, as anybody types it (2022年4月26日, 二〇二二年…, 2022-04-26); None: no day of a calendar."""
    parts = parts_of(text) if _DAY_OF_ANY_FORM.fullmatch(text) else None
    return None if parts is None else _day(*parts)


def typed_parts(value: str) -> tuple[int, int, int] | None:
    """Year, month and day of a value of the YAML (2026-04-26, 2026年4月26日); None: it is written otherwise."""
    if re.fullmatch(VALUE, value):
        return parts_of(value)
    return None


def is_date(line: str) -> bool:
    """Whether `line` has the form of a date, in Arabic or Chinese numerals, possible or not."""
    return _DATE.fullmatch(line) is not None


def is_loose(line: str) -> bool:
    """Whether `line` may be a date that signs, where an organ stands above it: 2026.9.1, or a month alone."""
    return _LOOSE.fullmatch(line) is not None


def is_unsure(line: str) -> bool:
    """Whether `line` is a date that cannot be read as one: mistyped (2026年9日1日), or with its day left open."""
    return not is_date(line) and re.fullmatch(MONTH, line) is None and _UNSURE.fullmatch(line) is not None


def is_impossible(line: str) -> bool:
    """Whether `line` names a day that no calendar has, or a part of it with the wrong word (2026年9日1日)."""
    return is_date(line) or _MISTYPED.fullmatch(line) is not None


def is_day_alone(line: str) -> bool:
    """Whether `line` is a day without its year (3月4日), as many sign what is of no lasting use."""
    return _DAY_ALONE.fullmatch(line) is not None


def is_chinese(text: str) -> bool:
    """Whether `text` begins as a date in Chinese numerals does, which the rules of 1999 wanted."""
    return re.match(f"[二一]{YEAR_DIGIT}{{3}}年", text) is not None


def named_day(text: str, year: int | None) -> tuple[int, int, int] | None:
    """The one day that the words of a deadline name, such as 6月30日前 or 6月底前; a calendar need not have it.

    `year` is the plan's (None: not known). None: they name no day, or several, or the year is open.
    """
    found = [match for pattern in (_NAMED_DAY, _MONTH_END) for match in pattern.finditer(text)]
    if len(found) != 1 or _ANY_TIME.search(text.replace(found[0].group(), "", 1)):
        return None
    match = found[0]
    year = int(match["year"]) if match["year"] else year
    if year is None or year < 1:
        return None
    month = int(match["month"])
    if match.re is _NAMED_DAY:
        return year, month, int(match["day"])
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 31
    return year, month, last


def meant(value: str, year: int | None) -> datetime.date | None:
    """The day that is meant by a value that is no date as the YAML takes it; `year`: the document's (None: not known).

    None where only the writer can say: 3/4/2026 is a day of March or of April.
    """
    text = _PRINTED.sub("", plain_digits(value))
    for pattern in (_YEAR_FIRST, _EIGHT_DIGITS, _NO_YEAR):
        match = pattern.fullmatch(text)
        if match is not None:
            typed = match.groupdict().get("year")
            full = int(typed) if typed else year or 0
            century = 2000 if typed and full < 100 else 0
            return _day(full + century, int(match["month"]), int(match["day"]))
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first != second and max(first, second) <= 12:
        return None
    return _day(int(match[3]), min(first, second), max(first, second))


def meant_month(value: str) -> tuple[str, int] | None:
    """Year and month of a value that names no day (2026年5月); None: it is no month."""
    match = _YEAR_AND_MONTH.fullmatch(plain_digits(value))
    if match:
        return (match["year"], int(match["month"]))
    return None


def plain_digits(text: str) -> str:
    """`text` without spaces, its digits and dashes half-width, Chinese numbers in digits."""
    plain = "".join(unicodedata.normalize("NFKC", sign) for sign in text if not sign.isspace())
    plain = _DASHES.sub("-", plain).replace("二0", "二〇")
    return re.sub(TYPED, _in_digits, plain)


def _in_digits(match: re.Match[str]) -> str:
    value = value_of(match.group())
    return match.group() if value is None else str(value)


def left_open(sign: str) -> tuple[str, ...]:
    """Expressions for dates with a part that is only `sign` (an expression for one): 20××年, ×年×月, ×月×日."""
    return (
        rf"(?<![0-9])(?:20|19|二[〇○]){sign}{{1,2}}(?:年|(?=[〕\]）)]))",
        f"{sign}年{sign}{{1,2}}月|{sign}月(?:{sign}{{1,2}}日|底|初|上旬|中旬|下旬|前)",
        "○月○{1,2}日",
    )


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        if year >= 1000:
            return datetime.date(year, month, day)
        return None
    except ValueError:
        return None
