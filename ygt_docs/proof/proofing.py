"""The proof (成品检查): any .docx or .pdf, ours or not, measured against GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import replace

from ygt_docs.compose.flow import Flow, Paragraph, Table
from ygt_docs.docfiles.carried import Use, carried_in_pdf, carried_in_word
from ygt_docs.docfiles.word_package import open_package
from ygt_docs.problems import Place, Problem, Problems, problem
from ygt_docs.proof import clauses
from ygt_docs.proof.docx_facts import docx_facts
from ygt_docs.proof.facts import Facts, Kind
from ygt_docs.proof.pdf_facts import pdf_facts
from ygt_docs.proof.registry import CHECKS, run_checks

__all__ = ["CHECKS", "clauses", "prove", "read_facts"]  # importing the clauses registers the checks

UNREADABLE = frozenset({"D801", "D805", "V102"})  # the file could not be opened, and nothing of it was measured


def prove(data: bytes, kind: Kind, file: str | None = None, flow: Flow | None = None) -> list[Problem]:
    """What in the file `data` departs from the standard, by page; `flow`: what it was made from (None: not known).

    `file` is named as the place of every finding. A file that cannot be read gives the reason alone (UNREADABLE).
    """
    problems = Problems()
    facts = read_facts(data, kind, problems, flow)
    if facts is not None and flow is not None and not facts.known and not _is_mixed(flow):
        facts = read_facts(data, kind, problems)  # another file than the one that was made from this Flow
    if facts is None:
        return [replace(item, place=Place(file)) for item in problems]
    run_checks(facts, file, problems)
    problems.extend(_active(data, kind, file))
    return problems.sorted()


def _active(data: bytes, kind: Kind, file: str | None) -> list[Problem]:
    """What opens, fetches, runs or sends something when somebody opens the file (D807)."""
    if kind is Kind.PDF:
        carried = carried_in_pdf(data)
    else:
        package = open_package(data, Problems())
        carried = carried_in_word(package.roots) if package is not None else []
    return [problem("D807", Place(file), found=str(item)) for item in carried if item.use is Use.ACTIVE]


def _is_mixed(flow: Flow) -> bool:
    """Whether lines hold pieces of several elements, so that they cannot be told from their text."""
    blocks = [block for section in flow.sections for block in section.blocks]
    return any(not isinstance(block, Paragraph) and not (isinstance(block, Table) and block.ruled) for block in blocks)


def read_facts(data: bytes, kind: Kind, problems: Problems, flow: Flow | None = None) -> Facts | None:
    """What the file shows, with its elements recognised; None where it cannot be read."""
    reader = docx_facts if kind is Kind.WORD else pdf_facts
    return reader(data, problems, flow)
