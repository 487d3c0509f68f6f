"""What kind of character it is: Chinese writing, its punctuation, or something that cannot be seen."""

from __future__ import annotations

import unicodedata

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
