"""Reads templates/fonts.yaml: which family a role has in Word, and which face files the PDF may embed for it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.problems import Place, Problems
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread, place_of, read_tree

ROLES = ("小标宋", "仿宋", "黑体", "楷体", "宋体")
SIGNS = "符号"  # no role of its own: what is left when no face of a role has a sign

_ONE, _MANY = ("Word字体", "替代字体"), ("字库文件", "字库名称", "生僻字字体")
_EXAMPLES = {
    "Word字体": "仿宋_GB2312",
    "替代字体": "YGT-FangSong.otf",
    "字库文件": "[simfang.ttf]",
    "字库名称": "[FangSong]",
    "生僻字字体": "[YGT-RareSerif.otf]",
}


@dataclass(frozen=True)
class RoleFonts:
    """What fonts.yaml says of one role.

    `word_family` is named in Word; `office_files` and `office_names` recognise the office's own face; `stand_in` and
    `rare` are file names of open faces.
    """

    role: str
    word_family: Text
    office_files: tuple[Text, ...]
    office_names: tuple[Text, ...]
    stand_in: Text
    rare: tuple[Text, ...]


def read_mapping(path: Path, shown_as: str, problems: Problems) -> tuple[RoleFonts, ...]:
    """The roles of the mapping in the order of :data:`ROLES`; a role with an error is left out and reported.

    Last, where the mapping has it, :data:`SIGNS`.
    """
    tree = read_tree(path, shown_as, problems)
    if tree is None:
        return ()
    _refuse_unknown(tree, (*ROLES, SIGNS), problems)
    wanted = (*ROLES, SIGNS) if SIGNS in tree else ROLES
    found = (_role(tree, role, problems) for role in wanted)
    result: list[RoleFonts] = []
    for item in found:
        if item is not None:
            result.append(item)
    return tuple(result)


def _refuse_unknown(tree: MarkedMap, known: Iterable[str], problems: Problems) -> None:
    known = list(known)
    for key in tree:
        if key not in known:
            close = difflib.get_close_matches(key, known, 1, 0.5)
            guess = f"，是不是想写“{close[0]}”？" if close else ""
            problems.add("F102", tree.key_place(key), found=key, guess=guess, known="、".join(known))


def _role(tree: MarkedMap, role: str, problems: Problems) -> RoleFonts | None:
    if role not in tree:
        problems.add("F101", Place(tree.place.file), role=role)
        return None
    body = tree[role]
    if isinstance(body, Unread):
        return None
    if not isinstance(body, MarkedMap):
        _wrong(problems, place_of(body), role, "几行“键: 内容”", "（换行）Word字体: 仿宋_GB2312")
        return None
    _refuse_unknown(body, (*_ONE, *_MANY), problems)
    place = tree.key_place(role)
    one = {}
    for key in _ONE:
        one[key] = _one(body, key, role, place, problems)
    many = {key: _many(body, key, problems) for key in _MANY}
    word, stand_in = one["Word字体"], one["替代字体"]
    if word is None or stand_in is None:
        return None
    return RoleFonts(role, word, many["字库文件"], many["字库名称"], stand_in, many["生僻字字体"])


def _one(body: MarkedMap, key: str, role: str, place: Place, problems: Problems) -> Text | None:
    value: Node = body.get(key)
    if value is None:
        problems.add("F103", place, role=role, key=key)
    elif not isinstance(value, Text):
        _wrong(problems, body.key_place(key), key, "一个名称", _EXAMPLES[key])
    elif not isinstance(value, Unread):
        return value
    return None


def _many(body: MarkedMap, key: str, problems: Problems) -> tuple[Text, ...]:
    value: Node = body.get(key, MarkedList())
    if isinstance(value, Unread):
        return ()
    if not isinstance(value, MarkedList) or not all(isinstance(item, Text) for item in value):
        _wrong(problems, body.key_place(key), key, "方括号里的一列名称", _EXAMPLES[key])
        return ()
    found: list[Text] = []
    for item in value:
        if not isinstance(item, Unread):
            found.append(item)
    return tuple(found)


def _wrong(problems: Problems, place: Place, key: str, wanted: str, example: str) -> None:
    problems.add("F104", place, key=key, wanted=wanted, example=example)
