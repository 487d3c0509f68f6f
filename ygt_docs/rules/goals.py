"""Indicators (指标): a value and its unit are printed one after the other, so the unit is typed once."""

from __future__ import annotations

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Indicator
from ygt_docs.problems import Problems
from ygt_docs.rules.written import find_all


def check_goals(document: Document, problems: Problems) -> None:
    """75% with the unit % would print 75%%."""
    for indicator in find_all(document.notice, Indicator):
        value, unit = indicator.value, indicator.unit
        if unit and value.endswith(unit):
            problems.add("T174", value.place, value=value, unit=unit, right=value.removesuffix(unit) or "75")
