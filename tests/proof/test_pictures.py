"""Pictures in finished files: wider than the type area, blurred, without words; and right ones."""

from __future__ import annotations

import base64
import io

import docx
import pytest
import weasyprint
from docx.shared import Mm
from PIL import Image

from ygt_docs.problems import Problems
from ygt_docs.proof.checking import prove
from ygt_docs.proof.clauses import pictures
from ygt_docs.proof.facts import Kind
from ygt_docs.proof.pdf_facts import pdf_facts


def word(width: float, pixels: int, words: str = "新校址在县城南部") -> bytes:
    """A Word file with one picture so wide (mm) and of so many pixels."""
    out, picture = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (pixels, pixels // 2), "white").save(picture, "PNG")
    document = docx.Document()
    document.add_paragraph("各乡镇要认真落实，按时完成各项任务。")
    document.add_picture(io.BytesIO(picture.getvalue()), width=Mm(width))
    document.inline_shapes[0]._inline.docPr.set("descr", words)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("width", "pixels", "words", "codes"),
    [
        (150, 1200, "甲", set()),
        (180, 1500, "甲", {"D121"}),
        (150, 400, "甲", {"D122"}),
        (150, 1200, "", {"D123"}),
        (3, 4, "", set()),
    ],
)
def test_pictures_of_word_files(width: float, pixels: int, words: str, codes: set[str]) -> None:
    """What is wrong with a picture is told; a dot is no picture."""
    found = {item.code for item in prove(word(width, pixels, words), Kind.WORD, None, None)}
    assert found & {"D121", "D122", "D123"} == codes


def pdf(width: float, pixels: int) -> bytes:
    """A page with one picture so wide (mm) and of so many pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", (pixels, pixels // 2), "white").save(buffer, "PNG")
    source = base64.b64encode(buffer.getvalue()).decode()
    html = f'<img style="width: {width}mm" src="data:image/png;base64,{source}">'
    return weasyprint.HTML(string=f"<style>@page {{ size: A4; margin: 10mm }}</style>{html}").write_pdf()


@pytest.mark.parametrize(
    ("width", "pixels", "codes"), [(150, 1200, set()), (180, 1500, {"D121"}), (150, 400, {"D122"})]
)
def test_pictures_of_pdfs(width: float, pixels: int, codes: set[str]) -> None:
    """The same of a PDF, from what is drawn."""
    facts = pdf_facts(pdf(width, pixels), Problems())
    assert facts is not None
    (box,) = facts.pictures
    assert (box.page, box.pixels, round(box.width)) == (1, pixels, width)
    found = set()
    if list(pictures.inside(facts)):
        found.add("D121")
    if list(pictures.sharp(facts)):
        found.add("D122")
    assert found == codes
