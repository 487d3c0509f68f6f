"""Sign-off, seals and date on paper (7.3.5), measured on the finished PDF; seals are circles around their names."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tests.compose.documents import of_role
from tests.pdf.settling import SENTENCE, lines_of_text, settled
from ygt_docs.compose.flow import Flow, Paragraph, Role, Table
from ygt_docs.docfiles.pdf_text import Character, PdfPage, read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.proof import verify_pdf
from ygt_docs.proof.pdf_check import characters_inside
from ygt_docs.standard import gbt9704 as standard

MM = 25.4 / 72
LEFT = standard.BINDING_MARGIN.value.mm
RIGHT = LEFT + standard.TYPE_AREA_WIDTH.value.mm
FOOT = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value).mm
LINE = standard.LINE_PITCH.value.mm
CHARACTER = standard.CHARACTER_PITCH.value.mm
TEN = [
    {"全称": f"青禾县{name}局"}
    for name in ("财政", "教育", "公安", "民政", "司法", "审计", "水利", "统计", "林业", "交通")
]
LONG = [
    {"全称": "青禾县卫生健康局"},
    {"全称": "甲", "署名": ["中共青禾县委机构", "编制委员会办公室"]},
    {"全称": "乙", "署名": ["青禾县发展和改革局", "（青禾县国防动员办公室综合处）"]},
    {"全称": "丙", "署名": ["青禾县人力资源", "和社会保障局"]},
    *TEN[:4],
]
BODY = {"导语": "\n".join([SENTENCE * 2] * 3)}

Circle = tuple[int, float, float, float]
"""Page, centre from the left and from the top, diameter; in mm."""


def found_text(pages: Sequence[PdfPage], text: str) -> list[tuple[PdfPage, list[Character]]]:
    """Every place where `text` stands in a page, with its characters."""
    found = []
    for page in pages:
        start = page.text.find(text)
        while start >= 0:
            found.append((page, list(page.characters[start : start + len(text)])))
            start = page.text.find(text, start + 1)
    return found


def middle(characters: Sequence[Character]) -> float:
    """The middle of a text on its line in mm."""
    return (characters[0].start + characters[-1].end) / 2 * MM


def line_top(character: Character) -> float:
    """The upper edge of the line a character of 16 pt stands on, in mm: the baseline lies 20.2 pt below it."""
    return (character.baseline - (standard.LINE_PITCH.value.pt - 16) / 2 - 16 * 0.859) * MM


def circles(flow: Flow, pages: Sequence[PdfPage], diameter: float) -> list[Circle]:
    """Where the seals of a joint notice go: a circle around the middle of each name, measured on the page."""
    grid = next(block for block in flow.sections[0].blocks if isinstance(block, Table) and not block.ruled)
    result = []
    for cell in (cell for row in grid.rows for cell in row.cells if cell.paragraphs[0].text):
        first, last = cell.paragraphs[0].text, cell.paragraphs[-1].text
        page, upper = found_text(pages, first)[-1]
        _, lower = found_text(pages, last)[-1]
        height = (line_top(upper[0]) + line_top(lower[0]) + LINE) / 2
        result.append((page.number, middle(upper), height, diameter))
    return result


def touch(one: Circle, two: Circle) -> bool:
    """Whether two seals touch."""
    apart = ((one[1] - two[1]) ** 2 + (one[2] - two[2]) ** 2) ** 0.5
    return one[0] == two[0] and apart <= (one[3] + two[3]) / 2


def inside(circle: Circle) -> bool:
    """Whether a seal keeps in the type area."""
    _, across, down, diameter = circle
    half = diameter / 2
    return LEFT <= across - half and across + half <= RIGHT and down + half <= FOOT


@pytest.mark.parametrize(
    ("organs", "in_a_row"), [(TEN[:2], 2), (TEN[:3], 3), (TEN[:4], 3), (TEN[:8], 3), (TEN, 3), (LONG, 2)]
)
def test_seals_of_a_joint_notice(organs: list[dict], in_a_row: int, fonts: Fonts, project: Project) -> None:
    """Seals touch neither each other nor the edge, the first row begins within a line of the text (7.3.5.1)."""
    flow, laid_out, found = settled(fonts, project, *organs, 正文=BODY)
    data = laid_out.write()
    assert [] == found + verify_pdf(data, flow, fonts)
    pages = read_pdf(data)
    seals = circles(flow, pages, 42)
    assert len(organs) == len(seals)
    assert not [pair for pair in itertools.combinations(seals, 2) if touch(*pair)]
    assert all(inside(seal) for seal in seals)
    assert in_a_row == sum(abs(seal[2] - seals[0][2]) < 0.1 for seal in seals)
    page = pages[seals[0][0] - 1]
    above = [character for character in page.characters if character.baseline * MM < seals[0][2] - 5]
    top = seals[0][2] - 21 - (line_top(above[-1]) + LINE)
    assert 0 <= top <= LINE
    _, date = found_text(pages, "2026年9月1日")[-1]
    assert seals[-1][1] == pytest.approx(middle(date), abs=0.3)
    assert seals[-1][2] < line_top(date[0]) + LINE / 2 < seals[-1][2] + 21
    if in_a_row < 3 or len(organs) > 1:
        assert RIGHT - 4 * CHARACTER == pytest.approx(date[-1].end * MM, abs=0.5)


def test_a_moved_name_is_seen(fonts: Fonts, project: Project) -> None:
    """Names set nearer together than their seals allow are found by the same measure."""
    flow, _, _ = settled(fonts, project, *TEN[:3], 正文=BODY)

    def squeezed(block: object) -> object:
        if not isinstance(block, Table) or block.ruled:
            return block
        return replace(block, widths=(0.4, 0.2, 0.0, 0.2, 0.0, 0.2, 0.0))

    section = replace(flow.sections[0], blocks=tuple(squeezed(block) for block in flow.sections[0].blocks))
    moved = replace(flow, sections=(section,))
    pages = read_pdf(lay_out(moved, fonts, project).write())
    seals = circles(moved, pages, 42)
    assert [pair for pair in itertools.combinations(seals, 2) if touch(*pair)]


def test_the_seal_of_one_organ(fonts: Fonts, project: Project) -> None:
    """Name and date lie under the middle of the seal, whose top is within a line of the text (7.3.5.1)."""
    flow, laid_out, _ = settled(fonts, project, {"全称": "青禾县人民政府", "印章图片": "甲.png"}, 正文=BODY)
    seal = of_role(flow, Role.SIGN_OFF)[0].seal
    assert seal is not None
    pages = read_pdf(laid_out.write())
    _, date = found_text(pages, "2026年9月1日")[-1]
    page, name = found_text(pages, "青禾县人民政府")[-1]
    assert middle(date) == pytest.approx(middle(name), abs=0.3)
    assert RIGHT - 4 * CHARACTER == pytest.approx(date[-1].end * MM, abs=0.5)
    centre = line_top(name[0]) + seal.down * LINE
    text = max(c.baseline for c in page.characters if c.baseline < name[0].baseline - 1)
    top = centre - 21 - (text * MM + (LINE - (text * MM - line_top_of(text))))
    assert 0 <= top <= LINE
    assert 0 < (line_top(name[0]) + line_top(date[0]) + LINE) / 2 - centre < 10
    assert centre + 21 <= FOOT


def line_top_of(baseline: float) -> float:
    """The upper edge in mm of the line of 16 pt whose baseline is at `baseline` points."""
    return (baseline - (standard.LINE_PITCH.value.pt - 16) / 2 - 16 * 0.859) * MM


def test_unsealed_names_stand_under_one_another(fonts: Fonts, project: Project) -> None:
    """Ten unsealed names begin at one place, the date 2 字 further in (7.3.5.2)."""
    _, laid_out, found = settled(fonts, project, *TEN, 正文=BODY, 用印="不盖章")
    pages = read_pdf(laid_out.write())
    assert [] == found
    starts = [found_text(pages, organ["全称"])[-1][1][0].start * MM for organ in TEN]
    assert max(starts) - min(starts) < 0.2
    _, date = found_text(pages, "2026年9月1日")[-1]
    assert 2 * CHARACTER == pytest.approx(date[0].start * MM - starts[0], abs=0.3)


def test_signature_stamps(fonts: Fonts, project: Project) -> None:
    """职务 stands 2 字 before the stamp, which ends 4 字 from the right, two lines under the text (7.3.5.3)."""
    stamps = [{"职务": "青禾县财政局局长", "姓名": "田禾"}, {"职务": "青禾县教育局局长", "姓名": "欧阳小禾"}]
    flow, laid_out, found = settled(fonts, project, *TEN[:2], 正文=lines_of_text(3), 用印="签名章", 签名章=stamps)
    data = laid_out.write()
    assert [] == found + verify_pdf(data, flow, fonts)
    pages = read_pdf(data)
    _, position = found_text(pages, stamps[0]["职务"])[0]
    _, name = found_text(pages, "田\u3000禾")[0]
    _, other = found_text(pages, "欧阳小禾")[0]
    _, date = found_text(pages, "2026年9月1日")[-1]
    assert 2 * CHARACTER == pytest.approx((name[0].start - position[-1].end) * MM, abs=0.6)
    for text in (name, other, date):
        assert RIGHT - 4 * CHARACTER == pytest.approx(text[-1].end * MM, abs=0.6)
    page, _ = found_text(pages, stamps[0]["职务"])[0]
    assert 3 * LINE == pytest.approx(line_top(name[0]) - last_line(page, name), abs=0.2)
    assert 2 * LINE == pytest.approx((other[0].baseline - name[0].baseline) * MM, abs=0.2)
    assert 2 * LINE == pytest.approx((date[0].baseline - other[0].baseline) * MM, abs=0.2)


def last_line(page: PdfPage, below: Sequence[Character]) -> float:
    """The upper edge of the last line of text above `below`, in mm."""
    return max(line_top(c) for c in page.characters if 37 / MM < c.baseline < below[0].baseline - 1 and c.size < 17)


def text_beside_sign_off(flow: Flow, pages: Sequence[PdfPage]) -> bool:
    """Whether the page with the first name also has text of the body."""
    name = next(item for item in flow.paragraphs() if item.role in (Role.SIGN_OFF, Role.JOINT_SIGN_OFF) and item.text)
    page, _ = found_text(pages, name.text)[-1]
    body = "".join(item.text for item in flow.paragraphs() if item.last_of_body)
    return any(body[-length:] in page.text for length in range(1, 29))


@pytest.mark.parametrize("organs", [(), TEN[:3], TEN[:8]], ids=["one", "three", "eight"])
def test_the_page_of_the_sign_off_has_text_for_every_length(
    organs: list[dict], fonts: Fonts, project: Project, rng: random.Random, count: Callable[[int, int], int]
) -> None:
    """For a text of 2 lines to 2 pages, body text stands on page one and on the page of the sign-off (7.3.5.5)."""
    lengths = range(2, 2 * standard.LINES_PER_PAGE.value + 1)
    for length in sorted(rng.sample(lengths, count(5, len(lengths)))):
        flow, laid_out, found = settled(fonts, project, *organs, 正文=lines_of_text(length))
        data = laid_out.write()
        assert [] == found + verify_pdf(data, flow, fonts), length
        pages = read_pdf(data)
        assert "一二三" in pages[0].text, length
        assert text_beside_sign_off(flow, pages), length
        assert not any("此页无正文" in page.text for page in pages)


def test_a_sign_off_without_text_is_seen(fonts: Fonts, project: Project) -> None:
    """The same measure finds a sign-off that was sent to a page of its own."""
    flow, _, _ = settled(fonts, project, 正文=lines_of_text(3))
    blocks = [
        replace(block, page_break_before=True)
        if isinstance(block, Paragraph) and block.role is Role.SIGN_OFF
        else replace(block, keep_with_next=False)
        if isinstance(block, Paragraph)
        else block
        for block in flow.sections[0].blocks
    ]
    broken = replace(flow, sections=(replace(flow.sections[0], blocks=tuple(blocks)),))
    assert text_beside_sign_off(flow, read_pdf(lay_out(flow, fonts, project).write()))
    assert not text_beside_sign_off(broken, read_pdf(lay_out(broken, fonts, project).write()))


def test_one_line_of_text_is_set_tighter_with_its_sign_off(fonts: Fonts, project: Project) -> None:
    """A text of one line that would leave page one empty stays there: the lines of that page are set tighter."""
    appendices = [{"名称": name, "正文": {"导语": "略。"}} for name in "甲乙"]
    flow, laid_out, found = settled(
        fonts, project, 正文=lines_of_text(1), 附件=appendices, 主送机关=["各乡镇人民政府、街道办事处，县直有关单位"]
    )
    data = laid_out.write()
    assert flow.decisions.tight_pitch is not None
    assert standard.TIGHTEST_PITCH.value.twips <= flow.decisions.tight_pitch < standard.LINE_PITCH.value.twips
    assert [] == found + verify_pdf(data, flow, fonts)
    pages = read_pdf(data)
    assert text_beside_sign_off(flow, pages)
    assert "2026年9月1日" in pages[0].text


def fits_page_one(flow: Flow, pages: Sequence[PdfPage]) -> bool:
    """Whether all of body and sign-off stand on page one, on tightened lines."""
    return flow.decisions.tight_pitch is not None and "2026年9月1日" in pages[0].text


@pytest.mark.parametrize(("lines", "fits"), [(4, True), (5, False)])
def test_a_page_with_little_on_it_is_saved(fonts: Fonts, project: Project, lines: int, fits: bool) -> None:
    """Where 25 pt or more a line make room for it, the sign-off stays on page one; else text moves with it."""
    flow, laid_out, found = settled(
        fonts, project, 正文=lines_of_text(lines), 主送机关=["各乡镇人民政府、街道办事处，县直有关单位"]
    )
    data = laid_out.write()
    pages = read_pdf(data)
    assert [] == found + verify_pdf(data, flow, fonts)
    assert fits_page_one(flow, pages) == fits
    assert text_beside_sign_off(flow, pages)
    if fits:
        assert flow.decisions.tight_pitch is not None
        assert flow.decisions.tight_pitch >= standard.MILD_PITCH.value.twips


def test_a_sign_off_that_no_page_can_hold_is_named(fonts: Fonts, project: Project) -> None:
    """One line of text with so many seals that no page holds both is a warning, not a silent gap (N533)."""
    flow, laid_out, found = settled(fonts, project, *TEN[:8], 正文=lines_of_text(1))
    assert flow.decisions.sign_off_without_text
    assert ["N533"] == [item.code for item in found]
    assert "一二三" in read_pdf(laid_out.write())[0].text


def names_on(page: PdfPage, count: int) -> list[int]:
    """Which of `count` numbered names of appendices stand on `page`."""
    return [number for number in range(1, count + 1) if f"{number}.第{number}份" in page.text]


@pytest.mark.parametrize(("lines", "count"), [(1, 10), (1, 12), (3, 11), (4, 10)])
def test_many_names_of_appendices_leave_no_empty_page(fonts: Fonts, project: Project, lines: int, count: int) -> None:
    """The first names stand with the text, the last ones with the sign-off: neither page is nearly empty."""
    appendices = [{"名称": f"第{number}份材料", "正文": {"导语": "略。"}} for number in range(1, count + 1)]
    flow, laid_out, found = settled(
        fonts, project, 正文=lines_of_text(lines), 附件=appendices, 主送机关=["各乡镇人民政府"]
    )
    data = laid_out.write()
    assert [] == found + verify_pdf(data, flow, fonts)
    pages = read_pdf(data)
    assert "一二三" in pages[0].text
    first, second = names_on(pages[0], count), names_on(pages[1], count)
    assert list(range(1, count + 1)) == first + second
    assert len(first) >= 2
    assert second
    assert "2026年9月1日" in pages[1].text
    foot = max(character.bottom for character in characters_inside(pages[0])) * MM
    assert FOOT - foot < 3 * LINE


def test_names_of_a_promulgated_text_are_not_those_of_its_notice(fonts: Fonts, project: Project) -> None:
    """They stand behind the sign-off: nothing of them fills page one, and the sign-off is placed as without them."""
    appendices = [{"名称": f"第{number}份材料", "正文": {"导语": "略。"}} for number in range(1, 5)]
    passed_on = {"标题": ["青禾县秋收方案"], "正文": {"导语": "略。"}, "附件": appendices}
    flow, laid_out, found = settled(fonts, project, *TEN[:8], 正文=lines_of_text(9), 印发件=passed_on)
    assert not flow.decisions.note_parted
    assert [] == found + verify_pdf(laid_out.write(), flow, fonts)
