"""Cleaning: half-width punctuation and stray spaces."""

import pytest

from tests.intake.drafts import HEAD, codes, lines_of, read, tree
from ygt_docs.intake.clean import ChangeKind, full_width


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("坚持预防为主,防治结合;抓好落实!", "坚持预防为主，防治结合；抓好落实！"),
        ("门(急)诊", "门（急）诊"),
        ("设备(CT)检查", "设备（CT）检查"),
        ("(2026年)", "（2026年）"),
        ('他说"同意",签字', "他说“同意”，签字"),
        ("完成任务.", "完成任务。"),
        ("“三重一大”,（含医保）;", "“三重一大”，（含医保）；"),
    ],
)
def test_punctuation_next_to_chinese_becomes_full_width(typed: str, right: str) -> None:
    """Half-width punctuation next to Chinese is made full-width, one character for one."""
    assert full_width(typed) == right


@pytest.mark.parametrize(
    "text",
    [
        "14:30",
        "1,000.5",
        "a.b@example.cn",
        "http://example.cn/a?b=1,2;c",
        "f(x), g",
        "3:2",
        "1.检修仓房",
        "一.总体要求",
        '他说"同意',
        "v1.2",
    ],
)
def test_numbers_times_addresses_and_links_stay(text: str) -> None:
    """Numbers, times, e-mail addresses, links and Latin text keep their punctuation."""
    assert full_width(text) == text


def test_a_link_ends_before_the_comma_that_follows_it() -> None:
    """A comma after a link next to Chinese is punctuation of the sentence."""
    assert full_width("见http://example.cn/a,并报") == "见http://example.cn/a，并报"


def test_spaces_between_chinese_characters_go_and_are_recorded() -> None:
    """A stray space between two Chinese characters is dropped, with its line."""
    text = HEAD.replace("已经县政府", "已经 县政府")
    assert "已经县政府" in tree(text)["正文"]
    assert lines_of(text, "I203") == [5]
    change = next(item for item in read(text).changes if item.kind is ChangeKind.SPACE_IN_WORDS)
    assert (change.line, change.before, change.after) == (5, " ", "")


def test_spaces_between_latin_words_stay() -> None:
    """A space that parts Latin words or numbers from Chinese stays."""
    assert "使用 Office 2019 编辑" in tree(HEAD.replace("请抓好落实", "使用 Office 2019 编辑"))["正文"]


def test_full_width_spaces_and_tabs_at_the_beginning_go() -> None:
    """Indents that were typed are dropped: composing sets them."""
    assert tree(HEAD.replace("《青禾县2026年秋粮收购工作方案》已经", "\u3000\u3000\t已经"))["正文"].startswith("已经")


def test_invisible_characters_go_and_are_named() -> None:
    """Zero-width and control characters are dropped and named with their line."""
    text = HEAD.replace("已经", "已\u200b经\x07")
    assert "已经县政府" in tree(text)["正文"]
    assert lines_of(text, "I204") == [5, 5]


def test_each_change_of_punctuation_is_recorded_and_summed_up() -> None:
    """All changes of punctuation are kept one by one, and said in one sentence with their lines."""
    result = read(HEAD)
    marks = [change for change in result.changes if change.kind is ChangeKind.PUNCTUATION]
    assert [(mark.line, mark.before, mark.after) for mark in marks] == [
        (4, ",", "，"),
        (4, ":", "："),
        (5, ",", "，"),
        (5, ",", "，"),
    ]
    said = next(item for item in result.context.doubts.problems() if item.code == "I202")
    assert "4 处" in said.message
    assert "4-5" in said.message


def test_full_width_digits_become_half_width_and_are_counted() -> None:
    """Digits typed full-width are put right, and one note says how many and in which lines."""
    text = HEAD.replace("已经县政府", "已经第１２次县政府") + "联系电话：８０００００１\n"
    assert "已经第12次县政府" in tree(text)["正文"]
    (said,) = [item for item in read(text).context.doubts.problems() if item.code == "I206"]
    assert "9 处" in said.message
    assert said.message.endswith(f"在第 5、{len(HEAD.splitlines()) + 1} 行")
    assert "I206" not in codes(HEAD)


def test_a_clean_draft_says_nothing_of_changes() -> None:
    """A draft that is typed right gives no note about cleaning."""
    clean = HEAD.replace(",", "，").replace(":", "：")
    assert not {"I202", "I203", "I204", "I205"} & set(codes(clean))


_COPIED = """\
云溪县人民政府文件
云政发〔2026〕13号
云溪县人民政府关于节约用地的意见
各乡镇人民政府：
为落实节约用地制度，进一步提高土地利用效率，推动经济社会高
质量发展，结合我县实际，经县人民政府同意，现提出以下实施意
见。
一、总体要求
坚持严控增量、盘活存量、优化结构，到2028年，单位生产总值建
设用地使用面积下降15%以上。
— 1 —
二、重点任务
（一）严格用地准入。新增工业项目亩均投资强度不低于300万元，
亩均税收不低于20万元。
（二）盘活存量土地。对闲置满一年的土地，依法征收闲置费；闲置
满两年的，依法无偿收回。
云溪县人民政府
2026年5月30日
抄送：县委各部门，县人大常委会办公室，县政协办公室，县监委，
县法院，县检察院。
云溪县人民政府办公室　　2026年5月30日印发
"""


def test_lines_that_a_page_ended_are_paragraphs_again() -> None:
    """What is copied from a PDF ends its lines where the page did: paragraphs, items and lists are whole, said once."""
    (code,) = [code for code in codes(_COPIED) if code in ("I368", "I420")]
    assert code == "I420"
    notice = tree(_COPIED)
    first, second = notice["正文"]["章节"]
    assert notice["正文"]["导语"].endswith(
        "推动经济社会高质量发展，结合我县实际，经县人民政府同意，现提出以下实施意见。\n"
    )
    assert first["正文"] == "坚持严控增量、盘活存量、优化结构，到2028年，单位生产总值建设用地使用面积下降15%以上。\n"
    assert [part["标题"] for part in second["下级"]] == ["严格用地准入", "盘活存量土地"]
    assert notice["版记"]["抄送"][-2:] == ["县法院", "县检察院"]


def test_lines_of_one_width_that_are_no_paragraphs_stay() -> None:
    """A list of titles is none, however alike its lines are; nor are short paragraphs that end with a full stop."""
    titles = "".join(f"云溪县人民政府关于做好第{number}批水库除险加固工作的通知\n" for number in "一二三四五六")
    text = f"云溪县人民政府关于清理文件的决定\n各乡镇人民政府：\n下列文件不再执行：\n{titles}云溪县人民政府\n2026年3月1日\n"
    assert "I420" not in codes(text)
    assert str(tree(text)["正文"]).count("\n") == 7
    assert "I420" not in codes(HEAD + "请各乡镇人民政府认真落实上述要求。\n" * 8)
