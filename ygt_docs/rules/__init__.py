"""Text rules (文字规则): what can be known to be wrong in a document before it is laid out."""

from ygt_docs.rules.checker import check

__all__ = ["check"]
