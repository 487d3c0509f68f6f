"""The editor of YAML: what changes is written as a person would, everything else stays to the byte."""

from __future__ import annotations

import datetime

import pytest

from ygt_docs.editing import CannotPlaceError, List, Map, Scalar, Source, Tree, new, text_of
from ygt_docs.editing.tree import plain
from ygt_docs.notice.model import Notice, Organs

NOTICE = """\
# 第一行
文种: 通知   # 种类
发文字号: {机关代字: 云政文, 年份: 2026, 顺序号: 4}
标题: '关于''试点''的通知'
主送机关: [甲局, 乙局]
正文: tasks.yaml

附件:
  # 上面的话
  - 名称: 甲表
    正文: |
      一段。

      二段。

  - 名称: 乙表
    正文: 三段。
"""
TEXT = "导语: 开头。\n章节:\n  - 标题: 一\n    正文: 甲。\n"


def opened(main: str = NOTICE) -> Tree:
    """The tree of a notice whose 正文 stands in a file of its own."""
    return Tree({"notice.yaml": Source("n", main), "tasks.yaml": Source("t", TEXT)}, "notice.yaml", Notice)


def main_text(tree: Tree) -> str:
    """notice.yaml as it is now."""
    return text_of(tree.sources["notice.yaml"])


def test_an_untouched_tree_is_the_text() -> None:
    """Nothing changed, nothing written anew."""
    tree = opened()
    assert {name: text_of(source) for name, source in tree.sources.items()} == {
        "notice.yaml": NOTICE,
        "tasks.yaml": TEXT,
    }


def test_quotes_and_comments_stay_with_a_changed_value() -> None:
    """A value changes inside its quotes; the comment behind it stays."""
    tree = opened()
    for key, value in (("文种", "公告"), ("标题", "关于'推广'的通知")):
        node = tree.at(key)
        assert isinstance(node, Scalar)
        node.lines = [value]
    assert "文种: 公告   # 种类\n" in main_text(tree)
    assert "标题: '关于''推广''的通知'\n" in main_text(tree)


def test_a_key_goes_from_brackets_and_from_lines() -> None:
    """What is dropped takes its comma or its lines with it, nothing else."""
    tree = opened()
    number = tree.at("发文字号")
    assert isinstance(number, Map)
    number.drop("顺序号")
    tree.root.drop("主送机关")
    wanted = NOTICE.replace(", 顺序号: 4", "").replace("主送机关: [甲局, 乙局]\n", "")
    assert main_text(tree) == wanted


def test_the_first_key_of_an_item_leaves_its_dash_to_the_next() -> None:
    """A key behind it takes its lines alone."""
    tree = opened()
    other = tree.at("附件", 1)
    assert isinstance(other, Map)
    other.drop("名称")
    assert main_text(tree) == NOTICE.replace("  - 名称: 乙表\n    正文: 三段。\n", "  - 正文: 三段。\n")
    tree = opened()
    appendix = tree.at("附件", 0)
    assert isinstance(appendix, Map)
    appendix.drop("正文")
    assert "  - 名称: 甲表\n  - 名称: 乙表\n" in main_text(tree).replace("\n\n", "\n")
    tree = opened(NOTICE.replace("    正文: 三段。\n", "    正文: 三段。\n    层次: 小数\n"))
    other = tree.at("附件", 1)
    assert isinstance(other, Map)
    other.drop("名称")
    assert "  - 正文: 三段。\n    层次: 小数\n" in main_text(tree)


def test_a_key_that_nobody_knows_is_no_hindrance() -> None:
    """Nothing tells what stands beside it; what is changed is written all the same."""
    tree = opened(NOTICE + "自拟: 甲\n")
    year = tree.at("发文字号", "年份")
    assert isinstance(year, Scalar)
    year.lines = ["2027"]
    assert main_text(tree) == NOTICE.replace("2026", "2027") + "自拟: 甲\n"


def test_a_changed_value_in_brackets_leaves_the_others_as_typed() -> None:
    """Their spaces and quotes are the writer's."""
    tree = opened(NOTICE.replace("{机关代字: 云政文, 年份: 2026, 顺序号: 4}", "{ 机关代字: '云政文',  年份: 2026 }"))
    year = tree.at("发文字号", "年份")
    assert isinstance(year, Scalar)
    year.lines = ["2027"]
    assert "发文字号: { 机关代字: '云政文',  年份: 2027 }\n" in main_text(tree)


def test_a_new_key_takes_its_usual_place() -> None:
    """A key that was not there stands where the model has it, whatever else is in the mapping."""
    tree = opened()
    tree.root.put("成文日期", "2026-04-26")
    tree.root.put("份号", "000001")
    text = main_text(tree)
    assert text.endswith("成文日期: 2026-04-26\n")
    assert text.index("份号:") < text.index("文种:") or text.index("份号:") < text.index("发文字号:")


def test_every_part_knows_its_model_across_files() -> None:
    """The model of a part is found by its keys and by the file that a value names, not guessed from its own keys."""
    tree = opened()
    section = tree.at("正文", "章节", 0)
    assert isinstance(section, Map)
    assert section.model is not None
    assert section.model.__name__ == "Section"
    appendix = tree.at("附件", 1)
    assert isinstance(appendix, Map)
    assert appendix.model is not None
    assert appendix.model.__name__ == "Appendix"


def test_a_new_item_has_its_comments_above_it() -> None:
    """A new item is indented as the others are, with its comments; keys come in the order of the model."""
    source = Source("organs.yaml", "机关:\n    - 全称: 甲局\n      机关代字: 甲\n# 尾\n")
    tree = Tree({"organs.yaml": source}, "organs.yaml", Organs)
    organs = tree.at("机关")
    assert isinstance(organs, List)
    item = new({"机关代字": "乙", "全称": "乙局"})
    item.comments = ("新的",)
    organs.items.append(item)
    assert text_of(source) == (
        "机关:\n    - 全称: 甲局\n      机关代字: 甲\n    # 新的\n    - 全称: 乙局\n      机关代字: 乙\n# 尾\n"
    )


def test_a_comment_in_brackets_is_never_lost() -> None:
    """A list in brackets that would have to be written anew and holds a comment is refused with the reason."""
    tree = opened(NOTICE.replace("[甲局, 乙局]", "[甲局, # 先\n  乙局]"))
    organs = tree.at("主送机关")
    assert isinstance(organs, List)
    organs.items.reverse()
    with pytest.raises(CannotPlaceError, match="注释"):
        main_text(tree)


def test_the_last_item_in_brackets_goes_and_the_comment_before_it_stays() -> None:
    """The comma stays too: it may end a list in brackets."""
    tree = opened(NOTICE.replace("[甲局, 乙局]", "[甲局, # 先\n  乙局]"))
    organs = tree.at("主送机关")
    assert isinstance(organs, List)
    del organs.items[1]
    assert "主送机关: [甲局, # 先\n  ]\n" in main_text(tree)
    tree = opened(NOTICE.replace("[甲局, 乙局]", '[甲局, "乙#局"]'))
    organs = tree.at("主送机关")
    assert isinstance(organs, List)
    del organs.items[1]
    assert "主送机关: [甲局]\n" in main_text(tree)


def test_a_comment_stays_behind_the_bar_of_a_line_that_becomes_paragraphs() -> None:
    """Behind the text it would be printed."""
    tree = opened(NOTICE.replace("三段。", "三段。   # 待改"))
    text = tree.at("附件", 1, "正文")
    assert isinstance(text, Scalar)
    text.lines = ["三段。", "四段。"]
    assert main_text(tree).endswith("    正文: |   # 待改\n      三段。\n      四段。\n")


def test_block_text_without_a_last_line_end_keeps_its_last_sign() -> None:
    """Text behind |- ends where it ends."""
    tree = opened(NOTICE.replace("正文: 三段。\n", "正文: |-\n      三段。\n"))
    text = tree.at("附件", 1, "正文")
    assert isinstance(text, Scalar)
    assert text.lines == ["三段。"]
    text.lines = ["三段。", "四段。"]
    assert main_text(tree).endswith("正文: |-\n      三段。\n      四段。\n")


def test_blank_lines_between_items_stay_where_they_are() -> None:
    """A new item takes the distance that is usual; the one that is not is left."""
    tree = opened(NOTICE + "\n  - 名称: 丙表\n    正文: 四段。\n  - 名称: 丁表\n    正文: 五段。\n")
    items = tree.at("附件")
    assert isinstance(items, List)
    items.items.append(new({"名称": "戊表", "正文": "六段。"}))
    del items.items[0]
    text = main_text(tree)
    assert "    正文: 三段。\n\n  - 名称: 丙表\n    正文: 四段。\n  - 名称: 丁表\n" in text
    tree = opened(NOTICE + "  - 名称: 丙表\n    正文: 四段。\n  - 名称: 丁表\n    正文: 五段。\n")
    items = tree.at("附件")
    assert isinstance(items, List)
    items.items.append(new({"名称": "戊表", "正文": "六段。"}))
    assert main_text(tree).startswith(NOTICE + "  - 名称: 丙表\n")


def test_a_new_first_paragraph_stands_right_below_the_bar() -> None:
    """Empty lines stand between paragraphs, not above them."""
    tree = opened()
    text = tree.at("附件", 0, "正文")
    assert isinstance(text, Scalar)
    text.lines = ["零段。", "一段。", "二段。"]
    assert "    正文: |\n      零段。\n\n      一段。\n\n      二段。\n" in main_text(tree)


def test_another_value_in_brackets_takes_the_place_of_the_old_one() -> None:
    """A list for a number: the mapping stays in its line."""
    tree = opened()
    number = tree.at("发文字号")
    assert isinstance(number, Map)
    number.put("年份", 2027)
    assert "发文字号: {机关代字: 云政文, 年份: 2027, 顺序号: 4}\n" in main_text(tree)


def test_new_items_come_before_and_behind_those_in_brackets() -> None:
    """Each where it was put, with the commas that this takes."""
    tree = opened()
    organs = tree.at("主送机关")
    assert isinstance(organs, List)
    organs.items[:] = [new("零局"), organs.items[0], new("中局"), organs.items[1], new("末局")]
    assert "主送机关: [零局, 甲局, 中局, 乙局, 末局]\n" in main_text(tree)


def test_a_second_paragraph_stands_right_below_the_first() -> None:
    """Empty lines stand between paragraphs only where the writer has put them between all."""
    tree = opened(NOTICE.replace("      一段。\n\n      二段。\n", "      一段。\n"))
    text = tree.at("附件", 0, "正文")
    assert isinstance(text, Scalar)
    text.lines = ["一段。", "又一段。"]
    assert "    正文: |\n      一段。\n      又一段。\n" in main_text(tree)


@pytest.mark.parametrize(
    ("gone", "left"),
    [([1, 2], "[甲局, 丁局]"), ([2, 3], "[甲局, 乙局]"), ([0, 1], "[丙局, 丁局]"), ([0, 2], "[乙局, 丁局]")],
)
def test_neighbours_go_from_brackets(gone: list[int], left: str) -> None:
    """With the commas between them, wherever they stand."""
    tree = opened(NOTICE.replace("[甲局, 乙局]", "[甲局, 乙局, 丙局, 丁局]"))
    organs = tree.at("主送机关")
    assert isinstance(organs, List)
    for number in reversed(gone):
        del organs.items[number]
    assert f"主送机关: {left}\n" in main_text(tree)


def test_paragraphs_have_no_place_in_brackets() -> None:
    """A new value of several lines is refused with the reason."""
    tree = opened()
    organs = tree.at("主送机关")
    assert isinstance(organs, List)
    organs.items.append(new("甲\n乙\n"))
    with pytest.raises(CannotPlaceError, match="放不下几段"):
        main_text(tree)


def test_what_is_not_there_is_none() -> None:
    """A place behind the last item, a key below a text; and numbers stay numbers."""
    tree = opened()
    assert (tree.at("附件", 2), tree.at("文种", "名称")) == (None, None)
    data = {"顺序号": 4, "机关代字": "云政文", "日期": datetime.date(2026, 5, 6), "各局": ["甲局"]}
    assert plain(new(data)) == data


def test_an_entry_that_comes_first_stands_above_the_comment_of_the_next() -> None:
    """The comment belongs to the entry below it."""
    tree = opened(NOTICE + "版记:\n  # 印的人\n  印发机关: 甲局\n")
    imprint = tree.at("版记")
    assert isinstance(imprint, Map)
    imprint.put("抄送", ["乙局"])
    assert main_text(tree).endswith("版记:\n  抄送: [乙局]\n  # 印的人\n  印发机关: 甲局\n")


@pytest.mark.parametrize(
    ("typed", "value", "written"),
    [
        ("甲局", "乙局", "乙局"),
        ("甲局", "", '""'),
        ("甲局", "乙：局", '"乙：局"'),
        ("甲：局", "乙：局", "乙：局"),
        ("甲局", "乙: 局", '"乙: 局"'),
        ("甲-局", "-乙局", '"-乙局"'),
        ("甲（局）", "（乙）局", "（乙）局"),
        ("'甲局'", "乙局", "'乙局'"),
        ("甲局", "2027", '"2027"'),
        ("2026", "2027", "2027"),
        ("2026-05-06", "2027-05-06", "2027-05-06"),
    ],
)
def test_quotes_come_where_they_are_needed(typed: str, value: str, written: str) -> None:
    """A value that YAML could read otherwise gets them; one of the same signs as before stays without."""
    tree = opened(NOTICE.replace("通知   #", f"{typed}   #"))
    node = tree.at("文种")
    assert isinstance(node, Scalar)
    node.lines = [value]
    assert f"文种: {written}   # 种类\n" in main_text(tree)


def test_items_in_brackets_keep_their_quotes() -> None:
    """In another order they are the same as they were typed."""
    tree = opened(NOTICE.replace("[甲局, 乙局]", "['甲局', 乙局]"))
    organs = tree.at("主送机关")
    assert isinstance(organs, List)
    organs.items.reverse()
    assert "主送机关: [乙局, '甲局']\n" in main_text(tree)
