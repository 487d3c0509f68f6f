"""Where a line may end (避头尾): the signs that both files keep from the beginning and the end of a line.

They are Word's own lists for simplified Chinese and one sign more: the dash. GB/T 15834-2011 5.1 lets no pair of dashes
be parted and no connecting dash begin a line, and Word's list lacks it. The Word file states the lists, so that Word,
WPS and LibreOffice obey the same ones, and the PDF obeys them too.
"""

from __future__ import annotations

NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―—‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠"
NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝＄（．［｛￡￥"


def may_end_between(before: str, after: str, not_first: str = NOT_FIRST, not_last: str = NOT_LAST) -> bool | None:
    """Whether Word ends a line between the text `before`, whose last two characters count, and the character `after`.

    None where spaces or two letters or digits meet: there words count. Latin text ends a line at spaces and behind the
    hyphen of a word or a range (`2026-|2028`), nowhere else: addresses and `9.68%;70%` stay whole.
    """
    left = before[-1]
    if left.isspace() or after.isspace():
        return None
    if left.isascii() and after.isascii():
        both_words = left.isalnum() and after.isalnum()
        return None if both_words else left == "-" and after.isalnum() and _goes_before_a_hyphen(before[:-1])
    return after not in not_first and left not in not_last


def _goes_before_a_hyphen(text: str) -> bool:
    """Whether `text` makes the - behind it a hyphen: behind Chinese, spaces and nothing it is a minus or a dash."""
    return text[-1:].isascii() and text[-1:] not in ("", "-") and not text[-1:].isspace()
