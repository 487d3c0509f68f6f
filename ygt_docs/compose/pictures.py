"""Pictures (图) and codes (二维码) as blocks of the Flow: how large they are, and the caption under them."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Sequence
from dataclasses import replace

import segno

from ygt_docs.compose.flow import Block, Paragraph, PrintedPicture, Role
from ygt_docs.compose.pieces import BLANK, paragraph
from ygt_docs.docfiles.picture import Picture
from ygt_docs.notice.beside import content_of
from ygt_docs.notice.blocks import Code
from ygt_docs.notice.blocks import Picture as TypedPicture
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm, Pt

LEAST_DPI = 150  # 实务: below it a printed picture looks like steps
_USUAL_DPI = 200  # of a picture whose width is not given
_CSS_DPI = 96
_INCH = Mm(25.4)
# What a line of Word leaves below a picture that stands on it.
BELOW = Pt(6)
_CODE_SCALE = 10  # pixels of a module in Word's picture


def picture_blocks(typed: TypedPicture, orientation: Orientation, problems: Problems, above: int = 0) -> list[Block]:
    """The picture on lines of its own, kept with its caption. Nothing where its file could not be read.

    `above`: so many lines of mark and title stand on its page already (0: it begins a page, where it is to have one).
    """
    found = content_of(typed.file)
    if not isinstance(found, Picture):
        return []
    caption_lines = 0 if typed.caption is None else 1
    room = _lines_of_page(orientation) - caption_lines - above
    widest, highest = page_width(orientation), standard.LINE_PITCH.value * room - BELOW
    wanted = Mm(typed.width) if typed.width is not None else None
    width = _width(found, wanted, widest, highest, whole_page=typed.whole_page)
    _judge(typed, found, width, wanted, widest, problems)
    printed = printed_picture(found, width, alternative_of(typed, problems), typed.file.place)
    blocks = _blocks(printed, typed.caption)
    if typed.whole_page:
        return _filling(blocks, room - printed.lines, new_page=not above)
    return blocks


def page_pictures(names: Sequence[Text], title: str, orientation: Orientation, above: int = 1) -> list[Block]:
    """The pages of the files `names`, each on a page of its own; `above` lines stand over the first of them."""
    found = [(name, page) for name in names for page in content_of(name) or ()]
    blocks: list[Block] = []
    for number, (name, page) in enumerate(found, start=1):
        room = _lines_of_page(orientation) - (above if number == 1 else 0)
        height = standard.LINE_PITCH.value * room - BELOW
        width = min(page_width(orientation), height * (page.width / page.height))
        words = f"{title}（第 {number} 页，共 {len(found)} 页）"
        printed = printed_picture(page, width, words, name.place)
        picture: Block = Paragraph(Role.PICTURE, picture=printed)
        blocks += _filling([picture], room - printed.lines, new_page=number > 1)
    return blocks


def code_blocks(typed: Code) -> list[Block]:
    """The code on lines of its own, kept with its caption."""
    code = segno.make(str(typed.content), error="m", micro=False)
    vector, bitmap = io.BytesIO(), io.BytesIO()
    code.save(vector, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=False, scale=1)
    code.save(bitmap, kind="png", scale=_CODE_SCALE)
    side = Mm(typed.width)
    words = f"二维码：{typed.content}"
    place = typed.content.place
    printed = PrintedPicture("svg", vector.getvalue(), side, side, lines_of(side), words, place, bitmap.getvalue())
    return _blocks(printed, typed.caption)


def printed_picture(picture: Picture, width: Length, alternative: str, place: Place) -> PrintedPicture:
    """`picture` at `width`, in its own proportion."""
    height = width * (picture.height / picture.width)
    lines = lines_of(height)
    drawing = picture.drawing
    return PrintedPicture(picture.kind, picture.data, width, height, lines, alternative, place, drawing=drawing)


def fitted_picture(name: Text, width: Length, height: Length | None, problems: Problems) -> PrintedPicture | None:
    """The picture of the file `name` as large as it can be within a cell; None: it could not be read.

    `height` None: the cell grows with it, up to half a page.
    """
    found = content_of(name)
    if not isinstance(found, Picture):
        return None
    highest = (standard.TYPE_AREA_HEIGHT.value / 2 if height is None else height) - BELOW
    within = min(width, highest * (found.width / found.height))
    _judge_pixels(name, found, within, problems)
    return printed_picture(found, within, name.rpartition(".")[0], name.place)


def page_width(orientation: Orientation) -> Length:
    """The width of the type area of an upright or a turned page (5.2.1)."""
    upright = orientation is Orientation.PORTRAIT
    if upright:
        return standard.TYPE_AREA_WIDTH.value
    return standard.TYPE_AREA_HEIGHT.value


def _lines_of_page(orientation: Orientation) -> int:
    """How many lines a page has: 22, and as many as the width of the type area holds where it is turned."""
    if orientation is Orientation.PORTRAIT:
        return int(standard.LINES_PER_PAGE.value)
    return math.floor(standard.TYPE_AREA_WIDTH.value.over(standard.LINE_PITCH.value))


def _width(picture: Picture, wanted: Length | None, widest: Length, highest: Length, *, whole_page: bool) -> Length:
    """As wide as is wanted, or else as the picture is at 200 dpi; never beyond the type area."""
    if whole_page and wanted is None:
        wanted = widest
    if wanted is None:
        dpi = _CSS_DPI if picture.drawing is not None else _USUAL_DPI
        wanted = _INCH * (picture.width / dpi)
    return min(wanted, widest, highest * (picture.width / picture.height))


def _judge(
    typed: TypedPicture, picture: Picture, width: Length, wanted: Length | None, widest: Length, problems: Problems
) -> None:
    """Say where a picture is not as wide as it was to be, and where it has too few pixels for its width."""
    if wanted is not None and width < wanted:
        why = "版心" if width == widest else "一页的高度"
        problems.add("N591", typed.file.place, file=typed.file, wanted=round(wanted.mm), width=_whole(width), why=why)
    _judge_pixels(typed.file, picture, width, problems)


def _judge_pixels(name: Text, picture: Picture, width: Length, problems: Problems) -> None:
    """Say where a picture has too few pixels for its `width`."""
    if picture.drawing is not None:
        return
    dpi = picture.width / width.over(_INCH)
    if dpi < LEAST_DPI - 0.5:
        right = _INCH * (picture.width / LEAST_DPI)
        problems.add("N592", name.place, file=name, dpi=round(dpi), least=LEAST_DPI, width=_whole(right))


def _whole(length: Length) -> int:
    """Whole millimetres that are not more than `length`."""
    return math.floor(length.mm + 0.01)


def alternative_of(typed: TypedPicture, problems: Problems) -> str:
    """What is read in the place of the picture: 替代文字, its caption, or (which is said) the name of the file."""
    if typed.alternative is not None:
        return str(typed.alternative)
    if typed.caption is not None:
        return str(typed.caption)
    problems.add("N593", typed.file.place, file=typed.file)
    return str(typed.file.rpartition(".")[0])


def _blocks(printed: PrintedPicture, caption: Text | None) -> list[Block]:
    picture = Paragraph(Role.PICTURE, picture=printed, keep_with_next=caption is not None)
    if caption is None:
        return [picture]
    return [picture, paragraph(Role.PICTURE_CAPTION, caption)]


def lines_of(height: Length) -> int:
    """How many lines of text a picture takes: whole ones, so that the text below stays on its grid."""
    return math.ceil(round((height + BELOW).over(standard.LINE_PITCH.value), 4))  # a height was rounded to whole EMU


def _filling(blocks: Sequence[Block], free: int, *, new_page: bool) -> list[Block]:
    """`blocks` with the `free` lines of their page above and below them, on a `new_page`."""
    above = max(0, free // 2)
    made: list[Block] = [BLANK] * above + [*blocks] + [BLANK] * max(0, free - above)
    first = made[0]
    if new_page and isinstance(first, Paragraph):
        made[0] = replace(first, page_break_before=True)
    return made


def picture_name(picture: PrintedPicture) -> str:
    """A name for the bytes of a picture, the same for the same bytes."""
    return f"{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.kind}"
