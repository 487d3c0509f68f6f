"""Rows of sealed names (7.3.5.1) for any organs, names and seals: nothing touches, nothing leaves the area."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compose.documents import ORGAN, codes, composed, of_role
from ygt_docs.compose.flow import Cell, Role, Table
from ygt_docs.compose.joint_seals import SealedSignOff, Signer, sealed_sign_off
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Mm

WIDTH = standard.TYPE_AREA_WIDTH.value.over(standard.CHARACTER_PITCH.value)
SIGNERS = st.lists(
    st.builds(
        lambda lengths, mm: Signer(tuple(Text("禾" * length) for length in lengths), Mm(mm)),
        st.lists(st.integers(1, 26), min_size=1, max_size=2),
        st.integers(38, 50),
    ),
    min_size=2,
    max_size=10,
)


def columns(made: SealedSignOff) -> list[tuple[float, float]]:
    """Left and right edge of each organ's column in 字."""
    edges = [0.0]
    for width in made.grid.widths:
        edges.append(edges[-1] + width * WIDTH)
    return list(zip(edges[1::2], edges[2::2], strict=False))


def names(grid: Table) -> list[list[Cell]]:
    """The cells of each row that may hold a name."""
    return [list(row.cells[1::2]) for row in grid.rows]


@given(SIGNERS, st.floats(4, 8))
def test_nothing_touches(signers: list[Signer], date: float) -> None:
    """Names have room in their columns, seals a gap between them, and all keeps inside the type area."""
    made = sealed_sign_off(signers, date)
    middles = [(left + right) / 2 for left, right in columns(made)]
    room = max(signer.room for signer in signers)
    flat = [cell for row in names(made.grid) for cell in row if cell.paragraphs[0].text]
    printed = [tuple(Text(line.text) for line in cell.paragraphs) for cell in flat]
    assert ["".join(lines) for lines in printed] == ["".join(signer.lines) for signer in signers]
    assert all(lines == signer.lines for lines, signer in zip(printed, signers, strict=True) if len(signer.lines) > 1)
    by_column: dict[int, list[Signer]] = {}
    own = iter(replace(signer, lines=lines) for lines, signer in zip(printed, signers, strict=True))
    for row in names(made.grid):
        for index, cell in enumerate(row):
            if cell.paragraphs[0].text:
                by_column.setdefault(index, []).append(next(own))
    for index, column in by_column.items():
        widest = max(signer.width for signer in column)
        largest = max(signer.room for signer in column)
        if widest <= WIDTH:
            assert columns(made)[index][1] - columns(made)[index][0] >= widest - 1e-6
        assert min(middles[index], WIDTH - middles[index]) >= largest / 2 - 1e-6
    largest_of = [max(signer.room for signer in by_column[index]) for index in range(len(middles))]
    for (one, first), (two, second) in pairwise(zip(middles, largest_of, strict=True)):
        assert two - one > (first + second) / 2
    assert all(
        row.height * standard.LINE_PITCH.value.mm > room * standard.CHARACTER_PITCH.value.mm / 2
        for row in made.grid.rows
        if row.height
    )
    assert 0 <= made.date_right <= WIDTH


@pytest.mark.parametrize(("count", "rows"), [(2, [2]), (3, [3]), (4, [3, 1]), (8, [3, 3, 2]), (10, [3, 3, 3, 1])])
def test_three_stand_in_a_row(count: int, rows: list[int]) -> None:
    """Three a row is practice; the last name stands at the right, over the date."""
    made = sealed_sign_off([Signer((Text("青禾县财政局"),), Mm(42))] * count, 6)
    assert [sum(bool(cell.paragraphs[0].text) for cell in row) for row in names(made.grid)] == rows
    assert names(made.grid)[-1][-1].paragraphs[0].text
    assert made.date_right == pytest.approx(standard.DATE_RIGHT_SEALED.value)


def test_the_date_is_under_the_last_name() -> None:
    """A joint notice with seals is composed without a problem; grid, date and room for the last seal are bound."""
    flow, problems = composed(ORGAN, {"全称": "青禾县农业农村局"})
    assert codes(problems) == []
    grid, date, blank = flow.sections[0].blocks[-3:]
    assert isinstance(grid, Table)
    assert all(row.keep_with_next for row in grid.rows)
    assert [date, blank] == [*of_role(flow, Role.DATE), blank]
    assert [item.text for item in of_role(flow, Role.JOINT_SIGN_OFF) if item.text] == [
        "青禾县人民政府",
        "青禾县农业农村局",
    ]


def test_names_too_long_for_rows_are_named() -> None:
    """Names that leave room for one seal a row only are a warning that says how to break them."""
    typed = {"署名": ["长" * 20, "长" * 20]}
    _, problems = composed({**ORGAN, **typed}, {"全称": "青禾县农业农村局", **typed})
    assert codes(problems) == ["N531"]
    _, problems = composed({**ORGAN, "署名": ["长" * 10, "长" * 10]}, {"全称": "乙", "署名": ["长" * 10, "长" * 10]})
    assert codes(problems) == []


LONG = [
    "青禾县卫生健康局",
    "中共青禾县委机构编制委员会办公室",
    "青禾县发展和改革局（青禾县国防动员办公室）",
    "青禾县财政局",
    "青禾县人力资源和社会保障局",
    "青禾县农业农村局",
    "青禾县医疗保障局",
    "青禾县市场监督管理局",
    "青禾县教育和科学技术局",
    "青禾县住房和城乡建设局",
]


@pytest.mark.parametrize("count", range(2, 11))
def test_long_names_are_cut_so_that_all_stand_on_a_page_with_text(count: int) -> None:
    """Two to ten organs with long names: grid, date and a line of the body fit a page (7.3.5.5)."""
    made = sealed_sign_off([Signer((Text(name),), Mm(42)) for name in LONG[:count]], 6)
    assert sum(row.height or 0 for row in made.grid.rows) <= standard.LINES_PER_PAGE.value - 2
    assert made.in_a_row > 1


def test_names_are_cut_between_words() -> None:
    """A second name in brackets has its own line; a committee's name is cut after the county's committee."""
    made = sealed_sign_off([Signer((Text(name),), Mm(42)) for name in LONG[:8]], 6)
    printed = [[line.text for line in cell.paragraphs] for row in names(made.grid) for cell in row]
    assert ["中共青禾县委", "机构编制委员会办公室"] in printed
    assert ["青禾县发展和改革局", "（青禾县国防动员办公室）"] in printed
    assert ["青禾县人力资源和社会保障局"] in printed
