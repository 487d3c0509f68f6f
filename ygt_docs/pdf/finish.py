"""Last touches to the PDF bytes: PDF/A-3b, what is attached, marks of artifacts; nothing depends on the clock."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping

import pikepdf


def attach(data: bytes, files: Mapping[str, bytes], date: datetime.date | None) -> bytes:
    """The PDF `data` with `files` (name → content) in it, dated `date` (None: 1980-01-01) at midnight UTC."""
    moment = f"D:{date or datetime.date(1980, 1, 1):%Y%m%d}000000+00'00'"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        listed = pikepdf.Array()
        for name, content in sorted(files.items()):
            listed.append(pikepdf.String(name))
            listed.append(pdf.make_indirect(_specification(pdf, name, content, moment)))
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        names["/EmbeddedFiles"] = pikepdf.Dictionary(Names=listed)
        pdf.Root["/Names"] = names
        pdf.Root["/AF"] = pikepdf.Array([listed[index] for index in range(1, len(listed), 2)])
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            linearize=False,
        )
    return buffer.getvalue()


def _specification(pdf: pikepdf.Pdf, name: str, content: bytes, moment: str) -> pikepdf.Dictionary:
    stream = pikepdf.Stream(pdf, content)
    stream["/Type"] = pikepdf.Name("/EmbeddedFile")
    stream["/Subtype"] = pikepdf.Name("/application/yaml")
    stream["/Params"] = pikepdf.Dictionary(Size=len(content), ModDate=moment, CreationDate=moment)
    held = pdf.make_indirect(stream)
    return pikepdf.Dictionary(
        Type=pikepdf.Name("/Filespec"),
        F=pikepdf.String(name),
        UF=pikepdf.String(name),
        Desc=pikepdf.String("公文内容（YAML）"),
        AFRelationship=pikepdf.Name("/Source"),
        EF=pikepdf.Dictionary(F=held, UF=held),
    )


_MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC\b")
_MAY_BE_EMPTY = ("/Sect", "/Div", "/P", "/NonStruct", "/Span")
Place = tuple[int, int]  # of a page: its object number; the number of the marked content on it


def mark_artifacts(pdf: pikepdf.Pdf) -> None:
    """The engine numbers the text of margin boxes like any text, and puts it into no structure element: PDF/UA-1 (7.1)
    wants everything to be either in the tree or an artifact, which nobody hears. Empty lines leave the tree."""
    known: set[Place] = set()
    _gather(pdf.Root.get("/StructTreeRoot"), 0, known)
    for page in pdf.pages:
        number = page.objgen[0]
        page.contents_coalesce()

        def marked(found: re.Match[bytes], number: int = number) -> bytes:
            if (number, int(found[1])) in known:
                return found[0]
            return b"/Artifact BMC"

        page.Contents = pdf.make_stream(_MARKED.sub(marked, page.Contents.read_bytes()))


def _gather(node: object, page: int, known: set[Place]) -> bool:
    """Add the marked contents below `node`, whose page is `page` unless it names another; whether it stays in the tree.

    An element that holds nothing does not (the P of an empty line, the Div of a place), but a cell keeps its column.
    """
    if isinstance(node, int):
        known.add((page, int(node)))
        return True
    if isinstance(node, pikepdf.Array):
        empty = []
        for index, child in enumerate(node):
            if not _gather(child, page, known):
                empty.append(index)
        for index in reversed(empty):
            del node[index]
        return len(node) > 0
    if not isinstance(node, pikepdf.Dictionary):
        return False
    page = node["/Pg"].objgen[0] if "/Pg" in node else page
    if "/MCID" in node:
        known.add((page, int(node["/MCID"])))
    if "/S" not in node and "/K" not in node:  # marked content, or an object of the page
        return True
    full = "/K" in node and _gather(node["/K"], page, known)
    if "/K" in node and not full:
        del node["/K"]
    return full or node.get("/S") not in _MAY_BE_EMPTY


_TABLE_TAGS = ("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TD")
_EMPTY_IS_FORBIDDEN = ("/Pattern", "/Shading", "/ColorSpace", "/ExtGState", "/XObject", "/Font")


def finish(data: bytes, date: datetime.date) -> bytes:
    """`data` as PDF/A-3b, with the title shown by viewers and duplex printing asked for (6.2: 双面印刷).

    `date` stands as the date of creation and of change, at midnight UTC.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            _drop_empty_resources(item)
            _say_what_heads_stand_over(item)
        _untag_grids(pdf.Root.get("/StructTreeRoot"))
        _nest_headings(pdf.Root.get("/StructTreeRoot"))
        mark_artifacts(pdf)
        _viewer_preferences(pdf)
        _stamp(pdf, date)
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            linearize=False,
        )
    return buffer.getvalue()


def _drop_empty_resources(item: pikepdf.Object) -> None:
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        holder = item.get("/Resources")
    else:
        holder = None
    for resources in (item, holder):
        if not isinstance(resources, pikepdf.Dictionary):
            continue
        for key in _EMPTY_IS_FORBIDDEN:
            entry = resources.get(key)
            if isinstance(entry, pikepdf.Dictionary) and len(entry.keys()) == 0:
                del resources[key]


def _say_what_heads_stand_over(item: pikepdf.Object) -> None:
    """Every head cell of our tables stands over its column; PDF/UA-1 wants that said, and the engine does not."""
    if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH":
        attributes = item.get("/A")
    else:
        attributes = None
    if isinstance(attributes, pikepdf.Dictionary):
        attributes["/Scope"] = pikepdf.Name("/Column")


def _untag_grids(node: object) -> None:
    """A grid without heads only puts names in their places (joint sign-offs): read aloud, it is no table."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            _untag_grids(child)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Table" and not any(part.get("/S") == "/TH" for part in _parts(node)):
            for part in _parts(node):
                if part.get("/S") in _TABLE_TAGS:
                    part["/S"] = pikepdf.Name("/Div")
                    if "/A" in part:
                        del part["/A"]
        _untag_grids(node.get("/K"))


def _nest_headings(root: object) -> None:
    """A draft may go from 一、 to 1. at once; a tree of tags may not (PDF/UA-1 7.4.2): the gap closes, the text stays."""
    above: list[int] = []
    for part in _parts(root.get("/K") if isinstance(root, pikepdf.Dictionary) else None):
        name = str(part["/S"])
        if name.startswith("/H") and name[2:].isdigit():
            level = int(name[2:])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            part["/S"] = pikepdf.Name(f"/H{len(above)}")


def _parts(node: object) -> Iterator[pikepdf.Dictionary]:
    """The structure element `node` and all below it."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _parts(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _parts(node.get("/K"))


def _viewer_preferences(pdf: pikepdf.Pdf) -> None:
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    preferences["/DisplayDocTitle"] = True
    preferences["/Duplex"] = pikepdf.Name("/DuplexFlipLongEdge")
    pdf.Root["/ViewerPreferences"] = preferences


def _stamp(pdf: pikepdf.Pdf, date: datetime.date) -> None:
    moment = f"D:{date:%Y%m%d}000000+00'00'"
    pdf.docinfo["/CreationDate"] = moment
    pdf.docinfo["/ModDate"] = moment
