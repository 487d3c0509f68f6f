"""Mastheads of clause 7.2 measured on the finished PDF, and each element moved or removed to see it noticed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.mastheads import NAMES, faults, joint, organs, settled, upward
from tests.pdf.measure import pixels, red
from ygt_docs.compose.composer import joint_mark
from ygt_docs.compose.flow import JointMark, Role
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.profile import Profile, RegistrationPlace
from ygt_docs.project import Project
from ygt_docs.proof import verify_pdf
from ygt_docs.standard import gbt9704 as standard

REGISTERED = Profile(registration_place=RegistrationPlace.FIRST_LINE_RIGHT)
MASTHEADS = [
    pytest.param(changes, id=name)
    for name, changes in {
        **{f"{count} organs": joint(count) for count in (2, 4, 8, 10)},
        "without 文件": joint(4, 标志={"机关": "全部", "文件": "否"}),
        **{
            f"{count} signatories": upward(*("周云", "李大山", "王小溪", "欧阳青禾", "陈某", "赵一二")[:count])
            for count in (1, 2, 3, 6)
        },
        "no signatory": upward(签发人=None),
    }.items()
]


@pytest.mark.parametrize("changes", MASTHEADS)
def test_masthead_stands_where_the_standard_puts_it(changes: dict[str, Any], fonts: Fonts, project: Project) -> None:
    """Mark at 72 mm, 文件 in the middle of the names, number two lines below, rule 4 mm below that, body on page one."""
    flow, data, problems = settled(changes, fonts, project)
    assert [] == problems
    assert set() == faults(data, flow)
    assert [] == verify_pdf(data, flow, fonts)


@pytest.mark.parametrize("count", range(2, 11))
def test_names_have_16_points_or_more(count: int, fonts: Fonts, project: Project) -> None:
    """Ten organs and fewer stand in the mark at 16 pt or more, and 文件 beside them is larger than they are (7.2.4)."""
    flow, data, problems = settled(joint(count), fonts, project)
    sizes = joint_mark(flow.sections[0].blocks)
    assert sizes is not None
    assert (sizes.fits, problems) == (True, [])
    assert standard.JOINT_NAME_SMALLEST.value <= sizes.name_size < sizes.word_size
    assert "body" not in faults(data, flow)


CSS, HTML = "notice.css", "notice.html"
DAMAGE = [
    ("mark", joint(4), CSS, ".spacer {", ".spacer { margin-top: 1mm;"),
    ("two lines", joint(4), CSS, ".spacer {", ".spacer { margin-top: 1mm;"),
    ("centred", joint(4), CSS, ".joint-mark { text-align: center;", ".joint-mark { text-align: left;"),
    ("word", joint(4), CSS, ".mark-word {", ".mark-word { padding-top: 1mm;"),
    ("width", joint(4), CSS, ".mark, .mark-name, .mark-word {", ".mark-name { text-align: left; } .mark, .mark-word {"),
    ("no word", joint(4), HTML, "{{ paragraph(block.word) }}", ""),
    ("rule", upward("周云"), CSS, ".masthead-rule {", ".masthead-rule { margin-top: 1mm;"),
    (
        "signatories",
        upward("周云", "李大山", "王小溪"),
        CSS,
        ".column { display: inline-block; white-space: pre; }",
        "",
    ),
    ("number", upward("周云"), CSS, ".signatories, .upward-number {", ".upward-number { text-align: center; } .a {"),
    ("signatories", upward("周云"), HTML, "{% for run in column.runs %}", "{% for run in column.runs[:1] %}"),
    ("first lines", upward("周云"), CSS, ".secrecy, .urgency {", ".secrecy, .urgency { padding-left: 5mm;"),
    ("first lines", upward("周云"), CSS, ".secrecy, .urgency {", ".secrecy, .urgency { padding-top: 12mm;"),
    ("registration", upward("周云", 统一登记号="QHDR-2026-00001"), CSS, ".right-text { margin-left: auto; }", ""),
]


@pytest.mark.parametrize(
    ("wanted", "changes", "file", "old", "new"), DAMAGE, ids=[f"{index} {item[0]}" for index, item in enumerate(DAMAGE)]
)
def test_what_moves_or_is_gone_is_noticed(
    wanted: str, changes: dict[str, Any], file: str, old: str, new: str, tmp_path: Path, fonts: Fonts, project: Project
) -> None:
    """A template that moves an element, or leaves it out, is caught by the measurement above."""
    shutil.copytree(project.templates / "pdf", tmp_path / "templates" / "pdf")
    path = tmp_path / "templates" / "pdf" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    copy = Project(tmp_path, project.cache)
    flow, data, _ = settled(changes, fonts, copy, REGISTERED)
    assert wanted in faults(data, flow)


@pytest.mark.parametrize(
    "old", ["{{ paragraph(name) }}", "{{ paragraph(block.word) }}", "{% for run in column.runs %}"]
)
def test_lost_text_is_an_error_of_the_file(old: str, tmp_path: Path, fonts: Fonts, project: Project) -> None:
    """Names, 文件 and signatories that a template does not print are missed when the PDF is opened again (V202)."""
    shutil.copytree(project.templates / "pdf", tmp_path / "templates" / "pdf")
    path = tmp_path / "templates" / "pdf" / HTML
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, "{% for run in [] %}" if "for" in old else ""), encoding="utf-8")
    flow, data, _ = settled(
        upward("周云", 机关=organs(2), 标志={"机关": "全部"}), fonts, Project(tmp_path, project.cache)
    )
    assert "V202" in [item.code for item in verify_pdf(data, flow, fonts)]


def test_registration_number_is_printed_where_the_profile_says_so(fonts: Fonts, project: Project) -> None:
    """统一登记号 stands right on the first line, or in the properties alone (practice)."""
    changes = upward("周云", 统一登记号="QHDR-2026-00001")
    flow, data, problems = settled(changes, fonts, project, REGISTERED)
    assert (set(), []) == (faults(data, flow), problems)
    assert "QHDR-2026-00001" in read_pdf(data)[0].text
    flow, data, _ = settled(changes, fonts, project)
    assert "QHDR-2026-00001" not in read_pdf(data)[0].text
    assert ("QHDR-2026-00001",) == flow.properties.keywords


@pytest.mark.parametrize("changes", [joint(4), {}], ids=["joint", "single"])
def test_preprinted_paper_keeps_the_room(changes: dict[str, Any], fonts: Fonts, project: Project) -> None:
    """With 套打 mark and rule are not printed, and every other mark of ink on the first page stays where it is."""
    flow, printed, _ = settled(changes, fonts, project)
    bare, preprinted, problems = settled({**changes, "套打": "是"}, fonts, project)
    before, after = pixels(printed, 1), pixels(preprinted, 1)
    assert (red(before).any(), red(after).any()) == (True, False)
    assert ((before[..., 0] < 120) == (after[..., 0] < 120)).all()
    assert [] == problems + verify_pdf(preprinted, bare, fonts)
    assert set(flow.text()) > set(bare.text())


EIGHT = [name.replace("青禾县", "禾阳市青禾区") for name in NAMES[:8]]
EIGHT[2] += "（禾阳市青禾区国防动员办公室）"  # 27 characters
LONG = {
    "机关": [{"全称": name, "署名": [name[:20], name[20:] or "（章）"], "机关代字": "青卫发"} for name in EIGHT],
    "标题": ["、".join(EIGHT) + "关于印发《禾阳市青禾区紧密型医疗卫生共同体建设实施方案》的通知"],
}


def test_a_mark_that_cannot_stand_is_an_error_with_a_way_out(fonts: Fonts, project: Project) -> None:
    """Eight long names over a title of 155 characters leave no room for the body: the error offers what does fit."""
    assert len(LONG["标题"][0]) == 155
    changes = joint(8, **LONG)
    _, _, problems = settled(changes, fonts, project)
    found = next(item for item in problems if item.code == "N582")
    assert all(word in found.fix for word in ("仅主办", "等部门", "标志名"))
    for way in ("仅主办", "等部门"):
        flow, data, problems = settled({**changes, "标志": {"机关": way}}, fonts, project)
        assert set() == faults(data, flow)
        assert not {"N582", "P110"} & {item.code for item in problems}


def test_a_name_wider_than_the_page_at_16_points_is_an_error(fonts: Fonts, project: Project) -> None:
    """A name of 27 characters and 文件 beside it do not fit the type area at 16 pt."""
    names = [*organs(1), {"全称": "青禾县发展和改革局（青禾县国防动员和经济建设办公室）附属"}]
    _, _, problems = settled(joint(2, 机关=names), fonts, project)
    assert ["N582"] == [item.code for item in problems if item.code != "N532"]


def test_a_title_that_fills_the_page_is_an_error(fonts: Fonts, project: Project) -> None:
    """Where nothing is left to move and the body still begins on page two, the document must not be issued (7.3.3)."""
    _, _, problems = settled(
        {"标题": ["青禾县人民政府关于秋收工作的通知第一行"] * 14, "正文": {"导语": "请照办。"}}, fonts, project
    )
    assert "P110" in [item.code for item in problems]


@pytest.mark.parametrize(
    "imprint",
    [None, {"抄送": ["县委办公室"], "印发机关": "县政府办公室", "印发日期": "2026-09-02"}],
    ids=["no imprint", "imprint"],
)
def test_addressees_move_to_the_imprint(imprint: dict[str, Any] | None, fonts: Fonts, project: Project) -> None:
    """Addressees that push the body off page one stand as 主送 above 抄送, with no rule between them (7.3.2, 7.4.2)."""
    many = ["各乡镇人民政府、街道办事处、经济开发区管理委员会及所属单位"] * 12
    flow, data, problems = settled(
        {"主送机关": many, "正文": {"导语": "请做好秋收工作。\n特此通知。"}, "版记": imprint}, fonts, project
    )
    assert [] == problems
    assert set() == faults(data, flow) - {"body"}
    assert "请做好秋收工作" in read_pdf(data)[0].text
    assert not [item for item in flow.paragraphs() if item.role is Role.ADDRESSEES]
    assert flow.imprint is not None
    first = [item.text for item in flow.imprint.groups[0]]
    assert (first[0][:6], first[0][-3:]) == ("主送：各乡镇", "单位。")
    assert first[1:] == (["抄送：县委办公室。"] if imprint else [])
    assert [] == verify_pdf(data, flow, fonts)


def test_addressees_that_leave_room_stay(fonts: Fonts, project: Project) -> None:
    """Addressees stay above the body while a line of it stands on page one."""
    flow, _, _ = settled(joint(10), fonts, project)
    assert [item for item in flow.paragraphs() if item.role is Role.ADDRESSEES]
    assert isinstance(flow.sections[0].blocks[0], JointMark)
