"""What stands behind the sign-off (转发件、印发件), and what else an office's year brings: 代章, 次数, 其他, years of orders."""

from __future__ import annotations

import datetime

import pytest

from tests.intake.drafts import codes, lines_of, read, tree
from tests.intake.test_account import hold

_NOTICE = """\
青禾县教育局文件
青教〔2026〕21号
青禾县教育局转发《青河市教育局关于做好校园防溺水工作的通知》的通知
各中心校，县直各学校：
现将《青河市教育局关于做好校园防溺水工作的通知》（青市教〔2026〕40号）转发给你们，请认真落实。
青禾县教育局
2026年5月8日
"""
_FORWARDED = """\
青河市教育局
关于做好校园防溺水工作的通知
青市教〔2026〕40号
各县（市、区）教育局，市直各学校：
现就校园防溺水工作通知如下：
一、开展一次专题教育。
二、每周提醒家长一次。
附件：1.巡查安排表
2.告家长书
青河市教育局
2026年4月30日
（此件公开发布）
附件1
巡查安排表
由各学校自行安排。
附件2
告家长书
请家长看护好孩子。
"""


def test_a_forwarded_document_comes_in_whole() -> None:
    """Number, title, addressees, text, sign-off, date, annotation and appendices of the document are its own."""
    hold(read(_NOTICE + _FORWARDED))
    notice = tree(_NOTICE + _FORWARDED)
    assert "附件" not in notice
    forwarded = notice["转发件"]
    assert forwarded["发文字号"] == "青市教〔2026〕40号"
    assert "".join(forwarded["标题"]) == "青河市教育局关于做好校园防溺水工作的通知"
    assert forwarded["主送机关"] == ["各县（市、区）教育局", "市直各学校"]
    assert forwarded["署名"] == ["青河市教育局"]
    assert forwarded["成文日期"] == datetime.date(2026, 4, 30)
    assert forwarded["附注"] == "此件公开发布"
    assert [item["名称"] for item in forwarded["附件"]] == ["巡查安排表", "告家长书"]
    assert notice["成文日期"] == datetime.date(2026, 5, 8)


def test_masthead_and_imprint_of_a_forwarded_document_are_not_reprinted() -> None:
    """A mark above it and the imprint below it go, and the imprint of the notice itself stays the notice's."""
    own = "抄送：县公安局。\n青禾县教育局办公室　2026年5月9日印发\n"
    original = "青河市教育局文件\n" + _FORWARDED.partition("附件1\n")[0]
    text = _NOTICE + own + original + "抄送：市公安局。\n青河市教育局办公室　2026年5月6日印发\n"
    hold(read(text))
    notice = tree(text)
    assert notice["版记"]["抄送"] == ["县公安局"]
    assert notice["版记"]["印发日期"] == datetime.date(2026, 5, 9)
    assert "文件" not in notice["转发件"]["正文"]
    assert "抄送" not in str(notice["转发件"])


def test_two_forwarded_documents_are_a_list() -> None:
    """A second one begins at its title with its number; the appendices before it belong to the first."""
    second = _FORWARDED.partition("附件：")[0].replace("40号", "52号").replace("防溺水", "防暑降温")
    text = _NOTICE + _FORWARDED + second + "青河市教育局\n2026年5月2日\n"
    hold(read(text))
    first, last = tree(text)["转发件"]
    assert [item["名称"] for item in first["附件"]] == ["巡查安排表", "告家长书"]
    assert (last["发文字号"], last["成文日期"]) == ("青市教〔2026〕52号", datetime.date(2026, 5, 2))
    assert "附件" not in last


def test_a_plan_behind_a_notice_is_no_forwarded_document() -> None:
    """What has neither number nor addressees nor sign-off is promulgated (印发件), whatever the notice is called."""
    text = _NOTICE + "青禾县校园防溺水方案\n一、目标\n不发生事故。\n"
    assert "转发件" not in tree(text)
    assert tree(text)["印发件"]["标题"] == "青禾县校园防溺水方案"


_SIGNED = """\
青禾县人民政府关于调整供水价格的通知
各乡镇人民政府：
自7月1日起执行新的价格。
青禾县人民政府{words}
2026年6月10日
"""


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("（代章）", "是"),
        ("\n（代 章）", "是"),
        ("（县政府办公室代章）", "县政府办公室"),
        ("\n（青禾县人民政府办公室代章）", "青禾县人民政府办公室"),
    ],
)
def test_a_seal_on_behalf_is_a_key(words: str, value: str) -> None:
    """代章 behind the name or under it; the organ that issues keeps its own name."""
    text = _SIGNED.format(words=words)
    hold(read(text))
    assert (tree(text)["代章"], tree(text)["发文机关"]) == (value, ["青禾县人民政府"])
    assert "I383" not in codes(text)


def test_a_bracket_in_the_text_is_no_seal() -> None:
    """Only above the date and under an organ the words are about a seal."""
    text = _SIGNED.format(words="").replace("价格。", "价格。\n盖章处写明（代章）\n各单位照办。")
    assert "代章" not in tree(text)


def test_several_contacts_are_a_list() -> None:
    """A line each, or a row for each thing; what stands above a repeated label belongs to another."""
    rows = "联系人：林远　联系电话：8000011\n联系人：欧阳一清　联系电话：8000012\n"
    text = _SIGNED.format(words="").replace("价格。\n", f"价格。\n{rows}")
    hold(read(text))
    expected = [{"联系人": "林远", "电话": "8000011"}, {"联系人": "欧阳一清", "电话": "8000012"}]
    assert tree(text)["联系"] == expected
    one_by_one = "".join(f"联系人：{item['联系人']}\n联系电话：{item['电话']}\n" for item in expected)
    assert tree(text.replace(rows, one_by_one))["联系"] == expected


_PENALTY = """\
青禾县市场监督管理局
行政处罚决定书
青市监罚〔2026〕12号
当事人：青禾县和顺副食店
决定处罚如下：
一、罚款5000元。
青禾县市场监督管理局
2026年4月2日
"""


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("行政处罚决定书", "青市监罚〔2026〕12号", "行政处罚决定书"),
        ("责令改正通知书", "青市监责改〔2026〕3号", "责令改正通知书"),
        ("关于对县人大第23号建议的答复", "青市监〔2026〕30号", "答复"),
        ("关于2026年公开招聘拟聘用人员的公示", "", "公示"),
        ("青禾县第三中学教学楼项目中标（成交）结果公告", "", "中标（成交）结果公告"),
        ("青禾县第三中学食堂设备采购公告", "", "采购公告"),
    ],
)
def test_a_numbered_letter_of_no_kind_says_its_name(title: str, number: str, name: str) -> None:
    """文种 其他 with its 文种名; what is neither numbered nor signed stays a text."""
    text = _PENALTY.replace("行政处罚决定书", title).replace("青市监罚〔2026〕12号\n", f"{number}\n" if number else "")
    hold(read(text))
    notice = tree(text)
    assert (notice["文种"], notice["文种名"]) == ("其他", name)
    assert notice["发文机关"] == ["青禾县市场监督管理局"]
    assert tree("告家长书\n请家长看护好孩子。\n")["文种"] == "文稿"


@pytest.mark.parametrize(
    ("line", "session"), [("（第8次）", 8), ("第8次", 8), ("（第十二次）", 12), ("(第8次会议)", 8)]
)
def test_minutes_know_their_session(line: str, session: int) -> None:
    """次数 stands under the mark; what will print otherwise is said."""
    text = f"青禾县人民政府常务会议纪要\n{line}\n青禾县人民政府办公室　2026年6月12日\n会议研究了防汛工作。\n出席：王强、李溪\n"
    hold(read(text))
    notice = tree(text)
    assert (notice["文种"], notice["纪要"]["次数"]) == ("纪要", session)
    assert ("I316" in codes(text)) == (line != "（第8次）")


@pytest.mark.parametrize(
    ("line", "year"), [("第3号", None), ("2026年第3号", 2026), ("〔2026〕第3号", 2026), ("（2026年第3号）", 2026)]
)
def test_an_order_keeps_the_year_of_its_number(line: str, year: int | None) -> None:
    """令号 and 年份; brackets around them are not printed, which is said."""
    text = f"青禾县人民政府令\n{line}\n《青禾县供水办法》已经通过，现予公布。\n县长　林知远\n2026年6月1日\n"
    hold(read(text))
    order = tree(text)["命令"]
    assert (order["令号"], order.get("年份")) == (3, year)
    assert lines_of(text, "I316") == ([2] if line.startswith(("〔", "（")) else [])


@pytest.mark.parametrize("kind", ["批复", "通知", "公告"])
def test_who_signed_what_goes_down_is_registered(kind: str) -> None:
    """签发人 beside the number of a 批复 is not printed: the register keeps it, which is said; an 意见 may go up."""
    text = _SIGNED.format(words="").replace("的通知", f"的{kind}")
    text = f"青政〔2026〕14号　　签发人：李明远、王溪\n{text}"
    hold(read(text))
    notice = tree(text)
    assert notice["登记"] == {"签发": "李明远、王溪"}
    assert not {"签发人", "行文方向"} & notice.keys()
    assert lines_of(text, "I401") == [1]
    upward = tree(text.replace(f"的{kind}", "的意见"))
    assert (upward["行文方向"], upward["签发人"]) == ("上行", ["李明远", "王溪"])


def test_a_title_that_forwards_without_marks_is_one() -> None:
    """…转发…的通知的通知 behind a sign-off of two lines: the sign-off stays with the document it signs."""
    inner = _FORWARDED.partition("附件：")[0] + "青河市教育局\n2026年4月30日\n"
    outer = (
        "青河市教育局转发省教育厅关于做好校园防溺水工作的通知的通知\n青市教〔2026〕40号\n各县教育局：\n请遵照执行。\n"
        "青河市教育局\n2026年4月30日\n"
    )
    text = _NOTICE + outer + inner.replace("青市教〔2026〕40号", "省教〔2026〕8号")
    hold(read(text))
    first, second = tree(text)["转发件"]
    assert (first["署名"], first["成文日期"]) == (["青河市教育局"], datetime.date(2026, 4, 30))
    assert (first["发文字号"], second["发文字号"]) == ("青市教〔2026〕40号", "省教〔2026〕8号")


def test_an_answer_with_a_signatory_is_no_letter() -> None:
    """签发人 beside the number has no place in a letter: such an answer is laid out as a document."""
    text = _PENALTY.replace("行政处罚决定书", "关于第23号提案的答复").replace(
        "〔2026〕12号", "函字〔2026〕12号　签发人：李明远"
    )
    hold(read(text))
    notice = tree(text)
    assert (notice["文种"], notice["格式"], notice["签发人"]) == ("函", "文件", ["李明远"])
