"""Finished files, opened again and measured against what they were made from."""

from ygt_docs.proof.docx_check import verify_docx
from ygt_docs.proof.pdf_check import verify_pdf

__all__ = ["verify_docx", "verify_pdf"]
