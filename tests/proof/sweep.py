"""Every right combination of kind, body, addressees, appendices and imprint (组合): documents that nothing is wrong with.

A combination is written as YAML, as a secretary would type it, and makes its whole road.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ygt_docs.golden.artefacts import Made, make_document
from ygt_docs.project import Project

_ADDRESSED = ("通知", "请示", "报告", "函", "批复", "意见")
_UNADDRESSED = ("公告", "通告", "决议", "公报", "命令", "纪要", "文稿")
_EITHER = ("决定", "通报", "议案", "简报")
_UPWARD = ("请示", "报告", "议案")
# A manuscript and a bulletin have no imprint of the standard's; orders and minutes bear no appendices.
_WITHOUT_IMPRINT = ("文稿", "简报")
_WITHOUT_APPENDICES = ("命令", "纪要", "简报")

_ORGAN, _CODE = "青禾县水利局", "青水"
_COUNTY = "青禾县人民政府"
_LINES = (
    "青禾县已完成东干渠清淤工程。",
    "西干渠清淤工程将于10月底完工。",
    "全县小型水库蓄水量为1200万立方米。",
    "灌区用水由县水利局统一调度。",
    "各灌区管理所每周报送一次水情。",
    "值班电话24小时畅通。",
)
_LONG = (
    "入秋以来，全县降水明显偏少，部分灌区来水不足，冬小麦播种用水紧张。县水利局会同各灌区管理所逐渠踏勘，摸清了水源、"
    "渠系和用水需求，制定了分段轮灌方案，优先保障已经整地的田块，做到有水即灌、随播随灌、不误农时。"
)
_SECTIONS = """为保障秋播用水，根据全县水资源调度计划，经研究，现将有关事项明确如下。
一、分段轮灌
（一）东干渠先行。东干渠灌区在9月20日至30日用水，由东干渠管理所按地块先远后近的次序放水，日供水量不少于8万立方米。
（二）西干渠随后。西干渠灌区在10月1日至10日用水，由西干渠管理所负责，放水前一日通知到村。
二、用水管理
各灌区按亩定量，超出部分由用水户另行申请。
三、水情报送
每日8时前报送前一日用水量，遇有险情随时报告。"""

BODIES: dict[str, str] = {
    **{f"{count} 行": "\n".join(_LINES[:count]) for count in range(1, 7)},
    "条目": "有关事项如下：\n一、原则同意修建东干渠节制闸。\n二、所需资金由县水利局在年度计划中安排。\n三、工程于2026年12月底前完成。",
    "引语": "县委书记指出：“水利是农业的命脉，要把每一方水用在播种上。”\n群众说：“渠通了，‘最后一公里’不愁了。”\n"
    "《青禾县灌区管理办法》规定，灌区用水“统一调度、分级负责”。",
    "名单": "下列同志参加灌区值班：\n林　渠　　田　溪　　江　浦　　欧阳小溪　　周长河\n林小河（女）　　司马清源（女，回族）",
    "分层": _SECTIONS,
    "长文": "\n".join((_LONG, *_LINES[:2], _LONG * 2, _LONG, _LONG * 3)),
}
_APPENDICES = {
    "": [],
    "1 件": [("灌区轮灌安排", _LONG)],
    "3 件": [("灌区轮灌安排", _LONG), ("值班人员名单", _LINES[5]), ("水情报送要求", "\n".join(_LINES[3:]))],
}


@dataclass(frozen=True)
class Combination:
    """One document: `kind`, the name of its body, if it is addressed, its appendices, if it has an imprint."""

    kind: str
    body: str
    addressed: bool
    appendices: str
    imprint: bool

    def __str__(self) -> str:
        addressed = "主送" if self.addressed else "无主送"
        return (
            f"{self.kind} {self.body} {addressed} 附件{self.appendices or '无'} {'版记' if self.imprint else '无版记'}"
        )


def combinations() -> list[Combination]:
    """All that are right."""
    return [item for item in _all() if _is_right(item)]


def _all() -> Iterator[Combination]:
    kinds = (*_ADDRESSED, *_UNADDRESSED, *_EITHER)
    for parts in itertools.product(kinds, BODIES, (True, False), _APPENDICES, (True, False)):
        yield Combination(*parts)


def _is_right(item: Combination) -> bool:
    if (item.addressed and item.kind in _UNADDRESSED) or (not item.addressed and item.kind in _ADDRESSED):
        return False
    if item.appendices and item.kind in _WITHOUT_APPENDICES:
        return False
    return not (item.imprint and item.kind in _WITHOUT_IMPRINT)


class _Typed(yaml.SafeDumper):
    """YAML as it is typed: several lines as block text."""


def _text(dumper: _Typed, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Typed.add_representer(str, _text)


def make(item: Combination, project: Project, folder: Path) -> tuple[Made, bytes, bytes]:
    """What became of `item` in `folder`, its Word file and its PDF."""
    content = folder / "content"
    (content / "sweep").mkdir(parents=True)
    organ = {"全称": _organ(item), "机关代字": _code(item)}
    (content / "organs.yaml").write_text(yaml.safe_dump({"机关": [organ]}, allow_unicode=True), encoding="utf-8")
    text = yaml.dump(tree(item), Dumper=_Typed, allow_unicode=True, sort_keys=False, width=10**6)
    (content / "sweep" / "notice.yaml").write_text(text, encoding="utf-8")
    made = make_document("sweep", content, project, folder)
    docx, pdf = (made.own(suffix) for suffix in (".docx", ".pdf"))
    assert docx is not None, list(map(str, made.problems))
    assert pdf is not None, list(map(str, made.problems))
    return made, docx.read_bytes(), pdf.read_bytes()


def tree(item: Combination) -> dict[str, Any]:
    """The YAML of `item` as a tree."""
    written: dict[str, Any] = {"文种": item.kind, "标题": _title(item), "正文": BODIES[item.body]}
    if item.kind != "文稿":
        written["成文日期"] = "2026-09-16"
    if item.kind not in ("文稿", "简报"):
        written["发文机关"] = [_organ(item)]
    if item.kind not in ("文稿", "简报", "命令"):
        written["发文字号"] = {"机关代字": _code(item), "年份": "2026", "顺序号": "26"}
    if item.kind == "简报":
        written["简报"] = {"名称": "水情简报", "期号": "6", "编印单位": "青禾县水利局办公室"}
        written["简报"] |= {"报": ["青禾县人民政府办公室"]} if item.addressed else {}
    elif item.addressed:
        written["主送机关"] = _addressees(item)
    if item.appendices:
        written["附件"] = [{"名称": name, "正文": text} for name, text in _APPENDICES[item.appendices]]
    if item.imprint:
        written["版记"] = {"抄送": ["县委办公室"]}
    if item.imprint and item.kind != "函":  # a letter prints no more of it (10.1)
        written["版记"] |= {"印发机关": f"{_organ(item)}办公室", "印发日期": "2026-09-17"}
    written |= _OWN.get(item.kind, {})
    return {key: value for key, value in written.items() if value is not None}


# What a kind has besides.
_OWN: dict[str, dict[str, Any]] = {
    "请示": {"签发人": ["林渠"], "附注": "联系人：田溪，电话：8000031"},
    "报告": {"签发人": ["林渠"]},
    "议案": {"签发人": ["林渠"]},
    "命令": {"标题": None, "命令": {"令号": "6"}, "用印": "签名章", "签名章": [{"职务": "县长", "姓名": "林渠"}]},
    "纪要": {"纪要": {"出席": ["林渠", "田溪", "江浦"]}},
}


def _organ(item: Combination) -> str:
    return _COUNTY if item.kind in ("命令", "议案", "公报", "决议") else _ORGAN


def _code(item: Combination) -> str:
    return "青政" if _organ(item) == _COUNTY else _CODE


def _title(item: Combination) -> str:
    if item.kind in ("文稿", "简报"):
        return "秋播用水保障情况"
    return f"{_organ(item)}关于秋播用水保障工作的{item.kind}"


def _addressees(item: Combination) -> list[str]:
    if item.kind == "议案":
        return ["青禾县人民代表大会常务委员会"]
    if item.kind in _UPWARD or item.kind == "函":
        return ["青禾县人民政府办公室"]
    return ["各乡镇人民政府", "各灌区管理所"]
