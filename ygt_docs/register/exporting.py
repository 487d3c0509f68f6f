"""The book to take along (发文登记簿): a workbook, a .csv file, or pages that the document road prints."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from ygt_docs.notice.model import Notice
from ygt_docs.notice.writer import write_tree
from ygt_docs.register.book import cells
from ygt_docs.register.entry import Entry, EntryState
from ygt_docs.tasklist.book import Column, cell_at, fit_rows, put, put_head, put_like, put_title, saved, set_up_page

TITLE = "发文登记簿"
ROWS_A_PAGE = 22
"""Lines of a page of a book in use, on A4 landscape."""
# How wide a column is: characters of half width in the workbook, millimetres on paper.
_WIDTHS = {"序号": 6, "发文字号": 22, "标题": 44, "主送": 30, "抄送": 26, "份数": 6, "密级": 6, "备注": 22}
_USUAL_WIDTH = 12
_CENTRED = ("序号", "文种", "成文日期", "印发日期", "签发人", "份数", "密级", "状态")


def workbook(entries: Sequence[Entry], columns: Sequence[str], title: str) -> bytes:
    """The rows as .xlsx: heads stay in sight, A4 landscape, text is text."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = TITLE
    kinds = []
    for column in columns:
        kinds.append(Column(column, _WIDTHS.get(column, _USUAL_WIDTH), column in _CENTRED))
    put_title(sheet, 1, title, len(columns))
    put_head(sheet, 2, kinds)
    for position, entry in enumerate(entries, start=1):
        for number, text in enumerate(cells(entry, columns, position)):
            cell = cell_at(sheet, position + 2, number + 1)
            if position == 1:
                put(cell, text, kinds[number])
            else:
                put_like(cell, text, cell_at(sheet, 3, number + 1))
    fit_rows(sheet, 3, kinds)
    set_up_page(sheet)
    return saved(book)


def comma_separated(entries: Sequence[Entry], columns: Sequence[str]) -> bytes:
    """The rows as .csv in UTF-8 with a byte order mark, which Excel needs to read Chinese."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    for position, entry in enumerate(entries, start=1):
        writer.writerow(cells(entry, columns, position))
    return made.getvalue().encode("utf-8-sig")


def pages(entries: Sequence[Entry], columns: Sequence[str], title: str) -> str:
    """The notice.yaml of a document that prints the rows on A4 landscape behind a cover, 22 on a page.

    A row that takes more than two lines is higher, and its page holds fewer. A book without numbers is a blank page.
    """
    table: dict[str, Any] = {"栏": list(columns)}
    rows: list[list[str]] = []
    for position, entry in enumerate(entries, start=1):
        rows.append([_short(text) for text in cells(entry, columns, position)])
    if rows:
        table["行"] = rows
    else:
        table["空行"] = ROWS_A_PAGE
    table |= {"方向": "横", "字号": "六号", "每页行数": ROWS_A_PAGE}
    tree = {"文种": "文稿", "标题": title, "正文": [_counted(entries), {"表": table}]}
    return write_tree(tree, Notice, "")


def _counted(entries: Sequence[Entry]) -> str:
    """How many numbers there are, with those that are no document (yet)."""
    words = f"共{len(entries)}个号"
    for state in (EntryState.RESERVED, EntryState.VOID):
        some = sum(entry.state is state for entry in entries)
        if some:
            words += f"，{state}{some}个"
    return f"{words}。"


def _short(text: str) -> str:
    """A day as a book writes it by hand, 4月26日: its year stands in the number."""
    match = re.fullmatch(r"[0-9]{4}-([0-9]{2})-([0-9]{2})", text)
    if match:
        return f"{int(match[1])}月{int(match[2])}日"
    return text
