"""The spacing between characters that LibreOffice loses, put back into the copy that is printed.

Word moves every character of the body 5 twips (0.25 pt) closer to the next one. LibreOffice lays text out in portions
of one script each and leaves the spacing off behind the last character of a portion: five numbers in a line make it
2.5 pt longer than in Word, and its last character goes to the next line. What a portion loses is taken from the gap
before its last character, so that it is as wide as in Word; a portion of one character leaves it to the next one.
It leaves it off before a line end that is allowed between two letters as well: such letters are drawn narrower instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _STYLE, _TEXT = (f"{{{_OASIS}:{name}:1.0}}" for name in ("office", "style", "text"))
_SPACING = f"{{{_OASIS}:xsl-fo-compatible:1.0}}letter-spacing"
PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}
_LENGTH = re.compile(r"(-?[0-9.]+)(pt|in|cm|mm)")
_TAIL = 2  # characters: the last gap of a portion lies between them
_NAME = "对照字距"

_ALLOWED = "\u200b"
_NARROWER = 97  # percent: 7.75 pt of the 8 pt of a half-em letter of size 3
SCALED = 1_000_000  # in place of twips: no spacing, drawn narrower

Piece = tuple[str, int | None]  # a text and its spacing in twips (None: that of the text around it)


def styles_of(root: Element) -> dict[tuple[str, str], Element]:
    """Every style of a document by family and name."""
    return {(style.get(_STYLE + "family"), style.get(_STYLE + "name")): style for style in root.iter(_STYLE + "style")}


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
    return round(float(found[1]) * _TWIPS[found[2]]) if found else 0


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
    """`text` in portions of one script each; spaces and what nobody sees belong to what stands before them."""
    portions: list[str] = []
    latin: bool | None = None
    for character in text:
        weak = character.isspace() or character in zero_width
        if portions and (weak or latin in (None, character.isascii())):
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
        seen = [place for place, character in enumerate(portion) if character not in zero_width]
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
