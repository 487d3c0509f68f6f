"""Whole documents: no character is lost, whatever they hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.compose.documents import codes, composed
from ygt_docs.compose.flow import Decisions

PLAN = {
    "标题": ["青禾县2026年秋收秋种工作方案"],
    "正文": {
        "导语": "为抓好秋收秋种，制定本方案。",
        "章节": [
            {"标题": "总体要求", "正文": "抢抓农时，颗粒归仓。"},
            {
                "标题": "工作目标",
                "建设目标": {
                    "总述": "应收尽收。",
                    "指标": [
                        {
                            "名称": "机收率",
                            "数值": "95",
                            "单位": "%",
                            "时限": {"原文": "10月底前", "日期": "2026-10-31"},
                        }
                    ],
                },
            },
            {
                "标题": "实施步骤",
                "实施步骤": {
                    "步骤": [
                        {"标题": "准备", "段落": [{"时限": {"原文": "9月10日前"}, "事项": ["检修农机", "培训机手"]}]},
                        {"标题": "抢收", "段落": [{"时限": {"原文": "9月底前"}, "正文": "完成抢收。"}]},
                    ]
                },
            },
            {
                "标题": "工作要求",
                "下级": [{"标题": "落实责任", "连排": "是", "正文": "各乡镇要落实责任。\n每周报送进度。"}],
            },
        ],
    },
    "联系": {"电话": "8000001"},
    "附件": [
        {
            "名称": "2026年秋收任务清单",
            "方向": "横",
            "任务表": {
                "组": [
                    {
                        "标题": "抢收",
                        "任务": [
                            {
                                "任务": "检修农机。",
                                "时限": {"原文": "9月10日前"},
                                "评价标准": ["完好率达到要求。"],
                                "责任单位": ["农业农村局"],
                            },
                            {"任务": "培训机手。", "同上": ["时限"], "责任单位": ["农业农村局", "人社局"]},
                        ],
                    }
                ]
            },
        }
    ],
}


def test_a_whole_notice() -> None:
    """A notice that passes on a plan with goals, steps and a table prints exactly this, in this order."""
    flow, problems = composed(
        标题=["青禾县人民政府关于印发《青禾县2026年秋收秋种工作方案》的通知"],
        主送机关=["各乡镇人民政府"],
        正文={"导语": "现将方案印发给你们，请认真执行。"},
        附注="此件公开发布",
        印发件=PLAN,
        版记={"抄送": ["县委办公室"], "印发机关": "青禾县人民政府办公室", "印发日期": "2026-09-02"},
    )
    assert codes(problems) == []
    assert flow.decisions == Decisions()
    assert flow.text() == [
        "青禾县人民政府文件",
        "青政〔2026〕9号",
        "青禾县人民政府关于印发《青禾县2026年秋收秋种工作方案》的通知",
        "各乡镇人民政府：",
        "现将方案印发给你们，请认真执行。",
        "青禾县人民政府",
        "2026年9月1日",
        "（此件公开发布）",
        "青禾县2026年秋收秋种工作方案",
        "为抓好秋收秋种，制定本方案。",
        "一、总体要求",
        "抢抓农时，颗粒归仓。",
        "二、工作目标",
        "应收尽收。",
        "10月底前，机收率达到95%。",
        "三、实施步骤",
        "（一）准备",
        "9月10日前，一是检修农机；二是培训机手。",
        "（二）抢收",
        "9月底前，完成抢收。",
        "四、工作要求",
        "（一）落实责任。各乡镇要落实责任。",
        "每周报送进度。",
        "联系电话：8000001",
        "附件：2026年秋收任务清单",
        "附件",
        "2026年秋收任务清单",
        "序号",
        "重点任务",
        "完成时限",
        "评价标准",
        "责任单位",
        "一、抢收",
        "1",
        "检修农机。",
        "9月10日前",
        "完好率达到要求。",
        "农业农村局",
        "2",
        "培训机手。",
        "农业农村局、人社局",
        "抄送：县委办公室。",
        "青禾县人民政府办公室2026年9月2日印发",
    ]


_WORDS = (
    st.text(alphabet="青禾县秋收抢种农机（一）、。，；：1.2《》“”a ", min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
_LINES = st.lists(_WORDS, min_size=1, max_size=4)


@st.composite
def _sections(draw: st.DrawFn, depth: int = 1) -> dict[str, Any]:
    section: dict[str, Any] = {"标题": draw(_WORDS)}
    if draw(st.booleans()):
        section["正文"] = "\n".join(draw(_LINES))
        section["连排"] = draw(st.sampled_from(["是", "否"]))
    if draw(st.booleans()):
        section["实施步骤"] = {"步骤": [{"标题": draw(_WORDS), "段落": [{"事项": draw(_LINES)}]}]}
    if depth < 4 and draw(st.booleans()):
        section["下级"] = draw(st.lists(_sections(depth + 1), min_size=1, max_size=2))
    return section


def _typed(value: object) -> list[str]:
    """All typed text in the order of the model, less what says how to print."""
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in ("连排", "方向") for text in _typed(item)]
    if isinstance(value, list):
        return [text for item in value for text in _typed(item)]
    return [line.strip() for line in str(value).split("\n") if line.strip()]


@given(st.lists(_sections(), min_size=1, max_size=3), _LINES, _LINES)
def test_no_character_is_lost(sections: list[dict], introduction: list[str], closing: list[str]) -> None:
    """The Flow's text holds every typed text whole and in order, whatever was typed."""
    body = {"导语": "\n".join(introduction), "章节": sections, "结语": "\n".join(closing)}
    text = "".join(composed(正文=body)[0].text())
    at = 0
    for typed in _typed(body):
        found = text.find(typed, at)
        assert found >= 0, typed
        at = found + len(typed)


@given(st.lists(_LINES, min_size=1, max_size=5))
def test_every_cell_is_printed(rows: list[list[str]]) -> None:
    """Every task and criterion of a table stands in the Flow in order."""
    tasks = [{"任务": row[0], "评价标准": row} for row in rows]
    flow, _ = composed(附件=[{"名称": "清单", "任务表": {"组": [{"任务": tasks}]}}])
    text, at = "".join(flow.text()), 0
    for typed in _typed(tasks):
        found = text.find(typed, at)
        assert found >= 0, typed
        at = found + len(typed)


@given(st.lists(_sections(), min_size=1, max_size=2))
def test_composing_is_a_function(sections: list[dict]) -> None:
    """The same document gives the same Flow."""
    assert composed(正文={"章节": sections})[0] == composed(正文={"章节": sections})[0]
