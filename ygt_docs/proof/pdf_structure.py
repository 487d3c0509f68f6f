"""Whether a PDF can be read aloud (PDF/UA-1): language, title, tags, headings, heads of tables, order of reading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf


def lacking(data: bytes) -> list[str]:
    """What the PDF lacks, in Chinese; empty: nothing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        tags = list(elements(root.get("/StructTreeRoot")))
        names = [str(tag.get("/S")) for tag in tags]
        checks = (("/Lang" not in root, "语言"), (not _title(pdf), "标题"),
                  (not tags or not root.get("/MarkInfo", {}).get("/Marked", False), "结构标记"),
                  ("/Table" in names and not list(table_heads(tags)), "表头标记"),
                  (any("/Scope" not in _attributes(head) for head in table_heads(tags)), "表头的方向"))
        return [name for wrong, name in checks if wrong]


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every structure element below `node`, in the order of reading."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, pikepdf.Array):
            stack += reversed(list(current))
        elif isinstance(current, pikepdf.Dictionary):
            if "/S" in current:
                yield current
            if current.get("/K") is not None:
                stack.append(current["/K"])


def table_heads(tags: list[pikepdf.Dictionary]) -> Iterator[pikepdf.Dictionary]:
    """The head cells of all tables."""
    return (tag for tag in tags if tag.get("/S") == "/TH")


def _attributes(tag: pikepdf.Dictionary) -> set[str]:
    """The names of the attributes of a structure element."""
    attributes = tag.get("/A")
    items = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return {str(key) for item in items if isinstance(item, pikepdf.Dictionary) for key in item}


def _title(pdf: pikepdf.Pdf) -> str:
    return str(pdf.docinfo.get("/Title", "")).strip() if "/Info" in pdf.trailer else ""
