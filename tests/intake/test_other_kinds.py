"""Twenty-two documents of the other kinds come in as the same content, as Word file, as text and as web page."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from tests.intake.other_kinds import DOCUMENTS, write
from tests.intake.test_export import blocks, flow_of
from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.intake import import_file
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.word import render

WAYS = (".docx", ".txt", ".html")
_SAMPLE = ("order in parts", "two passed on", "minutes", "resolution")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Four documents in `test`, all of them in `soak`."""
    if "name" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("name", list(DOCUMENTS) if soak else _SAMPLE)


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The declared faces."""
    return load_fonts(project, Problems())


def _draft(flow: Flow, way: str, project: Project, fonts: Fonts) -> bytes:
    if way == ".docx":
        return render(flow, fonts, project)
    lines = [text for _, text in blocks(flow)]
    if way == ".txt":
        return "\n".join(lines).encode()
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return f'<html><head><meta charset="utf-8"></head><body>\n{paragraphs}</body></html>'.encode()


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_comes_in_as_the_same_content(
    name: str, way: str, tmp_path: Path, project: Project, fonts: Fonts
) -> None:
    """Every line of the document has its role again, whichever way it was written down."""
    flow = flow_of(tmp_path / "content", write(name, tmp_path / "content"), project)
    draft = tmp_path / f"draft{way}"
    draft.write_bytes(_draft(flow, way, project, fonts))
    result = import_file(draft, "again", tmp_path / "imported", project)
    assert result.account.agrees
    assert blocks(flow_of(tmp_path / "imported", "again", project)) == blocks(flow)
