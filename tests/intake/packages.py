"""Word and Excel files made for a test, from the XML of their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of `parts` by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def relations(targets: Mapping[str, str], base: str = _R) -> str:
    """A relationships part: target by kind; kinds may bear a number (header2)."""
    items = "".join(
        f'<Relationship Id="r{number}" Type="{base}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}'
        "</Relationships>"
    )


def word_parts(body: str, strict: bool = False, **others: str) -> dict[str, str | bytes]:
    """The parts of a Word file with `body` inside w:body; `others` are the insides of numbering, footnotes …"""
    roots = {
        "numbering": "numbering",
        "styles": "styles",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "comments": "comments",
        "header": "hdr",
        "footer": "ftr",
    }
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"{_HEAD}<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in others}),
    }
    for name, inside in others.items():
        root = roots[name.rstrip("0123456789")]
        parts[f"word/{name}.xml"] = f"{_HEAD}<w:{root} {_NAMES}>{inside}</w:{root}>"
    if strict:
        parts = {name: data.replace(W, _STRICT) if isinstance(data, str) else data for name, data in parts.items()}
    return parts


def word(body: str, strict: bool = False, **others: str) -> bytes:
    """The Word file of `word_parts`."""
    return zipped(word_parts(body, strict, **others))


def p(*inside: str, properties: str = "") -> str:
    """A paragraph; text that is no XML becomes a run."""
    runs = "".join(item if item.startswith("<") else run(item) for item in inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """A table of `rows`, each made by `tr`."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; cells are XML of w:tc or the text of one."""
    inside = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tc(text: str = "", properties: str = "") -> str:
    """A cell; each line of `text` is a paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split(chr(10)))}</w:tc>"


def word_of(text: str) -> bytes:
    """A draft of lines as a Word file: each a paragraph, rows of pipes a table."""
    body, rows = [], []
    for line in [*text.split("\n"), ""]:
        if line.count("|") >= 2:
            rows.append([cell.strip() for cell in line.rstrip().removesuffix("|").split("|")])
            continue
        if rows:
            width = max(map(len, rows))
            body.append(table(*(tr(*(row + [""] * (width - len(row)))) for row in rows)))
            rows = []
        body.append(p(line.replace("&", "&amp;").replace("<", "&lt;")) if line else p())
    return word("".join(body))


def excel(rows: str, strings: str = "", styles: str = "", merged: str = "", sheet: str = "") -> bytes:
    """An Excel file with one sheet; `rows` is the inside of sheetData, `sheet` attributes of the sheet."""

    def part(root: str, inside: str) -> str:
        return f'{_HEAD}<{root} xmlns="{_X}" xmlns:r="{_R}">{inside}</{root}>'

    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{base}.{kind}+xml"/>'
        for name, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
            ("styles", "styles"),
        )
    )
    return zipped(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types">{types}</Types>',
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": part("workbook", f'<sheets><sheet name="清单" sheetId="1" r:id="r1" {sheet}/></sheets>'),
            "xl/_rels/workbook.xml.rels": relations(
                {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
            ),
            "xl/worksheets/sheet1.xml": part("worksheet", f"<sheetData>{rows}</sheetData>{merged}"),
            "xl/sharedStrings.xml": part("sst", strings),
            "xl/styles.xml": part("styleSheet", styles),
        }
    )
