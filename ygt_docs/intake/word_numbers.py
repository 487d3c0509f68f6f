"""Automatic numbers of Word (自动编号) as they are printed: 一、（一）1.（1）①, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.compose.numbering import chinese_number
from ygt_docs.intake.word_symbols import bullet
from ygt_docs.intake.word_xml import attribute, child, children, value

_PLACE = re.compile(r"%([1-9])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS, _BRANCHES, _LEGAL = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "零壹贰叁肆伍陆柒捌玖"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseDigitalTenThousand",
    "koreanDigital",
    "ideographDigital",
}
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MOST = 99


@dataclass(frozen=True)
class Level:
    """One level of a list: `form` is Word's name of the number format, `text` the pattern with %1 to %9."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    font: str = ""
    style: str = ""
    legal: bool = False


@dataclass
class Numbering:
    """All lists of a document; `unknown` are number formats that could not be followed."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    styles: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    default_style: str = ""

    def number(self, properties: Any) -> str:
        """The number before a paragraph with these `properties` (w:pPr or None); '' where it has none."""
        found = self._list_of(properties)
        if found is None:
            return ""
        name, depth = found
        levels = self.levels.get(name)
        if levels is None:
            return ""
        return self._printed(self.lists[name], name, levels, min(depth, 8))

    def _list_of(self, properties: Any) -> tuple[str, int] | None:
        direct = child(properties, "numPr")
        style = value(child(properties, "pStyle")) or self.default_style
        name, depth = value(child(direct, "numId")), value(child(direct, "ilvl"))
        seen: set[str] = set()
        while style and not name and style not in seen:
            seen.add(style)
            parent, name, of_style = self.styles.get(style, ("", "", ""))
            if name:
                depth = depth or of_style or self._depth_of_style(name, style)
            style = parent
        return (name, int(depth) if depth.isdecimal() else 0) if name and name != "0" else None

    def _depth_of_style(self, name: str, style: str) -> str:
        return next((str(depth) for depth, level in self.levels.get(name, {}).items() if level.style == style), "0")

    def _printed(self, shared: str, name: str, levels: dict[int, Level], depth: int) -> str:
        counters = self.counters.setdefault(shared, {})
        for at, start in self.starts.pop(name, {}).items():
            counters[at] = start - 1  # an override counts from its start at the first use of the list
        level = levels.get(depth, Level())
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [at for at in counters if at > depth]:
            del counters[deeper]
        if level.form == "none":
            return _PLACE.sub("", level.text)
        if level.form == "bullet":
            return bullet(level.text, level.font)

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, Level())
            return self._formed("decimal" if level.legal else of.form, counters.get(at, of.start))

        return _PLACE.sub(one, level.text)

    def _formed(self, form: str, number: int) -> str:
        made = formed(form, number)
        if made is None:
            self.unknown.add(form)
        return made if made is not None else str(number)


def formed(form: str, number: int) -> str | None:
    """`number` in Word's number format `form`; None: the format is not known, or has no such number."""
    if form in _CHINESE:
        return chinese_number(number) if 0 < number <= _MOST else None
    if form in ("decimal", "decimalHalfWidth"):
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else None
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "upperLetter" else letters.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    rows = {"ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES}
    if form in rows:
        return rows[form][number - 1] if 0 < number <= len(rows[form]) else None
    if form == "chineseLegalSimplified":
        return _LEGAL[number] if 0 < number < 10 else None
    return None


def _roman(number: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        out += letters * (number // size)
        number %= size
    return out


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """The lists of numbering.xml and the styles that number; each root may be None."""
    found = Numbering()
    abstract = {attribute(item, "abstractNumId"): _levels(item) for item in children(numbering, "abstractNum")}
    for item in children(numbering, "num"):
        name, shared = attribute(item, "numId"), value(child(item, "abstractNumId"))
        levels = dict(abstract.get(shared, {}))
        for override in children(item, "lvlOverride"):
            depth, start = attribute(override, "ilvl"), value(child(override, "startOverride"))
            levels.update(_levels(override))
            if depth.isdecimal() and start.isdecimal():
                found.starts.setdefault(name, {})[int(depth)] = int(start)
        found.levels[name], found.lists[name] = levels, shared
    for style in children(styles, "style"):
        if attribute(style, "type") == "paragraph":
            _take_style(style, found)
    return found


def _take_style(style: Any, found: Numbering) -> None:
    name = attribute(style, "styleId")
    numbers = child(child(style, "pPr"), "numPr")
    found.styles[name] = (value(child(style, "basedOn")), value(child(numbers, "numId")), value(child(numbers, "ilvl")))
    if attribute(style, "default") in ("1", "true", "on"):
        found.default_style = name


def _levels(owner: Any) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for item in children(owner, "lvl"):
        depth, start = attribute(item, "ilvl"), value(child(item, "start"))
        if depth.isdecimal():
            fonts = child(child(item, "rPr"), "rFonts")
            levels[int(depth)] = Level(
                value(child(item, "numFmt")) or "decimal",
                value(child(item, "lvlText")),
                int(start) if start.isdecimal() and len(start) < 6 else 1,
                attribute(fonts, "ascii"),
                value(child(item, "pStyle")),
                child(item, "isLgl") is not None,
            )
    return levels
