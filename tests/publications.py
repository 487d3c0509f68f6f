"""A bulletin, a 文稿 and a collection for the tests of the writers and the proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.compose.documents import composed, document
from ygt_docs.building.settle import ROUNDS
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import LaidOut, lay_out
from ygt_docs.problems import Problems
from ygt_docs.project import Project

_TEXT = "为做好秋收工作，压实各方责任，结合全县实际，现就有关事项说明如下，请按照职责分工抓紧落实，确保颗粒归仓。"
_HEAD = {
    "名称": "青禾简报",
    "期号": "8",
    "总期号": "115",
    "编印单位": "青禾县人民政府办公室",
    "按语": "供参考。",
    "报": ["市政府办公室"],
    "发": ["各乡镇人民政府", "县直各单位"],
    "共印": "80",
}
_BULLETIN = {
    "文种": "简报",
    "发文字号": None,
    "发文机关": None,
    "标题": ["秋收进展顺利"],
    "正文": {"导语": "\n".join([_TEXT * 3] * 5)},
}
_MANUSCRIPT = {
    "文种": "文稿",
    "发文字号": None,
    "发文机关": None,
    "标题": ["秋收工作方案"],
    "作者": ["青禾县农业局"],
    "正文": {"导语": "\n".join([_TEXT * 4] * 6)},
}


def bulletin(**changes: Any) -> Flow:
    """A bulletin with remark, foot and two pages; `changes` go to its head."""
    head = {key: value for key, value in {**_HEAD, **changes}.items() if value is not None}
    return composed(**_BULLETIN, 简报=head)[0]


def manuscript() -> Flow:
    """A 文稿 with date and author."""
    return composed(**_MANUSCRIPT)[0]


def collection() -> Callable[[Decisions], Flow]:
    """Composes a collection of a notice, a 文稿 and a bulletin under the decisions it is given."""
    whole = document(
        文种="汇编",
        发文字号=None,
        发文机关=None,
        正文=None,
        标题=["青禾县2026年农业生产资料汇编"],
        汇编={"编印单位": ["青禾县农业局"], "篇目": ["甲"]},
    )
    long = "青禾县人民政府关于印发《青禾县2026年秋粮收购和农业生产社会化服务工作方案》的通知"
    members = (document(标题=[long]), document(**_MANUSCRIPT), document(**_BULLETIN, 简报=_HEAD))
    return lambda decisions: compose(replace(whole, members=members), decisions, Problems())


def settled(make: Callable[[Decisions], Flow], fonts: Fonts, project: Project) -> tuple[Flow, LaidOut]:
    """The Flow whose pages ask for what it was given."""
    decisions = Decisions()
    for _ in range(ROUNDS):
        flow = make(decisions)
        laid = lay_out(flow, fonts, project)
        if laid.decisions == decisions:
            return flow, laid
        decisions = laid.decisions
    raise AssertionError(f"not stable: {decisions}")


def with_decisions(flow: Flow) -> Callable[[Decisions], Flow]:
    """`flow` under whatever decisions."""
    return lambda decisions: replace(flow, decisions=decisions)
