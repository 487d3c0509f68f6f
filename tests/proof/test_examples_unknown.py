"""Our own files, proved as if a stranger had made them: the elements are recognised, and nothing false is said."""

from __future__ import annotations

import pytest

from tests.examples import made
from ygt_docs.compose.flow import Role
from ygt_docs.problems import Problems
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind
from ygt_docs.proof.pdf_facts import pdf_facts

_NAMES = ["four-organs", "letter", "meeting", "order", "plan", "request", "training"]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", _NAMES)
def test_nothing_false_is_said(name: str, kind: Kind) -> None:
    """Joint marks, three signatories, letters and orders: no 错误, no 警告, and every element is recognised."""
    _, docx, pdf = made(f"yunxi-2026-{name}")
    found = prove(docx if kind is Kind.WORD else pdf, kind)
    assert [str(item) for item in found if item.severity != "提示" or item.code == "D901"] == []


def test_names_in_a_grid_are_known_on_paper() -> None:
    """The PDF of eight sealed organs is told line by line, so that every element of it is measured."""
    result, _, pdf = made("yunxi-2026-eight-organs")
    facts = pdf_facts(pdf, Problems(), result.flow)
    assert facts is not None
    assert facts.known
    assert result.flow is not None
    names = "".join(para.bare for para in facts.of(Role.JOINT_SIGN_OFF))
    assert sorted(names) == sorted("".join(
        paragraph.text for paragraph in result.flow.paragraphs() if paragraph.role is Role.JOINT_SIGN_OFF))
    assert [para.bare for para in facts.of(Role.DATE)] == ["2026年9月23日"]


def test_a_grid_of_another_document_is_not_taken_for_known() -> None:
    """Where a name of the grid is not the one that was composed, nothing is known of the lines."""
    result, _, _ = made("yunxi-2026-eight-organs")
    _, _, other = made("yunxi-2026-four-organs")
    facts = pdf_facts(other, Problems(), result.flow)
    assert facts is not None
    assert not facts.known
