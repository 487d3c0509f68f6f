"""Blocks of a text (表 and others) as blocks of the Flow: one function for each kind."""

from __future__ import annotations

from ygt_docs.compose.flow import Block
from ygt_docs.compose.form import form_blocks, form_widths
from ygt_docs.compose.grid_table import table_blocks, table_widths
from ygt_docs.compose.name_list import name_blocks
from ygt_docs.compose.pictures import code_blocks, picture_blocks
from ygt_docs.notice.blocks import TextBlock
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Problems


def block_of(item: TextBlock, orientation: Orientation, problems: Problems) -> list[Block]:
    """What `item`, which is no paragraph, prints on pages of `orientation`."""
    if item.table is not None and item.table.readable:
        return table_blocks(item.table, orientation, problems)
    if item.picture is not None:
        return picture_blocks(item.picture, orientation, problems)
    if item.code is not None:
        return code_blocks(item.code)
    if item.form is not None and item.form.readable:
        return form_blocks(item.form, orientation, problems)
    if item.name_list is not None:
        return name_blocks(item.name_list, orientation, problems)
    return []


def wanted_orientation(item: TextBlock) -> Orientation:
    """How the pages of an appendix stand that is `item` alone."""
    if item.table is not None and item.table.readable:
        return table_widths(item.table, Orientation.PORTRAIT).orientation
    if item.form is not None and item.form.readable:
        return form_widths(item.form, Orientation.PORTRAIT).orientation
    return Orientation.PORTRAIT
