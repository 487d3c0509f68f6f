"""Each finished file is opened once in a build, however many checks look at it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.building.fakes import write_notice
from ygt_docs.building.road import Workshop, make, real_stages
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.fonts import load_fonts
from ygt_docs.notice import load_content
from ygt_docs.problems import Problems
from ygt_docs.project import Project


class Openings:
    """How often each library opened which bytes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counted: Counter[tuple[str, bytes]] = Counter()
        self._count(monkeypatch, pypdfium2.PdfDocument, "__init__", "pdfium", place=1)
        self._count(monkeypatch, zipfile.ZipFile, "__init__", "zip", place=1)
        self._count(monkeypatch, pikepdf, "open", "pikepdf", place=0)

    def _count(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, library: str, place: int) -> None:
        real = getattr(owner, name)

        def counting(*args: Any, **options: Any) -> Any:
            given = args[place]
            data = given.getvalue() if isinstance(given, io.BytesIO) else given
            if isinstance(data, bytes):
                self.counted[library, data] += 1
            return real(*args, **options)

        monkeypatch.setattr(owner, name, counting)

    def of(self, file: Path) -> dict[str, int]:
        """How often each library opened what stands in `file`."""
        data = file.read_bytes()
        return {library: times for (library, found), times in self.counted.items() if found == data}


def test_each_file_is_read_once(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The agreement with the Flow, the standard, what it carries and what is attached: all from one reading."""
    write_notice(tmp_path / "content", "a", body="请各单位认真贯彻执行。\n  " * 80)
    document = load_content(tmp_path / "content", project).documents[0].document
    assert document is not None
    openings = Openings(monkeypatch)
    loaded: Counter[int] = Counter()
    real = pypdfium2.PdfDocument.get_page

    def counting(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        loaded[index] += 1
        return real(document, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", counting)
    shop = Workshop(tmp_path, load_fonts(project, Problems()), project, real_stages(), attach=True)
    made = make(document, [], shop)
    assert not made.faulty
    docx, pdf = made.own(".docx"), made.own(".pdf")
    assert docx is not None
    assert pdf is not None
    assert openings.of(docx) == {"zip": 1}
    assert openings.of(pdf) == {"pdfium": 1, "pikepdf": 1}
    assert made.page_count == len(loaded) > 2
    assert max(loaded[index] for index in range(1, made.page_count - 1)) == 1  # the first and the last are drawn too


def test_two_readings_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count sees a file that is opened a second time."""
    document = pikepdf.new()
    document.add_blank_page()
    document.save(tmp_path / "a.pdf")
    openings = Openings(monkeypatch)
    data = (tmp_path / "a.pdf").read_bytes()
    for _ in range(2):
        with PdfFile(data) as file:
            assert len(file.pages) == 1
    assert openings.of(tmp_path / "a.pdf") == {"pdfium": 2}
