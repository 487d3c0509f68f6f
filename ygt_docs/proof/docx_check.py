"""The finished .docx, opened again, against the Flow it was made from: package, text, faces, tables, type area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ygt_docs.compose.flow import MARKED_WORDS, Flow
from ygt_docs.docfiles.wml import Element, local_name, make, w
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.docfiles.word_package import Package
from ygt_docs.docfiles.word_styles import Effective
from ygt_docs.docfiles.word_text import paragraphs, runs_of, sections, text_of, texts
from ygt_docs.fonts import ROLES, Fonts
from ygt_docs.problems import Problem, Problems
from ygt_docs.proof.facts import Kind
from ygt_docs.proof.pictures import picture_difference, pictures_among, printed_pictures
from ygt_docs.proof.registry import Found, Made, check, first_difference, found, run_checks
from ygt_docs.standard.lengths import Twips

_TEMPLATE_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝|｛％|％｝")
_SCRIPTS = ("ascii", "hAnsi", "eastAsia")
_SLACK = 2  # twips, for rounding
_SHOWN = 16
_LONG_SHOWN = 30


@dataclass(frozen=True)
class MadeWord(Made):
    """A .docx of ours: its package, body, effective looks, headers and footers by name; its Flow and its fonts."""

    kind = Kind.WORD
    file: WordFile
    package: Package
    body: Element
    effective: Effective
    edges: Mapping[str, Element]
    flow: Flow
    fonts: Fonts

    @cached_property
    def said(self) -> list[str]:
        """The text of each paragraph of the body, in order."""
        return texts(self.body)

    @cached_property
    def wanted(self) -> list[str]:
        """The text that each paragraph should have, in order."""
        return self.flow.text()

    @cached_property
    def first_pair(self) -> tuple[int, str, str] | None:
        """The first paragraph that differs: its number, what the Flow has and what the file has; None: none does."""
        for number, (own, theirs) in enumerate(zip(self.wanted, self.said, strict=False), start=1):
            if own != theirs:
                return number, own, theirs
        return None


def verify_docx(data: bytes | WordFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the .docx `data` differs from `flow` (V1xx); an empty list: they agree."""
    file = WordFile.of(data)
    problems = Problems(file.faults)
    package = file.package
    if package is None or package.document is None:
        return list(problems)
    body = package.roots[package.document].find(w("body"))
    if body is None:
        problems.add("V106", part=package.document, why="没有正文（w:body）")
        return list(problems)
    run_checks(MadeWord(file, package, body, Effective.of(package), _edges(package), flow, fonts), None, problems)
    return list(problems)


@check("V108", "", None, "本项目生成的文件：没有夹带公文用不着的东西", MadeWord)
def carried(made: MadeWord) -> Iterator[Found]:
    """The file carries nothing but what a document needs."""
    for item in made.file.carried:
        yield found(None, found=str(item))


def _edges(package: Package) -> Mapping[str, Element]:
    """The headers and footers that the document names."""
    names = [name for kind in ("header", "footer") for name in package.related(str(package.document), kind)]
    return {name: package.roots[name] for name in names if name in package.roots}


def _styles(package: Package) -> Element:
    names = package.related(str(package.document), "styles")
    if names and names[0] in package.roots:
        return package.roots[names[0]]
    return make("styles")


@check("V110", "", None, "本项目生成的文件：文字与内容逐段、逐字相同", MadeWord)
def text(made: MadeWord) -> Iterator[Found]:
    """The paragraphs of the file are those of the Flow, in order, character for character."""
    if made.first_pair is not None:
        number, own, theirs = made.first_pair
        yield Found(None, {"number": number, **first_difference(own, theirs)})


@check("V111", "", None, "本项目生成的文件：没有少的段落", MadeWord)
def lacking(made: MadeWord) -> Iterator[Found]:
    """No paragraph is missing at the end."""
    left = made.wanted[len(made.said) :]
    if left and made.first_pair is None:
        yield found(None, found=left[0][:_LONG_SHOWN], count=len(left))


@check("V112", "", None, "本项目生成的文件：没有多的段落", MadeWord)
def surplus(made: MadeWord) -> Iterator[Found]:
    """No paragraph is added at the end."""
    left = made.said[len(made.wanted) :]
    if left and made.first_pair is None:
        yield found(None, found=left[0][:_LONG_SHOWN], count=len(left))


@check("V116", "", None, "本项目生成的文件：图、二维码、附页不缺，次序与内容相同", MadeWord)
def pictures(made: MadeWord) -> Iterator[Found]:
    """The pictures of the file are those of the Flow, each behind the same text, with the words that stand for it."""
    shown = pictures_among(paragraphs(made.body), made.package)
    difference = picture_difference(printed_pictures(made.flow), shown, only_words=made.said != made.wanted)
    if difference is not None:
        yield Found(None, difference)


@check("V113", "", None, "本项目生成的文件：没有留下模板标记", MadeWord)
def template_marks(made: MadeWord) -> Iterator[Found]:
    """No mark of the template is left; a document may well write of braces itself."""
    own = set(made.wanted)
    printed = [item for item in made.said if item not in own]
    for root in made.edges.values():
        printed += texts(root)
    for item in dict.fromkeys(printed):
        mark = _TEMPLATE_MARKS.search(item)
        if mark:
            yield found(None, found=mark.group(), text=item[:_LONG_SHOWN])


def _headers_that_say(made: MadeWord, marked: bool) -> Iterator[str]:
    """The names of the headers that bear 待改, or of those that do not."""
    for name, root in made.edges.items():
        if "header" in name and (MARKED_WORDS in "".join(texts(root))) == marked:
            yield name


@check("V114", "", None, "本项目生成的文件：有错误的每页标明“待改”", MadeWord)
def unmarked(made: MadeWord) -> Iterator[Found]:
    """Every header of a file with errors says so."""
    if made.flow.marked:
        for name in _headers_that_say(made, False):
            yield found(None, part=name)


@check("V115", "", None, "本项目生成的文件：没有错误的不标“待改”", MadeWord)
def marked(made: MadeWord) -> Iterator[Found]:
    """No header of a right file says 待改."""
    if not made.flow.marked:
        for name in _headers_that_say(made, True):
            yield found(None, part=name)


def _printed_roots(made: MadeWord) -> dict[str, Element]:
    """The parts that print, by name, and the styles."""
    return {str(made.package.document): made.body, **made.edges, "word/styles.xml": _styles(made.package)}


@check("V120", "", None, "本项目生成的文件：只用登记的字体", MadeWord)
def faces(made: MadeWord) -> Iterator[Found]:
    """Every face is a family of fonts.yaml; each other one is named once for each script."""
    families: set[str | None] = {made.fonts.sign_family}
    for role in ROLES:
        families.add(made.fonts.word_family(role))
    named: set[tuple[str, str]] = set()
    for root in _printed_roots(made).values():
        for paragraph in paragraphs(root):
            for run in runs_of(paragraph):
                words = "".join(node.text or "" for node in run if node.tag == w("t"))
                for script in _SCRIPTS:
                    family = made.effective.named_family(run, paragraph, script)
                    if words.strip() and family not in families and (script, str(family)) not in named:
                        named.add((script, str(family)))
                        yield found(None, found=family or "（没有指定）", script=script, text=words[:_SHOWN])


@check("V121", "", None, "本项目生成的文件：没有主题字体", MadeWord)
def themes(made: MadeWord) -> Iterator[Found]:
    """No face comes from the theme."""
    for name, root in _printed_roots(made).items():
        named = set()
        for element in root.iter(w("rFonts")):
            for key in element.attrib:
                if str(key).endswith("Theme"):
                    named.add(local_name(element) + "@" + str(key).rpartition("}")[2])
        for item in sorted(named):
            yield found(None, part=name, found=item)


def _tables(made: MadeWord) -> Iterator[tuple[Element, int]]:
    """Each table with the width of the text around it, in twips."""
    for settings, blocks in sections(made.body):
        for block in blocks:
            if block.tag == w("tbl"):
                yield block, text_width(settings)


def text_width(settings: Element) -> int:
    """Twips between the left and the right margin of a section."""
    margins = settings.find(w("pgMar"))
    return _number(settings.find(w("pgSz")), "w") - _number(margins, "left") - _number(margins, "right")


@dataclass
class _CellRow:
    """A row of a table: `width`: its columns, `broken`: its cells that are merged with none above."""

    width: int
    broken: int


def _cell_rows(table: Element) -> Iterator[_CellRow]:
    above: dict[int, int] = {}
    for row in table.findall(w("tr")):
        merged: dict[int, int] = {}
        column, broken = _skipped(row, "gridBefore"), 0
        for cell in row.findall(w("tc")):
            span = _property(cell, "gridSpan") or 1
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is not None:
                merged[column] = span
                if merge.get(w("val")) != "restart" and above.get(column) != span:
                    broken += 1
            column += span
        above = merged
        yield _CellRow(column + _skipped(row, "gridAfter"), broken)


def _columns(table: Element) -> list[int]:
    """The widths of the columns in twips."""
    return [_number(column, "w") for column in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]


@check("V130", "", None, "本项目生成的文件：表格各行列数一致", MadeWord)
def rows(made: MadeWord) -> Iterator[Found]:
    """The cells of each row cover the columns of its table."""
    for table, _ in _tables(made):
        wanted = len(_columns(table))
        for number, row in enumerate(_cell_rows(table), start=1):
            if row.width != wanted:
                yield found(None, row=number, found=row.width, wanted=wanted)


@check("V131", "", None, "本项目生成的文件：合并的单元格上下相接", MadeWord)
def merges(made: MadeWord) -> Iterator[Found]:
    """Each cell that goes on has one above it that it goes on from."""
    for table, _ in _tables(made):
        for number, row in enumerate(_cell_rows(table), start=1):
            for _ in range(row.broken):
                yield found(None, row=number)


@check("V140", "", None, "本项目生成的文件：各段在版心以内", MadeWord)
def indents(made: MadeWord) -> Iterator[Found]:
    """No paragraph leaves its column; all that do are one finding, for most have one style."""
    outside = []
    for settings, blocks in sections(made.body):
        width = text_width(settings)
        for block in blocks:
            for paragraph in [block] if block.tag == w("p") else block.iter(w("p")):
                if _leaves(paragraph, made.effective, width):
                    outside.append(text_of(paragraph))
    if outside:
        yield found(None, text=outside[0][:_SHOWN], count=len(outside))


def _leaves(paragraph: Element, effective: Effective, width: int) -> bool:
    """Whether a paragraph leaves its column of `width` twips."""
    size = effective.size(next(runs_of(paragraph), paragraph), paragraph)
    indents = effective.indents(paragraph, size)
    room, slack = Twips(width).pt, Twips(_SLACK).pt
    frame = _number(paragraph.find(f"{w('pPr')}/{w('framePr')}"), "w")
    outside = min(indents.left, indents.right, indents.left + indents.first) < -slack or frame > width + _SLACK
    return outside or indents.left + max(indents.first, 0) + indents.right >= room


@check("V141", "", None, "本项目生成的文件：表格在版心以内", MadeWord)
def table_width(made: MadeWord) -> Iterator[Found]:
    """No table leaves the type area."""
    for table, width in _tables(made):
        indent = _number(table.find(f"{w('tblPr')}/{w('tblInd')}"), "w")
        right = indent + sum(_columns(table))
        if indent < -_SLACK or right > width + _SLACK:
            yield found(None, found=Twips(right), wanted=Twips(width))


def _skipped(row: Element, name: str) -> int:
    found = row.find(f"{w('trPr')}/{w(name)}")
    return 0 if found is None else _number(found, "val")


def _property(cell: Element, name: str) -> int:
    return _number(cell.find(f"{w('tcPr')}/{w(name)}"), "val")


def _number(element: Element | None, name: str) -> int:
    if element is None:
        return 0
    return int(float(element.get(w(name), "0")))
