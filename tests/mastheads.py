"""Documents with every kind of masthead, and a ruler laid on their first page; for the PDF and for Word's pages."""

from __future__ import annotations

from typing import Any

import numpy

from tests.compose.documents import document
from tests.pdf.measure import MM, PT_TO_MM, black, extent, pixels, red, rules
from ygt_docs.building.settle import settle
from ygt_docs.compose import compose
from ygt_docs.compose.composer import joint_mark
from ygt_docs.compose.flow import Face, Flow, JointMark
from ygt_docs.docfiles.pdf_text import Character, read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problem
from ygt_docs.profile import STANDARD, Profile
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard

NAMES = (
    "青禾县卫生健康局",
    "中共青禾县委机构编制委员会办公室",
    "青禾县发展和改革局",
    "青禾县财政局",
    "青禾县人力资源和社会保障局",
    "青禾县农业农村局",
    "青禾县医疗保障局",
    "青禾县市场监督管理局",
    "青禾县民政局",
    "青禾县教育体育局",
)
TEXT = "各单位要把秋收时节的乡村医疗服务安排妥当，逐村核对值班人员和药品储备，每周五前报送情况。"
BODY = {"导语": "\n".join([TEXT] * 4)}
LEFT, RIGHT = standard.BINDING_MARGIN.value.mm, (standard.BINDING_MARGIN.value + standard.TYPE_AREA_WIDTH.value).mm
TOP = standard.TOP_MARGIN.value.mm
PITCH = standard.CHARACTER_PITCH.value.mm


def organs(count: int) -> list[dict[str, Any]]:
    """The first `count` organs, the one that leads first."""
    return [{"全称": name, "机关代字": "青卫发"} for name in NAMES[:count]]


def joint(count: int, **changes: Any) -> dict[str, Any]:
    """A joint notice of `count` organs that all stand in the mark."""
    return {
        "机关": organs(count),
        "发文字号": {"机关代字": "青卫发", "年份": "2026", "顺序号": "9"},
        "标志": {"机关": "全部"},
        "标题": ["青禾县卫生健康局等部门关于做好秋收时节乡村医疗服务工作的通知"],
        "主送机关": ["各乡镇人民政府、街道办事处", "县直有关单位"],
        "用印": "不盖章",
        "正文": BODY,
        **changes,
    }


def upward(*names: str, **changes: Any) -> dict[str, Any]:
    """A request with the signatories `names` and all that the first lines of the type area may bear."""
    return {
        "文种": "请示",
        "标题": ["青禾县人民政府关于修建水渠的请示"],
        "主送机关": ["禾阳市人民政府"],
        "签发人": list(names),
        "份号": "000012",
        "密级": "机密",
        "保密期限": "1年",
        "紧急程度": "特急",
        "正文": BODY,
        "附注": "联系人：田禾，电话：8000001",
        **changes,
    }


def settled(
    changes: dict[str, Any], fonts: Fonts, project: Project, profile: Profile = STANDARD
) -> tuple[Flow, bytes, list[Problem]]:
    """The Flow, the PDF, and what was found."""
    given = dict(changes)
    source = document(*given.pop("机关", ()), **given)
    made = settle(
        lambda decisions, problems: compose(source, decisions, problems, profile),
        lambda flow: lay_out(flow, fonts, project),
    )
    return made.flow, made.laid.write(), made.problems


def faults(data: bytes, flow: Flow) -> set[str]:
    """What does not stand where clause 7.2 puts it on page one of the PDF `data`."""
    image, characters = pixels(data, 1), read_pdf(data)[0].characters
    ink = red(image)
    rule = rules(ink)[0]
    mark = ink[: int(rule[0] / MM) - 5]
    top, bottom = extent(mark.any(axis=1))
    left, right = extent(mark.any(axis=0))
    wrong = _joint_faults(mark, flow)
    if abs(top - standard.MARK_FROM_PAGE_TOP.value.mm) > standard.MARK_FROM_PAGE_TOP.tolerance.mm:
        wrong.add("mark")
    if abs((left + right) / 2 - (LEFT + RIGHT) / 2) > 1:
        wrong.add("centred")
    # 34 mm of paper above the mark belong to the first lines
    below = black(image)[int(bottom / MM) + 2 : int(rule[0] / MM) - 2]
    number_top, number_bottom = (edge + int(bottom / MM + 2) * MM for edge in extent(below.any(axis=1)))
    if abs(number_top - bottom - 2 * standard.LINE_PITCH.value.mm) > 0.6:
        wrong.add("two lines")
    if abs(rule[0] - number_bottom - standard.MASTHEAD_RULE_GAP.value.mm) > 0.5:
        wrong.add("rule")
    if not any(item.text == TEXT[0] and _is_in(characters, index, TEXT[:8]) for index, item in enumerate(characters)):
        wrong.add("body")
    return wrong | _row_faults(characters, flow) | _first_line_faults(characters, flow)


def _joint_faults(mark: numpy.ndarray, flow: Flow) -> set[str]:
    """Names of one width, 文件 in the middle of their height."""
    blocks = flow.sections[0].blocks
    sizes, block = joint_mark(blocks), next((item for item in blocks if isinstance(item, JointMark)), None)
    if sizes is None or block is None:
        return set()
    between = (LEFT + RIGHT) / 2 - sizes.width.mm / 2 + sizes.names_width.mm + sizes.gap.mm / 2
    cut = int(between / MM) if block.word else mark.shape[1]
    names, word = mark[:, :cut], mark[:, cut:]
    rows = numpy.flatnonzero(names.any(axis=1))
    bands = [names[group] for group in numpy.split(rows, numpy.flatnonzero(numpy.diff(rows) > 3) + 1)]
    edges = [extent(band.any(axis=0)) for band in bands]
    wrong = set()
    if len(bands) != len(block.names):
        wrong.add("names")
    if (
        max(end for _, end in edges) - min(end for _, end in edges) > 1.2
        or max(start for start, _ in edges) - min(start for start, _ in edges) > 1.2
    ):
        wrong.add("width")
    if block.word and not word.any():
        wrong.add("no word")
    elif block.word and abs(sum(extent(word.any(axis=1))) - sum(extent(names.any(axis=1)))) / 2 > 0.5:
        wrong.add("word")
    return wrong


def _row_faults(characters: tuple[Character, ...], flow: Flow) -> set[str]:
    """Signatories in columns, the widest row one 字 left of the edge; the number one 字 right of the other edge."""
    rows = [block for block in flow.sections[0].blocks if getattr(block, "columns", ())]
    if not rows:
        return set()
    wrong: set[str] = set()
    ends, lines = [], []
    for row in rows:
        for column in row.columns:
            text = "".join(run.text for run in column.runs)
            index = next((index for index in range(len(characters)) if _is_in(characters, index, text)), None)
            if index is None:
                return {"signatories"}
            lines.append((id(row), characters[index].baseline))
            if abs(characters[index].start * PT_TO_MM - LEFT - PITCH * column.at) > 0.5:
                wrong.add("number" if "〔" in text else "signatories")
            ends.append(characters[index + len(text) - 1].end * PT_TO_MM)
    named = any(run.face is Face.SIGNATORY for row in rows for run in row.runs)
    if named and abs(RIGHT - PITCH - max(ends)) > 0.6:
        wrong.add("right")
    if any(abs(one[1] - other[1]) > 1 for one in lines for other in lines if one[0] == other[0]):
        wrong.add("one line")
    return wrong


def _first_line_faults(characters: tuple[Character, ...], flow: Flow) -> set[str]:
    """The first lines begin at the edge, each on its own line of the type area; what stands right ends at the edge."""
    wrong: set[str] = set()
    pitch, size = standard.LINE_PITCH.value.mm, standard.SIZE_3.value.mm
    for number, block in enumerate(flow.sections[0].blocks):
        if isinstance(block, JointMark) or block.role.css_class == "mark":
            break
        if not block.text:
            continue
        left = "".join(run.text for line in block.lines for run in line)
        index = next((i for i in range(len(characters)) if _is_in(characters, i, block.text)), None)
        if index is None:
            return {"first lines"}
        first, last = characters[index], characters[index + len(block.text) - 1]
        if left and abs(first.start * PT_TO_MM - LEFT) > 0.3:
            wrong.add("first lines")
        if block.right_text and abs(last.end * PT_TO_MM - RIGHT) > 0.5:
            wrong.add("registration")
        if not TOP + number * pitch < first.baseline * PT_TO_MM - size / 2 < TOP + (number + 1) * pitch:
            wrong.add("first lines")
    return wrong


def _is_in(characters: tuple[Character, ...], index: int, text: str) -> bool:
    return "".join(item.text for item in characters[index : index + len(text)]) == text
