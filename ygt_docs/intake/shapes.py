"""What a line looks like (形状): numbers, dates, headings, labels. Patterns see cleaned lines."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

from ygt_docs.intake.traced import Derived, Traced

METADATA = re.compile(
    r"(?P<label>(?:信息)?索引号|发布机构|(?:信息)?名称|文号|主题分类|发布日期|公开属性)："
    r"(?P<value>.*)"
)
NUMBER = re.compile(
    r"(?P<code>[\u3400-\u9fff]{1,16}) ?[〔\[【（(﹝［] ?(?P<year>[0-9]{4}) ?[〕\]】）)﹞］]"
    r" ?第?0*(?P<serial>[1-9][0-9]{0,5}) ?号"
)
APPENDIX_MARK = re.compile(r"附件 ?(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})?[：:]?|附[：:]")
APPENDIX_LINE = re.compile(r"附件 ?(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[.．、：:] ?| )(?P<name>.+)")
APPENDIX_NOTE = re.compile(r"附(?:件)?：(?P<name>.*)")
REGISTRATION = re.compile(r"(?:统一登记号[：:] ?)?(?P<value>[A-Z]{2,8}[-—–－][0-9]{4}[-—–－][0-9]{3,8})")
DRAFT_NUMBER = re.compile(r"(?P<code>[\u3400-\u9fff]{1,16}) ?〔(?P<year>[0-9]{4})〕 ?[×xX]? ?号")
NOTE_ITEM = re.compile(r"(?P<number>[0-9]{1,2})(?P<dot>[.．、]) ?(?P<name>.+)")
ANNOTATION = re.compile(r"（(?P<text>[^（）]+)）")
CONTACT = re.compile(r"(?P<label>联系人|联系电话|电话|传真|电子邮箱|邮箱|联系地址|地址)：")
CONTACT_KEYS = {
    "联系人": "联系人",
    "联系电话": "电话",
    "电话": "电话",
    "传真": "传真",
    "电子邮箱": "邮箱",
    "邮箱": "邮箱",
    "联系地址": "地址",
    "地址": "地址",
}
CONTENTS = "目录"
ADDRESSEES_LONGEST = 200
_DATE = re.compile(r"(?P<year>[0-9]{4}) ?年 ?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?日")
_CHINESE_DATE = re.compile(
    r"(?P<year>[〇○零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
)
_ISO_DATE = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_DIGITS = {"〇": 0, "○": 0, "零": 0, **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)}}
_ENDS = "。！？；：，、…"
_ORGAN_END = re.compile(
    r"(政府|委员会|办公室|局|厅|部|院|委|会|中心|处|署|集团|公司|学校|大学|法院|检察院|小组|"
    r"指挥部|办|所|站|队|科|社)(（[^（）]*）)?"
)
_LONGEST_ORGAN = 40
SHORTEST_WHOLE = 5  # a shorter name is the second line of one organ (人民政府, 办公室)
_ADDRESSEE_END = re.compile(
    r"(政府|委员会|办公室|办事处|单位|部门|机构|街道|街道办|乡镇|企业|学校|"
    r"农场|林场|场|局|厅|部|院|委|会|中心|处|办|所|站|公司|组)(（[^（）]*）)?$"
)


def date_of_line(line: Traced) -> Derived | None:
    """The date that `line` is (2022年4月26日, 二〇二二年…, 2022-04-26); None: no date, or none in any calendar."""
    match = _DATE.fullmatch(line) or _ISO_DATE.fullmatch(line)
    if match:
        parts = tuple(int(match[name]) for name in ("year", "month", "day"))
    elif (match := _CHINESE_DATE.fullmatch(line)) is not None:
        year = int("".join(str(_DIGITS[sign]) for sign in match["year"]))
        parts = (year, _chinese(match["month"]), _chinese(match["day"]))
    else:
        return None
    try:
        return Derived(datetime.date(*parts), line.origins)
    except ValueError:
        return None


def is_date_shaped(line: str) -> bool:
    """Whether `line` has the form of a date, possible or not."""
    return any(form.fullmatch(line) for form in (_DATE, _CHINESE_DATE))


def ends_open(line: str) -> bool:
    """Whether `line` ends without a punctuation mark: titles, names and headings do."""
    return bool(line) and line[-1] not in _ENDS


def is_organ(line: str) -> bool:
    """Whether `line` looks like the name of an organ."""
    match = _ORGAN_END.search(line)
    while match and match.end() != len(line):
        match = _ORGAN_END.search(line, match.end())
    named = match is not None and 2 < len(line) <= _LONGEST_ORGAN
    return named and not any(sign in line for sign in "，。；：！？、《》|")


def side_by_side(line: Traced) -> list[Traced]:
    """The organs that stand in one line with spaces between them; `line` alone where it is anything else.

    Cleaning has closed the spaces up: they show as gaps in the offsets.
    """
    cuts = [0, *(at for at in range(1, len(line)) if line.origins[at] - line.origins[at - 1] > 1), len(line)]
    names = [line.part(start, end) for start, end in pairwise(cuts)]
    whole = len(names) > 1 and all(is_organ(name) and len(name) >= SHORTEST_WHOLE for name in names)
    return names if whole else [line]


def is_addressees(line: str) -> bool:
    """Whether `line` looks like addressees (主送机关): names of organs in a row and a colon at the end."""
    if not line.endswith("：") or len(line) > ADDRESSEES_LONGEST or any(sign in line for sign in "。！？《》|"):
        return False
    names = [name for name in re.split("[，、；]", line[:-1]) if name]
    return bool(names) and all(name.startswith("各") or _ADDRESSEE_END.search(name) for name in names)


def is_table_row(line: str) -> bool:
    """Whether `line` is a row of a pipe table."""
    return line.count("|") >= 2


def number_of(numeral: str) -> int:
    """The number that Arabic or Chinese digits (12, 十二) write."""
    return int(numeral) if numeral.isdigit() and numeral.isascii() else _chinese(numeral)


def _chinese(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral, 0)
    impossible = 99
    return _DIGITS.get(tens, impossible if tens else 1) * 10 + (_DIGITS.get(ones, impossible) if ones else 0)
