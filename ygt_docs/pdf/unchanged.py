"""What of a document has not changed (未变): which pages of an earlier layout may stand in the next one as they are.

Of both documents the HTML is compared, block by block and in tables row by row, as the template prints it. A page may
stay where nothing on it has changed, nor on the next one; `again.py` puts it there if a page begins at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_SECTION = re.compile(r"(?=<section\b)")
_OPENING = re.compile(r"<\w+\b[^>]*>")
_NAME = re.compile(r"\w+")
_BLOCK = re.compile(r"<(/?)(?:section|p|h[1-6]|div|table)\b[^>]*>")
_ROW = re.compile("(?=<tr data-table)")
_NEW_PAGE = re.compile(r'class="[^"]*\bnew-page\b')
_COUNTED = 'class="entry-page"'  # the page numbers of a list of contents hang on pages that come later
_ROW_DEPTH = 5  # a page that begins with a row of a table begins in a section, a block, a table, a group and that row
_BEFORE, _END = -1, 1 << 30
_Path = tuple[int, ...]
_At = tuple[int, int, int]
"""A place in a document: the numbers of section, block and row (of a table, else 0)."""


@dataclass(frozen=True)
class Left:
    """What must be laid out of a document, `html`, beside what may stay of an earlier layout of it.

    `stay`: the numbers of earlier pages that may be taken over; `needed`: those of them whose content is left out in
    `html`, as nobody needs its styles and boxes.
    """

    html: str
    stay: frozenset[int] = frozenset()
    needed: frozenset[int] = frozenset()


@dataclass
class Pages:
    """The pages of one layout of `html`, as they can be kept for the next one.

    `states`: WeasyPrint's page_maker, one more than there are pages. `inside`: what lies on each page without its
    margins, `margins`: what lies in these. `first_section`: how many boxes of the body come before the first section.
    """

    html: str
    boxes: list[Any] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)
    inside: list[Any] = field(default_factory=list)
    margins: dict[int, list[Any]] = field(default_factory=dict)
    first_section: int = 0

    def start(self, page: int) -> _Path:
        """Where `page` (0 is the first) begins: the numbers of boxes, from the body's on inwards; () at the start.

        () also where nothing of the text is left for it: a page with the imprint alone.
        """
        path, at = [], self.states[page][0]
        while at:
            ((number, at),) = list(at.items())[:1]
            path.append(number)
        return tuple(path[1:])

    def place(self, page: int) -> _At:
        """The place where `page` begins."""
        path = self.start(page)
        if not path:
            return (0, 0, 0) if page == 0 else (_END, 0, 0)
        row = path[4] if len(path) >= _ROW_DEPTH else 0
        return path[0] - self.first_section, path[1] if len(path) > 1 else 0, row

    def is_last(self, page: int) -> bool:
        """Whether nothing of the text comes after `page`."""
        return self.states[page + 1][0] is None

    def is_parted(self, page: int) -> bool:
        """Whether `page` begins a page whatever comes before it."""
        return bool(self.states[page][1]["break"] != "any")

    def is_whole(self, page: int) -> bool:
        """Whether what stands at the beginning of `page` begins there: no part of it is on the page before."""
        path = self.start(page)
        return len(path) <= len(("section", "block")) or (len(path) == _ROW_DEPTH and path[-1] > 0)


def what_is_left(html: str, earlier: Pages | None) -> Left:
    """What must be laid out of `html`, and what may stay of `earlier` (None: there is none)."""
    if earlier is None or _COUNTED in html:
        return Left(html)
    now, before = _SECTION.split(html), _SECTION.split(earlier.html)
    if now[0] != before[0]:
        return Left(html)
    sections = [_blocks(section) for section in now[1:]]
    changes = [*_other_papers(now, before), *_changes(sections, [_blocks(section) for section in before[1:]])]
    changes.sort()
    stay = _staying(changes, earlier, same_end=len(now) == len(before))
    needed = set[int]()
    for number, blocks in enumerate(sections):
        left_out = _left_out(number, blocks, stay, earlier)
        if left_out:
            now[number + 1] = _emptied(now[number + 1], blocks, left_out)
            needed.update(*left_out.values())
    return Left("".join(now), frozenset(stay), frozenset(needed))


def _blocks(section: str) -> list[str]:
    """The blocks of a section, one after the other."""
    found: list[str] = []
    depth, start = 0, 0
    for tag in _BLOCK.finditer(section):
        if tag[1]:
            depth -= 1
            if depth == 1:
                found.append(section[start : tag.end()])
        else:
            if depth == 1:
                start = tag.start()
            depth += 1
    return found


def _other_papers(now: list[str], before: list[str]) -> Iterator[tuple[_At, _At]]:
    """The sections whose tag, which says what paper they stand on, has changed: the page before them leads there."""
    for number, (one, two) in enumerate(zip(now[1:], before[1:], strict=False)):
        if _tag(one) != _tag(two):
            yield (number, _BEFORE, 0), (number, _BEFORE, 0)


def _tag(text: str) -> str:
    opening = _OPENING.match(text)
    assert opening is not None, "the pieces begin with their tag"
    return opening[0]


def _changes(now: list[list[str]], before: list[list[str]]) -> list[tuple[_At, _At]]:
    """From where to where two documents differ, in order; both ends are changed."""
    found: list[tuple[_At, _At]] = []
    for number, (own, other) in enumerate(zip(now, before, strict=False)):
        for block, (one, two) in enumerate(zip(own, other, strict=False)):
            if one != two:
                found += _changed_rows(number, block, _ROW.split(one), _ROW.split(two))
                if _tag(one) != _tag(two):  # it may begin a page of its own now, or not any more
                    found[-1] = ((number, block, _BEFORE), (number, block, _END))
        if len(own) != len(other):
            found.append(((number, min(len(own), len(other)), 0), (number, _END, 0)))
    if len(now) != len(before):
        found.append(((min(len(now), len(before)), 0, 0), (_END, 0, 0)))
    return found


def _changed_rows(section: int, block: int, now: list[str], before: list[str]) -> list[tuple[_At, _At]]:
    """The changes of a block that is no other table than before; the pieces `now` and `before` begin with its head."""
    if len(now) != len(before) or now[0] != before[0]:
        return [((section, block, 0), (section, block, _END))]
    found: list[tuple[_At, _At]] = []
    for row, (one, two) in enumerate(zip(now[1:], before[1:], strict=True)):
        if one != two:
            found.append(((section, block, row), (section, block, row)))
    return found


def _staying(changes: list[tuple[_At, _At]], earlier: Pages, same_end: bool) -> set[int]:
    """The pages that are the same if they begin at the same place.

    Nothing on them has changed, nor on the next page: for a block that may not be parted from the next one, the
    engine looks further than the page reaches. `same_end`: as many sections as before.
    """
    count = len(earlier.boxes)
    places = [*map(earlier.place, range(count)), (_END, 0, 0)]
    clean = set[int]()
    at = 0
    for page in range(count):
        while at < len(changes) and changes[at][1] < places[page]:
            at += 1
        end = places[page + 1]
        whole = page + 1 < count and earlier.is_whole(page + 1)
        if at == len(changes) or changes[at][0] > end or (whole and changes[at][0] == end):
            clean.add(page)
    stay = set[int]()
    for page in clean:
        last = earlier.is_last(page)
        if places[page][0] == _END:  # the imprint alone
            continue
        if last and (not same_end or page + 1 < count):  # what comes after it is another, or a part of its imprint
            continue
        if last or page + 1 in clean or earlier.is_parted(page + 1):
            stay.add(page)
    return stay


def _left_out(number: int, blocks: list[str], stay: set[int], earlier: Pages) -> dict[range, list[int]]:
    """Blocks of the section `number` that begin a new page and all of whose pages stay, with these pages."""
    begins = [0]
    for block, text in enumerate(blocks):
        if block and _NEW_PAGE.search(_tag(text)):
            begins.append(block)
    found: dict[range, list[int]] = {}
    for begin, end in zip(begins, [*begins[1:], len(blocks)], strict=True):
        pages: list[int] = []
        for page in range(len(earlier.boxes)):
            if (number, begin, 0) <= earlier.place(page) < (number, end, 0):
                pages.append(page)
        if pages and stay.issuperset(pages) and _begins_with(pages[0], number, begin, earlier):
            found[range(begin, end)] = pages
    return found


def _begins_with(page: int, section: int, block: int, earlier: Pages) -> bool:
    """Whether `page` begins with a block of a section, not within it."""
    start = earlier.start(page)
    if page == 0:
        return True
    if block == 0:
        return start == (earlier.first_section + section,)
    return start == (earlier.first_section + section, block)


def _emptied(section: str, blocks: list[str], left_out: Iterable[range]) -> str:
    """`section` with nothing in the blocks `left_out`: as many blocks, and the same styles of their own."""
    kept = list(blocks)
    for part in left_out:
        for block in part:
            tag = _tag(blocks[block])
            kept[block] = f"{tag}</{_NAME.findall(tag)[0]}>"
    return "\n".join([_tag(section), *kept, "</section>", ""])
