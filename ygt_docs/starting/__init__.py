"""A new document: from the starting text of its kind, or from last year's."""

from ygt_docs.starting.like import start_like
from ygt_docs.starting.start import KINDS, Started, start

__all__ = ["KINDS", "Started", "start", "start_like"]
