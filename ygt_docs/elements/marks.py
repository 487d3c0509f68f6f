"""What stands above and beside the document number (版头, 7.2.1 to 7.2.3, 7.2.6): copy number, classification and its
period, urgency, signatories; the note under a title (题注), and the labels of a contact (联系方式).

Each strict as it is printed, and liberal as people type it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.elements.catalogue import Role
from ygt_docs.elements.dates import CLOSED
from ygt_docs.elements.numerals import SMALL

ABOVE, LEFT = "〃", "〈"
"""What is typed for a cell that is merged with the one above it, and with the one at its left."""


_SPACED = r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])"


_FOREIGN = r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+"


_PERSON_IN_LIST = rf"(?:{_SPACED}|{_FOREIGN}|[\u4e00-\u9fff]{{2,4}})(?:（[^（）]*）)?"


_GAP = "(?:、|[ \u3000]+)"


_LIST = re.compile(rf"(?:[^、：]+：)?{_PERSON_IN_LIST}(?:{_GAP}{_PERSON_IN_LIST}){{5,}}[。；]?")


def is_list(text: str) -> bool:
    """Whether `text` is nothing but six names or more with 、 or spaces between them, perhaps behind a label."""
    return _LIST.fullmatch(text) is not None


def is_list_in_lines(lines: Sequence[str], ends: tuple[str, ...] = ("、", " ", "\u3000")) -> bool:
    """Whether `lines` are one list of names in several, each but the last ended behind one of the signs `ends`."""
    return len(lines) > 1 and is_list("".join(lines)) and all(line.endswith(ends) for line in lines[:-1])


class Secrecy(StrEnum):
    """The classification (密级, 7.2.2)."""

    TOP_SECRET = "绝密"
    SECRET = "机密"
    CONFIDENTIAL = "秘密"


class Urgency(StrEnum):
    """The urgency of a document (紧急程度, 7.2.3); telegrams alone have the first and the last (公文处理工作条例第九条)."""

    EXTREME = "特提"
    EXPRESS = "特急"
    URGENT = "加急"
    CALM = "平急"


def _spread(words: str) -> str:
    """An expression for `words`, whose characters may stand apart (特 急)."""
    return " {0,2}".join(words)


def _one_of(words: tuple[str, ...]) -> str:
    return "|".join(words)


# 份号: six digits; some type a label or № before them.
COPY_STRICT = re.compile("[0-9]{6}")
_COPY_LABEL = "(?:份号|编号)[：:]? ?|No[.．]? ?|№ ?"
COPY_LIBERAL = re.compile(f"(?P<label>{_COPY_LABEL})?(?P<value>[0-9]{{3,9}})")

# 联系方式: each label that people type, as its YAML key; each may be spread (电　话).
CONTACT_KEYS = {
    "联系人": "联系人",
    "联系电话": "电话",
    "电话": "电话",
    "传真": "传真",
    "邮箱": "邮箱",
    "电子邮箱": "电子邮箱",
    "电子邮件": "电子邮箱",
    "联系地址": "地址",
    "地址": "地址",
}
_LONGEST_FIRST = sorted(CONTACT_KEYS, key=len, reverse=True)
CONTACT_LIBERAL = re.compile("(?P<label>" + "|".join(" {0,4}".join(label) for label in _LONGEST_FIRST) + ")：")
CONTACT_LINE = re.compile("^(?:" + _one_of(tuple(_LONGEST_FIRST)) + ")[：:]")

# A range of copies that are printed one by one: 000001-000080.
MOST_COPIES = 2000
_COPIES = re.compile(r"(?P<first>[0-9]{1,12})\s*[-－—–~～至到]\s*(?P<last>[0-9]{1,12})")

# 密级: 机密★1年; a period in Arabic figures, 长期, or up to an event (公布前).
STAR = "★"
_STARS = "★☆✩✭*＊"
_LEVELS = tuple(str(level) for level in Secrecy)
_UNITS = "年|个月|天|日"
_EVENT = "长期|[^，。；：★☆*＊ ]{1,12}前"
PERIOD = re.compile(f"(?P<count>[1-9][0-9]{{0,2}})(?P<unit>{_UNITS})")
PERIOD_UNTIL = re.compile(_EVENT)
_STRICT_PERIOD = f"[1-9][0-9]{{0,2}}(?:{_UNITS})|{_EVENT}"
# A period where it stands in other words: 秘密1年, 机密 6个月.
PERIOD_IN_TEXT = re.compile("[0-9]{1,2}(?:年|个?月|天)|长期")
SECRECY_STRICT = re.compile(f"(?:{_one_of(_LEVELS)})(?:{STAR}(?:{_STRICT_PERIOD}))?")
_TYPED_PERIOD = rf"[0-9]{{1,3}} ?(?:{_UNITS})|半年|{_EVENT}"
SECRECY_LIBERAL = re.compile(
    f"(?P<secrecy>{_one_of(tuple(map(_spread, _LEVELS)))})"
    f"(?: ?[{_STARS}] ?(?P<period>{_TYPED_PERIOD})?| (?P<bare>{_TYPED_PERIOD}))?"
)
# The row of a finished file, whatever was written behind the star.
SECRECY_SHOWN = re.compile(rf"(?:{_one_of(_LEVELS)})(?:\s*[{_STARS}].*)?")

# 紧急程度: what people write for it. 急件 is the lower urgency of the rules of 1999; None: no urgency says the same.
OF_TELEGRAMS = frozenset({Urgency.EXTREME, Urgency.CALM})
_TELEGRAM = "电"  # in the code of what is sent as a telegram: 云政办发明电, 云汛电
URGENCIES: dict[str, Urgency | None] = {
    "特急": Urgency.EXPRESS,
    "加急": Urgency.URGENT,
    "急件": Urgency.URGENT,
    "特提": Urgency.EXTREME,
    "紧急": None,
    "平急": Urgency.CALM,
}
URGENCY_STRICT = re.compile(_one_of(tuple(str(level) for level in Urgency)))
URGENCY_LIBERAL = re.compile(_one_of(tuple(_spread(word) for word, level in URGENCIES.items() if level)))
URGENCY_SHOWN = re.compile(_one_of(tuple(URGENCIES)))
_URGENCY_CLOSED = _one_of(tuple(word for word, level in URGENCIES.items() if level))
# The first of these elements stands on the line of a letter's number, left of it (10.1).
_FIRST = f"[0-9]{{6}}|(?:{_one_of(_LEVELS)})(?: ?[{_STARS}] ?(?:{_TYPED_PERIOD}))?|{_URGENCY_CLOSED}"
BEFORE_NUMBER = f"(?:{_FIRST})?"


def is_telegram(number: str) -> bool:
    """Whether a document with this number, or with a code such as 云政办发明电, is sent as a telegram."""
    return _TELEGRAM in number


# 签发人: a name of two to four characters, one of two with or without a space in it (刘　波).
NAME = "[\u3400-\u9fff]{2,4}|[\u3400-\u9fff] {1,2}[\u3400-\u9fff](?![\u3400-\u9fff])"
NAMES = f"(?:{NAME})(?:(?: +|、)(?:{NAME}))*"
SIGNATORY_LABEL = re.compile("签发人[：:]")
SIGNED = re.compile(
    f"签发人(?:：| ) *(?P<names>{NAMES})"
)  # What may stand on the number's line behind it: signatories, the last of many without their label; no other text.
BEHIND_NUMBER = f"{SIGNATORY_LABEL.pattern}|(?:{NAME}){{1,2}}$|[^\u3400-\u9fff]"

# 题注: who passed, issued or changed the text and when, in brackets, in one line or several.
_DONE = "通过|批准|审议|修正|修订|公布|发布|施行|印发"
MOST_NOTE_LINES = 6
_ORDERED = f"[^（()）。]{{2,40}}令 ?第 ?(?:[0-9]{{1,5}}|{SMALL}) ?号"  # 临江省人民政府令第318号 alone, without its day
TITLE_NOTE = re.compile(f"[（(](?P<text>[^（()）]{{0,60}}{CLOSED}.{{0,300}}?(?:{_DONE}).{{0,200}}|{_ORDERED})[）)]")
DATE_OF_NOTE = re.compile(CLOSED)


@dataclass(frozen=True)
class CopyRange:
    """Copy numbers (份号, 7.2.1) from `first` to `last`, as typed; one document bears each."""

    first: str
    last: str

    @property
    def count(self) -> int:
        """How many copies there are, 0 and less for a range that runs backwards."""
        return int(self.last) - int(self.first) + 1

    def numbers(self) -> Iterator[str]:
        """Every number in order, as many digits as the first one has."""
        for number in range(int(self.first), int(self.last) + 1):
            yield str(number).zfill(len(self.first))


def copy_range(typed: str | None) -> CopyRange | None:
    """The range that `typed` names (000001-000080); None for a single number or none."""
    match = _COPIES.fullmatch(typed or "")
    if match is None:
        return None
    return CopyRange(match["first"], match["last"])


def first_copy(typed: str) -> str:
    """The number that the first copy bears: that of a single copy, or the first of a range."""
    copies = copy_range(typed)
    return typed if copies is None else copies.first


def note_lines(lines: Sequence[str]) -> int:
    """How many of the first `lines` are the note under the title above them (0: there is none)."""
    if not lines or not lines[0].startswith(("（", "(")):
        return 0
    for count in range(1, min(MOST_NOTE_LINES, len(lines)) + 1):
        if TITLE_NOTE.fullmatch("".join(lines[:count])):
            return count
        if lines[count - 1].endswith(("）", ")")):
            return 0
    return 0


def role_under_title(line: str) -> Role | None:
    """What a line typed in brackets under a title is (None: nothing that stands there)."""
    return Role.TITLE_NOTE if note_lines([line]) == 1 else None


def line_with_number(number: str) -> re.Pattern[str]:
    """A line on which the document `number` (an expression) stands, the first element of a letter before it (10.1), or
    signatories behind it (7.2.6)."""
    return re.compile(
        f"(?P<first>{_FIRST})? *(?P<number>{number}) *(?P<signed>(?:签发人(?:：| ) *)?)(?P<names>{NAMES})?"
    )
