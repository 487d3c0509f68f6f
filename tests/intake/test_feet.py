"""What stands below the body, as it is typed in practice: sign-offs, appendices, contacts, the elements of 1999."""

from __future__ import annotations

import pytest

from tests.intake.drafts import HEAD, codes, lines_of, read, tree
from tests.intake.test_account import hold
from ygt_docs.docfiles.characters import standard_form
from ygt_docs.intake.context import plain

_TITLE = "青禾县教育局关于开展安全检查的通知\n青教〔2026〕15号\n各中小学：\n请认真开展检查。\n"
_SIGNED = "青禾县教育局\n2026年5月5日\n"


@pytest.mark.parametrize(
    "typed",
    [
        "青禾县教育局　　2026年5月5日\n",
        "青禾县教育局2026年5月5日\n",
        "青 禾 县 教 育 局\n二〇二六年五月五日\n",
        "青禾县教育局\n二OO六年五月五日\n",
        "青禾县教育局\n二0二六年五月五日\n",
        "青禾县教育局\n2026年5月5号\n",
        "青禾县教育局\n2026.5.5\n",
        "青禾县教育局\n2026/05/05\n",
    ],
)
def test_a_sign_off_in_any_form_is_read(typed: str) -> None:
    """Organ and date in one line, spread, in Chinese digits with the letter O, with points or slashes."""
    text = _TITLE + typed
    hold(read(text))
    notice = tree(text)
    assert notice["发文机关"] == ["青禾县教育局"]
    assert (notice["成文日期"].month, notice["成文日期"].day) == (5, 5)
    assert notice["正文"] == "请认真开展检查。\n"


@pytest.mark.parametrize("words", ["（盖章）", "（公章）", "（印章）"])
def test_words_about_the_seal_are_dropped_and_said(words: str) -> None:
    """盖章 and its like are no part of the organ's name; a bracket that is stays."""
    text = _TITLE + _SIGNED.replace("局\n", f"局{words}\n")
    hold(read(text))
    assert tree(text)["发文机关"] == ["青禾县教育局"]
    assert lines_of(text, "I383") == [5]
    both = "青禾县发展和改革局（青禾县粮食局）"
    assert tree(_TITLE.replace("青禾县教育局", both) + f"{both}\n2026年5月5日\n")["发文机关"] == [both]


@pytest.mark.parametrize(
    ("typed", "organs"),
    [
        ("青禾县防汛抗旱\n指挥部办公室\n", ["青禾县防汛抗旱指挥部办公室"]),
        ("青禾县安全生产委员会\n办公室\n", ["青禾县安全生产委员会办公室"]),
        ("中共青禾县委\n青禾县人民政府\n", ["中共青禾县委", "青禾县人民政府"]),
        ("中共青禾县教育局党组\n", ["中共青禾县教育局党组"]),
        ("中共青禾县第一中学党支部\n", ["中共青禾县第一中学党支部"]),
    ],
)
def test_an_organ_over_two_lines_is_one_and_two_organs_are_two(typed: str, organs: list[str]) -> None:
    """A second line that no organ is called belongs to the first; a whole name is an organ of its own."""
    text = _TITLE.replace("青禾县教育局", "") + typed + "2026年5月5日\n"
    hold(read(text))
    assert tree(text)["发文机关"] == organs
    if len(organs) == 1 and typed.count("\n") == 2:
        assert plain(read(text).organs)[0]["署名"] == typed.splitlines()


def test_a_sign_off_without_a_date_is_read_with_a_doubt() -> None:
    """The organ of the title that ends the text signs; a list of units that ends it does not."""
    text = _TITLE + "青禾县教育局\n"
    hold(read(text))
    assert (tree(text)["发文机关"], tree(text)["正文"]) == (["青禾县教育局"], "请认真开展检查。\n")
    assert lines_of(text, "I385") == [5]
    listed = _TITLE + "参加单位：\n青禾县公安局\n"
    assert tree(listed)["正文"].endswith("青禾县公安局\n")
    assert "I385" not in codes(listed)


@pytest.mark.parametrize(("day", "code"), [("2026年5月5日", "I301"), ("2026年5月9日", "I312")])
def test_a_date_under_the_title_and_one_below_are_one(day: str, code: str) -> None:
    """The date under the title of a text without kind counts; that of the sign-off is said, equal or not."""
    text = f"青禾县教育工作情况汇报\n（2026年5月5日）\n全县教育平稳。\n青禾县教育局\n{day}\n"
    hold(read(text))
    assert str(tree(text)["成文日期"]) == "2026-05-05"
    assert lines_of(text, code) == [5]


def test_lines_under_the_date_go_to_the_end_of_the_text() -> None:
    """领导签发：… and the like stay text, with a doubt each; nothing becomes a promulgated text that none promises."""
    text = _TITLE + _SIGNED + "领导签发：周谷\n拟稿：钱禾\n"
    hold(read(text))
    notice = tree(text)
    assert notice["正文"].endswith("领导签发：周谷\n拟稿：钱禾\n")
    assert "印发件" not in notice
    assert lines_of(text, "I392") == [7, 8]


@pytest.mark.parametrize(
    "line",
    [
        "（此页无正文）",
        "主题词：教育　安全　通知",
        "主 题 词：教育 安全",
        "共印30份",
        "（共印30份）",
        "抄报：县委办公室。",
        "印发传达范围：各校",
    ],
)
def test_elements_of_1999_are_named_and_dropped(line: str) -> None:
    """What today's standard has no more is listed, and keeps neither date nor imprint from being read."""
    text = _TITLE + f"{line}\n" + _SIGNED + f"抄送：县政府办公室。\n青禾县教育局办公室　　2026年5月6日印发\n{line}\n"
    hold(read(text))
    assert lines_of(text, "I382") == [5, 10]
    assert read(text).account.dropped["1999年旧格式的要素（现行标准没有）"] == 2 * len(line.replace("　", " "))
    assert tree(text)["版记"]["抄送"] == ["县政府办公室"]
    assert tree(text)["发文机关"] == ["青禾县教育局"]
    assert "I382" not in codes(_TITLE + _SIGNED)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("附件：1.检查表 2.学校名单", ["检查表", "学校名单"]),
        ("附件：1.检查表；2.学校名单；3.责任书。", ["检查表", "学校名单", "责任书"]),
        ("附件：1、检查表，2、学校名单", ["检查表", "学校名单"]),
        ("附件：1.检查表2.学校名单", ["检查表", "学校名单"]),
        ("附件一：检查表　附件二：学校名单", ["检查表", "学校名单"]),
        ("附：1.检查表\n2.学校名单", ["检查表", "学校名单"]),
        ("附件：关于2.0版系统的说明", ["关于2.0版系统的说明"]),
        ("附件：2026年检查表", ["2026年检查表"]),
    ],
)
def test_appendices_in_one_line_are_as_many(typed: str, names: list[str]) -> None:
    """Each number names an appendix; a figure in a name parts nothing."""
    text = _TITLE + typed + "\n" + _SIGNED
    hold(read(text))
    assert [item["名称"] for item in tree(text)["附件"]] == names
    assert "I380" not in codes(text)


def test_a_gap_in_the_note_and_text_after_it_are_doubts() -> None:
    """附件：1. 2. 4. gives three appendices and a doubt; a sentence after the note moves above it, which is said."""
    text = _TITLE + "附件：1.甲表 2.乙表 4.丁表\n请按时报送\n2026年5月5日\n"
    hold(read(text))
    assert [item["名称"] for item in tree(text)["附件"]] == ["甲表", "乙表", "丁表"]
    assert lines_of(text, "I380") == [5]
    assert lines_of(text, "I391") == [6]
    assert tree(text)["正文"].endswith("请按时报送\n")


def test_contacts_are_clean_and_keep_their_label() -> None:
    """The stop after an address is none of it; 电子邮箱 stays 电子邮箱, 邮箱 stays 邮箱."""
    text = _TITLE + "联系人：钱禾，联系电话：8000118，电子邮箱：qhjy@example.cn。\n" + _SIGNED
    hold(read(text))
    assert tree(text)["联系"] == {"联系人": "钱禾", "电话": "8000118", "电子邮箱": "qhjy@example.cn"}
    assert "I316" not in codes(text)
    assert tree(text.replace("电子邮箱", "邮　箱"))["联系"]["邮箱"] == "qhjy@example.cn"


def test_contacts_that_end_a_paragraph_are_read_and_said() -> None:
    """Contacts after the last sentence of the text go to 联系, which is said; those inside a sentence stay."""
    moved = _TITLE.replace("检查。\n", "检查。联系人：钱禾，联系电话：8000118。\n") + _SIGNED
    hold(read(moved))
    assert tree(moved)["正文"] == "请认真开展检查。\n"
    assert tree(moved)["联系"] == {"联系人": "钱禾", "电话": "8000118"}
    assert lines_of(moved, "I381") == [4]
    inside = _TITLE.replace("检查。\n", "检查，联系人：钱禾，联系电话：8000118，并于当日报送。\n") + _SIGNED
    assert "联系" not in tree(inside)
    assert "8000118" in tree(inside)["正文"]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("一.检查范围\n全县。\n二．检查时间\n五月。\n", 2),
        ("一 检查范围\n全县。\n二 检查时间\n五月。\n", 2),
        ("一、检查范围\n全县。\n二.检查时间\n五月。\n", 1),
    ],
)
def test_headings_with_other_marks_are_headings(typed: str, count: int) -> None:
    """一. and 一 with a space are headings, mended and said once with their count and the first line."""
    text = _TITLE + typed + _SIGNED
    hold(read(text))
    assert [section["标题"] for section in tree(text)["正文"]["章节"]] == ["检查范围", "检查时间"]
    (said,) = [item for item in read(text).context.doubts.problems() if item.code == "I387"]
    assert f"{count} 处" in said.message


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("1、范围\n全县。\n2、时间\n五月。\n", "1.范围\n全县。\n2.时间\n五月。\n"),
        ("1．校舍逐间查看。\n2．食堂逐日查看，留样两天。\n", "1.校舍逐间查看。\n2.食堂逐日查看，留样两天。\n"),
        ("1)校舍逐间查看。\n2）食堂逐日查看。\n", "1.校舍逐间查看。\n2.食堂逐日查看。\n"),
        ("1.校舍\n1）教室。\n2）宿舍。\n2、食堂\n每日。\n", "1.校舍\n（1）教室。\n（2）宿舍。\n2.食堂\n每日。\n"),
    ],
)
def test_lower_numbers_are_mended_and_said(typed: str, mended: str) -> None:
    """1、 1． and 1） become 1. or （1）, over headings and before sentences, said in one sentence with the first line."""
    text = _TITLE + "一、要求\n" + typed + _SIGNED
    hold(read(text))
    assert tree(text)["正文"]["章节"][0]["正文"] == mended
    first = next(index for index, line in enumerate(typed.splitlines()) if not line.startswith("1.校舍"))
    assert lines_of(text, "I387") == [6 + first]


def test_what_only_looks_like_a_lower_number_stays() -> None:
    """3．5万亩, 1、2号闸 and 2）of a sentence that goes on are no numbers of a list."""
    text = _TITLE + "一、要求\n3．5万亩灌区已放水。\n1、2号闸同时开启。\n" + _SIGNED
    assert tree(text)["正文"]["章节"][0]["正文"] == "3．5万亩灌区已放水。\n1、2号闸同时开启。\n"
    assert "I387" not in codes(text)


def test_items_that_run_through_stay_as_typed_and_begin_anew_under_articles() -> None:
    """（三） under the second heading after （二） under the first is no fault, nor is （一） under each article."""
    text = _TITLE + "一、甲\n（一）子\n做。\n（二）丑\n做。\n二、乙\n（三）寅\n做。\n（四）卯\n做。\n" + _SIGNED
    sections = tree(text)["正文"]["章节"]
    assert sections[0]["正文"] == "（一）子\n做。\n（二）丑\n做。\n"
    assert sections[1]["正文"] == "（三）寅\n做。\n（四）卯\n做。\n"
    assert "I320" not in codes(text)
    assert "I320" in codes(text.replace("（四）", "（六）").replace("（三）", "（一）"))
    articles = HEAD + "青禾县粮库办法\n第一条　条件：\n（一）甲；\n（二）乙。\n第二条　不得：\n（一）丙；\n（二）丁。\n"
    assert tree(articles, "plan.yaml")["条"] == [
        {"正文": "条件：", "项": ["甲；", "乙。"]},
        {"正文": "不得：", "项": ["丙；", "丁。"]},
    ]
    assert "I320" not in codes(articles)


def test_sentences_with_numbers_are_no_headings() -> None:
    """Where one of several siblings is a whole sentence, none is a heading; headings over text stay headings."""
    text = _TITLE + "一、原则同意方案。\n二、请抓紧实施，及时报告。\n" + _SIGNED
    assert tree(text)["正文"] == "请认真开展检查。\n一、原则同意方案。\n二、请抓紧实施，及时报告。\n"
    over = _TITLE + "一、加强领导。\n成立专班。\n二、抓好落实。\n每月调度。\n" + _SIGNED
    assert [section["标题"] for section in tree(over)["正文"]["章节"]] == ["加强领导。", "抓好落实。"]


@pytest.mark.parametrize(
    "kept",
    [
        "陈　禾　青禾一中副校长",
        "主 持 人：周谷",
        "补助资金　　　　万元，由　　　　　　负责",
        "《加强储备 保障供应措施》",
        "姓名：赵谷      电话：8000119。",
        "负责人：          ",
        "甲 乙 丙",
    ],
)
def test_spaces_that_part_something_are_kept(kept: str) -> None:
    """Names set apart, blanks to be filled in, and phrases of a title keep their spaces."""
    text = HEAD.replace("请抓好落实。", f"请抓好落实。\n{kept}")
    assert kept.rstrip() in tree(text)["正文"]
    assert "I203" not in codes(text)


def test_stray_spaces_are_said_once() -> None:
    """However many spaces of sentences are dropped, one note counts them."""
    text = HEAD.replace("已经县政府", "已 经县政 府").replace("请抓好", "请抓 好")
    (said,) = [item for item in read(text).context.doubts.problems() if item.code == "I203"]
    assert "3 处" in said.message
    assert "已经县政府同意，现印发给你们，请抓好落实。" in tree(text)["正文"]


@pytest.mark.parametrize(
    ("private", "right"),
    [("\ue863", "䶮"), ("\ue816", "\U00020087"), ("\ue864", "\u9fbb"), ("\ue815", "\u2e81"), ("\ue7c8", "ǹ")],
)
def test_private_characters_become_standard_ones(private: str, right: str) -> None:
    """What GBK kept in the private use area is the character that GB 18030 has for it, said with its code."""
    text = HEAD.replace("抓好", f"{private}抓好")
    hold(read(text))
    assert f"{right}抓好" in tree(text)["正文"]
    (said,) = [item for item in read(text).context.doubts.problems() if item.code == "I388"]
    assert f"U+{ord(private):04X}→{right}" in said.message


def test_signs_of_radicals_become_characters() -> None:
    """⼯ and ⽔, as a text copied from a PDF has them, are 工 and 水 also in the names of organs, and said."""
    text = _TITLE.replace("教育", "⽔利") + "做好⼯作。\n" + _SIGNED.replace("教育", "水利")
    hold(read(text))
    assert tree(text)["发文机关"] == ["青禾县水利局"]
    assert "做好工作。" in tree(text)["正文"]
    assert codes(text).count("I388") == 1
    assert "I328" not in codes(text)


@pytest.mark.parametrize("private", ["\ue000", "\uf8ff", "\ue865"])
def test_a_private_character_without_a_standard_one_is_kept_and_doubted(private: str) -> None:
    """A font's own sign stays, with a doubt at its line that names its code."""
    text = HEAD.replace("抓好", f"{private}抓好")
    assert standard_form(private) is None
    assert f"{private}抓好" in tree(text)["正文"]
    assert lines_of(text, "I389") == [5]


def test_minutes_name_the_organ_that_met() -> None:
    """The organ of minutes without a head of their own stands in their title; a title that names none gives none."""
    text = "青禾县人民政府第8次常务会议纪要\n现纪要如下：\n一、会议听取汇报。\n二、会议同意方案。\n"
    assert tree(text)["发文机关"] == ["青禾县人民政府"]
    assert "发文机关" not in tree(text.replace("青禾县人民政府第8次", "青禾"))


def test_placeholders_are_imported_as_they_are() -> None:
    """xx年xx月, 第xx次 and **** are text; the doubt about them is the build's."""
    text = HEAD.replace("现印发", "xx年xx月xx日，县政府第xx次会议研究，由****局负责。（下转第四版）现印发")
    hold(read(text))
    assert "xx年xx月xx日，县政府第xx次会议研究，由****局负责。（下转第四版）" in tree(text)["正文"]


@pytest.mark.parametrize(
    "typed",
    [
        "抄送：县政府办公室。\n青禾县教育局办公室　　2026 年 5 月 6 日印发\n",
        "抄　　送：县政府办公室。\n青禾县教育局办公室\n2026年5月6日印发\n",
    ],
)
@pytest.mark.parametrize("page", ["", "附件\n检查表\n逐项检查。\n"])
def test_an_imprint_in_one_line_or_two_before_or_after_the_appendices_is_read(typed: str, page: str) -> None:
    """Some type the imprint under the sign-off, before the appendices: it is no issued text."""
    text = _TITLE + _SIGNED + typed + page
    hold(read(text))
    notice = tree(text)
    assert notice["版记"]["抄送"] == ["县政府办公室"]
    assert notice["版记"]["印发机关"] == "青禾县教育局办公室"
    assert "印发件" not in notice
    assert [item["名称"] for item in notice.get("附件", [])] == (["检查表"] if page else [])


@pytest.mark.parametrize(
    ("typed", "copies", "said"),
    [
        ("抄送：县政府办公室，县财政局。\n青禾县教育局办公室　　2026年5月6日印\n", ["县政府办公室", "县财政局"], 1),
        (
            "抄送　县政府办公室，县财政局，\n　　　县人社局。\n青禾县教育局办公室 2026年5月6日\n",
            ["县政府办公室", "县财政局", "县人社局"],
            1,
        ),
        ("抄送县政府办公室、县财政局\n青禾县教育局办公室\n2026年5月6日印制\n", ["县政府办公室、县财政局"], 1),
        ("青禾县教育局办公室 2026年5月6日印\n", None, 1),
        ("抄送：县政府办公室。\n青禾县教育局办公室　　2026年5月6日印发。\n", ["县政府办公室"], 1),
    ],
)
def test_an_imprint_that_is_cut_short_is_read_and_said(typed: str, copies: list[str] | None, said: int) -> None:
    """印 without 发 or no word at all, 抄送 without its colon or over two lines: 版记, never the title of a text."""
    text = _TITLE + _SIGNED + typed
    hold(read(text))
    notice = tree(text)
    assert notice["版记"].get("抄送") == copies
    assert (notice["版记"]["印发机关"], notice["版记"]["印发日期"].day) == ("青禾县教育局办公室", 6)
    assert codes(text).count("I316") == said
    assert "印发件" not in notice


def test_an_organ_and_its_date_are_no_imprint() -> None:
    """Without copy recipients above it, organ and date in one line are the sign-off; 抄送 in a sentence is text."""
    text = _TITLE.replace("检查。", "检查，结果抄送县政府办公室。") + "青禾县教育局　2026年5月5日\n"
    notice = tree(text)
    assert notice["正文"] == "请认真开展检查，结果抄送县政府办公室。\n"
    assert notice["成文日期"].day == 5
    assert "版记" not in notice


@pytest.mark.parametrize("day", ["5月5日", "5 月 5 日", "五月五日"])
def test_a_day_without_its_year_signs_and_is_doubted(day: str) -> None:
    """An organ and a day at the very end are a sign-off; the year only the writer knows. In a list they are text."""
    text = _TITLE + f"青禾县教育局\n{day}\n"
    hold(read(text))
    notice = tree(text)
    assert (notice["发文机关"], notice["正文"]) == (["青禾县教育局"], "请认真开展检查。\n")
    assert "成文日期" not in notice
    assert lines_of(text, "I384") == [6]
    listed = _TITLE + f"青禾县教育局\n{day}\n请到场。\n"
    assert f"青禾县教育局\n{day}\n请到场。\n" in tree(listed)["正文"]


_TWO = [{"联系人": "钱禾", "电话": "13900000001"}, {"联系人": "孙溪（办公室）", "电话": "8000012"}]


@pytest.mark.parametrize(
    "typed",
    [
        "联系人：钱禾，13900000001；孙溪（办公室），8000012。\n",
        "联系人及电话：钱禾 13900000001、孙溪（办公室） 8000012\n",
        "联系人：钱禾，联系电话：13900000001；联系人：孙溪（办公室），联系电话：8000012。\n",
    ],
)
@pytest.mark.parametrize("before", ["", "请按时报送。"])
def test_several_contacts_in_one_line_are_a_list(typed: str, before: str) -> None:
    """Each person with a number, in a line of its own or behind the last sentence; nothing of it is lost, and said."""
    text = _TITLE + before + typed + _SIGNED
    hold(read(text))
    assert tree(text)["联系"] == _TWO
    assert codes(text).count("I399") == 1
    assert tree(text)["正文"] == "请认真开展检查。\n" + (f"{before}\n" if before else "")


def test_one_contact_whose_number_has_no_label_is_parted() -> None:
    """钱禾，13900000001: the name and the number."""
    assert tree(_TITLE + "联系人：钱禾，13900000001。\n" + _SIGNED)["联系"] == [_TWO[0]]


@pytest.mark.parametrize(
    "typed",
    [
        "联系人：钱禾，13900000001；其他事项另行通知。\n",
        "联系人：钱禾，13900000001；孙溪，请于5日前报送。\n",
        "联系人由各校指定，2026000年前报送。\n",
    ],
)
def test_what_says_more_than_contacts_stays_text(typed: str) -> None:
    """A line in which anything else stands is the writer's."""
    text = _TITLE + typed + _SIGNED
    assert typed.strip() in tree(text)["正文"]
    assert "联系" not in tree(text)


@pytest.mark.parametrize(
    ("title", "note", "organ"),
    [
        ("青禾县第七届人民代表大会第二次会议关于政府工作报告的决议", "", "青禾县人民代表大会"),
        ("中国共产党青禾县第九次代表大会关于县委报告的决议", "", "中国共产党青禾县代表大会"),
        ("关于水利规划的决议", "（2026年1月8日青禾县第七届人民代表大会第二次会议通过）\n", "青禾县人民代表大会"),
        ("中国共产党青禾县第九届委员会第四次全体会议公报", "（2026年1月8日通过）\n", "中国共产党青禾县委员会"),
    ],
)
def test_what_a_meeting_passes_is_of_the_organ_that_met(title: str, note: str, organ: str) -> None:
    """The organ is named without the count of its session, which is said; the title keeps it (I406)."""
    text = f"{title}\n{note}会议审议了报告，决定予以批准。\n"
    hold(read(text))
    notice = tree(text)
    assert (notice["发文机关"], notice["标题"]) == ([organ], title)
    assert "I406" in codes(text)


def test_a_meeting_that_is_only_spoken_of_issues_nothing() -> None:
    """A notice about a session is the office's that signs it; one that names none has no organ made up for it."""
    text = "关于青禾县第七届人民代表大会第二次会议期间供水的通知\n各水厂：\n请保障供水。\n青禾县水利局\n2026年1月8日\n"
    assert tree(text)["发文机关"] == ["青禾县水利局"]
    assert "I406" not in codes(text)
    assert "发文机关" not in tree(text.replace("青禾县水利局\n", ""))


def test_an_appendix_named_as_a_file_goes_out_by_itself() -> None:
    """附件：报名表.docx without a page is another file (另发), said once; a name that is no file's stays a question."""
    text = "关于报名的通知\n各学校：\n请组织报名。\n附件：1.报名表.docx\n2.学校名单\n青禾县教育局\n2026年1月8日\n"
    hold(read(text))
    assert tree(text)["附件"] == [{"名称": "报名表", "另发": "是"}, {"名称": "学校名单"}]
    assert (lines_of(text, "I403"), lines_of(text, "I331")) == ([4], [5])
    page = text + "附件1\n报名表\n姓名、学校、电话。\n"
    assert "另发" not in tree(page)["附件"][0]
    listed = text.replace("报名表.docx", "报名表") + "附件1：报名表.docx\n"
    assert tree(listed)["附件"][0] == {"名称": "报名表", "另发": "是"}


_WRAPPED = (
    "青禾县水利局关于做好冬灌工作的通知\n各灌区管理所：\n"
    "    为保障冬小麦越冬用水，经研究，决定自11月10日起开展冬\n灌工作，现将有关事项通知如下。\n"
    "    一、冬灌范围\n    全县旱作区以外的各灌区，重点是东干渠、西干渠两侧地块，\n优先保障已经出苗的地块。\n"
    "    二、有关要求\n    各所每日报送水情，遇有险情随时报告，电话：8000031。值班\n室须有人值守。\n"
    "                    青禾县水利局\n                    2026年11月3日\n"
)


def test_lines_broken_at_a_fixed_width_are_paragraphs_again() -> None:
    """硬回车: what is not set in goes on with the full line above it, said once with its count (I420)."""
    hold(read(_WRAPPED))
    body = tree(_WRAPPED)["正文"]
    assert body["导语"] == "为保障冬小麦越冬用水，经研究，决定自11月10日起开展冬灌工作，现将有关事项通知如下。\n"
    assert body["章节"][0]["正文"].endswith("两侧地块，优先保障已经出苗的地块。\n")
    assert body["章节"][1]["正文"].endswith("值班室须有人值守。\n")
    assert lines_of(_WRAPPED, "I420") == [3]
    parted = _WRAPPED.replace("    ", "").replace("。\n", "。\n\n").replace("\n一、", "\n\n一、")
    assert tree(parted)["正文"]["导语"] == body["导语"]


@pytest.mark.parametrize(
    "listed",
    [
        "王强　县第一中学　　语文　高级教师　任期三年\n李明　县第二中学　　数学　高级教师　任期三年\n"
        "周云　县实验小学　　英语　一级教师　任期三年\n",
        "青禾县第一中学高中部教学楼抗震加固及外墙维修工程\n青禾县第二中学学生宿舍楼改造及室外管网更新工程\n"
        "青禾县实验小学食堂设备更新及操场塑胶面层修缮工程\n",
    ],
)
def test_short_lines_of_one_length_stay_lines(listed: str) -> None:
    """A list whose lines happen to be equally long is no text that was broken."""
    text = f"关于公布名单的通知\n各学校：\n现公布如下：\n{listed}请认真落实。\n青禾县教育局\n2026年11月3日\n"
    assert listed in tree(text)["正文"]
    assert "I420" not in codes(text)


def test_openness_below_the_date_is_disclosure_data() -> None:
    """公开属性：… in a line of its own is no text; in a sentence it is."""
    text = "关于检查的通知\n各学校：\n请检查。\n青禾县教育局\n2026年3月1日\n公开属性：主动公开\n"
    hold(read(text))
    assert tree(text)["信息公开"] == {"公开属性": "主动公开"}
    assert tree(text)["正文"] == "请检查。\n"
    spoken = text.replace("请检查。", "请写明公开属性：主动公开或依申请公开。").replace("公开属性：主动公开\n", "")
    assert "信息公开" not in tree(spoken)


def test_a_number_of_its_own_in_turned_brackets() -> None:
    """〔2026年第7号〕 under the title of a 通告 is its own number."""
    text = "青禾县水利局关于水质的通告\n〔2026年第7号〕\n现通告如下：水质合格。\n青禾县水利局\n2026年3月1日\n"
    hold(read(text))
    assert tree(text)["公告号"] == {"序号": 7, "年份": 2026, "写法": "N年第N号"}


def test_marks_above_a_title_are_no_text() -> None:
    """The mark of a 公告 with a space in it, and that of a telegram, which is said."""
    proclaimed = "青禾县水利局 公告\n2026年第3号\n关于水质的公告\n现公告如下：水质合格。\n青禾县水利局\n2026年3月1日\n"
    hold(read(proclaimed))
    assert tree(proclaimed)["正文"] == "现公告如下：水质合格。\n"
    wired = (
        "特急\n青禾县防汛指挥部办公室明传电报\n青汛电〔2026〕3号\n关于启动响应的通知\n各成员单位：\n请值守。\n"
        "青禾县防汛指挥部办公室\n2026年6月1日\n"
    )
    hold(read(wired))
    assert tree(wired)["正文"] == "请值守。\n"
    assert "I329" in codes(wired)


def test_a_mark_of_one_character_begins_an_appendix() -> None:
    """附 alone in a line is the mark of the page that the note 附：… names."""
    text = "关于补助的通知\n各校：\n请发放。\n附：分配表\n青禾县教育局\n2026年3月1日\n附\n分配表\n一小30万元。\n"
    hold(read(text))
    assert tree(text)["附件"] == [{"名称": "分配表", "正文": {"导语": "一小30万元。\n"}}]
    framed = "政府网站 | 长者模式\n" + text
    assert tree(framed)["正文"] == "请发放。\n"
