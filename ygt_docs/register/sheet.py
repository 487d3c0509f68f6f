"""The approval sheet (发文稿纸) and the distribution list (分发单) of a document, from what its YAML says already.

Both are documents that the road prints: one page each, to be signed with a pen and filed.
"""

from __future__ import annotations

from typing import Any

from ygt_docs.elements.dates import date_words
from ygt_docs.notice import Document
from ygt_docs.notice.grid import Align
from ygt_docs.notice.model import Appendix, Notice
from ygt_docs.notice.registering import Registration
from ygt_docs.notice.writer import write_tree
from ygt_docs.register.book import as_day
from ygt_docs.register.documents import Seen

APPROVAL, DISTRIBUTION = "发文稿纸", "分发单"
_OPENNESS = "□主动公开　□依申请公开　□不予公开（理由：　　　　　　）"
_URGENCY = "□特提　□特急　□加急　□平急"
# How high the boxes are that are filled in by hand, in millimetres.
_SIGN, _OPINION, _LINE = 24, 14, 8


def approval_sheet(document: Document, seen: Seen) -> str:
    """The notice.yaml of the 发文稿纸 of `document`, numbered or not."""
    notice = document.notice
    facts = notice.register_facts or Registration.model_construct()
    number = _number(document, seen)
    rows: list[list[Any]] = [
        ["发文字号", number, "成文日期", _day(seen.facts.get("成文日期", ""))],
        _wide("签发", str(facts.signed_by or ""), _SIGN),
        _wide("领导意见", "", _OPINION),
        _wide("会签", "、".join(facts.countersigned), _OPINION),
        _wide("办公室意见", "", _OPINION),
        ["主办处室", str(facts.department or ""), "处室负责人", _box("", _LINE)],
        ["拟稿人", str(facts.drafter or ""), "电话", str(facts.drafter_phone or "")],
        ["核稿", str(facts.reviewer or ""), "密级", _secrecy(notice)],
        _line("紧急程度", _chosen(_URGENCY, str(notice.urgency or ""))),
        _line("标题", seen.title),
        _line("主送", seen.facts.get("主送", "")),
        _line("抄送", seen.facts.get("抄送", "")),
        _line("附件", "；".join(_appendices(notice.appendices))),
        _line("公开方式", _chosen(_OPENNESS, seen.facts.get("公开属性", ""))),
        ["印发单位", _printed_by(notice), "印发份数", seen.facts.get("份数", "")],
        ["打字", _box("", _LINE), "校对", ""],
        ["印刷", _box("", _LINE), "印发日期", _day(seen.facts.get("印发日期", ""))],
    ]
    form = {"行": rows, "列宽": ["26", "51", "26", "51"]}
    organ = str(document.organs[0].name) if document.organs else ""
    return write_tree({"文种": "文稿", "标题": f"{organ}{APPROVAL}", "正文": [{"表单": form}]}, Notice, "")


def distribution_list(document: Document, seen: Seen) -> str:
    """The notice.yaml of the list of who gets how many copies, their sum held against 印发份数."""
    facts = document.notice.register_facts or Registration.model_construct()
    copies = {}
    for item in facts.copies:
        copies[str(item.unit)] = item.count
    rows: list[list[str]] = []
    for kind, names in (("主送", document.notice.addressees), ("抄送", _copied(document.notice))):
        for name in _units(names):
            rows.append([kind, name, str(copies.pop(name, "")), ""])
    for unit, count in copies.items():
        rows.append(["分送", unit, str(count), ""])
    sent = sum(item.count for item in facts.copies)
    kept = facts.kept_copies or 0
    rows.append(["存档", "存档", str(facts.kept_copies or ""), ""])
    numbered = []
    for position, row in enumerate(rows, start=1):
        numbered.append([str(position), *row])
    table = {"栏": ["序号", "类别", "单位", "份数", "签收"], "行": numbered, "字号": "五号"}
    table |= {"列宽": ["14", "20", "72", "18", "30"], "方向": "竖"}
    number = _number(document, seen)
    lines = [f"文号：{number}", f"标题：{seen.title}", {"表": table}, _sum(sent, kept, facts)]
    return write_tree({"文种": "文稿", "标题": DISTRIBUTION, "正文": lines}, Notice, "")


def _sum(sent: int, kept: int, facts: Registration) -> str:
    """The copies added up; blanks to be filled in by hand where nobody said who gets how many."""
    printed = facts.printed_copies
    if not facts.copies:
        known = f"；印发{printed}份，余存　　份" if printed is not None else ""
        return f"分送　　份，存档{kept or '　　'}份，合计　　份{known}。"
    said = f"分送{sent}份，存档{kept}份，合计{sent + kept}份"
    if printed is None:
        return f"{said}。"
    left = printed - sent - kept
    return f"{said}；印发{printed}份，{'余存' if left >= 0 else '还缺'}{abs(left)}份。"


def _number(document: Document, seen: Seen) -> str:
    """The number; a draft has a blank to be filled in, and so has a document that bears none."""
    notice = document.notice
    if notice.number is not None:
        return str(notice.number).replace("×", "　　")
    organ = str(document.organs[0].code or "") if document.organs else ""
    if not seen.claims:
        return f"{organ}〔　　〕　　号"
    return f"第{seen.claims[0].serial}号"


def _day(iso: str) -> str:
    """A day as documents write it; "" for none."""
    day = as_day(iso)
    if day is None:
        return iso
    return date_words(day)


def _line(title: str, text: str) -> list[Any]:
    return [title, {**_box(text, _LINE), "跨列": 3, "对齐": str(Align.LEFT)}]


def _wide(title: str, text: str, height: int) -> list[Any]:
    return [title, {**_box(text, height), "跨列": 3}]


def _box(text: str, height: int) -> dict[str, Any]:
    return {"字": text, "高": height}


def _chosen(choices: str, chosen: str) -> str:
    """The choices with a tick before the one that was made."""
    if chosen:
        return choices.replace(f"□{chosen}", f"■{chosen}")
    return choices


def _secrecy(notice: Notice) -> str:
    if notice.secrecy is None:
        return ""
    if notice.secrecy_period:
        return f"{notice.secrecy}★{notice.secrecy_period}"
    return str(notice.secrecy)


def _printed_by(notice: Notice) -> str:
    if notice.imprint is not None:
        return str(notice.imprint.printed_by or "")
    return ""


def _appendices(appendices: list[Appendix]) -> list[str]:
    if len(appendices) == 1:
        return [str(appendices[0].name)]
    found: list[str] = []
    for position, item in enumerate(appendices, start=1):
        found.append(f"{position}.{item.name}")
    return found


def _copied(notice: Notice) -> list[Any]:
    if notice.imprint is not None:
        return list(notice.imprint.copies_to)
    return []


def _units(names: list[Any]) -> list[str]:
    """Each recipient by itself: 甲局、乙局 are two."""
    found = []
    for name in names:
        for part in str(name).replace("，", "、").split("、"):
            if part.strip("。"):
                found.append(part.strip("。"))
    return found
