"""Regulations made at random: their mapping, the lines that are typed for it, a Word file with automatic numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from tests.intake.packages import p, word
from ygt_docs.elements.numerals import long_number

_SUBJECTS = ("县粮食主管部门", "收购单位", "承储企业", "乡镇人民政府", "种粮农户", "检验机构")
_VERBS = ("应当建立台账", "不得压级压价", "应当公布收购价格", "负责日常巡查", "应当按月报送数据", "依法接受监督检查")
_HEADINGS = ("总则", "收购管理", "储存管理", "质量检验", "监督检查", "法律责任", "附则", "保障措施")
# The levels of the list in Word: 章 节 条 项 目; articles run on through the chapters.
_FORMS = (
    ("chineseCountingThousand", "第%1章", ""),
    ("chineseCountingThousand", "第%2节", ""),
    ("chineseCountingThousand", "第%3条", '<w:lvlRestart w:val="0"/>'),
    ("chineseCountingThousand", "（%4）", ""),
    ("decimal", "%5.", ""),
)
_CHAPTER, _DIVISION, _ARTICLE, _ITEM, _SUBITEM = range(len(_FORMS))


@dataclass
class Regulation:
    """`body` is the mapping; `lines` are its lines: number, text, and the level of the list in Word (None: typed).

    `restarts`: the line begins a list of items anew within its article.
    """

    body: dict[str, Any]
    lines: list[tuple[str, str, int | None, bool]] = field(default_factory=list)

    @property
    def typed(self) -> list[str]:
        """The lines with their numbers typed."""
        return [number + text for number, text, _, _ in self.lines]


class _Maker:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.lines: list[tuple[str, str, int | None, bool]] = []
        self.article = 0
        self.inserted = 0

    def sentence(self, end: str) -> str:
        return self.rng.choice(_SUBJECTS) + self.rng.choice(_VERBS) + self.rng.choice(("", "，做好记录")) + end

    def line(self, number: str, text: str, level: int | None, restarts: bool = False) -> str:
        self.lines.append((number, text, level, restarts))
        return text

    def articles(self) -> list[Any]:
        return [self.one() for _ in range(self.rng.randint(1, 4))]

    def one(self) -> Any:
        inserted = self.article > 0 and self.rng.random() < 0.12
        self.inserted = self.inserted + 1 if inserted else 0
        self.article += not inserted
        number = f"第{long_number(self.article)}条" + (f"之{long_number(self.inserted)}" if inserted else "")
        clauses = self.clauses(f"{number}\u3000", None if inserted else _ARTICLE)
        own: dict[str, Any] = {"号": number} if inserted else {}
        if len(clauses) == 1:
            return {**own, "正文": clauses[0]} if own else clauses[0]
        if len(clauses) == 2 and isinstance(clauses[1], dict):
            return {**own, "正文": clauses[0], **clauses[1]}
        return {**own, "款": clauses}

    def clauses(self, number: str, level: int | None) -> list[Any]:
        made: list[Any] = []
        lists = 0
        for index in range(self.rng.choice((1, 1, 1, 2, 3))):
            listed = self.rng.random() < 0.4
            text = self.sentence("：" if listed else "。")
            made.append(self.line("" if index else number, text, None if index else level))
            if listed:
                made.append({"项": self.items(lists > 0 or level is None)})
                lists += 1
        return made

    def items(self, restarts: bool) -> list[Any]:
        made: list[Any] = []
        count = self.rng.randint(2, 12)
        for value in range(1, count + 1):
            parts = self.rng.random() < 0.15
            end = "：" if parts else "。" if value == count else "；"
            text = self.line(f"（{long_number(value)}）", self.sentence(end), _ITEM, restarts and value == 1)
            if not parts:
                made.append(text)
                continue
            inner = [self.line(f"{at}.", self.sentence("；"), _SUBITEM) for at in range(1, self.rng.randint(3, 5))]
            made.append({"正文": text, "目": inner})
        return made


def random_regulation(seed: int) -> Regulation:
    """The regulation of `seed`: without chapters, or with 1 to 12 of them, some in 节."""
    maker = _Maker(seed)
    rng = maker.rng
    if rng.random() < 0.2:
        return Regulation({"条": maker.articles() + maker.articles()}, maker.lines)
    chapters: list[Any] = []
    for value in range(1, rng.randint(1, 12) + 1):
        heading = maker.line(f"第{long_number(value)}章\u3000", rng.choice(_HEADINGS), _CHAPTER)
        if rng.random() < 0.7:
            chapters.append({"标题": heading, "条": maker.articles()})
            continue
        divisions = []
        for at in range(1, rng.randint(2, 4)):
            inner = maker.line(f"第{long_number(at)}节\u3000", rng.choice(_HEADINGS), _DIVISION)
            divisions.append({"标题": inner, "条": maker.articles()})
        chapters.append({"标题": heading, "节": divisions})
    return Regulation({"章": chapters}, maker.lines)


def word_file(head: str, regulation: Regulation, automatic: bool) -> bytes:
    """A Word file of `head` and the regulation, its numbers typed or made by Word."""
    body = [p(line) for line in head.split("\n") if line]
    lists = 1
    for label, text, level, restarts in regulation.lines:
        if not automatic or level is None:
            body.append(p(label + text))
            continue
        lists += restarts
        number = lists if level >= _ITEM else 1
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        body.append(p(text, properties=properties))
    return word("".join(body), numbering=_numbering(lists))


def _numbering(count: int) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text, more) in enumerate(_FORMS)
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{_restart(number)}</w:num>'
        for number in range(1, count + 1)
    )
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}'


def _restart(number: int) -> str:
    """The lists behind the first one begin their items anew."""
    if number == 1:
        return ""
    return f'<w:lvlOverride w:ilvl="{_ITEM}"><w:startOverride w:val="1"/></w:lvlOverride>'
