"""What stands behind the sign-off: a promulgated text (印发件), or whole documents that are forwarded (转发件)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements import dates
from ygt_docs.elements.number import is_given, number_words
from ygt_docs.intake.appendix import read_appendices
from ygt_docs.intake.body import read_leveled
from ygt_docs.intake.context import Context, Node, NotThisShapeError, Tree, origins_of, plain
from ygt_docs.intake.head import Head, read_head
from ygt_docs.intake.shapes import ends_open, is_addressees, is_signed, is_table_row, rejoined
from ygt_docs.intake.sign_off import SignOff, read_sign_off
from ygt_docs.intake.tail import read_note, read_tail
from ygt_docs.intake.titles import kind_named, note_tree, split_title, take_note, title_value
from ygt_docs.intake.traced import Derived, Traced

_FORWARDS = re.compile("转发|批转")
_NAMED = re.compile("[《“].*")  # what follows the verb is the other document's own title
_LONGEST_TITLE, _LONGEST_HEAD = 4, 8
Pages = Sequence[Sequence[Traced]]
_Whole = tuple[list[Traced], list[list[Traced]]]  # the lines of a document, and those of each page of its appendices


def read_passed_on(
    lines: Sequence[Traced], pages: Pages, named: bool, title: str, context: Context
) -> tuple[Tree, Pages]:
    """印发件 or 转发件 that `lines` and the appendix `pages` hold, and the pages that do not belong to it.

    `named`: the note of the document itself names appendices; `title`: its title. Nothing for no lines.
    """
    if not lines:
        return {}, pages
    if _is_document(lines, title):
        try:
            with context.attempt():
                return _forwarded_documents(_documents(lines, pages), named, context)
        except NotThisShapeError as given_up:
            context.explain(given_up)
    return _promulgated(lines, pages, named, title, context)


def forwarded_as_appendices(
    names: Sequence[Traced], pages: Pages, title: str, context: Context
) -> tuple[list[Traced], Pages]:
    """The lines of the documents that a notice forwards as its appendices, and the pages left; none where the note
    names anything else, or nothing is forwarded. What is forwarded is no appendix: its note goes, which is said."""
    count = len(names) or 1
    if len(pages) < count or not _FORWARDS.search(_NAMED.sub("", title)):
        return [], pages
    if not all(_is_document(page[1:], title) for page in pages[:count]):
        return [], pages
    lines: list[Traced] = []
    for page in pages[:count]:
        context.ledger.drop(page[0], Reason.APPENDIX_MARK)
        lines += page[1:]
    for name in names:
        context.ledger.drop(name, Reason.APPENDIX_MARK)
    at = names[0] if names else pages[0][0]
    context.doubts.add("I407", at, comment=False, found="、".join(names) or pages[0][0])
    return lines, pages[count:]


def _forwarded_documents(whole: Sequence[_Whole], named: bool, context: Context) -> tuple[Tree, Pages]:
    """转发件, and the pages behind the last one that do not belong to it."""
    trees: list[Node] = []
    left: Pages = []
    for index, (text, own) in enumerate(whole):
        # Behind the last document the appendices of the notice itself follow, where its note names any.
        tree, left = _forwarded(text, own, named and index == len(whole) - 1, context)
        trees.append(tree)
    return {"转发件": trees if len(trees) > 1 else trees[0]}, left


def _is_document(lines: Sequence[Traced], title: str) -> bool:
    """Whether `lines` begin a whole document: it bears its own number, or it is forwarded, addressed and signed."""
    first = lines[:_LONGEST_HEAD]
    if any(map(is_given, lines[: _LONGEST_TITLE + 1])):
        return True
    if not _FORWARDS.search(_NAMED.sub("", title)):
        return False
    return any(map(is_addressees, first)) or is_signed(lines)


def _documents(lines: Sequence[Traced], pages: Pages) -> list[_Whole]:
    """Each forwarded document with the pages of its appendices; a further one begins at a title with its number."""
    found: list[_Whole] = [([], [])]
    for number, part in enumerate([lines, *pages]):
        kept: list[Traced] = found[-1][0]
        if number:
            kept = []
            found[-1][1].append(kept)
        for index, line in enumerate(part):
            if found[-1][0] and _begins(part, index):
                kept = []
                found.append((kept, []))
            kept.append(line)
    return found


def _begins(lines: Sequence[Traced], index: int) -> bool:
    """Whether another document begins at `index`: its title, and under it its number or those it is written to."""
    if index and ends_open(lines[index - 1]) and not dates.is_date(lines[index - 1]):
        return False
    for count in range(1, _LONGEST_TITLE + 1):
        below = lines[index + count : index + count + 1]
        last = lines[index + count - 1]
        if not below or not ends_open(last) or is_table_row(last) or dates.is_date(last):
            return False
        title = "".join(lines[index : index + count])
        if is_given(below[0]) or is_addressees(below[0]):
            return kind_named(title) is not None and "关于" in title
    return False


def _forwarded(lines: Sequence[Traced], pages: Pages, named: bool, context: Context) -> tuple[Tree, Pages]:
    """The tree of one forwarded document, and the pages that do not belong to it.

    Raises NotThisShapeError where the lines have no title or no text.
    """
    head = read_head(lines, context, speech=False)
    if not head.title:
        raise NotThisShapeError
    sign_off = read_sign_off(head.rest, head, context)
    tail = read_note(rejoined([*_of_no_key(head, context), *sign_off.before], context), context)
    tree = _number(head)
    tree["标题"] = title_value(head.title, context)
    if head.addressees:
        tree["主送机关"] = list(head.addressees)
    beside, body = read_leveled(tail.lines, context, may_have_contents=False)
    if not body:
        raise NotThisShapeError
    tree |= beside
    tree["正文"] = Derived(context.own_file("forwarded.yaml", body), ())
    tree |= _signed(sign_off)
    inner, left = _promulgated(sign_off.after, pages, named or bool(tail.names), head.title_text, context)
    if tail.names or not named:
        own = read_appendices(tail.names, left, context)
        tree |= {"附件": own} if own else {}
        left = []
    return tree | inner, left


def _number(head: Head) -> Tree:
    """发文字号 as it is printed; a number that is counted by itself (第3号) stands there as well."""
    parts = head.number or head.own_number
    if parts is None:
        return {}
    values = {}
    for key, value in parts.items():
        values[key] = str(plain(value))
    words = f"第{values.get('序号', '×')}号"
    if head.number is not None:
        words = number_words(values["机关代字"], values["年份"], values.get("顺序号"))
    return {"发文字号": Derived(words, tuple(origins_of(parts)))}


def _of_no_key(head: Head, context: Context) -> list[Traced]:
    """What the head of a reprint has no key for: the masthead is not reprinted, a note under the title stays text."""
    for value in [*head.masthead.values.values(), *head.masthead.signatories]:
        context.ledger.drop(value.origins, Reason.NOT_REPRINTED)
    left = [*head.note, *([head.registration] if head.registration is not None else [])]
    for line in left:
        context.doubts.add("I315", line, found=line[:24])
    return left


def _signed(sign_off: SignOff) -> Tree:
    tree: Tree = {}
    if sign_off.names:
        tree["署名"] = list(sign_off.names)
    if sign_off.date is not None:
        tree["成文日期"] = sign_off.date
    if sign_off.annotation is not None:
        tree["附注"] = sign_off.annotation
    return tree


def _promulgated(
    lines: Sequence[Traced], pages: Pages, named: bool, notice_title: str, context: Context
) -> tuple[Tree, Pages]:
    """印发件 with its appendices, and the pages that are not its own: all, where only the document's note names any."""
    title, inner = split_title(lines, notice_title, context)
    if not title:
        return {}, pages
    note, inner = take_note(inner)
    tail = read_tail(rejoined(inner, context), context)
    beside, body = read_leveled(tail.lines, context)
    taken = bool(tail.names) or not named
    appendices = read_appendices(tail.names, pages, context) if taken else []
    tree: Tree = {"标题": title_value(title, context)} | beside | note_tree(note, context)
    if body:
        tree["正文"] = Derived(context.own_file("plan.yaml", body), ())
    else:
        context.doubts.add("I338", title[0], what="印发件的正文")
    hang(tree, tail.contact, appendices)
    return {"印发件": tree}, [] if taken else pages


def promulgated_by_order(lines: Sequence[Traced], pages: Pages, context: Context) -> Tree:
    """印发件 that stands behind the date of an order (令); pages without a text before them are the order's 附件."""
    tree, left = _promulgated(lines, pages, False, "", context)
    return tree | ({"附件": read_appendices([], left, context)} if left else {})


def hang(tree: Tree, contact: Node, appendices: Sequence[Node]) -> None:
    """Put contact and appendices into `tree` where there are any."""
    if contact:
        tree["联系"] = contact
    if appendices:
        tree["附件"] = list(appendices)
