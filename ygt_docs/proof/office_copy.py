"""The copy that LibreOffice prints (对照用的副本): a flat OpenDocument text with what LibreOffice misreads put right.

- it adds space between Chinese characters and digits (`style:text-autospace`), which Word is told not to do;
- it reads `overflowPunct` the wrong way round (`style:punctuation-wrap`): Word is told to hang no sign in the margin;
- it centres a grid of lines (`style:layout-grid-mode`) that does not fill the page: 4 pt on a turned one, where Word
  begins at the margin; every line has its exact height, so the grid does nothing else;
- it does not read the lists of signs that may not begin or end a line (`noLineBreaksBefore`, `noLineBreaksAfter`):
  they are read from the .docx and put into the copy;
- in Latin text, and where it meets Chinese signs, it follows UAX #14 (no line ends in `，2026` or `2026（`, one ends in
  `9.68%;70%`), where Word goes by its lists, spaces and hyphens alone, and its own lists are forgotten behind Latin
  characters (a line begins with the dash of `2026—`): characters without width allow and forbid what Word does;
- it does not read `wordWrap`, by which a paragraph breaks Latin text anywhere: the same characters allow it there;
- it leaves the spacing between characters off wherever Chinese and Latin characters meet (`office_spacing.py`);
- on the way through .fodt it prints the text box with the number of a turned page twice, once somewhere else: the boxes
  in footers are left out (`convert` alone, without this way round, prints them once and where they belong).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from ygt_docs.proof.office_spacing import (
    PARAGRAPHS,
    Element,
    Spacings,
    as_wide_as_in_word,
    define,
    own_texts,
    owner_of,
    replace,
)
from ygt_docs.standard.line_ends import RAISED, is_latin, may_end_between, may_end_freely

_MEASURED = {"style:text-autospace": "none", "style:punctuation-wrap": "simple", "style:layout-grid-mode": "none"}
_FOOTER = re.compile(r"<style:footer(?:-left|-first)?[ >].*?</style:footer(?:-left|-first)?>", re.DOTALL)
_BOX = re.compile(r"<draw:(custom-shape|frame) .*?</draw:\1>", re.DOTALL)
_SETTINGS = '<config:config-item-set config:name="ooo:configuration-settings">'
_ITEM = '<config:config-item config:name="{name}" config:type="string">{value}</config:config-item>'
_LISTS = (
    '<config:config-item-map-indexed config:name="ForbiddenCharacters"><config:config-item-map-entry>'
    + "".join(
        _ITEM.format(name=name, value=value)
        for name, value in (
            ("Language", "zh"),
            ("Country", "CN"),
            ("Variant", ""),
            ("BeginLine", "{first}"),
            ("EndLine", "{last}"),
        )
    )
    + "</config:config-item-map-entry></config:config-item-map-indexed>"
)
ZERO_WIDTH = "\u200b\u2060"  # allows and forbids a line end


def corrected(flat: str, not_first: str, not_last: str, freely: Container[str] = ()) -> bytes:
    """The .fodt `flat` as Word would lay it out; `not_first` and `not_last` are the lists that its .docx states.

    `freely`: the texts, without spaces, of the paragraphs that break Latin text anywhere. Raises
    lxml.etree.XMLSyntaxError for what is no XML.
    """
    for name, value in _MEASURED.items():
        flat = re.sub(f'{name}="[^"]*"', f'{name}="{value}"', flat)
    flat = _FOOTER.sub(lambda footer: _BOX.sub("", footer.group()), flat)
    if not_first or not_last:
        flat = flat.replace(_SETTINGS, _SETTINGS + _LISTS.format(first=escape(not_first), last=escape(not_last)), 1)
    root = etree.fromstring(flat.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    spacings, changed = Spacings(root), set[int]()
    for paragraph in list(root.iter(*PARAGRAPHS)):
        text = "".join("".join(map(str, own_texts(paragraph))).split())
        ends = LineEnds(not_first, not_last, text in freely)
        changed |= _correct(paragraph, spacings, ends)
    define(root, changed)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


@dataclass(frozen=True)
class LineEnds:
    """Where the lines of a paragraph may end: the lists of its file, and whether it breaks Latin text `freely`."""

    not_first: str
    not_last: str
    freely: bool = False

    def allowed(self, left: str, right: str) -> bool | None:
        """As `may_end_between` and `may_end_freely` say."""
        if self.freely and is_latin(left[-1]) and is_latin(right):
            return may_end_freely(left, right)
        return may_end_between(left, right, self.not_first, self.not_last)


def _correct(paragraph: Element, spacings: Spacings, ends: LineEnds) -> set[int]:
    """Correct the texts of `paragraph`; the spacings (twips) that they need."""
    before, owed, changed = "", 0, set[int]()
    for node in own_texts(paragraph):
        spacing = spacings.of(owner_of(node))
        text = _hinted(str(node), before, ends)
        pieces, owed = as_wide_as_in_word(text, spacing, owed, ZERO_WIDTH)
        replace(node, pieces)
        changed |= {twips for _, twips in pieces if twips is not None}
        before = (before + node)[-2:]
    return changed


def _hinted(text: str, before: str, ends: LineEnds) -> str:
    """`text` with what Word says of signs in Latin text and where it meets Chinese; `before` stands before it.

    Without lists it stays as it is.
    """
    if not ends.not_first and not ends.not_last:
        return text
    whole = before + text
    return "".join(
        _hint(whole[max(place - 2, 0) : place], whole[place], ends) + whole[place]
        for place in range(len(before), len(whole))
    )


def _hint(left: str, right: str, ends: LineEnds) -> str:
    if not left or not any(is_latin(sign) or _is_number(sign) for sign in (left[-1], right)):
        return ""
    if _are_letters(left[-1] + right) and right not in RAISED and not ends.freely:
        return ""
    allowed = ends.allowed(left, right)
    if allowed is None or allowed:
        return ZERO_WIDTH[0] if allowed else ""
    return ZERO_WIDTH[1] if _parts(left[-1], right) else ""


def _is_number(sign: str) -> bool:
    """Whether `sign` is one like ① and Ⅱ, which LibreOffice takes for letters."""
    return sign not in RAISED and unicodedata.category(sign) in ("No", "Nl")


def _are_letters(both: str) -> bool:
    """Whether both are letters or digits, Chinese or Latin."""
    return both.isalnum() and not any(map(_is_number, both))


def _parts(left: str, right: str) -> bool:
    """Whether LibreOffice parts the two unless it is forbidden; a character between others would make it part them."""
    if left in RAISED or right in RAISED:
        return True
    if not left.isascii() or left in "([{$":
        return False
    if right.isascii():
        return left not in ".,;:" and not left.isdigit() and (right in "!%),.:;>?]}" or right.isalnum())
    return True
