"""Heights are counted in one place: what is placed moves in every file alike, and no writer counts for itself."""

from __future__ import annotations

import ast
import importlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.building.fakes import write_notice
from tests.compose.documents import composed
from tests.special import minutes, order
from ygt_docs.building.road import Workshop, make, real_stages
from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.notice import load_content
from ygt_docs.pdf import lay_out
from ygt_docs.pdf.html import page
from ygt_docs.placing import PlacedFlow, place
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.standard.lengths import Mm, Pt, Twips
from ygt_docs.word import render

_MOVED = Mm(5)
_HEIGHT = re.compile(r"height: ([\d.]+)pt")
_LINE = re.compile(rb'w:line="(\d+)"')


def plain() -> Flow:
    """A notice with a mark (文件格式)."""
    return composed()[0]


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The fonts of the project."""
    return load_fonts(project, Problems())


def moved(placed: PlacedFlow) -> PlacedFlow:
    """The same with the first spacer of the first section 5 mm higher."""
    first = placed.sections[0]
    index = next(index for index, item in enumerate(first.blocks) if item is not None and item.before is not None)

    def lower(blocks: tuple[object, ...]) -> tuple[object, ...]:
        changed = replace(blocks[index], before=blocks[index].before + _MOVED)
        return (*blocks[:index], changed, *blocks[index + 1 :])

    section = replace(first, blocks=lower(first.blocks), floating=lower(first.floating))
    return replace(placed, sections=(section, *placed.sections[1:]))


def heights_of_pdf(placed: PlacedFlow, fonts: Fonts, project: Project) -> list[int]:
    """The heights, in EMU, that the pages are given."""
    return [Pt(float(found)).emu for found in _HEIGHT.findall(page(placed, project))]


def heights_of_word(placed: PlacedFlow, fonts: Fonts, project: Project) -> list[int]:
    """The heights of lines, in EMU, that the Word file states."""
    with zipfile.ZipFile(io.BytesIO(render(placed, fonts, project))) as archive:
        return [Twips(int(found)).emu for found in _LINE.findall(archive.read("word/document.xml"))]


@pytest.mark.parametrize("make_flow", [plain, order, minutes])
@pytest.mark.parametrize("heights", [heights_of_pdf, heights_of_word])
def test_what_is_placed_moves_in_every_file(
    make_flow: Callable[[], Flow], heights: Callable[..., list[int]], fonts: Fonts, project: Project
) -> None:
    """5 mm more in the one place are 5 mm more in both files, for each format, and nothing else moves."""
    placed = place(make_flow(), fonts)
    pairs = zip(heights(placed, fonts, project), heights(moved(placed), fonts, project), strict=True)
    (step,) = [after - before for before, after in pairs if after != before]
    assert step == pytest.approx(_MOVED.emu, abs=Twips(1).emu)


def test_a_build_places_once_for_all_files(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As often as pages are laid out, and not once more for the Word file."""
    write_notice(tmp_path / "content", "a")
    document = load_content(tmp_path / "content", project).documents[0].document
    assert document is not None
    counted: list[str] = []

    def counting_place(flow: Flow | PlacedFlow, fonts: Fonts) -> PlacedFlow:
        if not isinstance(flow, PlacedFlow):
            counted.append("place")
        return place(flow, fonts)

    def counting_pages(placed: PlacedFlow, fonts: Fonts, project: Project) -> object:
        counted.append("pages")
        return lay_out(placed, fonts, project)

    for name in ("building.road", "word.render", "pdf.layout"):
        monkeypatch.setattr(importlib.import_module(f"ygt_docs.{name}"), "place", counting_place)
    stages = replace(real_stages(), lay_out=counting_pages)
    made = make(document, [], Workshop(tmp_path, load_fonts(project, Problems()), project, stages))
    assert len(made.files) == 2
    assert counted.count("place") == counted.count("pages")


def counting_names(code: str) -> list[str]:
    """The functions that count heights which a module imports: those of geometry's mastheads and special heads."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module in (
            "ygt_docs.geometry.masthead",
            "ygt_docs.geometry.special",
            "ygt_docs.compose.composer",
        ):
            found += [alias.name for alias in node.names if alias.name.islower()]
    return found


@pytest.mark.parametrize("room", ["word", "pdf"])
def test_no_writer_counts_for_itself(room: str, project: Project) -> None:
    """A writer takes from geometry what things are called, and none of the functions that count."""
    for path in (project.root / "ygt_docs" / room).glob("*.py"):
        assert counting_names(path.read_text(encoding="utf-8")) == [], path.name


def test_a_writer_that_counts_is_seen() -> None:
    """The check above can fail."""
    assert counting_names("from ygt_docs.geometry.special import Placed, letter_head") == ["letter_head"]
