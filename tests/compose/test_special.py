"""What stands on a letter, an order and minutes, and in which order (10)."""

from __future__ import annotations

import pytest

from tests.compose.documents import codes, composed, document
from tests.special import ORDER, letter, minutes, order, problems_of
from ygt_docs.compose.flow import Face, Flow, Format, Paragraph, Role
from ygt_docs.compose.special import printed_name
from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.project import Project

JOINT = ({"全称": "青禾县人民政府"}, {"全称": "青禾县农业农村局"})


def of_role(flow: Flow, role: Role) -> Paragraph:
    """The one paragraph of that role."""
    (found,) = (block for block in flow.paragraphs() if block.role is role)
    return found


def roles(flow: Flow) -> list[Role]:
    """The roles of the first section, in order."""
    return [block.role for block in flow.sections[0].blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("kind", "chosen", "wanted"),
    [
        ("函", None, Format.LETTER),
        ("函", "文件", Format.DOCUMENT),
        ("通知", "信函", Format.LETTER),
        ("通知", None, Format.DOCUMENT),
    ],
)
def test_the_format_follows_kind_and_choice(kind: str, chosen: str | None, wanted: Format) -> None:
    """A 函 is a letter, a 通知 may be one, and what is chosen goes before the kind."""
    assert document(文种=kind, 格式=chosen).notice.layout is wanted


@pytest.mark.parametrize("form", Format)
def test_every_format_has_its_templates(form: Format, project: Project) -> None:
    """Each format has a Word template, a page and a style sheet."""
    names = [
        f"word/{LAYOUTS[form].template}.docx",
        f"pdf/{LAYOUTS[form].template}.html",
        f"pdf/{LAYOUTS[form].template}.css",
    ]
    assert [name for name in names if not (project.templates / name).is_file()] == []


def test_order_of_a_letter() -> None:
    """Mark without 文件, double rule, number at the right, two blank lines, title (10.1)."""
    flow = letter()
    assert roles(flow)[:6] == [Role.MARK, Role.MASTHEAD_RULE, Role.NUMBER, Role.BLANK, Role.BLANK, Role.TITLE]
    assert of_role(flow, Role.MARK).text == "青禾县人民政府"
    assert "".join(run.text for run in of_role(flow, Role.NUMBER).right_text) == "青政〔2026〕9号"


def test_a_joint_letter_bears_the_mark_of_the_leading_organ() -> None:
    """联合行文时，使用主办机关标志 (10.1)."""
    flow, _ = composed(*JOINT, 文种="函", 标题=["青禾县人民政府青禾县农业农村局关于支援秋收的函"])
    assert of_role(flow, Role.MARK).text == "青禾县人民政府"


def test_elements_at_the_left_edge_of_a_letter() -> None:
    """The first of 份号, 密级, 紧急程度 shares the number's line, the others follow in their order (10.1)."""
    flow = letter(份号="000001", 密级="秘密", 保密期限="1年", 紧急程度="特急")
    assert of_role(flow, Role.NUMBER).text == "000001青政〔2026〕9号"
    assert roles(flow)[2:5] == [Role.NUMBER, Role.SECRECY, Role.URGENCY]
    urgent = of_role(letter(紧急程度="特急"), Role.NUMBER).lines[0]
    assert [(run.text, run.face) for run in urgent] == [("特急", Face.LABEL)]


def test_the_imprint_of_a_letter_has_no_printing_line() -> None:
    """版记不加印发机关和印发日期 (10.1): what was typed is an error, and does not print."""
    imprint = {"抄送": ["县财政局"], "印发机关": "青禾县人民政府办公室", "印发日期": "2026-09-02"}
    flow = letter(版记=imprint)
    assert flow.imprint is not None
    assert [line.role for group in flow.imprint.groups for line in group] == [Role.COPIES_TO]
    assert codes(problems_of("函", 版记=imprint)) == ["N509"]
    assert codes(problems_of("函", 版记={"抄送": ["县财政局"]})) == []


def test_order_of_an_order() -> None:
    """Mark with 令, two blank lines to 第×号, two to the body; no addressees, number or title (10.2)."""
    flow = order()
    assert roles(flow)[:5] == [Role.MARK, Role.ORDER_NUMBER, Role.BLANK, Role.BLANK, Role.PARAGRAPH]
    assert [of_role(flow, role).text for role in (Role.MARK, Role.ORDER_NUMBER)] == ["青禾县人民政府令", "第5号"]
    assert Role.TITLE not in roles(order(标题=["青禾县人民政府防汛令"]))
    assert flow.properties.title == "青禾县人民政府令第5号"


def test_what_an_order_says_of_itself() -> None:
    """A draft is noted, a title is named as not printed, and the mark may say 命令 (10.2)."""
    assert codes(problems_of("命令")) == []
    assert codes(problems_of("命令", 命令=None)) == ["N507"]
    assert of_role(order(命令=None), Role.ORDER_NUMBER).text == "第×号"
    assert codes(problems_of("命令", 标题=["青禾县人民政府防汛令"])) == ["N508"]
    assert of_role(order(命令={"令号": "5", "标志用字": "命令"}), Role.MARK).text == "青禾县人民政府命令"


def test_order_of_minutes() -> None:
    """Mark, number, office and date, rule; after the body the lists; no sign-off (10.3)."""
    flow = minutes()
    head = [Role.MARK, Role.NUMBER, Role.MINUTES_LINE, Role.MASTHEAD_RULE]
    assert roles(flow) == [*head, Role.BLANK, Role.BLANK, Role.PARAGRAPH, Role.BLANK, *[Role.ATTENDANCE] * 3]
    assert of_role(flow, Role.MARK).text == "青禾县人民政府常务会议纪要"
    assert of_role(flow, Role.MINUTES_LINE).text == "青禾县人民政府2026年9月1日"
    assert of_role(minutes(纪要=None), Role.MARK).text == "青禾县人民政府会议纪要"
    assert codes(problems_of("纪要")) == []


def test_lists_of_attendance() -> None:
    """左空二字，标签黑体，回行与冒号后首字对齐 (10.3)."""
    first, second, third = (item for item in minutes().paragraphs() if item.role is Role.ATTENDANCE)
    assert [item.text[:3] for item in (first, second, third)] == ["出席：", "请假：", "列席："]
    assert first.text == "出席：田丰、谷满"
    assert [run.face for run in first.lines[0][:2]] == [Face.LABEL, Face.OF_ROLE]
    assert third.indent is not None
    assert (third.indent.left, third.indent.first) == (5, -3)
    listed = minutes(纪要={"列席": ["农业农村局田丰、谷满", "水利局河清"]})
    assert of_role(listed, Role.ATTENDANCE).text == "列席：农业农村局田丰、谷满，水利局河清"


def lists(label: str, *names: str) -> list[str]:
    """The lines that the program ends in the list `label` of `names`."""
    found = of_role(minutes(纪要={label: list(names)}), Role.ATTENDANCE)
    return ["".join(run.text for run in line) for line in found.lines]


@pytest.mark.parametrize(
    ("names", "begins"),
    [
        (["一二三、" * 5 + "一", "马超", "李红"], "马超"),
        (["一二三、" * 4 + "一二三四", "马超", "李红"], "马超"),  # it fits, but the sign behind it takes its 超 along
        (["一二三、" * 5 + "一", "马小超", "李红"], "马小超"),
        (["一二三、" * 5 + "一", "司马小超", "李红"], "司马小超"),
        (["一二三、" * 5 + "一", "李　溪", "李红"], "李　溪"),
        (["一二三、" * 4 + "一二", "阿依古丽·买买提（女）", "李红"], "阿依古丽·买买提"),
        (["一二三、" * 4 + "一", "县财政局陈立（局长）"], "陈立"),
        (["一二三、" * 4 + "一", "县中医院顾长青（院长）"], "顾长青"),
    ],
)
def test_a_name_begins_a_line_rather_than_being_cut(names: list[str], begins: str) -> None:
    """The line before it is ended; not a character comes or goes."""
    lines = lists("出席", *names)
    assert [line.startswith(begins) for line in lines] == [False, True]
    sign = "，" if "、" in "".join(names) else "、"
    assert "".join(lines) == "出席：" + sign.join(names)


def test_lines_that_cut_no_name_end_by_themselves() -> None:
    """A name that just fits, a list of one line, and what is no name: the files break it where they break all text."""
    assert len(lists("出席", "田丰", "谷满")) == 1
    assert len(lists("出席", *["马超"] * 7, "李")) == 1
    assert len(lists("出席", *["林小渠"] * 6)) == 1
    assert len(lists("出席", *["林小渠"] * 7)) == 2
    assert len(lists("列席", "各乡镇人民政府和街道办事处主要负责同志以及县直有关单位的分管负责同志")) == 1
    assert len(lists("列席", "https://www.example.cn/very/long/address/of/a/meeting/of/many/people、马超")) == 1


def test_a_name_that_begins_a_line_keeps_its_place() -> None:
    """What is said of it names where it was typed: four characters behind the office it belongs to."""
    flow = minutes(纪要={"出席": ["一二三、" * 4 + "一", "县财政局陈立（局长）"]})
    office, name = of_role(flow, Role.ATTENDANCE).lines[0][-1], of_role(flow, Role.ATTENDANCE).lines[1][0]
    assert (office.text, name.text) == ("县财政局", "陈立（局长）")
    assert office.place.column is not None
    assert (name.place.line, name.place.column) == (office.place.line, office.place.column + 4)


def test_first_lines_stand_above_the_mark_of_minutes() -> None:
    """份号 and 密级 of minutes stand at the head of the type area (7.2.1, 7.2.2)."""
    assert roles(minutes(份号="000001", 密级="秘密"))[:3] == [Role.COPY_NUMBER, Role.SECRECY, Role.MARK]


def test_the_name_of_a_document_without_a_title() -> None:
    """What has no title is named by its mark, an order by its number too: in properties and report."""
    assert printed_name(document(**{**ORDER, "命令": None})) == "青禾县人民政府令第×号"
    assert minutes().properties.title == "青禾县人民政府常务会议纪要"
    assert minutes(标题=["关于秋收工作的会议纪要"]).properties.title == "关于秋收工作的会议纪要"
