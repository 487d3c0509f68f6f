"""New texts put into the values that print them: lines, lists, dates and deadlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from pydantic_core import PydanticCustomError

from ygt_docs.editing import CannotPlaceError, List, Map, Node, Scalar, Tree, new
from ygt_docs.elements.catalogue import ONE_TEXT
from ygt_docs.elements.dates import CLOSED, read
from ygt_docs.elements.marks import copy_range
from ygt_docs.elements.numerals import SMALL, chinese_number
from ygt_docs.notice.deadlines import date_of
from ygt_docs.updating.blocks import Block, Piece
from ygt_docs.updating.pieces import MAY_BE_EMPTY, new_values

_SEPARATORS = {"主送机关": "，", "抄送": "，", "责任单位": "、", "牵头": "、", "配合": "、"}
_BULLETIN = ("报", "送", "发", "抄送", "分送")
_CODE = ("发文字号", "机关代字")
_BEFORE_NUMBER = ("特急", "加急", "平急", "绝密", "机密", "秘密", *"0123456789")  # of a letter's line with the number
_FULL_SPACE = "\u3000"
_ORGAN = "署名、标志里的机关名称取自 organs.yaml，所有公文共用，没有改动；确实要改的，在 organs.yaml 里改“全称”“署名”或“标志名”"


class Values:
    """Puts texts into the values of `tree`; `year` is the one that dates without a year belong to."""

    def __init__(self, tree: Tree, year: int | None) -> None:
        self.tree, self.year = tree, year

    def put(self, old: Block, text: str) -> None:
        """Let `old` print as `text`. Raises CannotPlaceError."""
        organs = [piece for piece in old.pieces if piece.keys == ("机关",)]
        if any(piece.text not in text for piece in organs):
            raise CannotPlaceError(_ORGAN)
        groups = _lists(old.pieces, self.tree)
        pieces = _merged(old.pieces, groups)
        values = new_values(replace(old, pieces=tuple(piece for piece, _ in pieces)), text)
        for (piece, group), value in zip(pieces, values, strict=True):
            if value == piece.text:
                continue
            if group is not None:
                self._put_list(group, value)
            else:
                self._put_piece(old, piece, value)

    def _put_piece(self, old: Block, piece: Piece, value: str) -> None:
        if not value and piece.keys in MAY_BE_EMPTY:
            self.tree.root.drop(str(piece.keys[0]))
        elif piece.scalar is None:
            self._put_absent(piece, value)
        elif piece.date:
            self._put_date(piece.scalar, value)
        elif piece.keys == ("份号",) and copy_range(piece.scalar.value) is not None:
            piece.scalar.lines = [_copies_from(value, piece.scalar.value)]
        elif piece.keys[-1:] == ("原文",) or piece.keys[-1:] == ("时限",):
            for keys in {piece.keys, *_same_deadline(old, piece, self.tree)}:
                self.put_deadline(keys[:-1] if keys[-1] == "原文" else keys, value)
        elif piece.keys == _CODE and not piece.text.startswith(_BEFORE_NUMBER) and value.startswith(_BEFORE_NUMBER):
            raise CannotPlaceError("发文字号前面加了份号、密级或紧急程度，分不清")
        elif piece.keys == ("发文字号", "顺序号") and value == "×":
            parent = self.tree.at("发文字号")
            assert isinstance(parent, Map)
            parent.drop("顺序号")
        else:
            typed = piece.scalar.lines[piece.line]
            kept = typed.strip() == piece.text or _FULL_SPACE in typed
            piece.scalar.lines[piece.line] = value if kept else value.replace(_FULL_SPACE, "")

    def _put_absent(self, piece: Piece, value: str) -> None:
        """A number that was not given yet."""
        parent = self.tree.at(*piece.keys[:-1]) if len(piece.keys) > 1 else None
        if not isinstance(parent, Map) or not value.isdecimal():
            raise CannotPlaceError(f"“{value}”不是编号")
        parent.put(str(piece.keys[-1]), value)

    def _put_date(self, scalar: Scalar, value: str) -> None:
        if not re.fullmatch(CLOSED, value):
            raise CannotPlaceError("日期要写成 2026年4月26日 这样")
        day = read(value)
        if day is None:
            raise CannotPlaceError(f"日历上没有{value}")
        scalar.lines = [value if "年" in scalar.value else day.isoformat()]

    def put_deadline(self, keys: Sequence[Any], words: str) -> None:
        """New words of the deadline at `keys`, and the day that they name."""
        node = self.tree.at(*keys)
        if isinstance(node, Scalar):
            node.lines = [words]
        elif isinstance(node, Map):
            first = node.entries["原文"]
            assert isinstance(first, Scalar)
            first.lines = [words]
            day = day_of(words, self.year)
            if day is None:
                node.drop("日期")
            elif isinstance(node.entries.get("日期"), Scalar):
                node.entries["日期"].lines = [day]  # type: ignore[attr-defined]
            else:
                node.put("日期", day)

    def _put_list(self, group: tuple[Piece, ...], text: str) -> None:
        first = group[0]
        ordinals = first.scalar is None
        own = group[1] if ordinals else first
        texts = _ordinal_items(text) if ordinals else _split(text, _separator(group))
        if isinstance(own.keys[-1], int):
            node = self.tree.at(*own.keys[:-1])
        else:
            node = own.scalar
        if isinstance(node, List):
            set_list(node, texts)
        else:
            assert own.scalar is not None
            own.scalar.lines = texts


def _copies_from(first: str, typed: str) -> str:
    """The range of copies `typed` with another first number, the one that Word shows (7.2.1)."""
    copies = copy_range(typed)
    assert copies is not None
    if not first.isdecimal() or len(first) != len(copies.first) or int(first) > int(copies.last):
        raise CannotPlaceError(f"份号是一段（{typed}），Word 里只有第一份的号，“{first}”接不上")
    return typed.replace(copies.first, first, 1)


def day_of(words: str, year: int | None) -> str | None:
    """The day that `words` name as it is typed; None: no single day."""
    try:
        day = date_of(words, year)
    except PydanticCustomError:
        raise CannotPlaceError(f"日历上没有“{words}”里的日子") from None
    return day.isoformat() if day else None


def set_list(node: List, texts: Sequence[str]) -> None:
    """Let `node` hold `texts`; an item that stays keeps its place, comment and quotes."""
    if not texts or not all(texts):
        raise CannotPlaceError("列表里会有空的一项")
    old = node.items
    values = [item.value if isinstance(item, Scalar) else "" for item in old]
    items: list[Node] = []
    for kind, first, last, start, end in SequenceMatcher(None, values, list(texts), autojunk=False).get_opcodes():
        if kind == "equal":
            items += old[first:last]
            continue
        for step in range(end - start):
            item = old[first + step] if first + step < last else None
            if isinstance(item, Scalar):
                item.lines = [texts[start + step]]
            items.append(item if item is not None else new(texts[start + step]))
    node.items = items


def _same_deadline(old: Block, piece: Piece, tree: Tree) -> list[tuple[Any, ...]]:
    """The deadlines of all goals that share the sentence: it prints once for all of them."""
    if "指标" not in piece.keys:
        return []
    place = piece.keys.index("指标") + 2
    items = set()
    for other in old.pieces:
        if "指标" in other.keys:
            items.add(other.keys[:place])
    found = []
    for keys in items:
        for end in (("时限", "原文"), ("时限",)):
            node = tree.at(*keys, *end)
            if isinstance(node, Scalar):
                found.append((*keys, *end))
    return found


def _lists(pieces: Sequence[Piece], tree: Tree) -> list[tuple[int, int]]:
    """The stretches of pieces that are one list, with what the program prints between its items."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(pieces):
        end = _list_end(pieces, index, tree)
        if end is not None:
            start = index
            if index and re.fullmatch(f"{SMALL}是", pieces[index - 1].text) and pieces[index - 1].scalar is None:
                start = index - 1
            if _can_be_split(pieces[start:end]):
                found.append((start, end))
            index = end
        else:
            index += 1
    return found


def _list_end(pieces: Sequence[Piece], start: int, tree: Tree) -> int | None:
    owner = _owner(pieces[start])
    if owner is None or owner[-1] in (*ONE_TEXT, "签发人", "签名章", "正文", "作者", "发文机关"):
        return None
    end = start + 1
    for place in range(start + 1, len(pieces)):
        if _owner(pieces[place]) == owner:
            end = place + 1
    return end


def _owner(piece: Piece) -> tuple[Any, ...] | None:
    """The keys of the list that a piece is an item of; None: it is none."""
    if piece.scalar is None or not piece.keys:
        return None
    if isinstance(piece.keys[-1], int):
        return piece.keys[:-1]
    if piece.scalar.block and piece.keys[-1] in _SEPARATORS:
        return piece.keys
    return None


def _can_be_split(group: Sequence[Piece]) -> bool:
    if group[0].scalar is None:
        return True
    if group[0].keys[-2:-1] == ("事项",):
        return False
    separator = _separator(group)
    return bool(separator) and not any(separator in piece.text for piece in group if piece.scalar is not None)


def _separator(group: Sequence[Piece]) -> str:
    between = []
    for piece in group:
        if piece.scalar is None:
            between.append(piece.text)
    if between:
        return between[0]
    keys = group[0].keys
    if keys[:1] == ("简报",) and keys[1:2] and keys[1] in _BULLETIN:
        return "；"
    if keys[:1] == ("纪要",):
        return "、"
    for key in reversed(keys):
        if key in _SEPARATORS:
            return _SEPARATORS[key]
    return ""


def _merged(pieces: Sequence[Piece], groups: Sequence[tuple[int, int]]) -> list[tuple[Piece, tuple[Piece, ...] | None]]:
    """`pieces` with each list as one piece."""
    result: list[tuple[Piece, tuple[Piece, ...] | None]] = []
    at = 0
    for start, end in groups:
        for piece in pieces[at:start]:
            result.append((piece, None))
        group = tuple(pieces[start:end])
        own = next(piece for piece in group if piece.scalar is not None)
        result.append((replace(own, text="".join(piece.text for piece in group)), group))
        at = end
    return [*result, *((piece, None) for piece in pieces[at:])]


def _split(text: str, separator: str) -> list[str]:
    found: list[str] = []
    for item in text.split(separator):
        found.append(item.strip())
    return found


def _ordinal_items(text: str) -> list[str]:
    """The items of 一是…；二是…."""
    items, count = [], 1
    if not text.startswith("一是"):
        raise CannotPlaceError("“一是、二是”的次序不对")
    rest = text[2:]
    while True:
        match = re.search(rf"[；。]{chinese_number(count + 1)}是", rest)
        if match is None:
            break
        items.append(rest[: match.start()])
        rest, count = rest[match.end() :], count + 1
    return [*items, rest]
