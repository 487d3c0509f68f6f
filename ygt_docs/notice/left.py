"""What can still be laid out of a document with faults (待改), and forms that were typed as task tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from ygt_docs.notice.fields import FILE_NAME, Model
from ygt_docs.notice.finding import Keys, as_typed, value_at, without
from ygt_docs.notice.meant import one_line
from ygt_docs.notice.model import ColumnTitles, Task
from ygt_docs.notice.shape import keys_of
from ygt_docs.problems import Place, Problems
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread

M = TypeVar("M", bound=Model)

# A value may take the one that holds it with it, level after level; deeper than this nothing nests.
_ROUNDS = 40
_TABLE, _HEADS, _GROUPS, _TASKS = "任务表", "表头", "组", "任务"
_BLANK = "Y124"


def what_is_left(model: type[M], tree: MarkedMap, context: Mapping[str, object]) -> M | None:
    """`tree` as `model` without the values that are wrong; None where nothing remains that could be laid out.

    A wrong value goes alone where its mapping can do without it, and takes the mapping with it where it cannot.
    """
    kept: Node = without(tree, list(_unread(tree, ())))
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(kept, context={**context, "lenient": True})
        except ValidationError as error:
            wrong: list[Keys] = []
            for item in error.errors(include_url=False):
                wrong.append(_wrong_value(kept, item))
        if () in wrong:
            return None
        kept = without(kept, wrong)
    return None


def _wrong_value(tree: Node, item: Any) -> Keys:
    """The keys of the value that is to go for the error `item`; () where it is the whole document."""
    keys = as_typed(tree, item["loc"])
    if item["type"] == "missing":
        keys = keys[:-1]
    while keys and value_at(tree, keys) is None:
        keys = keys[:-1]
    return keys


def _unread(node: Node, keys: Keys) -> Iterator[Keys]:
    """Where nothing was typed, and where a file is named that could not be read: its name is no text to print."""
    if isinstance(node, Unread):
        if not node.strip() or FILE_NAME.fullmatch(node) is not None:
            yield keys
    elif isinstance(node, MarkedMap):
        for key, value in node.items():
            yield from _unread(value, (*keys, key))
    elif isinstance(node, MarkedList):
        for index, value in enumerate(node):
            yield from _unread(value, (*keys, index))


def tell_blank_task_tables(node: Node, problems: Problems) -> None:
    """A task table without a word in its rows is a form to be filled in: one finding with the 表 to write (N147).

    What the reader found in its blank rows (Y124) is no fault of its own then.
    """
    if isinstance(node, MarkedMap):
        table = node.get(_TABLE)
        if isinstance(table, MarkedMap) and _is_form(table):
            _tell_form(node.key_place(_TABLE), table, problems)
            return
        for value in node.values():
            tell_blank_task_tables(value, problems)
    elif isinstance(node, MarkedList):
        for value in node:
            tell_blank_task_tables(value, problems)


def _is_form(table: MarkedMap) -> bool:
    """Whether there are rows, and each value of each of them is blank."""
    rows = _rows(table)
    values = [value for row in rows for value in _texts(row)]
    return bool(values) and not any(value.strip() for value in values)


def _rows(table: MarkedMap) -> list[Node]:
    found: list[Node] = []
    groups = table.get(_GROUPS)
    for group in groups if isinstance(groups, MarkedList) else ():
        tasks = group.get(_TASKS) if isinstance(group, MarkedMap) else None
        if isinstance(tasks, MarkedList):
            found += tasks
    return found


def _texts(node: Node) -> Iterator[Text]:
    """Every text below `node`; a number of the row says nothing."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, MarkedMap):
        for key, value in node.items():
            if key not in ("序号", "编号"):
                yield from _texts(value)
    elif isinstance(node, MarkedList):
        for value in node:
            yield from _texts(value)


def _tell_form(place: Place, table: MarkedMap, problems: Problems) -> None:
    rows = _rows(table)
    blank = {value.place for value in _texts(table) if not value.strip()}
    problems.drop(_BLANK, blank)
    problems.add("N147", place, heads=one_line(_heads(table, rows)), rows=len(rows))


def _heads(table: MarkedMap, rows: list[Node]) -> list[str]:
    """The heads that the form was to have: those that were typed, else the usual ones of the keys in its rows."""
    typed = table.get(_HEADS)
    if isinstance(typed, MarkedMap) and typed:
        return [str(value) for value in typed.values()]
    used: dict[str, None] = {}
    for row in rows:
        for key in row if isinstance(row, MarkedMap) else ():
            used[key] = None
    usual = keys_of(ColumnTitles)
    heads = []
    for key in keys_of(Task):
        if key in used and key in usual:
            heads.append((usual[key].description or key).removeprefix("默认 "))
    return heads
