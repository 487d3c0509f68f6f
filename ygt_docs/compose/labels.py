"""The number that a paragraph begins with, whichever way its text numbers: 一、 第一条　 1.1"""

from __future__ import annotations

from ygt_docs.compose.articles import typed_label
from ygt_docs.compose.decimals import typed_decimal
from ygt_docs.compose.numbering import typed_number


def label_of(line: str) -> str:
    """The number at the beginning of `line` as it is written, with the space behind it; "" where there is none."""
    label = typed_label(line)
    if label is not None:
        return label.written
    decimal = typed_decimal(line)
    if decimal is not None:
        return decimal.written
    typed = typed_number(line)
    return "" if typed is None else typed.written


def is_label(text: str) -> bool:
    """Whether `text` is a number that the program sets before a heading, an article or an item, and nothing else."""
    return bool(text) and label_of(f"{text}甲") == text
