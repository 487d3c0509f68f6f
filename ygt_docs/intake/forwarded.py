"""A document that is passed on (转发件): behind the sign-off of the one that forwards it stands the whole of another's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.elements.number import is_number
from ygt_docs.intake.appendix import read_appendices
from ygt_docs.intake.body import read_leveled
from ygt_docs.intake.context import Context, NotThisShapeError, Tree
from ygt_docs.intake.head import read_head, title_value
from ygt_docs.intake.shapes import APPENDIX_NOTE
from ygt_docs.intake.sign_off import SignOff, read_sign_off
from ygt_docs.intake.tail import read_tail
from ygt_docs.intake.traced import Derived, Traced
from ygt_docs.intake.wrapped import rejoined

_FORWARDS = re.compile("转发|批转")
_HEAD = 8
Pages = Sequence[Sequence[Traced]]


def read_forwarded(found: SignOff, pages: Pages, title: str, context: Context) -> tuple[Tree, Pages]:
    """The document behind the sign-off `found` of one with this `title`, and the pages of appendices that are left.

    An empty tree: the title forwards nothing, or what stands there has not all the parts of a document of its own.
    """
    if not _FORWARDS.search(title) or not found.after:
        return {}, pages
    # Pages of appendices are those of the document whose note names them.
    outer = any(APPENDIX_NOTE.fullmatch(line) for line in found.before)
    try:
        with context.attempt():
            return _read(found.after, [] if outer else pages, context), pages if outer else []
    except NotThisShapeError:
        return {}, pages


def _read(lines: Sequence[Traced], pages: Pages, context: Context) -> Tree:
    at = next((index for index, line in enumerate(lines[:_HEAD]) if is_number(line)), None)
    rest = [line for index, line in enumerate(lines) if index != at]
    head = read_head(rest, context) if rest else None
    if head is None or head.kind is None or head.note or head.byline or head.masthead.tree(head.kind):
        raise NotThisShapeError
    signed = read_sign_off(head.rest, head, context)
    if signed.after or signed.annotation is not None or not (head.addressees or signed.names):
        raise NotThisShapeError
    tail = read_tail(rejoined(signed.before, context), context)
    beside, body = read_leveled(tail.lines, context)
    if beside or tail.contact or not body:
        raise NotThisShapeError
    tree: Tree = {} if at is None else {"发文字号": lines[at]}
    tree["标题"] = title_value(head.title, context)
    if head.addressees:
        tree["主送机关"] = list(head.addressees)
    tree["正文"] = Derived(context.own_file("forwarded.yaml", body), ())
    if signed.names:
        tree["署名"] = [Derived(str(organ), organ.origins) for organ in signed.organs(head)]
    if signed.date is not None:
        tree["成文日期"] = signed.date
    appendices = read_appendices(tail.names, pages, context)
    if appendices:
        tree["附件"] = appendices
    return tree
