"""Finished files, opened again and measured against what they were made from."""

from ygt_docs.proof.checking import check_docx, check_pdf
from ygt_docs.proof.docx_check import verify_docx
from ygt_docs.proof.pdf_check import verify_pdf
from ygt_docs.proof.proofing import prove

__all__ = ["check_docx", "check_pdf", "prove", "verify_docx", "verify_pdf"]
