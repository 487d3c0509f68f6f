"""Text from web sites: noise and readings are dropped, lost characters marked, several documents parted."""

from __future__ import annotations

import pytest

from tests.intake.drafts import HEAD, PLAN, codes, lines_of, read, tree
from tests.intake.test_account import hold
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import Recognised, recognise


@pytest.mark.parametrize(
    "noise",
    [
        "时间：2023-06-23 16:30:49 张三 我要投稿",
        "浏览次数：123次",
        "分享到：微信 微博",
        "【字体：大 中 小】",
        "【打印】 【关闭】",
        "当前位置：首页 > 政务公开",
        "责任编辑：张三",
        "下一篇：没有了",
        "版权所有：某县人民政府",
        "閱讀量：99",
        "来源：某报",
        "A片,成人试看体验区",
        "序論：本站為您篩選了范文，希望您能從中汲取靈感，歡迎聯繫客服。范文資料",
    ],
)
def test_lines_of_the_site_are_dropped(noise: str) -> None:
    """A line of the site before or after the text is dropped under its reason and said with its line."""
    for text, line in ((noise + "\n" + HEAD, 1), (HEAD + noise + "\n", len(HEAD.split("\n")))):
        result = read(text)
        hold(result)
        assert lines_of(text, "I366") == [line]
        assert plain(result.files["notice.yaml"])["标题"] == tree(HEAD)["标题"]
        assert result.account.dropped["网站的广告、时间、导航和推荐"]


@pytest.mark.parametrize(
    "line", ["发展成人教育，提高质量。", "会议时间：6月15日上午9时", "来源：" + "甲" * 40, "联系人：张三"]
)
def test_lines_of_the_text_are_kept(line: str) -> None:
    """A line that only resembles the site's is text."""
    assert "I366" not in codes(HEAD.replace("现印发", line + "\n现印发"))


def test_a_list_of_other_articles_is_dropped_whole() -> None:
    """相关文章 and the links after it are dropped, and so is a pool of links."""
    text = HEAD + "【方案】相关文章：\n方案10篇11-04\n方案范文05-16\n主站蜘蛛池模板: 甲| 乙| 丙|\n"
    assert len(lines_of(text, "I366")) == 4


@pytest.mark.parametrize("number", ["— 3 —", "-12-", "第2页", "第 2 页 共 5 页"])
def test_a_page_number_in_the_text_is_dropped_and_said(number: str) -> None:
    """What a scanner or a copied page left between two paragraphs goes, with its line."""
    lines = HEAD.splitlines()
    at = next(index for index, line in enumerate(lines) if "已经县政府" in line) + 1
    text = "\n".join([*lines[:at], number, "请认真执行。", *lines[at:], ""])
    result = read(text)
    hold(result)
    assert lines_of(text, "I374") == [at + 1]
    body = str(plain(result.files["notice.yaml"])["正文"])
    assert number not in body
    assert "请认真执行" in body


@pytest.mark.parametrize("line", ["第2页的附表请一并填报。", "3—5人一组"])
def test_a_sentence_about_pages_is_kept(line: str) -> None:
    """A line that only begins like a page number is text."""
    assert "I374" not in codes(HEAD + line + "\n")


def test_readings_are_taken_out() -> None:
    """Readings after a character are dropped in sum; brackets with anything else stay."""
    text = HEAD.replace("抓好落实", "抓(zhuā)好（hǎo）落实(含a)（lu）DRG（试）")
    assert "抓好落实（含a）（lu）DRG（试）" in tree(text)["正文"]
    assert read(text).account.dropped["注音"] == len("(zhuā)（hǎo）")
    assert lines_of(text, "I361") == [5]


@pytest.mark.parametrize(
    ("lost", "code"),
    [
        ("20xx年", "I364"),
        ("20*年", "I364"),
        ("201x年", "I364"),
        ("的'主要", "I365"),
        ("的`主要", "I365"),
        ("特色？？，", "I363"),
        ("甲\ufffd乙", "I363"),
        ("好？/p>", "I363"),
    ],
)
def test_lost_characters_are_marked_and_kept(lost: str, code: str) -> None:
    """What a site lost is a doubt at its place; the draft's characters stay."""
    text = HEAD.replace("请抓好", lost + "请抓好")
    assert lost in tree(text)["正文"]
    assert lines_of(text, code) == [5]


@pytest.mark.parametrize("fine", ["2026年", "20余年", "对不对？", "it's", "'甲'", "3*4"])
def test_what_is_whole_is_no_doubt(fine: str) -> None:
    """Years, questions and apostrophes that are whole are no doubts."""
    assert not {"I362", "I363", "I364", "I365"} & set(codes(HEAD.replace("请抓好", fine + "请抓好")))


def shifted(word: str) -> str:
    """`word` as a site shows it that lost its first byte."""
    return "?" + word.encode("gbk")[1:].decode("gbk", "replace")


def test_a_shifted_run_is_offered_and_not_changed() -> None:
    """Where the first byte was lost, the words that the rest of the draft knows are offered; without them, nothing."""
    wrong = shifted("專科建設")
    known = HEAD.replace("请抓好", f"加强专科。重點專科建設很好。特色{wrong}，请抓好")
    (said,) = [item for item in read(known).context.doubts.problems() if item.code == "I362"]
    assert "可能是「專科建設」" in said.message
    assert wrong[1:].replace("?", "？") in tree(known)["正文"]
    unknown = HEAD.replace("请抓好", f"特色{wrong}，请抓好")
    assert "I362" not in codes(unknown)
    assert "I363" in codes(unknown)


def converted(text: str) -> Recognised:
    """What comes of `text` with traditional characters made simplified."""
    result = recognise(Decoded(text, "UTF-8"), "草稿.txt", to_simplified=True)
    hold(result)
    return result


def test_traditional_text_becomes_simplified_where_wanted() -> None:
    """Traditional characters are changed only when asked for, every change is listed with its count."""
    text = HEAD.replace("请抓好落实", "請抓好落實，乾坤、乾净，請")
    assert "請抓好落實" in tree(text)["正文"]
    result = converted(text)
    assert "请抓好落实，乾坤、干净，请" in plain(result.files["notice.yaml"])["正文"]
    (said,) = [item for item in result.context.doubts.problems() if item.code == "I367"]
    assert "4 处（請→请 2、實→实 1、乾→干 1）" in said.message


def test_a_cut_paragraph_is_joined() -> None:
    """A paragraph that ends in mid-sentence goes on with the next line, with a doubt; headings and rows do not."""
    half = "着力解决当前管理还未完全落实到位，集团管理水平有待进一步提高"
    text = PLAN.replace("坚持市场收购, 保护农民利益。", f"{half}\n等突出问题。\n先行先试，\n稳步推进。")
    assert tree(text)["正文"]["章节"][0]["正文"] == f"{half}等突出问题。\n先行先试，稳步推进。\n"
    assert "I368" in codes(text)
    assert "I368" not in codes(HEAD + PLAN)


def test_marked_pieces_become_a_collection() -> None:
    """篇1, 篇2 … part the draft: a 文稿 each, bound by a 汇编; the site's introduction is dropped; a break is said."""
    text = (
        "工作方案\n工作方案(精选16篇)\n为了确保工作，我们收集了方案。\n工作方案 篇1\n一、总体要求\n坚持。\n"
        "工作方案 篇2\n二稿的正文，没有写完就断了的一句话\n"
    )
    result = read(text)
    hold(result)
    assert sorted(result.files) == ["01/notice.yaml", "02/notice.yaml", "notice.yaml"]
    assert plain(result.files["notice.yaml"]) == {
        "文种": "汇编",
        "标题": "工作方案",
        "汇编": {"篇目": ["draft-01", "draft-02"]},
    }
    assert plain(result.files["01/notice.yaml"]) == {
        "文种": "文稿",
        "标题": "工作方案",
        "正文": {"章节": [{"标题": "总体要求", "正文": "坚持。\n"}]},
    }
    assert lines_of(text, "I369") == [8]
    assert {"I372", "I373"} <= set(codes(text))


def test_announced_pieces_are_found_by_their_numbers() -> None:
    """Where the site says how many there are, restarting numbers part them; each lacks a title and is said so."""
    text = (
        "序論：本站篩選了3篇范文，資料供参考。\n一、目标\n甲甲甲。\n二、措施\n乙乙乙。\n一、情况\n丙丙丙。\n二、问题\n"
        "丁丁丁。\n2020年10月\n没有全民健康，就没有全面小康，县人民医院在县委、县政府的正确领导下做了工作。\n一、做法\n戊戊戊。\n"
    )
    result = read(text)
    hold(result)
    assert [plain(result.files[f"0{n}/notice.yaml"])["标题"] for n in (1, 2, 3)] == [
        "第1篇（草稿无标题）",
        "第2篇（草稿无标题）",
        "第3篇（草稿无标题）",
    ]
    assert lines_of(text, "I370") == [6, 11]
    assert lines_of(text, "I371") == [2, 6, 11]


BULLETIN = """\
工作信息
第8期 总第115期
某省改革办公室
2020年11月19日
某市扎实推进统一管理
按:改革是重大举措。
正文第一段。
一、坚持高位推动
具体做法。
抄送:省委;省政府。
分送:各市、各县。
(共印 80 份)
"""


def test_a_bulletin_is_read() -> None:
    """Name, numbers, office, date, title, remark, body, recipients and copies of a bulletin."""
    hold(read(BULLETIN))
    assert tree(BULLETIN) | {"成文日期": ""} == {
        "文种": "简报",
        "标题": "某市扎实推进统一管理",
        "成文日期": "",
        "正文": {"导语": "正文第一段。\n", "章节": [{"标题": "坚持高位推动", "正文": "具体做法。\n"}]},
        "简报": {
            "名称": "工作信息",
            "期号": 8,
            "总期号": 115,
            "编印单位": "某省改革办公室",
            "按语": "改革是重大举措。\n",
            "按语位置": "标题后",
            "抄送": ["省委", "省政府"],
            "分送": ["各市、各县"],
            "共印": 80,
        },
    }


def test_a_bulletin_in_other_shapes_is_read() -> None:
    """Office and date on one line, the remark before the title with its own label, brackets around the number."""
    text = BULLETIN.replace("某省改革办公室\n2020", "某省改革办公室 2020").replace("第8期 总第115期", "（第8期）")
    text = text.replace("某市扎实推进统一管理\n按:改革是重大举措。\n", "编者按：改革。\n某市扎实推进统一管理\n")
    bulletin = tree(text)["简报"]
    assert (bulletin["编印单位"], bulletin["按语"], bulletin["期号"]) == ("某省改革办公室", "编者按：改革。\n", 8)
    assert "总期号" not in bulletin
    assert "按语位置" not in bulletin


def test_the_registration_number_is_apart() -> None:
    """A registration number beside the document number is a value of its own."""
    text = HEAD.replace("青政发〔2026〕7号\n", "QHDR-2026-24001\n青政发〔2026〕7号\n")
    assert tree(text)["统一登记号"] == "QHDR-2026-24001"
    assert tree(text)["发文字号"]["顺序号"] == 7
    assert "I315" not in codes(text)
    assert lines_of(text, "I310") == [text.splitlines().index("QHDR-2026-24001") + 1]
    assert "I310" not in codes(HEAD)


def test_an_imprint_is_read() -> None:
    """抄送 and the printing line of a finished document are 版记; a draft number has no serial."""
    text = HEAD.replace("7号", "×号") + "抄送:县委办公室,县人大常委会办公室。\n青禾县人民政府办公室 2026年9月2日印发\n"
    imprint = tree(text)["版记"]
    assert imprint["抄送"] == ["县委办公室", "县人大常委会办公室"]
    assert imprint["印发机关"] == "青禾县人民政府办公室"
    assert str(imprint["印发日期"]) == "2026-09-02"
    assert tree(text)["发文字号"] == {"机关代字": "青政发", "年份": 2026}


def test_a_joint_mark_and_signatories_are_read() -> None:
    """Organs above 文件 are the mark of a joint document; signatories and urgency beside the number are values."""
    text = (
        "000001\n机密★1年\n特急\n青禾县粮食局\n青禾县财政局\n文件\n签发人：张三 李四\n青粮〔2026〕3号 王五六\n"
        "青禾县粮食局 青禾县财政局关于设立周转资金的请示\n青禾县人民政府：\n请批示。\n青禾县粮食局\n青禾县财政局\n2026年9月1日\n"
    )
    hold(read(text))
    notice = tree(text)
    assert notice["标志"] == {"机关": "全部"}
    assert notice["签发人"] == ["张三", "李四", "王五六"]
    assert (notice["份号"], notice["密级"], notice["保密期限"], notice["紧急程度"]) == ("000001", "机密", "1年", "特急")
    assert notice["发文字号"] == {"机关代字": "青粮", "年份": 2026, "顺序号": 3}
    assert "行文方向" not in notice
    assert tree(text.replace("的请示", "的意见"))["行文方向"] == "上行"


def test_a_mark_of_another_organ_is_a_doubt() -> None:
    """A joint mark that names an organ which does not sign is said."""
    assert "I329" in codes("青禾县卫生局\n青禾县粮食局\n文件\n" + HEAD)


def test_the_mark_of_a_letter_is_not_its_title() -> None:
    """An organ's name that stands again at the head of the title is the mark; urgency may stand before the number."""
    text = "青禾县粮食局\n加急 青粮函〔2026〕1号\n青禾县粮食局关于商请协助的函\n县财政局：\n请协助。\n青禾县粮食局\n2026年9月1日\n"
    hold(read(text))
    assert tree(text)["标题"] == "青禾县粮食局关于商请协助的函"
    assert tree(text)["紧急程度"] == "加急"
    assert tree(text)["发文字号"]["机关代字"] == "青粮函"


def test_date_and_author_under_the_title_of_a_manuscript() -> None:
    """（date） under the title of a text without kind ends the title; an organ after it is the author."""
    text = "青禾县秋粮收购\n工作情况汇报\n（2026年11月14日）\n青禾县粮食局\n全县工作扎实。\n"
    hold(read(text))
    notice = tree(text)
    assert "".join(notice["标题"]) == "青禾县秋粮收购工作情况汇报"
    assert notice["作者"] == ["青禾县粮食局"]
    assert str(notice["成文日期"]) == "2026-11-14"
    assert notice["正文"] == "全县工作扎实。\n"


MINUTES = """\
青禾县人民政府专题会议纪要
青政纪〔2026〕7号
青禾县人民政府 2026年9月7日
研究秋粮收购工作的会议纪要
会议听取了汇报。
一、关于仓容。会议同意方案。
出席:张三、李四
请假:王五
列席:县粮食局赵六、县财政局钱七。
青禾县人民政府办公室 2026年9月8日印发
"""


def test_minutes_are_read() -> None:
    """Name, number, organ and date, title, people and imprint of minutes."""
    hold(read(MINUTES))
    notice = tree(MINUTES)
    assert (notice["文种"], notice["发文机关"], str(notice["成文日期"])) == ("纪要", ["青禾县人民政府"], "2026-09-07")
    assert notice["标题"] == "研究秋粮收购工作的会议纪要"
    assert notice["纪要"] == {
        "名称": "青禾县人民政府专题会议纪要",
        "出席": ["张三", "李四"],
        "请假": ["王五"],
        "列席": ["县粮食局赵六", "县财政局钱七"],
    }
    assert notice["版记"]["印发机关"] == "青禾县人民政府办公室"
    assert "纪要" not in tree(MINUTES.replace(" 2026年9月7日", ""))


def test_an_order_is_read() -> None:
    """Organ, word and number of an order, and who signs it with which post; without a signature it is none."""
    text = "青禾县人民政府令\n第3号\n《办法》已经会议通过，现予公布。\n县长 张三\n2026年8月28日\n"
    hold(read(text))
    notice = tree(text)
    assert (notice["文种"], notice["命令"], notice["签名章"]) == (
        "命令",
        {"令号": 3},
        [{"职务": "县长", "姓名": "张三"}],
    )
    assert tree(text.replace("政府令", "政府命令"))["命令"] == {"令号": 3, "标志用字": "命令"}
    assert tree(text.replace("县长 张三\n", ""))["文种"] != "命令"
