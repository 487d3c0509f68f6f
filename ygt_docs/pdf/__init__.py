"""Flow → HTML → PDF (WeasyPrint)."""

from ygt_docs.pdf.copies import digits_of, write_copies, wrong_copies
from ygt_docs.pdf.finish import attach
from ygt_docs.pdf.layout import LaidOut, lay_out
from ygt_docs.pdf.pictures import bitmaps

__all__ = ["LaidOut", "attach", "bitmaps", "digits_of", "lay_out", "write_copies", "wrong_copies"]
