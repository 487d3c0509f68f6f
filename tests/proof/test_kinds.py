"""Forwarded documents and speeches: right files of unknown source are silent, and what is moved or gone is seen."""

from __future__ import annotations

import pytest

from tests.examples import made
from tests.proof.test_elements_guarded import Place, aside, changed, flow_of, lower, noticed, removed
from ygt_docs.compose.flow import Paragraph, Role
from ygt_docs.fonts import Fonts
from ygt_docs.project import Project
from ygt_docs.proof.checking import prove
from ygt_docs.proof.facts import Kind

FORWARDING = "yunxi-2026-forwarding"
NAMES = [FORWARDING, *(f"yunxi-2026-{name}" for name in ("speech", "announcement", "penalty", "appointments"))]


@pytest.mark.parametrize("name", NAMES)
def test_a_right_file_of_unknown_source_is_silent(name: str) -> None:
    """What stands behind the date of a forwarding notice, and under the title of a speech, is known for what it is."""
    _, docx, pdf = made(name)
    found = [*prove(docx, Kind.WORD), *prove(pdf, Kind.PDF)]
    assert [str(item) for item in found if item.code != "D912"] == []  # D912 says what nothing is held against


def last(source: str, role: Role) -> Place:
    """The last paragraph of a role before the imprint."""
    found = [
        Place(source, False, outer, inner)
        for outer, section in enumerate(flow_of(source).sections)
        for inner, block in enumerate(section.blocks)
        if isinstance(block, Paragraph) and block.role is role
    ]
    return found[-1]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", [Role.ADDRESSEES, Role.SIGN_OFF, Role.DATE, Role.FORWARDED_NUMBER])
def test_parts_of_a_forwarded_document_are_guarded(role: Role, kind: Kind, fonts: Fonts, project: Project) -> None:
    """Its addressees, number, sign-off and date cannot go or stand a line lower without a word."""
    flow, place = flow_of(FORWARDING), last(FORWARDING, role)
    for way in (removed, lower):
        assert noticed(flow, changed(flow, place, way), kind, fonts, project), way.__name__


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", [Role.SUBTITLE, Role.MANUSCRIPT_DATE, Role.AUTHOR, Role.ADDRESSEES])
def test_lines_under_the_title_of_a_speech_are_guarded(role: Role, kind: Kind, fonts: Fonts, project: Project) -> None:
    """None of them can go, or stand aside."""
    source = NAMES[1]
    flow, place = flow_of(source), last(source, role)
    for way in (removed, aside):
        assert noticed(flow, changed(flow, place, way), kind, fonts, project), way.__name__
