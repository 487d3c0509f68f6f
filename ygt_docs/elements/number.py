"""The document number (发文字号, 7.2.5), once: 云政文〔2026〕4号 as the standard writes it, and as people type it.

`STRICT` and `LIBERAL` match the whole number; the fragments (upper case text) stand in the expressions of other rooms.
"""

from __future__ import annotations

import re

# A code (机关代字) has so many characters at most; 云溪县安全生产委员会办公室发 has 14.
LONGEST_CODE = 24
_HAN = "\u3400-\u9fff"
_OPENING, _CLOSING = "〔[【（(﹝［〖", "〕\\]】）)﹞］〗"
# What stands for a serial number that is not given yet.
_NOT_GIVEN = "×xXＸ_＿○"
DRAFT_SIGN = "×"
# Decisions on penalties name the place of the organ in brackets before the rest: （青）应急罚〔2026〕5号.
OF_PLACE = rf"（[{_HAN}]{{1,4}}）"
CODE = rf"(?:{OF_PLACE})?[^\W\d_]{{1,{LONGEST_CODE}}}"
BRACKETED = "〔[^〕]*〕"
# The brackets that are typed around the year, as expressions, and all of them for what a name must not hold.
OPENING, CLOSING = f"[{_OPENING}]", f"[{_CLOSING}]"
BRACKETS = _OPENING.replace("[", "\\[") + _CLOSING
# Year and serial number of an order: 〔2026〕第5号.
ORDER_YEAR = "〔[0-9]{4}〕"
_AS_WRITTEN = f"{CODE}〔(?:19|20)[0-9]{{2}}〕(?:[1-9][0-9]{{0,8}}|{DRAFT_SIGN})号"
STRICT = re.compile(_AS_WRITTEN)
LIBERAL = re.compile(
    rf"(?P<code>{CODE}) ?(?P<opening>[{_OPENING}]) ?(?P<year>[0-9]{{2,4}}) ?(?P<closing>[{_CLOSING}])"
    rf" ?(?P<word>第?)(?P<zeros>0*)(?:(?P<serial>[1-9][0-9]{{0,8}})|(?P<open>[{_NOT_GIVEN} ]*)) ?号"
)
# The same without names of groups: part of the expression of a line that holds more.
NUMBER = re.sub(r"\?P<\w+>", "?:", LIBERAL.pattern)
PRINTED = f"{CODE}{ORDER_YEAR}(?:[0-9]+|{DRAFT_SIGN})号"
# The second line of a number that was typed in two (青教办发, 〔2026〕15号).
WITHOUT_CODE = re.compile(rf"[{_OPENING}] ?[0-9]{{4}} ?[{_CLOSING}] ?第?[0-9]{{1,6}} ?号")
# What stands around a figure that was typed with its words: 第008号, 〔2026〕年, 42毫米.
AROUND_SERIAL = re.compile(r"^[第〔\[(（【《]+|[号期次年日毫米份册条人mM〕\])）】》]+$")
# What a code never holds: figures, brackets (but those of a place before the rest), spaces.
_STRANGE = re.compile(rf"[0-9{_OPENING}{_CLOSING}号\s]")
_BEGINS_WITH_PLACE = re.compile(rf"{OF_PLACE}(?=[{_HAN}])")
# The number of any document that a text cites; court numbers go on with a character after the bracket.
CITED = re.compile(
    rf"(?<=[{_HAN}])\s*[{_OPENING}](?P<year>(?:19|20)[0-9]{{2}})[{_CLOSING}]\s*第?0*(?P<serial>[0-9]+)\s*号"
)
# A value that was typed in one piece: 云卫[2026]8号, 〔2026〕8.
_ONE_PIECE = re.compile(
    rf"(?P<code>(?:{OF_PLACE})?\w*?)[{_OPENING}《]?(?P<year>[0-9]{{4}})年?[{_CLOSING}》]?"
    rf"第?(?P<serial>[0-9]{{1,9}}|{DRAFT_SIGN}|)号?"
)


def number_words(code: str, year: int | str, serial: int | str | None) -> str:
    """A number as 7.2.5 writes it; `serial` None: a draft, which prints ×."""
    return f"{code}〔{year}〕{DRAFT_SIGN if serial is None else serial}号"


def is_number(line: str) -> bool:
    """Whether `line` is a document number, also one without its serial number; its year must have four digits."""
    match = LIBERAL.fullmatch(line)
    return match is not None and len(match["year"]) == 4


def strange_in_code(code: str) -> re.Match[str] | None:
    """The first sign in `code` that no code (机关代字) holds; None: there is none."""
    place = _BEGINS_WITH_PLACE.match(code)
    return _STRANGE.search(code, place.end() if place else 0)


def is_draft(match: re.Match[str]) -> bool:
    """Whether the number that :data:`LIBERAL` found has no serial number yet."""
    return match["serial"] is None and not match["zeros"]


def is_given(line: str) -> bool:
    """Whether `line` is a document number with its serial number."""
    match = LIBERAL.fullmatch(line)
    return match is not None and len(match["year"]) == 4 and match["serial"] is not None


def faults_of(match: re.Match[str]) -> list[str]:
    """What the standard refuses of a number that :data:`LIBERAL` found, in words; [] for one that is right."""
    faults = []
    if (match["opening"], match["closing"]) != ("〔", "〕"):
        faults.append(f"年份要用六角括号〔〕，不用“{match['opening']}{match['closing']}”")
    if not re.fullmatch("(?:19|20)[0-9]{2}", match["year"]):
        faults.append("年份要标全称")
    if match["word"]:
        faults.append("顺序号不加“第”")
    if match["zeros"]:
        faults.append("顺序号不编虚位（1 不编为 01）")
    return faults


def put_right(match: re.Match[str]) -> str:
    """The number that :data:`LIBERAL` found as the standard writes it."""
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    return number_words(match["code"], year, match["serial"])


def parts_of_value(text: str) -> tuple[str, str, int | None] | None:
    """Code ('' where there is none), year and serial number of a value that was typed in one piece (None: not one)."""
    match = _ONE_PIECE.fullmatch(text)
    if match is None:
        return None
    return match["code"], match["year"], int(match["serial"]) if match["serial"].isdigit() else None
