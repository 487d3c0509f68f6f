"""All copies of a document in one PDF (份号, 7.2.1): the pages of the first one, shared; only the number differs.

Page one of each copy is the same stream but for the one operator that shows the number, so a copy costs some hundred
bytes. A face in a PDF holds only the characters that are shown: the digits come from a page of their own, laid out in
the same face. Each copy begins on a front page, as it is printed on both sides.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from ygt_docs.compose.flow import Flow, Paragraph, Role, Run, Section
from ygt_docs.docfiles.pdf_stream import page_text, shown_text
from ygt_docs.elements.marks import CopyRange
from ygt_docs.notice.model import Format, Orientation

_DIGITS = "0123456789"
_FACE = "/CopyDigits"
_CODE = 2  # bytes of a character's code in the faces of our PDFs
_EPOCH = datetime.date(1980, 1, 1)


def digits_of(flow: Flow) -> Flow:
    """A page that shows every digit in the face of the copy number of `flow`."""
    page = Section(Orientation.PORTRAIT, (Paragraph(Role.COPY_NUMBER, ((Run(_DIGITS),),)),))
    return replace(flow, sections=(page,), imprint=None, format=Format.DOCUMENT, marked=False, copies=None)


@dataclass(frozen=True)
class _Shown:
    """Where a page shows a text: the operator's number, its operand, and the face and size it is shown in."""

    index: int
    pieces: Sequence[Any]
    face: str
    size: Any

    @property
    def codes(self) -> list[bytes]:
        """The code of every character."""
        found: list[bytes] = []
        for piece in self.pieces:
            raw = bytes(piece) if isinstance(piece, pikepdf.String) else b""
            for start in range(0, len(raw), _CODE):
                found.append(raw[start : start + _CODE])
        return found

    def with_codes(self, codes: Sequence[bytes]) -> pikepdf.Array:
        """The operand with other characters in the same places."""
        left, pieces = list(codes), []
        for piece in self.pieces:
            if isinstance(piece, pikepdf.String):
                count = len(bytes(piece)) // _CODE
                pieces.append(pikepdf.String(b"".join(left[:count])))
                del left[:count]
            else:
                pieces.append(piece)
        return pikepdf.Array(pieces)


def write_copies(first: bytes, digits: bytes, copies: CopyRange, date: datetime.date | None) -> bytes:
    """The PDF of all `copies`; `first` is that of the first one, `digits` that of :func:`digits_of`.

    `date`: that of the document (None: 1980-01-01). The same bytes every time.
    """
    with pikepdf.open(io.BytesIO(first)) as pdf, pikepdf.open(io.BytesIO(digits)) as own:
        pages = [page.obj for page in pdf.pages]
        tree = pages[0].Parent
        begin, end, number = _parts(pdf, pages[0], copies.first)
        every = _find(own.pages[0].obj, _DIGITS)
        codes = dict(zip(_DIGITS, every.codes, strict=True))
        face = pdf.copy_foreign(own.pages[0].Resources.Font[every.face])
        resources = _with_face(pdf, pages[0].Resources, face)
        blank = pdf.make_stream(b"")
        every_page = list(pages)
        for text in list(copies.numbers())[1:]:
            if len(every_page) % 2:
                every_page.append(_page(pages[-1], blank))
            shown = number.with_codes([codes[digit] for digit in text])
            own_part = pdf.make_stream(_operators(number, shown))
            head = _page(pages[0], pikepdf.Array([begin, own_part, end]))
            head.Resources = resources
            every_page.append(head)
            for page in pages[1:]:
                every_page.append(_page(page, page.Contents))
        # Into the tree at once: one by one is slow in a file of thousands of pages.
        tree.Kids = pikepdf.Array([page if page.is_indirect else pdf.make_indirect(page) for page in every_page])
        tree.Count = len(every_page)
        _stamp(pdf, date or _EPOCH)
        return _saved(pdf)


def _parts(pdf: pikepdf.Pdf, page: Any, number: str) -> tuple[Any, Any, _Shown]:
    """What page one draws before and after the number, as streams, and how it shows the number."""
    operators = list(pikepdf.parse_content_stream(page))
    shown = _find(page, number)
    before = pikepdf.unparse_content_stream(operators[: shown.index])
    after = pikepdf.unparse_content_stream(operators[shown.index + 1 :])
    return pdf.make_stream(before), pdf.make_stream(after), shown


def _find(page: Any, text: str) -> _Shown:
    """Where `page` first shows `text` and nothing else. Raises ValueError where it does not."""
    face, size = "", 0
    for index, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
        if str(operator) == "Tf":
            face, size = str(operands[0]), operands[1]
        elif str(operator) == "TJ" and shown_text(operands[0], page.Resources, face) == text:
            return _Shown(index, list(operands[0]), face, size)
    raise ValueError(f"the page does not show {text}")


def _operators(number: _Shown, shown: pikepdf.Array) -> bytes:
    """Show the number in the face of the digits, and go on in the one before."""
    own, before = pikepdf.Name(_FACE), pikepdf.Name(number.face)
    face, text = pikepdf.Operator("Tf"), pikepdf.Operator("TJ")
    return pikepdf.unparse_content_stream([([own, number.size], face), ([shown], text), ([before, number.size], face)])


def _with_face(pdf: pikepdf.Pdf, resources: Any, face: Any) -> Any:
    faces = pikepdf.Dictionary(dict(resources.Font.items()))
    faces[_FACE] = face
    made = pikepdf.Dictionary(dict(resources.items()))
    made.Font = faces
    return pdf.make_indirect(made)


def _page(like: Any, contents: Any) -> Any:
    """A page like another one: what names its place in the tree of tags or its links belongs to the first copy."""
    made = pikepdf.Dictionary(dict(like.items()))
    for key in ("/StructParents", "/Annots", "/Tabs"):
        if key in made:
            del made[key]
    made.Contents = contents
    return made


def wrong_copies(data: bytes, copies: CopyRange, page_count: int) -> str:
    """What is wrong with a PDF of all `copies` of a document of so many pages, in words; "": nothing is.

    The first copy is the document's own PDF. Of each other one: its pages are those of the first, its first page but
    for the number, and it begins on a front page.
    """
    step = page_count + page_count % 2
    wanted = step * (copies.count - 1) + page_count
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = []
        for page in pdf.pages:
            pages.append(page.obj)
        if len(pages) != wanted:
            return f"应有 {wanted} 页，实有 {len(pages)} 页"
        first, second = pages[:page_count], pages[step : step + page_count]
        numbers = list(copies.numbers())
        if _text(first[0]) != _text(second[0]).replace(numbers[1], numbers[0], 1) or numbers[0] not in _text(first[0]):
            return "首页的文字"
        for index, number in enumerate(numbers[1:], start=1):
            own = pages[index * step : index * step + page_count]
            if not _is_copy(own, second, number) or _streams(own) != _streams(first):
                return f"{number} 号"
    return ""


def _is_copy(own: Sequence[Any], second: Sequence[Any], number: str) -> bool:
    """Whether page one shows `number`, and else what page one of the second copy does."""
    begin, shown, end = own[0].Contents
    same = [begin.objgen, end.objgen] == [second[0].Contents[0].objgen, second[0].Contents[2].objgen]
    texts = []
    for operands, operator in pikepdf.parse_content_stream(shown):
        if str(operator) == "TJ":
            texts.append(shown_text(operands[0], own[0].Resources, _FACE))
    return same and own[0].Resources.objgen == second[0].Resources.objgen and texts == [number]


def _streams(pages: Sequence[Any]) -> list[Any]:
    """What the pages after the first show, by the objects of the file."""
    streams: list[Any] = []
    for page in pages[1:]:
        streams.append(page.Contents.objgen)
    return streams


def _text(page: Any) -> str:
    return "".join(item.text for item in page_text(pikepdf.Page(page)))


def _stamp(pdf: pikepdf.Pdf, date: datetime.date) -> None:
    moment = f"D:{date:%Y%m%d}000000+00'00'"
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = moment


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        linearize=False,
    )
    return buffer.getvalue()
