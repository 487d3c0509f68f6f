"""Positions of letter, order and minutes (10) on the finished PDF, and the proof when they are moved or removed."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pdf.measure import MM, PT_TO_MM, black, extent, lines, pixels, red, rules
from tests.special import letter, minutes, order
from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.proof import check_pdf, verify_pdf

SENTENCE = "为做好秋收工作，压实各方责任，结合全县实际，现就有关事项商请支持，请按照职责分工抓紧落实。"
LONG = {"导语": "\n".join([SENTENCE * 7, SENTENCE * 7, SENTENCE])}


def pdf(flow: Flow, fonts: Fonts, project: Project) -> bytes:
    """The PDF of `flow`."""
    return lay_out(flow, fonts, project).write()


@pytest.fixture(scope="module")
def data(fonts: Fonts, project: Project) -> bytes:
    """A letter of two pages with 紧急程度 and copy recipients."""
    return pdf(letter(正文=LONG, 紧急程度="特急", 版记={"抄送": ["县财政局"]}), fonts, project)


def mark_top(data: bytes) -> float:
    """The upper edge of the red ink of page one in millimetres."""
    return extent(red(pixels(data, 1)).any(axis=1))[0]


def test_mark_of_a_letter_stands_30_mm_from_the_page_top(data: bytes) -> None:
    """The ink of the mark begins 30.0 ± 0.5 mm under the upper edge of the page (10.1)."""
    assert 30.0 == pytest.approx(mark_top(data), abs=0.5)


def test_double_rules_of_a_letter(data: bytes) -> None:
    """Two double rules, 170 mm wide, centred; 4 mm under the mark and 20 mm above the foot, thick lines outside."""
    image = red(pixels(data, 1))
    found = rules(image)
    assert 4 == len(found)
    assert all((21.0, 191.0) == pytest.approx(rule[2:], abs=0.3) for rule in found)
    thick, thin, over, under = (rule[1] - rule[0] for rule in found)
    assert thick > 2 * thin
    assert under > 2 * over
    _, mark_bottom = extent(image[: int(found[0][0] / MM) - 2].any(axis=1))
    assert 4.0 == pytest.approx(found[0][0] - mark_bottom, abs=0.5)
    assert 20.0 == pytest.approx(297 - found[3][1], abs=0.5)


def test_double_rules_may_be_centred_on_the_page(fonts: Fonts, project: Project) -> None:
    """The profile's switch moves both rules by one millimetre, and nothing else."""
    image = red(pixels(pdf(replace(letter(), rules_centred_on_page=True), fonts, project), 1))
    assert all((20.0, 190.0) == pytest.approx(rule[2:], abs=0.3) for rule in rules(image))
    left, right = extent(image[int(30 / MM) : int(40 / MM)].any(axis=0))
    assert 106.0 == pytest.approx((left + right) / 2, abs=1.0)


def test_number_and_urgency_of_a_letter(data: bytes) -> None:
    """7/8 of a character under the rule: the number at the right edge, 特急 at the left edge of the type area (10.1)."""
    image = pixels(data, 1)
    rule = rules(red(image))[1]
    below = black(image)[int(rule[1] / MM) + 2 : int((rule[1] + 12) / MM)]
    top, _ = extent(below.any(axis=1))
    assert 14 * PT_TO_MM == pytest.approx(top + 2 * MM, abs=0.5)
    left, right = extent(below.any(axis=0))
    assert (28.0, 184.0) == pytest.approx((left, right), abs=1.0)


def test_elements_at_the_left_edge_stand_a_line_apart(fonts: Fonts, project: Project) -> None:
    """份号, 密级 and 紧急程度 stand one under another, a line apart, at the left edge of the type area (10.1)."""
    page = read_pdf(pdf(letter(份号="000001", 密级="秘密", 紧急程度="特急"), fonts, project))[0]
    rows = lines(page)[1:4]
    assert ["0", "秘", "特"] == [row[0].text for row in rows]
    for row, after in itertools.pairwise(rows):
        assert 28.95 == pytest.approx(after[0].baseline - row[0].baseline, abs=0.1)


def test_pages_of_a_letter(data: bytes) -> None:
    """No number on page one, one on page two; the text goes on at the upper edge of the type area (10.1)."""
    first, second = read_pdf(data)
    assert "—" not in first.text
    assert "— 2 —" in second.text
    assert 37.0 < min(item.top for item in second.characters) * PT_TO_MM < 42.0


def test_imprint_of_a_letter_has_no_rules(data: bytes) -> None:
    """The copy recipients are the last line of the last page, without any rule (10.1)."""
    assert [] == rules(black(pixels(data, 2)))
    last = [line for line in lines(read_pdf(data)[1]) if line[0].text != "—"][-1]
    assert last[0].text == "抄"
    assert 252.0 < last[0].bottom * PT_TO_MM < 262.0


def test_title_of_a_letter_stands_two_lines_under_the_last_element(data: bytes) -> None:
    """标题与其上最后一个要素相距二行 (10.1)."""
    number, title = lines(read_pdf(data)[0])[1:3]
    gap = (min(item.top for item in title) - max(item.bottom for item in number)) * PT_TO_MM
    assert 2 == pytest.approx(gap / 10.21, abs=0.4)


def test_order_stands_20_mm_under_the_upper_edge(fonts: Fonts, project: Project) -> None:
    """Mark 20 mm under the upper edge of the type area, 令号 and body two lines below each, centred (10.2)."""
    data = pdf(order(), fonts, project)
    assert 57.0 == pytest.approx(mark_top(data), abs=0.5)
    image = pixels(data, 1)
    _, mark_bottom = extent(red(image).any(axis=1))
    number, first = (line for line in lines(read_pdf(data)[0])[1:3])
    top = min(item.top for item in number) * PT_TO_MM
    assert 2 * 10.21 == pytest.approx(top - mark_bottom, abs=0.5)
    assert 106.0 == pytest.approx((number[0].start + number[-1].end) / 2 * PT_TO_MM, abs=0.5)
    below = min(item.top for item in first) * PT_TO_MM - max(item.bottom for item in number) * PT_TO_MM
    assert 2 == pytest.approx(below / 10.21, abs=0.4)


def test_minutes_stand_35_mm_under_the_upper_edge(fonts: Fonts, project: Project) -> None:
    """Mark 35 mm under the upper edge, office left and date right, the rule 4 mm under them (10.3)."""
    data = pdf(minutes(), fonts, project)
    assert 72.0 == pytest.approx(mark_top(data), abs=0.5)
    image = pixels(data, 1)
    (rule,) = rules(red(image))
    above = black(image)[: int(rule[0] / MM)]
    _, bottom = extent(above.any(axis=1))
    assert 4.0 == pytest.approx(rule[0] - bottom, abs=0.5)
    line = lines(read_pdf(data)[0])[2]
    assert (28.0, 184.0) == pytest.approx((line[0].start * PT_TO_MM, line[-1].end * PT_TO_MM), abs=0.8)


@pytest.mark.parametrize("first_lines", [{"份号": "000001"}, {"份号": "000001", "密级": "秘密", "紧急程度": "特急"}])
def test_lines_above_the_mark_do_not_move_it(fonts: Fonts, project: Project, first_lines: dict[str, str]) -> None:
    """份号, 密级 and 紧急程度 of minutes stand above the mark and leave it where it is."""
    assert 72.0 == pytest.approx(mark_top(pdf(minutes(**first_lines), fonts, project)), abs=0.5)


def test_names_hang_under_the_first_name(fonts: Fonts, project: Project) -> None:
    """回行与冒号后首字对齐 (10.3)."""
    page = read_pdf(pdf(minutes(), fonts, project))[0]
    rows = lines(page)
    start = next(index for index, row in enumerate(rows) if row[0].text == "列")
    assert rows[start][3].start == pytest.approx(rows[start + 1][0].start, abs=0.6)


@pytest.mark.parametrize(
    "flow", [letter(), letter(正文=LONG), order(), minutes()], ids=["letter", "long", "order", "minutes"]
)
def test_what_is_made_passes_the_proof(flow: Flow, fonts: Fonts, project: Project) -> None:
    """A letter, an order and minutes have no finding."""
    assert [str(item) for item in verify_pdf(pdf(flow, fonts, project), flow, fonts)] == []


BREAKS = {
    "the mark of a letter too low": (
        "V220",
        letter,
        "letter.css",
        "margin-top: {{ letter_start }};",
        "margin-top: 21mm;",
    ),
    "rules too short": ("D601", letter, "letter.css", "{{ std.letter_rule_length }}", "156mm"),
    "a rule too near to the foot": (
        "D601",
        letter,
        "letter.css",
        "top: {{ letter_foot_rule_thick }}",
        "top: 258.5mm",
    ),
    "no rule at the foot": ("D601", letter, "letter.html", '<div class="foot-rule-thick"></div>', ""),
    "thick and thin exchanged": ("D601", letter, "letter.css", "{{ std.letter_rule_thick }}", "0.1mm"),
    "a number on page one": ("V207", letter, "letter.css", "@bottom-right { content: none; }", ""),
    "text that runs into the rule": (
        "V220",
        lambda: letter(正文=LONG),
        "letter.css",
        "margin-top: {{ letter_start }};",
        "margin-top: {{ letter_start }}; margin-bottom: 10mm;",
    ),
    "the mark of an order too high": (
        "V220",
        order,
        "order.css",
        '{% include "notice.css" %}',
        '{% include "notice.css" %}\n.spacer { margin-top: -1mm; }',
    ),
    "the mark of minutes too high": (
        "V220",
        minutes,
        "minutes.css",
        ".minutes-line {",
        ".spacer { margin-top: -1mm; }\n.minutes-line {",
    ),
}


@pytest.mark.parametrize(("code", "make", "name", "old", "new"), BREAKS.values(), ids=BREAKS)
def test_a_template_that_moves_or_drops_an_element_is_seen(
    code: str, make: object, name: str, old: str, new: str, tmp_path: Path, fonts: Fonts, project: Project
) -> None:
    """Whoever edits the templates of a special format is told when a position of clause 10 is lost."""
    shutil.copytree(project.templates, tmp_path / "templates")
    path = tmp_path / "templates" / "pdf" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    flow = make()  # type: ignore[operator]
    found = check_pdf(pdf(flow, fonts, Project(tmp_path, project.cache)), flow, fonts)
    assert code in {item.code for item in found}
