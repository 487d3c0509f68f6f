"""What a build asks of each file it made (成品核对), and the proof (成品检查) of any .docx or .pdf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.flow import Flow, Paragraph, Table
from ygt_docs.docfiles.carried import Use
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Place, Problem, Problems
from ygt_docs.proof import clauses
from ygt_docs.proof.docx_check import verify_docx
from ygt_docs.proof.docx_facts import docx_facts
from ygt_docs.proof.facts import Facts, Kind
from ygt_docs.proof.pdf_check import verify_pdf
from ygt_docs.proof.pdf_facts import pdf_facts
from ygt_docs.proof.registry import CHECKS, run_checks

__all__ = ["CHECKS", "clauses", "prove", "read_facts"]  # importing the clauses registers the checks

Finished = PdfFile | WordFile
UNREADABLE = frozenset({"D801", "D805", "V102"})  # the file could not be opened, and nothing of it was measured


def prove(data: bytes, kind: Kind, file: str | None = None, flow: Flow | None = None) -> list[Problem]:
    """What in the file `data` departs from the standard, by page; `flow`: what it was made from (None: not known).

    `file` is named as the place of every finding. A file that cannot be read gives the reason alone (UNREADABLE).
    """
    with opened(data, kind) as finished:
        return prove_opened(finished, file, flow)


def opened(data: bytes, kind: Kind) -> Finished:
    """The file `data`, to be read once whatever is asked of it."""
    if kind is Kind.PDF:
        return PdfFile(data)
    return WordFile(data)


def prove_opened(finished: Finished, file: str | None = None, flow: Flow | None = None) -> list[Problem]:
    """:func:`prove` for a file that is open already."""
    problems = Problems()
    facts = read_facts(finished, problems, flow)
    if facts is not None and flow is not None and not facts.known and not _is_mixed(flow):
        facts = read_facts(finished, problems)  # another file than the one that was made from this Flow
    if facts is None:
        return [replace(item, place=Place(file)) for item in problems]
    run_checks(facts, file, problems)
    for item in finished.carried:  # what opens, fetches, runs or sends something when somebody opens the file
        if item.use is Use.ACTIVE:
            problems.add("D807", Place(file), found=str(item))
    return problems.sorted()


def _is_mixed(flow: Flow) -> bool:
    """Whether lines hold pieces of several elements, so that they cannot be told from their text."""
    blocks = [block for section in flow.sections for block in section.blocks]
    return any(not isinstance(block, Paragraph) and not (isinstance(block, Table) and block.ruled) for block in blocks)


def read_facts(finished: Finished, problems: Problems, flow: Flow | None = None) -> Facts | None:
    """What the file shows, with its elements recognised; None where it cannot be read."""
    if isinstance(finished, PdfFile):
        return pdf_facts(finished, problems, flow)
    return docx_facts(finished, problems, flow)


# D113 is what the profile chose, and the report lists it. N501 tells of the draft, with the line where its number is
# typed; which elements there are, the notice itself says; why the file that was just made does not open, and what it
# carries, V1xx and V2xx say in words for who looks after the template.
_SAID_BEFORE = frozenset({"D113", "D805", "D807", "D901", "D903"})

# What a finding on a finished file only shows again, where the code beside it was found in what was typed or laid out.
_EXPLAINED = {
    "D122": {"N592"},
    "D203": {"T193"},
    "D211": {"T186"},
    "D303": {"N520", "N521"},
    "D304": {"N520", "N521"},
    "D309": {"N533", "P110"},
    "D310": {"T143"},
    "D311": {"N510", "N511", "N512", "N513", "N514", "N516"},
    "D312": {"N510", "N511", "N512", "N513", "N514", "N516"},
    "D314": {"T131"},
    "D319": {"N533", "P110"},
    "D323": {"T130"},
    "D405": {"T101", "T103"},
    "D603": {"T192"},
    "D803": {"F303"},
    "V204": {"F303"},
}
_IN_WORD = "在 Word 中"
_OF_THE_TEMPLATE = (
    "版面是程序按模板排的，不用在 Word 中改：改过 templates 的，请模板维护者核对；没有改过的，请告诉维护者"
)


def check_docx(data: bytes | WordFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the .docx `data` differs from `flow` (V1xx) or from the standard (D)."""
    file = WordFile.of(data)
    return verify_docx(file, flow, fonts) + held_against_the_standard(file, flow)


def check_pdf(data: bytes | PdfFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the PDF `data` differs from `flow` (V2xx) or from the standard (D)."""
    file = PdfFile.of(data)
    return verify_pdf(file, flow, fonts) + held_against_the_standard(file, flow)


def held_against_the_standard(file: Finished, flow: Flow) -> list[Problem]:
    """What departs from the standard (D) in a file that was just made from `flow`, but for what is said elsewhere."""
    found: list[Problem] = []
    for item in prove_opened(file, None, flow):
        if item.code not in _SAID_BEFORE:
            found.append(item)
    return found


def once(seen: Sequence[Problem], told: Sequence[Problem]) -> list[Problem]:
    """The findings `seen` in the files of one build that nothing in `told` explains, each once for both files.

    Where both files show the same, the PDF names the page. Its cure lies in the build: what was changed in Word by hand
    would be gone with the next one.
    """
    codes = {item.code for item in told}
    left = [item for item in seen if not codes & _EXPLAINED.get(item.code, set())]
    in_pdf = {item.code for item in left if _is_of_pdf(item)}
    found: list[Problem] = []
    for item in left:
        if not item.code.startswith("D") or item.code not in in_pdf or _is_of_pdf(item):
            found.append(
                replace(item, fix=_OF_THE_TEMPLATE) if item.code.startswith("D") and _IN_WORD in item.fix else item
            )
    return found


def _is_of_pdf(item: Problem) -> bool:
    return (item.place.file or "").endswith(".pdf")
