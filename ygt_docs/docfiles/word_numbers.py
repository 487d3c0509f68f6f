"""Automatic numbers of Word (自动编号) as they are printed: 一、（一）1.（1）①, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ygt_docs.docfiles.wml import attribute, child, children, is_on, value
from ygt_docs.docfiles.word_symbols import bullet

_PLACE = re.compile(r"%([1-9])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_STEMS, _BRANCHES, _LEGAL = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "零壹贰叁肆伍陆柒捌玖"
_COUNTED = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
}
_SPELLED = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital", "koreanDigital2"}
_DIGITS = "〇一二三四五六七八九"
# Signs of their own for the numbers from 1, by format.
_ROWS = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
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
_PADDED = re.compile(r"(0*1)\b")
_SUFFIXES = {"space": " ", "tab": "\u3000"}


@dataclass(frozen=True)
class Level:
    """One level of a list: `form` is Word's name of the number format, `text` the pattern with %1 to %9.

    `start` is the first number, `restart` the level (from 1) after which counting starts anew (None: any level above;
    0: none), `legal` whether all numbers in the pattern are Arabic, `suffix` what stands between number and text.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    font: str = ""
    style: str = ""
    legal: bool = False
    restart: int | None = None
    suffix: str = "tab"

    def is_restarted_by(self, above: int) -> bool:
        """Whether this level starts anew after a paragraph of the level `above` (from 0)."""
        return self.restart is None or above < self.restart


@dataclass
class Numbering:
    """All lists of a document; `unknown` are number formats that could not be followed."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    starts: dict[str, set[int]] = field(default_factory=dict)
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
        if name and name != "0":
            return (name, int(depth) if depth.isdecimal() else 0)
        return None

    def _depth_of_style(self, name: str, style: str) -> str:
        for depth, level in self.levels.get(name, {}).items():
            if level.style == style:
                return str(depth)
        return "0"

    def _printed(self, shared: str, name: str, levels: dict[int, Level], depth: int) -> str:
        counters = self.counters.setdefault(shared, {})
        for at in self.starts.pop(name, set()):
            counters.pop(at, None)  # a level with a start of its own counts from it at the first use of the list
        level = levels.get(depth, Level())
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [at for at in counters if at > depth and levels.get(at, Level()).is_restarted_by(depth)]:
            del counters[deeper]
        if level.form == "none":
            return _with_suffix(_PLACE.sub("", level.text), level)
        if level.form == "bullet":
            return bullet(level.text, level.font)

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, Level())
            return self._formed("decimal" if level.legal else of.form, counters.get(at, of.start))

        return _with_suffix(_PLACE.sub(one, level.text), level)

    def _formed(self, form: str, number: int) -> str:
        made = formed(form, number)
        if made is None:
            self.unknown.add(form)
        return made if made is not None else str(number)


def _with_suffix(number: str, level: Level) -> str:
    """`number` and the gap before the text; a number that ends with its mark (、．）) needs none."""
    if number[-1:].isalnum():
        return number + _SUFFIXES.get(level.suffix, "")
    return number


def formed(form: str, number: int) -> str | None:
    """`number` in Word's number format `form`; None: the format is not known, or has no such number."""
    if form in _COUNTED:
        return _counted(number, _DIGITS, "十百千")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _counted(number, _LEGAL, "拾佰仟")
    if form in _SPELLED:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in ("decimal", "decimalHalfWidth"):
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        if form == "upperLetter":
            return letters
        return letters.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        if form == "upperRoman":
            return _roman(number)
        return _roman(number).lower()
    if form in _ROWS:
        if 0 < number <= len(_ROWS[form]):
            return _ROWS[form][number - 1]
        return None
    padded = _PADDED.match(form)
    if padded:
        return f"{number:0{len(padded[1])}}"
    return None


def _counted(number: int, digits: str, units: str) -> str | None:
    """`number` up to 9999 in Chinese: 十二, 一百零五; None: another number."""
    if not 0 < number < 10_000:
        return None
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit and gap and out:
            out += "零"
        if digit:
            out += digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    if number < 20 and out.startswith("一十"):
        return out[1:]
    return out


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
            if depth.isdecimal() and start.isdecimal() and len(start) < 6:
                levels[int(depth)] = replace(levels.get(int(depth), Level()), start=int(start))
                found.starts.setdefault(name, set()).add(int(depth))
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
            fonts, restart = child(child(item, "rPr"), "rFonts"), value(child(item, "lvlRestart"))
            levels[int(depth)] = Level(
                _form(item),
                value(child(item, "lvlText")),
                int(start) if start.isdecimal() and len(start) < 6 else 1,
                attribute(fonts, "ascii"),
                value(child(item, "pStyle")),
                is_on(child(item, "isLgl")),
                int(restart) if restart.isdecimal() and int(restart) <= int(depth) else None,
                value(child(item, "suff")) or "tab",
            )
    return levels


def _form(level: Any) -> str:
    """The number format of a w:lvl; one that newer versions of Word added (001, 002, …) stands among alternatives."""
    form = child(level, "numFmt")
    if form is None:
        for choice in children(child(level, "AlternateContent"), "Choice"):
            form = child(choice, "numFmt")
    own = attribute(form, "format") if value(form) == "custom" else ""
    return own or value(form) or "decimal"
