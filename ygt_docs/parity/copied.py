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
- it leaves the spacing between characters off wherever Chinese and Latin characters meet (below);
- a row that is at least so high (`trHeight`) is so with the room around its text, where Word adds this and a border:
  the copy says the sum, without the border where the program adds that (`MinRowHeightInclBorder`, of 25.2);
- 25.2: it keeps ‘’“”×√ with what stands beside them: the same characters allow and forbid there what the lists do;
- 25.2: it squeezes a justified line to take one character more (`JustifyLinesWithShrinking`), also one without spaces;
- 25.2: of a cell over several rows that begins a page it prints nothing where its text stands in the middle
  (`style:vertical-align`): what stands in such a cell is set at its top, where it has the same lines;
- on the way through .fodt it prints the text box with the number of a turned page twice, once somewhere else: the boxes
  in footers are left out (`convert` alone, without this way round, prints them once and where they belong).

Word moves every character of the body 5 twips (0.25 pt) closer to the next one. LibreOffice lays text out in portions
of one script each and leaves the spacing off behind the last character of a portion: five numbers in a line make it
2.5 pt longer than in Word, and its last character goes to the next line. What a portion loses is taken from the gap
before its last character, so that it is as wide as in Word; a portion of one character leaves it to the next one.
It leaves it off before a line end that is allowed between two letters as well: such letters are drawn narrower instead;
and before one that is allowed in Chinese text, which ends a portion here.

Where no version is named, 7.4 and 25.2 do the same.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from lxml import etree

from ygt_docs.standard.line_ends import RAISED, is_latin, may_end_between, may_end_freely

Element: TypeAlias = Any

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _STYLE, _TEXT = (f"{{{_OASIS}:{name}:1.0}}" for name in ("office", "style", "text"))
_TABLE, _FO = f"{{{_OASIS}:table:1.0}}", f"{{{_OASIS}:xsl-fo-compatible:1.0}}"
_SPACING, _LEAST_HEIGHT = f"{_FO}letter-spacing", f"{_STYLE}min-row-height"
PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}
_LENGTH = re.compile(r"(-?[0-9.]+)(pt|in|cm|mm)")
# What LibreOffice does otherwise than Word was measured with these: Debian 12 and 13 have them.
MEASURED_WITH = ("7.4", "25.2")
_CLINGING = {"7.4": "", "25.2": "‘’“”×√"}
_TAIL = 2  # characters: the last gap of a portion lies between them
_NAME = "对照字距"
_AT_THE_TOP = "对照顶格"

_ALLOWED = "\u200b"
_NARROWER = 97  # percent: 7.75 pt of the 8 pt of a half-em letter of size 3
SCALED = 1_000_000  # in place of twips: no spacing, drawn narrower

Piece = tuple[str, int | None]  # a text and its spacing in twips (None: that of the text around it)
_MEASURED = {"style:text-autospace": "none", "style:punctuation-wrap": "simple", "style:layout-grid-mode": "none"}
_SHRINKING = re.compile(r'(<config:config-item config:name="JustifyLinesWithShrinking"[^>]*>)true<')
_ADDS_BORDER = '"MinRowHeightInclBorder" config:type="boolean">true<'
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


def corrected(
    flat: str, not_first: str, not_last: str, freely: Container[str] = (), version: str = MEASURED_WITH[0]
) -> bytes:
    """The .fodt `flat` as Word would lay it out; `not_first` and `not_last` are the lists that its .docx states.

    `freely`: the texts, without spaces, of the paragraphs that break Latin text anywhere. `version`: of the
    LibreOffice that prints it, one of MEASURED_WITH. Raises lxml.etree.XMLSyntaxError for what is no XML.
    """
    for name, value in _MEASURED.items():
        flat = re.sub(f'{name}="[^"]*"', f'{name}="{value}"', flat)
    flat = _SHRINKING.sub(r"\1false<", flat)
    flat = _FOOTER.sub(lambda footer: _BOX.sub("", footer.group()), flat)
    if not_first or not_last:
        flat = flat.replace(_SETTINGS, _SETTINGS + _LISTS.format(first=escape(not_first), last=escape(not_last)), 1)
    root = etree.fromstring(flat.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    _raise_rows(root, with_border=_ADDS_BORDER not in flat)
    if version != MEASURED_WITH[0]:
        _set_high_cells_at_the_top(root)
    spacings, changed = Spacings(root), set[int]()
    for paragraph in list(root.iter(*PARAGRAPHS)):
        text = "".join("".join(map(str, own_texts(paragraph))).split())
        ends = LineEnds(not_first, not_last, text in freely, _CLINGING[version])
        changed |= _correct(paragraph, spacings, ends)
    define(root, changed)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _raise_rows(root: Element, with_border: bool) -> None:
    """Add the room around the text of a cell, and a border if so, to the least height of its row."""
    heights, rooms = {}, {}
    for style in root.iter(f"{_STYLE}style"):
        row, cell = style.find(f"{_STYLE}table-row-properties"), style.find(f"{_STYLE}table-cell-properties")
        if row is not None and row.get(_LEAST_HEIGHT) is not None:
            heights[style.get(f"{_STYLE}name")] = row
        elif cell is not None:
            parts = [cell.get(f"{_FO}padding-top"), cell.get(f"{_FO}padding-bottom")]
            if with_border:
                parts.append(
                    cell.get(f"{_FO}border") or cell.get(f"{_FO}border-top") or cell.get(f"{_FO}border-bottom")
                )
            rooms[style.get(f"{_STYLE}name")] = sum(_points(part or "") for part in parts)
    for row in root.iter(f"{_TABLE}table-row"):
        found = heights.pop(row.get(f"{_TABLE}style-name"), None)
        cell = row.find(f"{_TABLE}table-cell")
        if found is not None and cell is not None:
            room = rooms.get(cell.get(f"{_TABLE}style-name"), 0.0)
            found.set(_LEAST_HEIGHT, f"{_points(found.get(_LEAST_HEIGHT)) + room:.2f}pt")


def _points(length: str) -> float:
    """The first length in `length` (0.5pt solid #000000); zero where there is none."""
    found = _LENGTH.search(length)
    return 0.0 if found is None else float(found[1]) * _TWIPS[found[2]] / 20


def _set_high_cells_at_the_top(root: Element) -> None:
    """Let the text of cells over several rows begin at their top, and of no other cell; it changes in place."""
    styles = {}
    for style in root.iter(_STYLE + "style"):
        styles[style.get(_STYLE + "name")] = style
    made: dict[str, str] = {}
    for cell in root.iter(_TABLE + "table-cell"):
        name = cell.get(_TABLE + "style-name")
        if int(cell.get(_TABLE + "number-rows-spanned", "1")) == 1 or name not in styles:
            continue
        if name not in made:
            made[name] = f"{name}.{_AT_THE_TOP}"
            style = copy.deepcopy(styles[name])
            style.set(_STYLE + "name", made[name])
            for properties in style.iter(_STYLE + "table-cell-properties"):
                properties.set(_STYLE + "vertical-align", "top")
            styles[name].addnext(style)
        cell.set(_TABLE + "style-name", made[name])


@dataclass(frozen=True)
class LineEnds:
    """Where the lines of a paragraph may end: the lists of its file, and whether it breaks Latin text `freely`.

    `clinging`: Chinese signs that LibreOffice keeps with what stands beside them, whatever the lists say.
    """

    not_first: str
    not_last: str
    freely: bool = False
    clinging: str = ""

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
        for _, twips in pieces:
            if twips is not None:
                changed.add(twips)
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
    if not left or not any(_is_misread(sign, ends) for sign in (left[-1], right)):
        return ""
    if _are_letters(left[-1] + right) and right not in RAISED and not ends.freely:
        return ""
    allowed = ends.allowed(left, right)
    if allowed is None or allowed:
        return ZERO_WIDTH[0] if allowed else ""
    if _parts(left[-1], right):
        return ZERO_WIDTH[1]
    return ""


def _is_misread(sign: str, ends: LineEnds) -> bool:
    """Whether LibreOffice goes by UAX #14 beside `sign`, and not by the lists."""
    return is_latin(sign) or _is_number(sign) or sign in ends.clinging


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


def styles_of(root: Element) -> dict[tuple[str, str], Element]:
    """Every style of a document by family and name."""
    found: dict[tuple[str, str], Element] = {}
    for style in root.iter(_STYLE + "style"):
        found[(style.get(_STYLE + "family"), style.get(_STYLE + "name"))] = style
    return found


def stated_by(
    styles: dict[tuple[str, str], Element], family: str, name: str | None, part: str, attribute: str
) -> str | None:
    """What the style `name`, or the nearest of its parents that says it, has for `attribute`; None: none of them."""
    while name is not None and (style := styles.get((family, name))) is not None:
        properties = style.find(_STYLE + part)
        stated = None if properties is None else properties.get(attribute)
        if stated is not None:
            return str(stated)
        name = style.get(_STYLE + "parent-style-name")
    return None


class Spacings:
    """The spacing that holds for the text of an element, by the styles of a document."""

    def __init__(self, root: Element) -> None:
        self._styles = styles_of(root)

    def of(self, element: Element | None) -> int:
        """Twips between the characters of `element` (0 for none), as its own style or one around it says."""
        while element is not None:
            family = "paragraph" if element.tag in PARAGRAPHS else "text"
            stated = self._stated(family, element.get(_TEXT + "style-name"))
            if stated is not None or family == "paragraph":
                return stated or 0
            element = element.getparent()
        return 0

    def _stated(self, family: str, name: str | None) -> int | None:
        stated = stated_by(self._styles, family, name, "text-properties", _SPACING)
        return None if stated is None else _twips(stated)


def _twips(length: str) -> int:
    """A length of OpenDocument in twips; `normal` is 0."""
    found = _LENGTH.fullmatch(length)
    if found:
        return round(float(found[1]) * _TWIPS[found[2]])
    return 0


def own_texts(paragraph: Element) -> Iterator[etree._ElementUnicodeResult]:
    """The texts of `paragraph`, without those of paragraphs in boxes within it."""
    for node in paragraph.xpath(".//text()"):
        owner = owner_of(node)
        while owner.tag not in PARAGRAPHS:
            owner = owner.getparent()
        if owner is paragraph:
            yield node


def owner_of(node: etree._ElementUnicodeResult) -> Element:
    """The element whose text `node` is."""
    parent = node.getparent()
    return parent.getparent() if node.is_tail else parent


def _portions(text: str, zero_width: str) -> list[str]:
    """`text` in portions of one script each; spaces and what nobody sees belong to what stands before them.

    A line end that is allowed within Chinese text ends a portion as well.
    """
    portions: list[str] = []
    latin: bool | None = None
    for character in text:
        weak = character.isspace() or character in zero_width
        same = weak or latin in (None, character.isascii())
        if portions and same and not (latin is False and portions[-1].endswith(_ALLOWED)):
            portions[-1] += character
        else:
            portions.append(character)
            latin = None
        latin = latin if weak else character.isascii()
    return portions


def as_wide_as_in_word(text: str, spacing: int, owed: int, zero_width: str) -> tuple[list[Piece], int]:
    """`text` in pieces whose spacing makes each portion as wide as Word makes it, and what the next text is owed.

    `spacing` and `owed` are twips; `zero_width` are the characters that nobody sees.
    """
    if not spacing:
        return [(text, None)], owed
    pieces: list[Piece] = []
    for portion in _portions(text, zero_width):
        seen = []
        for place, character in enumerate(portion):
            if character not in zero_width:
                seen.append(place)
        if portion.count(_ALLOWED) * 2 > len(seen) > 1 and portion[0].isascii():
            pieces.append((portion, SCALED))
        elif len(seen) < _TAIL:
            pieces.append((portion, None))
            owed += spacing * len(seen)
        elif len(seen) == _TAIL:
            pieces.append((portion, 2 * spacing + owed))
            owed = 0
        else:  # the piece before the tail loses its last spacing as well
            cut = seen[-_TAIL]
            pieces += [(portion[:cut], None), (portion[cut:], 3 * spacing + owed)]
            owed = 0
    return pieces, owed


def replace(node: etree._ElementUnicodeResult, pieces: list[Piece]) -> None:
    """Put `pieces` in the place of the text `node`, each with a spacing of its own in an element of its own."""
    parent = node.getparent()
    holder, place = (parent.getparent(), parent.getparent().index(parent) + 1) if node.is_tail else (parent, 0)
    before: Element | None = parent if node.is_tail else None
    _set_text(holder, before, "")
    for text, twips in pieces:
        if twips is None:
            _set_text(holder, before, _text_after(holder, before) + text)
            continue
        span = etree.Element(_TEXT + "span")
        span.set(_TEXT + "style-name", f"{_NAME}{twips}")
        span.text = text
        holder.insert(place, span)
        before, place = span, place + 1


def _text_after(holder: Element, before: Element | None) -> str:
    return (holder.text if before is None else before.tail) or ""


def _set_text(holder: Element, before: Element | None, text: str) -> None:
    """Make `text` the text of `holder` behind its child `before` (None: the text it begins with)."""
    if before is None:
        holder.text = text
    else:
        before.tail = text


def define(root: Element, spacings: set[int]) -> None:
    """Define the style of each spacing (twips)."""
    styles = root.find(_OFFICE + "automatic-styles")
    for twips in sorted(spacings):
        style = etree.SubElement(styles, _STYLE + "style")
        style.set(_STYLE + "name", f"{_NAME}{twips}")
        style.set(_STYLE + "family", "text")
        properties = etree.SubElement(style, _STYLE + "text-properties")
        properties.set(_SPACING, "0pt" if twips == SCALED else f"{twips / 20:g}pt")
        if twips == SCALED:
            properties.set(_STYLE + "text-scale", f"{_NARROWER}%")
