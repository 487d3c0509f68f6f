"""Flow → laid-out pages → PDF bytes, and what the pages decide (Decisions)."""

from __future__ import annotations

import datetime
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from weakref import ref

from jinja2 import TemplateError

from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import engine
from ygt_docs.pdf.agreement import check_look
from ygt_docs.pdf.decide import body_is_late, decide
from ygt_docs.pdf.finish import finish
from ygt_docs.pdf.high_rows import check_rows
from ygt_docs.pdf.html import page
from ygt_docs.pdf.pictures import held_pictures
from ygt_docs.pdf.seals import seal_pictures
from ygt_docs.pdf.style import style_sheet
from ygt_docs.placing import PlacedFlow, place
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.templating import template_fault

# WeasyPrint writes PDF/A-3b but for two empty dictionaries, which `finish` removes.
_VARIANT = "pdf/a-3b"
_MANY_PAGES = 200
_EPOCH = datetime.date(1980, 1, 1)
# The last document that was laid out, while its pages are held: the next round of the same one keeps what is the same.
_LAST: ref[engine.Rendered] | None = None


@dataclass(frozen=True)
class LaidOut:
    """A document on its pages.

    `decisions` is what these pages ask for; where it differs from the Flow's own, compose again. `html` and `css`
    are what was laid out.
    """

    decisions: Decisions
    page_count: int
    html: str
    css: str
    problems: Problems
    _date: datetime.date = field(repr=False)
    _rendered: list[engine.Rendered] = field(repr=False)
    _written: list[bytes] = field(default_factory=list, repr=False)

    def write(self) -> bytes:
        """The PDF: tagged, PDF/A-3b, all faces embedded; the same bytes every time.

        What the engine complains of is added to `problems`. The pages are let go then: those of thousands of rows take
        hundreds of megabytes, and what is checked next is the PDF.
        """
        if not self._written:
            with _fixed_time(self._date):
                document = self._rendered[0].document
                data = engine.write(document, self.problems, pdf_variant=_VARIANT, pdf_tags=True)
            self._written.append(finish(data, self._date))
            del document
            self._rendered.clear()
            if self.page_count > _MANY_PAGES:
                gc.collect()  # boxes hold one another
        return self._written[0]


def lay_out(flow: Flow | PlacedFlow, fonts: Fonts, project: Project) -> LaidOut:
    """Lay `flow` out on pages.

    What the engine complains of stands in `LaidOut.problems` (P101). Raises UserError for a fault of the templates
    (P102, P103).
    """
    global _LAST
    problems = Problems()
    placed = place(flow, fonts)
    flow = placed.flow
    try:
        css = style_sheet(flow, fonts, project)
        html = page(placed, project)
    except TemplateError as error:
        raise UserError([_template_problem(error, project)]) from error
    pictures = list(seal_pictures(flow, project).values())
    held = held_pictures(flow, fonts, problems)
    earlier = None if _LAST is None else _LAST()
    rendered = engine.lay_out(html, css, fonts, problems, pictures, held, earlier, pdf_variant=_VARIANT, pdf_tags=True)
    _LAST = ref(rendered)
    document = rendered.document
    check_rows(document, flow, problems)
    decisions = decide(document, flow)
    if decisions == flow.decisions:
        pages = []
        for item in document.pages:
            pages.append(item._page_box)
        check_look(pages, flow, fonts, problems)
        if body_is_late(pages, flow):
            problems.add("P110", strength="应", clause="7.3.3")
    date = flow.properties.date or _EPOCH
    return LaidOut(decisions, len(document.pages), html, css, problems, date, [rendered])


def _template_problem(error: TemplateError, project: Project) -> Problem:
    fault = template_fault(error)
    return problem("P103", Place(project.shown(project.templates / "pdf" / fault.file), fault.line), found=fault.found)


@contextmanager
def _fixed_time(date: datetime.date) -> Iterator[None]:
    """Give WeasyPrint the document's own date: it reads SOURCE_DATE_EPOCH, and nothing else."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
