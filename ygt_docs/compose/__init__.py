"""From a Document to the Flow: what stands on paper, in which order, with every number and every line of the title."""

from ygt_docs.compose.separate import Volume, compose_volume, sent_apart, volumes
from ygt_docs.compose.whole import compose

__all__ = ["Volume", "compose", "compose_volume", "sent_apart", "volumes"]
