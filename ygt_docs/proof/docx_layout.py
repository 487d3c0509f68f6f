"""Tables and the type area of a .docx: grids that agree, and nothing that reaches into the margins."""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.docfiles.wml import Element, StyleSheet, w
from ygt_docs.docfiles.word_text import text_of
from ygt_docs.problems import Problems
from ygt_docs.proof.grids import margin_rules
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Twips
from ygt_docs.standard.line_grid import LineGrid

_SLACK = 2  # twips, for rounding
_SHOWN = 16
_PORTRAIT = {
    "top": standard.TOP_MARGIN,
    "right": standard.OUTER_MARGIN,
    "bottom": standard.BOTTOM_MARGIN,
    "left": standard.BINDING_MARGIN,
}
_LANDSCAPE = {
    "top": standard.LANDSCAPE_TOP_MARGIN,
    "right": standard.LANDSCAPE_RIGHT_MARGIN,
    "bottom": standard.LANDSCAPE_BOTTOM_MARGIN,
    "left": standard.LANDSCAPE_LEFT_MARGIN,
}


def check_layout(body: Element, styles: StyleSheet, grid: LineGrid, problems: Problems) -> None:
    """Report tables whose rows do not fit their grid (V130, V131) and whatever leaves the type area (V140 to V142).

    `grid`: the margins that upright pages have.
    """
    for settings, blocks in sections(body):
        _check_page(settings, grid, problems)
        width = text_width(settings)
        for block in blocks:
            if block.tag == w("tbl"):
                _check_table(block, width, problems)
            for paragraph in [block] if block.tag == w("p") else block.iter(w("p")):
                _check_indents(paragraph, styles, width, problems)


def sections(body: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Each section's properties with the paragraphs and tables that stand in it."""
    blocks: list[Element] = []
    for child in body:
        if child.tag == w("sectPr"):
            yield child, blocks
            return
        blocks.append(child)
        settings = child.find(f"{w('pPr')}/{w('sectPr')}")
        if settings is not None:
            yield settings, blocks
            blocks = []


def text_width(settings: Element) -> int:
    """Twips between the left and the right margin of a section."""
    margins = settings.find(w("pgMar"))
    return _number(settings.find(w("pgSz")), "w") - _number(margins, "left") - _number(margins, "right")


def _check_page(settings: Element, grid: LineGrid, problems: Problems) -> None:
    size, margins = settings.find(w("pgSz")), settings.find(w("pgMar"))
    width, height = _number(size, "w"), _number(size, "h")
    turned = width > height
    short, long = sorted((width, height))
    _hold("纸张宽", short, standard.PAGE_WIDTH, problems)
    _hold("纸张高", long, standard.PAGE_HEIGHT, problems)
    top, bottom = margin_rules(grid)
    for side, rule in (_LANDSCAPE if turned else _PORTRAIT | {"top": top, "bottom": bottom}).items():
        _hold(rule.term, _number(margins, side), rule, problems)


def _hold(term: str, twips: int, rule: standard.Rule[Length], problems: Problems) -> None:
    found = Twips(twips)
    if abs((found - rule.value).emu) > rule.tolerance.emu:
        problems.add("V142", strength=str(rule.strength), clause=rule.clause, term=term, found=found, wanted=rule.value)


def _check_table(table: Element, width: int, problems: Problems) -> None:
    columns = [_number(column, "w") for column in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]
    above: dict[int, int] = {}
    for number, row in enumerate(table.findall(w("tr")), start=1):
        merged: dict[int, int] = {}
        column = _skipped(row, "gridBefore")
        for cell in row.findall(w("tc")):
            span = _property(cell, "gridSpan") or 1
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is not None:
                merged[column] = span
                if merge.get(w("val")) != "restart" and above.get(column) != span:
                    problems.add("V131", row=number)
            column += span
        if column + _skipped(row, "gridAfter") != len(columns):
            problems.add("V130", row=number, found=column, wanted=len(columns))
        above = merged
    indent = _number(table.find(f"{w('tblPr')}/{w('tblInd')}"), "w")
    if indent < -_SLACK or indent + sum(columns) > width + _SLACK:
        problems.add("V141", found=Twips(indent + sum(columns)), wanted=Twips(width))


def _check_indents(paragraph: Element, styles: StyleSheet, width: int, problems: Problems) -> None:
    left, right = _indent(paragraph, styles, "left", "start"), _indent(paragraph, styles, "right", "end")
    first = _indent(paragraph, styles, "firstLine") - _indent(paragraph, styles, "hanging")
    frame = _number(paragraph.find(f"{w('pPr')}/{w('framePr')}"), "w")
    outside = min(left, right, left + first) < -_SLACK or frame > width + _SLACK
    if outside or left + max(first, 0) + right >= width:
        problems.add("V140", text=text_of(paragraph)[:_SHOWN])


def _indent(paragraph: Element, styles: StyleSheet, *names: str) -> int:
    """Twips of one indent after inheritance. A first-line indent that is nearer than a hanging one wins, and so on."""
    named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    sources = [paragraph.find(w("pPr"))]
    sources += [style.find(w("pPr")) for style in styles.chain(None if named is None else named.get(w("val")))]
    sources.append(styles.defaults_paragraph)
    rivals = {"firstLine": "hanging", "hanging": "firstLine"}
    for source in sources:
        indent = None if source is None else source.find(w("ind"))
        if indent is None:
            continue
        for name in names:
            if indent.get(w(name)) is not None:
                return _number(indent, name)
            if indent.get(w(rivals.get(name, ""))) is not None:
                return 0
    return 0


def _skipped(row: Element, name: str) -> int:
    found = row.find(f"{w('trPr')}/{w(name)}")
    return 0 if found is None else _number(found, "val")


def _property(cell: Element, name: str) -> int:
    return _number(cell.find(f"{w('tcPr')}/{w(name)}"), "val")


def _number(element: Element | None, name: str) -> int:
    return 0 if element is None else int(float(element.get(w(name), "0")))
