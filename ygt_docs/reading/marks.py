"""Where the parser saw an event (位置). The parser marks all of its events; the class of events alone does not say so."""

from __future__ import annotations

from typing import Protocol

import yaml


class Mark(Protocol):
    """A place in the source: characters from its start, line and column, all from 0."""

    @property
    def index(self) -> int: ...

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


def start_of(event: yaml.Event) -> Mark:
    """Where `event` begins."""
    mark = event.start_mark
    assert mark is not None
    return mark


def end_of(event: yaml.Event) -> Mark:
    """Where `event` ends."""
    mark = event.end_mark
    assert mark is not None
    return mark
