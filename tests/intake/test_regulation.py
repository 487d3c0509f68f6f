"""Regulations in drafts come in as structure; where the draft numbers otherwise, it stays as it was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ygt_docs.intake import import_file
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading import read_tree

HEAD = """\
青禾县教育局关于印发《青禾县校车安全管理办法》的通知

青教〔2026〕15号

各中小学校、幼儿园：
　　现将《青禾县校车安全管理办法》印发给你们，请认真贯彻执行。

青禾县教育局
2026年9月1日

青禾县校车安全管理办法
"""
RULES = """\
第一章　总　则
第一条　为了保障学生安全，制定本办法。
第二条　学校应当履行下列职责：
（一）建立制度；
（二）公布下列电话：
1.值班电话；
2.举报电话。
有前款规定情形的，从其规定。
第二章　使用
第一节　许可
第三条　使用校车，应当取得许可。
第三条之一　许可有效期一年。
第二节　驾驶人
第四条　驾驶人应当取得资格。"""
STRUCTURE: dict[str, Any] = {
    "章": [
        {
            "标题": "总　则",
            "条": [
                "为了保障学生安全，制定本办法。",
                {
                    "款": [
                        "学校应当履行下列职责：",
                        {"项": ["建立制度；", {"正文": "公布下列电话：", "目": ["值班电话；", "举报电话。"]}]},
                        "有前款规定情形的，从其规定。",
                    ]
                },
            ],
        },
        {
            "标题": "使用",
            "节": [
                {
                    "标题": "许可",
                    "条": ["使用校车，应当取得许可。", {"号": "第三条之一", "正文": "许可有效期一年。"}],
                },
                {"标题": "驾驶人", "条": ["驾驶人应当取得资格。"]},
            ],
        },
    ]
}


def _plan(text: str, suffix: str, tmp_path: Path, project: Project) -> Any:
    """What the promulgated text of a draft becomes."""
    (tmp_path / f"draft{suffix}").write_text(HEAD + text, encoding="utf-8")
    result = import_file(tmp_path / f"draft{suffix}", "x", tmp_path / "content", project)
    assert result.account.agrees
    problems = Problems()
    tree = read_tree(tmp_path / "content" / "x" / "plan.yaml", "plan.yaml", problems)
    assert not list(problems)
    return tree


@pytest.mark.parametrize("gap", ["　", " ", ""])
def test_chapters_articles_and_items_are_structure(gap: str, tmp_path: Path, project: Project) -> None:
    """However the numbers are parted from the text, the mapping is the same."""
    typed = RULES
    for sign in "章节条一":
        typed = typed.replace(f"{sign}　", f"{sign}{gap}")
    assert _plan(typed, ".txt", tmp_path, project) == STRUCTURE


def test_chapters_may_be_headings_of_markdown(tmp_path: Path, project: Project) -> None:
    """A .md draft with # before its chapters says the same."""
    text = "".join(f"{'# ' if '章　' in line else ''}{line}\n\n" for line in RULES.split("\n"))
    path = tmp_path / "draft.md"
    path.write_text(HEAD.replace("\n", "\n\n") + "\n" + text.replace("1.", "1\\."), encoding="utf-8")
    import_file(path, "x", tmp_path / "content", project)
    assert read_tree(tmp_path / "content" / "x" / "plan.yaml", "plan.yaml", Problems()) == STRUCTURE


@pytest.mark.parametrize(
    "text",
    [
        "第一条　甲。\n第三条　乙。",
        "第一章　总则\n本章说明。\n第一条　甲。",
        "第一条　甲。\n第一章　总则\n第二条　乙。",
    ],
)
def test_what_structure_would_number_otherwise_stays_text(text: str, tmp_path: Path, project: Project) -> None:
    """A gap, text between a heading and its articles, articles outside of chapters: typed lines, nothing lost."""
    assert _plan(text, ".txt", tmp_path, project) == {"导语": text + "\n"}


def test_items_that_are_numbered_otherwise_stay_in_their_article(tmp_path: Path, project: Project) -> None:
    """One article with items of another kind keeps its lines; the others are structure."""
    text = "第一条　甲：\n（1）乙；\n（2）丙。\n第二条　丁。"
    assert _plan(text, ".txt", tmp_path, project) == {"条": [{"正文": "甲：\n（1）乙；\n（2）丙。\n"}, "丁。"]}


PLAN = """\
目　录

1 总则
1.1 编制目的
1.2 编制依据
2 组织体系

1 总则
1.1 编制目的
制定本预案。
1.2 编制依据
依据有关规定制定。
2 组织体系
县政府成立指挥部。
（1）现场组。
"""


@pytest.mark.parametrize("pages", ["", "……{}", "　{}", "\t{}"])
def test_a_plan_by_decimals_is_structure_and_its_contents_are_made_anew(
    pages: str, tmp_path: Path, project: Project
) -> None:
    """层次: 小数 and 目录: 是 stand beside the 正文; the typed contents are dropped, with page numbers and without."""
    title, contents, text = PLAN.split("\n\n", 2)
    rows = [f"{row}{pages.format(number)}" for number, row in enumerate(contents.split("\n"), 3)]
    draft = "\n\n".join([title, "\n".join(rows), text])
    assert _plan(draft, ".txt", tmp_path, project) == {
        "章节": [
            {
                "标题": "总则",
                "下级": [
                    {"标题": "编制目的", "正文": "制定本预案。\n"},
                    {"标题": "编制依据", "正文": "依据有关规定制定。\n"},
                ],
            },
            {"标题": "组织体系", "正文": "县政府成立指挥部。\n（1）现场组。\n"},
        ]
    }
    notice = read_tree(tmp_path / "content" / "x" / "notice.yaml", "notice.yaml", Problems())
    assert notice is not None
    inner = notice["印发件"]
    assert isinstance(inner, dict)
    assert (inner["层次"], inner["目录"]) == ("小数", "是")


def test_decimals_that_jump_stay_text(tmp_path: Path, project: Project) -> None:
    """The lines stay as they were typed: building tells where they jump."""
    text = "1 总则\n1.1 目的\n甲。\n1.3 范围\n乙。"
    assert _plan(text, ".txt", tmp_path, project) == {"导语": text + "\n"}


def test_a_numbered_sentence_by_decimals_is_a_paragraph(tmp_path: Path, project: Project) -> None:
    """2.1.1 before a whole sentence heads nothing; the headings around it are structure all the same."""
    text = "1 总则\n1.1 目的\n制定预案。\n2 体系\n2.1 县级\n成立指挥部。\n2.1.1　指挥长：由副县长担任。\n3 附则\n即日施行。"
    sections = _plan(text, ".txt", tmp_path, project)["章节"]
    assert [section["标题"] for section in sections] == ["总则", "体系", "附则"]
    assert sections[1]["下级"][0]["正文"] == "成立指挥部。\n2.1.1　指挥长：由副县长担任。\n"


def test_first_headings_by_decimals_may_have_a_dot(tmp_path: Path, project: Project) -> None:
    """1．总则 over 1.1 目的 is 1 总则, which is said; a list 1．甲 within the decimals takes no part in it."""
    text = "1．总则\n1.1目的\n制定预案。\n1.2范围\n本县。\n2．附则\n即日施行。"
    for name in "ab":
        (tmp_path / name).mkdir()
    sections = _plan(text, ".txt", tmp_path / "a", project)["章节"]
    assert [section["标题"] for section in sections] == ["总则", "附则"]
    assert [part["标题"] for part in sections[0]["下级"]] == ["目的", "范围"]
    listed = "1 总则\n1.1 目的\n下列情形：\n1．甲情形；\n2．乙情形。\n2 附则\n即日施行。"
    assert "1．甲情形；" in str(_plan(listed, ".txt", tmp_path / "b", project)).replace("1.甲", "1．甲")
