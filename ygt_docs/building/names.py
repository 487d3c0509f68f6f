"""What the files of a document's output folder are called."""

from __future__ import annotations

import re

from ygt_docs.building.outputs import OUTPUTS, Output

REPORT = "report.json"
MANIFEST = ".manifest.json"
FIRST_PAGE = "page-1.png"
BUG_LOG = "error-log.txt"
INDEX = "index.html"
STAGING = ".staging"
LOCK = ".lock"

_MARKED, _SAMPLE, _COPIES, _EDITED, _OLD = "待改", "样稿", "各份", "手改", "旧"


def _kind(output: Output) -> str:
    """The word that tells an output that is made on demand from the document's own files ("": it is one of them)."""
    if output.sample:
        return _SAMPLE
    return _COPIES if output.copies else ""


def _suffixes(kind: str) -> str:
    """An expression for the suffixes of all outputs of that kind."""
    return "|".join(re.escape(output.suffix) for output in OUTPUTS if _kind(output) == kind)


_REST = (
    rf"(?:\.附件[0-9]*)?(?:\.{_MARKED}|\.{_OLD})?(?:{_suffixes('')})"
    rf"|\.附件[0-9]*(?:\.{_OLD})?\.[A-Za-z0-9]{{1,5}}"  # a file that is sent apart (另发)
    rf"|\.{_SAMPLE}(?:\.{_OLD})?(?:{_suffixes(_SAMPLE)})"
    rf"|\.{_COPIES}(?:\.{_OLD})?(?:{_suffixes(_COPIES)})"
)


def file_name(output: Output, name: str, marked: bool, volume: str = "") -> str:
    """What the file `output` of the document `name` is called; `marked` and `volume` as for :func:`output_name`."""
    kind = _kind(output)
    if kind:
        return f"{name}.{kind}{output.suffix}"
    return output_name(name, output.suffix, marked, volume)


def output_name(name: str, suffix: str, marked: bool, volume: str = "") -> str:
    """`name.docx`, or `name.待改.docx` for a document that must be mended; `suffix` begins with a dot.

    `volume` ("": the document itself) is the mark of an appendix that is bound separately: `name.附件2.docx`.
    """
    return ".".join(part for part in (name, volume, _MARKED if marked else "") if part) + suffix


def old_name(file: str) -> str:
    """`name.旧.docx` for `name.docx`: a good file that is kept, since what is current could not be made."""
    stem, dot, suffix = file.rpartition(".")
    if stem.endswith(f".{_OLD}"):
        return file
    return f"{stem}.{_OLD}{dot}{suffix}"


def name_before(file: str) -> str:
    """The name that a good file had before :func:`old_name` (itself for any other)."""
    return re.sub(rf"\.{_OLD}(?=\.[a-z]+$)", "", file)


def is_good(name: str, file: str) -> bool:
    """True for a finished file of `name` without a fault, kept as 旧 or not."""
    return is_document_file(name, file) and f".{_MARKED}." not in file.removeprefix(name)


def marked_name(name: str, file: str) -> str:
    """What a good file of `name` is called where the document must be mended; any other `file` as it is."""
    rest = file.removeprefix(name)
    on_demand = rest.startswith((f".{_SAMPLE}.", f".{_COPIES}."))
    good = is_document_file(name, file) and not on_demand and _MARKED not in rest
    stem, dot, suffix = file.rpartition(".")
    if good:
        return f"{stem}.{_MARKED}{dot}{suffix}"
    return file


def edited_name(name: str, suffix: str, number: int) -> str:
    """`name.手改.docx`: a file that somebody changed by hand; from the second on with its `number`."""
    return f"{name}.{_EDITED}{number if number > 1 else ''}{suffix}"


def is_document_file(name: str, file: str) -> bool:
    """True for a finished file (an output) that a build of `name` makes, good, marked or kept as 旧."""
    rest = file.removeprefix(name)
    return rest != file and re.fullmatch(_REST, rest) is not None


def is_ours(name: str, file: str) -> bool:
    """True for every file that a build of `name` makes; anything else in the folder belongs to the user."""
    return file in {REPORT, MANIFEST, FIRST_PAGE, BUG_LOG} or is_document_file(name, file)
