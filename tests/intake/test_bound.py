"""A bound collection is parted by its contents; the contents of one document's chapters part nothing."""

from __future__ import annotations

import datetime

import pytest

from tests.intake.drafts import HEAD, codes, read, tree
from tests.intake.test_account import hold

_BOUND = """\
青禾县秋粮收购
资料汇编
青禾县粮食局
2026年12月31日
目 录
青禾县2026年秋粮收购方案{one}
青禾县2026年秋粮收购
工作总结{two}
青禾县2026年秋粮收购方案
为做好收购工作,制定本方案。
一、总体要求
保护农民利益。
青禾县2026年秋粮收购工作总结
全年收购20,000吨。
"""


@pytest.mark.parametrize(("one", "two"), [("", ""), ("……1", "……3"), ("\t1", "\t3"), (" ........ 1", " ........ 3")])
def test_a_collection_is_parted_by_its_contents(one: str, two: str) -> None:
    """Each title of the contents begins a document; titles may be broken elsewhere below; page numbers are dropped."""
    text = _BOUND.format(one=one, two=two)
    result = read(text)
    hold(result)
    assert tree(text) == {
        "文种": "汇编",
        "标题": ["青禾县秋粮收购", "资料汇编"],
        "成文日期": datetime.date(2026, 12, 31),
        "汇编": {"编印单位": "青禾县粮食局", "篇目": ["draft-01", "draft-02"]},
    }
    assert tree(text, "01/notice.yaml") == {
        "文种": "文稿",
        "标题": "青禾县2026年秋粮收购方案",
        "正文": {"导语": "为做好收购工作，制定本方案。\n", "章节": [{"标题": "总体要求", "正文": "保护农民利益。\n"}]},
    }
    assert tree(text, "02/notice.yaml") == {
        "文种": "文稿",
        "标题": "青禾县2026年秋粮收购工作总结",
        "正文": "全年收购20,000吨。\n",
    }
    assert "目录（按各篇标题重编）" in result.account.dropped


def test_an_entry_that_nothing_answers_is_no_contents() -> None:
    """Where one title of the contents is not found below, nothing is parted and nothing dropped."""
    text = _BOUND.format(one="", two="").replace("工作总结\n全年", "工作小结\n全年")
    assert "汇编" not in tree(text)
    assert "目录（按各篇标题重编）" not in read(text).account.dropped


@pytest.mark.parametrize(("first", "second"), [("第一章总则", "第二章附则"), ("一、总则", "二、附则")])
def test_the_chapters_of_one_document_are_no_collection(first: str, second: str) -> None:
    """A table of contents of chapters leaves its document whole; it is made anew from the headings."""
    text = f"青禾县粮食收购办法\n目录\n{first}\n{second}\n{first}\n为了规范收购。\n{second}\n自印发之日起施行。\n"
    notice = tree(text)
    assert notice["标题"] == "青禾县粮食收购办法"
    assert "汇编" not in notice
    assert str(notice["目录"]) == "是"


def test_a_notice_with_contents_is_one_document() -> None:
    """Contents below addressees belong to the notice."""
    text = HEAD.replace(
        "青禾县人民政府\n2026",
        "目录\n收购办法\n结算办法\n收购办法\n按质论价。\n结算办法\n及时结算。\n青禾县人民政府\n2026",
    )
    assert tree(text)["文种"] == "通知"


def test_a_cover_without_a_title_gets_a_clear_working_title() -> None:
    """A title that the draft does not have is printed as what it is, and said."""
    text = _BOUND.format(one="", two="").partition("青禾县粮食局\n")[2]
    assert tree(text)["标题"] == "汇编（草稿无标题）"
    assert "I338" in codes(text)
