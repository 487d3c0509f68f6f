"""All text rules over one document."""

from __future__ import annotations

from ygt_docs.notice.document import Document
from ygt_docs.problems import Problem, Problems
from ygt_docs.profile import STANDARD, with_styles
from ygt_docs.project import Project
from ygt_docs.rules.appendices import check_appendices
from ygt_docs.rules.counted import check_counted
from ygt_docs.rules.days import check_dates, check_days, check_deadlines
from ygt_docs.rules.markup import check_markup
from ygt_docs.rules.masthead import check_masthead, check_number
from ygt_docs.rules.organs import check_organs
from ygt_docs.rules.pairs import check_pairs
from ygt_docs.rules.placeholders import check_placeholders
from ygt_docs.rules.references import check_references
from ygt_docs.rules.signs import check_signs
from ygt_docs.rules.task_lists import check_goals, check_task_lists, check_tasks
from ygt_docs.rules.titles import check_title_length, check_titles

_RULES = (
    check_number,
    check_dates,
    check_titles,
    check_organs,
    check_appendices,
    check_deadlines,
    check_tasks,
    check_task_lists,
    check_days,
    check_markup,
    check_signs,
    check_pairs,
    check_counted,
    check_goals,
    check_masthead,
    check_references,
)


def check(document: Document, project: Project) -> list[Problem]:
    """Every finding of every rule (codes Txxx), by file, line and column; `project` has the starting texts."""
    problems = Problems()
    check_placeholders(document, project.templates, problems)
    check_title_length(document, with_styles(STANDARD, project), problems)
    for rule in _RULES:
        rule(document, problems)
    for member in document.members:  # what is less than an error is told when the member itself is built
        problems.extend(Problems(check(member, project)).errors)
    return problems.sorted()
