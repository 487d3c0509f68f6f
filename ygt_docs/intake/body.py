"""The body (正文): introduction and numbered sections where the lines have that shape, else plain paragraphs.

Whatever is recognised is printed again by compose and held against the draft: one character of difference, and the
lines stay plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pydantic import ValidationError

from ygt_docs.compose.articles import has_articles
from ygt_docs.compose.body import HasLevels, body_paragraphs
from ygt_docs.compose.flow import Paragraph
from ygt_docs.compose.headings import sentences_among_headings
from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.catalogue import number_label
from ygt_docs.elements.headings import TypedNumber, bracketed_number, typed_number
from ygt_docs.elements.numerals import HALF_BRACKET, SMALL, value_of
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.intake.blocks import BLOCKS, with_blocks
from ygt_docs.intake.context import Context, Node, NotThisShapeError, Tree, plain, trimmed
from ygt_docs.intake.levels import as_decimals, take_levels
from ygt_docs.intake.plain_table import without_tables
from ygt_docs.intake.regulation import as_regulation
from ygt_docs.intake.steps import as_goals, as_steps
from ygt_docs.intake.traced import Block, Derived, Traced, item_of, text_of
from ygt_docs.notice.model import Body
from ygt_docs.notice.regulation import Levels
from ygt_docs.problems import Problems

_SPACED_NUMBER = re.compile(rf"(?P<number>{SMALL})[ ：，][\u3400-\u9fff][^。，；：]{{1,30}}")
_LONGEST_HEADING, _FEW_WORDS, _THIRD = 40, 12, 3
_NOT_IN_HEADING = "；！？："


@dataclass
class Part:
    """A heading of level 1 or 2 with what stands under it; `stop` is the 。 after a run-in heading (None: alone)."""

    number: Traced
    heading: Traced
    stop: Traced | None
    lines: list[Traced] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def read_leveled(lines: Sequence[Traced], context: Context, may_have_contents: bool = True) -> tuple[Tree, Tree]:
    """The keys that stand beside the 正文 (层次, 目录), and the body."""
    beside, kept = take_levels(lines, context, may_have_contents)
    return beside, read_body(kept, context, decimal="层次" in beside)


def read_body(
    lines: Sequence[Traced], context: Context, decimal: bool = False, given_up: NotThisShapeError | None = None
) -> Tree:
    """The body as 导语 and 章节; goals and steps go into files of their own, tables become 表 or 表单.

    Among articles, whose paragraphs are plain text, a table becomes lines of text. `given_up` says why the first table
    is no task list (None: nothing is to be said).
    """
    tables = without_tables if has_articles(lines) else with_blocks
    lines = tables(lines, context, given_up)
    lines = _standard_numbers(lines, context)
    shapes = (_decimal,) if decimal else (_regulation, _structured)
    for shape in shapes:
        try:
            with context.attempt():
                return shape(lines, context)
        except NotThisShapeError as given_up:
            context.explain(given_up)
    return plain_body(lines)


def _decimal(lines: Sequence[Traced], context: Context) -> Tree:
    tree = as_decimals(lines, context)
    if [_words(line) for line in printed(tree, _Decimal())] != [_words(line) for line in _texts(lines)]:
        raise NotThisShapeError
    return tree


def _regulation(lines: Sequence[Traced], context: Context) -> Tree:
    if len(_texts(lines)) < len(lines):
        raise NotThisShapeError
    opening, tree = as_regulation(lines, context)
    whole: Tree = {**plain_body(opening), **tree}
    if [_words(line) for line in printed(whole)] != [_words(line) for line in lines]:
        raise NotThisShapeError  # the draft numbers otherwise: building tells where
    return whole


def _texts(lines: Sequence[Traced]) -> list[Traced]:
    """`lines` without the blocks among them."""
    texts: list[Traced] = []
    for line in lines:
        if not isinstance(line, Block):
            texts.append(line)
    return texts


def _words(line: str) -> str:
    return "".join(line.split())


def _standard_numbers(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with their numbers as clause 7.3.3 has them: 一. 1、 1． and 1） are mended, said in one sentence."""
    mended: list[tuple[Traced, str, str]] = []
    found: list[Traced] = []
    level = 0  # of the last number that is no bracketed one
    for line in _with_marks(lines):
        typed = typed_number(line) or bracketed_number(line, level >= _THIRD)
        if typed is None or typed.written == typed.label:
            found.append(line)
        else:
            mended.append((line, typed.written, typed.label))
            found.append(_renumbered(line, typed, context))
        if typed is not None and not HALF_BRACKET.match(line):
            level = typed.level
    if mended:
        first, written, label = mended[0]
        context.doubts.add(
            "I387", first, count=len(mended), found=f"{written}{first[len(written) :][:12]}", right=label
        )
    return found


def _with_marks(lines: Sequence[Traced]) -> list[Traced]:
    """`lines` with 、 for the space after 一 and 二, where these count headings: two at least, from one on."""
    found = [(index, match) for index, line in enumerate(lines) if (match := _SPACED_NUMBER.fullmatch(line))]
    if len(found) < 2 or [value_of(match["number"]) for _, match in found] != list(range(1, len(found) + 1)):
        return list(lines)
    marked = list(lines)
    for index, match in found:
        at = match.end("number")
        marked[index] = lines[index].rewritten(f"{lines[index][:at]}．{lines[index][at + 1 :]}")
    return marked


def _renumbered(line: Traced, typed: TypedNumber, context: Context) -> Traced:
    old, new = len(typed.written), len(typed.label)
    at = [*line.origins[:old], *[line.origins[old - 1]] * max(0, new - old)][:new]
    context.ledger.drop(set(line.origins[:old]) - set(at), Reason.NUMBERING)
    rest = line.part(old)
    return Traced(typed.label + rest, (*at, *rest.origins))


def plain_body(lines: Sequence[Traced]) -> Tree:
    """The body as paragraphs only; empty for no lines."""
    return {"导语": _text(lines)} if lines else {}


def _text(lines: Sequence[Traced]) -> Node:
    """`lines` as block text; as a list where a numbered sentence among headings is surely none itself ({段: …})."""
    sentences = sentences_among_headings(lines)
    if not sentences:
        return text_of(lines)
    items: list[Node] = []
    others: list[Traced] = []
    for number, line in enumerate(lines):
        if number not in sentences:
            others.append(line)
            continue
        items += _items(others)
        others = []
        items.append({"段": line})
    return [*items, *_items(others)]


def _items(lines: Sequence[Traced]) -> list[Node]:
    """`lines` as items of a list; none for no lines."""
    if not lines:
        return []
    text = text_of(lines)
    if isinstance(text, list):
        return text
    return [item_of(lines)]


def _structured(lines: Sequence[Traced], context: Context) -> Tree:
    opening, parts = _split(lines, context)
    if not parts:
        raise NotThisShapeError
    tree: Tree = {**plain_body(opening)}
    trees = []
    for part in parts:
        trees.append(_section(part, context))
    tree["章节"] = list(trees)
    _hold_against(tree, lines)
    for section in trees:
        _into_files(section, context)
    return tree


@dataclass
class _Decimal:
    """Says of a body that its headings are numbered by decimals."""

    levels: Levels | None = Levels.DECIMAL
    contents: bool = False
    running: bool = False


def printed(body: Tree, owner: HasLevels | None = None) -> list[str]:
    """The paragraphs that compose makes of `body`, those of tables and forms left out."""
    try:
        model = Body.model_validate(plain(_without_blocks(body)))
    except ValidationError:
        raise NotThisShapeError from None
    found: list[str] = []
    for block in body_paragraphs(model, Problems(), owner=owner):
        if isinstance(block, Paragraph):
            found.append(block.text)
    return found


def _without_blocks(node: Node) -> Node:
    """`node` without tables and forms: what is wrong in one of them is no reason to give up the text around it."""
    if isinstance(node, list):
        blocks = []
        for item in node:
            if not _is_block(item):
                blocks.append(_without_blocks(item))
        return blocks
    if not isinstance(node, dict):
        return node
    kept: Tree = {}
    for key, value in node.items():
        only_blocks = isinstance(value, list) and value and all(map(_is_block, value))
        if not only_blocks:
            kept[key] = _without_blocks(value)
    return kept


def _is_block(item: Node) -> bool:
    return isinstance(item, dict) and not BLOCKS.isdisjoint(item)


def _hold_against(tree: Tree, lines: Sequence[Traced]) -> None:
    """Compose must print the very lines of the draft; a space that was dropped may be missing."""
    lines, back = _texts(lines), printed(tree)
    for line, again in zip(lines, back, strict=False):
        if line.replace(" ", "") != again.replace(" ", ""):
            raise NotThisShapeError("I324", line, found=line[:16])
    if len(back) != len(lines):
        raise NotThisShapeError


def _split(lines: Sequence[Traced], context: Context) -> tuple[list[Traced], list[Part]]:
    """The lines before the first heading, and the parts. Raises NotThisShapeError where the numbers do not run on."""
    opening: list[Traced] = []
    parts: list[Part] = []
    if has_articles(lines):
        # Articles count their own items （一）: nothing of a regulation is a heading of these levels.
        raise NotThisShapeError
    for line in lines:
        typed = typed_number(line)
        if typed is not None and typed.level == 1:
            parts.append(_part(line, typed, len(parts) + 1, context))
        elif parts:
            parts[-1].lines.append(line)
        elif typed is not None and typed.level == 2 and _has_first_level(lines):
            raise NotThisShapeError("I320", line, found=line[:16])
        else:
            opening.append(line)
    if not _runs_through(parts):
        for part in parts:
            _split_second_level(part, context)
    if _have_sentence(parts):
        # Siblings are set alike: where one of them is a sentence (一、原则同意…。), none is a heading.
        raise NotThisShapeError
    return opening, parts


def _have_sentence(siblings: Sequence[Part]) -> bool:
    """Whether one of `siblings` is a whole sentence with nothing under it.

    A few words (三、做好记录。) are a heading all the same where another runs into its text (一、加强检查。每周…).
    """
    run_in = any(part.stop is not None for part in siblings)
    for part in siblings:
        alone = part.stop is None and not part.lines and not part.parts and part.heading.endswith("。")
        short = len(part.heading) <= _FEW_WORDS and "，" not in part.heading
        if alone and not (run_in and short):
            return True
    return False


def _has_first_level(lines: Sequence[Traced]) -> bool:
    return any(typed is not None and typed.level == 1 for typed in map(typed_number, lines))


def _runs_through(parts: Sequence[Part]) -> bool:
    """Whether （一）…（十九） count on from part to part, as ministries write: then they stay as they were typed."""
    counts = []
    for part in parts:
        counts.append([typed.value for typed in map(typed_number, part.lines) if typed and typed.level == 2])
    filled = [count for count in counts if count]
    going_on = []
    for before, count in pairwise(filled):
        going_on.append(count[0] == before[-1] + 1)
    return bool(going_on) and all(going_on)


def _split_second_level(part: Part, context: Context) -> None:
    """Move the （一） parts of `part` out of its lines; they stay lines where one of them is no heading."""
    first: list[Traced] = []
    parts: list[Part] = []
    try:
        for line in part.lines:
            typed = typed_number(line)
            if typed is not None and typed.level == 2:
                parts.append(_part(line, typed, len(parts) + 1, context))
            else:
                (parts[-1].lines if parts else first).append(line)
    except NotThisShapeError as given_up:
        context.explain(given_up)
        return
    if not _have_sentence(parts):
        part.lines, part.parts = first, parts


def _part(line: Traced, typed: TypedNumber, expected: int, context: Context) -> Part:
    if typed.written != number_label(typed.level, expected):
        raise NotThisShapeError("I320", line, found=line[:16])
    number, rest = line.part(0, len(typed.written)), line.part(len(typed.written))
    stop = rest.find("。")
    sentence = rest if stop < 0 else rest.part(0, stop)
    fits = width_in_characters(sentence) <= _LONGEST_HEADING and not any(sign in sentence for sign in _NOT_IN_HEADING)
    if not sentence.strip() or not fits:
        raise NotThisShapeError("I324", line, found=line[:16])
    if stop < 0 or stop == len(rest) - 1:
        return Part(number, rest, None)
    return Part(number, sentence, rest.part(stop, stop + 1), [trimmed(rest.part(stop + 1), context)])


def _section(part: Part, context: Context) -> Tree:
    context.ledger.drop(part.number, Reason.NUMBERING)
    tree: Tree = {"标题": part.heading}
    if part.stop is not None:
        context.ledger.drop(part.stop, Reason.HEADING_STOP)
        tree["连排"] = Derived("是", ())
    special = as_goals(part) or as_steps(part, context)
    if special:
        return tree | special
    if part.lines:
        tree["正文"] = _text(part.lines)
    if part.parts:
        tree["下级"] = [_section(child, context) for child in part.parts]
    return tree


def _into_files(section: Tree, context: Context) -> None:
    for key, name in (("建设目标", "goals.yaml"), ("实施步骤", "steps.yaml")):
        inner = section.get(key)
        if isinstance(inner, dict):
            section[key] = Derived(context.own_file(name, inner), ())
