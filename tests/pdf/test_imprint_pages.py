"""The imprint (版记, 7.4.1, 7.5) for every length of the text: which page it stands on, and which pages have numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.compose.documents import document
from tests.pdf.flows import notice
from tests.pdf.measure import black, pixels, rules
from tests.pdf.settling import IMPRINT, SENTENCE, TITLE, lines_of_text, settled
from ygt_docs.building.settle import settle, with_foreseen
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.docfiles.pdf_text import PdfPage, read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import LaidOut, lay_out
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.proof import verify_pdf
from ygt_docs.proof.pdf_check import characters_inside
from ygt_docs.standard import gbt9704 as standard

THREE_PAGES = 3 * standard.LINES_PER_PAGE.value
MM = 25.4 / 72
LINE = standard.LINE_PITCH.value.mm
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


def test_a_full_page_before_a_turned_one_is_noted(fonts: Fonts, project: Project) -> None:
    """Of these texts one fills the page before, so that no paragraph of its own can end the section there."""
    appendix = [{"名称": "清单", "方向": "横", "任务表": {"组": [{"任务": [{"任务": "完成。"}]}]}}]
    found = []
    for length in range(20, 27):
        flow, _, _ = settled(fonts, project, 附件=appendix, 正文=lines_of_text(length))
        found.append(flow.decisions.full_sections)
    assert found.count((0,)) == 1
    assert found.count(()) == len(found) - 1


def test_a_full_page_before_a_blank_one_settles(fonts: Fonts, project: Project) -> None:
    """Whether the page is full is asked when the imprint has its place, and moves nothing."""
    found = set()
    for length in (24, 25, 26):
        flow, _, problems = settled(fonts, project, 正文=lines_of_text(length), 版记=IMPRINT)
        assert problems == []
        found.add((flow.decisions.blank_page_before_imprint, flow.decisions.full_sections))
    assert found == {(True, ()), (True, (0,)), (False, ())}


@pytest.mark.parametrize(("rows", "lines"), [(3, 15), (14, 15), (3, 18), (14, 18)])
def test_behind_a_turned_page_the_imprint_costs_no_round(rows: int, lines: int, fonts: Fonts, project: Project) -> None:
    """The pages of the second round are the last ones, with a blank page before the imprint or without, and also where
    tighter lines bring the sign-off back to page one."""
    tasks = [{"任务": f"完成第{number}项任务，确保取得实效。" * 4} for number in range(rows)]
    appendix = [{"名称": "清单", "方向": "横", "任务表": {"组": [{"任务": tasks}]}}]
    made = document(标题=TITLE, 附件=appendix, 版记=IMPRINT, 正文=lines_of_text(lines))
    rounds: list[Flow] = []

    def composed(decisions: Decisions, problems: Problems) -> Flow:
        return with_foreseen(compose(made, decisions, problems))

    def laid_out(flow: Flow) -> LaidOut:
        rounds.append(flow)
        return lay_out(flow, fonts, project)

    final = settle(composed, laid_out)
    assert final.problems == []
    assert len(rounds) <= 2


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


def ordinary(dice: random.Random) -> dict[str, Any]:
    """An ordinary notice: short or long, with and without appendices, copies and annotation."""
    names = ("责任分工表", "报名表", "任务清单及填报要求的详细说明（2026年版）")
    tree: dict[str, Any] = {
        "正文": {"导语": "\n".join(SENTENCE * dice.randint(1, 3) for _ in range(dice.choice((1, 1, 2, 3, 5, 9))))},
        "主送机关": ["各乡镇人民政府", "县直有关单位"][: dice.randint(1, 2)],
        "版记": {key: value for key, value in IMPRINT.items() if key != "抄送" or dice.random() < 0.5},
    }
    count = dice.choice((0, 1, 1, 2, 3, 6, 10))
    bodies = [{"导语": "\n".join([SENTENCE] * dice.choice((1, 2, 20)))} for _ in range(count)]
    if count:
        tree["附件"] = [
            {"名称": f"{dice.choice(names)}{number}", "正文": body} for number, body in enumerate(bodies, start=1)
        ]
    if dice.random() < 0.3:
        tree["附注"] = "此件公开发布"
    return tree


def wasted(pages: Sequence[PdfPage]) -> bool:
    """Whether a blank page or a page of its own was given to an imprint that the page before had room for."""
    height = FOOT - min(character.top for character in characters_inside(pages[-1])) * MM
    text = [page for page in pages[:-1] if page.text.strip("— 0123456789")]
    alone = "印发" in pages[-1].text and len(pages[-1].text.replace(" ", "")) < 90 and text[-1].number < len(pages)
    room = FOOT - max(character.bottom for character in characters_inside(text[-1])) * MM
    even = text[-1].number % 2 == 0
    return alone and even and room > height + LINE


def test_no_sheet_is_wasted_for_the_imprint(
    fonts: Fonts, project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """Of ordinary notices none has a page with the imprint alone while the even page before has room for it."""
    for number in range(count(10, 200)):
        tree = ordinary(rng)
        flow, laid_out, _ = settled(fonts, project, **tree)
        if flow.decisions.imprint_on_new_page:
            assert not wasted(read_pdf(laid_out.write())), (number, tree)


def test_the_imprint_is_decided_after_lines_were_tightened(fonts: Fonts, project: Project) -> None:
    """A sign-off that comes back to page one leaves page two to the appendix, and room on it for the imprint."""
    appendix = [{"名称": "公共厕所管理办法", "正文": {"导语": "本办法自公布之日起施行。"}}]
    flow, laid_out, found = settled(
        fonts, project, 正文=lines_of_text(1), 主送机关=["各乡镇人民政府"], 附件=appendix, 版记=IMPRINT
    )
    assert flow.decisions.tight_pitch is not None
    assert not flow.decisions.imprint_on_new_page
    data = laid_out.write()
    assert [] == found + verify_pdf(data, flow, fonts)
    assert 2 == len(read_pdf(data))


def test_a_wasted_sheet_is_seen(fonts: Fonts, project: Project) -> None:
    """The same measure finds an imprint that was sent away from a page with room."""
    flow, laid_out, _ = settled(fonts, project, 正文=lines_of_text(18), 版记=IMPRINT)
    assert not wasted(read_pdf(laid_out.write()))
    sent = replace(flow.decisions, imprint_on_new_page=True, blank_page_before_imprint=True)
    assert wasted(read_pdf(lay_out(replace(flow, decisions=sent), fonts, project).write()))
