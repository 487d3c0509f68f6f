"""The monthly summary (通报) as a document, with its figures as tables and a chart."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from ygt_docs.notice.document import Document
from ygt_docs.tasklist.derived import Derived, basis_of, derived_name, manuscript, origin, table, units_words
from ygt_docs.tasklist.standing import SOON, Figures, Group, Summary
from ygt_docs.tasklist.store import Plans

CHART = "进展图.svg"
_HEADS = ("任务数", "已完成", "按时推进", "滞后", f"{SOON}日内到期", "申请延期", "已延期", "没有报", "督办项次")
_WIDTHS = (33, 13, 13, 14, 12, 16, 14, 13, 13, 12)
_LATE_WIDTHS = (12, 45, 22, 14, 16, 22, 25)
_COLOURS = ("#548235", "#2e75b6", "#c00000")


_ALTERNATIVE = "各单位已完成、按时推进、滞后的任务所占比例"
_CHART_BLOCK = {"图": {"文件": CHART, "题": "任务进展情况", "宽": "150", "替代文字": _ALTERNATIVE}}
_GROUPS = "按任务清单的分组统计，各组任务数之和等于任务总数。"
_LATE = "下列任务已经超过完成时限，按超期天数由多到少排列。"


def report(found: Summary, plans: Plans, base: str) -> Derived:
    """The 通报 of a month: of the organ of the plans where it is one, else a 文稿."""
    organs = list(dict.fromkeys(plan.document.notice.organs[0] for plan in plans.plans if plan.document.notice.organs))
    month = f"{found.month[:4]}年{int(found.month[5:])}月"
    title = f"关于{month}重点任务进展情况的通报"
    body = {"导语": _opening(found, plans), "章节": _sections(found, plans)}
    name = derived_name(base, "通报", found.month)
    files = {CHART: chart_svg([found.total, *found.units(plans.units.label)])}
    if len(organs) != 1:
        return Derived(name, manuscript(f"{month}重点任务进展情况", plans, body) | {"成文日期": found.asof}, files)
    first = plans.plans[0].document
    tree: dict[str, Any] = {"文种": "通报", "发文机关": [str(organs[0])], "标题": f"{organs[0]}{title}"}
    if first.organs and first.organs[0].code is not None:
        tree["发文字号"] = {"机关代字": str(first.organs[0].code), "年份": str(found.asof.year)}
    addressees = _addressees([plan.document for plan in plans.plans])
    if addressees:
        tree["主送机关"] = addressees
    return Derived(name, tree | {"正文": body, "成文日期": found.asof}, files)


def _addressees(documents: Sequence[Document]) -> list[str]:
    addressees: list[str] = []
    for name in dict.fromkeys(name for each in documents for name in each.notice.addressees):
        addressees.append(str(name))
    return addressees


def _opening(found: Summary, plans: Plans) -> str:
    total = found.total
    basis = basis_of(plan.document for plan in plans.plans)
    return f"根据各单位报送的月报台账，现将{basis}确定的{total.total}项任务截至{_day(found.asof)}的进展情况通报如下。\n"


def _sections(found: Summary, plans: Plans) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = [
        {"标题": "总体情况", "正文": [_overall(found.total), _CHART_BLOCK]},
        {"标题": "各单位进展情况", "正文": [_note(), _figures_table("单位", found.units(plans.units.label))]},
        {"标题": "各项工作进展情况", "正文": [_GROUPS, _figures_table("工作", [*found.groups(), found.total])]},
    ]
    late = [one for one in found.worst_first() if one.group is Group.LATE]
    if late:
        heads = ("序号", "任务", "完成时限", "超期天数", "状态", "责任单位", "出处")
        rows = []
        for number, one in enumerate(late, start=1):
            rows.append(
                (
                    str(number),
                    one.item.text,
                    one.item.words,
                    str(one.days_late),
                    str(one.state or "没有报"),
                    units_words(one.item, plans),
                    origin(one.item),
                )
            )
        sections.append({"标题": "滞后的任务", "正文": [_LATE, table(heads, rows, _LATE_WIDTHS)]})
    sections.append({"标题": "台账报送情况", "正文": _silence(found, plans)})
    return sections


def _note() -> str:
    return "几个单位共同承担的任务，每个单位各计一次，各单位任务数之和大于任务总数。"


def _overall(total: Figures) -> str:
    asked = f"申请延期{total.asked}项，已延期{total.delayed}项"
    return (
        f"{total.total}项任务中，已完成{total.done}项，按时推进{total.on_time}项，滞后{total.late}项。"
        f"其中，{SOON}日内到期{total.due_soon}项，{asked}，本月没有报进展的{total.unreported}项。"
    )


def _silence(found: Summary, plans: Plans) -> str:
    if not found.silent:
        return "各单位都报送了本月台账。\n"
    names = "、".join(map(plans.units.label, found.silent))
    return f"没有报送本月台账的单位有{len(found.silent)}个：{names}。没有报送不等于没有办理，请尽快补报。\n"


def _figures_table(first: str, rows: Sequence[Figures]) -> dict[str, Any]:
    return table((first, *_HEADS), [cells_of(row) for row in rows], _WIDTHS)


def cells_of(row: Figures) -> tuple[str, ...]:
    """The figures of a row as the tables have them, its name first."""
    numbers = (
        row.total,
        row.done,
        row.on_time,
        row.late,
        row.due_soon,
        row.asked,
        row.delayed,
        row.unreported,
        row.reminded,
    )
    return (row.name, *map(str, numbers))


def _day(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def chart_svg(rows: Sequence[Figures]) -> bytes:
    """Bars of done, on time and late, a row for each of `rows`, as long as its share."""
    width, left, bar, step, top = 620, 150, 390, 30, 46
    height = top + step * len(rows) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for number, (group, colour) in enumerate(zip(Group, _COLOURS, strict=True)):
        x = left + number * 110
        parts.append(f'<rect x="{x}" y="12" width="16" height="16" fill="{colour}"/>')
        parts.append(_label(x + 22, 26, str(group), "start", "#000000"))
    for number, row in enumerate(rows):
        y, x = top + number * step, left
        parts.append(_label(left - 10, y + 17, row.name[:9], "end", "#000000"))
        for count, colour in zip((row.done, row.on_time, row.late), _COLOURS, strict=True):
            long = round(bar * count / row.total) if row.total else 0
            if count:
                parts.append(f'<rect x="{x}" y="{y}" width="{long}" height="22" fill="{colour}"/>')
                parts.append(_label(x + long // 2, y + 16, str(count), "middle", "#ffffff"))
            x += long
        parts.append(_label(left + bar + 12, y + 17, f"共{row.total}项", "start", "#000000"))
    return ("\n".join([*parts, "</svg>"]) + "\n").encode("utf-8")


def _label(x: int, y: int, words: str, anchor: str, colour: str) -> str:
    face = "仿宋_GB2312"
    return (
        f'<text x="{x}" y="{y}" font-family="{face}" font-size="14" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )
