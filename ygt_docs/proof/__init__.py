"""Finished files, opened again and measured against what they were made from."""

from ygt_docs.proof.checking import UNREADABLE, check_docx, check_pdf, held_against_the_standard, once, prove
from ygt_docs.proof.docx_check import verify_docx
from ygt_docs.proof.pdf_check import verify_pdf

__all__ = [
    "UNREADABLE",
    "check_docx",
    "check_pdf",
    "held_against_the_standard",
    "once",
    "prove",
    "verify_docx",
    "verify_pdf",
]
