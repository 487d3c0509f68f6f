"""What the files of a document's output folder are called."""

from __future__ import annotations

import re

REPORT = "report.json"
MANIFEST = ".manifest.json"
FIRST_PAGE = "page-1.png"
BUG_LOG = "error-log.txt"
INDEX = "index.html"
STAGING = ".staging"
LOCK = ".lock"

_MARKED, _SAMPLE, _EDITED = "待改", "样稿", "手改"
_REST = re.compile(rf"(?:\.附件[0-9]*)?(?:\.{_MARKED})?(?:\.docx|\.pdf)")


def output_name(name: str, suffix: str, marked: bool, volume: str = "") -> str:
    """`name.docx`, or `name.待改.docx` for a document that must be mended; `suffix` begins with a dot.

    `volume` ("": the document itself) is the mark of an appendix that is bound separately: `name.附件2.docx`.
    """
    return ".".join(part for part in (name, volume, _MARKED if marked else "") if part) + suffix


def marked_name(name: str, file: str) -> str:
    """What a good file of `name` is called where the document must be mended; any other `file` as it is."""
    rest = file.removeprefix(name)
    good = is_document_file(name, file) and _MARKED not in rest and file != sample_name(name)
    stem, dot, suffix = file.rpartition(".")
    return f"{stem}.{_MARKED}{dot}{suffix}" if good else file


def sample_name(name: str) -> str:
    """`name.样稿.pdf`: the PDF with seal pictures, to look at only."""
    return f"{name}.{_SAMPLE}.pdf"


def edited_name(name: str, number: int) -> str:
    """`name.手改.docx`: a Word file that somebody changed by hand; from the second on with its `number`."""
    return f"{name}.{_EDITED}{number if number > 1 else ''}.docx"


def is_document_file(name: str, file: str) -> bool:
    """True for a Word or PDF file that a build of `name` makes, good or marked."""
    return file == sample_name(name) or _made_of(name, file)


def _made_of(name: str, file: str) -> bool:
    rest = file.removeprefix(name)
    return rest != file and _REST.fullmatch(rest) is not None


def is_ours(name: str, file: str) -> bool:
    """True for every file that a build of `name` makes; anything else in the folder belongs to the user."""
    return file in {REPORT, MANIFEST, FIRST_PAGE, BUG_LOG} or is_document_file(name, file)
