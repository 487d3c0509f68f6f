"""Documents that are not a plain notice: numbers of their own, sign-offs, contacts, speeches, forwarded documents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.documents import codes, composed, document, of_role, texts
from tests.special import minutes, order
from ygt_docs.compose.flow import Flow, Format, Paragraph, Role

PROCLAMATION = {"文种": "公告", "标题": ["青禾县人民政府关于封路的公告"], "发文字号": None}
SPEECH = {
    "文种": "文稿",
    "标题": ["把秋收办成丰收"],
    "发文字号": None,
    "发文机关": None,
    "场合": "在全县秋收工作会议上",
    "讲话人": ["青禾县人民政府县长　田丰"],
    "称呼": "同志们",
}
FORWARDED = {
    "发文字号": "谷市政〔2026〕12号",
    "标题": ["谷市人民政府关于做好防汛工作的通知"],
    "主送机关": ["各县人民政府", "市直各部门"],
    "正文": {"导语": "请做好防汛工作。\n请于月底前报告。"},
    "署名": ["谷市人民政府"],
    "成文日期": "2026-08-20",
}
TWO = [{"联系人": "田丰", "电话": "8000001"}, {"联系人": "欧阳谷", "电话": "8000002"}]


def roles(flow: Flow, section: int = 0) -> list[Role]:
    """The roles of the paragraphs of a section with text, in order."""
    return [block.role for block in flow.sections[section].blocks if isinstance(block, Paragraph) and block.text]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ({"序号": "3", "年份": "2026"}, "第3号"),
        ({"序号": "3", "年份": "2026", "写法": "N年第N号"}, "2026年第3号"),
        ({"年份": "2026"}, "第×号"),
        ({"年份": "2026", "写法": "N年第N号"}, "2026年第×号"),
    ],
)
def test_a_proclamation_has_a_number_of_its_own(number: dict[str, str], printed: str) -> None:
    """It stands where the 发文字号 would; the mark names the kind; a draft is said (N502)."""
    flow, problems = composed(**PROCLAMATION, 公告号=number)
    assert texts(flow, Role.NUMBER) == [printed]
    assert texts(flow, Role.MARK) == ["青禾县人民政府公告"]
    assert flow.properties.number == printed
    assert codes(problems) == ([] if "序号" in number else ["N502"])


def test_an_order_may_be_counted_by_the_year() -> None:
    """命令: {令号: 15, 年份: 2010} prints 2010年第15号."""
    assert texts(order(命令={"令号": "15", "年份": "2010"}), Role.ORDER_NUMBER) == ["2010年第15号"]
    assert texts(order(命令={"令号": "15"}), Role.ORDER_NUMBER) == ["第15号"]


def test_minutes_say_which_meeting_it_was() -> None:
    """（第8次） stands where the number would, or behind it."""
    counted = {"次数": "8", "出席": ["田丰"]}
    assert texts(minutes(纪要=counted, 发文字号=None), Role.NUMBER) == ["（第8次）"]
    assert texts(minutes(纪要=counted), Role.NUMBER) == ["青政〔2026〕9号（第8次）"]


def test_a_resolution_needs_no_sign_off() -> None:
    """落款: 无 prints neither name nor date; the day of a resolution stands under its title."""
    flow, problems = composed(文种="决议", 标题=["青禾县人民政府关于甲的决议"], 落款="无", 成文日期=None)
    assert not {Role.SIGN_OFF, Role.DATE} & set(roles(flow))
    assert codes(problems) == []


def test_a_notice_without_sign_off_is_told() -> None:
    """What the standard asks of a 通知 is said once (N534), not that its date is missing too."""
    flow, problems = composed(落款="无", 成文日期=None)
    assert not {Role.SIGN_OFF, Role.DATE} & set(roles(flow))
    assert codes(problems) == ["N534"]


@pytest.mark.parametrize(("typed", "printed"), [("谷县水利局", "（谷县水利局代章）"), ("是", "（代章）")])
def test_another_organ_may_seal(typed: str, printed: str) -> None:
    """（××代章） stands under the name; no seal of the issuing organ is shown over it."""
    organ = {"全称": "青禾县人民政府", "机关代字": "青政", "印章图片": "a.png"}
    flow, _ = composed(organ, 代章=typed)
    assert texts(flow, Role.SIGN_OFF) == ["青禾县人民政府", printed]
    assert [block.seal for block in of_role(flow, Role.SIGN_OFF)] == [None, None]


def test_several_contacts_stand_under_one_another() -> None:
    """A line each, in columns that begin at the same places."""
    flow, _ = composed(联系=TWO)
    lines = of_role(flow, Role.CONTACT)
    assert [line.text for line in lines] == ["联系人：田丰联系电话：8000001", "联系人：欧阳谷联系电话：8000002"]
    assert [[column.at for column in line.columns] for line in lines] == [[2, 11], [2, 11]]


def test_contacts_too_wide_for_a_line_have_rows() -> None:
    """With addresses there is a row for each thing, labels of one width."""
    wide = [{**item, "地址": "青禾县青禾镇人民路一百二十三号"} for item in TWO]
    flow, _ = composed(联系=wide)
    labels = [line.text.partition("：")[0] for line in of_role(flow, Role.CONTACT)]
    assert labels == ["联 系 人", "联系电话", "地　　址"] * 2


@pytest.mark.parametrize(
    ("place", "role", "printed"),
    [
        ("正文后一行", Role.CONTACT, "联系人：田丰，电话：8000001；联系人：欧阳谷，电话：8000002。"),
        ("附注", Role.ANNOTATION, "（联系人：田丰，电话：8000001；联系人：欧阳谷，电话：8000002）"),
    ],
)
def test_several_contacts_in_one_line(place: str, role: Role, printed: str) -> None:
    """After the text or in the annotation they are one sentence."""
    flow, _ = composed(联系=[{**item, "位置": place} for item in TWO])
    assert texts(flow, role) == [printed]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, ["——2026年9月1日在全县秋收工作会议上", "青禾县人民政府县长　田丰", "同志们："]),
        (
            {"称呼": "各位代表：", "成文日期": None},
            ["——在全县秋收工作会议上", "青禾县人民政府县长　田丰", "各位代表："],
        ),
        (
            {"副标题": "谈几点意见"},
            ["——谈几点意见", "（2026年9月1日在全县秋收工作会议上）", "青禾县人民政府县长　田丰", "同志们："],
        ),
        (
            {"场合": "（2026年9月1日，县礼堂）"},
            ["（2026年9月1日，县礼堂）", "青禾县人民政府县长　田丰", "同志们："],
        ),
        (
            {"场合": "（县礼堂）"},
            ["（县礼堂）", "（2026年9月1日）", "青禾县人民政府县长　田丰", "同志们："],
        ),
    ],
)
def test_what_stands_under_the_title_of_a_speech(changes: dict[str, Any], lines: list[str]) -> None:
    """Subtitle, date and occasion, speaker, and the salutation at the left edge with a colon."""
    flow, _ = composed(**{**SPEECH, **changes})
    under = (Role.SUBTITLE, Role.MANUSCRIPT_DATE, Role.AUTHOR, Role.ADDRESSEES)
    assert [block.text for block in flow.paragraphs() if block.role in under] == lines


def test_any_document_may_have_a_subtitle() -> None:
    """The subtitle stands under the title; dashes that were typed are not doubled."""
    flow, _ = composed(副标题="——以三个乡镇为例")
    assert roles(flow)[2:4] == [Role.TITLE, Role.SUBTITLE]
    assert texts(flow, Role.SUBTITLE) == ["——以三个乡镇为例"]


def test_a_forwarded_document_is_reprinted_whole() -> None:
    """On a page of its own: title, number under it, addressees, text, note, sign-off; its last line keeps with it."""
    appendix = {"名称": "物资清单", "正文": {"导语": "沙袋。"}}
    flow, problems = composed(转发件=[{**FORWARDED, "附件": [appendix]}])
    (section,) = flow.sections
    blocks = list(section.blocks)
    first = next(index for index, block in enumerate(blocks) if getattr(block, "page_break_before", False))
    reprint = [block for block in blocks[first:] if isinstance(block, Paragraph) and block.text]
    assert [block.role for block in reprint] == [
        Role.PROMULGATED_TITLE,
        Role.FORWARDED_NUMBER,
        Role.ADDRESSEES,
        Role.PARAGRAPH,
        Role.PARAGRAPH,
        Role.APPENDIX_NOTE,
        Role.SIGN_OFF,
        Role.DATE,
        Role.APPENDIX_MARK,
        Role.APPENDIX_TITLE,
        Role.PARAGRAPH,
    ]
    assert [block.keep_with_next for block in reprint[4:8]] == [True, True, True, False]
    assert [block.text for block in reprint[6:8]] == ["谷市人民政府", "2026年8月20日"]
    assert codes(problems) == []


def test_each_forwarded_document_begins_a_page() -> None:
    """Several are reprinted one after another, each with what it promulgates and its appendices."""
    inner = {"标题": ["防汛方案"], "正文": {"导语": "略。"}, "附件": [{"名称": "表", "正文": {"导语": "略。"}}]}
    flow, _ = composed(转发件=[{**FORWARDED, "印发件": inner}, {**FORWARDED, "标题": ["谷市人民政府关于抗旱的通知"]}])
    begins = [block.text for block in flow.paragraphs() if block.page_break_before]
    assert begins == ["谷市人民政府关于做好防汛工作的通知", "防汛方案", "附件", "谷市人民政府关于抗旱的通知"]


def test_an_appendix_of_a_forwarded_document_may_be_bound_separately() -> None:
    """It is no page of the document, and counts among its volumes."""
    appendix = {"名称": "图册", "正文": {"导语": "略。"}, "另册": "是"}
    flow, _ = composed(转发件=[{**FORWARDED, "附件": [appendix]}])
    assert (flow.volumes, Role.APPENDIX_MARK in roles(flow)) == (1, False)


def test_other_kinds_are_letters() -> None:
    """A numbered letter outside the 15 kinds has the head of a letter, and may do without a number."""
    other = {"文种": "其他", "文种名": "行政处罚决定书", "标题": ["青禾县人民政府行政处罚决定书"]}
    assert document(**other).notice.layout is Format.LETTER
    flow, problems = composed(**other, 发文字号=None)
    assert (flow.properties.kind, codes(problems)) == ("行政处罚决定书", [])


def test_the_first_copy_bears_the_first_number() -> None:
    """份号: 000001-000080 prints 000001."""
    flow, _ = composed(份号="000001-000080")
    assert texts(flow, Role.COPY_NUMBER) == ["000001"]
