"""Files that carry what a notice does not need (夹带): Word packages and PDFs, each changed in one way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf

Parts = dict[str, bytes]
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office/2006/relationships"
_DOCUMENT, _RELS = "word/document.xml", "word/_rels/document.xml.rels"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_AWAY = "http://127.0.0.1:9/x"
_TYPES = "[Content_Types].xml"


def changed(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """The Word file `data` with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _put(parts: Parts, part: str, before: str, new: str) -> None:
    text = parts[part].decode("utf-8")
    assert before in text
    parts[part] = text.replace(before, new + before, 1).encode("utf-8")


def related(
    kind: str, target: str, external: bool = True, holder: str = _RELS, base: str = _R
) -> Callable[[Parts], None]:
    """A relationship; one inside the package gets its part, with a content type."""

    def change(parts: Parts) -> None:
        if holder not in parts:
            parts[holder] = (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
            )
        mode = ' TargetMode="External"' if external else ""
        _put(
            parts, holder, "</Relationships>", f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}"{mode}/>'
        )
        if not external:
            folder = "" if holder == "_rels/.rels" else "word/"
            parts[folder + target] = b"<x/>" if target.endswith(".xml") else b"x"
            extension = target.rpartition(".")[2]
            if f'Extension="{extension}"' not in parts[_TYPES].decode():
                _put(
                    parts,
                    _TYPES,
                    "</Types>",
                    f'<Default Extension="{extension}" ContentType="application/octet-stream"/>',
                )

    return change


def _run(inner: str) -> Callable[[Parts], None]:
    """Something in a paragraph of its own, before the first paragraph of the body."""
    return lambda parts: _after_body(parts, f"<w:p>{inner}</w:p>")


def _after_body(parts: Parts, new: str) -> None:
    text = parts[_DOCUMENT].decode("utf-8")
    end = text.index("<w:body>") + len("<w:body>")
    parts[_DOCUMENT] = (text[:end] + new + text[end:]).encode("utf-8")


def field(*pieces: str) -> Callable[[Parts], None]:
    """A field whose code stands in several runs."""
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return _run(mark.format("begin") + code + mark.format("separate") + mark.format("end"))


def simple_field(code: str) -> Callable[[Parts], None]:
    """A field in one element."""
    return _run(f'<w:fldSimple w:instr="{code}"/>')


def _code(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'


def _whole_field(*code: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return mark.format("begin") + "".join(code) + mark.format("separate") + mark.format("end")


def _contents() -> str:
    """A table of contents: what it shows holds fields of its own."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = _whole_field(_code("PAGEREF _Toc1")) + _whole_field(_code("PAGEREF _Toc2"))
    return mark.format("begin") + _code("TOC") + mark.format("separate") + shown + mark.format("end")


def _vml(source: str) -> Callable[[Parts], None]:
    """An old drawing that names its picture itself."""
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt">'
    return _run(f'<w:r><w:pict>{shape}<v:imagedata src="{source}"/></v:shape></w:pict></w:r>')


def part(name: str, kind: str, content: str, relationship: str, encoding: str = "utf-8") -> Callable[[Parts], None]:
    """A part below word/ of the content type `kind`, which the document names by a relationship."""

    def change(parts: Parts) -> None:
        parts[f"word/{name}"] = content.encode(encoding)
        _put(parts, _TYPES, "</Types>", f'<Override PartName="/word/{name}" ContentType="{kind}"/>')
        _put(parts, _RELS, "</Relationships>", f'<Relationship Id="rIdY" Type="{_R}/{relationship}" Target="{name}"/>')

    return change


def _header(name: str, space: str = _WORDS, encoding: str = "utf-8") -> Callable[[Parts], None]:
    """One more header, which sends for a program."""
    content = f'<?xml version="1.0" encoding="{encoding}"?><w:hdr xmlns:w="{space}"><w:p>'
    content += _whole_field(_code("DDEAUTO c a")) + "</w:p></w:hdr>"
    return part(
        name, "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml", content, "header", encoding
    )


def _drawing(inner: str) -> Callable[[Parts], None]:
    """A picture in SVG."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'
    return part("media/x.svg", "image/svg+xml", content, "image")


def _mail_merge(parts: Parts) -> None:
    letters = '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:query w:val="SELECT * FROM x"/></w:mailMerge>'
    _put(parts, "word/settings.xml", "</w:settings>", letters)


def _small_letters(parts: Parts) -> None:
    """The relationships of a part in a part whose name is in capitals, and their words in small letters."""
    parts["word/_rels/theme1.xml.RELS"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        f'Type="{_R}/image" Target="{_AWAY}" TargetMode="external"/></Relationships>'
    ).encode()


# Each: what is done to the parts, and a word of the message that names it. These open, fetch or run something.
ACTIVE: dict[str, tuple[Callable[[Parts], None], str]] = {
    "picture": (related("image", f"{_AWAY}.png"), "外部图片"),
    "picture of a share": (related("image", "file://server/share/x.png"), "外部图片"),
    "picture in a header": (related("image", _AWAY, holder="word/_rels/header1.xml.rels"), "外部图片"),
    "picture in the styles": (related("image", _AWAY, holder="word/_rels/styles.xml.rels"), "外部图片"),
    "attached template": (
        related("attachedTemplate", f"{_AWAY}.dotm", holder="word/_rels/settings.xml.rels"),
        "外部模板",
    ),
    "macros": (related("vbaProject", "vbaProject.bin", external=False, base=_MS), "宏"),
    "object": (related("oleObject", "object1.bin", external=False), "OLE 对象"),
    "linked object": (related("oleObject", "file:///etc/passwd"), "OLE 对象"),
    "embedded file": (related("package", "book1.xlsx", external=False), "嵌入的文件"),
    "chunk": (related("aFChunk", "chunk1.html", external=False), "altChunk"),
    "chunk from afar": (related("aFChunk", f"{_AWAY}.html"), "altChunk"),
    "sub-document": (related("subDocument", "part.docx"), "子文档"),
    "control": (related("control", "activeX1.xml", external=False), "ActiveX"),
    "frame": (related("frame", _AWAY, holder="word/_rels/webSettings.xml.rels"), "框架网页"),
    "data source": (related("mailMergeSource", "file:///data.csv", holder="word/_rels/settings.xml.rels"), "数据源"),
    "ribbon": (
        related("extensibility", "customUI.xml", external=False, holder="_rels/.rels", base=_MS + "/ui"),
        "界面",
    ),
    "add-in": (
        related("webextensiontaskpanes", "panes.xml", external=False, holder="_rels/.rels", base=_MS),
        "加载项",
    ),
    "video": (related("video", f"{_AWAY}.mp4"), "外部内容"),
    "unheard of": (related("anything", _AWAY), "外部内容"),
    "include picture": (field(f'INCLUDEPICTURE "{_AWAY}"'), "INCLUDEPICTURE"),
    "include text": (field(' includetext "file:///etc/passwd" '), "INCLUDETEXT"),
    "include in pieces": (field("INCLU", "DEPIC", f'TURE "{_AWAY}"'), "INCLUDEPICTURE"),
    "include in one element": (simple_field(f"INCLUDEPICTURE {_AWAY}"), "INCLUDEPICTURE"),
    "dde": (field("DDE cmd a"), "DDE"),
    "dde by itself": (field(r"DDEAUTO c:\\windows\\system32\\cmd.exe a"), "DDEAUTO"),
    "link": (field("LINK Excel.Sheet.12 a.xlsx"), "LINK"),
    "database": (field("DATABASE d a"), "DATABASE"),
    "old drawing": (_vml(f"{_AWAY}.png"), "外部图片"),
    "old drawing of this machine": (_vml(r"C:\x.png"), "外部图片"),
    "name put together": (_run(_whole_field(_whole_field(_code("QUOTE 68 68 69 32 97")))), "名称由别的域拼成"),
    "name in two halves": (_run(_whole_field(_code("D"), _whole_field(_code("QUOTE 68")), _code("E c"))), "拼成"),
    "header of another name": (_header("header9.dat"), "DDEAUTO"),
    "header in capitals": (_header("HEADER9.XML"), "DDEAUTO"),
    "strict header in UTF-16": (_header("header9.xml", _STRICT, "utf-16"), "DDEAUTO"),
    "relationships in capitals": (_small_letters, "外部图片"),
    "letters to many": (_mail_merge, "邮件合并"),
    "drawing that fetches": (_drawing(f'<g><image xlink:href="{_AWAY}"/></g>'), "图形用到了文件外面的"),
    "drawing with a sheet": (_drawing(f"<style>@import '{_AWAY}';</style>"), "图形用到了文件外面的"),
    "drawing that runs": (_drawing('<path onload="x()"/>'), "脚本"),
}
# These do nothing by themselves, and have no use in a notice.
NEEDLESS: dict[str, tuple[Callable[[Parts], None], str]] = {
    "web link": (related("hyperlink", _AWAY), "网页链接"),
    "embedded face": (related("font", "font1.odttf", external=False, holder="word/_rels/fontTable.xml.rels"), "字体"),
    "merge field": (field("MERGEFIELD 姓名"), "MERGEFIELD"),
}
# These look like some of those above.
HARMLESS: dict[str, Callable[[Parts], None]] = {
    "field in a field": _run(_whole_field(_code("IF"), _whole_field(_code("PAGE")), _code(" = 1 a b"))),
    "fields in what a field shows": _run(_contents()),
    "drawing with its own picture": _drawing('<g fill="url(#a)"><image href="data:image/png;base64,AA"/></g>'),
    "old drawing with a part": _vml(""),
}


def _page_action(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root["/OpenAction"] = pikepdf.Dictionary(**entries)

    return change


def _annotation(kind: str, **entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[0, 0, 9, 9], **entries)
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(made)])

    return change


def _embedded(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.exe"] = b"MZ"


def _embedded_as_ours(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name, mime_type="application/yaml")

    return change


def _named_script(pdf: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root["/Names"] = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", script])))


def _next_action(pdf: pikepdf.Pdf) -> None:
    last = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("a.exe"))
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0]), Next=last)


def _page_script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pdf.make_stream(b"x()"))
    pdf.pages[0].obj["/AA"] = pikepdf.Dictionary(O=action)


def _stream_elsewhere(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream["/F"] = pikepdf.Dictionary(FS=pikepdf.Name.URL, F=pikepdf.String(_AWAY))
    pdf.pages[0].obj["/Thumb"] = stream


def _page_of_another(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"")
    form["/Subtype"] = pikepdf.Name.Form
    form["/Ref"] = pikepdf.Dictionary(F=pikepdf.String("a.pdf"), Page=0)
    pdf.pages[0].obj["/Thumb"] = form


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pdf.make_stream(b"<x/>"))


PDF_ACTIVE: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "script": (_page_action(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")), "脚本"),
    "script by name": (_named_script, "脚本"),
    "script of a page": (_page_script, "脚本"),
    "program": (_page_action(S=pikepdf.Name.Launch, F=pikepdf.String("a.exe")), "启动程序"),
    "program next": (_next_action, "启动程序"),
    "form to be sent": (_page_action(S=pikepdf.Name.SubmitForm, F=pikepdf.String(_AWAY)), "提交表单"),
    "data to be read": (_page_action(S=pikepdf.Name.ImportData, F=pikepdf.String("a.fdf")), "导入数据"),
    "another file": (_page_action(S=pikepdf.Name.GoToR, F=pikepdf.String("a.pdf")), "另一个文件"),
    "film": (_page_action(S=pikepdf.Name.Rendition), "播放"),
    "embedded file": (_embedded, "嵌入的文件"),
    "embedded file that says it is text": (_embedded_as_ours("x.exe", b"a: b"), "嵌入的文件"),
    "embedded file that is called text": (_embedded_as_ours("x.yaml", b"MZ\x00\x01"), "嵌入的文件"),
    "file on the page": (_annotation("/FileAttachment"), "附在页面上的文件"),
    "rich media": (_annotation("/RichMedia"), "富媒体"),
    "script of an annotation": (
        _annotation("/Link", A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x"))),
        "脚本",
    ),
    "data elsewhere": (_stream_elsewhere, "别处"),
    "article of another file": (_page_action(S=pikepdf.Name.Thread, F=pikepdf.String("a.pdf")), "另一个文件"),
    "page of another file": (_page_of_another, "别处"),
    "form": (_form, "表单"),
}
PDF_NEEDLESS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "web link": (
        _annotation("/Link", A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(_AWAY))),
        "网页链接",
    ),
}


def changed_pdf(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF `data`, changed."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(made)
    return made.getvalue()
