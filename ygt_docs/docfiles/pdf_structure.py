"""Whether a PDF can be read aloud (PDF/UA-1): language, title, tags, headings, order of reading; and what it holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from ygt_docs.docfiles.pdf_stream import Written, held_in


def lacking(pdf: pikepdf.Pdf) -> list[str]:
    """What the PDF lacks, in Chinese; empty: nothing."""
    root = pdf.Root
    tags = list(elements(root.get("/StructTreeRoot")))
    names = []
    for tag in tags:
        names.append(str(tag.get("/S")))
    checks = (
        ("/Lang" not in root, "语言"),
        (not _title(pdf), "标题"),
        (not tags or not held_in(root, "/MarkInfo").get("/Marked", False), "结构标记"),
        (not held_in(root, "/ViewerPreferences").get("/DisplayDocTitle", False), "标题的显示"),
        (_skips(names), "标题的层级"),
        (any(not str(tag.get("/Alt", "")).strip() for tag in tags if tag.get("/S") == "/Figure"), "图片的说明"),
        (bool(tags and unmarked(pdf)), "部分文字的标记"),
        ("/Table" in names and not list(table_heads(tags)), "表头标记"),
        (any("/Scope" not in _attributes(head) for head in table_heads(tags)), "表头的方向"),
    )
    found: list[str] = []
    for wrong, name in checks:
        if wrong:
            found.append(name)
    return found


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every structure element below `node`, in the order of reading; each once, also where a tree bites its tail."""
    seen, stack = set(), [node]
    while stack:
        current = stack.pop()
        if isinstance(current, pikepdf.Array | pikepdf.Dictionary):
            place = current.objgen
        else:
            place = (0, 0)
        if place != (0, 0) and place in seen:
            continue
        seen.add(place)
        if isinstance(current, pikepdf.Array):
            stack += reversed(list(current))
        elif isinstance(current, pikepdf.Dictionary):
            if "/S" in current:
                yield current
            if current.get("/K") is not None:
                stack.append(current["/K"])


def figures(pdf: pikepdf.Pdf, written: Sequence[Sequence[Written]]) -> list[tuple[str, str]]:
    """Each picture in the order of reading: what is read in its place ("": nothing), and the text before it.

    `written`: what stands on each page. The text is that of one line or less; "": none stands before it.
    """
    texts: dict[tuple[int, int], str] = {}
    for page, pieces in zip(pdf.pages, written, strict=True):
        for piece in pieces:
            if piece.mark is not None:
                place = (page.obj.objgen[0], piece.mark)
                texts[place] = texts.get(place, "") + piece.text
    found: list[tuple[str, str]] = []
    before = ""
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Any, int]] = [(pdf.Root.get("/StructTreeRoot"), 0)]
    while stack:
        node, on_page = stack.pop()
        if isinstance(node, int):
            before = texts.get((on_page, int(node)), "") or before
        elif isinstance(node, pikepdf.Array):
            for child in reversed(list(node)):
                stack.append((child, on_page))
        elif isinstance(node, pikepdf.Dictionary) and (node.objgen not in seen or node.objgen == (0, 0)):
            seen.add(node.objgen)
            on_page = _page_of(node, on_page)
            if node.get("/S") == "/Figure":
                found.append((str(node.get("/Alt", "")), before))
            else:
                stack.append((node["/MCID"] if "/MCID" in node else node.get("/K"), on_page))
    return found


def _page_of(node: pikepdf.Dictionary, above: int) -> int:
    """The object number of the page that `node` stands on; that of the node `above` it where it says none."""
    return held_in(node, "/Pg").objgen[0] or above


def unmarked(pdf: pikepdf.Pdf) -> list[int]:
    """The numbers (from 1) of pages that show text which is neither in the tag tree nor an artifact (PDF/UA-1 7.1)."""
    held = _held(pdf.Root.get("/StructTreeRoot"))
    found: list[int] = []
    for number, page in enumerate(pdf.pages, 1):
        if not _all_marked(page, held):
            found.append(number)
    return found


def _all_marked(page: pikepdf.Page, held: set[tuple[int, int]]) -> bool:
    """False too for a page whose operations cannot be read or are not nested."""
    open_marks: list[bool] = []
    try:
        for item in pikepdf.parse_content_stream(page, "BMC BDC EMC Tj TJ ' \""):
            operator = str(item.operator)
            if operator in ("BMC", "BDC"):
                open_marks.append(_is_marked(item.operands, page, held))
            elif operator == "EMC":
                open_marks.pop()
            elif operator in ("Tj", "TJ", "'", '"') and not any(open_marks):
                return False
    except (pikepdf.PdfError, LookupError, TypeError, ValueError):
        return False
    return True


def _is_marked(operands: Any, page: pikepdf.Page, held: set[tuple[int, int]]) -> bool:
    tag, *properties = operands
    found = properties[0] if properties else None
    if isinstance(found, pikepdf.Name):
        found = held_in(held_in(page.obj, "/Resources"), "/Properties").get(found)
    return tag == "/Artifact" or (
        isinstance(found, pikepdf.Dictionary) and "/MCID" in found and (page.obj.objgen[0], int(found["/MCID"])) in held
    )


def _held(root: Any) -> set[tuple[int, int]]:
    """Object number of the page and number of each marked content below `root`."""
    found, seen, stack = set(), set(), [(root, 0)]
    while stack:
        node, page = stack.pop()
        if isinstance(node, int):
            found.add((page, int(node)))
        elif isinstance(node, pikepdf.Array):
            for child in node:
                stack.append((child, page))
        elif isinstance(node, pikepdf.Dictionary) and (node.objgen not in seen or node.objgen == (0, 0)):
            seen.add(node.objgen)
            page = _page_of(node, page)
            stack.append((node["/MCID"] if "/MCID" in node else node.get("/K"), page))
    return found


def _skips(names: list[str]) -> bool:
    """Whether a heading is deeper by more than one level than the one before; the first is of level 1."""
    levels = []
    for name in names:
        if name.startswith("/H") and name[2:].isdigit():
            levels.append(int(name[2:]))
    return any(now > before + 1 for before, now in itertools.pairwise([0, *levels]))


def table_heads(tags: list[pikepdf.Dictionary]) -> Iterator[pikepdf.Dictionary]:
    """The head cells of all tables."""
    return (tag for tag in tags if tag.get("/S") == "/TH")


def _attributes(tag: pikepdf.Dictionary) -> set[str]:
    """The names of the attributes of a structure element."""
    attributes = tag.get("/A")
    if isinstance(attributes, pikepdf.Array):
        items = list(attributes)
    else:
        items = [attributes]
    found: set[str] = set()
    for item in items:
        if isinstance(item, pikepdf.Dictionary):
            for key in item:
                found.add(str(key))
    return found


def _title(pdf: pikepdf.Pdf) -> str:
    if "/Info" in pdf.trailer:
        return str(pdf.docinfo.get("/Title", "")).strip()
    return ""


def attached_files(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    """The files inside of `pdf` by their names. Raises pikepdf.PdfError for damage."""
    listed = held_in(held_in(pdf.Root, "/Names"), "/EmbeddedFiles").get("/Names")
    found: dict[str, bytes] = {}
    if isinstance(listed, pikepdf.Array):
        for index in range(0, len(listed) - 1, 2):
            stream = held_in(listed[index + 1], "/EF").get("/F")
            if isinstance(stream, pikepdf.Stream):
                found[str(listed[index])] = bytes(stream.read_bytes())
    return found
