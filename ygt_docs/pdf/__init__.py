"""Flow → HTML → PDF (WeasyPrint)."""

from ygt_docs.pdf.attach import attach
from ygt_docs.pdf.layout import LaidOut, lay_out

__all__ = ["LaidOut", "attach", "lay_out"]
