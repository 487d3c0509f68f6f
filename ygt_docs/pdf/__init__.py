"""Flow → HTML → PDF (WeasyPrint)."""

import ctypes.util
import importlib
import sys


def _load_engine() -> None:
    """Load WeasyPrint; on Linux without a search for each of its libraries by name.

    It tries several names for a library, those of Windows first, and for every name that is none three programs of the
    system (ldconfig, gcc, ld) are asked what it could mean: that took a third of the time of loading it. The name that
    Linux itself opens is among them, so nobody has to be asked.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = search


_load_engine()

from ygt_docs.pdf.copies import digits_of, write_copies, wrong_copies  # noqa: E402 - what they import loads the engine
from ygt_docs.pdf.finish import attach  # noqa: E402
from ygt_docs.pdf.layout import LaidOut, lay_out  # noqa: E402
from ygt_docs.pdf.pictures import bitmaps  # noqa: E402

__all__ = ["LaidOut", "attach", "bitmaps", "digits_of", "lay_out", "write_copies", "wrong_copies"]
