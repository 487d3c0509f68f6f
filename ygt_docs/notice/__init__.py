"""What a notice says: its model, and the reader of content/."""

from ygt_docs.notice.document import Document
from ygt_docs.notice.loader import Content, LoadedDocument, Survey, load_content, needs_organs, survey

__all__ = ["Content", "Document", "LoadedDocument", "Survey", "load_content", "needs_organs", "survey"]
