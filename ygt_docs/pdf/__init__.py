"""Flow → HTML → PDF (WeasyPrint)."""

from ygt_docs.pdf.attach import attach, attached
from ygt_docs.pdf.layout import LaidOut, lay_out

__all__ = ["LaidOut", "attach", "attached", "lay_out"]
