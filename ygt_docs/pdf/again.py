"""Laying out again (再排): of a document that was laid out before, only the pages that have become others.

A build lays a document out until its pages ask for what they were given (`building/settle.py`), and from one round
to the next little changes: the last page alone where the imprint moves, nothing where a decision prints nothing new.
WeasyPrint makes one page after the other, each from the place where the one before it ended, and keeps these places
(`page_maker`); so the pages before the first change are kept as they are, and it goes on from there. What comes out is
what a layout from the beginning gives, byte for byte; tests/pdf/test_again.py holds it to that.

Four functions of WeasyPrint's layout are extended; a test holds their names and places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from weasyprint import layout

_EXTENDED = ("initialize_page_maker", "make_all_pages", "make_margin_boxes", "layout_backgrounds")
_SECTION = re.compile(r"(?=<section\b)")
_OPENING = re.compile(r"<section\b[^>]*>")
_BLOCK = re.compile(r"<(/?)(?:section|p|h[1-6]|div|table)\b")
_COUNTED = 'class="entry-page"'  # the page numbers of a list of contents hang on pages that come later
_Path = tuple[int, ...]


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


@dataclass
class _Run:
    """One layout at work: what it keeps of an earlier one (`kept` pages of `earlier`), and what it makes."""

    made: Pages
    earlier: Pages | None = None
    kept: int = 0

    def keeps(self, page: Any) -> int | None:
        """The number of `page` where it is one of those that are kept, else None."""
        if self.earlier is None:
            return None
        for number in range(self.kept):
            if self.earlier.boxes[number] is page:
                return number
        return None


_RUNS: list[_Run] = []


def install() -> None:
    """Extend WeasyPrint's layout of a document. Raises RuntimeError if this WeasyPrint has no such functions."""
    if not hasattr(layout.page, "remake_page"):
        raise RuntimeError("this WeasyPrint has no layout.page.remake_page; pin the version of requirements.lock")
    for name in _EXTENDED:
        if not hasattr(layout, name):
            raise RuntimeError(f"this WeasyPrint has no layout.{name}; pin the version of requirements.lock")
    if getattr(layout.make_all_pages, "keeps_pages", False):
        return
    layout.initialize_page_maker = _going_on(layout.initialize_page_maker)
    layout.make_all_pages = _keeping_pages(layout.make_all_pages)
    layout.make_margin_boxes = _keeping_margins(layout.make_margin_boxes)
    layout.layout_backgrounds = _of_new_pages(layout.layout_backgrounds)


def what_is_left(html: str, earlier: Pages | None) -> tuple[str, int]:
    """What must be laid out of `html`, and how many pages of `earlier` (None: there is none) stay as they are.

    Sections that lie on these pages alone are empty in what is returned: nobody needs their styles and boxes.
    """
    if earlier is None or _COUNTED in html:
        return html, 0
    now, before = _SECTION.split(html), _SECTION.split(earlier.html)
    if now[0] != before[0]:
        return html, 0
    same = 1
    while same < min(len(now), len(before)) and now[same] == before[same]:
        same += 1
    change: _Path = (earlier.first_section + same - 1,)
    if same < min(len(now), len(before)):
        change = (*change, _equal_blocks(now[same], before[same]))
    kept = _pages_before(change, earlier)
    first = earlier.start(kept)[0] - earlier.first_section + 1 if kept else 1
    left = []
    for number, section in enumerate(now):
        left.append(_emptied(section) if 0 < number < first else section)
    return "".join(left), kept


def _equal_blocks(now: str, before: str) -> int:
    """How many blocks at the beginning of two sections are the same."""
    length = 0
    for one, other in zip(now, before, strict=False):
        if one != other:
            break
        length += 1
    depth = count = 0
    for tag in _BLOCK.finditer(now, 0, length):
        depth += -1 if tag[1] else 1
        if tag[1] and depth == 1 and tag.end() < length:
            count += 1
    return count


def _pages_before(change: _Path, earlier: Pages) -> int:
    """How many pages are the same, whatever stands from the box `change` on.

    A section begins on a page of its own. Within a section the page before the change is made anew as well: for a
    block that may not be parted from the next one, the engine looks further than the page reaches.
    """
    pages = len(earlier.boxes)
    last = 0
    for number in range(1, pages):
        start = earlier.start(number)
        if start and start < change:  # no start: nothing of the text is left for this page, only the imprint
            last = number
    begun = [number for number in range(pages) if earlier.start(number) == change[:1]]
    return max([last - 1, 0, *begun])


def _emptied(section: str) -> str:
    opening = _OPENING.match(section)
    assert opening is not None, "the pieces begin with their tag"
    return f"{opening[0]}</section>\n"


@contextmanager
def laying_out(html: str, earlier: Pages | None, kept: int) -> Iterator[Pages]:
    """While it lasts, WeasyPrint keeps the first `kept` pages of `earlier`; what it makes of `html` is noted down."""
    run = _Run(Pages(html), earlier, kept)
    _RUNS.append(run)
    try:
        yield run.made
    finally:
        _RUNS.remove(run)


def _going_on(initialize: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """WeasyPrint's `initialize_page_maker`, with the places where kept pages begin."""

    def initialize_page_maker(context: Any, root_box: Any) -> None:
        initialize(context, root_box)
        if not _RUNS:
            return
        run = _RUNS[-1]
        sections = []
        for number, box in enumerate(_body(root_box)):
            if box.element_tag == "section":
                sections.append(number)
        run.made.first_section = sections[0] if sections else 0
        if run.kept and run.earlier is not None:
            context.page_maker = [_fresh(state) for state in run.earlier.states[: run.kept + 1]]

    return initialize_page_maker


def _body(root_box: Any) -> list[Any]:
    body = None
    for box in root_box.children:
        if box.element_tag == "body":
            body = box
            break
    return [] if body is None else list(body.children)


def _fresh(state: Any) -> Any:
    """The state of a page as it was before the number of pages was known."""
    resume_at, next_page, right_page, page_state, _ = state
    page_state = deepcopy(page_state)
    page_state[1]["pages"] = [0]
    remake = {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
    return resume_at, dict(next_page), right_page, page_state, remake


def _keeping_pages(make: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """WeasyPrint's `make_all_pages`, which begins behind the pages that are kept."""

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        run = _RUNS[-1] if _RUNS else _Run(Pages(""))
        goes_on = not pages and run.kept > 0
        if goes_on:
            found = _after_kept(run, context, root_box, html)
        else:
            found = make(context, root_box, html, pages)
        run.made.boxes, run.made.inside = [], []
        for page in found:
            run.made.boxes.append(page)
            run.made.inside.append(page.children)
            yield page
        run.made.states = context.page_maker

    make_all_pages.keeps_pages = True  # type: ignore[attr-defined]
    return make_all_pages


def _after_kept(run: _Run, context: Any, root_box: Any, html: Any) -> Iterator[Any]:
    """The kept pages, then new ones until nothing of the text and of the footnotes (the imprint is one) is left."""
    assert run.earlier is not None, "pages are kept of something"
    for page, inside in zip(run.earlier.boxes[: run.kept], run.earlier.inside, strict=False):
        page.children = inside
        yield page
    context.rendered_notes = []
    number, left = run.kept, True
    while left:
        context.page_maker[number][-1]["content_changed"] = False
        page, resume_at = layout.page.remake_page(number, context, root_box, html)
        left = resume_at is not None or bool(context.reported_footnotes)
        number += 1
        yield page
    context.page_maker = context.page_maker[: number + 1]
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()


def _keeping_margins(make: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
    """WeasyPrint's `make_margin_boxes`; a kept page keeps its number."""

    def make_margin_boxes(context: Any, page: Any, state: Any) -> list[Any]:
        if not _RUNS:
            return list(make(context, page, state))
        run = _RUNS[-1]
        number = run.keeps(page)
        if number is not None and run.earlier is not None:
            margins = run.earlier.margins[number]
        else:
            margins = list(make(context, page, state))
        run.made.margins[context.current_page - 1] = margins
        return margins

    return make_margin_boxes


def _of_new_pages(lay: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """WeasyPrint's `layout_backgrounds`, for pages that are not kept."""

    def layout_backgrounds(page: Any, get_image_from_uri: Any) -> None:
        if not _RUNS or _RUNS[-1].keeps(page) is None:
            lay(page, get_image_from_uri)

    return layout_backgrounds
