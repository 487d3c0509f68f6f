"""`tasks` of a document that asks for receipts (回执): a sheet to fill in (--xlsx), and what came back (--collect)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import files_typed, output_typed, project_path
from ygt_docs.console.speech import parted
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import command_line, this_project

if TYPE_CHECKING:
    from ygt_docs.console.tasklists import Asked
    from ygt_docs.notice.document import Document
    from ygt_docs.tasklist.receipt_form import ReceiptForm


def asks_for_receipts(asked: Asked) -> bool:
    """Whether the command is about receipts: filled ones are gathered, or a sheet of a document without tasks."""
    if asked.collect:
        return not asked.month
    if not asked.xlsx or len(asked.names) != 1:
        return False
    from ygt_docs.tasklist.items import items_of
    from ygt_docs.tasklist.receipt_form import receipts_of

    document = _loaded(asked, "--xlsx")
    return document is not None and not items_of(document) and bool(receipts_of(document))


def follow(asked: Asked) -> list[Problem]:
    """Do what was asked of the receipts of one document. Raises UserError (L402, L601, N101, N108, …)."""
    option = "--collect" if asked.collect else "--xlsx"
    document = _loaded(asked, option)
    if document is None:
        raise UserError([problem("L201", name=asked.names[0])])
    from ygt_docs.tasklist.receipt_form import receipts_of

    forms = receipts_of(document)
    if not forms:
        place = Place(this_project().shown(document.folder))
        raise UserError([problem("L601", place, name=document.name)])
    if asked.collect:
        return _collect(asked, document, forms)
    return _sheet(asked, document, forms)


def _loaded(asked: Asked, option: str) -> Document | None:
    """The document that was named; None where it cannot be read. Raises WrongUse L402, UserError N101 or N108."""
    from ygt_docs.notice import load_content

    content, project = project_path(asked.content, "content"), this_project()
    if len(asked.names) != 1:
        example = command_line("tasks", "公文名称", *asked.where, option, "回执.xlsx")
        if asked.collect:
            raise WrongUse([problem("L408", example=example)])
        raise WrongUse([problem("L402", option=option, example=example)])
    loaded = load_content(content, project, asked.names[0])
    unknown = []
    for item in loaded.problems:
        if item.code in ("N101", "N108"):
            unknown.append(item)
    if unknown:
        raise UserError(unknown)
    return loaded.documents[0].document


def _sheet(asked: Asked, document: Document, forms: list[ReceiptForm]) -> list[Problem]:
    from ygt_docs.console.tasklists import workbook_path
    from ygt_docs.files import write_atomically
    from ygt_docs.tasklist.receipt_form import receipt_workbook

    path = workbook_path(asked.xlsx)
    write_atomically(path, receipt_workbook(forms))
    asked.say(f"已写入 {this_project().shown(path)}（{'、'.join(form.name for form in forms)}，发下去填）")
    again = command_line("tasks", document.name, *asked.where, "--collect", "收到的回执.docx", "收到的回执.xlsx")
    asked.say(f"收齐以后运行 {again}")
    return []


def _collect(asked: Asked, document: Document, forms: list[ReceiptForm]) -> list[Problem]:
    from ygt_docs.console.task_documents import make
    from ygt_docs.files import write_atomically
    from ygt_docs.tasklist.receipts import collect_receipts, receipt_list, receipt_list_workbook
    from ygt_docs.tasklist.store import Plans

    paths, project = files_typed(parted(asked.collect)), this_project()
    found = collect_receipts(paths, document, forms, project)
    plans = Plans(document.folder.parent, project, [], document.units, Problems())
    if asked.out:
        folder = output_typed(asked.out, plans.content)
    else:
        folder = project.root / "build" / f"{document.name}.回执"
    told = [*found.problems, *make(asked, plans, receipt_list(found, document), folder)]
    if not asked.keep:
        path = folder / "回执汇总.xlsx"
        write_atomically(path, receipt_list_workbook(found, document))
        asked.say(f"已写入 {project.shown(path)}")
    for answers in found.answers:
        asked.say(f"{answers.form.name}：收了 {len(answers.units)} 个单位的，共 {len(answers.rows)} 行。")
    return told
