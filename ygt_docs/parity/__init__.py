"""Word and PDF held to each other (两版对照): LibreOffice lays the Word file out, and its lines are compared."""

from ygt_docs.parity.lines import Parity, compare

__all__ = ["Parity", "compare"]
