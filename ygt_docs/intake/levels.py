"""What stands beside a 正文 in a draft: its contents (目录), which are made anew, and headings numbered by decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ygt_docs.compose.articles import typed_labels
from ygt_docs.compose.decimals import has_decimals, jumps, typed_decimal
from ygt_docs.compose.headings import Look, own_look
from ygt_docs.compose.print_forms import label_of
from ygt_docs.docfiles.decode import Reason
from ygt_docs.intake.context import Context, NotThisShapeError, Tree, trimmed
from ygt_docs.intake.shapes import CONTENTS, bare
from ygt_docs.intake.traced import Derived, Traced, text_of

_FIRST_LINES = 3  # among so many the word 目录 heads the contents of a text
_APPENDIX = re.compile(r"附 {0,2}[件录图表]")
_DOTTED = re.compile(r"(?P<number>[1-9][0-9]?)(?P<dot>[.．])(?![0-9.．])")
_PAGE = re.compile(r"[ …．.·\u3000]+[-—(（]?[0-9]{1,3}[-—)）]?$")


@dataclass
class _Part:
    """A heading by decimals with what stands under it; `stop` is the 。 of one that runs into its text."""

    number: Traced
    heading: Traced
    stop: Traced | None = None
    lines: list[Traced] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)


def take_levels(lines: Sequence[Traced], context: Context, may_have_contents: bool) -> tuple[Tree, list[Traced]]:
    """The keys 层次 and 目录 that `lines` ask for, and the lines without their contents."""
    tree: Tree = {}
    count = _contents(lines) if may_have_contents else 0
    start = next((index for index, line in enumerate(lines[:_FIRST_LINES]) if bare(line) == CONTENTS), 0)
    kept = [*lines[:start], *lines[start + count :]] if count else list(lines)
    kept = _without_dots(kept, context)
    if has_decimals(kept):
        tree["层次"] = Derived("小数", ())
    if count:
        for line in lines[start : start + count]:
            context.ledger.drop(line, Reason.TEXT_CONTENTS)
        tree["目录"] = Derived("是", ())
    return tree, kept


def _without_dots(lines: list[Traced], context: Context) -> list[Traced]:
    """`lines` with a space for the dot behind the headings of the first level (1．总则 over 1.1 目的), which is said;
    as they are where these are no row of decimals without a jump."""
    plain: list[Traced] = []
    dotted: list[Traced] = []
    for line in lines:
        match = _DOTTED.match(line)
        if match is None or own_look(line) is Look.TEXT:
            plain.append(line)
            continue
        dotted.append(line)
        plain.append(Traced(f"{match['number']} {line[match.end('dot') :]}", line.origins))
    rows = [typed.numbers for typed in map(typed_decimal, plain) if typed is not None]
    if not dotted or has_decimals(lines) or not has_decimals(plain) or jumps(rows):
        return lines
    found, right = dotted[0], plain[lines.index(dotted[0])]
    context.doubts.add("I387", found, comment=False, count=len(dotted), found=found[:12], right=right[:12])
    return plain


def _contents(lines: Sequence[Traced]) -> int:
    """How many lines the contents are, their title included; 0: there are none.

    They end where their first entry stands again, as the first heading; each entry must be a line of the text, and
    some of them numbered, else the text has no headings to make contents of.
    """
    start = next((index for index, line in enumerate(lines[:_FIRST_LINES]) if bare(line) == CONTENTS), None)
    if start is None or start + 1 >= len(lines):
        return 0
    entries = []
    for line in lines[start + 1 :]:
        entries.append(_words(_PAGE.sub("", line)))
    words = [_words(line) for line in lines[start + 1 :]]
    end = 0
    for index in range(1, len(words)):
        if words[index] == entries[0]:
            end = index
            break
    rows = lines[start + 1 :][:end]
    own = entries[: _of_text(rows)]  # behind them stand the names of the appendices
    if not own or not set(own) <= set(words[end:]) or not (any(map(label_of, rows)) or any(typed_labels(rows))):
        return 0
    return end + 1


def _of_text(rows: Sequence[Traced]) -> int:
    """How many of the entries `rows` are headings of the text itself: those above the first appendix."""
    for index, row in enumerate(rows):
        if _APPENDIX.match(row):
            return index
    return len(rows)


def _words(line: str) -> str:
    return "".join(line.split())


def as_decimals(lines: Sequence[Traced], context: Context) -> Tree:
    """A body in parts by decimals. Raises NotThisShapeError where numbers jump, or a heading is a whole sentence."""
    opening: list[Traced] = []
    root = _Part(Traced("", ()), Traced("", ()))
    opened = [root]
    typed_lines = [(line, typed_decimal(line)) for line in lines]
    if jumps([typed.numbers for _, typed in typed_lines if typed is not None]):
        raise NotThisShapeError
    for line, typed in typed_lines:
        if typed is None:
            (opened[-1].lines if len(opened) > 1 else opening).append(line)
            continue
        del opened[typed.level :]
        above = opened[-1]
        if own_look(line) is Look.TEXT and above is not root and not above.parts:
            above.lines.append(line)  # 2.1.1 指挥长：由县长担任。 is a paragraph with its number, no heading
            continue
        part = _part(line, len(typed.written), context)
        opened[-1].parts.append(part)
        opened.append(part)
    if not root.parts:
        raise NotThisShapeError
    tree: Tree = {"导语": text_of(opening)} if opening else {}
    tree["章节"] = [_section(part, context) for part in root.parts]
    return tree


def _part(line: Traced, written: int, context: Context) -> _Part:
    number, rest = line.part(0, written), line.part(written)
    look = own_look(line)
    if look is Look.TEXT:
        raise NotThisShapeError
    stop = rest.find("。")
    if look is Look.ALONE or stop < 0:
        return _Part(number, rest)
    return _Part(number, rest.part(0, stop), rest.part(stop, stop + 1), [trimmed(rest.part(stop + 1), context)])


def _section(part: _Part, context: Context) -> Tree:
    context.ledger.drop(part.number, Reason.NUMBERING)
    tree: Tree = {"标题": part.heading}
    if part.stop is not None:
        context.ledger.drop(part.stop, Reason.HEADING_STOP)
        tree["连排"] = Derived("是", ())
    if part.lines:
        tree["正文"] = text_of(part.lines)
    if part.parts:
        tree["下级"] = [_section(child, context) for child in part.parts]
    return tree
