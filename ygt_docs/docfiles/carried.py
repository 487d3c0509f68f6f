"""What a file carries besides the document (夹带): what opens, fetches, runs or sends something, and what has no use.

A notice needs few kinds of parts and relationships; an allow-list of them stands here, for the templates in Word and
for what is made of them. In anybody's file only what does something by itself matters.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from urllib.parse import unquote

import pikepdf

from ygt_docs.docfiles.svg import what_it_does
from ygt_docs.docfiles.wml import attribute

_NEEDED = frozenset(
    {
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "styles",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "numbering",
        "footnotes",
        "endnotes",
        "header",
        "footer",
        "image",
    }
)
# Left out of what is made: Word and WPS put them there, and nobody sees or runs them.
INERT = frozenset(
    {
        "customXml",
        "customXmlProps",
        "thumbnail",
        "glossaryDocument",
        "stylesWithEffects",
        "printerSettings",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
    }
)
_ACTIVE = {
    "attachedTemplate": "外部模板",
    "oleObject": "OLE 对象",
    "package": "嵌入的文件",
    "aFChunk": "外来内容块（altChunk）",
    "subDocument": "子文档",
    "vbaProject": "宏",
    "wordVbaData": "宏",
    "control": "ActiveX 控件",
    "activeXControlBinary": "ActiveX 控件",
    "frame": "框架网页",
    "mailMergeSource": "邮件合并的数据源",
    "mailMergeHeaderSource": "邮件合并的数据源",
    "recipientData": "邮件合并的数据源",
    "extensibility": "自定义界面",
    "attachedToolbars": "自定义工具栏",
    "webextension": "Office 加载项",
    "webextensiontaskpanes": "Office 加载项",
    "audio": "声音",
    "video": "视频",
    "media": "声音或视频",
}
_OUTSIDE = {
    "hyperlink": "网页链接",
    "image": "外部图片",
    "attachedTemplate": "外部模板",
    "oleObject": "外部的 OLE 对象",
    "subDocument": "外部的子文档",
    "aFChunk": "外部的内容块（altChunk）",
    "frame": "框架网页",
    "mailMergeSource": "邮件合并的数据源",
    "mailMergeHeaderSource": "邮件合并的数据源",
}
_OTHERS = {"font": "嵌入的字体", "chart": "图表"}
_LINK = "hyperlink"
_FIELDS_NEEDED = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "=",
        "IF",
        "EQ",
        "SYMBOL",
        "TOC",
        "PAGEREF",
        "REF",
        "SEQ",
        "STYLEREF",
        "QUOTE",
    ]
)
_FIELDS_ACTIVE = frozenset(
    [
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "INCLUDE",
        "IMPORT",
        "DDE",
        "DDEAUTO",
        "LINK",
        "DATABASE",
        "RD",
        "EMBED",
        "MACROBUTTON",
        "HTMLCONTROL",
        "CONTROL",
    ]
)
_INNER = "\0"  # where another field stands in the code of a field
_FIELD_NAME = re.compile(rf'[\s"]*([A-Za-z]+|=|)({_INNER}?)')
_VML = "{urn:schemas-microsoft-com:vml}"
_RELS = ".rels"


class Use(Enum):
    """What a thing that is carried does: something by itself, nothing that anybody sees, or nothing of use."""

    ACTIVE = auto()
    INERT = auto()
    NONE = auto()


@dataclass(frozen=True)
class Carried:
    """One thing, in Chinese, with the part it stands in ('': the file itself)."""

    what: str
    part: str
    use: Use

    def __str__(self) -> str:
        if self.part:
            return f"{self.what}（{self.part}）"
        return self.what


def carried_in_word(roots: Mapping[str, Any], drawings: Mapping[str, bytes]) -> list[Carried]:
    """What a Word package carries that a notice does not need.

    `roots`: its XML parts by name, .rels among them; `drawings`: its parts in SVG. Names of elements and attributes
    count in whatever namespace: there are several for each.
    """
    found: list[Carried] = []
    for name, root in roots.items():
        if name.lower().endswith(_RELS):
            found += _related(name, root)
    for name, root in roots.items():
        if not name.lower().endswith(_RELS):
            found += _fields(name, root)
            found += _addresses(name, root)
    for name, data in drawings.items():
        why = what_it_does(data)
        if why:
            found.append(Carried(f"图形{why}", name, Use.ACTIVE))
    return list(dict.fromkeys(found))


def _related(name: str, root: Any) -> Iterator[Carried]:
    folder, own = posixpath.split(name)
    part = posixpath.join(posixpath.dirname(folder), own[: -len(_RELS)])
    for item in root.iter("{*}Relationship"):
        kind = item.get("Type", "").rpartition("/")[2]
        target = unquote(item.get("Target", ""))
        if item.get("TargetMode", "").lower() == "external":
            use = Use.NONE if kind == _LINK else Use.ACTIVE
            yield Carried(f"{_OUTSIDE.get(kind, '外部内容')}“{target[:60]}”", part, use)
            continue
        inside = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        if kind in _ACTIVE:
            yield Carried(_ACTIVE[kind], inside, Use.ACTIVE)
        elif kind in INERT:
            yield Carried(kind, inside, Use.INERT)
        elif kind not in _NEEDED:
            yield Carried(_OTHERS.get(kind, kind) or "没有种类的关系", inside, Use.NONE)


def _fields(part: str, root: Any) -> Iterator[Carried]:
    for code in _field_codes(root):
        found = _FIELD_NAME.match(code)
        assert found is not None  # all of it may be absent
        name = found.group(1).upper()
        if name in _FIELDS_ACTIVE:
            yield Carried(f"{name} 域", part, Use.ACTIVE)
        elif name in _FIELDS_NEEDED:
            continue
        elif found[2]:
            yield Carried("名称由别的域拼成的域", part, Use.ACTIVE)
        else:
            yield Carried(f"{name or '空白'} 域", part, Use.NONE)


def _field_codes(root: Any) -> list[str]:
    """The code of each field; one that stands in several runs is put together, one inside another is its own too."""
    codes, open_codes = list[str](), list[str | None]()  # None: what a field shows stands here
    for element in root.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        kind = attribute(element, "fldCharType")
        code = open_codes[-1] if open_codes else None
        if element.tag.endswith("}fldSimple"):
            codes.append(attribute(element, "instr"))
        elif kind == "begin":
            if code is not None:
                open_codes[-1] = code + _INNER
            open_codes.append("")
        elif kind and open_codes:
            if code is not None:
                codes.append(code)
            open_codes.pop()
            if kind == "separate":
                open_codes.append(None)
        elif code is not None:
            open_codes[-1] = code + (element.text or "")
        else:
            codes.append(element.text or "")
    found: list[str] = []
    for code in (*codes, *open_codes):
        if code is not None and code.strip():
            found.append(code)
    return found


def _addresses(part: str, root: Any) -> Iterator[Carried]:
    """Old drawings may name a file without any relationship, and a letter the place that its data come from."""
    for element in root.iter(f"{_VML}*"):
        address = element.get("src", "").strip()
        if address:
            yield Carried(f"外部图片“{address[:60]}”", part, Use.ACTIVE)
    for element in root.iter("{*}mailMerge"):
        asks = element.find("{*}query") is not None or element.find("{*}connectString") is not None
        if asks and element.find("{*}dataSource") is None:  # else the relationship is told of
            yield Carried(_ACTIVE["mailMergeSource"], part, Use.ACTIVE)


_ACTIONS = {
    "/JavaScript": "脚本（JavaScript）",
    "/Launch": "启动程序的动作",
    "/SubmitForm": "提交表单的动作",
    "/ImportData": "导入数据的动作",
    "/GoToR": "打开另一个文件的动作",
    "/GoToE": "打开嵌入文件的动作",
    "/Rendition": "播放的动作",
    "/Movie": "播放的动作",
    "/Sound": "播放的动作",
    "/RichMediaExecute": "播放的动作",
}
_ANNOTATIONS = {
    "/FileAttachment": "附在页面上的文件",
    "/RichMedia": "富媒体",
    "/Screen": "视频或声音",
    "/Movie": "视频",
    "/Sound": "声音",
    "/3D": "三维内容",
}
_OWN_CONTENT = "/application/yaml"  # what build --attach puts in
_MOST_ATTACHED = 5_000_000  # bytes; a YAML file may have one million
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def carried_in_pdf(pdf: pikepdf.Pdf) -> list[Carried]:
    """What a PDF carries that a notice does not need. Raises pikepdf.PdfError where its objects cannot be read."""
    found: list[Carried] = []
    for item in pdf.objects:
        found += _in_object(item)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        found.append(Carried("表单", "", Use.ACTIVE if "/XFA" in form else Use.NONE))
    return list(dict.fromkeys(found))


def _in_object(item: Any) -> Iterator[Carried]:
    """What stands in an object and in those that lie in it directly; the others come by themselves."""
    waiting = [item]
    while waiting:
        current = waiting.pop()
        if isinstance(current, pikepdf.Array):
            waiting += [child for child in current if _is_inside(child)]
        elif isinstance(current, pikepdf.Dictionary | pikepdf.Stream):
            yield from _in_dictionary(current)
            entries = current.stream_dict if isinstance(current, pikepdf.Stream) else current
            for child in entries.as_dict().values():
                if _is_inside(child):
                    waiting.append(child)


def _is_inside(item: Any) -> bool:
    return isinstance(item, pikepdf.Array | pikepdf.Dictionary) and not item.is_indirect


def _in_dictionary(item: Any) -> Iterator[Carried]:
    action, kind = str(item.get("/S", "")), str(item.get("/Subtype", ""))
    if action in _ACTIONS or "/JS" in item:
        yield Carried(_ACTIONS.get(action, _ACTIONS["/JavaScript"]), "", Use.ACTIVE)
    if action == "/URI":
        yield Carried("网页链接", "", Use.NONE)
    if kind in _ANNOTATIONS and "/Rect" in item:
        yield Carried(_ANNOTATIONS[kind], "", Use.ACTIVE)
    if action == "/Thread" and "/F" in item:
        yield Carried(_ACTIONS["/GoToR"], "", Use.ACTIVE)
    # A stream whose bytes lie in another file, a form that shows a page of one, a picture that stands for one.
    if isinstance(item, pikepdf.Stream) and ("/F" in item or "/Ref" in item or "/OPI" in item):
        yield Carried("放在别处的数据", "", Use.ACTIVE)
    held = item.get("/EF")
    if isinstance(held, pikepdf.Dictionary) and not _is_own(item, held):
        yield Carried("嵌入的文件", "", Use.ACTIVE)


def _is_own(item: Any, held: pikepdf.Dictionary) -> bool:
    """Whether an embedded file is what `build --attach` puts in: called .yaml, of that type, and text throughout."""
    named = all(str(item.get(key, "")).endswith(".yaml") for key in ("/F", "/UF"))
    return named and all(map(_is_yaml, held.as_dict().values()))


def _is_yaml(stream: Any) -> bool:
    if not isinstance(stream, pikepdf.Stream) or str(stream.get("/Subtype", "")) != _OWN_CONTENT:
        return False
    packed = str(stream.get("/Filter", ""))
    if packed not in ("", "/FlateDecode"):
        return False
    try:
        data = stream.read_raw_bytes()
        if packed:
            data = zlib.decompressobj().decompress(data, _MOST_ATTACHED + 1)
        text = data.decode("utf-8")
    except (UnicodeDecodeError, pikepdf.PdfError, zlib.error):
        return False
    if len(data) > _MOST_ATTACHED:
        return False
    return _CONTROL.search(text) is None
