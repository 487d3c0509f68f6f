"""Where a line may end (避头尾): the signs that both files keep from the beginning and the end of a line.

They are Word's own lists for simplified Chinese and a few signs more. GB/T 15834-2011 5.1 lets no pair of dashes be
parted and no connecting dash begin a line, and Word's list lacks the dash; raised and lowered signs stay with what they
belong to: m², CO₂, 10⁻³. The Word file states the lists, so that Word,
WPS and LibreOffice obey the same ones, and the PDF obeys them too.
"""

from __future__ import annotations

import re

from ygt_docs.standard.gbt9704 import CHARACTERS_PER_LINE

_SPACES = re.compile("[ \u3000]+")
_BLANK = 8  # half characters

RAISED = "²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―—‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠" + RAISED
NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝＄（．［｛￡￥"


def may_end_between(before: str, after: str, not_first: str = NOT_FIRST, not_last: str = NOT_LAST) -> bool | None:
    """Whether Word ends a line between the text `before`, whose last two characters count, and the character `after`.

    None where spaces or two letters or digits meet: there words count. Latin text ends a line at spaces and behind the
    hyphen of a word or a range (`2026-|2028`), nowhere else: addresses and `9.68%;70%` stay whole.
    """
    left = before[-1]
    if left.isspace() or after.isspace():
        return None
    if is_latin(left) and is_latin(after):
        both_words = left.isalnum() and after.isalnum()
        if both_words:
            return None
        return left == "-" and after.isalnum() and _goes_before_a_hyphen(before[:-1])
    return after not in not_first and left not in not_last


def is_latin(character: str) -> bool:
    """Whether `character` belongs to Latin text: letters, digits, signs, and what is raised or lowered beside them."""
    return character.isascii() or character in RAISED


def may_end_freely(before: str, after: str) -> bool | None:
    """The same for a paragraph that breaks Latin text freely (`breaks_freely`): only the lists count, and spaces."""
    left = before[-1]
    if left.isspace() or after.isspace():
        return None
    return after not in NOT_FIRST and left not in NOT_LAST


def breaks_freely(text: str) -> bool:
    """Whether some Latin run of `text` is longer than half a line of the body, so that its paragraph breaks anywhere.

    Kept whole, it would tear the line before it apart. A run ends at spaces and behind hyphens.
    """
    length = 0
    for index, character in enumerate(text):
        if not is_latin(character) or character.isspace():
            length = 0
        elif index and may_end_between(text[max(index - 2, 0) : index], character):
            length = 1
        else:
            length += 1
        if length > CHARACTERS_PER_LINE.value:  # each is half a character wide
            return True
    return False


def has_blank(text: str) -> bool:
    """Whether `text` has a blank to be filled in, 4 字 wide or wider.

    Its paragraph is not justified: spaces at the end of a line hang, and the rest of that line would be torn apart.
    """
    return any(len(match[0]) + match[0].count("\u3000") >= _BLANK for match in _SPACES.finditer(text))


def _goes_before_a_hyphen(text: str) -> bool:
    """Whether `text` makes the - behind it a hyphen: behind Chinese, spaces and nothing it is a minus or a dash."""
    return text[-1:].isascii() and text[-1:] not in ("", "-") and not text[-1:].isspace()
