"""The drifts that were found between the grammars of one element: import, build and proof read the same."""

from __future__ import annotations

import pytest

from tests.compose.documents import composed
from tests.intake.drafts import codes, read, tree
from tests.intake.test_account import hold
from ygt_docs.fonts import load_fonts
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind
from ygt_docs.word import render

DRAFT = """\
000001
{secrecy}
{urgency}
青禾县人民政府文件
青政文〔2026〕4号
青禾县人民政府关于开展秋收检查的通知
各乡镇人民政府，县政府各部门：
根据上级部署，现将有关事项通知如下。
一、高度重视
各单位要高度重视。
青禾县人民政府
{date}
"""


@pytest.mark.parametrize("secrecy", ["机密★1年", "机密☆1年", "机密*1年"])
@pytest.mark.parametrize("urgency", ["加急", "急件"])
@pytest.mark.parametrize("date", ["2026年4月26日", "二〇二六年四月二十六日", "二O二六年四月二十六日"])
def test_a_draft_with_other_signs_is_read_whole(secrecy: str, urgency: str, date: str) -> None:
    """Other stars, words of 1999 and the letter O for 〇: nothing goes into the title, and the date is there."""
    text = DRAFT.format(secrecy=secrecy, urgency=urgency, date=date)
    hold(read(text))
    notice = tree(text)
    assert "".join(notice["标题"]) == "青禾县人民政府关于开展秋收检查的通知"
    assert notice["发文机关"] == ["青禾县人民政府"]
    assert (notice["密级"], notice["保密期限"], notice["紧急程度"]) == ("机密", "1年", "加急")
    assert str(notice["成文日期"]) == "2026-04-26"
    assert ("I316" in codes(text)) == (secrecy != "机密★1年" or urgency != "加急")


@pytest.mark.parametrize("code", ["函", "青政", "云溪县安全生产委员会办公室发", "云溪县全面推进依法治县委员会办公室发"])
def test_a_code_that_builds_is_right_in_the_proof(code: str, project: Project) -> None:
    """A file with a code of any length is not judged wrong when it comes back as a stranger's."""
    flow, problems = composed(发文字号={"机关代字": code, "年份": "2026", "顺序号": "15"}, 主送机关=["县直有关单位"])
    assert not problems.errors
    docx = render(flow, load_fonts(project, Problems()), project)
    assert [str(item) for item in prove(docx, Kind.WORD) if item.severity != "提示" or item.code == "D901"] == []


@pytest.mark.parametrize(
    "line",
    [
        "青教〔2026〕15号      签发人：刘波",
        "青教〔2026〕15号 签发人：刘 波",
        "青教[2026]15号　　签发人：刘波",
        "青教〔2026〕15号  刘波",
    ],
)
def test_number_and_signatory_in_one_line_are_both_read(line: str) -> None:
    """The layout that 7.2.6 itself demands is no part of the title."""
    text = f"青禾县教育局文件\n{line}\n青禾县教育局关于解决校舍资金的请示\n市教育局：\n妥否，请批示。\n青禾县教育局\n2026年5月5日\n"
    hold(read(text))
    notice = tree(text)
    assert notice["发文字号"] == {"机关代字": "青教", "年份": 2026, "顺序号": 15}
    assert notice["签发人"] == ["刘波"]
    assert "".join(notice["标题"]) == "青禾县教育局关于解决校舍资金的请示"


def test_a_space_in_a_name_is_not_lost_without_a_word() -> None:
    """方 正 prints as 方正: the writer is told."""
    text = "青教〔2026〕15号\n签发人：方 正\n青禾县教育局关于校舍的请示\n市教育局：\n请批示。\n青禾县教育局\n2026年5月5日\n"
    assert tree(text)["签发人"] == ["方正"]
    assert codes(text).count("I316") == 1
    assert "I316" not in codes(text.replace("方 正", "方正"))


@pytest.mark.parametrize("period", ["10日", "公布前", "长期", "6个月"])
def test_a_period_that_builds_is_right_in_the_proof(period: str, project: Project) -> None:
    """What the rules let be printed the proof does not refuse."""
    flow, _ = composed(份号="000001", 密级="秘密", 保密期限=period, 主送机关=["县直有关单位"])
    docx = render(flow, load_fonts(project, Problems()), project)
    assert "D202" not in {item.code for item in prove(docx, Kind.WORD)}
