"""A changed paragraph taken apart again: which of its characters belong to which value."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ygt_docs.editing import CannotPlaceError, Keys
from ygt_docs.elements.dates import CLOSED
from ygt_docs.updating.blocks import Block, Piece, without_label

# Values that a line may lose: it prints without them.
MAY_BE_EMPTY: tuple[Keys, ...] = (("份号",), ("密级",), ("紧急程度",))


def new_values(old: Block, text: str) -> list[str]:
    """The new text of each piece of `old` when it prints as `text`; pieces of the program's own stay as they are.

    "" stands for a value that is gone, of those that may go. Raises CannotPlaceError where a change touches what the
    program prints by itself, or cannot be told apart.
    """
    pieces = list(old.pieces)
    if old.label:
        pieces = pieces[1:]
        text = without_label(text)[1]
    carried = _by_difference(pieces, text)
    values = carried if carried is not None and _fits(pieces, carried) else _by_pattern(pieces, text)
    if values is None:
        _say_which(pieces, carried, text)
        fixed = "、".join(dict.fromkeys(f"“{piece.text}”" for piece in pieces if not _typed(piece))) or "几项内容"
        raise CannotPlaceError(f"改到了程序自动印的{fixed}，分不清哪些字属于哪一项")
    return [*([old.label] if old.label else []), *values]


def _say_which(pieces: Sequence[Piece], carried: Sequence[str] | None, text: str) -> None:
    """Raise CannotPlaceError with the value that is at fault, where there is one."""
    dates = [piece for piece in pieces if piece.date]
    if dates and len(re.findall(CLOSED, text)) < len(dates):
        raise CannotPlaceError("日期要写成 2026年4月26日 这样")
    for piece, value in zip(pieces, carried or (), strict=False):
        if _typed(piece) and not value.strip():
            raise CannotPlaceError(f"“{piece.text}”会变成空的；整段都不要的，在 Word 里删去这一段")


def _typed(piece: Piece) -> bool:
    return piece.scalar is not None or len(piece.keys) > 1


def _by_difference(pieces: Sequence[Piece], text: str) -> list[str] | None:
    """The pieces' parts of `text`, their bounds carried over from the old text; None where one has no place."""
    before = "".join(piece.text for piece in pieces)
    codes = SequenceMatcher(None, before, text, autojunk=False).get_opcodes()
    bounds, at = [0], 0
    for piece, following in itertools.pairwise(pieces):
        at += len(piece.text)
        bound = _carried(at, codes, after_insertion=_typed(piece))
        if bound is None:
            bound = _between(piece, following, at, codes, text)
        if bound is None:
            return None
        bounds.append(bound)
    bounds.append(len(text))
    return [text[start:end] for start, end in itertools.pairwise(bounds)]


def _carried(at: int, codes: Sequence[tuple[str, int, int, int, int]], after_insertion: bool) -> int | None:
    """Where the bound `at` of the old text lies in the new one; None inside of what was replaced."""
    found: list[int] = []
    for kind, first, last, start, end in codes:
        if kind == "equal" and first <= at <= last:
            found.append(start + at - first)
        elif first == at == last or last == at:
            found.append(end)
        elif first == at or (kind == "delete" and first < at < last):
            found.append(start)
    if not found:
        return None
    return max(found) if after_insertion else min(found)


def _between(
    piece: Piece, following: Piece, at: int, codes: Sequence[tuple[str, int, int, int, int]], text: str
) -> int | None:
    """A bound inside of what was replaced: where a fixed piece beside it stands again."""
    for _, first, last, start, end in codes:
        if first < at < last:
            if not _typed(following) and text.find(following.text, start, end) >= 0:
                return text.find(following.text, start, end)
            if not _typed(piece) and text.rfind(piece.text, start, end) >= 0:
                return text.rfind(piece.text, start, end) + len(piece.text)
    return None


def _fits(pieces: Sequence[Piece], values: Sequence[str]) -> bool:
    return all(
        value == piece.text if not _typed(piece) else _says_something(piece, value) and _is_date(piece, value)
        for piece, value in zip(pieces, values, strict=True)
    )


def _says_something(piece: Piece, value: str) -> bool:
    return bool(value.strip()) or (not value and piece.keys in MAY_BE_EMPTY)


def _is_date(piece: Piece, value: str) -> bool:
    return not piece.date or re.fullmatch(CLOSED, value) is not None


def _by_pattern(pieces: Sequence[Piece], text: str) -> list[str] | None:
    """The pieces' parts of `text` by the fixed pieces alone; None where nothing fixed stands between two values."""
    if len(pieces) > 60 or any(
        _typed(one) and _typed(two) and not (one.date or two.date) for one, two in itertools.pairwise(pieces)
    ):
        return None
    form = "".join(
        f"({CLOSED})" if piece.date else "(.+?)" if _typed(piece) else f"({re.escape(piece.text)})" for piece in pieces
    )
    if len(pieces) > 12:  # many lazy groups may try for ever
        return None
    match = re.fullmatch(form, text)
    return list(match.groups()) if match else None
