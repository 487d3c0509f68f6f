"""A PDF of anybody opened with care (打开): why it cannot be read, and its pages put upright before they are measured.

Every reader here takes a page as it lies on the desk: upright, its lower left corner at 0, 0. A page that is turned by
its /Rotate, or whose paper begins elsewhere, is brought to that by one matrix before its content.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

from ygt_docs.docfiles.carried import Carried, carried_in_pdf
from ygt_docs.docfiles.pdf_stream import Written, held_in, is_too_large, written_text
from ygt_docs.docfiles.pdf_structure import attached_files, lacking
from ygt_docs.docfiles.pdf_text import PdfPage, read_page
from ygt_docs.problems import Problems

_AGAIN = "请重新下载、重新导出，或请对方重发"
_NOT_OPEN = "不要打开它，请对方重新导出 PDF"
_BOXES = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Annots", "/UserUnit")


@dataclass(frozen=True)
class Pose:
    """How a page stands: its box in points, the degrees it is shown turned by, those that put its text upright."""

    box: tuple[float, float, float, float]
    shown: int
    upright: int

    @property
    def plain(self) -> bool:
        """Whether nothing needs to be done."""
        return self.upright == 0 and self.shown == 0 and abs(self.box[0]) < 0.01 and abs(self.box[1]) < 0.01


class PdfFile:
    """A PDF of anybody: it is opened once for each of the two libraries, and what they read of it is kept.

    Nothing is read before it is asked for; then PdfiumError or PdfError are raised for what is no PDF. Use it in a
    `with` statement: leaving that closes it.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    @classmethod
    def of(cls, data: bytes | PdfFile) -> PdfFile:
        """The file of some bytes; a file that is there already stays itself."""
        if isinstance(data, PdfFile):
            return data
        return cls(data)

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *error: object) -> None:
        for name in ("document", "structure"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        """Its pages as they are shown."""
        return pypdfium2.PdfDocument(self.data)

    @cached_property
    def structure(self) -> pikepdf.Pdf:
        """Its objects as they are written."""
        return pikepdf.open(io.BytesIO(self.data))

    @cached_property
    def pages(self) -> list[PdfPage]:
        """What stands on all pages."""
        return [page for page, _ in self._read]

    @cached_property
    def poses(self) -> list[Pose]:
        """How each page stands."""
        return [pose for _, pose in self._read]

    @cached_property
    def _read(self) -> list[tuple[PdfPage, Pose]]:
        """Each page is loaded once, and let go when it is read."""
        found: list[tuple[PdfPage, Pose]] = []
        for index in range(len(self.document)):
            page = self.document[index]
            try:
                found.append((read_page(page, index + 1), _pose(page)))
            finally:
                page.close()
        return found

    @cached_property
    def written(self) -> list[list[Written]]:
        """What the content streams say, page by page."""
        return written_text(self.structure)

    @cached_property
    def carried(self) -> list[Carried]:
        """What it carries besides the document; nothing where it cannot be opened."""
        try:
            return carried_in_pdf(self.structure)
        except pikepdf.PdfError:
            return []

    @cached_property
    def not_embedded(self) -> list[str]:
        """The names of faces that the file only names, sorted."""
        found = set[str]()
        for item in self.structure.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and _is_only_named(item):
                found.add(str(item.get("/BaseFont", "?")).lstrip("/"))
        return sorted(found)

    @cached_property
    def lacking(self) -> list[str]:
        """What reading it aloud would need, in Chinese."""
        return lacking(self.structure)

    @cached_property
    def attached(self) -> dict[str, bytes]:
        """The files inside of it by their names; {} where it cannot be opened."""
        try:
            return attached_files(self.structure)
        except pikepdf.PdfError:
            return {}


@dataclass(frozen=True)
class Upright:
    """A file whose pages lie as on a desk, and the pages (number, degrees clockwise) that are shown otherwise."""

    file: PdfFile
    lying: tuple[tuple[int, int], ...] = ()


def upright(file: PdfFile, problems: Problems) -> Upright | None:
    """`file`, ready to be measured; None where it cannot be read (D801 says why)."""
    try:
        assert file.document is not None  # it knows a password from damage
        if is_too_large(file.structure):
            problems.add("D801", why="页面的内容解开以后大得不正常，不去读它", how=_NOT_OPEN)
            return None
        poses = file.poses
        if not poses:
            raise ValueError("no page")
        plain = all(pose.plain for pose in poses)
        ready = file if plain else PdfFile(_upright(file.data, poses))
    except (pypdfium2.PdfiumError, pikepdf.PdfError, ValueError) as error:
        why, how = _why_unreadable(file.data, error)
        problems.add("D801", why=why, how=how)
        return None
    lying = []
    for number, pose in enumerate(poses, start=1):
        if pose.shown != pose.upright:
            lying.append((number, (pose.shown - pose.upright) % 360))
    return Upright(ready, tuple(lying))


def _is_only_named(font: Any) -> bool:
    """Whether a simple font has no program in the file."""
    if font.get("/Subtype") in ("/Type0", "/Type3"):
        return False
    descriptor = held_in(font, "/FontDescriptor")
    return not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _why_unreadable(data: bytes, error: Exception) -> tuple[str, str]:
    """In words a secretary knows, why `data` does not open as a PDF, and what to do."""
    if not data:
        return "文件是空的（0 字节）", _AGAIN
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
        return "文件加了密码", "请在 PDF 阅读器中去掉打开密码再检查，或请对方提供不加密的文件"
    if b"%PDF-" in data[:1024]:
        return "文件已损坏，可能没有下载完整", _AGAIN
    if data.startswith(b"PK"):
        return "不是 PDF 文件，像是 Word 文件，扩展名写成了 .pdf", "是 Word 文件的，把扩展名改成 .docx，再检查"
    return "不是 PDF 文件，只是扩展名像", "请用 Word 或 WPS 打开原文件，导出为 PDF，再检查"


def _pose(page: pypdfium2.PdfPage) -> Pose:
    shown = page.get_rotation()
    return Pose(page.get_bbox(), shown, _angle_of_text(page, shown) if shown else 0)


def _angle_of_text(page: pypdfium2.PdfPage, usual: int) -> int:
    """By how many degrees counter-clockwise most of its text is written, in quarters; `usual` without any text."""
    text = page.get_textpage()
    counted: Counter[int] = Counter()
    matrix = raw.FS_MATRIX()
    for index in range(raw.FPDFText_CountChars(text.raw)):
        if raw.FPDFText_GetMatrix(text.raw, index, ctypes.byref(matrix)):
            counted[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360] += 1
    text.close()
    if counted:
        return counted.most_common(1)[0][0]
    return usual


def _upright(data: bytes, poses: Sequence[Pose]) -> bytes:
    """A copy of the file with every page put upright."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, pose in zip(pdf.pages, poses, strict=False):
            if not pose.plain:
                _put_upright(pdf, page, pose)
        pdf.save(buffer)
    return buffer.getvalue()


def _put_upright(pdf: pikepdf.Pdf, page: pikepdf.Page, pose: Pose) -> None:
    left, bottom, right, top = pose.box
    width, height = right - left, top - bottom
    matrix, size = {
        0: ((1, 0, 0, 1, -left, -bottom), (width, height)),
        90: ((0, -1, 1, 0, -bottom, right), (height, width)),
        180: ((-1, 0, 0, -1, right, top), (width, height)),
        270: ((0, 1, -1, 0, top, -left), (height, width)),
    }[pose.upright]
    placed = " ".join(f"{value:.5f}" for value in matrix)
    page.contents_add(pdf.make_stream(f"q {placed} cm\n".encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))
    for name in _BOXES:
        if name in page.obj:
            del page.obj[name]
    page.obj["/MediaBox"] = pikepdf.Array([0, 0, *(round(value, 5) for value in size)])
    page.obj["/CropBox"] = page.obj["/MediaBox"]  # the tree of pages may hold another one
    page.obj["/Rotate"] = 0
