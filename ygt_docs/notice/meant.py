"""What was probably meant by a value that cannot be taken as it was typed: the writer's own value in the right form.

Each function gives text for a cure that can be pasted; None where only the writer can say what he meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from ygt_docs.elements import dates
from ygt_docs.elements.number import AROUND_SERIAL, number_words, parts_of_value
from ygt_docs.notice.writer import scalar

_YES = {"true", "yes", "y", "on", "1", "对", "有", "要", "加", "√", "✓", "是的"}
_NO = {"false", "no", "n", "off", "0", "错", "无", "没有", "不", "不是", "不要", "不加", "×", "x"}
_NONE = {"无", "暂无", "没有", "不涉密", "/", "-", "~", "null", "none", "空"}
_PHONE = re.compile(r"[+(（]?[0-9][0-9()（）+ －—-]{5,}[0-9]|1[0-9]{10}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABEL = re.compile(r"联系人|联系方式|联系电话|办公电话|电子邮箱|电话|手机|座机|邮箱|姓名|[:：,，、;；\s（）()]")
_APART = re.compile(r"[;；\n]|(?:^|\s+|(?<=[^0-9]))[0-9]{1,2}[.．、](?![0-9])")


def date_cure(key: str, found: str, year: int | None) -> str:
    """What to write for the date `found` under `key`: in the one form that is always understood, 2026-03-27."""
    meant = dates.meant(found, year)
    if meant is not None:
        return f"写成 {key}: {meant.isoformat()}"
    month = dates.meant_month(found)
    if month is not None:
        return f"补上是哪一日，如 {key}: {month[0]}年{month[1]}月1日"
    return f"写成年月日，如 {key}: {year or 2026}-03-05 或 {year or 2026}年3月5日"


def meant_integer(found: str) -> str | None:
    """`found` as plain digits: 第008号, ８, 八 and 1,008 all say a number."""
    text = dates.plain_digits(found).replace(",", "")
    bare = AROUND_SERIAL.sub("", AROUND_SERIAL.sub("", text))
    if bare.isascii() and bare.isdigit() and len(bare) < 10:
        return str(int(bare))
    return None


def meant_yes_no(found: str) -> str | None:
    """是 or 否 for the words of other languages and programs."""
    word = found.strip().lower()
    if word in _YES:
        return "是"
    if word in _NO:
        return "否"
    return None


def says_none(found: str) -> bool:
    """Whether `found` says that there is nothing to say (无)."""
    return found.strip().lower() in _NONE


def number_cure(found: str, code: str | None, year: int | None) -> str:
    """The parts of a document number that was typed in one piece; `code` is that of the document's own organ."""
    text = unicodedata.normalize("NFKC", found).replace(" ", "")
    typed = parts_of_value(text)
    own = code or "机关代字"
    if typed is not None:
        serial = "" if typed[2] is None else f", 顺序号: {typed[2]}"
        return f"{{机关代字: {typed[0] or own}, 年份: {typed[1]}{serial}}}"
    digits = re.findall("[0-9]+", text)
    serial = f", 顺序号: {int(digits[-1])}" if digits and len(digits[-1]) < 5 else ""
    return f"{{机关代字: {own}, 年份: {year or '四位年份'}{serial}}}"


def shaped(value: object, known: Collection[str], year: object) -> str | None:
    """`value`, typed in another shape than the one whose keys are `known`, in one line of YAML; None: only the writer
    knows. A number in parts where it stands as printed; 第3号; chapters or articles with their names for keys."""
    if isinstance(value, str):
        counted = meant_integer(value)
        if {"序号", "写法"} <= set(known) and counted is not None:
            return one_line({"序号": counted, "年份": str(year or 2026)})
        return None
    if not isinstance(value, Mapping):
        return None
    if {"机关代字", "年份"} <= value.keys() and not known:
        return number_words(value["机关代字"], value["年份"], value.get("顺序号"))
    if value.keys() & set(known):
        return None
    if "标题" in known and {"条", "章"} & set(known) and all(isinstance(item, Mapping) for item in value.values()):
        return one_line([{"标题": name, **part} for name, part in value.items()])
    if "款" in known and all(isinstance(item, str) for item in value.values()):
        return one_line(list(value.values()))
    return None


def contact_cure(found: str) -> str | None:
    """The keys of a contact block for text such as 张三，电话：8000021."""
    parts: dict[str, Any] = {}
    mail = _MAIL.search(found)
    rest = _MAIL.sub("", found)
    phones = []
    for match in _PHONE.finditer(rest):
        phones.append(match.group().strip())
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
    items = []
    for item in _APART.split(text):
        items.append(item.strip(" 。，,、"))
    return [item for item in items if item]


def one_line(value: object) -> str:
    """`value` (mappings, lists, text) in one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {one_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(one_line, value)) + "]"
    return scalar(str(value), flow=True)
