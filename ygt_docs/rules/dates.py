"""Dates of the document that contradict each other."""

from __future__ import annotations

from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.rules.written import day_of_issue


def check_dates(document: Document, problems: Problems) -> None:
    """Printed or published before it was issued."""
    notice = document.notice
    issued = day_of_issue(notice)
    if issued is None:
        return
    words = {"issued": issued.isoformat()}
    printed = notice.imprint.printed_on if notice.imprint else None
    if printed is not None and printed < issued:
        problems.add("T103", document.locate("版记", "印发日期"), found=printed.isoformat(), **words)
    published = notice.disclosure.published_on if notice.disclosure else None
    if published is not None and published < issued:
        problems.add("T104", document.locate("信息公开", "发布日期"), found=published.isoformat(), **words)
