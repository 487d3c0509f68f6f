"""The finished files of every example, held against other people's rules: OOXML schema, PDF/A-3b, PDF/UA structure."""

from __future__ import annotations

import ctypes
import datetime
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from pikepdf import pdfa

from tests.examples import NAMES, made
from ygt_docs.compose.flow import Flow, Table
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.pdf_structure import elements
from ygt_docs.pdf.finish import finish


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_obeys_the_schema(
    name: str, schema_errors: Callable[[Path], list[object]], tmp_path: Path
) -> None:
    """The schema validator finds nothing in the Word file of an example."""
    _, docx, _ = made(name)
    path = tmp_path / "file.docx"
    path.write_bytes(docx)
    assert schema_errors(path) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_is_pdf_a_3b_and_can_be_read_aloud(name: str) -> None:
    """PDF/A-3b holds; language, title, tags and heads of tables are there; a grid of names is no table."""
    _, _, pdf = made(name)
    report = pdfa.validate_written(io.BytesIO(pdf), "3b")
    assert [str(finding) for finding in report.findings] == []
    assert PdfFile(pdf).lacking == []
    assert empty_tags(pdf) == []


def empty_tags(pdf: bytes) -> list[str]:
    """The tags that hold nothing, cells of tables left out: read aloud, each is a pause that says nothing."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for tag in elements(opened.Root["/StructTreeRoot"]):
            kids = tag.get("/K")
            if kids is None or (isinstance(kids, pikepdf.Array) and len(kids) == 0):
                found.append(str(tag["/S"]))
    return [name for name in found if name not in ("/TD", "/TH")]


def test_an_empty_tag_is_noticed_and_taken_out() -> None:
    """The P of a blank line, and the Div that holds nothing but one, leave the tree; an empty cell stays a cell."""

    def put(pdf: pikepdf.Pdf) -> None:
        parts = _tags(pdf, "/Sect")[0]["/K"]
        parts.insert(1, pikepdf.Dictionary(S=pikepdf.Name("/P")))
        inner = pikepdf.Dictionary(S=pikepdf.Name("/P"), K=pikepdf.Array())
        parts.append(pikepdf.Dictionary(S=pikepdf.Name("/Div"), K=pikepdf.Array([inner])))

    _, _, pdf = made("yunxi-2026-plan")
    doctored = _without(pdf, put)
    assert empty_tags(doctored) == ["/P", "/P"]
    mended = finish(doctored, datetime.date(2026, 1, 1))
    assert (empty_tags(mended), PdfFile(mended).lacking, read_aloud(mended)) == ([], [], read_aloud(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as one, pikepdf.open(io.BytesIO(mended)) as other:
        assert len(_tags(one, "/TD")) == len(_tags(other, "/TD"))


def _without(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        buffer = io.BytesIO()
        opened.save(buffer)
    return buffer.getvalue()


def test_a_grid_of_names_is_no_table() -> None:
    """The sealed sign-offs of eight organs are read in their order, and no element of a table holds them."""
    _, _, pdf = made("yunxi-2026-eight-organs")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = {str(tag.get("/S")) for tag in elements(opened.Root["/StructTreeRoot"])}
    assert not names & {"/Table", "/TR", "/TD"}
    assert {"/Div", "/P", "/H1"} <= names


def _without_end(pdf: pikepdf.Pdf) -> None:
    """A text that nobody marked, at the end of page 1."""
    stream = pdf.pages[0].Contents.read_bytes()
    last = re.findall(rb"/\S+ [\d.]+ Tf", stream)[-1]
    pdf.pages[0].Contents = pdf.make_stream(stream + b"\nBT " + last + b" <0001> Tj ET")


def _tags(pdf: pikepdf.Pdf, name: str) -> list[pikepdf.Dictionary]:
    return [tag for tag in elements(pdf.Root["/StructTreeRoot"]) if tag.get("/S") == name]


def _renamed(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def rename(pdf: pikepdf.Pdf) -> None:
        for tag in _tags(pdf, old):
            tag["/S"] = pikepdf.Name(new)

    return rename


def _numbers_numbered_again(pdf: pikepdf.Pdf) -> None:
    """Page numbers as the engine leaves them: numbered, and in no structure element."""
    stream = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(stream.replace(b"/Artifact BMC", b"/Span <</MCID 9999>> BDC"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda pdf: pdf.Root.__delitem__("/Lang"), "语言"),
        (lambda pdf: pdf.docinfo.__delitem__("/Title"), "标题"),
        (lambda pdf: pdf.Root["/ViewerPreferences"].__delitem__("/DisplayDocTitle"), "标题的显示"),
        (_renamed("/H2", "/H3"), "标题的层级"),
        (_renamed("/H3", "/Figure"), "图片的说明"),
        (_renamed("/TH", "/TD"), "表头标记"),
        (lambda pdf: [tag.__delitem__("/A") for tag in _tags(pdf, "/TH")], "表头的方向"),
        (_without_end, "部分文字的标记"),
        (_numbers_numbered_again, "部分文字的标记"),
        (lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"), "结构标记"),
    ],
)
def test_what_is_taken_away_is_missed(change: Callable[[pikepdf.Pdf], object], found: str) -> None:
    """Language, title, levels of headings, words for pictures, heads of tables, tags: each is missed."""
    _, _, pdf = made("yunxi-2026-plan")
    assert PdfFile(_without(pdf, change)).lacking == [found]


def test_a_tree_that_bites_its_tail_ends() -> None:
    """A tag that holds itself, in a file of another maker, is read once."""
    with pikepdf.new() as pdf:
        tag = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name("/P")))
        tag["/K"] = pikepdf.Array([tag, pikepdf.Dictionary(S=pikepdf.Name("/Span"))])
        assert [str(item["/S"]) for item in elements(pikepdf.Dictionary(K=tag))] == ["/P", "/Span"]


def test_no_level_of_headings_is_left_out() -> None:
    """Where a draft leaves a level out, the tags do not, and the order stays."""
    _, _, pdf = made("yunxi-2026-report")
    gap = _without(pdf, _renamed("/H2", "/H4"))
    assert PdfFile(gap).lacking == ["标题的层级"]
    closed = finish(gap, datetime.date(2026, 1, 1))
    assert (PdfFile(closed).lacking, read_aloud(closed)) == ([], read_aloud(pdf))


def read_aloud(pdf: bytes) -> str:
    """The text in the order of the tag tree, as a screen reader reads it; spaces left out."""
    spoken: dict[tuple[int, int], str] = {}
    document = pdfium.PdfDocument(pdf)
    for index in range(len(document)):
        page = document[index]
        text = raw.FPDFText_LoadPage(page.raw)
        for number in range(raw.FPDFPage_CountObjects(page.raw)):
            item = raw.FPDFPage_GetObject(page.raw, number)
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
                place = index, raw.FPDFPageObj_GetMarkedContentID(item)
                spoken[place] = spoken.get(place, "") + _said(item, text)
        raw.FPDFText_ClosePage(text)
        page.close()
    document.close()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: index for index, page in enumerate(opened.pages)}
        return "".join(spoken.get(place, "") for place in _in_order(opened.Root["/StructTreeRoot"]["/K"], pages, -1))


def _said(item: object, text: object) -> str:
    size = raw.FPDFTextObj_GetText(item, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item, text, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0").replace("\0", "")


def _in_order(node: object, pages: dict[tuple[int, int], int], page: int) -> Iterator[tuple[int, int]]:
    if isinstance(node, int):
        yield page, int(node)
    elif isinstance(node, pikepdf.Array):
        for child in node:
            yield from _in_order(child, pages, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = pages[node["/Pg"].objgen] if "/Pg" in node else page
        yield from _in_order(node["/MCID"] if "/MCID" in node else node.get("/K"), pages, page)


def _heads(flow: Flow) -> set[str]:
    """The text of each row of heads; it is printed, and read, again on each page of its table."""
    return {
        "".join(item.text for cell in row.cells for item in cell.paragraphs)
        for section in flow.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        if row.head
    }


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_in_the_order_of_the_text(name: str) -> None:
    """Read along the tag tree, the PDF says the text of the Flow, in its order, and no page number between."""
    result, _, pdf = made(name)
    assert result.flow is not None
    wanted, found = ("".join(text.split()) for text in ("".join(result.flow.text()), read_aloud(pdf)))
    for head in _heads(result.flow):
        assert found.count(head) >= wanted.count(head) > 0
        wanted, found = (text.replace(head, "") for text in (wanted, found))
    assert found == wanted


def test_another_order_of_reading_is_noticed() -> None:
    """Two paragraphs that change places in the tag tree are read in another order."""

    def swap(pdf: pikepdf.Pdf) -> None:
        parts = _tags(pdf, "/Sect")[0]["/K"]
        parts[1], parts[3] = parts[3], parts[1]

    _, _, pdf = made("yunxi-2026-order")
    assert read_aloud(_without(pdf, swap)) != read_aloud(pdf)
