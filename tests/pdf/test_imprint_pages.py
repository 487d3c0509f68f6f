"""The imprint (版记, 7.4.1, 7.5) for every length of the text: which page it stands on, and which pages have numbers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.pdf.flows import notice
from tests.pdf.measure import black, pixels, rules
from tests.pdf.settling import IMPRINT, lines_of_text, settled
from ygt_docs.compose.flow import Decisions
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.proof import verify_pdf
from ygt_docs.proof.pdf_text import read_pdf
from ygt_docs.standard import gbt9704 as standard

THREE_PAGES = 3 * standard.LINES_PER_PAGE.value
FOOT = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value).mm


def test_imprint_ends_an_even_page_for_every_length(
    fonts: Fonts, project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """For a text of 1 line to 3 pages the imprint is on the last page, an even one, its last rule on 262 ± 0.5 mm."""
    lengths = range(1, THREE_PAGES + 1)
    for length in sorted(rng.sample(lengths, count(8, len(lengths)))):
        flow, laid_out, found = settled(fonts, project, 正文=lines_of_text(length), 版记=IMPRINT)
        data = laid_out.write()
        assert [] == found + verify_pdf(data, flow, fonts), length
        pages = read_pdf(data)
        assert 0 == len(pages) % 2, length
        assert "印发" in pages[-1].text
        drawn = rules(black(pixels(data, len(pages))))
        assert FOOT == pytest.approx(drawn[-1][1], abs=0.5), length
        numbered = [f"— {page.number} —" in page.text for page in pages]
        blank = flow.decisions.blank_page_before_imprint
        assert [True] * (len(pages) - 2) + [not blank] * 2 == numbered, length
        assert blank == (pages[-2].text == ""), length


def test_single_sided_documents_need_no_even_page(fonts: Fonts, project: Project) -> None:
    """Where the profile does not ask for an even page, the imprint stands under the text of an odd one."""
    flow = notice(1)
    assert flow.imprint is not None
    assert not flow.imprint.even_page
    assert Decisions() == replace(lay_out(flow, fonts, project).decisions, sign_off_from=None)


@pytest.mark.parametrize(("rows", "blank"), [(3, False), (14, True)])
def test_imprint_never_stands_on_a_turned_page(rows: int, blank: bool, fonts: Fonts, project: Project) -> None:
    """After a landscape appendix the imprint has a page of its own, upright and even (8)."""
    tasks = [{"任务": f"完成第{number}项任务，确保取得实效。" * 4} for number in range(rows)]
    appendix = [{"名称": "清单", "方向": "横", "任务表": {"组": [{"任务": tasks}]}}]
    flow, laid_out, _ = settled(fonts, project, 附件=appendix, 版记=IMPRINT, 正文=lines_of_text(15))
    data = laid_out.write()
    assert [] == verify_pdf(data, flow, fonts)
    pages = read_pdf(data)
    last = pages[-1]
    assert "印发" in last.text
    assert last.width < last.height
    assert 0 == len(pages) % 2
    turned = [page for page in pages if page.width > page.height]
    assert blank == flow.decisions.blank_page_before_imprint == (turned[-1].number % 2 == 0)
    assert all(f"— {page.number} —" in page.text for page in turned)


def test_a_number_on_the_blank_page_is_seen(fonts: Fonts, project: Project) -> None:
    """A file whose blank page or imprint page bears a number, or whose other pages lack one, is not accepted (V207)."""
    flow, laid_out, _ = settled(fonts, project, 正文=lines_of_text(25), 版记=IMPRINT)
    data = laid_out.write()
    other = replace(flow.decisions, blank_page_before_imprint=not flow.decisions.blank_page_before_imprint)
    assert [] == verify_pdf(data, flow, fonts)
    assert {"V207"} == {item.code for item in verify_pdf(data, replace(flow, decisions=other), fonts)}


def test_an_imprint_higher_than_a_page_goes_on_after_the_text(fonts: Fonts, project: Project) -> None:
    """Copy recipients over more than a page stand inline, and no character of them is lost."""
    many = {**IMPRINT, "抄送": [f"第{number}人民政府办公室综合科" for number in range(60)]}
    flow, laid_out, found = settled(fonts, project, 版记=many)
    assert flow.decisions.imprint_inline
    assert [] == found + verify_pdf(laid_out.write(), flow, fonts)
