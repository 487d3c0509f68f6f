"""Drafts of the kinds that have keys of their own: proclamations, speeches."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.drafts import codes, lines_of, read, tree
from tests.intake.test_account import hold

_ANNOUNCED = """\
{head}
现将抽检情况公告如下：
全部合格。
青禾县市场监督管理局
2026年4月20日
"""
_TITLE = "青禾县市场监督管理局关于抽检情况的公告"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (f"{_TITLE}\n第3号", {"序号": 3, "年份": 2026}),
        (f"第3号\n{_TITLE}", {"序号": 3, "年份": 2026}),
        (f"青禾县市场监督管理局公告\n第3号\n{_TITLE}", {"序号": 3, "年份": 2026}),
        (f"{_TITLE}\n2026年第12号", {"序号": 12, "年份": 2026, "写法": "N年第N号"}),
        (f"{_TITLE}\n第×号", {"年份": 2026}),
        (f"{_TITLE}\n（第三号）", {"序号": 3, "年份": 2026}),
        (f"{_TITLE}\n〔2026〕第4号", {"序号": 4, "年份": 2026, "写法": "N年第N号"}),
    ],
)
def test_a_proclamation_has_a_number_of_its_own(head: str, number: dict[str, Any]) -> None:
    """第3号 over or under the title is the 公告号; its year is that of the date; another form of it is said."""
    text = _ANNOUNCED.format(head=head)
    hold(read(text))
    notice = tree(text)
    assert (notice["公告号"], notice["标题"]) == (number, _TITLE)
    assert notice["正文"] == "现将抽检情况公告如下：\n全部合格。\n"
    assert bool(lines_of(text, "I316")) == any(sign in head for sign in "三〔")


def test_a_title_of_organ_and_kind_stays_the_title() -> None:
    """云溪县人民政府公告 without another title below it is no mark."""
    text = _ANNOUNCED.format(head="青禾县市场监督管理局公告\n第3号")
    hold(read(text))
    assert tree(text)["标题"] == "青禾县市场监督管理局公告"
    assert tree(text)["公告号"] == {"序号": 3, "年份": 2026}


def test_only_proclamations_have_such_a_number() -> None:
    """第3号 in a 通知 is no 公告号, and a document number comes before it."""
    notice = tree(_ANNOUNCED.format(head="青禾县市场监督管理局关于开展抽检的通知\n第3号"))
    assert "公告号" not in notice
    assert "第3号" in notice["正文"]
    numbered = tree(_ANNOUNCED.format(head=f"青市监〔2026〕5号\n{_TITLE}\n第3号"))
    assert "公告号" not in numbered
    assert numbered["发文字号"]["顺序号"] == 5


_SPEECH = """\
把乡村学校办好
{byline}
各位代表、同志们：
今天的会议很重要。
"""


@pytest.mark.parametrize(
    ("byline", "keys"),
    [
        (
            "——在推进一体化中的几点意见\n（2026年2月26日在全县教育工作会议上）\n青禾县人民政府县长　林知远",
            {
                "副标题": "在推进一体化中的几点意见",
                "场合": "在全县教育工作会议上",
                "成文日期": "2026-02-26",
                "讲话人": ["青禾县人民政府县长　林知远"],
            },
        ),
        (
            "——在全县教育工作会议上的讲话\n县长　林知远\n2026年2月26日",
            {"副标题": "在全县教育工作会议上的讲话", "讲话人": ["县长　林知远"], "成文日期": "2026-02-26"},
        ),
        (
            "——在全县教育工作会议上的讲话（2026年2月26日）\n林知远",
            {"副标题": "在全县教育工作会议上的讲话", "讲话人": ["林知远"], "成文日期": "2026-02-26"},
        ),
        ("——2026年2月26日在全县教育工作会议上", {"场合": "在全县教育工作会议上", "成文日期": "2026-02-26"}),
        ("（2026年2月26日）", {"成文日期": "2026-02-26"}),
        (
            "（2026年2月26日，根据录音整理）",
            {"场合": "（2026年2月26日，根据录音整理）", "成文日期": "2026-02-26"},
        ),
    ],
)
def test_what_stands_under_the_title_of_a_speech(byline: str, keys: dict[str, Any]) -> None:
    """Subtitle, occasion with its day, speaker and salutation become keys; nothing of it is doubtful."""
    text = _SPEECH.format(byline=byline)
    hold(read(text))
    notice = tree(text)
    assert (notice["文种"], notice["标题"], notice["称呼"]) == ("文稿", "把乡村学校办好", "各位代表、同志们")
    found = {key: notice[key] for key in ("副标题", "场合", "成文日期", "讲话人") if key in notice}
    assert {**found, "成文日期": str(found["成文日期"])} == keys
    assert notice["正文"] == "今天的会议很重要。\n"
    assert {"I315", "I318", "I327"}.isdisjoint(codes(text)) or "讲话人" not in keys


def test_a_report_that_is_read_to_an_assembly_is_a_speech() -> None:
    """政府工作报告 ends as a kind does; who greets 各位代表 speaks."""
    text = (
        "政府工作报告\n——2026年1月8日在青禾县第十届人民代表大会第五次会议上\n县长　林知远\n各位代表：\n现在报告工作。\n"
    )
    hold(read(text))
    notice = tree(text)
    assert (notice["文种"], notice["标题"], notice["称呼"]) == ("文稿", "政府工作报告", "各位代表")
    assert notice["场合"] == "在青禾县第十届人民代表大会第五次会议上"


def test_an_official_document_has_no_byline() -> None:
    """What stands under the title of a 通知 stays where it is; a day that no calendar has is not read."""
    text = "青禾县教育局关于培训的通知\n（2026年2月26日在县教育工作会议上）\n请参加。\n青禾县教育局\n2026年2月1日\n"
    hold(read(text))
    assert (tree(text)["文种"], "场合" in tree(text)) == ("通知", False)
    wrong = _SPEECH.format(byline="（2026年2月30日在全县教育工作会议上）")
    hold(read(wrong))
    assert "场合" not in tree(wrong)


def test_a_spread_name_speaks_and_a_greeting_is_no_advertisement() -> None:
    """李 文 博 over the salutation is who speaks; 今天是教师节 is a sentence, 今天是2026年9月10日 a line of a site."""
    text = _SPEECH.format(byline="（2026年9月10日）\n李　文　博").replace(
        "今天的会议", "今天是教师节，祝贺大家！\n会议"
    )
    hold(read(text))
    assert tree(text)["讲话人"] == ["李　文　博"]
    assert tree(text)["正文"] == "今天是教师节，祝贺大家！\n会议很重要。\n"
    site = f"今天是2026年9月10日　星期四\n{text}"
    hold(read(site))
    assert lines_of(site, "I366") == [1]


def test_what_stands_over_the_title_of_an_answer_is_no_title() -> None:
    """类别：A beside the number of an answer to a proposal is kept and said; the organ above is the mark."""
    text = (
        "青禾县住房和城乡建设局\n青建函〔2026〕30号　　类别：A\n对县政协第23号提案的答复\n林远委员：\n"
        "您的提案收悉。\n青禾县住房和城乡建设局\n2026年6月30日\n"
    )
    hold(read(text))
    notice = tree(text)
    assert (notice["标题"], notice["主送机关"]) == ("对县政协第23号提案的答复", ["林远委员"])
    assert notice["发文机关"] == ["青禾县住房和城乡建设局"]
    assert lines_of(text, "I377") == [2]


def test_the_line_of_a_web_site_under_the_title_is_no_title() -> None:
    """时间、来源、点击数 in one line are the site's; time and place of a meeting are the writer's."""
    text = _SPEECH.format(byline="时间：2026-03-02　来源：办公室　作者：　点击数：35\n（2026年3月1日）")
    hold(read(text))
    assert (tree(text)["标题"], str(tree(text)["成文日期"])) == ("把乡村学校办好", "2026-03-01")
    meeting = (
        "青禾县教育局关于培训的通知\n各校：\n时间：2026年5月8日　地点：县教育局\n请参加。\n青禾县教育局\n2026年5月1日\n"
    )
    assert "地点：县教育局" in tree(meeting)["正文"]


_MINUTES = """\
青禾县水利局局务会议纪要
（第8次）
青禾县水利局　2026年8月13日
时　间：2026年8月12日上午
主持人：田禾
出　席：林渠、江浦
列席人员：周河（办公室）
记　录：田溪
会议听取了冬修水利工作汇报。
"""


def test_who_attends_is_read_off_the_head_of_minutes() -> None:
    """出席 and 列席 above the text are moved to their own place and said; time and host stay as they are typed."""
    notice = tree(_MINUTES)
    assert notice["纪要"] == {
        "次数": 8,
        "名称": "青禾县水利局局务会议纪要",
        "出席": ["林渠", "江浦"],
        "列席": ["周河（办公室）"],
    }
    assert notice["正文"].splitlines() == [
        "时　间：2026年8月12日上午",
        "主持人：田禾",
        "记　录：田溪",
        "会议听取了冬修水利工作汇报。",
    ]
    assert codes(_MINUTES).count("I398") == 2


def test_lists_of_people_are_read_in_every_usual_form() -> None:
    """Names with spaces or commas between them; what stands behind the lists goes to the end of the text and is said;
    a number without 机关代字 stays text."""
    text = (
        "青禾县人民政府常务会议纪要\n〔2026〕5号\n第38次\n青禾县人民政府办公室　2026年5月20日\n会议研究了防汛工作。\n"
        "出席：林知远　许望舒　周　云\n请假：唐晓岚\n列席：县财政局陈立，县教育局李文博\n记录：王小溪\n发：各乡镇。\n"
    )
    hold(read(text))
    notice = tree(text)
    minutes = notice["纪要"]
    assert (minutes["次数"], notice["发文机关"]) == (38, ["青禾县人民政府办公室"])
    assert [len(minutes[key]) for key in ("出席", "请假", "列席")] == [3, 1, 2]
    assert notice["正文"].splitlines() == ["〔2026〕5号", "会议研究了防汛工作。", "记录：王小溪", "发：各乡镇。"]
    assert (lines_of(text, "I315"), lines_of(text, "I402")) == ([2], [9, 10])


def test_a_date_above_all_text_signs_none_of_it() -> None:
    """Organ and date under the title, with the whole text below them, are no sign-off: the text is no issued plan."""
    text = (
        "青禾县水利局工作会议纪要\n青禾县水利局 2026年8月13日\n会议听取汇报。\n会议同意冬修方案。\n会议要求抓好落实。\n"
    )
    assert "会议同意冬修方案。" in tree(text)["正文"]
    assert "印发件" not in tree(text)


def test_who_attends_in_the_midst_of_the_text_stays_there() -> None:
    """A line 出席：… below a sentence is the writer's; nothing is moved without need."""
    text = _MINUTES.replace("出　席：林渠、江浦\n", "").replace("汇报。\n", "汇报。\n出席：林渠\n会议同意方案。\n")
    assert "出席：林渠" in tree(text)["正文"]
    assert "出席" not in tree(text)["纪要"]


_FORWARDING = """\
青禾县教育局转发市教育局关于做好防溺水工作的通知
各中心校：
现将《谷市教育局关于做好防溺水工作的通知》（谷教〔2026〕12号）转发给你们，请认真贯彻执行。
青禾县教育局
2026年5月20日
"""
_FORWARDED = """\
谷市教育局关于做好防溺水工作的通知
谷教〔2026〕12号
各县（市、区）教育局：
请认真做好防溺水工作。
附件：巡查表
谷市教育局
2026年5月15日
附件
巡查表
水域：________
"""


def test_what_is_forwarded_is_a_document_of_its_own() -> None:
    """Number, title, addressees, sign-off, date and appendices of the document that is passed on are its own."""
    text = _FORWARDING + _FORWARDED
    hold(read(text))
    notice = tree(text)
    forwarded = notice["转发件"]
    assert (forwarded["发文字号"], forwarded["主送机关"]) == ("谷教〔2026〕12号", ["各县（市、区）教育局"])
    assert (forwarded["署名"], str(forwarded["成文日期"])) == (["谷市教育局"], "2026-05-15")
    assert [item["名称"] for item in forwarded["附件"]] == ["巡查表"]
    assert tree(text, "forwarded.yaml")["导语"] == "请认真做好防溺水工作。\n"
    assert "印发件" not in notice
    assert not {"I330", "I376"} & set(codes(text))


@pytest.mark.parametrize(
    "passed_on",
    [
        "养老服务实施方案\n为发展养老服务，制定本方案。\n坚持就近就便。\n",
        "谷市教育局关于做好防溺水工作的通知\n谷教〔2026〕12号\n",
    ],
)
def test_what_lacks_the_parts_of_a_document_is_none(passed_on: str) -> None:
    """A plan that is forwarded is a promulgated text, as before; a title alone loses nothing."""
    text = _FORWARDING + passed_on
    hold(read(text))
    assert "转发件" not in tree(text)
    assert "印发件" in tree(text)


def test_a_note_of_the_forwarding_document_keeps_its_pages() -> None:
    """附件： above the first sign-off names the pages at the end."""
    text = _FORWARDING.replace("执行。\n", "执行。\n附件：县级巡查表\n") + _FORWARDED.replace("附件：巡查表\n", "")
    notice = tree(text)
    assert [item["名称"] for item in notice["附件"]] == ["县级巡查表"]
    assert "附件" not in notice["转发件"]
