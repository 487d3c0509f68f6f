"""What a build asks of each file it made (成品核对): it agrees with the Flow, and it keeps to the standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.word_file import WordFile
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Problem
from ygt_docs.proof.docx_check import verify_docx
from ygt_docs.proof.pdf_check import verify_pdf
from ygt_docs.proof.proofing import Finished, prove_opened

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
    "D405": {"T103"},
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
    return verify_docx(file, flow, fonts) + _proof(file, flow)


def check_pdf(data: bytes | PdfFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the PDF `data` differs from `flow` (V2xx) or from the standard (D)."""
    file = PdfFile.of(data)
    return verify_pdf(file, flow, fonts) + _proof(file, flow)


def _proof(file: Finished, flow: Flow) -> list[Problem]:
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
