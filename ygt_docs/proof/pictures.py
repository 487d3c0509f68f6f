"""The pictures of a finished file: their size on paper, their pixels, and what is read in their place."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from PIL import Image, UnidentifiedImageError

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.pdf_text import PdfPage
from ygt_docs.docfiles.wml import Element, local_name
from ygt_docs.docfiles.word_package import Package, target_of
from ygt_docs.docfiles.word_text import text_of
from ygt_docs.proof.facts import PictureBox

_MM = 25.4 / 72
_EMU_MM = 36_000
_NO_PICTURE = "（没有图）"
_LEAST = 5.0  # mm: what is smaller is a rule or a dot that some program drew as a picture


def pictures_of_pdf(pages: Iterable[PdfPage]) -> list[PictureBox]:
    """The pictures made of pixels on every page, in millimetres from the upper left corner of the paper."""
    found: list[PictureBox] = []
    for page in pages:
        for bitmap in page.bitmaps:
            left, top, right, bottom = (side * _MM for side in bitmap.box)
            if right - left >= _LEAST:
                found.append(
                    PictureBox(right - left, bitmap.pixels or None, page=page.number, left=left, top=top, bottom=bottom)
                )
    return found


def pictures_of_word(package: Package, body: Element) -> list[PictureBox]:
    """The pictures that stand in the lines of the text."""
    targets = _targets(package)
    found: list[PictureBox] = []
    for inline in body.iter():
        if local_name(inline) == "inline":
            box = _word_picture(inline, package.parts, targets)
            if box is not None and box.width >= _LEAST:
                found.append(box)
    return found


def _targets(package: Package) -> dict[str, str]:
    """The parts of the package that its document names, by the names of these relations."""
    document = str(package.document)
    targets: dict[str, str] = {}
    for item in package.relationships(document):
        if item.get("TargetMode") != "External":
            targets[item.get("Id", "")] = target_of(document, item.get("Target", ""))
    return targets


def _word_picture(inline: Element, parts: Mapping[str, bytes], targets: Mapping[str, str]) -> PictureBox | None:
    extent = next(_named(inline, "extent"), None)
    blip = next(_named(inline, "blip"), None)
    if extent is None or blip is None:
        return None
    name = ""
    for key, value in blip.attrib.items():
        if str(key).endswith("}embed"):
            name = str(value)
            break
    told = next(_named(inline, "docPr"), None)
    width = extent.get("cx", "0")
    if told is None:
        words = ""
    else:
        words = (told.get("descr") or told.get("title") or "").strip()
    pixels = _pixels(parts.get(targets.get(name, ""), b""))
    return PictureBox(int(width) / _EMU_MM if width.isdecimal() else 0.0, pixels, alternative=words)


def printed_pictures(flow: Flow) -> list[tuple[int, str]]:
    """The pictures of `flow`: how many characters of its text stand before each, and the words that stand for it."""
    found: list[tuple[int, str]] = []
    before = 0
    for paragraph in flow.paragraphs():
        if paragraph.picture is not None:
            found.append((before, paragraph.picture.alternative))
        before += len(paragraph.text)
    return found


def pictures_among(texts: Iterable[Element], package: Package) -> list[tuple[int, str]]:
    """The same of a Word file, from its paragraphs in order."""
    targets = _targets(package)
    found: list[tuple[int, str]] = []
    before = 0
    for item in texts:
        for inline in item.iter():
            box = _word_picture(inline, package.parts, targets) if local_name(inline) == "inline" else None
            if box is not None:
                found.append((before, box.alternative or ""))
        before += len(text_of(item))
    return found


def picture_difference(
    wanted: Sequence[tuple[int, str]], found: Sequence[tuple[int, str]], *, only_words: bool
) -> dict[str, object] | None:
    """The words of a message on the first picture that is not the one that should stand there; None: all are.

    `only_words`: the texts differ, which is said elsewhere, so that nobody can tell where a picture should stand.
    """
    for own, theirs in zip_longest(wanted, found):
        moved = own is not None and theirs is not None and own[1] == theirs[1]
        if own == theirs or (moved and only_words):
            continue
        shown = _NO_PICTURE if theirs is None else f"「{theirs[1]}」"
        return {
            "wanted": _NO_PICTURE if own is None else f"「{own[1]}」",
            "found": f"{shown}在另一个地方" if moved else shown,
        }
    return None


def _named(element: Element, name: str) -> Iterator[Element]:
    return (item for item in element.iter() if local_name(item) == name)


def _pixels(data: bytes) -> int | None:
    """How many pixels wide a picture is (None: it is a drawing, or nobody can tell)."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.format not in ("WMF", "EMF"):
                return image.width
            return None
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
