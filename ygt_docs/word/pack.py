"""The finished package: properties from the Flow, line ends stated, no traces of editing, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from ygt_docs.compose.flow import Properties
from ygt_docs.docfiles.carried import INERT
from ygt_docs.docfiles.wml import Element, local_name, make, w
from ygt_docs.problems import Place, UserError, problem
from ygt_docs.standard.line_ends import NOT_FIRST, NOT_LAST

_LANGUAGE = "zh-CN"
# What the schema puts after the two lists in settings.xml.
_AFTER = {
    "savePreviewPicture",
    "doNotValidateAgainstSchema",
    "saveInvalidXml",
    "ignoreMixedContent",
    "alwaysShowPlaceholderText",
    "doNotDemarcateInvalidXml",
    "saveXmlDataOnly",
    "useXSLTWhenSaving",
    "saveThroughXslt",
    "showXMLTags",
    "alwaysMergeEmptyNamespace",
    "updateFields",
    "hdrShapeDefaults",
    "footnotePr",
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "attachedSchema",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures",
    "forceUpgrade",
    "captions",
    "readModeInkLockDown",
    "smartTagType",
    "schemaLibrary",
    "shapeDefaults",
    "doNotEmbedSmartTags",
    "decimalSymbol",
    "listSeparator",
}


def state_line_ends(settings: Element) -> None:
    """Put both lists for simplified Chinese into `settings`, in place of what the template says of them."""
    for name in ("noLineBreaksAfter", "noLineBreaksBefore"):
        for old in settings.findall(w(name)):
            settings.remove(old)
    place = next((index for index, child in enumerate(settings) if local_name(child) in _AFTER), len(settings))
    settings.insert(place, make("noLineBreaksBefore", lang=_LANGUAGE, val=NOT_FIRST))
    settings.insert(place, make("noLineBreaksAfter", lang=_LANGUAGE, val=NOT_LAST))


def count_spacing_once(settings: Element) -> None:
    """Take the setting that balances half and full widths out of `settings`; Word zh-CN puts it into new files.

    With it Word counts the spacing of each full-width character twice, -10 twips for the -5 of the styles, and breaks
    lines elsewhere than the PDF. A template that was saved in Word may bring it back.
    """
    for compat in settings.findall(w("compat")):
        for old in compat.findall(w("balanceSingleByteDoubleByteWidth")):
            compat.remove(old)


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PART = PackURI("/docProps/custom.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one set of custom properties there is
_CUSTOM_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
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
    data = (_CUSTOM_HEAD + _ROOT.format(items="".join(items))).encode("utf-8")
    package.relate_to(Part(_PART, _TYPE, data, package), _RELATION)


_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_EPOCH = datetime.date(1980, 1, 1)
_TRACES = {
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "printerSettings",
    "proofErr",
    "lastRenderedPageBreak",
    "bookmarkStart",
    "bookmarkEnd",
    "rsids",
    "proofState",
    "docVars",
    "attachedTemplate",
    "docId",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = _HEAD + (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</cp:coreProperties>'
)
_APP = _HEAD + (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>ygt-docs</Application><DocSecurity>0</DocSecurity></Properties>"
)


def core_properties(properties: Properties) -> bytes:
    """docProps/core.xml; both time stamps are midnight UTC of the document's date (None: 1980-01-01)."""
    moment = f"{(properties.date or _EPOCH).isoformat()}T00:00:00Z"
    keywords = []
    for word in (properties.number, *properties.keywords):
        if word:
            keywords.append(word)
    plain = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.organ,
        "cp:keywords": "；".join(dict.fromkeys(keywords)),
        "cp:lastModifiedBy": properties.organ,
        "cp:category": properties.kind,
        "dc:identifier": properties.number,
        "dc:language": properties.language,
    }
    items = [f"<{name}>{escape(value)}</{name}>" for name, value in plain.items() if value]
    for name in ("created", "modified"):
        items.append(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>')
    return _CORE.format(items="".join(items)).encode("utf-8")


def forget_editing(roots: Iterable[Element]) -> None:
    """Drop what Word and WPS leave behind while a template is edited: revision ids, bookmarks, proofing marks."""
    for root in roots:
        for element in list(root.iter()):
            for name in [name for name in element.attrib if name.startswith(w("rsid"))]:
                del element.attrib[name]
            if local_name(element) in _TRACES and element.getparent() is not None:
                element.getparent().remove(element)


def pack(document: Any, properties: Properties, place: Place) -> bytes:
    """The bytes of `document` (python-docx). Raises UserError (W111) where two parts would have one name."""
    package = document.part.package
    _leave_out_inert(package)
    package.core_properties.title = ""  # makes the part where the template has none
    names = [str(part.partname) for part in package.iter_parts()]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UserError([problem("W111", place, found="、".join(twice))])
    package._core_properties_part._element = parse_xml(core_properties(properties))
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = _APP.encode("utf-8")
    saved = io.BytesIO()
    document.save(saved)
    return _same_bytes(saved)


def _leave_out_inert(package: Any) -> None:
    """What Word and WPS keep in a file for themselves (customXml and the like) has no place in a notice."""
    for holder in (package, *package.iter_parts()):
        for rid in [rid for rid, item in holder.rels.items() if item.reltype.rpartition("/")[2] in INERT]:
            del holder.rels[rid]


def _same_bytes(saved: io.BytesIO) -> bytes:
    """The same package with sorted names, one time stamp, one compression and no word of the machine it was made on."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, source.read(name), compresslevel=9)
    return out.getvalue()
