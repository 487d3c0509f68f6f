"""What stands above the body, as it is typed in practice: addressees, mastheads, frames of web sites, titles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.drafts import HEAD, codes, lines_of, read, tree
from tests.intake.test_account import hold

_ADDRESSED = """\
青禾县教育局关于开展安全检查的通知
青教〔2026〕15号
{typed}：
请认真开展检查。
青禾县教育局
2026年5月5日
"""


def addressed(typed: str) -> str:
    """A draft that is written to `typed`."""
    return _ADDRESSED.format(typed=typed)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("各省、自治区、直辖市人民政府，国务院各部委", ["各省、自治区、直辖市人民政府", "国务院各部委"]),
        ("南湖镇、北湖镇、白石乡人民政府", ["南湖镇、北湖镇、白石乡人民政府"]),
        ("省发展改革委、财政厅", ["省发展改革委、财政厅"]),
        ("各县（市、区）人民政府，市直各单位", ["各县（市、区）人民政府", "市直各单位"]),
        ("各中小学、幼儿园，局机关各股室", ["各中小学、幼儿园", "局机关各股室"]),
        ("各村（社区）党总支、党支部", ["各村（社区）党总支、党支部"]),
        ("各有关企业、个体工商户", ["各有关企业、个体工商户"]),
        ("青禾一中、二中、三中", ["青禾一中、二中、三中"]),
        ("赵谷等9名代表", ["赵谷等9名代表"]),
        ("县建筑有限公司", ["县建筑有限公司"]),
        ("赵谷委员", ["赵谷委员"]),
    ],
)
def test_addressees_may_share_an_ending(typed: str, right: list[str]) -> None:
    """Names before 、 need no ending of their own; the kinds are parted by commas."""
    notice = tree(addressed(typed))
    assert notice["主送机关"] == right
    assert notice["正文"] == "请认真开展检查。\n"
    assert codes(addressed(typed)) == []


@pytest.mark.parametrize("typed", ["李禾", "本县出租汽车驾驶"])
def test_a_line_that_may_be_addressees_is_doubted(typed: str) -> None:
    """What ends in a colon above the body and is no organ stays there, with a doubt."""
    assert "主送机关" not in tree(addressed(typed))
    assert f"{typed}：\n" in tree(addressed(typed))["正文"]
    assert lines_of(addressed(typed), "I379") == [3]


@pytest.mark.parametrize("typed", ["现将有关事项通知如下", "会议安排如下", "牵头单位", "一、参加人员"])
def test_what_announces_the_text_is_neither(typed: str) -> None:
    """A sentence that announces, a label and a heading are no addressees."""
    assert "主送机关" not in tree(addressed(typed))
    assert {"I378"}.isdisjoint(codes(addressed(typed)))


@pytest.mark.parametrize("typed", ["各位代表", "各位委员、同志们", "同志们", "尊敬的家长", "市民朋友们", "赵谷先生"])
def test_a_salutation_is_named_and_is_no_addressee(typed: str) -> None:
    """Whom a speech greets stands in its text; the kind that a numbered title names stays."""
    text = addressed(typed)
    assert "主送机关" not in tree(text)
    assert lines_of(text, "I378") == [3]
    assert tree(text)["文种"] == "通知"
    speech = f"政府工作报告\n{typed}：\n现在，我代表县政府作报告。\n一、去年工作\n平稳。\n"
    assert tree(speech)["文种"] == "文稿"


def test_addressees_are_not_looked_for_behind_the_first_sentence() -> None:
    """A list of units in the text leaves title and body as they are."""
    text = addressed("各中小学").replace(
        "请认真开展检查。", "请认真开展检查。\n参加检查的单位有：\n县公安局、县消防救援局：\n各出两人。"
    )
    assert tree(text)["主送机关"] == ["各中小学"]
    plain = text.replace("各中小学：\n", "")
    assert "主送机关" not in tree(plain)
    assert "I315" not in codes(plain)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("机密☆1年", {"密级": "机密", "保密期限": "1年"}),
        ("机密*1年", {"密级": "机密", "保密期限": "1年"}),
        ("秘密 6个月", {"密级": "秘密", "保密期限": "6个月"}),
        ("绝 密★长期", {"密级": "绝密", "保密期限": "长期"}),
        ("急件", {"紧急程度": "加急"}),
        ("特 急", {"紧急程度": "特急"}),
        ("000008 机密★2年 特急", {"份号": "000008", "密级": "机密", "保密期限": "2年", "紧急程度": "特急"}),
        ("No.000008", {"份号": "000008"}),
        ("签发人：刘禾、周谷", {"签发人": ["刘禾", "周谷"]}),
        ("签发人　刘　禾", {"签发人": ["刘禾"]}),
    ],
)
def test_the_masthead_is_read_in_its_liberal_forms(typed: str, values: dict[str, Any]) -> None:
    """Other stars, spaces and words of 1999 are read, never put into the title; another form is said."""
    head = HEAD.replace("的通知", "的请示") if "签发人" in values else HEAD
    text = typed + "\n" + head
    hold(read(text))
    notice = tree(text)
    assert {key: notice.get(key) for key in values} == values
    assert "".join(notice["标题"]) == "".join(tree(head)["标题"])
    exact = {"绝 密★长期", "特 急", "机密☆1年", "机密*1年", "秘密 6个月", "急件", "签发人　刘　禾"}
    assert ("I316" in codes(text)) is (typed in exact)


def test_a_title_above_the_title_is_taken_once() -> None:
    """The heading of a web page stands above the document, whose title has lines of its own: those stay."""
    title = "".join(tree(HEAD)["标题"])
    text = f"{title}\n{HEAD}"
    hold(read(text))
    assert tree(text)["标题"] == tree(HEAD)["标题"]
    assert lines_of(text, "I301") == [1]


@pytest.mark.parametrize("typed", ["密级待定", "急需办理", "第000008号", "签发人：待定人选确认中"])
def test_what_only_resembles_the_masthead_is_doubted(typed: str) -> None:
    """A line above the title that is no element stays in the text, with a doubt, and out of the title."""
    text = f"{typed}\n" + HEAD.replace("青禾县人民政府\n关于", "青禾县人民政府关于", 1)
    assert typed not in "".join(tree(text)["标题"])
    assert lines_of(text, "I377") == [1]
    assert typed in tree(text)["正文"]


@pytest.mark.parametrize(
    "typed",
    [
        "青教〔2026〕15号      签发人：刘禾",
        "青教〔2026〕15号　　　签发人 刘　禾",
        "签发人：刘禾\n青教〔2026〕15号",
    ],
)
def test_number_and_signatory_may_share_a_line(typed: str) -> None:
    """The number and 签发人 in one line are two elements, whatever lies between them."""
    text = addressed("县人民政府").replace("的通知", "的请示").replace("青教〔2026〕15号", typed)
    assert tree(text)["发文字号"] == {"机关代字": "青教", "年份": 2026, "顺序号": 15}
    assert tree(text)["签发人"] == ["刘禾"]


@pytest.mark.parametrize("dress", ["（{}）", "文号：{}", "发文字号：{}", "{}　　会签人：周谷"])
def test_a_number_in_brackets_or_after_a_label_is_the_number(dress: str) -> None:
    """Brackets and labels around the number are dropped; other words beside it are doubted and kept."""
    text = addressed("各中小学").replace("青教〔2026〕15号", dress.format("青教〔2026〕15号"))
    hold(read(text))
    assert tree(text)["发文字号"]["顺序号"] == 15
    assert ("会签人：周谷" in str(tree(text)["正文"])) is ("会签人" in dress)


def test_a_long_organ_code_is_one() -> None:
    """A code of fourteen characters is an organ code."""
    text = addressed("各中小学").replace("青教〔", "青禾县安全生产委员会办公室发〔")
    assert tree(text)["发文字号"]["机关代字"] == "青禾县安全生产委员会办公室发"


@pytest.mark.parametrize("word", ["转发", "批转", "印发"])
def test_an_organ_that_is_passed_on_does_not_issue(word: str) -> None:
    """转发省农业厅关于… names another's document: the organ before the word issues."""
    text = (
        addressed("各农场").replace("教育局关于", f"农业局{word}省农业厅关于").replace("青禾县教育局", "青禾县农业局")
    )
    assert tree(text)["发文机关"] == ["青禾县农业局"]
    nobody = text.replace("青禾县农业局", "")
    assert "省农业厅" not in str(tree(nobody).get("发文机关"))


def test_an_order_gives_no_document_number() -> None:
    """文号 of the catalogue that is an order's is no document number."""
    text = "索引号：QH1\n主题分类：农业\n文号：青禾县人民政府令〔2026〕第5号\n" + HEAD.replace(
        "青政发〔2026〕7号\n", ""
    )
    assert "发文字号" not in tree(text)
    assert tree(text.replace("县人民政府令", "政发"))["发文字号"]["顺序号"] == 5


_FRAME = [
    "青禾县人民政府门户网站",
    "欢迎访问青禾县农业农村局网站！",
    "首页 > 政务公开 > 通知公告",
    "长者模式 无障碍 网站支持IPv6",
    "[字号：大 中 小] 打印 | 关闭",
    "今天是2026年9月1日 星期二",
    "编辑：赵谷 审核：钱禾",
    "抓取时间：2026-09-02 08:00:00",
    "https://www.example.cn/a/1.html",
    "url: https://www.example.cn/a/1.html",
    "网站标识码：0000000000",
    "【返回顶部】【打印此文】【关闭窗口】",
    "1.分工表.xlsx",
    "时间：2026-09-02 08:30:00 信息中心",
    "青禾县人民政府办公室主办 青禾县大数据中心承办",
    "【来源：青禾融媒】",
    "微信 微博 QQ空间",
]


@pytest.mark.parametrize("frame", _FRAME)
def test_a_frame_is_no_part_of_the_document(frame: str) -> None:
    """Banners, menus, credits and what a crawler adds are dropped and listed at both ends of a text."""
    for text in (f"{frame}\n{HEAD}", HEAD + frame + "\n"):
        result = read(text)
        hold(result)
        assert tree(text) == tree(HEAD)
        assert "I366" in codes(text)
        assert result.account.dropped["网站的广告、时间、导航和推荐"]


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：青禾县教育局",
        "时间：2026年9月12日上午",
        "日期：2026-09-12",
        "编辑：每校一人",
        "承办单位：县体育中心",
        "大 | 中 | 小 |\n1 | 2 | 3 |",
    ],
)
def test_the_like_in_the_middle_is_text(line: str) -> None:
    """The same words in a programme or a table are the document's."""
    text = HEAD.replace("现印发", "\n".join([*["办好比赛。"] * 6, line, *["办好比赛。"] * 6]) + "\n现印发")
    assert "I366" not in codes(text)
    for words in line.replace("|", " ").split():
        assert words in str(tree(text)["正文"])


@pytest.mark.parametrize("banner", ["青禾发布", "魅力青禾 宜居之城", "政策直通车"])
def test_a_banner_that_is_not_known_is_doubted(banner: str) -> None:
    """A line above the title that is no organ is kept out of title and organ, and doubted."""
    text = f"{banner}\n" + HEAD.partition("\n")[2]
    assert lines_of(text, "I377") == [1]
    assert tree(text)["标题"] == tree(HEAD)["标题"]
    assert tree(text)["发文机关"] == ["青禾县人民政府"]


@pytest.mark.parametrize("line", ["青禾县教育局", "赵谷", "内部资料 注意保存"])
def test_a_short_line_between_title_and_text_is_doubted(line: str) -> None:
    """What stands there and is no element goes into the text, with a doubt; a sentence is the text itself."""
    text = f"青禾县教育工作情况汇报\n{line}\n全县教育平稳。\n"
    assert tree(text)["正文"] == f"{line}\n全县教育平稳。\n"
    assert lines_of(text, "I315") == [2]
    assert "I315" not in codes(text.replace(f"{line}\n", "教育有进步。\n"))


def test_a_row_of_many_short_cells_is_a_table() -> None:
    """Rows of more than a dozen short cells are no pool of links, wherever they stand."""
    row = " | ".join(["库点", *map(str, range(1, 14))]) + " |"
    text = HEAD.replace("现印发", f"各月数量如下：\n{row}\n{row.replace('库点', '城关')}\n现印发")
    hold(read(text))
    assert "I366" not in codes(text)
    assert "城关" in str(tree(text)["正文"])


@pytest.mark.parametrize(
    "block",
    [
        "索 引 号：QH1\n主题分类：粮食\n发布日期：2026-09-02\n",
        "索引号：QH1　　主题分类：粮食\n发布日期：2026-09-02\n",
        "索引号 | QH1 | 主题分类 | 粮食 |\n发布日期 | 2026年9月2日 | 有效性 | 有效 |\n",
        "索引号：\nQH1\n主题分类：\n粮食\n发布日期：\n2026-09-02\n",
    ],
)
def test_the_catalogue_is_read_in_each_of_its_shapes(block: str) -> None:
    """Labels with spaces, two in a line, in cells, or above their values give the same 信息公开."""
    hold(read(block + HEAD))
    disclosed = tree(block + HEAD)["信息公开"]
    assert (disclosed["索引号"], disclosed["主题分类"], str(disclosed["发布日期"])) == ("QH1", "粮食", "2026-09-02")
    assert tree(block + HEAD)["标题"] == tree(HEAD)["标题"]


def test_a_label_in_the_text_makes_no_catalogue() -> None:
    """One label, or labels that any form has, are text."""
    assert "信息公开" not in tree("标题：甲\n关键词：乙\n" + HEAD)
    assert "信息公开" not in tree("索引号：QH1\n" + HEAD)


def test_a_document_in_one_line_is_unfolded() -> None:
    """A text whose line ends a site lost is cut at its spaces, with a doubt; a paragraph with spaces is not."""
    text = (
        "青禾县人民政府关于禁止燃放烟花爆竹的通告 为减少污染，根据有关规定，决定在城区禁止燃放烟花爆竹。 "
        "举报电话：8000117 特此通告。 青禾县人民政府 2026年1月8日 来源：县融媒体中心\n"
    )
    hold(read(text))
    notice = tree(text)
    assert notice["标题"] == "青禾县人民政府关于禁止燃放烟花爆竹的通告"
    assert notice["发文机关"] == ["青禾县人民政府"]
    assert str(notice["成文日期"]) == "2026-01-08"
    assert lines_of(text, "I393") == [1]
    assert "I393" not in codes("关于秋收的想法\n今年 雨水 好。" + "多种多收。" * 20 + "\n")


def test_a_reply_without_a_title_tells_its_kind_in_the_text() -> None:
    """现批复如下, 请予函复 and their like give the kind, with a doubt; a text that says nothing stays 文稿."""
    text = "青政函〔2026〕5号\n县粮食局：\n你局《关于建库的请示》收悉。现批复如下：\n同意建库。\n青禾县人民政府\n2026年9月1日\n"
    notice = tree(text)
    assert (notice["文种"], notice["主送机关"]) == ("批复", ["县粮食局"])
    assert "标题" not in notice
    assert lines_of(text, "I386") == [3]
    silent = text.replace("你局《关于建库的请示》收悉。现批复如下：\n", "")
    assert tree(silent)["文种"] == "文稿"


def test_an_order_brings_the_rules_it_issues() -> None:
    """Rules behind the date of an order are its 印发件; without a signature nothing makes it one."""
    text = (
        "青禾县人民政府令\n第　6　号\n《青禾县粮库管理规定》已经会议通过，现予公布。\n县　长　　周　谷\n二○二六年九月一日\n"
        "青禾县粮库管理规定\n第一条　为了管好粮库，制定本规定。\n"
    )
    hold(read(text))
    notice = tree(text)
    assert (notice["文种"], notice["命令"], str(notice["成文日期"])) == ("命令", {"令号": 6}, "2026-09-01")
    assert notice["签名章"] == [{"职务": "县长", "姓名": "周谷"}]
    assert notice["印发件"]["标题"] == "青禾县粮库管理规定"
    assert tree(text, "plan.yaml")["条"] == ["为了管好粮库，制定本规定。"]
    assert tree(text.replace("县　长　　周　谷\n", ""))["文种"] != "命令"
    for draft in (text.replace("第　6　号\n", ""), text.replace("第　6　号", "第×号")):
        hold(read(draft))
        assert (tree(draft)["文种"], "命令" in tree(draft)) == ("命令", False)


@pytest.mark.parametrize("title", ["青禾县人民政府关于封山禁牧的命令", "青禾县人民政府森林防火戒严令"])
def test_an_order_with_a_title_has_the_common_format(title: str) -> None:
    """A 命令 that has title and number is laid out as 文件, which prints both."""
    notice = tree(addressed("各乡镇人民政府").replace("青禾县教育局关于开展安全检查的通知", title))
    assert (notice["文种"], notice["格式"]) == ("命令", "文件")


def test_a_title_without_a_kind_is_one_of_a_letter_by_its_number() -> None:
    """…的答复 with the number of a letter is a 函, with a doubt; with another number it is none of the 15 kinds."""
    text = addressed("赵谷委员").replace("关于开展安全检查的通知", "关于第9号提案的答复").replace("青教〔", "青教函〔")
    assert (tree(text)["文种"], tree(text)["标题"]) == ("函", "青禾县教育局关于第9号提案的答复")
    assert lines_of(text, "I394") == [1]
    other = tree(text.replace("青教函〔", "青教〔"))
    assert (other["文种"], other["文种名"]) == ("其他", "答复")


def test_the_note_of_a_resolution_is_no_part_of_its_title() -> None:
    """（…会议通过） under the title is its 题注 and gives the date where nobody signs; （试行） is of the title."""
    note = "（2026年7月28日青禾县人大常委会第三十次会议通过）"
    text = f"青禾县人大常委会关于批准决算的决议\n{note}\n会议决定批准决算。\n"
    hold(read(text))
    assert tree(text)["标题"] == "青禾县人大常委会关于批准决算的决议"
    assert str(tree(text)["成文日期"]) == "2026-07-28"
    assert tree(text)["题注"] == note[1:-1]
    assert tree(text)["正文"] == "会议决定批准决算。\n"
    assert lines_of(text, "I395") == [2]
    assert "".join(tree(text.replace(note, "（试行）"))["标题"]).endswith("（试行）")


@pytest.mark.parametrize("typed", ["尊敬的各位家长：", "各位代表：", "同志们："])
def test_a_salutation_is_no_title(typed: str) -> None:
    """A text that begins with it has no title: the salutation stays in the text, and the title is missed."""
    text = f"{typed}\n请注意暑期安全。\n谢谢大家。\n"
    hold(read(text))
    assert "标题" not in tree(text)
    assert tree(text)["正文"].startswith(typed)
    assert "I378" in codes(text)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("各乡镇人民政府、街道办事处，\n县直有关单位：", ["各乡镇人民政府、街道办事处", "县直有关单位"]),
        (
            "各乡镇人民政府、街道办事处、\n各开发区管委会，\n县直有关单位：",
            ["各乡镇人民政府、街道办事处、各开发区管委会", "县直有关单位"],
        ),
        (
            "各乡镇人民政府，各街道办事处，县直有\n关单位：",
            ["各乡镇人民政府", "各街道办事处", "县直有关单位"],
        ),
    ],
)
def test_addressees_over_several_lines_are_one_list(typed: str, right: list[str]) -> None:
    """A list that goes on in the next line is put together, and said."""
    text = HEAD.replace("各乡镇人民政府,县政府各部门:", typed)
    hold(read(text))
    assert tree(text)["主送机关"] == right
    assert "I368" in codes(text)
    assert "I315" not in codes(text)


def test_a_title_that_lists_things_is_no_addressee() -> None:
    """The last line of a title above the addressees stays in the title."""
    title = "青禾县民政局关于进一步\n做好最低生活保障、特困供养和临时救助核查工作的通知\n"
    text = f"{title}各乡镇人民政府：\n请抓紧核查。\n青禾县民政局\n2026年9月1日\n"
    assert tree(text)["主送机关"] == ["各乡镇人民政府"]
    assert "核查工作的通知" in "".join(tree(text)["标题"])


def test_a_whole_staff_is_addressed() -> None:
    """全体教职工： are those who are written to."""
    assert tree(HEAD.replace("各乡镇人民政府,县政府各部门:", "全体教职工："))["主送机关"] == ["全体教职工"]


def test_one_label_of_the_catalogue_in_the_text_is_doubted() -> None:
    """索引号 alone under the title is no catalogue, but nobody means to print it; 停电时间 is text."""
    text = "青禾县民政局关于停电的通告\n索引号：0143/2026-12\n8月3日停电。\n青禾县民政局\n2026年8月1日\n"
    assert lines_of(text, "I315") == [2]
    assert lines_of(text.replace("索引号", "停电时间"), "I315") == []


def test_a_notice_that_greets_its_readers_is_one_and_said() -> None:
    """尊敬的家长： begins its text. A report that greets is a speech: it has a 称呼, and that is said."""
    text = "关于召开家长会的通知\n尊敬的家长：\n您好！请准时参加。\n青禾县实验小学\n2026年9月14日\n"
    assert (tree(text)["文种"], tree(text)["正文"]) == ("通知", "尊敬的家长：\n您好！请准时参加。\n")
    assert lines_of(text, "I378") == [2]
    text = text.replace("关于召开家长会的通知", "关于学校工作的报告")
    assert (tree(text)["文种"], tree(text)["称呼"]) == ("文稿", "尊敬的家长")
    assert lines_of(text, "I400") == [2]
