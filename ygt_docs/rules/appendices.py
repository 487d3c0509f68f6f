"""Appendices (附件, 7.3.4, 7.3.7): names, titles, and references to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Appendix, Notice
from ygt_docs.problems import Problems
from ygt_docs.rules.written import Line, find_all, joined_title, place_at, printed_lines

_STOPS = "。，；：、,.;:！？!?"
_NUMBERED = re.compile(r"附件[0-9一二三四五六七八九十]*[：:.．、]?|[0-9]{1,2}[.．、](?![0-9])")
_PROMISE = re.compile(r"(?:详见|参见|见)附件[0-9]{0,2}")
_REFERENCE = re.compile(r"附件([0-9]{1,2})(?![0-9])")


def check_appendices(document: Document, problems: Problems) -> None:
    """Each appendix, and each number under which the text names one."""
    for appendix in find_all(document.notice, Appendix):
        _check_name(appendix, problems)
    _check_references(document, problems)


def _check_name(appendix: Appendix, problems: Problems) -> None:
    name = appendix.name
    if name[-1:] in _STOPS:
        problems.add("T131", name.place, strength="应", clause="7.3.4", found=name, right=name.rstrip(_STOPS))
    numbered = _NUMBERED.match(name)
    if numbered and numbered.end() < len(name):
        problems.add("T132", name.place, strength="应", clause="7.3.4", found=name, right=name[numbered.end() :])
    if appendix.title and joined_title(appendix.title) != name:
        title = joined_title(appendix.title)
        problems.add("T130", title.place, strength="应", clause="7.3.7", name=name, title=title)


def _check_references(document: Document, problems: Problems) -> None:
    """附件3 where there are only two; a text without appendices may speak of those of another."""
    notice = document.notice
    most = max(len(notice.appendices), len(notice.promulgated.appendices) if notice.promulgated else 0)
    if not most:
        _check_promises(notice, problems)
        return
    for line in _text_lines(notice):
        for match in _REFERENCE.finditer(line.text):
            if int(match[1]) > most:
                problems.add("T133", place_at(line.text, match.start()), found=f"附件{match[1]}", most=most)


def _check_promises(notice: Notice, problems: Problems) -> None:
    """详见附件 where there is none; a mere 附件2 may be that of another document."""
    for line in printed_lines(notice):
        match = _PROMISE.search(line.text)
        if match:
            problems.add("T134", place_at(line.text, match.start()), found=match[0])


def _text_lines(notice: Notice) -> Iterable[Line]:
    names = {appendix.name for appendix in find_all(notice, Appendix)}
    return (line for line in printed_lines(notice) if line.text not in names)
