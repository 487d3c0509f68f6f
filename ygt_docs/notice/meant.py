"""What was probably meant by a value that cannot be taken as it was typed: the writer's own value in the right form.

Each function gives text for a cure that can be pasted; None where only the writer can say what he meant.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ygt_docs.notice.writer import scalar

_DAY_OF_YEAR = re.compile(r"([0-9]{4}|[0-9]{2})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?(?:T?[0-9:]+)?")
_EIGHT_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY = re.compile(r"([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})月?")
_DASHES = re.compile("[‐-―−－~～]")
_HAN_NUMBER = re.compile("[〇○零一二三四五六七八九十廿卅]+")
_HAN_DIGITS = {"〇": 0, "○": 0, "零": 0, **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)}}
_HAN_TENS = {"十": 10, "廿": 20, "卅": 30}
_AROUND_NUMBER = re.compile(r"^[第〔\[(（【《]+|[号期次年日毫米份册条人mM〕\])）】》]+$")
_YES = {"true", "yes", "y", "on", "1", "对", "有", "要", "加", "√", "✓", "是的"}
_NO = {"false", "no", "n", "off", "0", "错", "无", "没有", "不", "不是", "不要", "不加", "×", "x"}
_NONE = {"无", "暂无", "没有", "不涉密", "/", "-", "~", "null", "none", "空"}
_NUMBER = re.compile(r"(\w*?)[〔\[［(（【]?([0-9]{4})年?[〕\]］)）】]?第?([0-9]{1,9}|×|)号?")
_PHONE = re.compile(r"[+(（]?[0-9][0-9()（）+ －—-]{5,}[0-9]|1[0-9]{10}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABEL = re.compile(r"联系人|联系方式|联系电话|办公电话|电子邮箱|电话|手机|座机|邮箱|姓名|[:：,，、;；\s（）()]")
_APART = re.compile(r"[;；\n]|(?:^|\s+|(?<=[^0-9]))[0-9]{1,2}[.．、](?![0-9])")


def meant_date(found: str, year: int | None) -> str | None:
    """`found` as 2026-03-27, the one form that is always understood; `year` is the document's (None: not known)."""
    text = _digits(found)
    for pattern, order in ((_DAY_OF_YEAR, (1, 2, 3)), (_EIGHT_DIGITS, (1, 2, 3)), (_DAY, (0, 1, 2))):
        match = pattern.fullmatch(text)
        if match is not None:
            parts = [int(match[group]) if group else year or 0 for group in order]
            return _iso(parts[0] + 2000 if order[0] and parts[0] < 100 else parts[0], parts[1], parts[2])
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first != second and max(first, second) <= 12:
        return None  # 3/4/2026 is a day of March or of April
    return _iso(int(match[3]), min(first, second), max(first, second))


def date_cure(key: str, found: str, year: int | None) -> str:
    """What to write for the date `found` under `key`."""
    meant = meant_date(found, year)
    if meant is not None:
        return f"写成 {key}: {meant}"
    month = _MONTH.fullmatch(_digits(found))
    if month is not None:
        return f"补上是哪一日，如 {key}: {month[1]}年{int(month[2])}月1日"
    return f"写成年月日，如 {key}: {year or 2026}-03-05 或 {year or 2026}年3月5日"


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if year >= 1000 else None
    except ValueError:
        return None


def _digits(text: str) -> str:
    """`text` without spaces, its digits and dashes half-width, Chinese numbers in digits."""
    plain = "".join(unicodedata.normalize("NFKC", sign) for sign in text if not sign.isspace())
    return _HAN_NUMBER.sub(lambda match: _han_number(match.group()), _DASHES.sub("-", plain).replace("二0", "二〇"))


def _han_number(text: str) -> str:
    """二〇二六 as 2026, 二十七 as 27."""
    if not set(text) & _HAN_TENS.keys():
        return "".join(str(_HAN_DIGITS[sign]) for sign in text)
    value = 0
    for sign in text:
        value = max(value, 1) * 10 if sign == "十" else value + _HAN_TENS.get(sign, _HAN_DIGITS.get(sign, 0))
    return str(value)


def meant_integer(found: str) -> str | None:
    """`found` as plain digits: 第008号, ８, 八 and 1,008 all say a number."""
    text = _digits(found).replace(",", "")
    bare = _AROUND_NUMBER.sub("", _AROUND_NUMBER.sub("", text))
    return str(int(bare)) if bare.isascii() and bare.isdigit() and len(bare) < 10 else None


def meant_yes_no(found: str) -> str | None:
    """是 or 否 for the words of other languages and programs."""
    word = found.strip().lower()
    return "是" if word in _YES else "否" if word in _NO else None


def says_none(found: str) -> bool:
    """Whether `found` says that there is nothing to say (无)."""
    return found.strip().lower() in _NONE


def number_cure(found: str, code: str | None, year: int | None) -> str:
    """The parts of a document number that was typed in one piece; `code` is that of the document's own organ."""
    text = unicodedata.normalize("NFKC", found).replace(" ", "")
    match = _NUMBER.fullmatch(text)
    own = code or "机关代字"
    if match is not None and match[2]:
        serial = f", 顺序号: {int(match[3])}" if match[3].isdigit() else ""
        return f"{{机关代字: {match[1] or own}, 年份: {match[2]}{serial}}}"
    digits = re.findall("[0-9]+", text)
    serial = f", 顺序号: {int(digits[-1])}" if digits and len(digits[-1]) < 5 else ""
    return f"{{机关代字: {own}, 年份: {year or '四位年份'}{serial}}}"


def contact_cure(found: str) -> str | None:
    """The keys of a contact block for text such as 张三，电话：8000021."""
    parts: dict[str, Any] = {}
    mail = _MAIL.search(found)
    rest = _MAIL.sub("", found)
    phones = [match.group().strip() for match in _PHONE.finditer(rest)]
    name = _LABEL.sub("", _PHONE.sub("", rest))
    if name and (len(name) > 4 or not name.isalpha()):
        return None
    if name:
        parts["联系人"] = name
    if phones:
        parts["电话"] = "、".join(phones)
    if mail is not None:
        parts["邮箱"] = mail.group()
    return one_line(parts) if parts else None


def items_of(text: str) -> list[str]:
    """The items of a list that was typed as one text: 1.甲 2.乙 gives 甲 and 乙."""
    items = [item.strip(" 。，,、") for item in _APART.split(text)]
    return [item for item in items if item]


def one_line(value: object) -> str:
    """`value` (mappings, lists, text) in one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {one_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(one_line(item) for item in value) + "]"
    return scalar(str(value), flow=True)
