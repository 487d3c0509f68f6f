"""Small faults in what an example is made of (content, Flow, style sheet, Word template) and in its finished files."""

from __future__ import annotations

import io
import itertools
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from tests.examples import made
from tests.golden.mutations import HALF_MM, Mutation, Original, W
from ygt_docs import compose
from ygt_docs.compose.flow import Face, Flow, Indent, Paragraph, Role, Table
from ygt_docs.docfiles.wml import w
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import Fonts
from ygt_docs.golden.artefacts import MODEL, WORD, model_text, read_document
from ygt_docs.golden.xml_text import word_text
from ygt_docs.look import SOURCE
from ygt_docs.problems import Problems, UserError
from ygt_docs.profile import load_profile
from ygt_docs.project import Project

Edit = Callable[[list[Any], int], None]
_CHINESE = re.compile(r"[一-鿿]{2}")
_VALUE = re.compile(r"^(?:\s*[^\s:#][^:#]*: |\s*- |\s{2,})(.*)$")
# In a letter the rule is no border but the ground of two boxes.
_NO_RULE = ".masthead-rule, .masthead-rule::before, .masthead-rule::after { border: 0; background: none }"
_SIZES = {"sz", "spacing", "ind", "color", "rFonts", "jc", "tab", "pgMar", "pgSz"}


class Example(Original):
    """An example, laid out as it was built, and the faults that can be put into it."""

    def __init__(self, name: str, fonts: Fonts, project: Project, folder: Path) -> None:
        flow = made(name)[0].flow
        assert flow is not None
        document, _ = read_document(name, project.root / "content", project)
        super().__init__(fonts, project, model_text(document), flow)
        self.name, self.folder = name, folder

    def faults(self, rng: random.Random, count: int, first: int) -> Iterator[Mutation]:
        """`count` faults, the kinds in turn, beginning with that of number `first`."""
        kinds: list[Callable[[random.Random], Mutation]] = [
            self.in_content,
            self.in_flow,
            self.in_style,
            self.in_template,
            self.in_html,
            self.in_word,
            self.in_pdf,
        ]
        for number in range(first, first + count):
            yield kinds[number % len(kinds)](rng)

    def in_content(self, rng: random.Random) -> Mutation:
        """Another, a lost or a doubled character in a value of a YAML file; both files show it where it is printed.

        A value that cannot be read any longer is caught as well: there is nothing to compare (G107).
        """
        folder = self.folder / "content"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.project.root / "content", folder)
        path = rng.choice(sorted((folder / self.name).glob("*.yaml")))
        lines = path.read_text(encoding="utf-8").split("\n")
        places = [
            (number, place.start() + value.start(1))
            for number, line in enumerate(lines)
            if (value := _VALUE.match(line.partition(" #")[0]))
            for place in _CHINESE.finditer(value[1])
        ]
        number, place = rng.choice(places)
        line = lines[number]
        new = rng.choice(["丨", "", line[place] * 2])
        lines[number] = line[:place] + new + line[place + 1 :]
        path.write_text("\n".join(lines), encoding="utf-8")
        return Mutation(f"{path.name}:{number + 1}: {lines[number].strip()[:40]}", self._read_again(folder))

    def _read_again(self, folder: Path) -> dict[str, str]:
        try:
            document, _ = read_document(self.name, folder, self.project)
        except UserError:
            return {MODEL: ""}
        flow = compose.compose(document, self.flow.decisions, Problems(), load_profile(self.project, Problems()))
        printed = flow.sections != self.flow.sections or flow.imprint != self.flow.imprint
        texts = {MODEL: model_text(document)}
        return {**texts, **self.of_flow(flow)} if printed and _text(flow) != _text(self.flow) else texts

    def in_flow(self, rng: random.Random) -> Mutation:
        """A fault between content and files, that both files must show."""
        edits: list[Edit] = [_other_character, _lost_character, _other_face, _other_indent, _lost]
        places = [
            (section, index)
            for section, item in enumerate(self.flow.sections)
            for index, block in enumerate(item.blocks)
            if isinstance(block, Paragraph) and _editable(block)
        ]
        tables = [
            (section, index)
            for section, item in enumerate(self.flow.sections)
            for index, block in enumerate(item.blocks)
            if isinstance(block, Table) and len(block.rows) > 3
        ]
        if tables and rng.random() < 0.3:
            places, edits = tables, [_swapped_rows, _lost_row]
        (section, index), edit = rng.choice(places), rng.choice(edits)
        blocks = list(self.flow.sections[section].blocks)
        edit(blocks, index)
        changed = replace(self.flow.sections[section], blocks=tuple(blocks))
        sections = (*self.flow.sections[:section], changed, *self.flow.sections[section + 1 :])
        return Mutation(f"{edit.__name__} in {section}.{index}", self.of_flow(replace(self.flow, sections=sections)))

    def in_style(self, rng: random.Random) -> Mutation:
        """A rule of the style sheet more: half a millimetre, half a point, a face, a colour, a missing rule."""
        move = f"{HALF_MM:.3f}pt"
        rules = [
            ("", f"p {{ margin-left: {move} }}"),
            ("", f"p {{ position: relative; top: {move} }}"),
            ("", "p { font-size: 16.5pt !important }"),
            ("", "p { letter-spacing: -0.2pt !important }"),
            ("", "p { color: #010101 !important }"),
            ('class="paragraph', ".paragraph { font-family: nothing !important }"),
            ('class="masthead-rule', _NO_RULE),
            ('class="table-text', "th, td { border: 0 }"),
            ('class="imprint"', ".imprint { border: 0 }"),
        ]
        rule = rng.choice([rule for needed, rule in rules if needed in self.html])
        return Mutation(rule, self.laid_out(self.html, f"{self.css}\n{rule}"))

    def in_template(self, rng: random.Random) -> Mutation:
        """A size, distance, colour or face in the styles of the Word template, changed as one would in Word."""
        root = self.folder / "project"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.project.templates, root / "templates")
        used = {style_name(item.role, self.flow.format) for item in self.flow.paragraphs() if item.text}
        what = _restyled(root / "templates" / "word" / SOURCE, used, rng)
        return Mutation(
            f"template: {what}", {WORD: word_text(self.word_file(self.flow, Project(root, self.project.cache)))}
        )


def _text(flow: Flow) -> str:
    return "".join(item.text for item in flow.paragraphs())


def _editable(block: Paragraph) -> bool:
    return block.printed and bool(block.lines[0]) and len(block.lines[0][0].text) > 3


def _with_text(blocks: list[Any], index: int, change: Callable[[str], str]) -> None:
    run, *others = blocks[index].lines[0]
    first = (replace(run, text=change(run.text)), *others)
    blocks[index] = replace(blocks[index], lines=(first, *blocks[index].lines[1:]))


def _other_character(blocks: list[Any], index: int) -> None:
    _with_text(blocks, index, lambda text: text[:1] + "丨" + text[2:])


def _lost_character(blocks: list[Any], index: int) -> None:
    _with_text(blocks, index, lambda text: text[:2] + text[3:])


def _other_face(blocks: list[Any], index: int) -> None:
    run, *others = blocks[index].lines[0]
    face = Face.HEADING_2 if run.face is not Face.HEADING_2 else Face.HEADING_1
    blocks[index] = replace(blocks[index], lines=((replace(run, face=face), *others), *blocks[index].lines[1:]))


def _other_indent(blocks: list[Any], index: int) -> None:
    blocks[index] = replace(blocks[index], role=Role.PARAGRAPH, right_text=(), indent=Indent(left=1.5))


def _lost(blocks: list[Any], index: int) -> None:
    del blocks[index]


def _swapped_rows(blocks: list[Any], index: int) -> None:
    rows = list(blocks[index].rows)
    place = next(
        place
        for place, (one, two) in enumerate(itertools.pairwise(rows))
        if place and _said(one) != _said(two) and all(cell.row_span == 1 for cell in (*one.cells, *two.cells))
    )
    rows[place], rows[place + 1] = rows[place + 1], rows[place]
    blocks[index] = replace(blocks[index], rows=tuple(rows))


def _said(row: Any) -> list[str]:
    return [paragraph.text for cell in row.cells for paragraph in cell.paragraphs]


def _lost_row(blocks: list[Any], index: int) -> None:
    blocks[index] = replace(blocks[index], rows=blocks[index].rows[:-1])


def _restyled(path: Path, used: set[str], rng: random.Random) -> str:
    """Change one value of one of the `used` styles of the template at `path`."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/styles.xml"])
    places = [
        (item, key)
        for style in root.iter(w("style"))
        if style.find(w("name")).get(w("val")) in used
        for item in style.iter()
        if isinstance(item.tag, str) and etree.QName(item).localname in _SIZES
        for key in item.attrib
        if item.get(key).lstrip("-").isdigit() or etree.QName(key).localname == "eastAsia"
    ]
    item, key = rng.choice(places)
    old = item.get(key)
    item.set(key, str(int(old) + 1) if old.lstrip("-").isdigit() else "宋体" if old != "宋体" else "黑体")
    parts["word/styles.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path.write_bytes(out.getvalue())
    return f"{path.name} {item.tag.removeprefix(W)} {key.removeprefix(W)}"
