"""The Flow of whatever a folder of content holds: one document, or a collection of several."""

from __future__ import annotations

from ygt_docs.compose import composer
from ygt_docs.compose.collection import collection
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, Profile


def compose(document: Document, decisions: Decisions, problems: Problems, profile: Profile = STANDARD) -> Flow:
    """The Flow of `document` under `decisions` and `profile`; what is found on the way goes to `problems` (N5xx)."""
    if document.notice.kind is Kind.COLLECTION:
        made = collection
    else:
        made = composer.compose
    return made(document, decisions, problems, profile)
