"""The one editor of YAML that a person wrote: what changes is written anew, comments, quotes and layout stay."""

from ygt_docs.editing.tree import CannotPlaceError, Key, Keys, List, Map, Node, Scalar, Source, Tree, items_of, new
from ygt_docs.editing.writing import text_of

__all__ = [
    "CannotPlaceError",
    "Key",
    "Keys",
    "List",
    "Map",
    "Node",
    "Scalar",
    "Source",
    "Tree",
    "items_of",
    "new",
    "text_of",
]
