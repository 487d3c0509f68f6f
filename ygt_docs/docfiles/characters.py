"""What kind of character it is: Chinese writing, its punctuation, or something that cannot be seen."""

from __future__ import annotations

import unicodedata

# GBK put characters into the private use area (U+E815 to U+E864 stand for FE50 to FEA0) for which Unicode had no code
# yet. GB 18030 gives each its own; where the codec still follows the edition of 2000, that of 2005 and 2022 counts.
_FIRST_PRIVATE, _LAST_PRIVATE, _FIRST_BYTE, _NO_BYTE = 0xE815, 0xE864, 0x50, 0x7F
_LATER_EDITION = {
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE831: 0x215D7,
    0xE832: 0x9FB8,
    0xE83B: 0x2298F,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE855: 0x241FE,
    0xE864: 0x9FBB,
    0xE78D: 0xFE10,
    0xE78E: 0xFE12,
    0xE78F: 0xFE11,
    **{0xE790 + index: 0xFE13 + index for index in range(7)},
    0xE7C7: 0x1E3F,
    0xE7C8: 0x01F9,
    0xE7E7: 0x303E,
    **{0xE7E8 + index: 0x2FF0 + index for index in range(12)},
}

_WRITING = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_PUNCTUATION = frozenset("“”‘’—…·、。〈〉《》「」『』【】〔〕〖〗〝〞～￥！＂（），：；？［］｛｝")


def is_ideograph(character: str) -> bool:
    """A Chinese character (汉字), 〇 included."""
    code = ord(character) if character else 0
    return any(low <= code <= high for low, high in _WRITING)


def is_chinese(character: str) -> bool:
    """A Chinese character or a Chinese punctuation mark; False for the empty text."""
    return bool(character) and (character in _PUNCTUATION or is_ideograph(character))


def is_invisible(character: str) -> bool:
    """A control or format character, a surrogate, or no character at all: nobody typed it on purpose."""
    if character in " \t\u3000\u00a0":
        return False
    code = ord(character)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def is_odd_space(character: str) -> bool:
    """White space other than the plain space."""
    return character != " " and character.isspace()


def is_private(character: str) -> bool:
    """A character of a private use area: what it looks like, each computer decides."""
    return unicodedata.category(character) == "Co"


def standard_form(character: str) -> str | None:
    """The standard character for one that GBK kept in the private use area; None: there is none."""
    code = ord(character)
    if code in _LATER_EDITION:
        return chr(_LATER_EDITION[code])
    if not _FIRST_PRIVATE <= code <= _LAST_PRIVATE:
        return None
    byte = _FIRST_BYTE + code - _FIRST_PRIVATE
    found = bytes([0xFE, byte + (byte >= _NO_BYTE)]).decode("gb18030")
    return None if is_private(found) else found
