"""Everything outside of bodies and tables: titles, appendix names, and paragraphs that came or went."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ygt_docs.compose.flow import Role
from ygt_docs.editing import CannotPlaceError, Keys, List, Map, Scalar, new
from ygt_docs.elements.catalogue import MAY_GO, OF_ROLE, TITLES
from ygt_docs.elements.marks import CONTACT_KEYS, Urgency, role_under_title
from ygt_docs.updating.blocks import Block
from ygt_docs.updating.body import Entry
from ygt_docs.updating.values import Values, set_list

_LISTS: dict[str, Keys] = {
    "抄送": ("版记", "抄送"),
    "出席": ("纪要", "出席"),
    "请假": ("纪要", "请假"),
    "列席": ("纪要", "列席"),
    "报": ("简报", "报"),
    "送": ("简报", "送"),
    "发": ("简报", "发"),
    "分送": ("简报", "分送"),
}
_ROLES = {"版记": Role.COPIES_TO, "纪要": Role.ATTENDANCE, "简报": Role.RECIPIENTS}
_NO_PLACE = "YAML 里没有放这一段的地方"


@dataclass
class _Appendix:
    """What an appendix shall be called in the note and on its page (None: as it is)."""

    name: str | None = None
    title: Block | None = None


@dataclass
class FixedParts:
    """Puts changes of single paragraphs into the tree."""

    values: Values
    _appendices: dict[Keys, _Appendix] = field(default_factory=dict)

    def change(self, entry: Entry) -> None:
        """Let a paragraph print as the edited file has it. Raises CannotPlaceError."""
        old, wanted = entry.old, entry.new
        assert old is not None
        assert wanted is not None
        if old.role == Role.APPENDIX_NOTE:
            pieces = []
            for piece in old.pieces:
                if piece.scalar is not None:
                    pieces.append(piece)
            head = old.text[: old.text.index(pieces[0].text)]
            if not wanted.text.startswith(head):
                raise CannotPlaceError(f"附件说明应以“{head}”开头")
            self._appendix(pieces[0].keys[:-1]).name = wanted.text[len(head) :]
        elif old.role == Role.APPENDIX_TITLE:
            self._appendix(_title_owner(old)).title = wanted
        elif old.role in TITLES:
            self._title(old, wanted)
        elif old.text != wanted.text:
            self.values.put(old, wanted.text)

    def finish(self) -> None:
        """Put the names of appendices: one that changes in one place only is different there from now on."""
        for keys, wanted in self._appendices.items():
            node = self.values.tree.at(*keys)
            assert isinstance(node, Map)
            old, has_title = node.text("名称"), "标题" in node.entries
            name = wanted.name if wanted.name is not None else old
            if name != old:
                _set(node, "名称", name)
            title = wanted.title
            if title is None and not has_title and name != old:
                node.put("标题", old)
            elif title is not None and (has_title or title.text != name):
                if len(title.lines) > 1 and has_title:
                    lines = list(title.lines)
                else:
                    lines = [title.text]
                _put_title(node, "标题", lines)

    def _appendix(self, keys: Keys) -> _Appendix:
        return self._appendices.setdefault(keys, _Appendix())

    def _title(self, old: Block, wanted: Block) -> None:
        keys = old.keys[:-1] if isinstance(old.keys[-1], int) else old.keys
        node, parent = self.values.tree.at(*keys), self.values.tree.at(*keys[:-1])
        assert isinstance(parent, Map)
        if isinstance(node, Scalar) and not node.block and not breaks_moved(old, wanted):
            node.lines = [wanted.text]
        else:
            _put_title(parent, str(keys[-1]), list(wanted.lines) or [wanted.text])

    def remove(self, old: Block) -> None:
        """Take out what a paragraph says that is gone."""
        if old.role not in MAY_GO or (not old.keys and not old.pieces):
            raise CannotPlaceError("这一段由程序印出，不能在 Word 里删去")
        for keys in dict.fromkeys(
            _value_keys(piece.keys) for piece in old.pieces if len(piece.keys) and piece.keys != ("机关",)
        ):
            self._drop(keys)

    def _drop(self, keys: Keys) -> None:
        parent = self.values.tree.at(*keys[:-1])
        if not isinstance(parent, Map):
            raise CannotPlaceError("这一段由程序印出，不能在 Word 里删去")
        parent.drop(str(keys[-1]))
        if not parent.entries or set(parent.entries) == {"位置"}:
            self._drop(keys[:-1])

    def insert(self, block: Block, before: Block | None, after: Block | None) -> Role:
        """Put a new paragraph between two that are there; what it prints as. Raises CannotPlaceError."""
        label, colon, rest = block.text.partition("：")
        label = re.sub(r"\s", "", label)
        beside = None
        for near in (before, after):
            if near is not None and near.role == Role.CONTACT:
                beside = near
                break
        if colon and label in CONTACT_KEYS and beside is not None:
            owner = self.values.tree.at(*beside.keys[:-1])
            assert isinstance(owner, Map)
            if CONTACT_KEYS[label] in owner.entries:
                raise CannotPlaceError(f"“{CONTACT_KEYS[label]}”已经有了")
            owner.put(CONTACT_KEYS[label], rest)
            return Role.CONTACT
        if colon and label in _LISTS:
            self._insert_list(_LISTS[label], rest)
            return _ROLES[str(_LISTS[label][0])]
        if (
            block.text.startswith("（")
            and block.text.endswith("）")
            and before is not None
            and before.role in (Role.DATE, Role.ANNOTATION)
        ):
            if "附注" in self.values.tree.root.entries:
                raise CannotPlaceError("已经有一条附注")
            self.values.tree.root.put("附注", block.text[1:-1])
            return Role.ANNOTATION
        under = role_under_title(block.text)
        if before is not None and before.role in TITLES and under is not None:
            parent = self.values.tree.at(*_title_owner(before))
            key = OF_ROLE[under].key
            if not isinstance(parent, Map) or before.role == Role.APPENDIX_TITLE or key in parent.entries:
                raise CannotPlaceError(_NO_PLACE)
            parent.put(key, block.text[1:-1])
            return under
        if block.text in list(Urgency):
            self.values.tree.root.put("紧急程度", block.text)
            return Role.URGENCY
        if before is not None and before.role == block.role == Role.REMARK:
            self._insert_line(before, block.text)
            return Role.REMARK
        raise CannotPlaceError(_NO_PLACE)

    def _insert_line(self, before: Block, text: str) -> None:
        """A paragraph more in a text of several, behind `before`."""
        piece = next(piece for piece in reversed(before.pieces) if piece.scalar is not None)
        assert piece.scalar is not None
        piece.scalar.lines.insert(piece.line + 1, text)

    def _insert_list(self, keys: Keys, text: str) -> None:
        separator = {"版记": "，", "简报": "；"}.get(str(keys[0]), "、")
        owner = self.values.tree.at(keys[0])
        if owner is None and keys[0] == "版记":
            owner = Map()
            self.values.tree.root.put("版记", owner)
        if not isinstance(owner, Map) or keys[1] in owner.entries:
            raise CannotPlaceError(_NO_PLACE)
        owner.put(str(keys[1]), [item for item in text.rstrip("。").split(separator) if item])


def _value_keys(keys: Keys) -> Keys:
    if isinstance(keys[-1], int):
        return keys[:-1]
    return keys


def _title_owner(old: Block) -> Keys:
    keys = old.keys[:-1] if isinstance(old.keys[-1], int) else old.keys
    return keys[:-1]


def _set(node: Map, key: str, text: str) -> None:
    found = node.entries.get(key)
    if isinstance(found, Scalar):
        found.lines = [text]
    else:
        node.put(key, text)


def _put_title(parent: Map, key: str, lines: list[str]) -> None:
    """A title in `lines`, in the form that it was typed in where that can hold them."""
    node = parent.entries.get(key)
    if isinstance(node, Scalar) and (node.block or len(lines) == 1):
        node.lines = lines
    elif isinstance(node, List):
        set_list(node, lines)
    elif len(lines) == 1:
        parent.put(key, lines[0])
    else:
        parent.put(key, List(items=[new(line) for line in lines]))


def breaks_moved(old: Block, wanted: Block) -> bool:
    """Whether somebody put the line ends of a title elsewhere: not where the old ones come to stand."""
    return _breaks(wanted.lines) != _carried(_breaks(old.lines), old.text, wanted.text)


def _breaks(lines: tuple[str, ...]) -> list[int]:
    ends, at = [], 0
    for line in lines[:-1]:
        at += len(line)
        ends.append(at)
    return ends


def _carried(ends: list[int], old: str, text: str) -> list[int]:
    """The line ends `ends` of the old title in the new one; -1 for one whose place was rewritten."""
    codes = SequenceMatcher(None, old, text, autojunk=False).get_opcodes()
    result = []
    for end in ends:
        found = set()
        for kind, first, last, start, _ in codes:
            if kind == "equal" and first < end <= last:
                found.add(start + end - first)
        result.append(found.pop() if found else -1)
    return result
