"""What a golden holds of one example (样张): its model, its HTML, its Word parts and its pages, as text."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.fonts import load_fonts
from ygt_docs.golden.layout import layout_text
from ygt_docs.golden.make import make_document, read_document
from ygt_docs.golden.xml_text import word_text
from ygt_docs.notice import Document
from ygt_docs.pdf.html import page
from ygt_docs.placing import place
from ygt_docs.problems import Problem, Problems, Severity
from ygt_docs.project import Project

MODEL, HTML, WORD, LAYOUT = FILES = ("model.json", "page.html", "word.txt", "layout.txt")


@dataclass(frozen=True)
class Artefacts:
    """The texts of one example by file name, the PDFs they were read from (for pictures; separate appendices, 另册,
    behind the document itself), and the errors for which it must not be issued as it is."""

    texts: Mapping[str, str]
    pdfs: tuple[bytes, ...]
    errors: tuple[Problem, ...] = ()


def artefacts(name: str, content: Path, project: Project) -> Artefacts:
    """The example `name` of `content`, made afresh. Raises UserError where it cannot be read or laid out."""
    document, _ = read_document(name, content, project)
    with tempfile.TemporaryDirectory() as folder:
        made = make_document(name, content, project, Path(folder))
        words = tuple(path.read_bytes() for path in made.files if path.suffix == ".docx")
        pdfs = tuple(path.read_bytes() for path in made.files if path.suffix == ".pdf")
    assert made.flow is not None  # both files were written
    html = page(place(made.flow, load_fonts(project, Problems())), project)
    texts = {
        MODEL: model_text(document),
        HTML: html,
        WORD: "".join(map(word_text, words)),
        LAYOUT: "".join(map(layout_text, pdfs)),
    }
    return Artefacts(texts, pdfs, tuple(item for item in made.problems if item.severity is Severity.ERROR))


def model_text(document: Document) -> str:
    """What the example says, with its organs, under the keys of its YAML; what is absent is left out."""
    notice, *organs = (
        item.model_dump(mode="json", by_alias=True, exclude_none=True) for item in (document.notice, *document.organs)
    )
    plain = {"公文": notice, "机关": organs}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
