"""Small faults, one at a time, at every stage between the Flow and the finished files."""

from __future__ import annotations

import io
import itertools
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from lxml import etree

from tests.word.flows import notice
from ygt_docs.compose.flow import Face, Flow, Indent, Paragraph, Role, Table
from ygt_docs.fonts import Fonts
from ygt_docs.golden.artefacts import HTML, LAYOUT, MODEL, WORD
from ygt_docs.golden.layout import layout_text
from ygt_docs.golden.xml_text import STYLES, drop_unused_styles, is_xml, word_text
from ygt_docs.pdf import bitmaps, engine, lay_out
from ygt_docs.pdf.html import page
from ygt_docs.pdf.pictures import held_pictures
from ygt_docs.placing import place
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.word import render

_PAINTING = {"S", "f", "f*"}
HALF_MM = 0.5 * 72 / 25.4  # points
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Mutation:
    """What was done, and the texts of the golden that must show it."""

    what: str
    texts: dict[str, str]


class Original:
    """A document with its texts, and the faults that can be put into it; `flow` None: a notice with a table."""

    def __init__(self, fonts: Fonts, project: Project, model: str, flow: Flow | None = None) -> None:
        self.fonts, self.project = fonts, project
        self.flow = flow or notice()
        laid = lay_out(self.flow, fonts, project)
        self.html, self.css, self.pdf = laid.html, laid.css, laid.write()
        self.docx = self.word_file(self.flow)
        self.texts = {MODEL: model, **self.of_flow(self.flow), LAYOUT: layout_text(self.pdf)}

    def of_flow(self, flow: Flow) -> dict[str, str]:
        """What shows a change of the Flow, in both files."""
        return {
            HTML: page(place(flow, self.fonts), self.project),
            WORD: word_text(self.word_file(flow)),
        }

    def word_file(self, flow: Flow, project: Project | None = None) -> bytes:
        """The Word file of `flow` with its pictures; `project`: with other templates (None: its own)."""
        return render(flow, self.fonts, project or self.project, bitmaps(flow, self.fonts))

    def laid_out(self, html: str, css: str) -> dict[str, str]:
        """The pages of another HTML or style sheet."""
        held = held_pictures(self.flow, self.fonts, Problems())
        document = engine.render(html, css, self.fonts, Problems(), held=held)
        return {LAYOUT: layout_text(engine.write(document, Problems()))}

    def mutations(self, rng: random.Random, count: int) -> Iterator[Mutation]:
        """`count` faults, the kinds in turn."""
        kinds: list[Callable[[random.Random], Mutation]] = [
            self.in_flow,
            self.in_html,
            self.in_css,
            self.in_word,
            self.in_pdf,
            self.in_model,
        ]
        for number in range(count):
            yield kinds[number % len(kinds)](rng)

    def in_flow(self, rng: random.Random) -> Mutation:
        """A fault that both files must show."""
        change = rng.choice(
            [
                _other_character,
                _lost_character,
                _other_face,
                _other_indent,
                _swapped_paragraphs,
                _lost_paragraph,
                _swapped_rows,
                _lost_row,
                _lost_imprint,
                _other_role,
            ]
        )
        return Mutation(change.__name__, self.of_flow(change(self.flow, rng)))

    def in_html(self, rng: random.Random) -> Mutation:
        """A fault of the HTML that the laid-out pages must show."""
        faults = [
            ("a character", r"(?<=>)[一-鿿]", "丨"),
            ("a lost character", r"[一-鿿](?=[一-鿿]+</p>)", ""),
            ("a lost class", r' class="(?:sign-off|date|title|number|heading-1|heading-2|appendix-mark)"', ""),
            ("a lost row", r"<tr data.*?</tr>", ""),
            ("a lost rule", r'<p class="masthead-rule".*?</p>', ""),
            # the last line before a new page leaves no trace on paper
            ("a lost blank line", r'<p class="blank[^>]*></p>(?!\n<\w+ class="[^"]*new-page)', ""),
            ("a spacer", r"(?<=height: )\d+", "99"),
        ]
        body = self.html[self.html.index("<body") :]
        what, new, places = rng.choice(
            [
                (what, new, places)
                for what, pattern, new in faults
                if (places := [item for item in re.finditer(pattern, body, re.DOTALL) if item.group() != new])
            ]
        )
        place = rng.choice(places)
        start = self.html.index("<body") + place.start()
        html = self.html[:start] + new + self.html[start + len(place.group()) :]
        return Mutation(f"{what} at {start}", self.laid_out(html, self.css))

    def in_css(self, rng: random.Random) -> Mutation:
        """Half a millimetre, a face or a colour in the style sheet."""
        what, pattern, new = rng.choice(
            [
                ("top margin", r"(margin: )([\d.]+)pt", None),
                ("line pitch", r"(\.paragraph \{[^}]*?line-height: )([\d.]+)pt", None),
                ("letter spacing", r"(\.paragraph \{[^}]*?letter-spacing: -?)([\d.]+)pt", None),
                ("indent", r"(\.paragraph \{[^}]*?text-indent: )([\d.]+)pt", None),
                ("size of titles", r"(\.title \{[^}]*?font-size: )([\d.]+)pt", None),
                ("page number", r"(padding: )([\d.]+)pt", None),
                ("weight of rule", r"(border-top: )([\d.]+)pt", None),
                ("cells", r"(th, td \{ padding: )([\d.]+)pt", None),
                ("imprint rule", r"(\.imprint \{[^}]*?border-bottom: )([\d.]+)pt", None),
                ("colour", r"(solid #)(\w{6})", "000080"),
                ("colour of mark", r"(\.mark \{[^}]*color: #)(\w{6})", "FE0000"),
                ("alignment", r"(\.sign-off \{[^}]*?text-align: )(right)", "left"),
                ("face", r'(\.heading-1 \{ font-family: ")([^"]*)', "nothing"),
                ("no rules", r"(border: [\d.]+pt )(solid)", "none"),
                ("table size", r"(table \{[^}]*?font: normal )(12)pt", "13pt"),
            ]
        )
        place = re.search(pattern, self.css, re.DOTALL)
        assert place is not None, what
        value = f"{float(place[2]) + HALF_MM:.3f}pt" if new is None else new
        css = self.css[: place.end(1)] + value + self.css[place.end() :]
        return Mutation(f"{what}: {value}", self.laid_out(self.html, css))

    def in_word(self, rng: random.Random) -> Mutation:
        """A character, an attribute, an element or an order in one part of the Word file."""
        parts = _parts(self.docx)
        name = rng.choice([name for name in parts if name.startswith("word/") and name.endswith(".xml")])
        root = etree.fromstring(parts[name])
        if name == STYLES:
            drop_unused_styles(
                {part: etree.fromstring(data) for part, data in parts.items() if is_xml(part)} | {name: root}
            )
        what = rng.choice([_attribute, _lost_element, _swapped_elements, _text])(root, rng)
        parts[name] = etree.tostring(root)
        return Mutation(f"{name}: {what}", {WORD: word_text(_packed(parts))})

    def in_pdf(self, rng: random.Random) -> Mutation:
        """A shift, a size, a colour, a lost text or rule on one page of the finished PDF."""
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf:
            changes = [_shifted, _resized, _lost_text, _recoloured, _wider_page]
            if len(pdf.pages) > 1:
                changes.append(_lost_page)
            if _operations(pdf, _PAINTING):
                changes.append(_lost_rule)
            change = rng.choice(changes)
            what = change(pdf, rng)
            out = io.BytesIO()
            pdf.save(out)
        return Mutation(f"{change.__name__}: {what}", {LAYOUT: layout_text(out.getvalue())})

    def in_model(self, rng: random.Random) -> Mutation:
        """Another value of one key."""
        data = json.loads(self.texts[MODEL])
        key = rng.choice([key for key, value in data["公文"].items() if value])
        data["公文"][key] = f"{data['公文'][key]}改"
        return Mutation(key, {MODEL: json.dumps(data, ensure_ascii=False, indent=1) + "\n"})


def _with_blocks(flow: Flow, number: int, blocks: list[Any]) -> Flow:
    section = replace(flow.sections[number], blocks=tuple(blocks))
    return replace(flow, sections=(*flow.sections[:number], section, *flow.sections[number + 1 :]))


def _changed_paragraph(
    flow: Flow,
    rng: random.Random,
    change: Callable[[Paragraph], Paragraph],
    fits: Callable[[Paragraph], bool] = lambda item: len(item.text) > 3,
) -> Flow:
    number, index = rng.choice(
        [
            (number, index)
            for number, section in enumerate(flow.sections)
            for index, block in enumerate(section.blocks)
            if isinstance(block, Paragraph) and fits(block)
        ]
    )
    blocks: list[Any] = list(flow.sections[number].blocks)
    blocks[index] = change(blocks[index])
    return _with_blocks(flow, number, blocks)


def _changed_text(flow: Flow, rng: random.Random, change: Callable[[str, int], str]) -> Flow:
    def changed(paragraph: Paragraph) -> Paragraph:
        run = paragraph.lines[0][0]
        place = rng.randrange(len(run.text))
        first = (replace(run, text=change(run.text, place)), *paragraph.lines[0][1:])
        return replace(paragraph, lines=(first, *paragraph.lines[1:]))

    return _changed_paragraph(flow, rng, changed)


def _other_character(flow: Flow, rng: random.Random) -> Flow:
    return _changed_text(flow, rng, lambda text, place: text[:place] + "丨" + text[place + 1 :])


def _lost_character(flow: Flow, rng: random.Random) -> Flow:
    return _changed_text(flow, rng, lambda text, place: text[:place] + text[place + 1 :])


def _other_face(flow: Flow, rng: random.Random) -> Flow:
    def changed(paragraph: Paragraph) -> Paragraph:
        run = paragraph.lines[0][0]
        face = Face.HEADING_1 if run.face is not Face.HEADING_1 else Face.OF_ROLE
        return replace(paragraph, lines=((replace(run, face=face), *paragraph.lines[0][1:]), *paragraph.lines[1:]))

    return _changed_paragraph(flow, rng, changed, lambda item: item.role is Role.PARAGRAPH)


def _other_indent(flow: Flow, rng: random.Random) -> Flow:
    return _changed_paragraph(flow, rng, lambda item: replace(item, indent=Indent(left=1.5)))


def _other_role(flow: Flow, rng: random.Random) -> Flow:
    return _changed_paragraph(
        flow,
        rng,
        lambda item: replace(item, role=Role.DATE),
        lambda item: item.role in (Role.PARAGRAPH, Role.HEADING_1, Role.APPENDIX_MARK, Role.SIGN_OFF),
    )


def _swapped_paragraphs(flow: Flow, rng: random.Random) -> Flow:
    blocks = list(flow.sections[0].blocks)
    places = [
        index
        for index, (one, two) in enumerate(itertools.pairwise(blocks))
        if one != two and isinstance(one, Paragraph) and one.role not in (Role.MARK, Role.NUMBER)
    ]
    index = rng.choice(places[6:])
    blocks[index], blocks[index + 1] = blocks[index + 1], blocks[index]
    return _with_blocks(flow, 0, blocks)


def _lost_paragraph(flow: Flow, rng: random.Random) -> Flow:
    blocks = list(flow.sections[0].blocks)
    del blocks[rng.randrange(6, len(blocks))]
    return _with_blocks(flow, 0, blocks)


def _changed_table(flow: Flow, change: Callable[[list[Any]], None]) -> Flow:
    blocks: list[Any] = list(flow.sections[1].blocks)
    index = next(index for index, block in enumerate(blocks) if isinstance(block, Table))
    rows = list(blocks[index].rows)
    change(rows)
    blocks[index] = replace(blocks[index], rows=tuple(rows))
    return _with_blocks(flow, 1, blocks)


def _swapped_rows(flow: Flow, rng: random.Random) -> Flow:
    def swap(rows: list[Any]) -> None:
        first, second = rng.choice([(2, 4), (4, 6), (3, 5), (2, 6)])
        rows[first], rows[second] = rows[second], rows[first]

    return _changed_table(flow, swap)


def _lost_row(flow: Flow, rng: random.Random) -> Flow:
    return _changed_table(flow, lambda rows: rows.pop(1))


def _lost_imprint(flow: Flow, rng: random.Random) -> Flow:
    assert flow.imprint is not None
    groups = flow.imprint.groups[1:] if rng.random() < 0.5 else tuple(reversed(flow.imprint.groups))
    return replace(flow, imprint=replace(flow.imprint, groups=groups))


def _parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _attribute(root: Any, rng: random.Random) -> str:
    element = rng.choice([item for item in root.iter() if item.attrib])
    name = rng.choice(sorted(element.attrib))
    element.set(name, element.get(name) + "1")
    return f"{element.tag} {name}"


def _lost_element(root: Any, rng: random.Random) -> str:
    element = rng.choice(list(root.iter())[1:] or [root])
    if element is root:
        return _attribute_added(root)
    element.getparent().remove(element)
    return f"without {element.tag}"


def _attribute_added(root: Any) -> str:
    root.set("added", "1")
    return "an attribute more"


def _swapped_elements(root: Any, rng: random.Random) -> str:
    pairs = [
        item
        for item in root.iter()
        if item.getnext() is not None
        and etree.tostring(item, with_tail=False) != etree.tostring(item.getnext(), with_tail=False)
    ]
    if not pairs:
        return _attribute_added(root)
    element = rng.choice(pairs)
    element.getnext().addnext(element)
    return f"{element.tag} later"


def _text(root: Any, rng: random.Random) -> str:
    texts = [item for item in root.iter(W + "t") if item.text]
    if not texts:
        return _attribute(root, rng)
    element = rng.choice(texts)
    place = rng.randrange(len(element.text))
    other = [piece for piece in ("丨", "", " ") if piece != element.text[place]]
    element.text = element.text[:place] + rng.choice(other) + element.text[place + 1 :]
    return f"text {element.text}"


def _operations(pdf: pikepdf.Pdf, operators: set[str]) -> list[tuple[int, int]]:
    """Page and place of every operation of `operators`."""
    return [
        (index, place)
        for index, page in enumerate(pdf.pages)
        for place, item in enumerate(pikepdf.parse_content_stream(page))
        if str(item.operator) in operators
    ]


def _edited(pdf: pikepdf.Pdf, rng: random.Random, operators: set[str], change: Callable[[list[Any], int], None]) -> str:
    """Apply `change` to one operation of `operators` on a page that has one."""
    index, place = rng.choice(_operations(pdf, operators))
    operations = list(pikepdf.parse_content_stream(pdf.pages[index]))
    change(operations, place)
    pdf.pages[index].Contents = pdf.make_stream(pikepdf.unparse_content_stream(operations))
    return f"page {index + 1}, operation {place}"


def _operation(operands: list[Any], operator: str) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))


def _shifted(pdf: pikepdf.Pdf, rng: random.Random) -> str:
    def shift(operations: list[Any], place: int) -> None:
        matrix = [float(value) for value in operations[place].operands]
        # the page is drawn in CSS pixels, 0.75 pt
        matrix[rng.choice([4, 5])] += rng.choice([-1, 1]) * HALF_MM / 0.75
        operations[place] = _operation(matrix, "Tm")

    return _edited(pdf, rng, {"Tm"}, shift)


def _resized(pdf: pikepdf.Pdf, rng: random.Random) -> str:
    def resize(operations: list[Any], place: int) -> None:
        name, size = operations[place].operands
        operations[place] = _operation([name, float(size) + rng.choice([-0.5, 0.5])], "Tf")

    return _edited(pdf, rng, {"Tf"}, resize)


def _lost_text(pdf: pikepdf.Pdf, rng: random.Random) -> str:
    return _edited(pdf, rng, {"TJ"}, lambda operations, place: operations.pop(place))


def _lost_rule(pdf: pikepdf.Pdf, rng: random.Random) -> str:
    def lose(operations: list[Any], place: int) -> None:
        operations[place] = _operation([], "n")

    return _edited(pdf, rng, _PAINTING, lose)


def _recoloured(pdf: pikepdf.Pdf, rng: random.Random) -> str:
    def recolour(operations: list[Any], place: int) -> None:
        operations.insert(place, _operation([0, 0.5, 0], "rg"))

    return _edited(pdf, rng, {"TJ"}, recolour)


def _lost_page(pdf: pikepdf.Pdf, rng: random.Random) -> str:
    number = rng.randrange(len(pdf.pages))
    del pdf.pages[number]
    return f"page {number + 1}"


def _wider_page(pdf: pikepdf.Pdf, rng: random.Random) -> str:
    number = rng.randrange(len(pdf.pages))
    box = [float(value) for value in pdf.pages[number].MediaBox]
    pdf.pages[number].MediaBox = [box[0], box[1], box[2] + HALF_MM, box[3]]
    return f"page {number + 1}"
