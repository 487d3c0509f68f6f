"""Import (导入): a draft becomes content files, with every character accounted for."""

from ygt_docs.intake.importing import ImportResult, import_file

__all__ = ["ImportResult", "import_file"]
