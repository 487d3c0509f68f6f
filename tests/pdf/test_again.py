"""Laying out again: pages that stay the same are kept, and what comes out is what a layout from the beginning gives."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from weasyprint.layout import page as page_layout

from tests.compose.documents import document
from tests.pdf.flows import notice
from tests.proof.random_documents import random_document
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.pdf import LaidOut, engine, layout, unchanged
from ygt_docs.problems import Problems
from ygt_docs.project import Project

_FEW, _MANY = 6, 150


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A few random documents in `test`, 150 in `soak`."""
    if "again_seed" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("again_seed", range(_MANY) if soak else (*range(_FEW), 124))


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, fonts: Fonts, project: Project) -> Callable[[Flow], LaidOut]:
    """Lays a Flow out from the beginning, whatever was laid out before."""

    def lay_out(flow: Flow) -> LaidOut:
        with monkeypatch.context() as patch:
            patch.setattr(layout, "_LAST", None)
            return layout.lay_out(flow, fonts, project)

    return lay_out


def in_rounds(source: Document, fonts: Fonts, project: Project) -> list[tuple[Flow, LaidOut]]:
    """Each round of a build: the Flow, and its pages with those of the round before at hand."""
    decisions, rounds = Decisions(), list[tuple[Flow, LaidOut]]()
    for _ in range(8):
        flow = compose(source, decisions, Problems())
        rounds.append((flow, layout.lay_out(flow, fonts, project)))
        if rounds[-1][1].decisions == decisions:
            break
        decisions = rounds[-1][1].decisions
    return rounds


def test_random_documents_have_the_same_bytes(
    again_seed: int, fonts: Fonts, project: Project, fresh: Callable[[Flow], LaidOut]
) -> None:
    """The last of several rounds is byte for byte what one layout of the same Flow gives."""
    tree = random_document(again_seed)
    organs = tree.pop("机关", ())
    flow, laid = in_rounds(document(*organs, **tree), fonts, project)[-1]
    assert fresh(flow).write() == laid.write()


def moved_imprint(count: int) -> tuple[Flow, Flow]:
    """A long text, and the same with its imprint on a page of its own."""
    flow = notice(count)
    return flow, replace(flow, decisions=replace(flow.decisions, imprint_on_new_page=True))


def test_only_the_last_pages_are_made_anew(
    fonts: Fonts, project: Project, fresh: Callable[[Flow], LaidOut], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only the imprint moves, the pages before stay; the file is that of a layout from the beginning."""
    made: list[int] = []
    remake = page_layout.remake_page

    def counting(index: int, *given: Any) -> Any:
        made.append(index)
        return remake(index, *given)

    monkeypatch.setattr(page_layout, "remake_page", counting)
    flow, changed = moved_imprint(60)
    before = layout.lay_out(flow, fonts, project)
    assert before.page_count > 5
    made.clear()
    after = layout.lay_out(changed, fonts, project)
    assert min(made) >= before.page_count - 2
    assert fresh(changed).write() == after.write()


def test_the_same_pages_are_not_laid_out_twice(
    fonts: Fonts, project: Project, fresh: Callable[[Flow], LaidOut]
) -> None:
    """A decision that prints nothing new costs no layout."""
    flow = notice(20)
    first = layout.lay_out(flow, fonts, project)
    second = layout.lay_out(replace(flow, decisions=replace(flow.decisions, sign_off_from=3)), fonts, project)
    assert first._rendered[0] is second._rendered[0]
    assert fresh(flow)._rendered[0] is not first._rendered[0]


def test_pages_are_let_go_once_they_are_written(fonts: Fonts, project: Project) -> None:
    """Checking the PDF of thousands of rows needs the memory that their pages took; the PDF can be asked for again."""
    laid = layout.lay_out(notice(20), fonts, project)
    data = laid.write()
    gc.collect()
    assert layout._LAST is not None
    assert layout._LAST() is None
    assert laid.write() == data


def test_nothing_is_kept_of_what_nobody_holds(fonts: Fonts, project: Project) -> None:
    """The pages of a document that is done are let go of."""
    layout.lay_out(notice(3), fonts, project)
    assert layout._LAST is not None
    assert layout._LAST() is None


def test_another_style_sheet_or_a_complaint_begins_anew(fonts: Fonts) -> None:
    """What was laid out with other styles, or was complained of, is laid out again, and complained of again."""
    problems = Problems()
    first = engine.lay_out("<p>甲</p>", "p { color: red }", fonts, problems)
    other = engine.lay_out("<p>甲</p>", "p { color: blue }", fonts, problems, earlier=first)
    assert other.document is not first.document
    assert list(problems) == []
    wrong = engine.lay_out("<p>甲</p>", "p { colour: red }", fonts, problems)
    again_wrong = engine.lay_out("<p>甲</p>", "p { colour: red }", fonts, problems, earlier=wrong)
    assert [item.code for item in problems] == ["P101", "P101"]
    assert again_wrong.document is not wrong.document


SECTIONS = (
    "<body><section class=a><p>甲</p><p>乙</p></section><section class=b>"
    '<table><thead></thead><tr data-table="0" data-row="0"><td>丙</td></tr>'
    '<tr data-table="0" data-row="1"><td>丁</td></tr><tr data-table="0" data-row="2"><td>戊</td></tr></table>'
    '<p class="title new-page">己</p><p>庚</p></section></body>'
)


def earlier_pages() -> unchanged.Pages:
    """SECTIONS on six pages: two of the first section, one for each row, and one for what begins a page of its own."""
    starts: list[Any] = [None, {0: {0: {1: None}}}, {0: {1: None}}]
    for row in (1, 2):
        starts.append({0: {1: {0: {0: {1: {row: None}}}}}})
    starts += [{0: {1: {1: None}}}, None]
    states: list[Any] = []
    for at in starts:
        kind = "page" if at in ({0: {1: None}}, {0: {1: {1: None}}}) else "any"
        states.append((at, {"break": kind, "page": ""}, True, ([0], {"pages": [6]}, [], []), {}))
    return unchanged.Pages(SECTIONS, boxes=[object()] * 6, states=states)


@pytest.mark.parametrize(
    ("old", "new", "stay", "needed"),
    [
        ("乙", "新", {2, 3, 4, 5}, {2, 3, 4, 5}),  # what follows begins on a page of its own
        ("甲", "新", {1, 2, 3, 4, 5}, {2, 3, 4, 5}),
        ("丙", "新", {0, 1, 3, 4, 5}, {0, 1, 5}),  # of a table every row is needed for the others
        ("戊", "新", {0, 1, 2, 5}, {0, 1, 5}),  # the page before looks as far as the change
        ("庚", "新", {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}),
        ("</section></body>", "<p>新</p></section></body>", {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}),
        ("</body>", "<section></section></body>", {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}),
        ("class=b", "class=c", {2, 3, 4, 5}, {2, 3, 4, 5}),  # the page before leads to other paper
        ("title new-page", "title", {0, 1, 2}, {0, 1}),  # nothing holds what follows on a page of its own
        ("<thead>", "<thead class=x>", {0, 1, 5}, {0, 1, 5}),
        ("<body>", "<body id=x>", set(), set()),
        ("庚", '<a class="entry-page"></a>', set(), set()),
        ("庚", "庚", {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}),
    ],
)
def test_what_is_left_to_lay_out(old: str, new: str, stay: set[int], needed: set[int]) -> None:
    """A page stays where nothing on it or on the next one has changed; what begins a page of its own is left out."""
    now = SECTIONS.replace(old, new)
    left = unchanged.what_is_left(now, earlier_pages())
    assert left.stay == stay
    assert left.needed == needed
    assert left.html.count("<p") == now.count("<p")
    assert ("<p>甲</p>" in left.html) == ("<p>甲</p>" in now and 0 not in needed)


def test_a_last_page_with_the_imprint_alone_is_no_beginning() -> None:
    """Such a page takes nothing of the text, and the page before it does not stay either: it could not send it on."""
    starts = [None, {0: {0: {4: None}}}, None, None]
    states: list[Any] = [(at, {"break": "any", "page": ""}, True, ([0], {"pages": [3]}, [], []), {}) for at in starts]
    text = "<body><section class=a><p>甲</p><p>乙</p><p>丙</p></section>"
    earlier = unchanged.Pages(text, boxes=[object()] * 3, states=states)
    assert unchanged.what_is_left(text, earlier).stay == {0}
    assert unchanged.what_is_left(text.replace("甲", "新"), earlier).stay == set()


def pages_of(*words: str) -> str:
    """A document of two sections, and a page of its own within the second one."""
    first = "".join(f"<p>{word}</p>" for word in words)
    return f"""<body><section>{first}</section>
<section><p>乙</p><p class="new-page">丙</p><p>丁</p></section></body>"""


STYLE = """@page { size: 200pt 100pt; margin: 20pt; @bottom-right { content: counter(page) } }
@page :left { @bottom-left { content: counter(page) } }
section { break-before: page } section:first-child { break-before: auto }
p { margin: 0; line-height: 20pt } .new-page { break-before: page }"""


def shown(rendered: engine.Rendered) -> list[list[tuple[str, float, float]]]:
    """What stands on each page, and where."""
    pages = []
    for page in rendered.document.pages:
        texts = []
        for box in page._page_box.descendants():
            if hasattr(box, "text"):
                texts.append((box.text, box.position_x, box.position_y))
        pages.append(texts)
    return pages


@pytest.mark.parametrize(
    ("style", "taken"),
    [
        (STYLE, 2),
        (STYLE + "@page :left { margin-left: 40pt }", 0),  # a page of the other side has its text elsewhere
        (STYLE + "@page { counter-increment: page 2 }", 0),  # pages that are not counted one by one
    ],
)
def test_pages_after_a_change_are_taken_over(style: str, taken: int, fonts: Fonts) -> None:
    """With their new numbers, and laid out again where they would not be the same."""
    problems = Problems()
    first = engine.lay_out(pages_of("甲"), style, fonts, problems)
    kept = set(map(id, (box.children[0] for box in first.pages.boxes)))
    later = engine.lay_out(pages_of(*"甲甲甲甲"), style, fonts, problems, earlier=first)
    assert sum(id(box.children[0]) in kept for box in later.pages.boxes) == taken
    assert shown(later) == shown(engine.lay_out(pages_of(*"甲甲甲甲"), style, fonts, problems))
    assert len(shown(first)) + 1 == len(shown(later))
    assert list(problems) == []
