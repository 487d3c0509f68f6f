"""Page numbers are no part of the text (页码不属于正文): what the tag tree does not hold is marked as an artifact."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

_MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC\b")
Place = tuple[int, int]  # of a page: its object number; the number of the marked content on it


def mark_artifacts(pdf: pikepdf.Pdf) -> None:
    """The engine numbers the text of margin boxes like any text, and puts it into no structure element: PDF/UA-1 (7.1)
    wants everything to be either in the tree or an artifact, which nobody hears."""
    known = set(_held(pdf.Root.get("/StructTreeRoot"), 0))
    for page in pdf.pages:
        number = page.objgen[0]
        page.contents_coalesce()

        def marked(found: re.Match[bytes], number: int = number) -> bytes:
            if (number, int(found[1])) in known:
                return found[0]
            return b"/Artifact BMC"

        page.Contents = pdf.make_stream(_MARKED.sub(marked, page.Contents.read_bytes()))


def _held(node: object, page: int) -> Iterator[Place]:
    """The marked contents below `node`, whose page is `page` unless it names another."""
    if isinstance(node, int):
        yield page, int(node)
    elif isinstance(node, pikepdf.Array):
        for child in node:
            yield from _held(child, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = node["/Pg"].objgen[0] if "/Pg" in node else page
        if "/MCID" in node:
            yield page, int(node["/MCID"])
        elif "/K" in node:
            yield from _held(node["/K"], page)
