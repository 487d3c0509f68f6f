"""What a bulletin, a 文稿 and a collection have on paper, in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.compose.documents import codes, composed, document, of_role, texts, title_lines
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow, Format, Paragraph, Role
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems

HEAD = {"名称": "青禾简报", "期号": "8", "总期号": "115", "编印单位": "青禾县人民政府办公室"}


def bulletin(**changes: Any) -> tuple[Flow, Problems]:
    """A bulletin; `changes` go to its head."""
    head = {key: value for key, value in {**HEAD, **changes}.items() if value is not None}
    return composed(文种="简报", 发文字号=None, 发文机关=None, 标题=["秋收进展顺利"], 简报=head)


def roles(flow: Flow) -> list[Role]:
    """The roles of the first section, blank lines left out."""
    return [
        block.role for block in flow.sections[0].blocks if isinstance(block, Paragraph) and block.role is not Role.BLANK
    ]


def test_a_bulletin_without_issue_is_a_draft() -> None:
    """It prints 第×期, and a note says how it gets its number; so does a 统一登记号 that ends in ×."""
    flow, problems = bulletin(期号=None, 总期号=None)
    assert (codes(problems), texts(flow, Role.BULLETIN_ISSUE)) == (["N574"], ["第×期"])
    _, problems = composed(统一登记号="AAPR-2026-×")
    assert "N584" in codes(problems)
    assert "N581" not in codes(problems)
    _, problems = composed(统一登记号="AAPR-26-×")
    assert "N581" in codes(problems)


def test_the_head_of_a_bulletin() -> None:
    """Name, issue, office and date, rule, title, body; no number, sign-off or imprint."""
    flow, problems = bulletin()
    assert codes(problems) == []
    assert flow.format is Format.BULLETIN
    assert flow.imprint is None
    assert roles(flow) == [
        Role.BULLETIN_NAME,
        Role.BULLETIN_ISSUE,
        Role.BULLETIN_LINE,
        Role.MASTHEAD_RULE,
        Role.TITLE,
        Role.PARAGRAPH,
    ]
    assert texts(flow, Role.BULLETIN_ISSUE) == ["第8期　总第115期"]
    line = of_role(flow, Role.BULLETIN_LINE)[0]
    assert "".join(run.text for run in line.lines[0]) == "青禾县人民政府办公室"
    assert "".join(run.text for run in line.right_text) == "2026年9月1日"
    assert texts(bulletin(总期号=None)[0], Role.BULLETIN_ISSUE) == ["第8期"]


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        (None, [Role.MASTHEAD_RULE, Role.REMARK, Role.TITLE]),
        ("标题前", [Role.MASTHEAD_RULE, Role.REMARK, Role.TITLE]),
        ("标题后", [Role.TITLE, Role.REMARK, Role.PARAGRAPH]),
    ],
)
def test_the_remark_stands_where_it_is_wanted(where: str | None, wanted: list[Role]) -> None:
    """按语 stands before the title, or after it."""
    flow, _ = bulletin(按语="供参考。", 按语位置=where)
    found = roles(flow)
    assert found[found.index(Role.REMARK) - 1 : found.index(Role.REMARK) + 2] == wanted


@pytest.mark.parametrize(("typed", "printed"), [("供参考。", "按：供参考。"), ("编者按：供参考。", "编者按：供参考。")])
def test_the_remark_has_its_label_once(typed: str, printed: str) -> None:
    """按： is set before the remark unless one was typed."""
    assert texts(bulletin(按语=typed)[0], Role.REMARK) == [printed]


def test_the_foot_of_a_bulletin() -> None:
    """Each group of recipients begins a line of the foot, the number of copies ends it; groups stand in one box."""
    flow, _ = bulletin(报=["市政府办公室", "县委领导"], 送=["县委办公室"], 发=["各乡镇"], 共印="80")
    assert flow.imprint is not None
    assert len(flow.imprint.groups) == 1
    assert [line.text for line in flow.imprint.groups[0]] == [
        "报：市政府办公室；县委领导。",
        "送：县委办公室。",
        "发：各乡镇。",
        "（共印80份）",
    ]
    flow, _ = bulletin(抄送=["县委领导。"], 分送=["各单位"])
    assert flow.imprint is not None
    assert [line.text for line in flow.imprint.groups[0]] == ["抄送：县委领导。", "分送：各单位。"]


def test_a_bulletin_without_date_or_with_a_long_office_says_so() -> None:
    """A missing date and an office that leaves no room for it are reported."""
    _, problems = composed(文种="简报", 发文字号=None, 发文机关=None, 标题=["甲"], 简报=HEAD, 成文日期=None)
    assert codes(problems) == ["N570"]
    assert codes(bulletin(编印单位="青禾县深化医药卫生体制改革领导小组办公室综合科")[1]) == ["N571"]


def test_date_and_author_of_a_manuscript() -> None:
    """The date in brackets and each author stand under the title, before the body."""
    flow, problems = composed(文种="文稿", 发文字号=None, 发文机关=None, 作者=["县卫健局", "周云"])
    assert codes(problems) == []
    assert flow.format is Format.MANUSCRIPT
    assert roles(flow) == [Role.TITLE, Role.MANUSCRIPT_DATE, Role.AUTHOR, Role.AUTHOR, Role.PARAGRAPH]
    assert texts(flow, Role.MANUSCRIPT_DATE) == ["（2026年9月1日）"]
    assert roles(composed(文种="文稿", 发文字号=None, 发文机关=None, 成文日期=None)[0]) == [Role.TITLE, Role.PARAGRAPH]


def collected(*members: Document, decisions: Decisions | None = None, **changes: Any) -> tuple[Flow, Problems]:
    """A collection of `members`."""
    problems = Problems()
    whole = document(
        文种="汇编",
        发文字号=None,
        发文机关=None,
        正文=None,
        标题=["青禾县农业生产资料汇编"],
        汇编={"编印单位": ["青禾县农业局"], "篇目": ["甲"]},
        **changes,
    )
    return compose(replace(whole, members=members), decisions or Decisions(), problems), problems


MANUSCRIPT = {"文种": "文稿", "发文字号": None, "发文机关": None, "标题": ["秋收总结"]}


def test_a_collection_has_cover_contents_and_each_document() -> None:
    """The cover bears no number; the contents name each document with its page; each begins a page."""
    flow, problems = collected(document(), document(**MANUSCRIPT), decisions=Decisions(contents_pages=(3, 4)))
    assert codes(problems) == []
    assert [section.numbered for section in flow.sections] == [False, True]
    assert texts(flow, Role.COVER_TITLE) == ["青禾县农业生产资料汇编"]
    assert texts(flow, Role.COVER_ORGAN) == ["青禾县农业局"]
    assert texts(flow, Role.COVER_DATE) == ["2026年9月1日"]
    rows = of_role(flow, Role.CONTENTS_ENTRY)
    assert [row.text for row in rows] == ["青禾县人民政府关于做好秋收工作的通知3", "秋收总结4"]
    titles = of_role(flow, Role.MEMBER_TITLE)
    assert [title.anchor for title in titles] == [row.page_of for row in rows]
    assert all(title.page_break_before for title in titles)


def test_a_reprint_has_its_number_but_no_masthead_or_imprint() -> None:
    """Mark, rule, imprint and seal room of the original are left out; its number stands under the title."""
    flow, _ = collected(document(版记={"印发机关": "甲", "印发日期": "2026-09-02"}))
    kept = {block.role for section in flow.sections for block in section.blocks if isinstance(block, Paragraph)}
    assert not kept & {Role.MARK, Role.NUMBER, Role.MASTHEAD_RULE, Role.TITLE, Role.PRINTING_LINE}
    assert flow.imprint is None
    assert texts(flow, Role.MEMBER_NUMBER) == ["青政〔2026〕9号"]
    assert texts(flow, Role.SIGN_OFF) == ["青禾县人民政府"]
    assert texts(flow, Role.DATE) == ["2026年9月1日"]


def test_a_bulletin_is_reprinted_with_its_remark() -> None:
    """The remark of a bulletin stands under its title wherever it stood; head and foot stay out."""
    member = document(
        文种="简报", 发文字号=None, 发文机关=None, 标题=["秋收进展"], 简报={**HEAD, "按语": "供参考。", "共印": "5"}
    )
    flow, _ = collected(member)
    found = [
        role
        for role in [block.role for block in flow.sections[1].blocks if isinstance(block, Paragraph)]
        if role is not Role.BLANK
    ]
    assert found == [Role.CONTENTS_TITLE, Role.CONTENTS_ENTRY, Role.MEMBER_TITLE, Role.REMARK, Role.PARAGRAPH]


def test_a_document_without_title_is_called_by_its_head() -> None:
    """An order has no title: the contents and its page bear mark and number."""
    flow, _ = collected(document(文种="命令", 标题=None, 发文字号=None, 命令={"令号": "3"}, 成文日期="2026-09-01"))
    assert texts(flow, Role.MEMBER_TITLE) == ["青禾县人民政府令第3号"]
    assert "请做好秋收工作。" in texts(flow, Role.PARAGRAPH)


def test_an_error_of_a_member_is_an_error_of_the_collection() -> None:
    """A fault that forbids issuing a member forbids the collection; a warning is left to the member's own report."""
    _, problems = collected(document(正文={"导语": "一、甲\n一、乙"}), document(发文字号=None))
    assert codes(problems) == ["N510"]


def test_a_long_title_turns_in_the_contents_and_keeps_every_character() -> None:
    """A long title takes several lines of the contents; no line begins with a closing sign, none is lost."""
    title = "青禾县人民政府关于印发《青禾县2026年秋粮收购和农业生产社会化服务工作方案》的通知"
    flow, _ = collected(document(标题=[title]))
    (row,) = of_role(flow, Role.CONTENTS_ENTRY)
    lines = title_lines(row)
    assert "".join(lines) == title
    assert len(lines) == 2
    assert not any(line[0] in "》，。）" for line in lines)


def test_a_cover_without_a_date_says_so() -> None:
    """A collection without a date is reported."""
    assert codes(collected(document(), 成文日期=None)[1]) == ["N530"]
