"""Pictures among the lines of a draft: each becomes a 图 where it stood, and a file beside the YAML.

In the text a picture is the mark of its number, in a row of one cell. Where it cannot stand (in the head and the
sign-off, which the layout makes anew, among articles, in a list of tasks) it is left out, and said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ygt_docs.docfiles.decode import PICTURE_MARK, Carried, Reason, ranges
from ygt_docs.elements import dates
from ygt_docs.elements.catalogue import Role
from ygt_docs.elements.numerals import EITHER
from ygt_docs.intake.context import Context, Node, Tree
from ygt_docs.intake.shapes import APPENDIX_MARK
from ygt_docs.intake.traced import Block, Derived, Traced, TracedBlock
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Mm

_ROW = re.compile(rf"\|[ ]*{PICTURE_MARK.pattern}[ ]*\|")
_CAPTION = re.compile(
    rf"(?:附?图) ?{EITHER}(?:[-－—.．][0-9]{{1,2}})?(?:[ 　：:.．、][^。；]{{0,40}}|[^，。；：]{{0,40}})"
)
_ENDS_SENTENCE = tuple("。；：，")
_ROUND_CELL = Mm(3)  # what a cell keeps around its picture, above and below


def is_picture(line: str) -> bool:
    """Whether `line` of a draft is a picture that stands by itself."""
    return _ROW.fullmatch(line) is not None


def own_marks(text: str, count: int) -> str:
    """`text` in which nothing but the marks of its `count` pictures looks like one: what somebody typed is a sign."""

    def told(match: re.Match[str]) -> str:
        own = 0 < int(match[1]) <= count
        return match[0] if own else match[0].replace("\ufffc", "\ufffd")

    return PICTURE_MARK.sub(told, text)


def without_ornaments(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` without the pictures of a masthead (before the first sentence) and of a sign-off (seals at its date)."""
    words = []
    for line in lines:
        if not is_picture(line):
            words.append(line)
    begin = 0
    for index, line in enumerate(lines):
        if line.endswith(_ENDS_SENTENCE):
            begin = index
            break
    kept: list[Traced] = []
    seen = 0
    for index, line in enumerate(lines):
        if not is_picture(line):
            seen += 1
            kept.append(line)
            continue
        before, after = words[max(0, seen - 1) : seen], words[seen : seen + 1]
        if index < begin or _are_at_date(before, after):
            _leave_out(line, context)
        else:
            kept.append(line)
    return kept


def _are_at_date(before: Sequence[Traced], after: Sequence[Traced]) -> bool:
    """Whether a date stands right under a picture, or above one with which the text ends."""
    if any(map(dates.is_date, after)):
        return True
    ends = not after or APPENDIX_MARK.fullmatch(after[0]) is not None
    return ends and any(map(dates.is_date, before))


def picture_block(row: Traced, context: Context) -> Block:
    """The 图 that the picture in `row` becomes."""
    mark, picture = _marked(row, context)
    context.ledger.drop(set(row.origins) - set(mark.origins), Reason.TABLE_MARKS)
    tree: Tree = {"文件": _file(mark, picture)}
    if picture.width is not None:
        widest = math.floor(standard.TYPE_AREA_WIDTH.value.mm)
        tree["宽"] = Derived(max(1, min(widest, round(picture.width.mm))), ())
    if picture.words:
        tree["替代文字"] = Derived(picture.words, ())
    return Block.of({"图": tree})


def with_caption(block: Block, line: Traced, context: Context) -> bool:
    """Give the caption `line` to the 图 above it; False: that is none, has one, or `line` is no caption."""
    tree = block.tree.get("图")
    if tree is None or "题" in tree:
        return False
    if _CAPTION.fullmatch(line) is None and context.draft.role_of(line) != Role.PICTURE_CAPTION:
        return False
    tree["题"] = line
    if "替代文字" in tree and tree["替代文字"].value == str(line):
        del tree["替代文字"]
    return True


def picture_cell(cell: Traced, context: Context) -> Node:
    """`cell` with its picture as a cell is typed; a cell without one as it is."""
    if PICTURE_MARK.search(cell) is None:
        return cell
    mark, picture = _marked(cell, context)
    made: Tree = {"图": _file(mark, picture)}
    if picture.height is not None:
        made["高"] = Derived(math.ceil((picture.height + _ROUND_CELL).mm), ())
    at = cell.index(mark)
    rest = cell.pick([*range(at), *range(at + len(mark), len(cell))])
    words = rest.trimmed()
    context.ledger.drop(set(rest.origins) - set(words.origins), Reason.SPACE)
    if words:
        made["字"] = words
    return made


def unpictured(text: Traced, context: Context) -> Traced:
    """`text` without the marks of pictures, each of which is said."""
    while PICTURE_MARK.search(text) is not None:
        mark, _ = _marked(text, context)
        at = text.index(mark)
        _leave_out(mark, context)
        text = text.pick([*range(at), *range(at + len(mark), len(text))])
    return text


def without_marks(node: Node, context: Context) -> Node:
    """`node` without marks that came into its texts: nobody may read them."""
    if isinstance(node, dict):
        found = {}
        for key, value in node.items():
            found[key] = without_marks(value, context)
        return found
    if isinstance(node, list):
        return [without_marks(value, context) for value in node]
    if not isinstance(node, Traced | TracedBlock) or PICTURE_MARK.search(node) is None:
        return node
    if isinstance(node, TracedBlock):
        return TracedBlock(*_without_mark_lines(node, context))
    return unpictured(node, context)


def _without_mark_lines(block: TracedBlock, context: Context) -> tuple[str, list[int]]:
    """The words and offsets of `block`, whose line breaks stand nowhere in the draft, without marks and bars."""
    words: list[str] = []
    origins: list[int] = []
    at = 0
    for line in block.split("\n"):
        traced = Traced(line, block.origins[at : at + len(line)])
        at += len(line)
        if is_picture(traced):
            _leave_out(traced, context)
            continue
        left = unpictured(traced, context)
        words.append(str(left))
        origins.extend(left.origins)
    return "\n".join(words), origins


def kept_pictures(files: Mapping[str, Tree], context: Context) -> dict[str, bytes]:
    """The pictures that `files` name, each beside the file that names it; how many there are is said."""
    found: dict[str, bytes] = {}
    lines: list[int] = []
    for file, tree in files.items():
        for leaf in _leaves(tree):
            first = leaf.origins[0] if leaf.origins else None
            match = None if first is None else PICTURE_MARK.match(context.draft.text, first)
            if match is None or first is None or not isinstance(leaf.value, str):
                continue
            found[str(PurePosixPath(file).parent / leaf.value)] = context.draft.pictures[int(match[1]) - 1].data
            lines.append(context.draft.line_of(first))
    if found:
        names = "、".join(PurePosixPath(name).name for name in found)
        context.doubts.add_at("I245", context.draft.place(0), count=len(found), found=names, lines=ranges(lines))
    return found


def _leaves(node: Node) -> Iterator[Derived]:
    if isinstance(node, dict):
        for value in node.values():
            yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)
    elif isinstance(node, Derived):
        yield node


def _marked(text: Traced, context: Context) -> tuple[Traced, Carried]:
    """The first mark in `text`, and its picture."""
    match = PICTURE_MARK.search(text)
    assert match is not None
    return text.group(match, 0), context.draft.pictures[int(match[1]) - 1]


def _file(mark: Traced, picture: Carried) -> Derived:
    match: Any = PICTURE_MARK.fullmatch(mark)
    return Derived(f"图{match[1]}{picture.suffix}", mark.origins)


def _leave_out(text: Traced, context: Context) -> None:
    context.ledger.drop(text, Reason.PICTURE)
    context.doubts.add("I217", text, comment=False, what="图片")
