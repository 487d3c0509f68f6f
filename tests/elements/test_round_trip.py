"""What compose prints is read back as the same element, by the proof and by import: every element, kind and format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.compose.documents import composed
from tests.special import LETTER, MINUTES, ORDER
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow, Role
from ygt_docs.elements.formats import PLAIN_KINDS, Format, Kind, layout_of_kind
from ygt_docs.elements.number import LONGEST_CODE
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.intake import import_file
from ygt_docs.notice import load_content
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.proof.docx_facts import docx_facts
from ygt_docs.word import render

_BODY = {
    "导语": "现就秋收工作通知如下，请认真贯彻执行。\n各乡镇要压实责任，逐村逐户摸清情况，抓紧抢收抢种，确保颗粒归仓。\n"
}
_NUMBER = {"年份": "2026", "顺序号": "15"}
_UPWARD = {"文种": "请示", "标题": ["青禾县人民政府关于解决秋收资金的请示"], "主送机关": ["市人民政府"]}
_IMPRINT = {"抄送": ["县委办公室", "县人大常委会办公室"], "印发机关": "青禾县人民政府办公室", "印发日期": "2026-09-02"}
# Elements that a file does not tell apart: who signs, by himself or in a grid, and what is text.
_ALIKE = {
    Role.JOINT_SIGN_OFF: Role.SIGN_OFF,
    Role.REMARK: Role.PARAGRAPH,
    Role.CONTACT: Role.PARAGRAPH,
    Role.UPWARD_NUMBER: Role.NUMBER,
}
# A list of people that is cut before a name, in the middle of 县财政局陈立, is no case of these: a Word file that says
# so is not told from one with two paragraphs (docs/how-a-notice-is-built.md).
_MINUTES = MINUTES | {"纪要": MINUTES["纪要"] | {"列席": ["县财政局陈立", "县水利局周明", "县农业农村局李溪"]}}
# What stands in no paragraph of text.
_NO_TEXT = (Role.BLANK, Role.MASTHEAD_RULE)


def _code(length: int) -> dict[str, Any]:
    return {"发文字号": {"机关代字": ("云溪县安全生产委员会办公室" * 2)[: length - 1] + "发", **_NUMBER}}


ELEMENTS: dict[str, dict[str, Any]] = {
    "least": {},
    "code of one character": {"发文字号": {"机关代字": "函", **_NUMBER}},
    "code of two": {"发文字号": {"机关代字": "青政", **_NUMBER}},
    "code of fourteen": _code(14),
    "code of sixteen": _code(16),
    "longest code": _code(LONGEST_CODE),
    "draft": {"发文字号": {"机关代字": "青政", "年份": "2026"}},
    "first of the year": {"成文日期": "2026-01-01"},
    "last of the year": {"成文日期": "2026-12-31"},
    "copy number": {"份号": "000001"},
    "secret": {"份号": "000001", "密级": "机密", "保密期限": "1年"},
    "confidential for months": {"份号": "000001", "密级": "秘密", "保密期限": "6个月"},
    "secret for days": {"份号": "000001", "密级": "秘密", "保密期限": "10日"},
    "until an event": {"份号": "000001", "密级": "秘密", "保密期限": "公布前"},
    "top secret": {"份号": "000001", "密级": "绝密", "保密期限": "长期"},
    "secret without a period": {"份号": "000001", "密级": "机密"},
    "express": {"紧急程度": "特急"},
    "urgent": {"紧急程度": "加急"},
    "all three": {"份号": "000001", "密级": "机密", "保密期限": "1年", "紧急程度": "加急"},
    "one signatory": {**_UPWARD, "签发人": ["田丰"]},
    "three signatories": {**_UPWARD, "签发人": ["田丰", "欧阳谷满", "麦黄"]},
    "addressees": {"主送机关": ["各乡镇人民政府、街道办事处", "县直有关单位"]},
    "note under the title": {"题注": ["2026年9月1日青禾县人民政府第12次常务会议通过"]},
    "note in two lines": {"题注": ["2026年9月1日青禾县人民政府第12次常务会议通过", "自2026年10月1日起施行"]},
    "annotation": {"附注": "此件公开发布"},
    "imprint": {"版记": _IMPRINT},
    "headings": {"正文": {"导语": "一、抓好秋收\n（一）备好机具\n1.收割机\n2.拖拉机\n（二）备好场地\n二、抓好秋种\n"}},
    "appendices": {"附件": [{"名称": "秋收安排", "正文": _BODY}, {"名称": "秋种安排", "正文": _BODY}]},
    "promulgated": {
        "标题": ["青禾县人民政府关于印发《青禾县秋收工作方案》的通知"],
        "印发件": {
            "标题": ["青禾县秋收工作方案"],
            "题注": ["2026年9月1日青禾县人民政府第12次常务会议通过"],
            "正文": _BODY,
        },
    },
    "letter": LETTER,
    "letter with its first elements": {
        **LETTER,
        "份号": "000001",
        "密级": "秘密",
        "保密期限": "1年",
        "紧急程度": "特急",
    },
    "order": ORDER,
    "minutes": _MINUTES,
}


def _of_kind(kind: Kind) -> dict[str, Any]:
    """A document of `kind` that names no format."""
    if kind in (Kind.ORDER, Kind.MINUTES):
        return {Kind.ORDER: ORDER, Kind.MINUTES: _MINUTES}[kind]
    if kind is Kind.OTHER:
        return {
            "文种": "其他",
            "文种名": "答复",
            "标题": ["青禾县人民政府关于供水问题的答复"],
            "主送机关": ["县直有关单位"],
            "正文": _BODY,
        }
    signed = {"签发人": ["田丰"]} if kind in (Kind.REQUEST, Kind.REPORT, Kind.PROPOSAL) else {}
    title = f"青禾县人民政府关于秋收工作的{kind}"
    return {"文种": str(kind), "标题": [title], "主送机关": ["县直有关单位"], "正文": _BODY, **signed}


CASES = ELEMENTS | {f"kind {kind}": _of_kind(kind) for kind in Kind if kind not in PLAIN_KINDS}


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The declared faces."""
    return load_fonts(project, Problems())


def elements(flow: Flow) -> list[tuple[Role, str]]:
    """Role and text of everything that prints, by what a file tells apart; spaces and tabs are places, no text."""
    found = []
    for paragraph in flow.paragraphs():
        text = _closed(paragraph.text)
        if text and paragraph.role not in _NO_TEXT:
            found.append((_ALIKE.get(paragraph.role, paragraph.role), text))
    return found


def _closed(text: str) -> str:
    return "".join(text.split())


def recognised(docx: bytes) -> list[tuple[Role | None, str]]:
    """What the proof recognises in a file of which it knows nothing."""
    facts = docx_facts(docx, Problems())
    assert facts is not None
    found: list[tuple[Role | None, str]] = []
    for para in facts.paras:
        role = None if para.role is None else _ALIKE.get(para.role, para.role)
        found.append((role, _closed(para.bare)))
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_proof_recognises_what_is_printed(name: str, project: Project, fonts: Fonts) -> None:
    """Every element of the Word file is that element to somebody who knows only the file."""
    flow, _ = composed(**{"正文": _BODY, **CASES[name]})
    assert recognised(render(flow, fonts, project)) == elements(flow)


# A title that ends in no kind of the regulation says nothing of its own: import takes it for a 文稿, with a doubt.
@pytest.mark.parametrize("name", [name for name in CASES if name != f"kind {Kind.OTHER}"])
def test_import_reads_what_is_printed(name: str, tmp_path: Path, project: Project, fonts: Fonts) -> None:
    """The Word file, imported, prints the same elements, and every character of it is accounted for."""
    flow, _ = composed(**{"正文": _BODY, **CASES[name]})
    (tmp_path / "built.docx").write_bytes(render(flow, fonts, project))
    result = import_file(tmp_path / "built.docx", "again", tmp_path / "content", project)
    assert result.account.agrees
    (read,) = load_content(tmp_path / "content", project, only="again").documents
    assert read.document is not None, [str(item) for item in read.problems]
    assert elements(compose(read.document, Decisions(), Problems())) == elements(flow)


def test_every_kind_and_format_is_tried() -> None:
    """No official kind and no format of the standard is left out."""
    kinds = {case.get("文种", "通知") for case in CASES.values()}
    assert kinds == {str(kind) for kind in Kind if kind not in PLAIN_KINDS}
    formats = {layout_of_kind(kind).format for kind in kinds}
    assert formats == {Format.DOCUMENT, Format.LETTER, Format.ORDER, Format.MINUTES}
