"""Flow → Placed: every height and distance computed once, before the writers (定位)."""

from ygt_docs.placing.place import PlacedFlow, PlacedSection, page_numbers, place

__all__ = ["PlacedFlow", "PlacedSection", "page_numbers", "place"]
