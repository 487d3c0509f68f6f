"""The pages of the .docx as LibreOffice shows them: lines, positions in millimetres, page numbers."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from tests.compose.documents import composed
from tests.look.test_copies import restyle
from tests.look.test_one_look import own as own
from tests.word.flows import FULL_LINE, appendix, body, imprint, masthead, notice, para, simple, task_table, title
from tests.word.ink import Ink
from tests.word.office import Office, characters, lines, page_count
from ygt_docs.compose.flow import Decisions, Flow, Role
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.look import SOURCE
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length
from ygt_docs.word import render

FOOT = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value).mm
RIGHT = (standard.BINDING_MARGIN.value + standard.TYPE_AREA_WIDTH.value).mm
ONE_CHARACTER = standard.SIZE_4.value.mm


class Printer:
    """Flows to pages."""

    def __init__(self, office: Office, fonts: Fonts, project: Project) -> None:
        self.office, self.fonts, self.project = office, fonts, project
        self.made = 0

    def docx(self, flow: Flow) -> Path:
        """The file of `flow`."""
        self.made += 1
        path = self.office.folder / f"made{id(self)}-{self.made}.docx"
        path.write_bytes(render(flow, self.fonts, self.project))
        return path

    def pdf(self, flow: Flow) -> Path:
        """The pages of `flow`, corrected as tests/word/office.py explains."""
        return self.office.pdf(self.docx(flow))


@pytest.fixture(scope="module")
def printer(office: Office, fonts: Fonts, project: Project) -> Printer:
    """Prints with the project's own faces."""
    return Printer(office, fonts, project)


@pytest.fixture(scope="module")
def whole(printer: Printer) -> Path:
    """The pages of a whole notice."""
    return printer.pdf(notice())


def test_full_page_has_22_lines_of_28_characters(printer: Printer) -> None:
    """Chinese text fills the page with 22 lines of 28 characters, 28.95 pt apart (5.2.3)."""
    pdf = printer.pdf(simple(para(Role.ADDRESSEES, FULL_LINE * 44)))
    for page in (1, 2):
        text = lines(pdf, page)
        assert [28] * 22 == [len(line) for line in text[:22]]
        assert [f"— {page} —"] == text[22:]
    body = [item for item in characters(pdf, 1) if item["size"] > 15]
    baselines = sorted({round(float(item["matrix"][5]), 2) for item in body})  # type: ignore
    gaps = [high - low for low, high in itertools.pairwise(baselines)]
    assert all(abs(gap - standard.LINE_PITCH.value.pt) < 0.1 for gap in gaps)


def test_digits_keep_the_lines_full(printer: Printer) -> None:
    """Two digits take the place of one character, and no space is put around them."""
    text = "一二三四五2026年七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳" * 3
    found = lines(printer.pdf(simple(para(Role.ADDRESSEES, text))), 1)
    assert [text[:30], text[30:60]] == found[:2]


def test_text_begins_two_characters_in(printer: Printer) -> None:
    """A paragraph of 26 and 28 characters has lines of 26 and 28 characters."""
    found = lines(printer.pdf(simple(para(Role.PARAGRAPH, FULL_LINE[:26] + FULL_LINE))), 1)
    assert [26, 28] == [len(line) for line in found[:2]]


def test_masthead_stands_where_the_standard_puts_it(whole: Path) -> None:
    """Mark at 72 mm, rule 4 mm under the number and as wide as the type area (7.2.4, 7.2.7)."""
    page = Ink(whole, 1)
    (top, _), (rule, _) = page.bands(page.red)
    number_bottom = max(bottom for _, bottom in page.bands(page.black) if bottom < rule)
    left, _, right, _ = page.box(page.red, 0, rule - 1, 210, rule + 1)
    assert top == pytest.approx(standard.MARK_FROM_PAGE_TOP.value.mm, abs=standard.MARK_FROM_PAGE_TOP.tolerance.mm)
    assert rule - number_bottom == pytest.approx(standard.MASTHEAD_RULE_GAP.value.mm, abs=0.5)
    assert right - left == pytest.approx(standard.MASTHEAD_RULE_WIDTH.value.mm, abs=0.5)


def test_page_number_stands_seven_millimetres_below(whole: Path) -> None:
    """The dash lies 7 mm under the type area, one character in from the right on odd and the left on even pages."""
    for number in (1, 2):
        page = Ink(whole, number)
        left, _, right, _ = page.box(page.black, 0, FOOT + 1, 210, 297)
        dash = page.box(page.black, left, FOOT + 1, left + 3, 297)[1]
        assert dash - FOOT == pytest.approx(standard.PAGE_NUMBER_GAP.value.mm, abs=0.5)
        edge = RIGHT - right if number % 2 else left - standard.BINDING_MARGIN.value.mm
        assert edge == pytest.approx(ONE_CHARACTER, abs=0.5)


def test_landscape_number_stands_where_all_numbers_stand(printer: Printer) -> None:
    """On a landscape page the turned number is 7 mm left of the type area: bottom on odd, top on even pages (8)."""
    # printed directly: the way round by .fodt prints the text box of a footer twice
    docx = printer.docx(Flow((appendix(task_table(9), orientation=Orientation.LANDSCAPE),), notice().properties))
    pdf = printer.office.convert(docx, "pdf")
    edge = standard.LANDSCAPE_LEFT_MARGIN.value.mm
    for number in (1, 2):
        page = Ink(pdf, number)
        _, top, _, bottom = page.box(page.black, 0, 0, edge - 1, 210)
        dash = page.box(page.black, 0, top, edge - 1, top + 3)[2]
        assert edge - dash == pytest.approx(standard.PAGE_NUMBER_GAP.value.mm, abs=0.5)
        if number % 2:
            assert 210 - standard.LANDSCAPE_BOTTOM_MARGIN.value.mm - bottom == pytest.approx(ONE_CHARACTER, abs=0.5)
        else:
            assert top - standard.LANDSCAPE_TOP_MARGIN.value.mm == pytest.approx(ONE_CHARACTER, abs=0.5)


def test_numbers_of_another_size_stand_where_all_numbers_stand(own: Project, office: Office, tmp_path: Path) -> None:
    """A style of the number in another size, another one for even pages: still 7 mm off the type area in both files."""
    source = own.templates / "word" / SOURCE
    for name, size, line in (("页码单页", 40, 480), ("页码双页", 20, 240)):
        restyle(source, name, 'w:line="336"', f'w:line="{line}"')
        restyle(source, name, 'w:val="28"', f'w:val="{size}"')
    text = simple(*(para(Role.PARAGRAPH, FULL_LINE[:20]) for _ in range(30)))
    turned = appendix(task_table(9), orientation=Orientation.LANDSCAPE)
    flow, faces = replace(text, sections=(*text.sections, turned)), load_fonts(own, Problems())
    word, pdf = tmp_path / "word.docx", tmp_path / "made.pdf"
    word.write_bytes(render(flow, faces, own))
    pdf.write_bytes(lay_out(flow, faces, own).write())
    for printed in (office.convert(word, "pdf"), pdf):
        gaps = []
        for number in (1, 2):
            page = Ink(printed, number)
            left = page.box(page.black, 0, FOOT + 1, 210, 297)[0]
            gaps.append(page.box(page.black, left, FOOT + 1, left + 2, 297)[1] - FOOT)
        edge = standard.LANDSCAPE_LEFT_MARGIN.value.mm
        for number in (3, 4):
            page = Ink(printed, number)
            top = page.box(page.black, 0, 0, edge - 1, 210)[1]
            gaps.append(edge - page.box(page.black, 0, top, edge - 1, top + 2)[2])
        assert gaps == pytest.approx([standard.PAGE_NUMBER_GAP.value.mm] * 4, abs=0.5), printed.name


@pytest.mark.parametrize(
    ("flow", "pages"),
    [
        (notice(), 7),
        (notice(imprint=None), 6),
        (replace(simple(*masthead(), title("通知"), *body()[:2]), imprint=imprint()), 1),
        (replace(simple(*masthead(), title("通知"), *body()[:2]), imprint=imprint(), decisions=Decisions(True)), 2),
        (simple(*(para(Role.PARAGRAPH, "一行。") for _ in range(22))), 1),
        (Flow((appendix(task_table(2)),), notice().properties), 1),
        (replace(Flow((appendix(task_table(2)),), notice().properties), imprint=imprint()), 1),
    ],
)
def test_no_page_is_left_empty(flow: Flow, pages: int, printer: Printer) -> None:
    """The file has the pages it needs, and no empty one trails behind."""
    assert pages == page_count(printer.pdf(flow))


@pytest.mark.parametrize("on_new_page", [False, True])
def test_imprint_ends_with_the_type_area(on_new_page: bool, printer: Printer) -> None:
    """The last rule of the imprint lies on the foot of the type area of the last page, as wide as it (7.4.1)."""
    flow = replace(simple(*body()[:2]), imprint=imprint(), decisions=Decisions(on_new_page))
    page = Ink(printer.pdf(flow), 2 if on_new_page else 1)
    left, _, right, bottom = page.box(page.black, 0, 230, 210, FOOT + 1)
    assert bottom == pytest.approx(FOOT, abs=0.5)
    assert right - left == pytest.approx(standard.TYPE_AREA_WIDTH.value.mm, abs=0.5)
    weights = sorted(round(low - high, 2) for high, low in page.bands(page.black, 28.2, 31) if low <= FOOT + 0.5)[:3]
    rules: list[Length] = [standard.IMPRINT_THIN_RULE.value, *[standard.IMPRINT_THICK_RULE.value] * 2]
    assert weights == pytest.approx([rule.mm for rule in rules], abs=0.06)


def test_head_of_the_table_is_repeated(printer: Printer) -> None:
    """A table that goes on over the page begins there with its head again."""
    pdf = printer.pdf(Flow((appendix(task_table(20)),), notice().properties))
    assert page_count(pdf) > 1
    assert lines(pdf, 2)[0].startswith("序号")


def test_marked_pages_say_so_outside_the_type_area(printer: Printer) -> None:
    """Every page of a file with errors says 待改 above the type area."""
    pdf = printer.pdf(notice(marked=True))
    for number in range(1, page_count(pdf) + 1):
        above = [item for item in characters(pdf, number) if float(item["bottom"]) < 79]  # type: ignore
        found = [item for item in above if item["text"] in "待改"]
        assert "待改" == "".join(str(item["text"]) for item in found)


def test_rows_of_a_book_fill_a_turned_page(printer: Printer, fonts: Fonts, project: Project) -> None:
    """With 每页行数 both files hold 22 rows of up to two lines on a page, in rows of one height (登记簿)."""
    name = "云溪县人民政府关于做好岁末年初第{}批安全生产隐患排查治理和防汛抗旱物资储备调运工作的通知"
    rows = [[str(number), name.format(number) if number % 3 else "关于停水的通知"] for number in range(1, 46)]
    table = {"栏": ["序号", "标题"], "行": rows, "列宽": ["20", "90"], "方向": "横", "字号": "六号", "每页行数": "22"}
    flow, problems = composed(正文=[{"表": table}])
    assert not problems.errors
    laid_out = lay_out(flow, fonts, project)
    flow = replace(flow, decisions=laid_out.decisions)
    paper = printer.office.folder / "rows.pdf"
    paper.write_bytes(laid_out.write())
    for pdf in (paper, printer.pdf(flow)):
        edges: list[list[float]] = []
        with pdfplumber.open(pdf) as document:
            for page in document.pages:
                across = [item for item in (*page.lines, *page.rects) if item["width"] > 100 and item["height"] < 3]
                edges.append(sorted({round((item["top"] + item["bottom"]) / 2, 1) for item in across}))
        turned = [found for found in edges if len(found) > 2]
        assert [len(found) - 2 for found in turned] == [22, 22, 1]
        heights = [below - above for above, below in itertools.pairwise(turned[0][1:])]
        assert max(heights) - min(heights) < 0.3
