"""Regulations made at random say and print the same as YAML, typed text, .txt and .docx, typed and numbered by Word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.compose.documents import codes, composed, document
from tests.intake.random_regulations import Regulation, random_regulation, word_file
from tests.intake.test_regulation import HEAD
from ygt_docs.building.settle import Settled, settle
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Face, Role
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.intake import import_file
from ygt_docs.parity.lines import compare, lines_inside
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading import read_tree
from ygt_docs.word import render

_SOAK = 40


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Six seeds in `test`, one of them on its pages; all 40 in `soak`."""
    soak = metafunc.config.getoption("--soak")
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(_SOAK) if soak else (0, 3, 8, 13, 21, 34))
    if "laid_seed" in metafunc.fixturenames:
        metafunc.parametrize("laid_seed", range(_SOAK) if soak else (3,))


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The declared faces."""
    return load_fonts(project, Problems())


def printed(body: Any) -> list[tuple[Role, list[tuple[str, Face]]]]:
    """What a body prints: the role of each paragraph and its text by face; nothing is wrong with it."""
    flow, problems = composed(正文="现予印发。", 印发件={"标题": "青禾县粮食收购办法", "正文": body})
    assert codes(problems) == []
    paragraphs = list(flow.paragraphs())
    start = next(index for index, item in enumerate(paragraphs) if item.role is Role.PROMULGATED_TITLE)
    seen = []
    for paragraph in paragraphs[start + 1 :]:
        faces: list[tuple[str, Face]] = []
        for run in paragraph.runs:
            if faces and faces[-1][1] is run.face:
                faces[-1] = (faces[-1][0] + run.text, run.face)
            else:
                faces.append((run.text, run.face))
        if faces:
            seen.append((paragraph.role, faces))
    return seen


def test_typed_text_prints_what_the_mapping_prints(seed: int) -> None:
    """The lines are those of the structure, and the same Flow comes from both."""
    made = random_regulation(seed)
    seen = printed(made.body)
    assert ["".join(text for text, _ in faces) for _, faces in seen] == made.typed
    assert printed({"导语": "\n".join(made.typed)}) == seen


@pytest.mark.parametrize("way", [".txt", "typed .docx", "automatic .docx"])
def test_a_draft_comes_in_as_the_mapping(way: str, seed: int, project: Project, tmp_path: Path) -> None:
    """Whichever way the draft numbers, the mapping is the one it was made from."""
    made = random_regulation(seed)
    path = tmp_path / f"draft.{way.rpartition('.')[2]}"
    path.write_bytes(_draft(made, way))
    result = import_file(path, "x", tmp_path / "content", project)
    assert result.account.agrees
    plan = read_tree(tmp_path / "content" / "x" / "plan.yaml", "plan.yaml", Problems())
    assert plan == made.body
    assert printed(plan) == printed(made.body)


def _draft(made: Regulation, way: str) -> bytes:
    if way == ".txt":
        return (HEAD + "\n".join(made.typed)).encode()
    return word_file(HEAD, made, automatic=way.startswith("automatic"))


def _settled(body: Any, fonts: Fonts, project: Project) -> Settled:
    """The regulation with `body`, passed on by a notice, on its pages."""
    source = document(正文="现予印发。", 印发件={"标题": "青禾县粮食收购办法", "正文": body})
    return settle(
        lambda decisions, problems: compose(source, decisions, problems), lambda flow: lay_out(flow, fonts, project)
    )


def test_the_pages_are_the_same_in_both_files(laid_seed: int, fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """Mapping and typed text are the same pages, line for line, and Word's pages are those of the PDF."""
    made = random_regulation(laid_seed)
    structured = _settled(made.body, fonts, project)
    typed = _settled({"导语": "\n".join(made.typed)}, fonts, project)
    pdf = structured.laid.write()
    pages, of_typed = (list(map(lines_inside, read_pdf(data))) for data in (pdf, typed.laid.write()))
    assert len(pages) > 1
    assert of_typed == pages
    found = compare(render(structured.flow, fonts, project), pdf, fonts, tmp_path)
    assert found.skipped is None
    assert (found.equal, found.word_pages) == (found.compared, len(pages)), found.differences[:3]
