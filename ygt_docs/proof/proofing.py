"""The proof (成品检查): any .docx or .pdf, ours or not, measured against GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import replace

from ygt_docs.compose.flow import Flow, Paragraph, Table
from ygt_docs.docfiles.carried import Use
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.problems import Place, Problem, Problems
from ygt_docs.proof import clauses
from ygt_docs.proof.docx_facts import docx_facts
from ygt_docs.proof.facts import Facts, Kind
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
