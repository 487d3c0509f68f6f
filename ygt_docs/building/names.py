"""What the files of a document's output folder are called."""

from __future__ import annotations

REPORT = "report.json"
MANIFEST = ".manifest.json"
FIRST_PAGE = "page-1.png"
BUG_LOG = "error-log.txt"
INDEX = "index.html"
STAGING = ".staging"
LOCK = ".lock"

_MARKED = "待改"
_SUFFIXES = (".docx", ".pdf")


def output_name(name: str, suffix: str, marked: bool) -> str:
    """`name.docx`, or `name.待改.docx` for a document that must be mended; `suffix` begins with a dot."""
    return f"{name}.{_MARKED}{suffix}" if marked else f"{name}{suffix}"


def is_document_file(name: str, file: str) -> bool:
    """True for a Word or PDF file that a build of `name` makes, good or marked."""
    return file in {output_name(name, suffix, marked) for suffix in _SUFFIXES for marked in (False, True)}


def is_ours(name: str, file: str) -> bool:
    """True for every file that a build of `name` makes; anything else in the folder belongs to the user."""
    return file in {REPORT, MANIFEST, FIRST_PAGE, BUG_LOG} or is_document_file(name, file)
