"""Numbers and dates of a sheet as Excel shows them: the formats that offices use, and None for any other."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GENERAL = "General"
# The numbers of a Chinese Excel for formats of its own, which openpyxl does not know by number.
CHINESE_FORMATS = {
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
# What Excel calls by one code and shows as the machine's own date: in Chinese 2026/7/1 and 2026年7月1日.
_SHORT_DATE, _LONG_DATE = "yyyy/m/d", 'yyyy"年"m"月"d"日"'
_OF_THE_MACHINE = {"mm-dd-yy": _SHORT_DATE, "m/d/yy h:mm": f"{_SHORT_DATE} h:mm"}
_LONG_OF_THE_MACHINE = "[$-F800]"
_COLOUR_OR_LANGUAGE = re.compile(
    r"\[(?:\$-[0-9A-Fa-f]+|Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|"
    r"黑色|蓝色|青色|绿色|洋红|红色|白色|黄色|(?:颜色|Color) ?\d+)\]",
    re.I,
)
_PADDING = re.compile(r"_.")
_DIGITS = re.compile(r"(?P<before>[-+( ]*)(?P<whole>(?:#,##)?[0#]+)(?:\.(?P<part>0+))?(?P<percent>%?)(?P<after>[) ]*)")
_PIECE = re.compile(r'y+|m+|d+|h+|s+|"[^"]*"|\\.|.', re.I)
_SIGNS_OF_DATES = frozenset("/-.:：年月日号时時分秒 \u3000")
_LONGEST = 11  # characters of a number in General, its point included
_LARGE, _SMALL = Decimal("1e18"), Decimal("1e-9")

Value = int | float | datetime.datetime | datetime.date | datetime.time | datetime.timedelta


@dataclass(frozen=True)
class Shown:
    """What a cell shows; `known` False: its format is none of those known, and the stored value stands instead."""

    text: str
    known: bool = True


def shown(value: Value, code: str) -> Shown:
    """What `value` looks like in the number format `code` of Excel, as a Chinese Excel shows it."""
    if isinstance(value, datetime.timedelta):
        return Shown(str(value), known=False)
    if not isinstance(value, int | float):
        text = _moment(value, code)
        if text is not None:
            return Shown(text)
        return Shown(_usual_moment(value), known=False)
    number = Decimal(repr(value))
    if code in (GENERAL, "@", ""):
        return Shown(_general(number))
    text = _number(number, code)
    if text is not None:
        return Shown(text)
    return Shown(_general(number), known=False)


def _general(number: Decimal) -> str:
    """A number as it was typed: what binary fractions add at the end is hidden, digits of an identity card are not."""
    if number == number.to_integral_value():
        if abs(number) < _LARGE:
            return f"{number.to_integral_value():f}"
        return str(number)
    if abs(number) < _SMALL:
        return str(number)
    whole = len(str(int(abs(number))))
    places = max(0, _LONGEST - whole - 1)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    if "." in text:
        return text.rstrip("0").rstrip(".")
    return text


def _number(number: Decimal, code: str) -> str | None:
    """`number` in a format of digits such as #,##0.00 or 0.0%; None: another kind of format."""
    sections = code.split(";")
    below_nought = number < 0 and len(sections) > 1 and sections[1] != ""
    section = sections[1] if below_nought else sections[0]
    match = _DIGITS.fullmatch(_plain(section))
    if match is None or abs(number) >= _LARGE:
        return None
    whole = match["whole"]
    if "0" not in whole:  # #,### shows nothing for nought
        return None
    value = abs(number) if below_nought else number
    if match["percent"]:
        value = value * 100
    places = len(match["part"] or "")
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}"
    least = whole.replace(",", "").count("0")
    if least > 1:
        digits, point, rest = text.partition(".")
        text = digits.zfill(least) + point + rest
    sign = "-" if rounded < 0 else ""
    return f"{match['before'].strip()}{sign}{text}{match['percent']}{match['after'].strip()}"


def _plain(section: str) -> str:
    """A section of a format without its colour, the blanks it leaves for a sign, and marks of quoting around signs."""
    section = _COLOUR_OR_LANGUAGE.sub("", section)
    section = _PADDING.sub("", section)
    return re.sub(r"\\([-+() ])", r"\1", section)


def _moment(value: datetime.datetime | datetime.date | datetime.time, code: str) -> str | None:
    """A day or a time of day in a format such as yyyy/m/d; None: the format has words or signs of another kind."""
    if code.startswith(_LONG_OF_THE_MACHINE):
        code = _LONG_DATE
    code = _OF_THE_MACHINE.get(code, code)
    section = _COLOUR_OR_LANGUAGE.sub("", code.split(";")[0])
    pieces: list[str] = _PIECE.findall(section)
    out: list[str] = []
    for position, piece in enumerate(pieces):
        letter = piece[0].lower()
        if letter in "ymdhs":
            field = "minute" if letter == "m" and _is_minute(pieces, position) else letter
            text = _field(value, field, len(piece))
            if text is None:
                return None
            out.append(text)
            continue
        literal = piece[1:] if letter == "\\" else piece.strip('"')
        if not set(literal) <= _SIGNS_OF_DATES:
            return None
        out.append(literal)
    return "".join(out).strip()


def _is_minute(pieces: list[str], position: int) -> bool:
    """Whether the m at `position` counts minutes: an h stands before it or an s behind it."""
    fields = []
    for index, piece in enumerate(pieces):
        if piece[0].lower() in "ymdhs":
            fields.append((index, piece[0].lower()))
    place = next(order for order, (index, _) in enumerate(fields) if index == position)
    before = fields[place - 1][1] if place else ""
    after = fields[place + 1][1] if place + 1 < len(fields) else ""
    return before == "h" or after == "s"


def _field(value: datetime.datetime | datetime.date | datetime.time, field: str, length: int) -> str | None:
    """One field of a moment with as many digits as `length` asks for; None: it has none, or is a word (mmm)."""
    if field == "y":
        year = getattr(value, "year", None)
        if year is None:
            return None
        if length > 2:
            return f"{year:04}"
        return f"{year % 100:02}"
    names = {"m": "month", "d": "day", "h": "hour", "minute": "minute", "s": "second"}
    number = getattr(value, names[field], None)
    if number is None or length > 2:
        return None
    return f"{number:02}" if length == 2 else str(number)


def _usual_moment(value: datetime.datetime | datetime.date | datetime.time) -> str:
    """A moment whose format is not known: 2026/7/1, with the time of day where there is one."""
    if isinstance(value, datetime.time):
        return f"{value.hour}:{value.minute:02}"
    day = f"{value.year}/{value.month}/{value.day}"
    if isinstance(value, datetime.datetime) and (value.hour or value.minute):
        return f"{day} {value.hour}:{value.minute:02}"
    return day
