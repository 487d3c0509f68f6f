"""The custom properties of the finished package (docProps/custom.xml): texts by name."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PART = PackURI("/docProps/custom.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one set of custom properties there is
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOT = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{items}</Properties>'
)


def put_properties(package: OpcPackage, properties: Mapping[str, str]) -> None:
    """Let `package` carry `properties` and no other custom ones (WPS leaves its own in a template)."""
    for key in [key for key, relation in package.rels.items() if relation.reltype == _RELATION]:
        del package.rels[key]
    items = []
    for pid, (name, value) in enumerate(properties.items(), start=2):  # 0 and 1 are reserved
        opening = f'<property fmtid="{_FORM}" pid="{pid}" name={quoteattr(name)}>'
        items.append(f"{opening}<vt:lpwstr>{escape(value)}</vt:lpwstr></property>")
    data = (_HEAD + _ROOT.format(items="".join(items))).encode("utf-8")
    package.relate_to(Part(_PART, _TYPE, data, package), _RELATION)
