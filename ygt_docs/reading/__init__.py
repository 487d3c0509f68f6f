"""The one YAML loader: text as typed, with places; whatever YAML would swallow silently becomes one clear error."""

from ygt_docs.reading.builder import MarkedList, MarkedMap, Node, Unread
from ygt_docs.reading.loader import parse_tree, read_text_file, read_tree
from ygt_docs.reading.text import Text, place_of

__all__ = ["MarkedList", "MarkedMap", "Node", "Text", "Unread", "parse_tree", "place_of", "read_text_file", "read_tree"]
