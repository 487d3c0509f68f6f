"""A line that can be mended while each character still knows the column it was typed in."""

from __future__ import annotations


class EditedLine:
    """One line of a file; columns count from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.columns: list[int] | None = None  # None: as typed

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` where `start` to `end` stood; its characters count as typed at the old ones, then at the last."""
        if self.columns is None:
            self.columns = list(range(len(self.text)))
        columns = self.columns
        old = columns[start:end]
        if end < len(columns):
            after = columns[end]
        elif columns:
            after = columns[-1] + 1
        else:
            after = 0
        last = old[-1] if old else after
        columns[start:end] = [old[index] if index < len(old) else last for index in range(len(new))]
        self.text = self.text[:start] + new + self.text[end:]

    def typed(self, column: int) -> int:
        """The column in the file of the character that now stands at `column`."""
        return typed_column(self.columns, column)


def typed_column(columns: list[int] | None, column: int) -> int:
    """The column in the file; `columns` are those of the mended line's characters (None: the line is as typed)."""
    if columns is None:
        return column
    if column < len(columns):
        return columns[column]
    return (columns[-1] + 1 if columns else 0) + column - len(columns)
