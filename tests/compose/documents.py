"""Documents for the tests, from dictionaries that look like the YAML of a folder of content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Flow, Paragraph, Role, Table
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Notice, Organ
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text

ORGAN = {"全称": "青禾县人民政府", "机关代字": "青政"}
LEAST = {
    "文种": "通知",
    "发文机关": ["青禾县人民政府"],
    "发文字号": {"机关代字": "青政", "年份": "2026", "顺序号": "9"},
    "标题": ["青禾县人民政府关于做好秋收工作的通知"],
    "正文": {"导语": "请做好秋收工作。"},
    "成文日期": "2026-09-01",
}


class _Typist:
    """Types each text of a tree on a line of its own, column 5 of notice.yaml, as the reader would have marked it."""

    def __init__(self) -> None:
        self.line = 0

    def type(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self.type(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.type(item) for item in value]
        self.line += 1
        place = Place("notice.yaml", self.line, 5)
        self.line += value.count("\n") + 1 if "\n" in value else 0
        return Text(value, place, block="\n" in value, indent=2)


def document(*organs: dict[str, Any], **changes: Any) -> Document:
    """The least notice with `changes`; a key with the value None is left out. `organs`: those that issue it."""
    tree = {key: value for key, value in {**LEAST, **changes}.items() if value is not None}
    known = organs or (ORGAN,)
    if organs:
        tree["发文机关"] = [organ["全称"] for organ in organs]
    typist = _Typist()
    notice = Notice.model_validate(typist.type(tree))
    issuing = tuple(Organ.model_validate(typist.type(organ)) for organ in known) if notice.organs else ()
    return Document("test", Path("test"), notice, issuing, (), lambda *keys: Place("notice.yaml", 1, 1))


def composed(*organs: dict[str, Any], **changes: Any) -> tuple[Flow, Problems]:
    """The Flow of `document(*organs, **changes)`, and what was found."""
    problems = Problems()
    return compose(document(*organs, **changes), Decisions(), problems), problems


def codes(problems: Problems) -> list[str]:
    """The codes of the problems in the order in which they were found."""
    return [item.code for item in problems]


def of_role(flow: Flow, role: Role) -> list[Paragraph]:
    """The paragraphs of `role` in order."""
    return [paragraph for paragraph in flow.paragraphs() if paragraph.role is role]


def texts(flow: Flow, role: Role) -> list[str]:
    """The texts of the paragraphs of `role`."""
    return [paragraph.text for paragraph in of_role(flow, role)]


def title_lines(paragraph: Paragraph) -> list[str]:
    """A paragraph's lines as strings."""
    return ["".join(run.text for run in line) for line in paragraph.lines]


def tables(flow: Flow) -> list[Table]:
    """The tables in order."""
    return [block for section in flow.sections for block in section.blocks if isinstance(block, Table)]
