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
