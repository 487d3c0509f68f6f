"""One small function for each rule of the standard that a file can show; importing a module registers its checks."""

from ygt_docs.proof.clauses import (
    body,
    closing,
    composed,
    emphasis,
    files,
    imprint,
    lines,
    masthead,
    page,
    pictures,
    special,
    tables,
    title,
    turned,
)

__all__ = [
    "body",
    "closing",
    "composed",
    "emphasis",
    "files",
    "imprint",
    "lines",
    "masthead",
    "page",
    "pictures",
    "special",
    "tables",
    "title",
    "turned",
]
