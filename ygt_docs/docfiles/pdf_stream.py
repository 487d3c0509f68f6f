"""What a finished PDF says: the text of its content streams, by the ToUnicode maps of its faces, in the order written.

A reader guesses: it makes up spaces where letters stand wide apart, and tells a run of spaces as one. Whether the text
of a file is the Flow's, character for character, only the streams themselves can tell.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Matrix

_DEEPEST = 8  # forms in forms
_DEEPEST_SHOWN = 30  # readers stop at about 40, and those that do not follow each of them
_OPERATORS = "q Q cm BT Tm Td TD Tf Tj TJ ' \" BDC BMC EMC Do"
_LARGEST_PAGE = 8_000_000  # bytes of operators: the map of a county has some 5 MB
_LARGEST_FILE = 100_000_000
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


@dataclass(frozen=True)
class Written:
    """The text that one operator shows. `left` and `baseline`: where it begins, in points from the upper left corner
    of the page. `mark`: the number of the marked content that it is part of, by which tags name it (None: of none)."""

    text: str
    left: float
    baseline: float
    mark: int | None = None


def held_in(item: Any, key: str) -> pikepdf.Dictionary:
    """The dictionary that `item` holds as `key`; an empty one where it holds none, or anything else."""
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        found = item.get(key)
        if isinstance(found, pikepdf.Dictionary):
            return found
    return pikepdf.Dictionary()


def written_text(pdf: pikepdf.Pdf) -> list[list[Written]]:
    """What is written on each page of `pdf`, in the order of the file. Raises pikepdf.PdfError for damage."""
    found: list[list[Written]] = []
    faces: dict[tuple[int, int], _Codes] = {}  # most pages share them
    for page in pdf.pages:
        found.append(_Reader(page, faces).read())
    return found


def page_text(page: pikepdf.Page) -> list[Written]:
    """What is written on `page`, in the order of the file. Raises pikepdf.PdfError for damage."""
    return _Reader(page, {}).read()


def is_too_large(pdf: pikepdf.Pdf) -> bool:
    """Whether what `pdf` says unpacks to more than a document has, or says a part over and over.

    Measured before anything reads it. Raises pikepdf.PdfError for damage.
    """
    scale = _Scale()
    whole = 0
    for page in pdf.pages:
        size = scale.of(page.obj, page.obj.get("/Contents"), held_in(page.obj, "/Resources"), 0)
        whole += size
        if size > _LARGEST_PAGE or whole > _LARGEST_FILE:
            return True
    return False


class _Scale:
    """How many bytes of operators there are in pages and forms; each form counts as often as it is shown."""

    def __init__(self) -> None:
        self._forms: dict[tuple[int, int], int] = {}
        self._streams: dict[tuple[int, int], int] = {}

    def of(self, shown: Any, contents: Any, resources: Any, depth: int) -> int:
        """The bytes of the page or form `shown`; past the limit, or deep in other forms, anything above the limit."""
        size = 0
        for piece in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(piece, pikepdf.Stream):
                size += self._unpacked(piece)
        forms = held_in(resources, "/XObject")
        if depth > _DEEPEST_SHOWN:
            return _LARGEST_PAGE + 1
        if size > _LARGEST_PAGE or not forms.keys():
            return size
        for operands, _ in pikepdf.parse_content_stream(shown, "Do"):
            form = forms.get(str(operands[0])) if operands else None
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                size += self._form(form, resources, depth + 1)
        return size

    def _form(self, form: pikepdf.Stream, resources: Any, depth: int) -> int:
        if form.objgen not in self._forms:
            self._forms[form.objgen] = 0  # one that shows itself is not shown again
            own = form.get("/Resources", resources)
            self._forms[form.objgen] = self.of(form, form, own, depth)
        return self._forms[form.objgen]

    def _unpacked(self, stream: pikepdf.Stream) -> int:
        """The bytes of one stream, as far as the limit."""
        if stream.objgen not in self._streams:
            data = bytes(stream.read_raw_bytes())
            filters = stream.get("/Filter", [])
            for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
                if str(name) != "/FlateDecode":
                    break
                try:
                    data = zlib.decompressobj().decompress(data, _LARGEST_PAGE + 1)
                except zlib.error:
                    break
            self._streams[stream.objgen] = len(data)
        return self._streams[stream.objgen]


def shown_text(shown: Any, resources: Any, face: str) -> str:
    """The text of the operand `shown` of an operator that shows text, in the face that `resources` calls `face`."""
    return _codes_of(held_in(resources, "/Font").get(face)).text(shown)


def _codes_of(font: Any) -> _Codes:
    said = font.get("/ToUnicode") if isinstance(font, pikepdf.Dictionary) else None
    if not isinstance(said, pikepdf.Stream):
        return _NO_CODES
    size = 2 if font.get("/Subtype") == "/Type0" else 1
    return _Codes(size, dict(_unicode(said.read_bytes())))


def _mark_of(operands: Any) -> int | None:
    """The number of the marked content that BDC begins; None where it has none."""
    properties = operands[-1]
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties["/MCID"])
    return None


class _Reader:
    """Runs the operators of a page that say where text stands and what it is; `faces`: those that were met before."""

    def __init__(self, page: pikepdf.Page, faces: dict[tuple[int, int], _Codes]) -> None:
        self._page = page
        left, _, _, top = map(float, page.mediabox)
        self._corner = left, top
        self._written: list[Written] = []
        self._maps = faces
        self._marks: list[int | None] = []

    def read(self) -> list[Written]:
        self._run(self._page.obj, held_in(self._page.obj, "/Resources"), Matrix(), 0)
        return self._written

    def _run(self, stream: Any, resources: Any, matrix: Matrix, depth: int) -> None:
        saved: list[tuple[Matrix, _Codes]] = []
        line, codes = Matrix(), _NO_CODES
        for operands, operator in pikepdf.parse_content_stream(stream, _OPERATORS):
            name = str(operator)
            if name == "q":
                saved.append((matrix, codes))
            elif name == "Q" and saved:
                matrix, codes = saved.pop()
            elif name == "cm":
                matrix = _matrix(operands) @ matrix
            elif name == "BT":
                line = Matrix()
            elif name == "Tm":
                line = _matrix(operands)
            elif name in ("Td", "TD"):
                line = Matrix().translated(*map(float, operands)) @ line
            elif name == "Tf":
                codes = self._codes(resources, operands[0])
            elif name in ("Tj", "TJ", "'", '"'):
                self._show(codes.text(operands[-1]), line @ matrix)
            elif name in ("BDC", "BMC"):
                self._marks.append(_mark_of(operands))
            elif name == "EMC" and self._marks:
                self._marks.pop()
            elif name == "Do" and depth < _DEEPEST:
                self._form(resources, operands[0], matrix, depth)

    def _show(self, text: str, place: Matrix) -> None:
        left, top = self._corner
        if text:
            mark = self._marks[-1] if self._marks else None
            self._written.append(Written(text, place.e - left, top - place.f, mark))

    def _form(self, resources: Any, name: Any, matrix: Matrix, depth: int) -> None:
        form = held_in(resources, "/XObject").get(str(name))
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            return
        inner = _matrix(form.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ matrix
        self._run(form, form.get("/Resources", resources), inner, depth + 1)

    def _codes(self, resources: Any, name: Any) -> _Codes:
        font = held_in(resources, "/Font").get(str(name))
        key = (0, 0) if font is None else font.objgen
        if key not in self._maps or key == (0, 0):
            self._maps[key] = _codes_of(font)
        return self._maps[key]


@dataclass(frozen=True)
class _Codes:
    """A face's codes of `size` bytes each, and the text each stands for."""

    size: int
    texts: Mapping[int, str]

    def text(self, shown: Any) -> str:
        """The text of a string, or of the strings in an array between which characters are moved."""
        pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
        return "".join(self._one(bytes(piece)) for piece in pieces if isinstance(piece, pikepdf.String))

    def _one(self, raw: bytes) -> str:
        codes = (int.from_bytes(raw[start : start + self.size], "big") for start in range(0, len(raw), self.size))
        return "".join(self.texts.get(code, "\ufffd") for code in codes)


_NO_CODES = _Codes(1, {})


def _matrix(numbers: Any) -> Matrix:
    return Matrix(*map(float, numbers))


def _unicode(data: bytes) -> Iterator[tuple[int, str]]:
    """Each code of a ToUnicode map with its text."""
    for kind, section in _SECTION.findall(data):
        tokens = []
        for match in _TOKEN.finditer(section):
            tokens.append(_token(match))
        if kind == b"bfchar":
            yield from ((int(code, 16), _text(text)) for code, text in zip(tokens[::2], tokens[1::2], strict=False))
        else:
            yield from _ranges(tokens)


def _token(match: re.Match[bytes]) -> bytes:
    if match[1] is None:
        return match[0]
    return b"".join(match[1].split())


def _ranges(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    """Ranges of codes: two ends and the text of the first, or two ends and a text for each in brackets."""
    index = 0
    while index + 2 < len(tokens):
        first, last, text = int(tokens[index], 16), int(tokens[index + 1], 16), tokens[index + 2]
        if text == b"[":
            end = tokens.index(b"]", index)
            yield from zip(range(first, last + 1), map(_text, tokens[index + 3 : end]), strict=False)
            index = end + 1
            continue
        start = _text(text)
        for code in range(first, last + 1):
            yield code, start[:-1] + chr(ord(start[-1]) + code - first)
        index += 3


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
