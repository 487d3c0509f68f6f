"""Laying out again (再排): of a document that was laid out before, only the pages that have become others.

A build lays a document out until its pages ask for what they were given (`building/settle.py`), and from one round
to the next little changes: the last page alone where the imprint moves, a few rows where merged cells are closed at
the end of a page, nothing where a decision prints nothing new. WeasyPrint makes one page after the other, each from the
place where the one before it ended, and keeps these places (`page_maker`). So wherever a page would begin at the place
where one began before, and nothing on that page or the next one has changed, the earlier page is taken over, with its
new number. What comes out is what a layout from the beginning gives, byte for byte; tests/pdf/test_again.py holds it
to that.

Four functions of WeasyPrint's layout are extended; a test holds their names and places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background

from ygt_docs.pdf.unchanged import Left, Pages

_EXTENDED = ("initialize_page_maker", "make_all_pages", "make_margin_boxes", "layout_backgrounds")


class DifferentError(Exception):
    """A page whose content was left out does not begin as it did: everything must be laid out from the beginning."""


@dataclass
class _Run:
    """One layout at work: what may stay of an earlier one (`left` says what), and what it makes.

    `same`: the number that a page which is kept as it is had before, by its id; `moved`: the ids of pages that were
    taken over with another number; `taken`: the numbers that all of them had.
    """

    made: Pages
    earlier: Pages | None = None
    left: Left = field(default_factory=lambda: Left(""))
    same: dict[int, int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)


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


@contextmanager
def laying_out(html: str, earlier: Pages | None, left: Left) -> Iterator[Pages]:
    """While it lasts, WeasyPrint keeps what stays of `earlier`; what it makes of `html` is noted down.

    Raises DifferentError where a page whose content was left out is not met as it was.
    """
    run = _Run(Pages(html), earlier, left)
    _RUNS.append(run)
    try:
        yield run.made
    finally:
        _RUNS.remove(run)


def _going_on(initialize: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """WeasyPrint's `initialize_page_maker`, which notes where the sections begin."""

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
    """WeasyPrint's `make_all_pages`, which makes the pages that do not stay."""

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        run = _RUNS[-1] if _RUNS else _Run(Pages(""))
        if not pages and run.earlier is not None and run.left.stay:
            found = _beside_kept(run, run.earlier, context, root_box, html)
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


def _beside_kept(run: _Run, earlier: Pages, context: Any, root_box: Any, html: Any) -> Iterator[Any]:
    """The pages that stay, and new ones until nothing of the text and of the footnotes (the imprint is one) is left."""
    starts: dict[str, int] = {}
    for page in run.left.stay:
        starts[str(earlier.states[page][0])] = page
    context.rendered_notes = []
    number, left = 0, True
    while left:
        context.page_maker[number][-1]["content_changed"] = False
        before = starts.get(str(context.page_maker[number][0]))
        if before is not None and _begins_alike(earlier, before, context, number):
            run.taken.add(before)
            yield _taken_over(run, earlier, before, context, html, number)
        else:
            yield layout.page.remake_page(number, context, root_box, html)[0]
        number += 1
        left = context.page_maker[number][0] is not None or bool(context.reported_footnotes)
    if not run.taken.issuperset(run.left.needed):
        raise DifferentError
    context.page_maker = context.page_maker[: number + 1]
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()


def _begins_alike(earlier: Pages, before: int, context: Any, number: int) -> bool:
    """Whether the page `number` begins as the page `before` did, with nothing left of the pages before it."""
    if (number == 0) != (before == 0) or context.reported_footnotes or context.broken_out_of_flow:
        return False
    resume_at, next_page, _, page_state, _ = context.page_maker[number]
    at, page, _, state, _ = earlier.states[before]
    counted = earlier.states[before + 1][3][1].get("page") == [before + 1]
    return counted and (resume_at, next_page, _uncounted(page_state)) == (at, page, _uncounted(state))


def _uncounted(page_state: Any) -> Any:
    """The state of a page without its number and that of all pages."""
    depth, counters, scopes, groups = page_state
    others = dict(counters)
    for name in ("page", "pages"):
        others.pop(name, None)
    return depth, others, scopes, groups


def _taken_over(run: _Run, earlier: Pages, before: int, context: Any, html: Any, number: int) -> Any:
    """The page `before` of an earlier layout as the page `number`; what follows it is noted in the page_maker."""
    right_page = context.page_maker[number][2]
    resume_at, next_page, _, page_state, remake = _fresh(earlier.states[before + 1])
    page_state[1]["page"] = [number + 1]
    del context.page_maker[number + 1 :]
    context.page_maker.append((resume_at, next_page, not right_page, page_state, remake))
    page = earlier.boxes[before]
    kind = page.page_type._replace(side="right" if right_page else "left", index=number)
    if kind == page.page_type:
        page.children = earlier.inside[before]
        run.same[id(page)] = before
        return page
    _require_same_paper(page.page_type, kind, context.style_for)
    layout.page.set_page_type_computed_styles(kind, html, context.style_for)
    page = page.copy()
    page.page_type = kind
    page.children = earlier.inside[before]
    run.moved.add(id(page))
    return page


def _require_same_paper(one: Any, other: Any, style_for: Any) -> None:
    """Raise DifferentError unless pages of the types `one` and `other` have the same size, margins and background."""
    for kind in (one, other):
        style_for.add_page_declarations(kind)
    cascaded = style_for.get_cascaded_styles()
    for part in (None, "@footnote", "@note-area"):
        said = []
        for kind in (one, other):
            declared = cascaded.get((kind, part), {})
            said.append({name: value for name, (value, _) in declared.items()})
        if said[0] != said[1]:
            raise DifferentError


def _keeping_margins(make: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
    """WeasyPrint's `make_margin_boxes`; a page that is kept as it is has them already."""

    def make_margin_boxes(context: Any, page: Any, state: Any) -> list[Any]:
        if not _RUNS:
            return list(make(context, page, state))
        run = _RUNS[-1]
        number = run.same.get(id(page))
        if number is not None and run.earlier is not None:
            margins = run.earlier.margins[number]
        else:
            margins = list(make(context, page, state))
        run.made.margins[context.current_page - 1] = margins
        return margins

    return make_margin_boxes


def _of_new_pages(lay: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """WeasyPrint's `layout_backgrounds`, for pages and margins that are new."""

    def layout_backgrounds(page: Any, get_image_from_uri: Any) -> None:
        run = _RUNS[-1] if _RUNS else _Run(Pages(""))
        if id(page) in run.moved:
            for child in page.children:
                if isinstance(child, boxes.MarginBox):
                    background.layout_box_backgrounds(page, child, get_image_from_uri)
        elif id(page) not in run.same:
            lay(page, get_image_from_uri)

    return layout_backgrounds
