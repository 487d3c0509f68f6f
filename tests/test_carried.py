"""Templates and finished files that carry what a notice does not need: each thing is named, and nothing is opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest

from tests.carriers import (
    ACTIVE,
    HARMLESS,
    NEEDLESS,
    PDF_ACTIVE,
    PDF_NEEDLESS,
    Parts,
    changed,
    changed_pdf,
    field,
    related,
)
from tests.pdf.flows import notice as pdf_notice
from tests.word.flows import PlainFonts, notice
from tests.word.template_copy import TemplateCopy
from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import load_fonts
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problem, Problems, UserError
from ygt_docs.project import Project
from ygt_docs.proof import prove, verify_docx, verify_pdf
from ygt_docs.proof.facts import Kind
from ygt_docs.word import render, template_notes
from ygt_docs.word.template import open_template

Change = Callable[[Parts], None]
TEMPLATES = {**ACTIVE, **NEEDLESS}
PDFS = {**PDF_ACTIVE, **PDF_NEEDLESS}


@pytest.fixture(scope="module")
def docx(project: Project) -> bytes:
    """A good Word file of ours."""
    return render(notice(), PlainFonts(), project)


@pytest.fixture
def template(tmp_path: Path, project: Project) -> TemplateCopy:
    """A copy of the Word template that a test may edit."""
    return TemplateCopy(project, tmp_path / "copy")


@pytest.fixture(scope="module")
def pdf(project: Project) -> SimpleNamespace:
    """A good PDF of ours, with what it was made from."""
    fonts = load_fonts(project, Problems())
    flow = pdf_notice(1)
    laid = lay_out(flow, fonts, project)
    return SimpleNamespace(data=laid.write(), flow=flow, fonts=fonts)


def told(found: list[Problem], code: str) -> list[str]:
    """The messages of the problems with `code`."""
    return [item.message for item in found if item.code == code]


@pytest.mark.parametrize(("change", "word"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_that_carries_something_is_refused(
    project: Project, tmp_path: Path, change: Change, word: str
) -> None:
    """Each thing is one error at the template (W114) that names it."""
    path = tmp_path / "hostile.docx"
    path.write_bytes(changed((project.templates / "word" / "notice.docx").read_bytes(), change))
    with pytest.raises(UserError) as caught:
        open_template(path, "templates/word/notice.docx")
    (item,) = caught.value.problems
    assert (item.code, str(item.place), word in item.message) == ("W114", "templates/word/notice.docx", True)


@pytest.mark.parametrize(("change", "word"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_finished_word_file_that_carries_something_is_an_error(docx: bytes, change: Change, word: str) -> None:
    """Each thing is one error at the file (V108) that names it."""
    (message,) = told(verify_docx(changed(docx, change), notice(), PlainFonts()), "V108")
    assert word in message


@pytest.mark.parametrize(("change", "word"), ACTIVE.values(), ids=ACTIVE)
def test_the_proof_warns_of_what_somebodys_word_file_does(docx: bytes, change: Change, word: str) -> None:
    """Whatever opens, fetches or runs something is a warning (D807), whoever made the file."""
    found = prove(changed(docx, change), Kind.WORD, "来文.docx")
    (message,) = told(found, "D807")
    assert word in message
    assert all(str(item.severity) == "警告" and item.place.file == "来文.docx" for item in found if item.code == "D807")


@pytest.mark.parametrize(("change", "_"), NEEDLESS.values(), ids=NEEDLESS)
def test_the_proof_is_silent_on_what_does_nothing(docx: bytes, change: Change, _: str) -> None:
    """A web link that waits to be clicked, an embedded face or a merge field is nobody's danger."""
    assert told(prove(changed(docx, change), Kind.WORD, "来文.docx"), "D807") == []


@pytest.mark.parametrize(("change", "word"), PDFS.values(), ids=PDFS)
def test_a_pdf_that_carries_something(pdf: SimpleNamespace, change: Callable[[pikepdf.Pdf], None], word: str) -> None:
    """Each thing is an error of a file of ours (V209), and a warning for anybody's if it does something (D807)."""
    data = changed_pdf(pdf.data, change)
    assert any(word in message for message in told(verify_pdf(data, pdf.flow, pdf.fonts), "V209"))
    warned = told(prove(data, Kind.PDF, "来文.pdf"), "D807")
    assert any(word in message for message in warned) is any(change is item for item, _ in PDF_ACTIVE.values())


def test_good_files_carry_nothing(docx: bytes, pdf: SimpleNamespace) -> None:
    """What we make is not complained of."""
    assert told(verify_docx(docx, notice(), PlainFonts()), "V108") == []
    assert told(verify_pdf(pdf.data, pdf.flow, pdf.fonts), "V209") == []
    assert told(prove(docx, Kind.WORD) + prove(pdf.data, Kind.PDF), "D807") == []


@pytest.mark.parametrize("code", ["PAGE", " numpages ", "= 1 + 2", "PAGEREF _Toc1 \\h", "SEQ 表 \\* ARABIC"])
def test_fields_that_a_notice_needs_are_fine(docx: bytes, code: str) -> None:
    """Page numbers, contents and sums are fields too."""
    assert told(verify_docx(changed(docx, field(code)), notice(), PlainFonts()), "V108") == []


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_looks_alike_and_does_nothing_is_fine(docx: bytes, change: Change) -> None:
    """A sum over another field, a drawing that holds its picture itself."""
    assert told(verify_docx(changed(docx, change), notice(), PlainFonts()), "V108") == []


def _noted(template: TemplateCopy, flow: Flow, change: Change) -> tuple[list[Problem], dict[str, bytes]]:
    template.path.write_bytes(changed(template.path.read_bytes(), change))
    with zipfile.ZipFile(io.BytesIO(render(flow, PlainFonts(), template.project))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return template_notes(flow, template.project), parts


@pytest.mark.parametrize("kind", ["customXml", "glossaryDocument", "comments", "stylesWithEffects"])
def test_what_word_keeps_for_itself_is_left_out_and_said(template: TemplateCopy, kind: str) -> None:
    """A part that nobody sees does not go into the file that is made; a note names it (W115)."""
    notes, parts = _noted(template, notice(), related(kind, "extra.xml", external=False))
    assert [(item.code, str(item.severity), "word/extra.xml" in item.message) for item in notes] == [
        ("W115", "提示", True)
    ]
    assert "word/extra.xml" not in parts
    assert not any(b"extra.xml" in data for data in parts.values())


def test_a_template_is_measured_before_it_is_opened(template: TemplateCopy) -> None:
    """A bomb, a DTD, a part outside and an encrypted file are refused in Chinese, without being unpacked (W101)."""

    def bomb(parts: Parts) -> None:
        parts["word/media.xml"] = b" " * 400_000_000

    def entity(parts: Parts) -> None:
        parts["word/settings.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts["word/settings.xml"]

    def outside(parts: Parts) -> None:
        parts["../x.xml"] = b"<x/>"

    good = template.path.read_bytes()
    hostile = [changed(good, change) for change in (bomb, entity, outside)]
    for data in (*hostile, bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, good[:-300], b""):
        template.path.write_bytes(data)
        with pytest.raises(UserError) as caught:
            render(notice(), PlainFonts(), template.project)
        (item,) = caught.value.problems
        assert item.code == "W101"
        assert any("\u4e00" <= sign <= "\u9fff" for sign in item.message.partition("：")[2])
