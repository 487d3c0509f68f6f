"""Laying out again: pages that stay the same are kept, and what comes out is what a layout from the beginning gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.compose.documents import document
from tests.pdf.flows import notice
from tests.proof.random_documents import random_document
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.pdf import LaidOut, again, engine, layout
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
    remake = again.layout.page.remake_page

    def counting(index: int, *given: Any) -> Any:
        made.append(index)
        return remake(index, *given)

    monkeypatch.setattr(again.layout.page, "remake_page", counting)
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
    assert first._rendered is second._rendered
    assert fresh(flow)._rendered is not first._rendered


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


BEFORE = (
    "<body><section class=a><p>甲</p><p>乙</p></section><section class=b><table><tr><td><p>丙</p></td></tr></table>"
)


@pytest.mark.parametrize(
    ("now", "kept", "left"),
    [
        (f"{BEFORE}<p>新</p></section>", 3, "<body><section class=a></section>\n"),
        (BEFORE.replace("丙", "丁") + "<p>末</p></section>", 2, "<body><section class=a></section>\n"),
        (BEFORE.replace("乙", "丁") + "<p>末</p></section>", 0, "<body><section class=a><p>甲</p><p>丁</p></section>"),
        (BEFORE.replace("body", "body id=x") + "<p>末</p></section>", 0, "<body id=x><section class=a>"),
        (f'{BEFORE}<p>新</p><a class="entry-page"></a></section>', 0, "<body><section class=a><p>甲</p><p>乙</p>"),
    ],
)
def test_what_is_left_to_lay_out(now: str, kept: int, left: str) -> None:
    """Two pages of a first section, then three of a table: what is kept depends on where the first change lies."""
    starts = [None, {0: {0: {1: None}}}, {0: {1: None}}, {0: {1: {0: {2: None}}}}, {0: {1: {0: {4: None}}}}, None]
    states = [(at, {"break": "any", "page": ""}, True, ([0], {"pages": [5]}, [], []), {}) for at in starts]
    earlier = again.Pages(f"{BEFORE}<p>末</p></section>", boxes=[object()] * 5, states=states)
    html, pages = again.what_is_left(now, earlier)
    assert pages == kept
    assert html.startswith(left)


def test_a_last_page_with_the_imprint_alone_is_no_beginning() -> None:
    """Such a page takes nothing of the text; a change on page one still leaves no page as it was."""
    starts = [None, {0: {0: {4: None}}}, None, None]
    states = [(at, {"break": "any", "page": ""}, True, ([0], {"pages": [3]}, [], []), {}) for at in starts]
    text = "<body><section class=a><p>甲</p><p>乙</p><p>丙</p></section>"
    earlier = again.Pages(text, boxes=[object()] * 3, states=states)
    assert again.what_is_left(text.replace("<p>甲</p>", ""), earlier)[1] == 0
