"""The finished files of every example, held against other people's rules: OOXML schema, PDF/A-3b, PDF/UA structure."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from tests.examples import NAMES, made
from ygt_docs.proof.pdf_structure import elements, lacking


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_obeys_the_schema(name: str, schema_errors: Callable[[Path], list[object]],
                                        tmp_path: Path) -> None:
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
    assert lacking(pdf) == []


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


@pytest.mark.parametrize(("change", "found"), [
    (lambda pdf: pdf.Root.__delitem__("/Lang"), "语言"),
    (lambda pdf: pdf.docinfo.__delitem__("/Title"), "标题"),
    (lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"), "结构标记")])
def test_what_is_taken_away_is_missed(change: Callable[[pikepdf.Pdf], object], found: str) -> None:
    """Each of language, title and tags is missed where it is gone."""
    _, _, pdf = made("yunxi-2026-order")
    assert found in lacking(_without(pdf, change))
