"""Chinese numerals (汉字数字), both ways: 一、二十一 as the standard counts, 二〇二六 and 廿一 as people type them.

The fragments are regular expressions without groups, to be put into the expression of an element.
"""

from __future__ import annotations

import re

_DIGITS = "一二三四五六七八九"
_TENS = {"十": 10, "廿": 20, "卅": 30}
# The letter O and the figure 0 are typed for 〇.
_ZEROS = "〇○零ＯOo0"
_VALUES = {
    **dict.fromkeys(_ZEROS, 0),
    **{sign: value for value, sign in enumerate(_DIGITS, 1)},
}
_MOST = 99
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_MOST_OF_ARTICLES = 9999

# A numeral of a heading, a month or a day; and of a chapter or an article, which may pass a hundred.
SMALL = f"[{_DIGITS}十]{{1,3}}"
COUNT = f"[{_DIGITS}十百零〇0-9]{{1,6}}"
# The number of an article, a paragraph or an item as a text names it (第一百零三条).
LONG = f"[零〇{_DIGITS}十百千0-9]{{1,9}}"
# A number of a list in either kind of digits.
EITHER = f"(?:[0-9]{{1,2}}|{SMALL})"
# A digit of a year (二〇二六), and any sign that counts, for what a character beside one must not be.
YEAR_DIGIT = f"[{_ZEROS}{_DIGITS}]"
SIGNS = f"{_DIGITS}十百"
# Chinese numbers in a value that was typed: 二〇二六, 二十七, 廿一.
TYPED = f"[〇○零{_DIGITS}{''.join(_TENS)}]+"
# A number of a list that lost its first bracket: 1)甲, 2）乙.
HALF_BRACKET = re.compile(r"([1-9][0-9]?)[)）](?=[\u3400-\u9fff])")
# The divisions of a regulation: 第一章, 第12条, 第三条之一.
DIVISION = rf"第{COUNT}(?:[编章节款项篇]|部分|条(?:之{SMALL})?)"


def chinese_number(value: int) -> str:
    """`value` (1 to 99) in Chinese numerals, such as 二十一. Raises ValueError for any other number."""
    if not 1 <= value <= _MOST:
        raise ValueError(f"no Chinese numeral for {value}")
    return long_number(value)


def long_number(value: int) -> str:
    """`value` (1 to 9999) as articles are numbered: 十二, 一百零五. Raises ValueError for any other number."""
    if not 1 <= value <= _MOST_OF_ARTICLES:
        raise ValueError(f"no Chinese numeral for {value}")
    written = ""
    rest = value
    for unit, sign in _UNITS:
        count, rest = divmod(rest, unit)
        if count:
            written += _DIGITS[count - 1] + sign
        elif written and rest and not written.endswith("零"):
            written += "零"
    written += _DIGITS[rest - 1] if rest else ""
    if 10 <= value < 20:
        return written.removeprefix("一")
    return written


def long_value(text: str) -> int | None:
    """What the number of an article says, in Chinese or Arabic digits; None: it is no such number (一二, 第零)."""
    if text.isascii():
        if text.isdigit() and int(text):
            return int(text)
        return None
    units = {sign: unit for unit, sign in _UNITS}
    value = digit = 0
    for sign in text:
        if sign in units:
            value += (digit or (1 if sign == "十" else 0)) * units[sign]
            digit = 0
        else:
            digit = _VALUES.get(sign, 0)
    value += digit
    within = 1 <= value <= _MOST_OF_ARTICLES
    if within and long_number(value) == text.replace("〇", "零"):
        return value
    return None


def value_of(numeral: str) -> int | None:
    """What `numeral` says, in Arabic or Chinese digits: 12, 十二, 廿一, 二〇二六; None: it says no number below 100,
    and none that is written digit by digit.
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if not numeral or not set(numeral) <= _VALUES.keys() | _TENS.keys():
        return None
    ten = next((sign for sign in numeral if sign in _TENS), None)
    if ten is None:
        return int("".join(str(_VALUES[sign]) for sign in numeral))
    before, _, after = numeral.partition(ten)
    if len(before) > 1 or len(after) > 1 or after in _TENS:
        return None
    tens = _VALUES[before] * _TENS[ten] if before else _TENS[ten]
    return tens + (_VALUES[after] if after else 0)


def counted(numeral: str) -> int | None:
    """What `numeral` says where it is written as one counts (十二, not 一二); None: it is written otherwise."""
    value = value_of(numeral)
    if value is None or numeral.isascii():
        return value
    if 1 <= value <= _MOST and chinese_number(value) == numeral:
        return value
    return None
