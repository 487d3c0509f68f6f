"""Goals and steps as sentences."""

from __future__ import annotations

import pytest

from tests.compose.documents import codes, composed, texts
from ygt_docs.compose.flow import Role


def _paragraphs(**section: object) -> list[str]:
    flow, problems = composed(正文={"章节": [{"标题": "甲", **section}]})
    assert codes(problems) == []
    return texts(flow, Role.PARAGRAPH)


def test_indicators_of_one_deadline_share_a_sentence() -> None:
    """Indicators follow the summary, one paragraph for each deadline, joined by ； and closed by 。"""
    late, early = {"原文": "到2027年底"}, {"原文": "到2026年底，"}
    assert _paragraphs(
        建设目标={
            "总述": "总的要求。",
            "指标": [
                {"名称": "机收率", "数值": "95", "单位": "%", "时限": early},
                {"名称": "损失率", "数值": "同比下降", "时限": early},
                {"名称": "仓容", "数值": "20", "单位": "万吨", "时限": late},
                {"名称": "品牌", "数值": "达到3个。"},
            ],
        }
    ) == ["总的要求。", "到2026年底，机收率达到95%；损失率同比下降。", "到2027年底，仓容达到20万吨。", "品牌达到3个。"]


def test_goals_may_be_a_summary_alone() -> None:
    """Nothing is invented where there are no indicators."""
    assert _paragraphs(建设目标={"总述": "一段。\n两段。"}) == ["一段。", "两段。"]


@pytest.mark.parametrize(
    ("part", "printed"),
    [
        ({"时限": {"原文": "6月底前"}, "正文": "备好农机。"}, "6月底前，备好农机。"),
        ({"时限": {"原文": "6月底前："}, "正文": "备好农机。"}, "6月底前：备好农机。"),
        ({"正文": "备好农机。"}, "备好农机。"),
        ({"时限": {"原文": "7月底前"}, "事项": ["培训机手", "检修农机"]}, "7月底前，一是培训机手；二是检修农机。"),
        ({"事项": ["培训机手；", "检修农机。"]}, "一是培训机手；二是检修农机。"),
        ({"正文": "抓两件事", "事项": ["一是培训机手", "二是检修农机"]}, "抓两件事：一是培训机手；二是检修农机。"),
        ({"正文": "抓一件事：", "事项": ["检修农机"]}, "抓一件事：一是检修农机。"),
    ],
)
def test_parts_of_a_step(part: dict, printed: str) -> None:
    """A part reads deadline，text；its items are counted 一是…；二是…。 and signs that were typed are not doubled."""
    assert _paragraphs(实施步骤={"步骤": [{"标题": "准备", "段落": [part]}]}) == [printed]


def test_steps_are_headings_below_their_section() -> None:
    """Each step is a heading one level below its section, each part a paragraph."""
    flow, _ = composed(
        正文={
            "章节": [
                {
                    "标题": "实施步骤",
                    "实施步骤": {
                        "引言": "分两步。",
                        "步骤": [
                            {"标题": "准备", "段落": [{"正文": "一段。"}, {"正文": "两段。\n三段。"}]},
                            {"标题": "抢收", "段落": [{"正文": "四段。"}]},
                        ],
                    },
                }
            ]
        }
    )
    assert texts(flow, Role.HEADING_2) == ["（一）准备", "（二）抢收"]
    assert texts(flow, Role.PARAGRAPH) == ["分两步。", "一段。", "两段。", "三段。", "四段。"]


def test_items_in_wrong_order_are_found() -> None:
    """Items that were typed with 一是、三是 are kept and reported."""
    flow, problems = composed(
        正文={
            "章节": [{"标题": "甲", "实施步骤": {"步骤": [{"标题": "乙", "段落": [{"事项": ["一是甲", "三是乙"]}]}]}}]
        }
    )
    assert codes(problems) == ["N516"]
    assert "一是甲；三是乙。" in flow.text()
