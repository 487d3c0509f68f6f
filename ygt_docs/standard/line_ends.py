"""Where a line may end (避头尾): the signs that both files keep from the beginning and the end of a line.

They are Word's own lists for simplified Chinese and one sign more: the dash. GB/T 15834-2011 5.1 lets no pair of dashes
be parted and no connecting dash begin a line, and Word's list lacks it. The Word file states the lists, so that Word,
WPS and LibreOffice obey the same ones, and the PDF obeys them too.
"""

from __future__ import annotations

NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―—‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠"
NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝＄（．［｛￡￥"


def may_end_between(before: str, after: str) -> bool | None:
    """Whether Word ends a line between two characters; None where both belong to Latin text, whose words count."""
    if before.isspace() or after.isspace() or (before.isascii() and after.isascii()):
        return None
    return after not in NOT_FIRST and before not in NOT_LAST
