"""The real faces in a rendered page: digits at half an em, the declared fallback and nothing else."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pdfplumber
import pytest

from ygt_docs.fonts import ROLES, load_fonts
from ygt_docs.pdf import engine
from ygt_docs.problems import Problems
from ygt_docs.project import Project


@pytest.mark.parametrize("role", ROLES)
def test_digits_and_brackets_stand_at_half_an_em(project: Project, open_faces: Path, role: str) -> None:
    """On paper every sign of ASCII takes 8 pt at 16 pt, everything else 16 pt; rare ones come from the fallback."""
    problems = Problems()
    fonts = load_fonts(project, Problems())
    text = "中2026(10)AVWi1,000.5%文〔〕“”—℃镕国"
    style = f"p {{ font: 16pt/29pt {fonts.css_family(role)} }}"
    data = engine.write(engine.render(f"<p lang=zh>{text}", style, fonts, problems), problems)
    assert list(problems) == []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        characters = pdf.pages[0].chars
    assert "".join(item["text"] for item in characters) == text
    steps = [(one["text"], round(other["x0"] - one["x0"], 2)) for one, other in itertools.pairwise(characters)]
    assert steps == [(item, 8.0 if item <= "~" else 16.0) for item in text[:-1]]
    embedded = {item["fontname"].partition("+")[2] for item in characters}
    assert embedded <= {face.family for face in fonts.faces(role)}
