"""Mastheads of clause 7.2 in the .docx: the same places as in the PDF, through LibreOffice, and nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.mastheads import faults, joint, settled, upward
from tests.pdf.measure import pixels, red
from tests.word.office import Office, lines
from tests.word.template_copy import TemplateCopy, without_general_sample
from tests.word.test_render import document
from ygt_docs.compose.flow import Flow, Role
from ygt_docs.docfiles.wml import w
from ygt_docs.fonts import Fonts
from ygt_docs.problems import UserError
from ygt_docs.profile import STANDARD, Profile, RegistrationPlace
from ygt_docs.project import Project
from ygt_docs.proof import verify_docx
from ygt_docs.word import render

REGISTERED = Profile(registration_place=RegistrationPlace.FIRST_LINE_RIGHT)
MANY = {"主送机关": ["各乡镇人民政府、街道办事处、经济开发区管理委员会及所属单位"] * 12}
MASTHEADS = {
    **{f"{count} organs": joint(count) for count in (2, 4, 8, 10)},
    "without word": joint(4, 标志={"机关": "全部", "文件": "否"}),
    "3 signatories": upward("周云", "李大山", "王小溪"),
    "6 signatories": upward(
        "周云", "李大山", "王小溪", "欧阳青禾", "陈某", "赵一二", 标题=["青禾县人民政府", "关于修建水渠的请示"]
    ),
    "registered": upward("周云", 统一登记号="QHDR-2026-00001"),
}


def made(changes: dict[str, Any], fonts: Fonts, project: Project) -> tuple[Flow, bytes, bytes]:
    """The Flow, the PDF and the .docx of one document."""
    profile = REGISTERED if "统一登记号" in changes else STANDARD
    flow, data, _ = settled(changes, fonts, project, profile)
    return flow, data, render(flow, fonts, project)


def printed(docx: bytes, office: Office, name: str) -> Path:
    """The pages of a .docx as LibreOffice shows them."""
    path = office.folder / f"{name}.docx"
    path.write_bytes(docx)
    return office.pdf(path)


@pytest.mark.parametrize("name", MASTHEADS)
def test_masthead_stands_where_the_pdf_has_it(name: str, office: Office, fonts: Fonts, project: Project) -> None:
    """Every element of the masthead stands in its place, and the first page breaks where that of the PDF breaks."""
    flow, data, docx = made(MASTHEADS[name], fonts, project)
    assert [] == verify_docx(docx, flow, fonts)
    pages = printed(docx, office, f"masthead-{list(MASTHEADS).index(name)}")
    assert set() == faults(pages.read_bytes(), flow)
    own = office.folder / "own.pdf"
    own.write_bytes(data)
    assert lines(own, 1)[-4:] == lines(pages, 1)[-4:]


def test_preprinted_paper_keeps_the_room(office: Office, fonts: Fonts, project: Project) -> None:
    """With 套打 nothing red is printed, and the title stands where it stands without."""
    _, data, _ = made(joint(4), fonts, project)
    flow, _, docx = made(joint(4, 套打="是"), fonts, project)
    assert [] == verify_docx(docx, flow, fonts)
    page, full = pixels(printed(docx, office, "preprinted").read_bytes(), 1), pixels(data, 1)
    assert (red(full).any(), red(page).any()) == (True, False)
    rows = [(image[..., 0] < 120)[:, 500:2800].any(axis=1).nonzero()[0] for image in (page, full)]
    assert abs(int(rows[0][0]) - int(rows[1][0])) < 10  # the number begins at the same height, to half a millimetre


def test_addressees_stand_in_the_imprint(office: Office, fonts: Fonts, project: Project) -> None:
    """Addressees that moved stand in the imprint, and the body begins on page one (7.3.2, 7.4.2)."""
    flow, _, docx = made(MANY | {"正文": {"导语": "请做好秋收工作。"}}, fonts, project)
    assert [] == verify_docx(docx, flow, fonts)
    pages = printed(docx, office, "moved")
    assert any("请做好秋收工作" in line for line in lines(pages, 1))
    assert any(line.startswith("主送：") for page in (1, 2) for line in lines(pages, page))


@pytest.mark.parametrize(
    ("old", "new", "part", "wanted"),
    [
        ('<w:jc w:val="distribute"/>', '<w:jc w:val="left"/>', "word/styles.xml", "width"),
        (
            '<w:tcW w:w="2000" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
            '<w:pStyle w:val="GwMarkWord"/>',
            '<w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="GwMarkWord"/>',
            "word/document.xml",
            "word",
        ),
    ],
)
def test_a_template_that_moves_the_mark_is_noticed(
    old: str, new: str, part: str, wanted: str, office: Office, fonts: Fonts, template: TemplateCopy, project: Project
) -> None:
    """Names that are not spread, and 文件 that is not in the middle, are seen on the page."""
    flow, _, _ = made(joint(4), fonts, project)
    template.edit(old, new, part)
    pages = printed(render(flow, fonts, template.project), office, f"moved-{wanted}")
    assert wanted in faults(pages.read_bytes(), flow)


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("{{ 名称 }}", Role.MARK_NAME),
        ("{{ 段.文件 }}", Role.MARK_WORD),
        ('{%p elif 段.样式 == "签发人" %}', Role.SIGNATORIES),
        ('{%p elif 段.样式 == "上行文发文字号" %}', Role.UPWARD_NUMBER),
        ('{%p elif 段.样式 == "份号" %}', Role.COPY_NUMBER),
        ('{%p elif 段.样式 == "密级和保密期限" %}', Role.SECRECY),
        ('{%p elif 段.样式 == "紧急程度" %}', Role.URGENCY),
    ],
)
def test_a_template_that_loses_an_element_is_an_error(
    old: str, name: Role, fonts: Fonts, template: TemplateCopy, project: Project
) -> None:
    """An element that the template does not print is an error that names it (W107), never a shorter masthead."""
    template.edit(old, old.replace("段.样式 ==", "段.样式 == 'x' +") if "elif" in old else "")
    without_general_sample(template.path)
    changes = upward("周云", "李大山", "王小溪", **{key: joint(2)[key] for key in ("机关", "标志")})
    flow, _, _ = settled(changes, fonts, project)
    with pytest.raises(UserError) as caught:
        render(flow, fonts, template.project)
    assert [("W107", True)] == [
        (item.code, str(name) in item.message) for item in caught.value.problems if str(name) in item.message
    ][:1]


def test_joint_mark_is_one_row_of_exact_height(fonts: Fonts, project: Project) -> None:
    """The names stand in one cell and 文件 in the other, without 文件 in one cell alone."""
    for word, cells in (("是", 2), ("否", 1)):
        _, _, docx = made(joint(4, 标志={"机关": "全部", "文件": word}), fonts, project)
        table = next(document(docx).iter(w("tbl")))
        (row,) = table.findall(w("tr"))
        assert cells == len(row.findall(w("tc"))) == len(table.find(w("tblGrid")))
        assert "exact" == row.find(f"{w('trPr')}/{w('trHeight')}").get(w("hRule"))
