"""What a YAML file says, every scalar as the text that was typed, every part with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ygt_docs.problems import NOWHERE, Place
from ygt_docs.reading.text import Text

Node = Any  # Text, MarkedMap or MarkedList


class Unread(Text):
    """Stands where something was typed that has been reported already: later stages say nothing more about it."""


class MarkedMap(dict[str, Node]):
    """A mapping with the place of its first character and of each of its keys."""

    def __init__(self, place: Place = NOWHERE, items: Iterable[tuple[Text, Node]] = ()) -> None:
        super().__init__()
        self.place = place
        self._key_places: dict[str, Place] = {}
        for key, value in items:
            self.put(key, value)

    def put(self, key: Text, value: Node) -> None:
        """Set `key`, keeping the place where the key was typed."""
        self[key] = value
        self._key_places[key] = key.place

    def key_place(self, key: str) -> Place:
        """Where `key` was typed; the place of the mapping if it holds no such key."""
        return self._key_places.get(key, self.place)


class MarkedList(list[Node]):
    """A list with the place of its first character."""

    def __init__(self, place: Place = NOWHERE, items: Iterable[Node] = ()) -> None:
        super().__init__(items)
        self.place = place
