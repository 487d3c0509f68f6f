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

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

from ygt_docs.problems import Problems

_AGAIN = "请重新下载、重新导出，或请对方重发"
_BOXES = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Annots", "/UserUnit")


@dataclass(frozen=True)
class Opened:
    """The bytes to measure, and the pages (number, degrees clockwise) that are shown lying or upside down."""

    data: bytes
    lying: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class _Pose:
    """How a page stands: its box in points, the degrees it is shown turned by, those that put its text upright."""

    box: tuple[float, float, float, float]
    shown: int
    upright: int

    @property
    def plain(self) -> bool:
        """Whether nothing needs to be done."""
        return self.upright == 0 and self.shown == 0 and abs(self.box[0]) < 0.01 and abs(self.box[1]) < 0.01


def open_pdf(data: bytes, problems: Problems) -> Opened | None:
    """The PDF `data`, ready to be measured; None where it cannot be read (D801 says why)."""
    try:
        poses = _poses(data)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            changed = data if all(pose.plain for pose in poses) else _upright(pdf, poses)
    except (pypdfium2.PdfiumError, pikepdf.PdfError, ValueError) as error:
        why, how = _why_unreadable(data, error)
        problems.add("D801", why=why, how=how)
        return None
    return Opened(
        changed,
        tuple(
            (number, (pose.shown - pose.upright) % 360)
            for number, pose in enumerate(poses, start=1)
            if pose.shown != pose.upright
        ),
    )


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


def _poses(data: bytes) -> list[_Pose]:
    """How each page stands. Raises PdfiumError for a file or a page that does not load."""
    document = pypdfium2.PdfDocument(data)
    try:
        if not len(document):
            raise ValueError("no page")
        return [_pose(document[index]) for index in range(len(document))]
    finally:
        document.close()


def _pose(page: pypdfium2.PdfPage) -> _Pose:
    shown = page.get_rotation()
    try:
        return _Pose(page.get_bbox(), shown, _angle_of_text(page, shown) if shown else 0)
    finally:
        page.close()


def _angle_of_text(page: pypdfium2.PdfPage, usual: int) -> int:
    """By how many degrees counter-clockwise most of its text is written, in quarters; `usual` without any text."""
    text = page.get_textpage()
    counted: Counter[int] = Counter()
    matrix = raw.FS_MATRIX()
    for index in range(raw.FPDFText_CountChars(text.raw)):
        if raw.FPDFText_GetMatrix(text.raw, index, ctypes.byref(matrix)):
            counted[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360] += 1
    text.close()
    return counted.most_common(1)[0][0] if counted else usual


def _upright(pdf: pikepdf.Pdf, poses: Sequence[_Pose]) -> bytes:
    for page, pose in zip(pdf.pages, poses, strict=False):
        if not pose.plain:
            _put_upright(pdf, page, pose)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def _put_upright(pdf: pikepdf.Pdf, page: pikepdf.Page, pose: _Pose) -> None:
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
