"""The finished PDF, opened again, against the Flow it was made from: text, faces, type area, page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import pikepdf
import pypdfium2

from ygt_docs.compose.flow import Flow, Table
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Place, Problem, Problems
from ygt_docs.proof.pdf_text import Character, PdfPage, read_pdf
from ygt_docs.proof.same_text import first_difference
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Mm

MARKED = "待改"
_SLACK = Mm(0.5)
_MARGIN_BEGINS = Mm(3)
_TEMPLATE_MARKS = ("{{", "}}", "{%", "%}")


def verify_pdf(data: bytes, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the PDF `data` differs from `flow` (V2xx); an empty list: they agree."""
    problems = Problems()
    try:
        pages = read_pdf(data)
    except pypdfium2.PdfiumError as error:
        problems.add("V201", found=str(error))
        return list(problems)
    inside = [_text_of(page) for page in pages]
    _check_text(inside, flow, problems)
    _check_template_marks(pages, flow, problems)
    _check_faces(pages, fonts, problems)
    _check_embedded(data, problems)
    for page, body in zip(pages, inside, strict=True):
        _check_size(page, problems)
        _check_margins(page, body, flow.marked, problems)
    return list(problems)


def type_area(page: PdfPage) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the type area (版心) of `page`, in points from its upper left corner."""
    if page.width > page.height:
        left, top = standard.LANDSCAPE_LEFT_MARGIN.value, standard.LANDSCAPE_TOP_MARGIN.value
        width, height = standard.TYPE_AREA_HEIGHT.value, standard.TYPE_AREA_WIDTH.value
    else:
        left, top = standard.BINDING_MARGIN.value, standard.TOP_MARGIN.value
        width, height = standard.TYPE_AREA_WIDTH.value, standard.TYPE_AREA_HEIGHT.value
    return left.pt, top.pt, (left + width).pt, (top + height).pt


def _in_margin(page: PdfPage, character: Character) -> bool:
    """Whether `character` stands where only page numbers and 待改 may: well above or below the text, or left of it
    on a turned page (8)."""
    left, top, _, bottom = type_area(page)
    far = _MARGIN_BEGINS.pt
    beside = page.width > page.height and character.right < left - far
    return beside or character.top > bottom + far or character.bottom < top - far


def _text_of(page: PdfPage) -> tuple[Character, ...]:
    return tuple(character for character in page.characters if not _in_margin(page, character))


def _check_text(pages: Sequence[Sequence[Character]], flow: Flow, problems: Problems) -> None:
    """The text of all pages, less repeated table heads, is the Flow's, in order, character for character."""
    wanted = "".join(flow.text())
    heads = _table_heads(flow)
    found = ""
    for number, characters in enumerate(pages, start=1):
        text = "".join(character.text for character in characters)
        found += _without_repeated_head(text, wanted[len(found):], heads)
        if not wanted.startswith(found):
            problems.add("V202", Place(page=number), **first_difference(wanted, found))
            return
    if found != wanted:
        problems.add("V202", Place(page=len(pages)), **first_difference(wanted, found))


def _table_heads(flow: Flow) -> set[str]:
    tables = [block for section in flow.sections for block in section.blocks if isinstance(block, Table)]
    return {"".join(paragraph.text for row in table.rows if row.head for cell in row.cells
                    for paragraph in cell.paragraphs) for table in tables} - {""}


def _without_repeated_head(text: str, expected: str, heads: Iterable[str]) -> str:
    for head in heads:
        if text.startswith(head) and not expected.startswith(head):
            return text[len(head):]
    return text


def _check_template_marks(pages: Iterable[PdfPage], flow: Flow, problems: Problems) -> None:
    own = "".join(flow.text())
    for page in pages:
        for mark in _TEMPLATE_MARKS:
            if mark in page.text and mark not in own:
                problems.add("V203", Place(page=page.number), found=mark)


def _check_faces(pages: Iterable[PdfPage], fonts: Fonts, problems: Problems) -> None:
    declared = {face.family.replace(" ", "-") for face in fonts.all_faces()}
    reported = set()
    for page in pages:
        for character in page.characters:
            if character.font not in declared and character.font not in reported and not character.text.isspace():
                reported.add(character.font)
                problems.add("V204", Place(page=page.number), found=character.font, character=character.text)


def _check_embedded(data: bytes, problems: Problems) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor" \
                    and not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                problems.add("V205", found=str(item.get("/FontName", "?")))


def _check_size(page: PdfPage, problems: Problems) -> None:
    wanted = sorted((standard.PAGE_WIDTH.value.pt, standard.PAGE_HEIGHT.value.pt))
    if any(abs(found - size) > standard.PAGE_WIDTH.tolerance.pt
           for found, size in zip(sorted((page.width, page.height)), wanted, strict=True)):
        problems.add(
            "V206",
            Place(page=page.number),
            strength=str(standard.PAGE_WIDTH.strength),
            clause=standard.PAGE_WIDTH.clause,
            found=f"{page.width / Mm(1).pt:.1f}×{page.height / Mm(1).pt:.1f}",
        )


def _check_margins(page: PdfPage, inside: Sequence[Character], marked: bool, problems: Problems) -> None:
    """Outside the type area stands the page number (and 待改 on a marked file), and nothing of the text sticks out."""
    kept = {id(character) for character in inside}
    outside = "".join(character.text for character in page.characters if id(character) not in kept).strip()
    wanted = {f"— {page.number} —"}
    wanted = {number + MARKED for number in wanted} | {MARKED + number for number in wanted} if marked else wanted
    if outside not in wanted:
        problems.add("V207", Place(page=page.number), strength=str(standard.PAGE_NUMBER_GAP.strength),
                     clause=standard.PAGE_NUMBER_GAP.clause, found=outside, wanted=f"— {page.number} —")
    left, top, right, bottom = type_area(page)
    slack = _SLACK.pt
    over = [character for character in inside if character.left < left - slack or character.right > right + slack
            or character.top < top - slack or character.bottom > bottom + slack]
    if over:
        furthest = max(max(left - c.left, c.right - right, top - c.top, c.bottom - bottom) for c in over)
        problems.add("V208", Place(page=page.number), strength=str(standard.TYPE_AREA_WIDTH.strength),
                     clause=standard.TYPE_AREA_WIDTH.clause, found="".join(c.text for c in over)[:20],
                     by=f"{furthest / Mm(1).pt:.1f}")


