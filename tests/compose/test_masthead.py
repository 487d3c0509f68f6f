"""The masthead (7.2) in the Flow: first lines, mark, number and signatories, and what the profile leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import ORGAN, codes, composed, document, of_role, texts
from ygt_docs.compose import compose
from ygt_docs.compose.composer import heights_of
from ygt_docs.compose.flow import Decisions, Face, Flow, JointMark, Role
from ygt_docs.geometry.masthead import FirstPage, Ink, joint_mark, mark_size
from ygt_docs.look.styles import Look
from ygt_docs.placing import place
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, ImprintCharacter, Profile, RegistrationPlace, SecrecyLine
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Mm, Pt
from ygt_docs.standard.line_grid import STANDARD_GRID

TWO = ({"全称": "青禾县财政局", "机关代字": "青财"}, {"全称": "青禾县民政局", "标志名": "青禾民政局"})


def _composed(profile: Profile = STANDARD, *organs: dict[str, Any], **changes: Any) -> tuple[Flow, list[str]]:
    problems = Problems()
    return compose(document(*organs, **changes), Decisions(), problems, profile), codes(problems)


def _before_the_mark(flow: Flow) -> list[tuple[Role, str]]:
    blocks = flow.sections[0].blocks
    index = next(number for number, block in enumerate(blocks) if getattr(block, "role", None) is Role.MARK)
    return [(block.role, block.text) for block in blocks[:index]]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"份号": "000012"}, [(Role.COPY_NUMBER, "000012")]),
        (
            {"份号": "000012", "密级": "机密", "保密期限": "1年", "紧急程度": "特急"},
            [(Role.COPY_NUMBER, "000012"), (Role.SECRECY, "机密★1年"), (Role.URGENCY, "特急")],
        ),
        ({"份号": "000012", "紧急程度": "加急"}, [(Role.COPY_NUMBER, "000012"), (Role.URGENCY, "加急")]),
        ({"紧急程度": "加急"}, [(Role.URGENCY, "加急")]),
        ({"密级": "秘密"}, [(Role.BLANK, ""), (Role.SECRECY, "秘密")]),
        ({}, []),
    ],
)
def test_first_lines_stand_in_the_order_of_the_standard(
    changes: dict[str, Any], expected: list[tuple[Role, str]]
) -> None:
    """Copy number, classification, urgency follow each other; a classification keeps to the second line (7.2.1–3)."""
    assert _before_the_mark(_composed(**changes)[0]) == expected


def test_a_classification_may_move_up() -> None:
    """Without a copy number the profile moves the classification to the first line."""
    flow, _ = _composed(Profile(secrecy_line=SecrecyLine.MOVES_UP), 密级="秘密", 紧急程度="特急")
    assert _before_the_mark(flow) == [(Role.SECRECY, "秘密"), (Role.URGENCY, "特急")]


@pytest.mark.parametrize(
    ("changes", "role"),
    [({"份号": "000012"}, Role.COPY_NUMBER), ({}, Role.COPY_NUMBER), ({"紧急程度": "特急"}, Role.URGENCY)],
)
def test_registration_number_stands_right_on_the_first_line(changes: dict[str, Any], role: Role) -> None:
    """The 统一登记号 shares the first line with whatever stands there, and is no document number."""
    shown = Profile(registration_place=RegistrationPlace.FIRST_LINE_RIGHT)
    flow, found = _composed(shown, 统一登记号="QHDR-2026-00001", **changes)
    first = of_role(flow, role)[0]
    assert (["QHDR-2026-00001"], []) == ([run.text for run in first.right_text], found)
    assert flow.sections[0].blocks[0] is first
    assert "QHDR" not in flow.properties.number
    assert "QHDR-2026-00001" not in "".join(_composed(统一登记号="QHDR-2026-00001")[0].text())


def test_a_registration_number_in_another_form_is_found() -> None:
    """A number that no pattern of the profile allows is reported; another pattern allows it."""
    assert _composed(统一登记号="青规〔2026〕1号")[1] == ["N581"]
    assert _composed(Profile(registration_patterns=("青规〔9999〕9号",)), 统一登记号="青规〔2026〕1号")[1] == []


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (None, ["青禾县财政局文件"]),
        ({"机关": "仅主办"}, ["青禾县财政局文件"]),
        ({"文件": "否"}, ["青禾县财政局"]),
        ({"机关": "等部门"}, ["青禾县财政局等二部门文件"]),
        ({"机关": "全部"}, []),
    ],
)
def test_the_mark_names_the_organs_it_is_told_to(style: dict[str, str] | None, expected: list[str]) -> None:
    """The mark of a joint notice names the organ that leads, it and the count, or all; with or without 文件 (7.2.4)."""
    flow, _ = _composed(STANDARD, *TWO, 标志=style, 用印="不盖章")
    assert texts(flow, Role.MARK) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("是", ["青禾县财政局", "青禾民政局", "文件"]), ("否", ["青禾县财政局", "青禾民政局"])]
)
def test_all_organs_stand_in_the_mark(word: str, expected: list[str]) -> None:
    """The organ that leads stands first, each under the name that it has on marks, 文件 last."""
    flow, found = _composed(STANDARD, *TWO, 标志={"机关": "全部", "文件": word}, 用印="不盖章")
    assert flow.text()[: len(expected)] == expected
    assert isinstance(flow.sections[0].blocks[0], JointMark)
    assert found == []


def test_preprinted_paper_bears_mark_and_rule() -> None:
    """With 套打 mark and rule keep their place in the Flow and are no text of the file."""
    flow, _ = _composed(套打="是")
    hidden = [block for block in flow.sections[0].blocks if not getattr(block, "printed", True)]
    assert [Role.MARK, Role.MASTHEAD_RULE] == [block.role for block in hidden]
    assert texts(flow, Role.MARK) == []


class _PlainInk:
    """Ink of an ordinary face, and styles that say nothing."""

    look = Look({}, {})

    def style_ink(self, style: str, text: str) -> Ink:
        """The same for every text of every style."""
        return Ink(0.84, 0.09)


def test_preprinted_room_is_that_of_the_mark() -> None:
    """What is not printed is exactly as high as what would be."""
    plain, bare = _composed()[0], _composed(套打="是")[0]
    own = place(plain, _PlainInk()).sections[0].blocks
    room = place(bare, _PlainInk()).sections[0].blocks
    assert own[0].before is not None
    assert own[0].line is not None
    assert room[0].before == own[0].before + own[0].line
    assert own[2].before is not None
    assert room[2].before == own[2].before + standard.MASTHEAD_RULE_WEIGHT.value


UPWARD = {"文种": "请示", "标题": ["青禾县人民政府关于修路的请示"]}


def _rows(*names: str, **changes: Any) -> list[list[tuple[float, str]]]:
    flow, _ = _composed(签发人=list(names) or None, **{**UPWARD, **changes})
    rows = of_role(flow, Role.SIGNATORIES) + of_role(flow, Role.UPWARD_NUMBER)
    return [[(round(column.at, 2), "".join(run.text for run in column.runs)) for column in row.columns] for row in rows]


def test_signatories_stand_two_a_line() -> None:
    """Names stand under each other, the number on the last row, the label on the first (7.2.5, 7.2.6)."""
    rows = _rows("周云", "李大山", "王小溪")
    assert [[text for _, text in row] for row in rows] == [["签发人：周云", "李大山"], ["青政〔2026〕9号", "王小溪"]]
    assert rows[0][0][0] + 4 == pytest.approx(rows[1][1][0])
    assert rows[0][1][0] + 3 == pytest.approx(28.08 - 1, abs=0.01)


@pytest.mark.parametrize(("count", "last"), [(1, 2), (2, 3), (3, 2), (4, 3), (5, 2), (6, 3)])
def test_rows_of_one_to_six_signatories(count: int, last: int) -> None:
    """Two names a row; the last row has the number and what is left."""
    rows = _rows(*("周云", "李大山", "王小溪", "欧阳", "陈某", "赵一二")[:count])
    assert len(rows) == (count + 1) // 2
    assert len(rows[-1]) == last


def test_long_names_stand_one_a_line() -> None:
    """Two names that would run into the number stand under one another."""
    assert [len(row) for row in _rows("阿依古丽·买买提江", "买买提江·阿依古丽·库尔班")] == [1, 2]


def test_names_have_a_face_of_their_own() -> None:
    """The label is in the face of the text, the names in 楷体 (7.2.6)."""
    flow, _ = _composed(签发人=["周云"], **UPWARD)
    runs = of_role(flow, Role.UPWARD_NUMBER)[0].columns[-1].runs
    assert [(run.text, run.face) for run in runs] == [("签发人：", Face.OF_ROLE), ("周云", Face.SIGNATORY)]


@pytest.mark.parametrize(
    ("changes", "upward"),
    [
        (UPWARD, True),
        ({"文种": "报告", "标题": ["青禾县人民政府关于修路的报告"]}, True),
        ({}, False),
        ({"行文方向": "上行"}, True),
        ({**UPWARD, "行文方向": "平行"}, False),
    ],
)
def test_direction_follows_kind_or_word(changes: dict[str, Any], upward: bool) -> None:
    """请示, 报告 and 议案 go up; 行文方向 says otherwise. The number of an upward document stands left (7.2.5)."""
    flow, _ = _composed(**changes)
    assert bool(of_role(flow, Role.UPWARD_NUMBER)) is upward
    assert bool(of_role(flow, Role.NUMBER)) is not upward


def test_side_space_of_the_imprint_follows_the_profile() -> None:
    """一字 beside the imprint is 14 pt wide, or as wide as a character of the text (7.4.2)."""
    imprint = {"抄送": ["县委办公室"]}
    for profile, width in ((STANDARD, 14), (Profile(imprint_character=ImprintCharacter.SIZE_3), 15.75)):
        (copies,) = of_role(_composed(profile, 版记=imprint)[0], Role.COPIES_TO)
        assert copies.indent is not None
        assert copies.indent.right * 14 == pytest.approx(width)


def test_moved_addressees_leave_the_body() -> None:
    """Under the decision addressees stand in the imprint alone, above the copy recipients in one group (7.4.2)."""
    source = document(主送机关=["各乡镇", "县直单位"], 版记={"抄送": ["县委办公室"]})
    flow = compose(source, Decisions(addressees_in_imprint=True), Problems())
    assert flow.imprint is not None
    assert [item.text for item in flow.imprint.groups[0]] == ["主送：各乡镇，县直单位。", "抄送：县委办公室。"]
    assert of_role(flow, Role.ADDRESSEES) == []
    assert of_role(composed(主送机关=["各乡镇"])[0], Role.ADDRESSEES)


def test_the_mark_shrinks_for_the_body() -> None:
    """The more lines title and addressees take, the smaller the mark, but never under 22 pt, names never under 16."""
    rooms = [FirstPage(1, lines, 2).room_for_mark() for lines in range(1, 12)]
    assert rooms == sorted(rooms, reverse=True)
    sizes = [mark_size(9, room) for room in rooms]
    assert (Pt(46), Pt(22)) == (sizes[0], sizes[-1])
    assert sizes == sorted(sizes, reverse=True)
    joints = [joint_mark([8.0] * 4, True, room) for room in rooms]
    assert [item.fits for item in joints] == sorted((item.fits for item in joints), reverse=True)
    assert all(item.name_size >= Pt(16) for item in joints)
    assert (joints[0].fits, joints[-1].fits) == (True, False)


def test_the_styles_say_how_much_room_the_mark_has() -> None:
    """A title set wider and a number set larger leave less; what the styles do not say is as the standard has it."""
    usual = FirstPage(1, 3).room_for_mark()
    assert FirstPage(1, 3, heights=heights_of(STANDARD_GRID, {}, {})).room_for_mark() == usual
    changed = heights_of(STANDARD_GRID, {Role.NUMBER: Pt(18)}, {Role.TITLE: Pt(40)})
    assert usual - FirstPage(1, 3, heights=changed).room_for_mark() == Pt(18 - 16) + Pt(40 - 33) * 3


@pytest.mark.parametrize("count", range(2, 11))
@pytest.mark.parametrize("width", [4, 9, 16, 22, 27])
def test_a_joint_mark_stays_inside_the_type_area(count: int, width: int) -> None:
    """Names and 文件 together are never wider than the type area, whatever it costs their size."""
    mark = joint_mark([float(width)] * count, True, Mm(80))
    assert mark.width <= standard.TYPE_AREA_WIDTH.value
    assert mark.height == mark.line * count


def test_the_organ_of_the_least_document_is_alone() -> None:
    """A single organ has a mark of one line, whatever 标志 says."""
    assert texts(_composed(STANDARD, ORGAN, 标志={"机关": "全部"})[0], Role.MARK) == ["青禾县人民政府文件"]
