"""A 表 or a 表单 built anew from the rows of the edited file: cells, rows, columns and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ygt_docs.editing import CannotPlaceError, Keys, List, Map, Node, Scalar, new
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.notice.cells import is_rule, parted_line
from ygt_docs.reading.text import Text
from ygt_docs.updating.blocks import Block, CellText, Kind
from ygt_docs.updating.body import Entry
from ygt_docs.updating.values import Values

_OF_COLUMNS = ("对齐", "列宽")
_TORN = "表格的栏数变了，又改了别的格，分不清哪一栏是哪一栏"


def drop_words(values: Values, block: Block) -> None:
    """Take a caption, a unit or a note away. Raises CannotPlaceError where the block cannot do without it."""
    keys = block.keys
    while isinstance(keys[-1], int):
        node = values.tree.at(*keys[:-1])
        if isinstance(node, List) and len(node.items) > 1:
            node.items.remove(node.items[keys[-1]])
            return
        keys = keys[:-1]
    parent = values.tree.at(*keys[:-1])
    assert isinstance(parent, Map)
    parent.drop(str(keys[-1]))


def refuse_sheet(entries: Sequence[Entry]) -> None:
    """Raise CannotPlaceError with the cells of the sheet that were changed: a sheet is never written to."""
    found: list[str] = []
    for entry in entries:
        if entry.old is None or entry.new is None:
            continue
        for old, cell in zip(entry.old.cells, entry.new.cells, strict=False):
            if old.text != cell.text:
                found.append(f"{old.sheet or '空白格'} 原为“{old.text}”，Word 里是“{cell.text}”")
    cells = "；".join(found) or "增减了行或栏"
    raise CannotPlaceError(f"这张表取自表格文件，要在那里改：{cells}")


class GridBuilder:
    """Builds the 表 or 表单 at `keys` anew."""

    def __init__(self, values: Values, keys: Keys) -> None:
        node = values.tree.at(*keys)
        assert isinstance(node, Map)
        self._node = node
        self._rows = _typed_rows(node.entries.get("行"))
        self._blank = int(node.text("空行") or 0)

    def build(self, entries: Sequence[Entry]) -> None:
        """Put `entries`, all rows of this table in order, into the tree. Raises CannotPlaceError."""
        entries = self._columns(entries)
        heads = [entry for entry in entries if (entry.old or entry.new or _NOTHING).kind is Kind.HEAD]
        for entry in heads:
            self._head(entry, heads.index(entry))
        self._body([entry for entry in entries if entry not in heads])

    def _columns(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """`entries` after columns that came or went are put into the tree, as far as the other cells stayed."""
        pairs = []
        for entry in entries:
            if entry.old is not None and entry.new is not None:
                pairs.append((entry.old, entry.new))
        if all(len(old.cells) == len(edited.cells) for old, edited in pairs):
            return entries
        if len(pairs) < len(entries) or len({len(edited.cells) for _, edited in pairs}) > 1:
            raise CannotPlaceError(_TORN)
        before = list(zip(*(_texts(old) for old, _ in pairs), strict=True))
        after = list(zip(*(_texts(edited) for _, edited in pairs), strict=True))
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if any(kind == "replace" for kind, *_ in steps):
            raise CannotPlaceError(_TORN)
        blocks = []
        for old, _ in pairs:
            blocks.append(old)
        for kind, first, last, start, end in reversed(steps):
            if kind == "delete":
                self._cut_columns(first, last)
            elif kind == "insert":
                for column in reversed(range(start, end)):
                    self._put_column(first, after[column], blocks)
        return []

    def _cut_columns(self, first: int, last: int) -> None:
        for items in self._lists_of_columns():
            del items[first:last]
        for row in self._rows:
            for column in reversed(range(first, last)):
                row.cut(column)
        self._put_rows()

    def _put_column(self, at: int, texts: Sequence[str], blocks: Sequence[Block]) -> None:
        heads = [text for text, block in zip(texts, blocks, strict=True) if block.kind is Kind.HEAD]
        body = [text for text, block in zip(texts, blocks, strict=True) if block.kind is not Kind.HEAD]
        for key, items in zip(("栏", *_OF_COLUMNS), self._lists_of_columns(), strict=False):
            items.insert(at, new(heads[0] if key == "栏" else "自动" if key == "列宽" else "中"))
        for row, text in zip(self._rows, body, strict=False):
            row.insert(at, text)
        self._put_rows()

    def _lists_of_columns(self) -> list[list[Node]]:
        """The lists with an item for each column: headings first. Raises CannotPlaceError for headings in levels."""
        found: list[list[Node]] = []
        for key in ("栏", *_OF_COLUMNS):
            node = self._node.entries.get(key)
            if isinstance(node, List):
                found.append(node.items)
        heads = found[0] if "栏" in self._node.entries else []
        if any(isinstance(item, Map) for item in heads) or any(not row.is_plain for row in self._rows):
            raise CannotPlaceError("栏分了层或有跨行跨列的格，增减栏在 YAML 里改")
        return found

    def _head(self, entry: Entry, level: int) -> None:
        if entry.new is None:
            return
        if entry.old is None:
            raise CannotPlaceError("表头的行数变了，在 YAML 里改“栏”")
        titles = _titles(self._node.entries.get("栏"), level)
        for column, (old, cell) in enumerate(zip(entry.old.cells, entry.new.cells, strict=True)):
            if old.text == cell.text:
                continue
            title = titles.get(column)
            if title is None or not cell.text:
                raise CannotPlaceError("表头的格在 YAML 的“栏”里没有对应的名称")
            title.lines = [cell.text]

    def _body(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        rows: list[_Row] = []
        blank = 0
        changed = [entry for entry in entries if entry.old is None or entry.new is not None]
        alone = all(entry.old is not None and entry.old.derived for entry in changed) and len(entries) >= len(
            self._rows
        )
        for entry in _without_parts(entries):
            number = None if entry.old is None else entry.old.keys[-1]
            if isinstance(number, int) and number < len(self._rows):
                row = self._rows[number]
                self._change(row, entry)
                rows.append(row)
            elif isinstance(number, int) and number < len(self._rows) + self._blank and entry.new is None:
                blank += 1
            elif isinstance(number, int) and number >= len(self._rows) + self._blank:
                if entry.new is not None and alone:
                    raise CannotPlaceError("合计由程序加出，要改的是各行的数")
            else:
                assert entry.new is not None
                rows.append(self._new_row(entry.new.cells))
        self._rows = rows
        self._put_rows()
        if blank != self._blank:
            self._node.put("空行", blank)
        if not blank:
            self._node.drop("空行")

    def _change(self, row: _Row, entry: Entry) -> None:
        if entry.new is None:
            return
        assert entry.old is not None
        for column, (old, cell) in enumerate(zip(entry.old.cells, entry.new.cells, strict=True)):
            if old.merged != cell.merged:
                raise CannotPlaceError("格的合并变了，在 YAML 里改")
            if old.paragraphs != cell.paragraphs:
                row.put(column, cell.paragraphs)

    def _new_row(self, cells: Sequence[CellText]) -> _Row:
        texts = []
        for cell in cells:
            texts.append(ABOVE if cell.merged else "\n".join(cell.paragraphs))
        like = self._rows[-1].node if self._rows else None
        if isinstance(like, Scalar):
            made: Node = Scalar(lines=[_separator(like.lines[0]).join(texts)])
        else:
            made = List(items=[Scalar(lines=text.split("\n")) for text in texts])
        return _Row(made, list(range(len(texts))))

    def _put_rows(self) -> None:
        found = self._node.entries.get("行")
        nodes = []
        for row in self._rows:
            nodes.append(row.node)
        if not nodes:
            self._node.drop("行")
        elif isinstance(found, List):
            found.items = nodes
        elif isinstance(found, Scalar):
            found.lines = [row.line for row in self._rows]
        else:
            self._node.put("行", List(items=nodes))


def _without_parts(entries: Sequence[Entry]) -> list[Entry]:
    """`entries` with one for each typed row. Raises CannotPlaceError where a row printed in parts was changed."""
    rows: list[Entry] = []
    for entry in entries:
        last = rows[-1].old if rows else None
        if entry.old is None or last is None or entry.old.keys[-1] != last.keys[-1]:
            rows.append(entry)
            continue
        for one in (rows[-1], entry):
            if one.old is not None and one.new is not None and one.old.text != one.new.text:
                raise CannotPlaceError("这一行比一面纸高，印成了几段，在 YAML 里改")
    return rows


_NOTHING = Block(Kind.PARAGRAPH, "")


class _Row:
    """A typed row: a list of cells, or a line whose cells bars or tabs part. `columns`: where each cell begins."""

    def __init__(self, node: Node, columns: list[int]) -> None:
        self.node, self._columns = node, columns

    @property
    def is_plain(self) -> bool:
        """Whether every cell takes one column."""
        return self._columns == list(range(len(self._columns)))

    @property
    def line(self) -> str:
        """The line of a row that is typed as one."""
        assert isinstance(self.node, Scalar)
        return self.node.lines[0]

    def put(self, column: int, paragraphs: Sequence[str]) -> None:
        """Let the cell that begins in `column` say `paragraphs`."""
        if column not in self._columns:
            raise CannotPlaceError(f"第 {column + 1} 栏是别的格合并过来的，没有自己的字")
        place = self._columns.index(column)
        text = "\n".join(paragraphs)
        if text in (ABOVE, LEFT):
            raise CannotPlaceError(f"“{text}”是合并的记号，印出这个字要在 YAML 里写 {{字: {text}}}")
        if isinstance(self.node, Scalar):
            self._put_in_line(place, text)
            return
        assert isinstance(self.node, List)
        cell = self.node.items[place]
        if isinstance(cell, Map):
            cell.put("字", "".join(paragraphs) if cell.text("竖排") == "是" else text)
        else:
            assert isinstance(cell, Scalar)
            cell.lines = text.split("\n")

    def _put_in_line(self, place: int, text: str) -> None:
        pieces, outer = self._pieces()
        by = _separator(self.line)
        if by in text or "\n" in text:
            raise CannotPlaceError("这一行写成一行文字，格里放不下分隔符和几段，改写成列表")
        old = pieces[place + outer]
        core = old.strip(" ")
        if core:
            pieces[place + outer] = old.replace(core, text, 1)
        else:
            pieces[place + outer] = f" {text} " if by == "|" else text
        self._say(by.join(pieces))

    def _say(self, line: str) -> None:
        assert isinstance(self.node, Scalar)
        self.node.lines = [line]

    def _pieces(self) -> tuple[list[str], int]:
        """The pieces of the line, and how many stand before its first cell (a bar at the beginning)."""
        pieces = self.line.split(_separator(self.line))
        return pieces, int(len(pieces) > len(self._columns))

    def cut(self, column: int) -> None:
        """Take the cell in `column` out."""
        if isinstance(self.node, Scalar):
            pieces, outer = self._pieces()
            del pieces[column + outer]
            self._say(_separator(self.line).join(pieces).strip(" "))
        else:
            assert isinstance(self.node, List)
            del self.node.items[column]
        self._columns.pop()

    def insert(self, column: int, text: str) -> None:
        """Put a cell before `column`."""
        if isinstance(self.node, Scalar):
            pieces, outer = self._pieces()
            by = _separator(self.line)
            pieces.insert(column + outer, f" {text} " if by == "|" else text)
            self._say(by.join(pieces).strip(" "))
        else:
            assert isinstance(self.node, List)
            self.node.items.insert(column, new(text))
        self._columns.append(len(self._columns))


def _separator(line: str) -> str:
    return "\t" if "\t" in line else "|"


def _texts(block: Block) -> list[str]:
    texts: list[str] = []
    for cell in block.cells:
        texts.append(ABOVE if cell.merged else "\n".join(cell.paragraphs))
    return texts


def _typed_rows(node: Node | None) -> list[_Row]:
    """The rows as they are typed, each cell with the column in which it begins."""
    if isinstance(node, Scalar):
        lines = [line for line in node.lines if line.strip(" ") and not is_rule(parted_line(Text(line.strip(" "))))]
        items: list[Node] = [Scalar(lines=[line.strip(" ")]) for line in lines]
    else:
        items = list(node.items) if isinstance(node, List) else []
    taken: set[tuple[int, int]] = set()
    rows: list[_Row] = []
    for number, item in enumerate(items):
        rows.append(_Row(item, list(_columns_of(item, number, taken))))
    return rows


def _columns_of(row: Node, number: int, taken: set[tuple[int, int]]) -> Iterator[int]:
    """The column in which each cell of `row` begins; `taken`: the places that cells above cover."""
    if isinstance(row, Scalar):
        yield from range(len(parted_line(Text(row.lines[0]))))
        return
    assert isinstance(row, List)
    column = 0
    for cell in row.items:
        while (number, column) in taken:
            column += 1
        yield column
        down, right = _spans(cell)
        for below in range(down):
            taken.update((number + below, column + step) for step in range(right))
        column += right


def _spans(cell: Node) -> tuple[int, int]:
    if not isinstance(cell, Map):
        return 1, 1
    return int(cell.text("跨行") or 1), int(cell.text("跨列") or 1)


def _titles(heads: Node | None, level: int) -> dict[int, Scalar]:
    """The titles of the row `level` of the head by the column in which each begins."""
    found: dict[int, Scalar] = {}
    _walk(heads, 0, level, 0, found)
    return found


def _walk(heads: Node | None, at: int, level: int, column: int, found: dict[int, Scalar]) -> int:
    """Put the titles of row `level` into `found`; the column behind `heads`, which begin in `column` of row `at`."""
    for item in heads.items if isinstance(heads, List) else ():
        title = item.entries.get("标题") if isinstance(item, Map) else item
        if at == level and isinstance(title, Scalar):
            found[column] = title
        below = item.entries.get("下级") if isinstance(item, Map) else None
        if isinstance(below, List):
            column = _walk(below, at + 1, level, column, found)
        else:
            column = column + 1
    return column
