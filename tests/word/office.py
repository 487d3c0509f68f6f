"""What stands on the pages of a printed .docx; the LibreOffice that prints is `ygt_docs.parity.office`."""

from __future__ import annotations

from pathlib import Path

import pdfplumber

from ygt_docs.parity.office import Office

__all__ = ["Office", "characters", "lines", "page_count"]


def characters(pdf: Path, page: int) -> list[dict[str, object]]:
    """The characters of page `page` (from 1) with their boxes in points from the upper left corner."""
    with pdfplumber.open(pdf) as document:
        return list(document.pages[page - 1].chars)


def page_count(pdf: Path) -> int:
    """How many pages the file has."""
    with pdfplumber.open(pdf) as document:
        return len(document.pages)


def lines(pdf: Path, page: int) -> list[str]:
    """The lines of page `page` from top to bottom: characters that share a baseline, from left to right."""
    rows: dict[float, list[dict[str, object]]] = {}
    for character in characters(pdf, page):
        baseline = round(float(character["matrix"][5]))  # type: ignore[index]
        rows.setdefault(next((known for known in rows if abs(known - baseline) < 3), baseline), []).append(character)
    return [
        "".join(str(item["text"]) for item in sorted(row, key=lambda item: item["x0"]))  # type: ignore
        for _, row in sorted(rows.items(), reverse=True)
    ]
