"""What a notice says: its model, and the reader of content/."""

from ygt_docs.notice.document import Document
from ygt_docs.notice.loader import Content, LoadedDocument, load_content

__all__ = ["Content", "Document", "LoadedDocument", "load_content"]
