"""Pages of a PDF as pictures (附页): a scan, a letter of somebody else, as pages of an appendix."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from ygt_docs.docfiles.picture import MOST_BYTES, Picture
from ygt_docs.problems import Place, Problems

SUFFIX = ".pdf"
DPI = 200
MOST_PAGES = 100
_FEW_COLOURS = 256
_QUALITY = 85
_LARGEST = 1_200.0  # points: larger than A3, a page is drawn smaller


def read_pages(data: bytes, file: str, problems: Problems, place: Place) -> tuple[Picture, ...] | None:
    """Every page of the PDF in `data` at 200 dpi; None: it cannot be read, and `problems` says at `place` why."""
    name = file.rpartition("/")[2]
    if len(data) > MOST_BYTES:
        problems.add("X203", place, file=name, most=MOST_BYTES // 1_000_000)
        return None
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                problems.add("X211", place, file=name, count=len(document), most=MOST_PAGES)
                return None
            pages = []
            for index in range(len(document)):
                pages.append(_drawn(document[index]))
            return tuple(pages)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        problems.add("X210", place, file=name, why="加了密码" if locked else "文件坏了，或者不是 PDF")
        return None


def _drawn(page: pypdfium2.PdfPage) -> Picture:
    longest = max(page.get_width(), page.get_height(), 1.0)
    scale = DPI / 72 * min(1.0, _LARGEST / longest)
    image = page.render(scale=scale).to_pil().convert("RGB")
    return _packed(image)


def _packed(image: Image.Image) -> Picture:
    """A page of text without loss, a photograph as one."""
    out = io.BytesIO()
    if image.getcolors(_FEW_COLOURS) is not None:
        image.save(out, "PNG", compress_level=6)
        return Picture("png", out.getvalue(), image.width, image.height)
    image.save(out, "JPEG", quality=_QUALITY)
    return Picture("jpg", out.getvalue(), image.width, image.height)
