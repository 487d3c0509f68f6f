"""The tables of a Word file as cells: what each shows, where it begins, how many rows and columns it covers.

Deletions that are still tracked are left out, insertions are taken; what stands in a content control is taken too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ygt_docs.docfiles.wml import Element, local_name, w
from ygt_docs.docfiles.word_symbols import symbol
from ygt_docs.docfiles.word_text import kept_runs, paragraphs, run_text

_MOST_SPAN = 63  # Word's own limit
_INSIDE = frozenset({"sdt", "sdtContent", "customXml", "ins", "smartTag", "AlternateContent", "Choice", "moveTo"})


@dataclass(frozen=True)
class WordCell:
    """A cell of a table: its text, the row and column (from 1) in which it begins, and what it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def word_tables(body: Element) -> list[list[WordCell]]:
    """The cells of every table of `body`, a table inside another one after it; in the order of reading."""
    found = []
    for table in body.iter(w("tbl")):
        found.append(_cells_of(table))
    return found


def _cells_of(table: Element) -> list[WordCell]:
    made: list[WordCell] = []
    above: dict[int, int] = {}  # the column in which a cell begins, and its place in `made`
    number = 0
    for row in named(table, "tr"):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            continue
        number += 1
        column = 1 + _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
        for cell in named(row, "tc"):
            wide = _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
            merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            text = _text_of(cell)
            if merged is not None and merged.get(w("val")) != "restart" and column in above and not text:
                owner = above[column]
                made[owner] = replace(made[owner], rows=number - made[owner].row + 1)
            else:
                above[column] = len(made)
                made.append(WordCell(text, number, column, columns=wide))
            column += wide
    return made


def named(element: Element, name: str) -> Iterator[Element]:
    """The rows or cells of `element`, also those inside content controls and insertions."""
    for item in element:
        if local_name(item) == name:
            yield item
        elif local_name(item) in _INSIDE:
            yield from named(item, name)


def _number(element: Element | None, usual: int) -> int:
    text = "" if element is None else element.get(w("val"), "")
    if text.isdecimal() and len(text) < 6:
        return min(int(text), _MOST_SPAN)
    return usual


def _text_of(cell: Element) -> str:
    """What a cell shows, a paragraph a line, without blanks around."""
    lines = []
    for paragraph in paragraphs(cell):
        line = "".join(run_text(run) + _symbols(run) for run in kept_runs(paragraph))
        if line.strip():
            lines.append(line.strip())
    return "\n".join(lines)


def _symbols(run: Element) -> str:
    """The signs that a run shows from a font of pictures (☑ from Wingdings)."""
    found = ""
    for sign in run.iter(w("sym")):
        code = sign.get(w("char"), "")
        try:
            found += symbol(sign.get(w("font"), ""), int(code, 16)) or ""
        except ValueError:
            continue
    return found
