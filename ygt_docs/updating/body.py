"""A body built anew from the paragraphs of the edited file: what stays keeps its node, and with it its comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ygt_docs.compose.decimals import typed_decimal
from ygt_docs.compose.flow import Role
from ygt_docs.compose.headings import stands_alone
from ygt_docs.compose.pieces import ends_sentence
from ygt_docs.editing import CannotPlaceError, Keys, List, Map, Node, Scalar, new
from ygt_docs.elements.headings import typed_number
from ygt_docs.updating.blocks import Block, block_of, without_label
from ygt_docs.updating.goals import put_goals
from ygt_docs.updating.pieces import new_values
from ygt_docs.updating.regulation import KEYS as REGULATION
from ygt_docs.updating.regulation import Printed, RegulationBuilder
from ygt_docs.updating.texts import PLAIN, Line, put_items, put_lines
from ygt_docs.updating.values import Values, day_of

_HEADINGS = ("一级标题", "二级标题", "三级标题", "四级标题")
_RUN_IN = "连排"


@dataclass
class Entry:
    """A block as it shall print: `old` as it prints now (None: new), `new` as the edited file says (None: same).

    `role`: what a new paragraph prints as because of its words, whatever its style in Word ("": as its style says).
    """

    old: Block | None
    new: Block | None
    role: str = ""

    @property
    def text(self) -> str:
        """What shall print."""
        block = self.new or self.old
        assert block is not None
        return block.text

    @property
    def same(self) -> bool:
        """Whether it prints as it does now."""
        return self.new is None or (self.old is not None and same_text(self.old, self.new))


def same_text(old: Block, other: Block) -> bool:
    """Whether both say the same, whatever number the program puts before it, and however wide it spaces its labels."""
    if old.text == other.text:
        return True
    if old.role == Role.CONTACT:
        return _with_plain_label(old.text) == _with_plain_label(other.text)
    return bool(old.label) and without_label(other.text)[1] == old.bare


def _with_plain_label(text: str) -> str:
    """`text` with no spaces before its colon: the labels of contacts are as wide as the widest of them."""
    label, colon, rest = text.partition("：")
    return re.sub(r"\s", "", label) + colon + rest


@dataclass
class _Step:
    node: Map | None
    heading: str
    parts: list[Node] = field(default_factory=list)


@dataclass
class _Section:
    """A section as far as its paragraphs are known; `node` None: it is new."""

    node: Map | None
    level: int
    heading: str = ""
    run_in: bool = False
    lines: list[Line] = field(default_factory=list)
    children: list[_Section] = field(default_factory=list)
    goals: list[Entry] = field(default_factory=list)
    steps: list[_Step] = field(default_factory=list)
    step_lines: list[Line] = field(default_factory=list)
    in_steps: bool = False


class BodyBuilder:
    """Builds the body at `base` anew."""

    def __init__(self, values: Values, base: Keys) -> None:
        self._values, self._base = values, base
        self._tree = values.tree
        self._intro: list[Line] = []
        self._closing: list[Line] = []
        self._root = _Section(None, 0)
        self._open: list[_Section] = []

    def build(self, entries: Sequence[Entry]) -> None:
        """Put `entries`, all paragraphs of this body in order, into the tree. Raises CannotPlaceError."""
        node = self._tree.at(*self._base)
        if isinstance(node, Scalar):
            parent = self._tree.at(*self._base[:-1])
            assert isinstance(parent, Map)
            put_lines(parent, str(self._base[-1]), [Line(entry.text) for entry in entries])
            return
        if isinstance(node, List):
            put_items(node, [self._line(entry) for entry in entries])
            return
        assert isinstance(node, Map)
        if not node.entries.keys().isdisjoint(REGULATION):
            RegulationBuilder(self._values, self._base).build(node, [Printed(item.old, item.new) for item in entries])
            return
        for entry in entries:
            self._take(entry)
        put_lines(node, "导语", self._intro)
        put_lines(node, "结语", self._closing)
        _put_sections(node, "章节", self._root.children, self._values)

    def _line(self, entry: Entry, piece: int = 0) -> Line:
        """`entry` as a line of a text; `piece`: which of the typed values of the paragraph is that line."""
        if entry.old is None:
            return Line(entry.text)
        block = block_of(entry.old.keys)
        if block is not None:
            return Line("", self._tree.at(*block[:-1]))
        keys = _typed_keys(entry.old)[piece]
        keys = keys[:-1] if keys[-1] == PLAIN else keys
        return Line(entry.text, self._tree.at(*keys) if isinstance(keys[-1], int) else None)

    def _take(self, entry: Entry) -> None:
        path = entry.old.keys[len(self._base) :] if entry.old is not None else ()
        if entry.old is None:
            self._insert(entry)
        elif path[0] == "导语" and not self._open:
            self._intro.append(self._line(entry))
        elif path[0] == "结语":
            self._closing.append(self._line(entry))
        elif path[0] == "导语":
            self._text(self._line(entry))
        else:
            self._of_section(entry, entry.old, path)

    def _of_section(self, entry: Entry, old: Block, path: Keys) -> None:
        length = _section_length(path)
        rest = path[length:]
        if rest[0] == "标题":
            self._heading(entry, old, path[:length])
        elif rest[0] == "正文":
            self._text(self._line(entry))
        elif rest[0] == "建设目标":
            self._owner(path[:length], "建设目标").goals.append(entry)
        else:
            self._of_steps(entry, old, path[:length], rest)

    def _owner(self, path: Keys, what: str) -> _Section:
        """The section whose goals or steps come next: it must be the one that they belong to."""
        node = self._tree.at(*self._base, *path)
        if not self._open or self._open[-1].node is not node:
            raise CannotPlaceError(f"{what}离开了它的标题")
        return self._open[-1]

    def _heading(self, entry: Entry, old: Block, path: Keys) -> None:
        node = self._tree.at(*self._base, *path)
        assert isinstance(node, Map)
        level = path.count("章节") + path.count("下级")
        made = _Section(node, level, node.text("标题"), node.text(_RUN_IN) == "是" and len(_typed(old)) > 1)
        if entry.new is not None:
            made.level = _level(entry.new, level)
        values = new_values(old, entry.text)
        typed = []
        for piece, value in zip(old.pieces, values, strict=True):
            if piece.scalar is not None:
                typed.append(value)
        made.heading = typed[0]
        if made.run_in:
            made.lines.append(replace(self._line(entry, 1), text="".join(typed[1:])))
        self._add(made)

    def _add(self, made: _Section) -> None:
        while self._open and self._open[-1].level >= made.level:
            self._open.pop()
        parent = self._open[-1] if self._open else self._root
        if made.level != parent.level + 1:
            raise CannotPlaceError("标题跳了一级，上面没有它的上级标题")
        parent.children.append(made)
        self._open.append(made)

    def _text(self, line: Line) -> None:
        """A plain paragraph belongs to the heading above it."""
        if not self._open:
            (self._closing if self._root.children else self._intro).append(line)
            return
        section = self._open[-1]
        if section.steps:
            section.steps[-1].parts.append(new(_part(line.text, self._values.year)))
        elif section.goals or section.in_steps:
            raise CannotPlaceError("建设目标、实施步骤里没有放这一段的地方")
        else:
            section.lines.append(line)

    def _insert(self, entry: Entry) -> None:
        block = entry.new
        assert block is not None
        _label, rest = without_label(block.text)
        level = _level(block, 0)
        if self._closing or not level or not self._structured(level):
            if self._closing:
                self._closing.append(Line(block.text))
            else:
                self._text(Line(block.text))
            return
        section = self._open[-1] if self._open else None
        if section is not None and section.in_steps and level == section.level + 1:
            section.steps.append(_Step(None, rest))
            return
        head, _stop, tail = rest.partition("。")
        if stands_alone(block.text) or not tail:
            self._add(_Section(None, level, rest))
        else:
            self._add(_Section(None, level, head, True, [Line(tail)]))

    def _structured(self, level: int) -> bool:
        """Whether headings of `level` are sections here: numbers that are typed in text stay text."""
        above = []
        for section in self._open:
            if section.level < level:
                above.append(section)
        return bool(self._root.children) and (level == 1 or (bool(above) and above[-1].level == level - 1))

    def _of_steps(self, entry: Entry, old: Block, path: Keys, rest: Keys) -> None:
        section = self._owner(path, "实施步骤")
        section.in_steps = True
        if rest[1] == "引言":
            section.step_lines.append(self._line(entry))
            return
        node = self._tree.at(*self._base, *path, *rest[:3])
        assert isinstance(node, Map)
        if rest[3] == "标题":
            if entry.new is not None and _level(entry.new, section.level + 1) != section.level + 1:
                raise CannotPlaceError("实施步骤的标题不能改级别")
            values = new_values(old, entry.text)
            section.steps.append(
                _Step(
                    node,
                    "".join(value for piece, value in zip(old.pieces, values, strict=True) if piece.scalar is not None),
                )
            )
            return
        if not section.steps:
            raise CannotPlaceError("步骤的段落离开了它的标题")
        part = self._tree.at(*self._base, *path, *rest[:5])
        assert part is not None
        if not entry.same:
            self._values.put(old, entry.text)
        if part not in section.steps[-1].parts:
            section.steps[-1].parts.append(part)
        _note_line(part, old)

    # Lines of a part's own text that are gone are cut when the part is written: see `_put_steps`.


def _note_line(part: Node, old: Block) -> None:
    """Remember that this line of the part's text still prints."""
    for piece in old.pieces:
        if piece.scalar is not None and piece.keys[-1] == "正文":
            seen = part.__dict__.setdefault("printed_lines", set())
            seen.add(piece.line)


def _typed(block: Block) -> list[object]:
    return list(dict.fromkeys((id(piece.scalar), piece.line) for piece in block.pieces if piece.scalar is not None))


def _typed_keys(block: Block) -> list[Keys]:
    """The keys of each typed value that the paragraph prints, in order."""
    typed = {}
    for piece in block.pieces:
        if piece.scalar is not None:
            typed[(id(piece.scalar), piece.line)] = piece.keys
    return list(typed.values())


def _section_length(path: Keys) -> int:
    length = 2
    while path[length : length + 1] == ("下级",):
        length += 2
    return length


def _level(block: Block, usual: int) -> int:
    """The level of a heading by its number, else by its style, else `usual`."""
    found = typed_number(block.text) or typed_decimal(block.text)
    if found is not None:
        return found.level
    if block.role in _HEADINGS:
        return _HEADINGS.index(block.role) + 1
    return usual


def _part(text: str, year: int | None) -> dict[str, object]:
    """A new paragraph of a step: with its deadline, if it begins with one."""
    words, comma, rest = text.partition("，")
    day = day_of(words, year) if comma and len(words) <= 16 else None
    if day:
        return {"时限": {"原文": words, "日期": day}, "正文": rest}
    return {"正文": text}


def _put_sections(parent: Map, key: str, sections: list[_Section], values: Values) -> None:
    nodes = []
    for section in sections:
        nodes.append(_section_node(section, values))
    found = parent.entries.get(key)
    if not nodes:
        parent.drop(key)
    elif isinstance(found, List):
        found.items = nodes
    else:
        parent.put(key, List(items=nodes))


def _section_node(section: _Section, values: Values) -> Node:
    node = section.node
    if node is None:
        node = Map()
        node.put("标题", section.heading)
        if section.run_in:
            node.put(_RUN_IN, "是")
    elif node.text("标题") != section.heading:
        heading = node.entries["标题"]
        assert isinstance(heading, Scalar)
        heading.lines = [section.heading]
    put_lines(node, "正文", section.lines)
    goals = values.tree.enter(node.entries.get("建设目标"))
    if isinstance(goals, Map):
        put_goals(goals, section.goals, values)
    steps = values.tree.enter(node.entries.get("实施步骤"))
    if isinstance(steps, Map):
        _put_steps(steps, section)
    _put_sections(node, "下级", section.children, values)
    return node


def _put_steps(node: Map, section: _Section) -> None:
    if not section.steps:
        raise CannotPlaceError("实施步骤会变成空的")
    put_lines(node, "引言", section.step_lines)
    found = node.entries["步骤"]
    assert isinstance(found, List)
    found.items = [_step_node(step) for step in section.steps]


def _step_node(step: _Step) -> Node:
    if not step.parts:
        raise CannotPlaceError(f"步骤“{step.heading}”下面没有段落")
    if step.node is None:
        return Map(entries={"标题": new(step.heading), "段落": List(items=step.parts)})
    heading, parts = step.node.entries["标题"], step.node.entries["段落"]
    assert isinstance(heading, Scalar)
    assert isinstance(parts, List)
    if heading.value != step.heading:
        heading.lines = [step.heading]
    for part in step.parts:
        _cut_lines(part)
    parts.items = step.parts
    return step.node


def _cut_lines(part: Node) -> None:
    text = part.entries.get("正文") if isinstance(part, Map) else None
    printed = part.__dict__.get("printed_lines")
    if isinstance(text, Scalar) and printed is not None and len(text.lines) > 1:
        text.lines = [line for number, line in enumerate(text.lines) if number in printed or not line.strip()]


__all__ = ["BodyBuilder", "Entry", "ends_sentence", "same_text"]
