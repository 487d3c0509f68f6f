"""What differs between the built and the edited file, in pieces that a person takes or leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ygt_docs.elements.catalogue import BODY, TITLES
from ygt_docs.elements.headings import typed_number
from ygt_docs.updating.align import Pair, likeness
from ygt_docs.updating.applying import Wanted, numbered_alike
from ygt_docs.updating.blocks import Block, Kind, without_label
from ygt_docs.updating.body import same_text
from ygt_docs.updating.since import Origin, Since

_AROUND = 10
_LONG = 60
_CLEARER = 0.1


@dataclass(eq=False)
class Change:
    """Blocks that change together. `what` says how, `where` at which place of the Word file.

    `conflict`: the YAML was changed there too since the file was built, so the change would undo that.
    """

    what: str
    where: str
    pairs: list[Pair]
    old: str = ""
    new: str = ""
    conflict: bool = False

    def __str__(self) -> str:
        if self.conflict:
            yaml, word = self.sides
            return f"{self.where}：{self.what}，YAML 和 Word 两边都改过\n  YAML：{yaml}\n  Word：{word}"
        rows = [f"{self.where}：{self.what}"]
        rows += [f"  原文：{self.old}"] if self.old else []
        rows += [f"  现为：{self.new}"] if self.new else []
        return "\n".join(rows)

    @property
    def sides(self) -> tuple[str, str]:
        """What the YAML says here, and what the Word file says."""
        if self.what.startswith("增加"):
            return "（没有）", self.new
        if self.what.startswith("删去"):
            return self.old, "（没有）"
        return self.old, self.new or self.old

    @property
    def in_yaml(self) -> str:
        """What the YAML did here, when it alone changed since the file was built."""
        if self.what.startswith("增加"):
            return f"YAML 里删去了「{self.new}」"
        if self.what.startswith("删去"):
            return f"YAML 里加了「{self.old}」"
        if self.what.startswith("移到"):
            return f"YAML 里移动了「{self.old}」"
        return f"YAML 里现为「{self.old}」，Word 文件里仍是「{self.new}」"


@dataclass
class Differences:
    """The pairs of both files and the changes among them; `relabelled` counts numbers that the program makes anew.

    `kept` are the changes that the YAML alone made since the Word file was built: they stay. `rebroken` are titles of
    which only the line ends differ, because the program broke the changed text anew.
    """

    old: Sequence[Block]
    new: Sequence[Block]
    pairs: list[Pair]
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    rebroken: list[Change] = field(default_factory=list)
    relabelled: int = 0

    def wanted(self, taken: Iterable[Change]) -> list[Wanted]:
        """What shall print when these changes are taken and all others are not."""
        accepted = {id(pair) for change in taken for pair in change.pairs}
        open_pairs = {id(pair) for change in self.changes for pair in change.pairs}
        result: list[Wanted] = []
        left: list[int] = []
        for pair in self.pairs:
            take = id(pair) in accepted
            if pair.old is None:
                result += [Wanted(None, self.new[pair.new or 0])] if take else []
            elif pair.new is None:
                left += [] if take else [pair.old]
            elif pair.moved and not take:
                left.append(pair.old)
            else:
                result.append(Wanted(pair.old, self.new[pair.new] if take and id(pair) in open_pairs else None))
        for number in sorted(left):
            result.insert(_place(result, number), Wanted(number, None))
        return result


_Group = tuple[str, list["_Single"]]
_LEVELS = frozenset(map(str, BODY))


def _place(wanted: Sequence[Wanted], number: int) -> int:
    """Where block `number` goes back to: behind the one that stands before it."""
    before = []
    for place, item in enumerate(wanted):
        if item.old is not None and item.old < number:
            before.append((item.old, place))
    return max(before)[1] + 1 if before else 0


@dataclass(frozen=True)
class _Single:
    """A pair, what became of it ("": nothing), and who did that."""

    kind: str
    pair: Pair
    origin: Origin


def differences(old: Sequence[Block], new: Sequence[Block], pairs: list[Pair], since: Since) -> Differences:
    """All changes between `old` and `new`; `since` tells who made them."""
    found = Differences(old, new, pairs)
    singles = []
    for pair in pairs:
        kind = _kind(pair, old, new)
        origin = since.origin(pair) if kind else Origin.WORD
        if kind == "改动" and origin is Origin.BOTH:
            one, two = old[pair.old or 0], new[pair.new or 0]
            if _broken_anew(one, two):
                found.rebroken.append(_change(kind, [pair], old, new))
            if _broken_anew(one, two) or _only_styled(one, two):
                kind = ""
        singles.append(_Single(kind, pair, origin))
        found.relabelled += kind == "" and _relabelled(old[pair.old or 0], new[pair.new or 0])
    for kind, group in _joined(_grouped(singles, old, new), old, new):
        origins = set()
        for single in group:
            origins.add(single.origin)
        change = _change(kind, [single.pair for single in group], old, new)
        change.conflict = origins != {Origin.WORD}
        (found.kept if origins == {Origin.YAML} else found.changes).append(change)
    return found


def _kind(pair: Pair, old: Sequence[Block], new: Sequence[Block]) -> str:
    if pair.old is None:
        return "增加"
    if pair.new is None:
        return "删去"
    if pair.moved:
        return "移动"
    if same_block(old[pair.old], new[pair.new]):
        return ""
    return "改动"


def same_block(old: Block, new: Block) -> bool:
    """Whether nothing changed but numbers that the program makes."""
    if old.kind in (Kind.PARAGRAPH, Kind.GROUP):
        titled = old.role == new.role and new.role in TITLES
        return (
            same_text(old, new)
            and not (titled and old.text == new.text and old.lines != new.lines)
            and not (_level_changed(old, new) or _restyled(old, new))
        )
    start = 1 if old.kind is Kind.TASK and old.label else 0
    return len(old.cells) == len(new.cells) and all(
        (one.merged == two.merged and one.paragraphs == two.paragraphs)
        or (one.merged and not two.text and not two.merged)
        for one, two in zip(old.cells[start:], new.cells[start:], strict=True)
    )


def _level_changed(old: Block, new: Block) -> bool:
    before, after = typed_number(old.label), typed_number(new.text)
    return before is not None and after is not None and before.level != after.level


def _restyled(old: Block, new: Block) -> bool:
    """Whether a heading became text or a heading of another level by its style alone."""
    return old.role != new.role and {old.role, new.role} <= _LEVELS


def _broken_anew(old: Block, new: Block) -> bool:
    """Whether the same title has other line ends only because nobody typed any: the program puts them itself."""
    typed = set()
    for piece in old.pieces:
        if piece.scalar is not None:
            typed.add((id(piece.scalar), piece.line))
    return old.role == new.role and old.role in TITLES and old.text == new.text and len(typed) == 1


def _only_styled(old: Block, new: Block) -> bool:
    """Whether a heading that came by its number alone still has the style of text in the Word file."""
    return old.text == new.text and numbered_alike(new, old)


def _relabelled(old: Block, new: Block) -> bool:
    if old.kind is Kind.TASK:
        return bool(old.label) and old.cells[0].text != new.cells[0].text
    return bool(old.label) and old.text != new.text


def _grouped(singles: Sequence[_Single], old: Sequence[Block], new: Sequence[Block]) -> list[_Group]:
    """A heading that came, went or moved takes along what stands under it and did the same."""
    groups: list[_Group] = []
    open_kind = ""
    for single in singles:
        kind, block = single.kind, _block(single.pair, old, new)
        heads = block.kind is Kind.GROUP or block.role.endswith("级标题") or block.role == "附件标识"
        if (
            kind in ("增加", "删去", "移动")
            and kind == open_kind
            and (not heads or kind == "移动")
            and (kind != "移动" or _follows(groups[-1][1][-1].pair, single.pair))
        ):
            groups[-1][1].append(single)
            continue
        if kind == "改动" and groups and _same_columns_changed(groups[-1][1][-1].pair, single.pair, old, new):
            groups[-1][1].append(single)
            continue
        open_kind = kind if heads and kind in ("增加", "删去", "移动") else ""
        if kind:
            groups.append((kind, [single]))
    return groups


def _same_columns_changed(before: Pair, pair: Pair, old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Whether two rows of one table got other columns: these come or go in all of its rows at once."""
    rows = (before, pair)
    if any(item.old is None or item.new is None for item in rows):
        return False
    first, second = (old[item.old or 0] for item in rows)
    return first.table == second.table and all(_columns_changed(item, old, new) for item in rows)


def _columns_changed(pair: Pair, old: Sequence[Block], new: Sequence[Block]) -> bool:
    return len(old[pair.old or 0].cells) != len(new[pair.new or 0].cells)


def _follows(before: Pair, pair: Pair) -> bool:
    return before.old is not None and pair.old == before.old + 1


def _block(pair: Pair, old: Sequence[Block], new: Sequence[Block]) -> Block:
    if pair.new is not None:
        return new[pair.new]
    return old[pair.old or 0]


def _joined(groups: list[_Group], old: Sequence[Block], new: Sequence[Block]) -> list[_Group]:
    """A paragraph that was parted in two, or two that were made one, are one change."""
    result: list[_Group] = []
    for kind, singles in groups:
        before = result[-1] if result else None
        if before is not None:
            made = _parted(before, (kind, singles), old, new)
        else:
            made = None
        if made is not None:
            result[-1] = made
        else:
            result.append((kind, singles))
    return result


def _parted(one: _Group, two: _Group, old: Sequence[Block], new: Sequence[Block]) -> _Group | None:
    kinds, singles = {one[0], two[0]}, [*one[1], *two[1]]
    changed = (one if one[0] == "改动" else two)[1][0].pair
    if len(singles) != 2 or changed.old is None or changed.new is None or old[changed.old].kind is not Kind.PARAGRAPH:
        return None
    if kinds == {"改动", "增加"}:
        numbers = []
        for single in singles:
            numbers.append(single.pair.new)
        if _next(numbers):
            both = "".join(new[number or 0].text for number in numbers)
            if _clearer(old[changed.old].text, both, new[changed.new].text):
                return ("拆成两段", singles)
            return None
    if kinds == {"改动", "删去"}:
        numbers = [single.pair.old for single in singles]
        if _next(numbers):
            both = "".join(old[number or 0].text for number in numbers)
            if _clearer(new[changed.new].text, both, old[changed.old].text):
                return ("并成一段", singles)
            return None
    return None


def _next(numbers: Sequence[int | None]) -> bool:
    one, two = numbers
    return one is not None and two is not None and two == one + 1


def _clearer(whole: str, both: str, one: str) -> bool:
    return likeness(whole, both) > likeness(whole, one) + _CLEARER


def _change(kind: str, pairs: list[Pair], old: Sequence[Block], new: Sequence[Block]) -> Change:
    olds = []
    for pair in pairs:
        if pair.old is not None:
            olds.append(old[pair.old])
    news = [new[pair.new] for pair in pairs if pair.new is not None]
    where = news[0].where if news else f"原第{(pairs[0].old or 0) + 1}段（已删去）"
    count = f"（共 {len(pairs)} 段）" if len(pairs) > 1 else ""
    if kind == "移动":
        place = f"移到{where}{count}"
        same = all(same_block(one, two) for one, two in zip(olds, news, strict=True))
        return Change(place, where, pairs, short(_text(olds)), "" if same else short(_text(news)))
    if kind == "改动" and len(olds[0].cells) != len(news[0].cells):
        return Change("改动表格的栏", where, pairs, short(olds[0].text), short(news[0].text))
    if kind == "改动" and olds[0].kind is Kind.TASK:
        before, after = _cells(olds[0], news[0])
        return Change("改动表格", where, pairs, before, after)
    if kind == "改动" and olds[0].text == news[0].text:
        if _restyled(olds[0], news[0]):
            return Change("改动层次", where, pairs, short(olds[0].text), f"{short(news[0].text)}（{news[0].role}）")
        return Change("标题回行", where, pairs, "／".join(olds[0].lines), "／".join(news[0].lines))
    before, after = _text(olds), _text(news)
    if kind == "改动":
        before, after = around(before, after)
    return Change(kind + count, where, pairs, short(before), short(after))


def _text(blocks: Sequence[Block]) -> str:
    return "／".join(block.text for block in blocks)


def _cells(old: Block, new: Block) -> tuple[str, str]:
    rows = [
        (number, one, two)
        for number, (one, two) in enumerate(zip(old.cells, new.cells, strict=False), start=1)
        if (one.merged, one.paragraphs) != (two.merged, two.paragraphs) and not (number == 1 and old.label)
    ]
    if len(old.cells) != len(new.cells):
        return short(old.text), short(new.text)
    texts = []
    for number, one, two in rows:
        texts.append(
            tuple(f"第{number}栏 {'同上' if cell.merged else short(cell.text) or '（空）'}" for cell in (one, two))
        )
    return "；".join(text[0] for text in texts), "；".join(text[1] for text in texts)


def short(text: str) -> str:
    """`text`, cut in its middle where it is long."""
    if len(text) <= 2 * _LONG:
        return text
    return f"{text[:_LONG]}……{text[-_LONG:]}"


def around(old: str, new: str) -> tuple[str, str]:
    """Both texts from shortly before their first difference to shortly after the last."""
    if max(len(old), len(new)) <= _LONG:
        return old, new
    codes = []
    for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if code[0] != "equal":
            codes.append(code)
    if not codes:
        return old, new
    return (_cut(old, codes[0][1], codes[-1][2]), _cut(new, codes[0][3], codes[-1][4]))


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


__all__ = ["Change", "Differences", "around", "differences", "same_block", "short", "without_label"]
