"""What the files of a document's output folder are called."""

from __future__ import annotations

REPORT = "report.json"
MANIFEST = ".manifest.json"
FIRST_PAGE = "page-1.png"
BUG_LOG = "error-log.txt"
INDEX = "index.html"
STAGING = ".staging"
LOCK = ".lock"

_MARKED, _SAMPLE, _EDITED = "待改", "样稿", "手改"
_SUFFIXES = (".docx", ".pdf")


def output_name(name: str, suffix: str, marked: bool) -> str:
    """`name.docx`, or `name.待改.docx` for a document that must be mended; `suffix` begins with a dot."""
    return f"{name}.{_MARKED}{suffix}" if marked else f"{name}{suffix}"


def sample_name(name: str) -> str:
    """`name.样稿.pdf`: the PDF with seal pictures, to look at only."""
    return f"{name}.{_SAMPLE}.pdf"


def edited_name(name: str, number: int) -> str:
    """`name.手改.docx`: a Word file that somebody changed by hand; from the second on with its `number`."""
    return f"{name}.{_EDITED}{number if number > 1 else ''}.docx"


def is_document_file(name: str, file: str) -> bool:
    """True for a Word or PDF file that a build of `name` makes, good or marked."""
    made = {output_name(name, suffix, marked) for suffix in _SUFFIXES for marked in (False, True)}
    return file in made | {sample_name(name)}


def is_ours(name: str, file: str) -> bool:
    """True for every file that a build of `name` makes; anything else in the folder belongs to the user."""
    return file in {REPORT, MANIFEST, FIRST_PAGE, BUG_LOG} or is_document_file(name, file)
