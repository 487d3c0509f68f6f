"""The bytes of the PDF: the same every time, PDF/A-3b, tagged, with the document's own properties."""

from __future__ import annotations

import io
import os
import time

import pdfplumber
import pikepdf
import pytest
from pikepdf import pdfa

from tests.pdf.flows import notice
from ygt_docs.docfiles.pdf_stream import written_text
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import justify, lay_out, letter_spacing
from ygt_docs.project import Project


def test_same_flow_gives_same_bytes(fonts: Fonts, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another time zone, another moment and another SOURCE_DATE_EPOCH change no byte."""
    first = lay_out(notice(2, 4), fonts, project).write()
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    time.tzset()
    second = lay_out(notice(2, 4), fonts, project).write()
    assert first == second
    assert "1" == os.environ["SOURCE_DATE_EPOCH"]


def test_properties_are_those_of_the_document(settled: tuple) -> None:
    """Title, organ, number, language and date stand in the PDF; viewers show the title; printing is duplex (6.2)."""
    with pikepdf.open(io.BytesIO(settled[2])) as pdf:
        info = pdf.docinfo
        assert "云溪县人民政府关于印发年度工作计划的通知" == str(info["/Title"])
        assert "云溪县人民政府" == str(info["/Author"])
        assert str(info["/CreationDate"]).startswith("D:20260426000000")
        assert "zh-CN" == str(pdf.Root["/Lang"])
        assert pdf.Root["/MarkInfo"]["/Marked"]
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/DuplexFlipLongEdge" == str(pdf.Root["/ViewerPreferences"]["/Duplex"])


def test_bookmarks_are_the_headings(settled: tuple) -> None:
    """Title and headings stand in the outline, in order."""
    with pikepdf.open(io.BytesIO(settled[2])) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert ["云溪县人民政府关于印发年度工作计划的通知", "重点任务清单"] == titles


def read_by_all(data: bytes) -> list[list[str]]:
    """The signs of each page in the order of their numbers, as PDFium, pdfminer and we ourselves read them."""
    found: list[list[str]] = []
    by_pdfium = [page.text for page in read_pdf(data)]
    with pdfplumber.open(io.BytesIO(data)) as opened:
        by_pdfminer = ["".join(item["text"] for item in page.chars) for page in opened.pages]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        by_us = ["".join(item.text for item in page) for page in written_text(pdf)]
    for pages in (by_pdfium, by_pdfminer, by_us):
        found.append(["".join(sorted("".join(page.split()))) for page in pages])
    return found


def test_three_programs_read_the_same_text(settled: tuple) -> None:
    """Nobody who copies text out of it, or searches it, gets another one; without its map of a face some would."""
    one, two, three = read_by_all(settled[2])
    assert one == two == three
    assert len(one[0]) > 100
    with pikepdf.open(io.BytesIO(settled[2])) as pdf:
        for font in pdf.pages[0].obj["/Resources"]["/Font"].values():
            del font["/ToUnicode"]
        buffer = io.BytesIO()
        pdf.save(buffer)
    one, two, three = read_by_all(buffer.getvalue())
    assert not one[0] == two[0] == three[0]


def test_pdf_is_pdf_a_3b(settled: tuple) -> None:
    """The validator finds nothing against PDF/A-3b."""
    report = pdfa.validate_written(io.BytesIO(settled[2]), "3b")
    assert [] == [str(finding) for finding in report.findings]
    assert report.passed


def test_validator_finds_what_we_remove(settled: tuple) -> None:
    """The same file with an empty /Pattern dictionary is refused: the validator can fail."""
    with pikepdf.open(io.BytesIO(settled[2])) as pdf:
        pdf.pages[0].obj["/Resources"]["/Pattern"] = pikepdf.Dictionary()
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert not pdfa.validate_written(buffer, "3b").passed


def test_justification_is_installed() -> None:
    """WeasyPrint's rules for the end of a line are extended, once; without them Chinese lines stay ragged."""
    from weasyprint.layout import inline

    before = inline.text_align, inline.split_first_line
    assert inline.text_align.spreads_slack
    justify.install()
    assert (inline.text_align, inline.split_first_line) == before


def test_letter_spacing_is_installed() -> None:
    """WeasyPrint's text layout is extended, once: hints without width are not spaced."""
    from weasyprint.text.line_break import Layout

    before = Layout.set_text
    assert before.spares_hints
    letter_spacing.install()
    assert Layout.set_text is before


def test_a_weasyprint_without_set_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A WeasyPrint without the method that is extended stops at once."""
    from weasyprint.text.line_break import Layout

    monkeypatch.delattr(Layout, "set_text")
    with pytest.raises(RuntimeError, match="set_text"):
        letter_spacing.install()


@pytest.mark.parametrize("name", ["text_align", "split_first_line"])
def test_another_weasyprint_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A WeasyPrint without a function that is extended stops at once."""
    from weasyprint.layout import inline

    monkeypatch.delattr(inline, name)
    with pytest.raises(RuntimeError, match=name):
        justify.install()
