"""Custom properties of the built file: the print marks, and nothing that a template brought along."""

from __future__ import annotations

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from tests.word.flows import PlainFonts, notice
from tests.word.test_render import parts
from ygt_docs.compose.print_forms import marks_in, print_marks
from ygt_docs.project import Project
from ygt_docs.word import render
from ygt_docs.word.pack import put_properties


def properties(data: bytes) -> dict[str, str]:
    """The custom properties of a part."""
    return {item.get("name", ""): "".join(item.itertext()) for item in etree.fromstring(data)}


def test_a_built_file_carries_the_marks_of_its_flow(project: Project) -> None:
    """One mark for each paragraph that prints; pids begin at 2, as Word wants."""
    flow = notice()
    data = parts(render(flow, PlainFonts(), project))["docProps/custom.xml"]
    assert marks_in(properties(data)) == print_marks(flow)
    assert [item.get("pid") for item in etree.fromstring(data)][:2] == ["2", "3"]
    texts = [text for text in flow.text() if len(text) > 3]
    assert not [text for text in texts if text in data.decode("utf-8")]


def test_properties_of_the_template_do_not_reach_a_document() -> None:
    """WPS writes its own custom properties into a template: they go, and one part is left."""
    package = docx.Document().part.package
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package.relate_to(
        Part(PackURI("/docProps/custom.xml"), kind, b"<Properties>KSOProductBuildVer</Properties>"), relation
    )
    put_properties(package, {"名": "<值>"})
    found = [part for part in package.iter_parts() if part.partname == "/docProps/custom.xml"]
    assert [properties(part.blob) for part in found] == [{"名": "<值>"}]
