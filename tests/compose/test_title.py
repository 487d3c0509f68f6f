"""Lines of titles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compose.documents import codes, composed, of_role, title_lines
from ygt_docs.compose.flow import Role
from ygt_docs.compose.title import line_capacity, title_breaks, title_paragraph
from ygt_docs.compose.title_breaks import NEVER, NEVER_FIRST, NEVER_LAST, WORDS, break_costs, leading_organs
from ygt_docs.geometry.text import shape_fault, width_in_characters
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text

ORGAN = "青禾县人民政府"
TITLES = [
    f"{ORGAN}关于印发《青禾县2026年秋收秋种工作实施方案》的通知",
    f"{ORGAN}关于做好2026年汛期安全生产工作的通知",
    f"{ORGAN}办公室关于召开全县紧密型县域医共体建设推进会的通知",
    f"{ORGAN}关于同意设立青禾经济开发区管理委员会的批复",
    f"{ORGAN}转发《省人民政府关于进一步加强基层医疗卫生服务能力建设的意见》的通知",
    "青禾县2026年紧密型县域医共体建设工作计划",
    f"{ORGAN}关于公布2025—2026年度全县粮食生产先进单位和先进个人名单的决定",
]
EIGHT = (
    "、".join(
        f"青禾县{name}"
        for name in (
            "卫生健康局",
            "委员会机构编制委员会办公室",
            "发展和改革局（青禾县国防动员办公室）",
            "财政局",
            "人力资源和社会保障局",
            "农业农村局",
            "医疗保障局",
            "市场监督管理局",
        )
    )
    + "关于印发《青禾县紧密型医疗卫生共同体建设实施方案》的通知"
)


def _lines(title: str, organs: tuple[str, ...] = (ORGAN,), capacity: int = 20) -> list[str]:
    ends = title_breaks(title, break_costs(title, organs), capacity)
    return [title[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def test_a_line_holds_20_characters_upright_and_28_across() -> None:
    """Characters of size 2 (22 pt) fill 156 mm with 20 and 225 mm with 28."""
    assert (line_capacity(Orientation.PORTRAIT), line_capacity(Orientation.LANDSCAPE)) == (20, 28)


@pytest.mark.parametrize("title", [*TITLES, EIGHT])
def test_no_character_is_lost(title: str) -> None:
    """The lines put together are the title."""
    assert "".join(_lines(title)) == title


@pytest.mark.parametrize("title", [*TITLES, EIGHT])
def test_every_line_fits_and_none_is_stranded(title: str) -> None:
    """A line has between 6 and 20 characters."""
    assert all(6 <= width_in_characters(line) <= 20 for line in _lines(title))


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_trapezoids_or_diamonds(title: str) -> None:
    """Widths grow, then shrink: never an hourglass, never a zigzag (7.3.1)."""
    widths = [width_in_characters(line) for line in _lines(title)]
    signs = [later > earlier for earlier, later in pairwise(widths) if later != earlier]
    assert signs == sorted(signs, reverse=True)


@pytest.mark.parametrize("title", [*TITLES, EIGHT])
def test_lines_break_where_they_may(title: str) -> None:
    """No line begins with 的 or a closing sign, ends with 关于 or an opening sign, or cuts a number or a known word."""
    lines = _lines(title)
    assert all(line[0] not in NEVER_FIRST for line in lines)
    assert all(line[-1] not in NEVER_LAST and not line.endswith("关于") for line in lines)
    for earlier, later in pairwise(lines):
        assert not (earlier[-1].isdigit() and (later[0].isdigit() or later[0] == "年"))
        assert not any(earlier[-1:] + later[:1] == word for word in WORDS)


@pytest.mark.parametrize("title", TITLES[:5])
def test_the_organ_stands_on_its_own_line(title: str) -> None:
    """A title that begins with its organ is broken after the organ's name."""
    organ = f"{ORGAN}办公室" if "办公室" in title else ORGAN
    assert _lines(title, (ORGAN, f"{ORGAN}办公室"))[0] == organ


def test_a_short_title_stays_on_one_line() -> None:
    """A title of up to 19 characters is not broken."""
    assert _lines("关于表彰粮食生产先进单位的通报") == ["关于表彰粮食生产先进单位的通报"]


def test_short_names_in_title_marks_stay_whole() -> None:
    """A name of up to 12 characters in 《》 is not broken."""
    lines = _lines(f"{ORGAN}关于修改《青禾县粮食管理办法》和废止一批行政规范性文件的决定")
    assert any("《青禾县粮食管理办法》" in line for line in lines)


def test_typed_lines_stay_as_they_are() -> None:
    """Several lines that were typed are printed as typed."""
    typed = ["青禾县人民政府关于印发", "秋收方案的通知"]
    flow, problems = composed(标题=typed)
    assert title_lines(of_role(flow, Role.TITLE)[0]) == typed
    assert codes(problems) == []


def test_a_typed_line_that_does_not_fit_is_found() -> None:
    """A typed line of more than 20 characters is reported."""
    _, problems = composed(标题=["青禾县人民政府关于印发青禾县秋收秋种工作实施方案", "的通知"])
    assert codes(problems) == ["N520"]


def test_a_title_without_a_good_break_is_found() -> None:
    """A title that can only be broken inside a word is set all the same, and reported."""
    flow, problems = composed(标题=["A" * 60])
    assert codes(problems) == ["N521"]
    assert of_role(flow, Role.TITLE)[0].text == "A" * 60


def test_lines_know_their_columns() -> None:
    """Each line of a broken title has the column where it begins."""
    flow, _ = composed(标题=[TITLES[0]])
    first, second, *_ = (line[0] for line in of_role(flow, Role.TITLE)[0].lines)
    assert first.place.column is not None
    assert second.place.column == first.place.column + len(first.text)


@given(st.text(alphabet="青禾县关于印发的通知《》（）、2026年度ABc工作建设，", min_size=1, max_size=90))
def test_any_title_is_set_whole(title: str) -> None:
    """Whatever is typed, no character is lost and every line fits."""
    lines = _lines(title)
    assert "".join(lines) == title
    assert all(0 < width_in_characters(line) <= 20 for line in lines)


def test_breaks_are_forbidden_inside_dates() -> None:
    """A line cannot end inside 2026年4月26日."""
    title = "关于2026年4月26日会议的通知"
    costs = break_costs(title)
    start = title.index("2026")
    assert all(cost >= NEVER for cost in costs[start : start + len("2026年4月26日") - 1])


JOINT = (
    "青禾县卫生健康局",
    "中共青禾县委机构编制委员会办公室",
    "青禾县发展和改革局（青禾县国防动员办公室）",
    "青禾县财政局",
    "青禾县人力资源和社会保障局",
    "青禾县农业农村局",
    "青禾县医疗保障局",
    "青禾县市场监督管理局",
)


def _joint_lines(organs: tuple[str, ...], matter: str) -> list[str]:
    title = "、".join(organs) + matter
    flow, _ = composed(*({"全称": organ} for organ in organs), 标题=[title], 用印="不盖章")
    return title_lines(of_role(flow, Role.TITLE)[0])


@pytest.mark.parametrize("county", ["青禾县", "禾阳市青禾区"])
def test_a_title_of_eight_organs_breaks_between_them(county: str) -> None:
    """Of 125 and 155 characters: a diamond of no more than nine lines; names are cut between words alone."""
    organs = tuple(organ.replace("青禾县", county) for organ in JOINT)
    lines = _joint_lines(organs, f"关于印发《{county}紧密型医疗卫生共同体建设实施方案》的通知")
    assert shape_fault([width_in_characters(line) for line in lines]) == ""
    assert not any(line.startswith(("局", "健康", "改革", "保障", "管理", "委员", "室", "公室")) for line in lines)
    assert not any(line.endswith(("中共", "区卫生", "县卫生", "发展和", "禾阳", "青禾")) for line in lines)
    assert len(lines) <= 9
    assert all(6 <= width_in_characters(line) <= 20 for line in lines)
    assert not any(line.endswith("关于") or line.startswith("、") for line in lines)


def test_names_that_fit_are_never_cut() -> None:
    """Three organs whose names fit a line each are broken after 、 alone."""
    lines = _joint_lines(JOINT[:2] + JOINT[4:5], "关于做好秋收工作的通知")
    assert all(line.endswith(("、", "局", "通知")) or "关于" in line for line in lines)
    assert not any(line.startswith(("编制", "社会", "委员会")) for line in lines)


def test_whole_names_that_make_a_shape_are_left_whole() -> None:
    """Names are cut for a shape only where whole ones make none."""
    organs = ("青禾县卫生健康局", "青禾县财政局", "青禾县人力资源和社会保障局", "青禾县医疗保障局")
    lines = _joint_lines(organs, "关于做好2026年乡村医生岗位补助发放工作的通知")
    assert lines[:2] == ["青禾县卫生健康局、青禾县财政局、", "青禾县人力资源和社会保障局、"]
    assert shape_fault([width_in_characters(line) for line in lines]) == ""


def test_leading_organs_are_found() -> None:
    """Organs at the head of a title are found, the longer of two names first; a single one is no joint title."""
    assert leading_organs("甲局、甲局办公室关于", ("甲局", "甲局办公室")) == [(0, 2), (3, 8)]
    assert leading_organs("甲局 乙局关于", ("甲局", "乙局")) == [(0, 2), (3, 5)]
    assert leading_organs("甲局关于乙局的", ("甲局", "乙局")) == []


def test_two_lines_are_never_of_one_width() -> None:
    """A title of 20 characters could stand in two lines of ten, which is neither trapezoid nor diamond (7.3.1)."""
    for title in ("云溪县对口帮扶石门乡医疗卫生工作情况汇报", "青禾县人民政府办公室关于做好防汛工作的通知"):
        assert shape_fault([width_in_characters(line) for line in _lines(title, ())]) == ""


def test_a_space_is_not_printed_where_a_line_ends() -> None:
    """Names of organs are parted by spaces; one at the end of a line would move it off the middle."""
    names = "青禾县医疗保障局 青禾县卫生健康局 青禾县农业农村局 青禾县教育体育局"
    typed = Text(f"{names}关于做好秋收时节医疗服务工作的通知", Place("notice.yaml", 3, 5))
    lines = ["".join(run.text for run in line) for line in title_paragraph(Role.TITLE, [typed], Problems()).lines]
    assert [line.strip() for line in lines] == lines
    assert "".join(lines).replace(" ", "") == typed.replace(" ", "")
    assert " " in "".join(lines)  # one within a line stays


def broken(text: str, *organs: str) -> list[str]:
    """The lines of a title that was typed in one."""
    made = title_paragraph(Role.TITLE, [Text(text, Place("notice.yaml", 3, 5))], Problems(), organs)
    return ["".join(run.text for run in line) for line in made.lines]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("青禾县基层医疗卫生机构等级评审申请表（2026年版）及填报有关要求的详细说明", ("申请表", "填报", "详细")),
        ("青禾县卫生健康局关于碳排放核算和公共厕所革命及乡村医生名单的通知", ("排放", "核算", "乡村", "医生", "名单")),
        ("青禾县农业农村局关于蔬菜大棚抗旱保苗和玉米螟虫害防治用药补贴发放的通知", ("蔬菜", "大棚", "玉米", "补贴")),
    ],
)
def test_words_that_no_list_knows_stay_whole(title: str, words: tuple[str, ...]) -> None:
    """Lines end between words, also between those of trades that the list of official words lacks."""
    lines = broken(title, "青禾县卫生健康局", "青禾县农业农村局")
    assert len(lines) > 1
    assert "".join(lines) == title
    for word in words:
        assert any(word in line for line in lines), (word, lines)


def test_a_title_breaks_at_the_space_between_two_phrases() -> None:
    """The space is where its writer parts it; the one in a name of two characters is not; in a line it is kept."""
    lines = broken(
        "青禾县人民政府办公室关于印发《青禾县加强粮食储备 保障供应安全若干措施》的通知", "青禾县人民政府办公室"
    )
    assert lines == ["青禾县人民政府办公室", "关于印发《青禾县加强粮食储备", "保障供应安全若干措施》的通知"]
    named = broken("青禾县教育局关于陈\u3000光等同志任免职的通知请予以遵照执行的重要通知", "青禾县教育局")
    assert any("陈\u3000光" in line for line in named)


@pytest.mark.parametrize("length", [301, 700])
def test_a_very_long_title_takes_no_time(length: int) -> None:
    """So many lines are filled, between words; a search for the best shape would take a minute."""
    text = ("关于做好公共厕所管理和碳排放核算等工作" * 50)[:length]
    lines = broken(text)
    assert "".join(lines) == text
    assert all(width_in_characters(line) <= 20 for line in lines)


@pytest.mark.parametrize(
    ("organ", "matter"),
    [
        ("青禾县人力资源和社会保障局", "关于填报技能培训需求的通知"),
        ("青禾县住房和城乡建设局", "关于开展房屋检查的通知"),
        ("青禾县文化和旅游局", "关于举办读书月的通知"),
    ],
)
def test_a_title_of_two_equal_parts_is_no_rectangle(organ: str, matter: str) -> None:
    """The organ's own line gives way to the shape: lines of one width are neither trapezoid nor diamond."""
    lines = _lines(organ + matter, (organ,))
    assert "".join(lines) == organ + matter
    assert shape_fault([width_in_characters(line) for line in lines]) == ""
