"""Flow → HTML → PDF (WeasyPrint)."""

from ygt_docs.pdf.layout import LaidOut, lay_out

__all__ = ["LaidOut", "lay_out"]
