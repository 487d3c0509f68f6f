"""The rules between the elements in Word: lines of exactly 156 mm, where a border of a paragraph would stand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from tests.pdf.flows import notice
from ygt_docs.compose.flow import Flow, Role
from ygt_docs.docfiles.wml import Element, StyleSheet, w
from ygt_docs.fonts import Fonts
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm
from ygt_docs.word import render
from ygt_docs.word.rules import draw_rules

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
THICK, THIN = "版记粗线", "版记细线"


@pytest.fixture(scope="module")
def flow() -> Flow:
    """A notice with a masthead and an imprint."""
    return notice(3)


@pytest.fixture(scope="module")
def data(flow: Flow, fonts: Fonts, project: Project) -> bytes:
    """Its Word file."""
    return render(flow, fonts, project)


def parts(data: bytes) -> tuple[Element, StyleSheet]:
    """The body and the styles of a .docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document, styles = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "styles"))
    return document.find(w("body")), StyleSheet(styles)


def ruled(data: bytes, *names: str) -> list[Element]:
    """The paragraphs in the styles `names`, in order."""
    body, styles = parts(data)
    wanted = {styles.id_of(name) for name in names}
    found = []
    for paragraph in body.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) in wanted:
            found.append(paragraph)
    return found


def drawing(paragraph: Element) -> Element:
    """The drawing of a paragraph."""
    return next(paragraph.iter(w("drawing")))[0]


def size(paragraph: Element) -> tuple[Length, Length]:
    """Length and weight of the line that is drawn in a paragraph."""
    extent = drawing(paragraph).find(f"{WP}extent")
    return Length(int(extent.get("cx"))), Length(int(extent.get("cy")))


def test_every_rule_is_a_line_of_156_mm(data: bytes) -> None:
    """Border and shading reach half a millimetre further on both sides in Word: they are off, and a line is drawn."""
    paragraphs = ruled(data, Role.MASTHEAD_RULE, THICK, THIN)
    assert len(paragraphs) == 4
    for paragraph in paragraphs:
        layout = paragraph.find(w("pPr"))
        off = [layout.find(f"{w('pBdr')}/{w('bottom')}"), layout.find(w("shd"))]
        assert [item.get(w("val"), "") for item in off if item is not None] in (["nil"], ["clear"])
        assert size(paragraph)[0] == standard.MASTHEAD_RULE_WIDTH.value == Mm(156)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        (Role.MASTHEAD_RULE, standard.MASTHEAD_RULE_WEIGHT),
        (THICK, standard.IMPRINT_THICK_RULE),
        (THIN, standard.IMPRINT_THIN_RULE),
    ],
)
def test_a_rule_has_the_weight_of_its_style(name: str, rule: standard.Rule[Length], data: bytes) -> None:
    """1.5 pt, 0.35 and 0.25 mm (7.2.7, 7.4.1), to the twip."""
    for paragraph in ruled(data, name):
        assert abs(size(paragraph)[1].twips - rule.value.twips) <= 1


def test_the_red_rule_stands_where_its_border_stood(data: bytes) -> None:
    """At the lower end of its line, which is higher by the weight of the rule: what follows stands where it stood."""
    (paragraph,) = ruled(data, Role.MASTHEAD_RULE)
    offset = Length(int(drawing(paragraph).find(f"{WP}positionV/{WP}posOffset").text))
    line = int(paragraph.find(f"{w('pPr')}/{w('spacing')}").get(w("line")))
    assert line - offset.twips == standard.MASTHEAD_RULE_WEIGHT.value.twips


def test_the_baseline_of_a_rule_of_the_imprint_lies_as_deep_as_it_is_thick(data: bytes) -> None:
    """A drawing in the text stands on the baseline, and an exact line cuts off what reaches above it."""
    for paragraph in ruled(data, THICK, THIN):
        line = int(paragraph.find(f"{w('pPr')}/{w('spacing')}").get(w("line")))
        assert 0 <= line * standard.BASELINE_IN_LINE.value - size(paragraph)[1].twips < 1


def test_every_rule_has_a_fallback_and_a_number_of_its_own(data: bytes) -> None:
    """Programs that know no DrawingML show the same line in VML; no two drawings of the file have one number."""
    numbers = []
    for paragraph in ruled(data, Role.MASTHEAD_RULE, THICK, THIN):
        shape = next(paragraph.iter(f"{MC}Fallback"))[0][0]
        assert f"width:{size(paragraph)[0].pt:.2f}pt" in shape.get("style")
        numbers.append(drawing(paragraph).find(f"{WP}docPr").get("id"))
    assert len(set(numbers)) == len(numbers)


def test_the_fallback_stands_where_the_drawing_stands(data: bytes) -> None:
    """VML has other words for what a place is measured from: text, where DrawingML says column and paragraph."""
    (paragraph,) = ruled(data, Role.MASTHEAD_RULE)
    style = next(paragraph.iter(f"{MC}Fallback"))[0][0].get("style")
    for axis in ("horizontal", "vertical"):
        assert f"mso-position-{axis}-relative:text" in style


def changed(data: bytes, change: Callable[[Element], None]) -> bytes:
    """`data` after `change` of the paragraph of its red rule."""
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                change(next(item for item in root.iter(w("p")) if next(item.iter(f"{WP}anchor"), None) is not None))
                content = etree.tostring(root)
            target.writestr(name, content)
    return buffer.getvalue()


def widen(paragraph: Element) -> None:
    """Make the rule 170 mm long."""
    drawing(paragraph).find(f"{WP}extent").set("cx", str(Mm(170).emu))


def lower(paragraph: Element) -> None:
    """Let the rule stand 6 mm further down."""
    offset = drawing(paragraph).find(f"{WP}positionV/{WP}posOffset")
    offset.text = str(int(offset.text) + Mm(6).emu)


@pytest.mark.parametrize(("change", "code"), [(widen, "D212"), (lower, "D213")])
def test_the_proof_measures_a_drawn_rule(change: Callable[[Element], None], code: str, data: bytes) -> None:
    """The proof knows how long a drawn rule is and how far under the number it stands; the right one is not told."""
    assert not {"D212", "D213"} & {item.code for item in prove(data, Kind.WORD)}
    assert code in {item.code for item in prove(changed(data, change), Kind.WORD)}


def test_a_paragraph_with_text_keeps_its_border(project: Project) -> None:
    """Only empty paragraphs are rules: words in such a style are text with a border."""
    body, styles = parts((project.templates / "word" / "notice.docx").read_bytes())
    paragraph = next(item for item in body.iter(w("p")) if "{{ 段.留白 }}" in "".join(item.itertext()))
    draw_rules(body, styles, 1)
    assert next(paragraph.iter(w("drawing")), None) is None
