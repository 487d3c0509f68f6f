"""What a build asks of each file it made (成品核对): it agrees with the Flow, and it keeps to the standard."""

from __future__ import annotations

from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Problem
from ygt_docs.proof.docx_check import verify_docx
from ygt_docs.proof.facts import Kind
from ygt_docs.proof.pdf_check import verify_pdf
from ygt_docs.proof.proofing import prove

# D113 is what the profile chose, and the report lists it. N501 tells of the draft, with the line where its number is
# typed; which elements there are, the notice itself says; why the file that was just made does not open, V1xx says in
# words for who looks after the template.
_SAID_BEFORE = frozenset({"D113", "D805", "D901", "D903"})


def check_docx(data: bytes, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the .docx `data` differs from `flow` (V1xx) or from the standard (D)."""
    return verify_docx(data, flow, fonts) + _proof(data, Kind.WORD, flow)


def check_pdf(data: bytes, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the PDF `data` differs from `flow` (V2xx) or from the standard (D)."""
    return verify_pdf(data, flow, fonts) + _proof(data, Kind.PDF, flow)


def _proof(data: bytes, kind: Kind, flow: Flow) -> list[Problem]:
    return [item for item in prove(data, kind, None, flow) if item.code not in _SAID_BEFORE]
