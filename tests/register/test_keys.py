"""登记 beside a document: what it may say, and that it prints nothing."""

from __future__ import annotations

import pytest

from tests.register.office import Office
from ygt_docs.notice import load_content


@pytest.mark.parametrize(
    ("typed", "unit", "count"),
    [("云溪镇人民政府 2", "云溪镇人民政府", 2), ("县财政局：1份", "县财政局", 1), ("县第一中学3份", "县第一中学", 3)],
)
def test_copies_are_typed_in_one_word(office: Office, typed: str, unit: str, count: int) -> None:
    """Unit and copies, with a space, a colon or nothing between them."""
    office.notice("甲", more=f"登记:\n  分送:\n    - {typed}\n")
    (loaded,) = load_content(office.content, office.project, "甲").documents
    assert loaded.document is not None
    facts = loaded.document.notice.register_facts
    assert facts is not None
    assert [(item.unit, item.count) for item in facts.copies] == [(unit, count)]


def test_copies_without_a_number_are_asked_for(office: Office) -> None:
    """One message at the place, with an example."""
    office.notice("甲", more="登记:\n  分送: [云溪镇人民政府]\n")
    (loaded,) = load_content(office.content, office.project, "甲").documents
    (found,) = loaded.problems.errors
    assert (found.code, found.place.line, found.place.column) == ("R431", 10, 8)
