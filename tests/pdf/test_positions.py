"""Positions on paper (GB/T 9704-2012 5, 7.2–7.5, 8), measured on the finished PDF."""

from __future__ import annotations

import itertools

import pytest

from tests.pdf.flows import notice, text_only
from tests.pdf.measure import MM, PT_TO_MM, black, extent, lines, pixels, red, rules
from ygt_docs.compose.flow import Decisions
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project


@pytest.fixture(scope="module")
def data(settled: tuple) -> bytes:
    """The finished PDF."""
    return settled[2]


def test_mark_stands_72_mm_from_the_page_top(data: bytes) -> None:
    """The red ink of the mark begins 72.0 ± 0.5 mm below the upper edge of the page (7.2.4)."""
    top, _ = extent(red(pixels(data, 1)).any(axis=1))
    assert 72.0 == pytest.approx(top, abs=0.5)


def test_mark_stands_in_the_middle(data: bytes) -> None:
    """The mark is centred on the type area, 106 mm from the left edge of the page (7.2.4)."""
    image = red(pixels(data, 1))
    rule = rules(image)[0]
    left, right = extent(image[: int(rule[0] / MM) - 2].any(axis=0))
    assert 106.0 == pytest.approx((left + right) / 2, abs=1.0)


def test_red_rule_stands_4_mm_under_the_number(data: bytes) -> None:
    """The masthead rule is 156 mm wide and 4.0 ± 0.5 mm under the ink of the document number (7.2.7)."""
    image = pixels(data, 1)
    upper, _, left, right = rules(red(image))[0]
    above = black(image)[: int(upper / MM)]
    _, number_bottom = extent(above.any(axis=1))
    assert 4.0 == pytest.approx(upper - number_bottom, abs=0.5)
    assert (28.0, 184.0) == pytest.approx((left, right), abs=0.5)


def test_page_holds_22_lines(fonts: Fonts, project: Project) -> None:
    """A full page has 22 lines, 28.95 to 28.99 pt apart (5.2.3)."""
    page = read_pdf(lay_out(text_only(12), fonts, project).write())[1]
    baselines = [line[0].baseline for line in lines(page)][:-1]
    assert 22 == len(baselines)
    pitches = [after - before for before, after in itertools.pairwise(baselines)]
    assert all(28.949 <= pitch <= 28.991 for pitch in pitches), pitches


def test_line_holds_28_characters(fonts: Fonts, project: Project) -> None:
    """A full line has 28 characters (fewer where a sign may not begin the next), and ends within 1 pt of 184 mm."""
    page = read_pdf(lay_out(text_only(12), fonts, project).write())[1]
    full = [
        line
        for line, after in zip(lines(page), lines(page)[1:], strict=False)
        if after[0].text != "—" and after[0].start < 30 / PT_TO_MM
    ]
    assert 12 < sum(len(line) == 28 for line in full)
    assert all(27 <= len(line) <= 28 for line in full if line[0].start < 30 / PT_TO_MM)
    for line in full:
        assert 184 / PT_TO_MM == pytest.approx(line[-1].end, abs=1)


def test_dash_stands_7_mm_under_the_type_area(data: bytes) -> None:
    """The dash of the page number lies 7.0 ± 0.5 mm under the type area, right on odd, left on even pages (7.5)."""
    for page in (page for page in read_pdf(data) if page.width < page.height):
        dashes = [c for c in page.characters if c.text == "—" and c.top > 262 / PT_TO_MM]
        assert 2 == len(dashes)
        assert 7.0 == pytest.approx(dashes[0].top * PT_TO_MM - 262, abs=0.5)
        if page.number % 2:
            assert 184 - 14 * PT_TO_MM == pytest.approx(dashes[-1].right * PT_TO_MM, abs=0.8)
        else:
            assert 28 + 14 * PT_TO_MM == pytest.approx(dashes[0].left * PT_TO_MM, abs=0.8)


def test_number_of_a_turned_page_stands_where_all_others_have_it(data: bytes) -> None:
    """On a turned page the dash is 7 mm left of the type area, low on odd pages and high on even ones (8)."""
    turned = [page for page in read_pdf(data) if page.width > page.height]
    assert {0, 1} == {page.number % 2 for page in turned}
    for page in turned:
        dashes = [c for c in page.characters if c.text == "—" and c.right < 35 / PT_TO_MM]
        assert 2 == len(dashes)
        assert 7.0 == pytest.approx(35 - dashes[0].right * PT_TO_MM, abs=0.5)
        if page.number % 2:
            assert 184 - 14 * PT_TO_MM == pytest.approx(max(c.bottom for c in dashes) * PT_TO_MM, abs=0.8)
        else:
            assert 28 + 14 * PT_TO_MM == pytest.approx(min(c.top for c in dashes) * PT_TO_MM, abs=0.8)


def test_last_imprint_rule_lies_on_the_foot_of_the_type_area(data: bytes) -> None:
    """The imprint has two thick rules and a thin one; the last lies on 262 mm of the last page (7.4.1)."""
    found = rules(black(pixels(data, len(read_pdf(data)))))
    assert 3 == len(found)
    assert 262.0 == pytest.approx(found[-1][1], abs=0.5)
    assert all((28.0, 184.0) == pytest.approx(rule[2:], abs=0.5) for rule in found)
    thick, thin, last = (rule[1] - rule[0] for rule in found)
    assert thin < thick == pytest.approx(last, abs=0.07)


def test_imprint_never_stands_on_a_turned_page(data: bytes) -> None:
    """After a landscape appendix the imprint takes a portrait page of its own (8)."""
    last = read_pdf(data)[-1]
    assert last.height > last.width
    assert last.text.startswith("抄送：")


@pytest.mark.parametrize("paragraphs", range(1, 9))
def test_imprint_stands_at_the_foot_for_every_length(fonts: Fonts, project: Project, paragraphs: int) -> None:
    """Whatever the length of the text, the imprint is the last thing of the last page, at its foot (7.4.1)."""
    flow = notice(paragraphs)
    laid_out = lay_out(flow, fonts, project)
    if laid_out.decisions != flow.decisions:
        laid_out = lay_out(notice(paragraphs, decisions=laid_out.decisions), fonts, project)
    data = laid_out.write()
    found = rules(black(pixels(data, laid_out.page_count)))
    assert 262.0 == pytest.approx(found[-1][1], abs=0.5)


def test_decisions_name_the_rows_that_begin_a_page(settled: tuple) -> None:
    """The rows at which a table goes on are decided, and no merged cell crosses them."""
    flow, laid_out, _ = settled
    assert laid_out.decisions.imprint_on_new_page
    (breaks,) = laid_out.decisions.table_breaks
    assert breaks
    table = next(block for block in flow.sections[1].blocks if hasattr(block, "rows"))
    rows = [row for row in table.rows if not row.head]
    for start in breaks:
        assert all(index + cell.row_span <= start for index, row in enumerate(rows[:start]) for cell in row.cells)


def test_decisions_settle_at_once_without_table_and_turned_page(fonts: Fonts, project: Project) -> None:
    """A notice whose imprint finds room asks for nothing."""
    assert Decisions() == lay_out(notice(1), fonts, project).decisions
