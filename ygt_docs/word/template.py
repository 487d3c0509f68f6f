"""The Word template behind one door: docxtpl, made strict.

docxtpl parses what it printed with a recovering parser, so damage drops text without a word. Here every printed part
is parsed strictly first, and what went wrong is told with the template's name and the paragraph's own text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from ygt_docs.docfiles.archive import Archive, UnsafeFileError
from ygt_docs.docfiles.carried import Carried, Use, carried_in_word
from ygt_docs.docfiles.wml import Element, StyleSheet, local_name, strict_parser, w
from ygt_docs.docfiles.word_package import CONTENT_TYPES, is_drawing, is_xml, kinds_of
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.templating import Sandbox, compiled, require_plain
from ygt_docs.walking import reason
from ygt_docs.word.wml import unknown_properties

_MARKS = re.compile(r"[{}｛｝]")
_SHOWN = 60
MARK_STYLE = "模板标记"
# What an expression in a template can raise besides Jinja's own errors: 1/0, "a" + 1, a list index and the like.
_EXPRESSION_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class WordTemplate(DocxTemplate):
    """A template that prints all of its content or raises UserError with W problems. `shown`: its name in messages."""

    def __init__(self, data: bytes, shown: str) -> None:
        super().__init__(io.BytesIO(data))
        self.place = Place(shown)

    def print(self, context: Mapping[str, object]) -> None:
        """Fill the placeholders with `context` (plain data). Raises UserError for any fault of the template."""
        require_plain(context)
        self.render(dict(context), jinja_env=Sandbox(), autoescape=True)
        faults = Problems()
        for root in self.roots():
            for text in _marks_left(root):
                faults.add("W105", self.place, found=text)
            if any(True for _ in self._mark_paragraphs(root)):
                faults.add("W112", self.place, found=MARK_STYLE)
        if faults.errors:
            raise UserError(faults)

    def _mark_paragraphs(self, root: Element) -> Iterator[Element]:
        """Paragraphs in the style of template marks: docxtpl should have taken them out with their marks."""
        style = StyleSheet(self.docx.styles.element).id_of(MARK_STYLE)
        for paragraph in root.iter(w("p")):
            named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            if style is not None and named is not None and named.get(w("val")) == style:
                yield paragraph

    def roots(self) -> Iterator[Element]:
        """The document and its headers and footers, as they will be saved."""
        yield self.docx.element
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield part.element

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        """Print one part. docxtpl's own version also rewrites `{_{`, tabs and line ends, which is nobody's wish."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        try:
            return str(compiled(source).render(context))
        except (TemplateError, *_EXPRESSION_ERRORS) as error:
            raise UserError([self._explain(error, source)]) from error

    def fix_tables(self, xml: str) -> Element:
        """The printed body, parsed strictly (docxtpl would recover, and drop what it cannot read)."""
        return self._strict(xml)

    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None:  # noqa: N803 - docxtpl's name
        """Put a printed header or footer back, parsed strictly first."""
        self._strict(xml.decode("utf-8"))
        super().map_headers_footers_xml(relKey, xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Nothing: the properties are written from the Flow, never from the template."""

    def _strict(self, xml: str) -> Element:
        try:
            return etree.fromstring(xml.encode("utf-8"), strict_parser())
        except etree.XMLSyntaxError as error:
            line = xml.splitlines()[max((error.lineno or 1) - 1, 0)] if xml else ""
            raise UserError([problem("W104", self.place, found=_plain(line), why=error.msg)]) from error

    def _explain(self, error: Exception, source: str) -> Problem:
        lines = source.splitlines()
        number = error.lineno if isinstance(error, TemplateSyntaxError) else _template_line(error.__traceback__)
        found = _plain(lines[number - 1]) if number and number <= len(lines) else ""
        if isinstance(error, UndefinedError):
            return problem("W103", self.place, found=found, why=error.message)
        code = "W106" if isinstance(error, SecurityError) else "W102"
        return problem(code, self.place, found=found, why=str(error) or type(error).__name__)


def open_template(path: Path, shown: str) -> WordTemplate:
    """The template at `path`, measured before it is opened.

    Raises UserError: W101 where there is no readable .docx, W114 where it carries what no notice needs.
    """
    data, roots, carried = _measured(path, shown)
    strange = []
    for item in carried:
        if item.use is not Use.INERT:
            strange.append(item)
    if strange:
        raise UserError([problem("W114", Place(shown), found=str(item)) for item in strange])
    wrong: list[str] = []
    for name, root in roots.items():
        if name.startswith("word/"):
            wrong += unknown_properties(root)
    if wrong:
        raise UserError([problem("W121", Place(shown), found=item) for item in dict.fromkeys(wrong)])
    template = WordTemplate(data, shown)
    try:
        template.init_docx()
    except (OSError, OpcError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError) as error:
        raise UserError([problem("W101", Place(shown), why=str(error) or type(error).__name__)]) from error
    return template


def left_out(path: Path, shown: str) -> list[Problem]:
    """What the template carries that nobody sees: it does not go into the file that is made (W115)."""
    try:
        carried = _measured(path, shown)[2]
    except UserError:  # said where the template is opened to be printed
        return []
    parts = []
    for item in carried:
        if item.use is Use.INERT:
            parts.append(item.part)
    if parts:
        return [problem("W115", Place(shown), found="、".join(dict.fromkeys(parts)))]
    return []


def _measured(path: Path, shown: str) -> tuple[bytes, dict[str, Element], list[Carried]]:
    """The bytes of the template, its XML parts, and what it carries. Raises UserError (W101)."""
    try:
        data = path.read_bytes()
        archive = Archive(data)
        roots, drawings = {}, {}
        for name, kind in kinds_of(archive.names(), archive.xml(CONTENT_TYPES)).items():
            if is_drawing(name, kind):
                drawings[name] = archive.read(name)
            elif is_xml(name, kind):
                roots[name] = archive.xml(name)
    except OSError as error:
        raise UserError([problem("W101", Place(shown), why=reason(error))]) from error
    except UnsafeFileError as error:
        raise UserError([problem("W101", Place(shown), why=error.why)]) from error
    return data, roots, carried_in_word(roots, drawings)


def _template_line(trace: TracebackType | None) -> int | None:
    """The line of the template that an error came from; Jinja gives its frames the name <template>."""
    number = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            number = trace.tb_lineno
        trace = trace.tb_next
    return number


def _plain(xml_line: str) -> str:
    text = re.sub(r"<[^>]*>", "", xml_line).strip()
    if len(text) <= _SHOWN:
        return text
    return "…" + text[-_SHOWN:]


def _marks_left(root: Element) -> Iterator[str]:
    """The text of every paragraph that still holds a brace: content is not in yet, so the template printed it."""
    for paragraph in root.iter(w("p")):
        text = "".join(node.text or "" for node in paragraph.iter(w("t"), w("instrText")))
        if _MARKS.search(text) and not any(local_name(child) == "txbxContent" for child in paragraph.iter()):
            yield text
