"""Rows that stay with the next one (与下一行同页): LibreOffice prints the heading row of a group at the foot of a page.

Word keeps a row whose paragraphs all say *keep with next* on the page of the row after it; LibreOffice knows no such
rows. In the copy that is printed each run of them has a colour of its own; where one is the last thing of a page, the
table is parted before it, with its head repeated on the new page as Word repeats it, and the copy is printed again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from lxml import etree

from ygt_docs.docfiles.pdf_text import Character
from ygt_docs.parity.copied import PARAGRAPHS, Element, stated_by, styles_of

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _STYLE, _TEXT, _TABLE = (f"{{{_OASIS}:{name}:1.0}}" for name in ("office", "style", "text", "table"))
_FO = f"{{{_OASIS}:xsl-fo-compatible:1.0}}"
_NAME = "对照同页"
_FIRST_COLOUR = 0x010101
_SAME_LINE = 1.0  # points


def _within(row: Element, rows: int) -> Iterator[Element]:
    """The paragraphs of `row` in cells over no more than `rows` rows.

    A cell that reaches into the row after a run may be the last thing of a page although that row stands there too.
    """
    for cell in row.iterchildren(_TABLE + "table-cell"):
        if int(cell.get(_TABLE + "number-rows-spanned", "1")) <= rows:
            yield from cell.iter(*PARAGRAPHS)


class KeptRows:
    """The runs of kept rows of a flat OpenDocument text, each in a colour of its own that no text of ours has.

    A run at the head of its table is left alone: what stands before the table is kept with it.
    """

    def __init__(self, flat: bytes) -> None:
        self.root = etree.fromstring(flat, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        self._styles = styles_of(self.root)
        self._begins = {f"{_FIRST_COLOUR + index:06x}": rows for index, rows in enumerate(self._runs())}
        for colour, rows in self._begins.items():
            for left, row in zip(range(len(rows), 0, -1), rows, strict=True):
                for paragraph in _within(row, left):
                    self._colour(paragraph, colour)

    def __bool__(self) -> bool:
        return bool(self._begins)

    def flat(self) -> bytes:
        """The text as it is now."""
        return bytes(etree.tostring(self.root, encoding="UTF-8", xml_declaration=True))

    def part(self, pages: Sequence[Sequence[Character]]) -> bool:
        """Part the table of the first run that is the last thing of one of `pages`; whether there was one."""
        for characters in pages:
            foot = max((item.baseline for item in characters), default=0.0)
            for colour in {item.colour.lower() for item in characters if foot - item.baseline < _SAME_LINE}:
                if colour in self._begins:
                    self._part_before(self._begins.pop(colour)[0])
                    return True
        return False

    def _runs(self) -> Iterator[list[Element]]:
        for table in self.root.iter(_TABLE + "table"):
            rows = table.findall(_TABLE + "table-row")
            run: list[Element] = []
            for row in rows:
                if self._is_kept(row):
                    run = [*run, row]
                    continue
                if run and run[0] is not rows[0]:
                    yield run
                run = []

    def _is_kept(self, row: Element) -> bool:
        paragraphs = list(row.iter(*PARAGRAPHS))
        return bool(paragraphs) and all(
            stated_by(
                self._styles,
                "paragraph",
                item.get(_TEXT + "style-name"),
                "paragraph-properties",
                _FO + "keep-with-next",
            )
            == "always"
            for item in paragraphs
        )

    def _colour(self, paragraph: Element, colour: str) -> None:
        style = etree.Element(
            _STYLE + "style",
            {_STYLE + "name": f"{_NAME}{colour}{len(self._automatic())}", _STYLE + "family": "paragraph"},
        )
        own = self._styles.get(("paragraph", paragraph.get(_TEXT + "style-name")))
        if own is not None and own.getparent() is self._automatic():
            style = copy.deepcopy(own)
            style.set(_STYLE + "name", f"{_NAME}{colour}{len(self._automatic())}")
        elif own is not None:
            style.set(_STYLE + "parent-style-name", own.get(_STYLE + "name"))
        text = style.find(_STYLE + "text-properties")
        if text is None:
            text = etree.SubElement(style, _STYLE + "text-properties")
        text.set(_FO + "color", f"#{colour}")
        self._automatic().append(style)
        paragraph.set(_TEXT + "style-name", style.get(_STYLE + "name"))

    def _automatic(self) -> Element:
        return self.root.find(_OFFICE + "automatic-styles")

    def _part_before(self, row: Element) -> None:
        table = row.getparent()
        second = etree.Element(_TABLE + "table", dict(table.attrib))
        name = f"{_NAME}{len(self._automatic())}"
        second.set(_TABLE + "name", name)
        for part in table:
            if part.tag in (_TABLE + "table-column", _TABLE + "table-columns", _TABLE + "table-header-rows"):
                second.append(copy.deepcopy(part))
        second.extend([row, *row.itersiblings(_TABLE + "table-row")])
        second.set(_TABLE + "style-name", self._on_a_new_page(table.get(_TABLE + "style-name"), name))
        table.addnext(second)

    def _on_a_new_page(self, style_name: str | None, name: str) -> str:
        style = copy.deepcopy(styles_of(self._automatic())["table", str(style_name)])
        style.set(_STYLE + "name", name)
        style.find(_STYLE + "table-properties").set(_FO + "break-before", "page")
        self._automatic().append(style)
        return name
