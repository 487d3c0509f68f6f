"""Tables of any decoder as lines of the draft: cells between |, 〃 and 〈 for cells merged with others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ygt_docs.docfiles.decode import PICTURE_MARK
from ygt_docs.docfiles.word_lines import Line
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.elements.numerals import EITHER

# What sites call the parts of the block; "" stands for what a document says itself or what is nowhere printed.
LABELS = {
    "索引号": "索引号",
    "信息索引号": "索引号",
    "信息索引": "索引号",
    "发布机构": "发布机构",
    "发布单位": "发布机构",
    "发布机关": "发布机构",
    "发布部门": "发布机构",
    "公开机构": "发布机构",
    "名称": "名称",
    "信息名称": "名称",
    "标题": "名称",
    "文件名称": "名称",
    "文号": "文号",
    "发文字号": "文号",
    "文件编号": "文号",
    "发文文号": "文号",
    "主题分类": "主题分类",
    "信息分类": "主题分类",
    "分类": "主题分类",
    "公开分类": "主题分类",
    "发布日期": "发布日期",
    "发布时间": "发布日期",
    "公开日期": "发布日期",
    "发文日期": "发布日期",
    "公开属性": "公开属性",
    "公开方式": "公开属性",
    "公开类别": "公开属性",
    "文件号": "文号",
    "文件字号": "文号",
    "公文文号": "文号",
    "公文名称": "名称",
    "文件标题": "名称",
    "公布日期": "发布日期",
    "发文时间": "发布日期",
    "公开时间": "发布日期",
    "公开形式": "公开属性",
    "发文机关": "",
    "制发机关": "",
    "制定机关": "",
    "制发单位": "",
    "责任部门": "",
    "所属机构": "",
    "成文时间": "",
    "生成时间": "",
    "印发日期": "",
    "施行日期": "",
    "实施日期": "",
    "有效期": "",
    "文件类型": "",
    "文件类别": "",
    "公文种类": "",
    "内容概述": "",
    "内容分类": "",
    "载体类型": "",
    "公开范围": "",
    "公开时限": "",
    "公开程序": "",
    "文件状态": "",
    "关键字": "",
    "发文单位": "",
    "成文日期": "",
    "生成日期": "",
    "生效日期": "",
    "失效日期": "",
    "废止日期": "",
    "来源": "",
    "信息来源": "",
    "所属栏目": "",
    "栏目": "",
    "分类号": "",
    "发布人": "",
    "责任编辑": "",
    "浏览次数": "",
    "点击数": "",
    "点击率": "",
    "政策解读": "",
    "相关解读": "",
    "文件下载": "",
    "有效性": "",
    "时效性": "",
    "时效": "",
    "是否有效": "",
    "效力状态": "",
    "体裁分类": "",
    "体裁": "",
    "关键词": "",
    "主题词": "",
    "统一编号": "",
    "组配分类": "",
    "服务对象": "",
}


# No document calls its own parts so: one of these beside another label makes a block.
STRONG = frozenset(
    {
        "索引号",
        "信息索引号",
        "信息索引",
        "发布机构",
        "主题分类",
        "公开属性",
        "信息名称",
        "公开方式",
        "文号",
        "发文字号",
        "文件号",
        "公文文号",
    }
)


DITTO = ABOVE
"""What stands in a line of the draft for a cell that is merged with the one above."""
BAR = " | "
_LONGEST_HEAD = 24
BOX = re.compile(rf"专栏[ \u3000]*{EITHER}")
"""How the words of a box (专栏) begin, which is a table of one column with a border."""
_INSIDE = re.compile(r"[\s\u3000\xa0]+")


def with_bars(line: Line) -> Line:
    """`line`; where it is nothing but the mark of a picture, as a row of one cell, which nobody takes for words."""
    if PICTURE_MARK.fullmatch(line.text.strip()) is not None:
        line.pieces = [("|", None), *line.pieces, ("|", None)]
    return line


@dataclass
class Cell:
    """The lines of a cell; `covered`: it has none, as it belongs to a merged cell on its left."""

    lines: list[Line] = field(default_factory=list)
    covered: bool = False

    @property
    def text(self) -> str:
        """The text that stays."""
        return "".join(line.text for line in self.lines).strip()


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """The lines of a table; one with a single row or a single column only sets text, and its cells are paragraphs.

    A box (专栏) is told from such a one by its first words: each of its paragraphs is a row of one cell.
    """
    labelled = list(_catalogue(rows))
    if labelled:
        yield from labelled
        return
    filled = list(filter(_says_something, rows))
    columns = 0
    for row in filled:
        columns = max(columns, sum(bool(cell.text) for cell in row))
    if columns < 2 or (len(filled) < 2 and not _to_be_filled(rows, filled)):
        yield from _paragraphs(rows)
        return
    width = max(len(row) for row in rows)
    for row in rows:
        yield _row([*row, *[Cell() for _ in range(width - len(row))]])


def _paragraphs(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """The paragraphs in the cells of `rows`; those of a box between bars."""
    lines: list[Line] = []
    for row in rows:
        for cell in row:
            lines += [line for line in cell.lines if line.text != DITTO]
    said = [line for line in lines if line.text.strip()]
    boxed = len(said) > 1 and BOX.match(said[0].text.strip()) is not None
    for line in lines:
        if boxed and line.text.strip():
            line.pieces = [("|", None), *line.pieces, ("|", None)]
        yield line


def _to_be_filled(rows: Sequence[Sequence[Cell]], filled: Sequence[Sequence[Cell]]) -> bool:
    """Whether blank rows stand under the one row that is `filled`, with short words in it: a head of a form."""
    blank = not all(map(_says_something, rows[1:]))
    return blank and rows[0] is filled[0] and all(len(cell.text) <= _LONGEST_HEAD for cell in rows[0])


def _catalogue(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """A line for each label of a catalogue table and its value; nothing for a table of another kind."""
    pairs: list[tuple[Cell, Cell]] = []
    for row in rows:
        filled = any(cell.text and cell.text != DITTO for cell in row)
        found = _pairs(row)
        if filled and not found:
            return
        pairs.extend(found)
    labels = {_label(cell) for cell, _ in pairs}
    if len(labels) < 2 or not labels & STRONG:
        return
    for cell, value in pairs:
        first = next(line for line in cell.lines if line.text.strip())
        line = replace(first, pieces=[(f"{_label(cell)}：", None)], notes=list(first.notes))
        for part in value.lines:
            line.pieces.extend(part.pieces)
            line.notes.extend(part.notes)
        yield line


def _pairs(row: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """The labels of `row`, each with the cell on its right; none where other cells stand too."""
    pairs: list[tuple[Cell, Cell]] = []
    taken: set[int] = set()
    for position, cell in enumerate(row):
        if id(cell) in taken or not cell.text or cell.text == DITTO:
            continue
        if _label(cell) not in LABELS:
            return []
        after = row[position + 1] if position + 1 < len(row) else Cell()
        pairs.append((cell, after))
        taken.add(id(after))
    return pairs


def _label(cell: Cell) -> str:
    """A label without the spaces that spread it and its colon: 索 引 号：."""
    return _INSIDE.sub("", cell.text).rstrip("：:")


def _row(cells: Sequence[Cell]) -> Line:
    row, start, pieces = Line(), 0, 0  # the characters and the pieces before the cell
    for cell in cells:
        if cell.covered:
            row.pieces.append((LEFT, None))
        _without_inner_rows(cell, row)
        first, upright = True, _is_upright(cell)
        for line in cell.lines:
            if line.text.strip() and not first and not upright:
                row.pieces.append((" ", None))
            first = first and not line.text.strip()
            row.notes.extend(line.notes)
            for text, reason in line.pieces:
                if "|" in text and reason is None:
                    row.say("I222")
                row.pieces.append((text.replace("|", "｜") if reason is None else text, reason))
        end = start + row.length_from(pieces)
        if upright:
            row.upright.append((start + len(LEFT) * cell.covered, end))
        row.pieces.append((BAR, None))
        start, pieces = end + len(BAR), len(row.pieces)
    return row


def _is_upright(cell: Cell) -> bool:
    """Whether the words of `cell` stand one character under another."""
    texts = []
    for line in cell.lines:
        if line.text.strip():
            texts.append(line.text.strip())
    return len(texts) > 1 and all(len(text) == 1 for text in texts) and DITTO not in texts


def _without_inner_rows(cell: Cell, row: Line) -> None:
    """Make the rows of a table inside `cell` sentences of that cell, and say so."""
    inner = [line for line in cell.lines if (BAR, None) in line.pieces]
    for line in inner:
        line.pieces = [("，" if text == BAR else text, reason) for text, reason in line.pieces]
        line.pieces[-1] = ("。" if line is inner[-1] else "；", None)
    if inner:
        row.say("I240")


def _says_something(row: Sequence[Cell]) -> bool:
    """Whether any cell of `row` has text."""
    return any(cell.text for cell in row)
