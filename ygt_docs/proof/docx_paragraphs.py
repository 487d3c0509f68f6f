"""The paragraphs of a .docx as facts (Word 段落): text, lines as they will stand, empty lines, page breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ygt_docs.docfiles.faces import Piece
from ygt_docs.docfiles.wml import Element, w
from ygt_docs.docfiles.word_styles import NO_SPACING, Effective, Indents, LetterSpacing, points
from ygt_docs.docfiles.word_text import kept_runs, paragraphs, plain_text, run_text, sections
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.proof.facts import Area, Line, Para

_MM = 25.4 / 72
_TAB = 21.0  # points: Word's usual tab stop
_GROWN = 1.3  # a line that grows with its text is about this many times as high


@dataclass
class Section:
    """A section: its type area in mm, its grid's line pitch in points (None: no grid), its properties."""

    settings: Element
    area: Area
    width: float
    pitch: float | None


@dataclass
class Reading:
    """What is kept while the paragraphs are gone through. `blank` and `height` count from the last text on."""

    effective: Effective
    paras: list[Para] = field(default_factory=list)
    heights: list[tuple[Element, float]] = field(default_factory=list)
    blank: float = 0
    new_page: bool = False


def read_paragraphs(body: Element, effective: Effective) -> tuple[Reading, list[Section]]:
    """Every paragraph that holds text, with the sections in order."""
    reading = Reading(effective)
    found: list[Section] = []
    for settings, blocks in sections(body):
        section = _section(settings)
        kind = settings.find(w("type"))
        if found and (kind is None or kind.get(w("val")) != "continuous"):
            reading.new_page = True
        found.append(section)
        for block in blocks:
            _read_block(block, section, reading)
    return reading, found


def line_height(paragraph: Element, effective: Effective, pitch: float | None, size: float) -> float:
    """The height of one line in points."""
    spacing = effective.spacing(paragraph)
    if spacing.height is not None:
        return spacing.height
    snaps = pitch is not None and effective.value(paragraph, "snapToGrid") not in ("0", "false")
    return (pitch if snaps and pitch is not None else size * _GROWN) * spacing.factor


def _section(settings: Element) -> Section:
    area, grid = area_of(settings), settings.find(w("docGrid"))
    lines = grid is not None and grid.get(w("type")) in ("lines", "linesAndChars", "snapToChars")
    if lines and grid is not None:
        pitch = points(grid.get(w("linePitch")), 20, 312)
    else:
        pitch = None
    width = area.paper_width - (area.left or 0.0) - (area.right or 0.0)
    return Section(settings, area, width, pitch)


def area_of(settings: Element) -> Area:
    """Paper and margins of a section (w:sectPr), Word's own where it does not say; the gutter belongs to the left."""
    size, margins = settings.find(w("pgSz")), settings.find(w("pgMar"))
    return Area(
        _mm(size, "w", 11906),
        _mm(size, "h", 16838),
        abs(_mm(margins, "top", 1440)),
        _mm(margins, "left", 1800) + _mm(margins, "gutter"),
        abs(_mm(margins, "bottom", 1440)),
        _mm(margins, "right", 1800),
    )


def _mm(element: Element | None, name: str, usual: int = 0) -> float:
    value = None if element is None else element.get(w(name))
    return points(value, 20, usual) * _MM


def _read_block(block: Element, section: Section, reading: Reading) -> None:
    boxed = block.tag == w("tbl")
    for paragraph in ([block] if block.tag == w("p") else []) + list(paragraphs(block)):
        _read_paragraph(paragraph, section, reading, boxed)


def _read_paragraph(paragraph: Element, section: Section, reading: Reading, boxed: bool) -> None:
    effective = reading.effective
    framed = (
        next(effective.of_paragraph(paragraph, "framePr"), None) is not None
        or next(paragraph.iterancestors(w("txbxContent")), None) is not None
    )
    pieces = tuple(effective.piece(run_text(run), run, paragraph) for run in kept_runs(paragraph) if run_text(run))
    size = pieces[0].size if pieces else effective.size(paragraph, paragraph)
    height = line_height(paragraph, effective, section.pitch, size)
    spacing = effective.spacing(paragraph)
    text = "".join(piece.text for piece in pieces)
    if effective.is_on(paragraph, "pageBreakBefore") or _breaks(paragraph, before=True):
        reading.new_page = True
    if not framed and not boxed:
        reading.heights.append((paragraph, height + spacing.before + spacing.after))
    if text.strip():
        lines = _lines(paragraph, pieces, section.width, effective)
        jc = effective.value(paragraph, "jc")
        reading.paras.append(
            Para(
                text.strip(),
                pieces,
                lines,
                jc == "center",
                reading.blank,
                reading.new_page,
                height,
                spacing.before + spacing.after,
                boxed,
                framed,
                section.area.landscape,
                source=paragraph,
            )
        )
        reading.blank, reading.new_page = 0, False
    elif not framed and not boxed:
        reading.blank += height
    if _breaks(paragraph, before=False):
        reading.new_page = True


def _breaks(paragraph: Element, before: bool) -> bool:
    """Whether a page break stands before (or after) the text of the paragraph; in an empty one it stands after it."""
    text_seen = not plain_text(paragraph).strip()
    for node in paragraph.iter(w("br"), w("t")):
        if node.tag == w("t"):
            text_seen = text_seen or bool((node.text or "").strip())
        elif node.get(w("type")) == "page" and text_seen != before:
            return True
    return False


def _lines(paragraph: Element, pieces: Iterable[Piece], width: float, effective: Effective) -> tuple[Line, ...]:
    """The lines of a paragraph: those that were typed; text that is too long goes on below, at the left indent."""
    pieces = list(pieces)
    size = pieces[0].size
    runs = (run for run in kept_runs(paragraph) if run_text(run))
    spacing = next((effective.letter_spacing(run, paragraph) for run in runs), NO_SPACING)
    indents = effective.indents(paragraph, size)
    jc = effective.value(paragraph, "jc") or "both"
    typed = "".join(piece.text for piece in pieces).split("\n")
    stop, first_stop = _right_stop(paragraph, effective), _first_stop(paragraph, effective)
    lines: list[Line] = []
    for text in typed:
        if stop is not None and text.count("\t") == 1 and text.rpartition("\t")[2].strip():
            lines.append(_in_two(text, indents, stop, size, spacing))
            continue
        if first_stop is None or text[:1] != "\t":
            own = indents
        else:
            own = replace(indents, left=first_stop, first=0)
        begun = text if own is indents else text[1:]
        lines += _typed_line(begun, jc, own, width, (size, spacing), first=not lines)
    return tuple(lines)


def _first_stop(paragraph: Element, effective: Effective) -> float | None:
    """Where a text behind a first tab begins, in points from the left margin; None where no stop is set for it."""
    stops = [tab for tabs in effective.of_paragraph(paragraph, "tabs") for tab in tabs.iter(w("tab"))]
    begins = [points(tab.get(w("pos")), 20, 0) for tab in stops if tab.get(w("val")) in ("left", "start")]
    return min(begins) if begins else None


def _right_stop(paragraph: Element, effective: Effective) -> float | None:
    """Where a text behind a tab ends, in mm from the left margin; None where no tab stop is set at its right end."""
    stops = [tab for tabs in effective.of_paragraph(paragraph, "tabs") for tab in tabs.iter(w("tab"))]
    ends = [points(tab.get(w("pos")), 20, 0) for tab in stops if tab.get(w("val")) in ("right", "end")]
    return max(ends) * _MM if ends else None


def _in_two(text: str, indents: Indents, stop: float, size: float, spacing: LetterSpacing) -> Line:
    """A line with a text at its left, or none, and one that ends at the tab stop."""
    left, right = text.split("\t")
    if left.strip():
        start = (indents.left + indents.first) * _MM
    else:
        start = stop - _width(right.strip(), size, spacing)
    return Line(text.strip(), start, stop - _white(right[::-1], size, spacing))


def _typed_line(
    text: str, jc: str, indents: Indents, width: float, type_: tuple[float, LetterSpacing], first: bool
) -> list[Line]:
    size, spacing = type_
    left, right = indents.left * _MM, indents.right * _MM
    before = _white(text, size, spacing)
    after = _white(text[::-1], size, spacing)
    ink = _width(text.strip(), size, spacing)
    start = left + (indents.first * _MM if first else 0)
    room = width - right - start
    if before + ink > room + 0.5 * size * _MM:
        rest = (before + ink - room) % max(width - right - left, 1)
        edge = left if jc != "center" else (width - rest) / 2
        return [Line(text.strip(), start + before, width - right), Line("", edge, edge + rest)]
    if jc in ("right", "end"):
        return [Line(text.strip(), width - right - after - ink, width - right - after)]
    if jc == "center":
        begin = start + (room - before - ink - after) / 2 + before
        return [Line(text.strip(), begin, begin + ink)]
    return [Line(text.strip(), start + before, start + before + ink)]


def _white(text: str, size: float, spacing: LetterSpacing) -> float:
    """The width in mm of the spaces and tabs that `text` begins with."""
    white = text[: len(text) - len(text.lstrip())]
    tabs = white.count("\t") * _TAB * _MM
    return tabs + _width(white.replace("\t", ""), size, spacing)


def _width(text: str, size: float, spacing: LetterSpacing) -> float:
    plain = text.replace("\t", "　　")
    wide = sum(width_in_characters(character) == 1 for character in plain)
    return (width_in_characters(plain) * size + wide * spacing.full + (len(plain) - wide) * spacing.half) * _MM
