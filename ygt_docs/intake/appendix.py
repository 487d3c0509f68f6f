"""Appendix pages (附件): the mark, the title, the text and the task table."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.numerals import value_of
from ygt_docs.intake.blocks import BLOCKS, stands_above
from ygt_docs.intake.body import plain_body, read_body, read_leveled
from ygt_docs.intake.context import Context, Node, NotThisShapeError, Tree
from ygt_docs.intake.pictures import is_picture
from ygt_docs.intake.plain_table import whole_rows
from ygt_docs.intake.shapes import APPENDIX_MARK, NOTE_ITEM, ends_open, is_table_row
from ygt_docs.intake.table import is_task_head, read_table
from ygt_docs.intake.titles import broken_alike
from ygt_docs.intake.traced import Derived, Traced, joined
from ygt_docs.notice.model import Orientation

_LONGEST_TITLE = 4
_WIDE = 5


def split_pages(lines: Sequence[Traced]) -> tuple[list[Traced], list[list[Traced]]]:
    """The lines before the first appendix mark, and the lines of each appendix, its mark first."""
    before: list[Traced] = []
    pages: list[list[Traced]] = []
    for index, line in enumerate(lines):
        # 附件： with names under it is a note, not the mark of a page.
        heads_note = line.endswith("：") and any(map(NOTE_ITEM.fullmatch, lines[index + 1 : index + 2]))
        if APPENDIX_MARK.fullmatch(line) and not heads_note:
            pages.append([line])
        else:
            (pages[-1] if pages else before).append(line)
    return before, pages


def read_appendices(names: Sequence[Traced], pages: Sequence[Sequence[Traced]], context: Context) -> list[Node]:
    """An appendix for each name of the note and each page; where one of the two is missing, that is a doubt.

    A name whose number no page bears, though pages bear those of others, is of an appendix that goes out by itself;
    so is one that the note gives as that of a file.
    """
    numbers = _numbers(names, pages)
    if numbers:
        return _by_number(names, dict(zip(numbers, pages, strict=True)), context)
    found: list[Node] = []
    for index in range(max(len(names), len(pages))):
        name = names[index] if index < len(names) else None
        if index < len(pages):
            appendix = _appendix(name, pages[index], context)
            if appendix:
                found.append(appendix)
        elif name is not None and name.origins[0] in context.by_file:
            found.append(_apart(name, context))
        elif name is not None:
            context.doubts.add("I331", name, found=name)
            found.append({"名称": name})
    return found


def _apart(name: Traced, context: Context) -> Tree:
    """An appendix that goes out by itself (另发), which is said."""
    if not context.by_file.get(name.origins[0]):
        context.doubts.add("I403", name, found=name)
    return {"名称": name, "另发": Derived("是", ())}


def _numbers(names: Sequence[Traced], pages: Sequence[Sequence[Traced]]) -> list[int]:
    """The numbers of the marks of `pages` where they tell which of `names` have no page; else none."""
    numbers: list[int] = []
    for page in pages:
        match = APPENDIX_MARK.fullmatch(page[0])
        value = value_of(match["number"]) if match and match["number"] else None
        if value is None or value > len(names) or (numbers and value <= numbers[-1]):
            return []
        numbers.append(value)
    return numbers if len(numbers) < len(names) and numbers != list(range(1, len(numbers) + 1)) else []


def _by_number(names: Sequence[Traced], pages: dict[int, Sequence[Traced]], context: Context) -> list[Node]:
    found: list[Node] = []
    for number, name in enumerate(names, 1):
        if number in pages:
            found.append(_appendix(name, pages[number], context))
        else:
            found.append(_apart(name, context))
    return found


def lone_table(lines: Sequence[Traced], context: Context) -> Tree:
    """A draft that is one table under a title, as an appendix (a doubt); empty: it is no such draft."""
    count = 0
    for index, line in enumerate(lines[: _LONGEST_TITLE + 1]):
        if is_table_row(line):
            count = index
            break
    if not count or not all(map(is_table_row, lines[count:])) or len(lines) < count + 2:
        return {}
    context.doubts.add("I227", lines[0], found=lines[0][:24])
    title = 1
    while title < count and not stands_above(lines[title], context):
        title += 1
    return {"名称": joined(lines[:title])} | _content(lines[title:], context)


def _appendix(name: Traced | None, page: Sequence[Traced], context: Context) -> Tree:
    context.ledger.drop(page[0], Reason.APPENDIX_MARK)
    count = _title_length(page[1:], name, context)
    title, lines = list(page[1 : 1 + count]), page[1 + count :]
    tree = _named(name, title, page[0], context)
    return tree | _content(lines, context)


def _named(name: Traced | None, title: list[Traced], mark: Traced, context: Context) -> Tree:
    if name is None and not title:
        context.doubts.add("I333", mark, comment=False)
        return {}
    if name is None:
        context.doubts.add("I332", title[0], found="".join(title))
        return {"名称": joined(title)}
    if "".join(title) == name and (
        len(title) == 1 or any(broken_alike(title, context.profile, way) for way in Orientation)
    ):
        for line in title:
            context.ledger.drop(line, Reason.REPEATED)
        return {"名称": name}
    if title and "".join(title) != name:
        context.doubts.add("I334", title[0], name=name, title="".join(title))
    if title:
        return {"名称": name, "标题": list(title) if len(title) > 1 else title[0]}
    return {"名称": name}


def _title_length(lines: Sequence[Traced], name: Traced | None, context: Context) -> int:
    """The lines that make up the name of the note, else those before the table, else one line that looks like one."""
    most = 0
    for line in lines[:_LONGEST_TITLE]:
        if not ends_open(line) or is_table_row(line) or typed_number(line) or (most and stands_above(line, context)):
            break
        most += 1
        if name is not None and "".join(lines[:most]) == name:
            return most
    to_table = most < len(lines) and (is_table_row(lines[most]) or stands_above(lines[most], context))
    return most if to_table else min(most, 1)


def _content(lines: Sequence[Traced], context: Context) -> Tree:
    lines = whole_rows(lines)
    rows = []
    for index, line in enumerate(lines):
        if is_table_row(line) and not is_picture(line):
            rows.append(index)
    if not rows:
        beside, body = read_leveled(lines, context)
        return {**beside, **_of_body(body)}
    first, last = rows[0], rows[-1] + 1
    try:
        with context.attempt():
            return _with_table(lines, first, last, context)
    except NotThisShapeError as given_up:
        return _of_body(read_body(lines, context, given_up=given_up))


def _of_body(body: Tree) -> Tree:
    """`body` under its key; a table or a form that is all of it stands in the appendix directly."""
    text = body.get("导语")
    if list(body) == ["导语"] and isinstance(text, list) and len(text) == 1:
        alone = text[0]
    else:
        alone = None
    if isinstance(alone, dict) and not BLOCKS.isdisjoint(alone):
        return alone
    return {"正文": body} if body else {}


def _with_table(lines: Sequence[Traced], first: int, last: int, context: Context) -> Tree:
    odd = None
    for line in lines[first:last]:
        if not is_table_row(line):
            odd = line
            break
    if odd is not None and is_task_head(lines[first], context):
        raise NotThisShapeError("I335", odd, found=odd[:24])
    if odd is not None:
        raise NotThisShapeError
    table = read_table(lines[first:last], context)
    tree: Tree = {}
    if _is_wide(lines[first]):
        tree["方向"] = Derived("横", ())
    around = [*lines[:first], *lines[last:]]
    if lines[last:]:
        context.doubts.add("I336", lines[last], found=lines[last][:24])
    if around:
        tree["正文"] = plain_body(around)
    tree["任务表"] = Derived(context.own_file("tasks.yaml", table), ())
    return tree


def _is_wide(head: Traced) -> bool:
    return len([cell for cell in head.split("|") if cell.strip()]) >= _WIDE
