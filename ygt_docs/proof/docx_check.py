"""The finished .docx, opened again, against the Flow it was made from: package, text, faces, tables, type area."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ygt_docs.compose.flow import Flow, Format
from ygt_docs.docfiles.wml import Element, local_name, make, w
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.docfiles.word_package import Package
from ygt_docs.docfiles.word_styles import Effective
from ygt_docs.docfiles.word_text import paragraphs, runs_of, sections, text_of, texts
from ygt_docs.fonts import ROLES, Fonts
from ygt_docs.problems import Problem, Problems
from ygt_docs.proof.docx_paragraphs import area_of
from ygt_docs.proof.grids import margin_rules
from ygt_docs.proof.registry import first_difference
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Rule
from ygt_docs.standard.lengths import Length, Mm, Twips
from ygt_docs.standard.line_grid import LineGrid
from ygt_docs.word.context import MARKED_WORDS
from ygt_docs.word.letter import LOWER, UPPER

_TEMPLATE_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝|｛％|％｝")
_SCRIPTS = ("ascii", "hAnsi", "eastAsia")
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
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


def verify_docx(data: bytes | WordFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the .docx `data` differs from `flow` (V1xx); an empty list: they agree."""
    file = WordFile.of(data)
    problems = Problems(file.faults)
    package = file.package
    if package is None or package.document is None:
        return list(problems)
    for item in file.carried:
        problems.add("V108", found=str(item))
    root = package.roots[package.document]
    body = root.find(w("body"))
    if body is None:
        problems.add("V106", part=package.document, why="没有正文（w:body）")
        return list(problems)
    edges = _edges(package)
    effective = Effective.of(package)
    _check_text(texts(body), flow.text(), problems)
    _check_marks(texts(body), flow.text(), edges, problems)
    _check_marked(edges, flow.marked, problems)
    faces = {fonts.word_family(role) for role in ROLES} | {fonts.sign_family}
    _check_faces({package.document: body, **edges, "word/styles.xml": _styles(package)}, effective, faces, problems)
    _check_layout(body, effective, flow.grid, problems)
    _check_settings(package, problems)
    _check_letter(package, body, flow, problems)
    return list(problems)


def _edges(package: Package) -> Mapping[str, Element]:
    """The headers and footers that the document names."""
    names = [name for kind in ("header", "footer") for name in package.related(str(package.document), kind)]
    return {name: package.roots[name] for name in names if name in package.roots}


def _styles(package: Package) -> Element:
    names = package.related(str(package.document), "styles")
    if names and names[0] in package.roots:
        return package.roots[names[0]]
    return make("styles")


def _check_text(found: Sequence[str], wanted: Sequence[str], problems: Problems) -> None:
    """The paragraphs of the file are those of the Flow, in order, character for character."""
    for number, (own, theirs) in enumerate(zip(wanted, found, strict=False), start=1):
        if own != theirs:
            parted = first_difference(own, theirs)
            problems.add("V110", number=number, after=parted["after"], wanted=parted["wanted"], found=parted["found"])
            return
    if len(found) < len(wanted):
        problems.add("V111", found=wanted[len(found)][:30], count=len(wanted) - len(found))
    elif len(found) > len(wanted):
        problems.add("V112", found=found[len(wanted)][:30], count=len(found) - len(wanted))


def _check_marks(found: Sequence[str], wanted: Sequence[str], edges: Mapping[str, Element], problems: Problems) -> None:
    """No mark of the template is left; a document may well write of braces itself."""
    own = set(wanted)
    printed = [text for text in found if text not in own] + [text for root in edges.values() for text in texts(root)]
    for text in dict.fromkeys(printed):
        mark = _TEMPLATE_MARKS.search(text)
        if mark:
            problems.add("V113", found=mark.group(), text=text[:30])


def _check_marked(edges: Mapping[str, Element], marked: bool, problems: Problems) -> None:
    for name, root in edges.items():
        if "header" in name and (MARKED_WORDS in "".join(texts(root))) != marked:
            problems.add("V114" if marked else "V115", part=name)


def _check_settings(package: Package, problems: Problems) -> None:
    """Odd and even pages have footers of their own (7.5): Word obeys them only if the settings say so."""
    roots = []
    for name in package.related(str(package.document), "settings"):
        if name in package.roots:
            roots.append(package.roots[name])
    if not any(root.find(w("evenAndOddHeaders")) is not None for root in roots):
        problems.add("V143", strength="应", clause="7.5")


def _check_faces(roots: Mapping[str, Element], effective: Effective, families: set[str], problems: Problems) -> None:
    """Report every face outside `families` (V120) and every face of a theme (V121), each once.

    `roots`: the parts that print, by name, and the styles.
    """
    reported: set[tuple[str, str]] = set()
    for root in roots.values():
        for paragraph in paragraphs(root):
            for run in runs_of(paragraph):
                text = "".join(node.text or "" for node in run if node.tag == w("t"))
                for script in _SCRIPTS:
                    family = effective.named_family(run, paragraph, script)
                    if text.strip() and family not in families and (script, str(family)) not in reported:
                        reported.add((script, str(family)))
                        problems.add("V120", found=family or "（没有指定）", script=script, text=text[:_SHOWN])
    _check_themes(roots, problems)


def _check_themes(roots: Mapping[str, Element], problems: Problems) -> None:
    for name, root in roots.items():
        found = set()
        for element in root.iter(w("rFonts")):
            for key in element.attrib:
                if str(key).endswith("Theme"):
                    found.add(local_name(element) + "@" + str(key).rpartition("}")[2])
        for item in sorted(found):
            problems.add("V121", part=name, found=item)


def _check_layout(body: Element, effective: Effective, grid: LineGrid, problems: Problems) -> None:
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
                _check_indents(paragraph, effective, width, problems)


def text_width(settings: Element) -> int:
    """Twips between the left and the right margin of a section."""
    margins = settings.find(w("pgMar"))
    return _number(settings.find(w("pgSz")), "w") - _number(margins, "left") - _number(margins, "right")


def _check_page(settings: Element, grid: LineGrid, problems: Problems) -> None:
    area = area_of(settings)
    short, long = sorted((area.paper_width, area.paper_height))
    _hold("V142", standard.PAGE_WIDTH, Mm(short), problems, "纸张宽")
    _hold("V142", standard.PAGE_HEIGHT, Mm(long), problems, "纸张高")
    top, bottom = margin_rules(grid)
    found = {"top": area.top, "right": area.right, "bottom": area.bottom, "left": area.left}
    for side, rule in (_LANDSCAPE if area.landscape else _PORTRAIT | {"top": top, "bottom": bottom}).items():
        _hold("V142", rule, Mm(found[side] or 0.0), problems)


def _hold(code: str, rule: Rule[Length], found: Length, problems: Problems, term: str = "") -> None:
    """`code` where `found` is not what `rule` has; `term` where it is not the rule's own."""
    if abs((found - rule.value).emu) > rule.tolerance.emu:
        problems.add(
            code,
            strength=str(rule.strength),
            clause=rule.clause,
            term=term or rule.term,
            found=found,
            wanted=rule.value,
        )


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


def _check_indents(paragraph: Element, effective: Effective, width: int, problems: Problems) -> None:
    """V140 where a paragraph leaves its column of `width` twips."""
    size = effective.size(next(runs_of(paragraph), paragraph), paragraph)
    indents = effective.indents(paragraph, size)
    room, slack = Twips(width).pt, Twips(_SLACK).pt
    frame = _number(paragraph.find(f"{w('pPr')}/{w('framePr')}"), "w")
    outside = min(indents.left, indents.right, indents.left + indents.first) < -slack or frame > width + _SLACK
    if outside or indents.left + max(indents.first, 0) + indents.right >= room:
        problems.add("V140", text=text_of(paragraph)[:_SHOWN])


def _skipped(row: Element, name: str) -> int:
    found = row.find(f"{w('trPr')}/{w(name)}")
    return 0 if found is None else _number(found, "val")


def _property(cell: Element, name: str) -> int:
    return _number(cell.find(f"{w('tcPr')}/{w(name)}"), "val")


def _number(element: Element | None, name: str) -> int:
    if element is None:
        return 0
    return int(float(element.get(w(name), "0")))


def _check_letter(package: Package, body: Element, flow: Flow, problems: Problems) -> None:
    """Report a first page with a number (V144), and rules that are missing, of another length or place (V145, V146)."""
    if flow.format is not Format.LETTER:
        return
    first = next(body.iter(w("sectPr")))
    parts = {}
    for kind in ("footer", "header"):
        parts[kind] = _first_part(package, first, kind)
    footer = parts["footer"]
    if (
        first.find(w("titlePg")) is None
        or footer is None
        or any("PAGE" in (text.text or "") for text in footer.iter(w("instrText")))
    ):
        problems.add("V144", strength="应", clause="10.1")
    _check_rules(parts["header"], problems)


def _first_part(package: Package, section: Element, kind: str) -> Element | None:
    """The header or footer of a section's first page; None if it has none."""
    for reference in section.findall(w(f"{kind}Reference")):
        if reference.get(w("type")) == "first":
            for item in package.relationships(str(package.document)):
                if item.get("Id") == reference.get(_RELATION):
                    return package.roots.get(f"word/{item.get('Target')}")
    return None


def _check_rules(header: Element | None, problems: Problems) -> None:
    anchors: dict[str | None, Element] = {}
    if header is not None:
        for anchor in header.iter(f"{_WP}anchor"):
            anchors[anchor.find(f"{_WP}docPr").get("name")] = anchor
    for name in (*UPPER, *LOWER):
        if name not in anchors:
            problems.add("V145", strength="应", clause="10.1", found=name)
        else:
            width = Length(int(anchors[name].find(f"{_WP}extent").get("cx")))
            _hold("V146", standard.LETTER_RULE_LENGTH, width, problems)
    if LOWER[1] in anchors:
        thick = anchors[LOWER[1]]
        top = int(thick.find(f"{_WP}positionV/{_WP}posOffset").text)
        bottom = Length(top + int(thick.find(f"{_WP}extent").get("cy")))
        _hold("V146", standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT, standard.PAGE_HEIGHT.value - bottom, problems)
