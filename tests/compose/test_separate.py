"""Appendices bound separately (另册, 7.3.7): their own Flow, and what stays in the document."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, document, texts
from ygt_docs.compose import compose, compose_volume, volumes
from ygt_docs.compose.flow import Decisions, Flow, Role
from ygt_docs.problems import Problems
from ygt_docs.profile import AppendixMark, Profile

APPENDICES: list[dict[str, Any]] = [
    {"名称": "秋收分工", "正文": {"导语": "各乡镇负责。"}},
    {"名称": "秋收地块图册", "标题": ["青禾县秋收地块图册"], "正文": {"导语": "图册说明。"}, "另册": "是"},
]


def volume_flow(**changes: Any) -> tuple[Flow, Problems]:
    """The Flow of the one separate appendix of a document with `changes`."""
    made = document(附件=APPENDICES, **changes)
    (volume,) = volumes(made)
    problems = Problems()
    return compose_volume(made, volume, Decisions(), problems), problems


def test_number_and_mark_are_the_first_line() -> None:
    """The document's number stands before the mark; title and text follow as in any appendix."""
    flow, problems = volume_flow()
    assert flow.text() == ["青政〔2026〕9号附件2", "青禾县秋收地块图册", "图册说明。"]
    assert flow.sections[0].blocks[2].text == "青禾县秋收地块图册"  # type: ignore[union-attr]
    assert (flow.imprint, flow.properties.title, codes(problems)) == (None, "青禾县秋收地块图册", [])


def test_the_document_names_it_and_does_not_print_it() -> None:
    """The note names both, the pages hold the first one alone, and the Flow says that one is elsewhere."""
    made = document(附件=APPENDICES)
    flow = compose(made, Decisions(), Problems())
    assert texts(flow, Role.APPENDIX_NOTE) == ["附件：1.秋收分工", "2.秋收地块图册"]
    assert texts(flow, Role.APPENDIX_MARK) == ["附件1"]
    assert (flow.volumes, "图册说明。" in flow.text()) == (1, False)


def test_a_draft_prints_its_open_number() -> None:
    """Without a serial number the line reads 〔2026〕×号附件2."""
    flow, _ = volume_flow(发文字号={"机关代字": "青政", "年份": "2026"})
    assert flow.text()[0] == "青政〔2026〕×号附件2"


def test_a_document_without_a_number_is_told() -> None:
    """The number cannot be printed where there is none (N562)."""
    flow, problems = volume_flow(发文字号=None)
    assert flow.text()[0] == "附件2"
    assert codes(problems) == ["N562"]


@pytest.mark.parametrize(("count", "marks"), [(1, ["附件"]), (2, ["附件1", "附件2"])])
def test_marks_are_those_of_the_note(count: int, marks: list[str]) -> None:
    """A single appendix has no number, several are counted with those that are bound with the text."""
    appendices = [{**APPENDICES[1], "名称": f"图册{number}", "标题": None} for number in range(count)]
    made = document(附件=[{key: value for key, value in item.items() if value} for item in appendices])
    assert [volume.mark for volume in volumes(made)] == marks


def test_the_profile_writes_the_mark() -> None:
    """附件 1 where the house writes it so, on bound and separate appendices; a single one stays 附件, file names close."""
    spaced = Profile(appendix_mark=AppendixMark.SPACED)
    made = document(附件=APPENDICES)
    assert texts(compose(made, Decisions(), Problems(), spaced), Role.APPENDIX_MARK) == ["附件 1"]
    assert [(volume.mark, volume.name) for volume in volumes(made, spaced)] == [("附件 2", "附件2")]
    assert [volume.mark for volume in volumes(document(附件=APPENDICES[1:]), spaced)] == ["附件"]


def test_those_of_a_promulgated_text_count_too() -> None:
    """An appendix of the 印发件 can be bound separately as well."""
    made = document(印发件={"标题": ["秋收方案"], "正文": {"导语": "方案。"}, "附件": APPENDICES})
    assert [volume.mark for volume in volumes(made)] == ["附件2"]
