"""`tasks`: the lists, letters, ledgers and summaries that are made of tasks, and progress that is gathered."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ygt_docs.building.options import Options, WrongUse
from ygt_docs.clock import this_day
from ygt_docs.console.commands import files_typed, output_typed, user_path
from ygt_docs.console.progress import Lines, columns_of
from ygt_docs.console.speech import parted
from ygt_docs.notice.registering import MONTH
from ygt_docs.notice.suggest import near
from ygt_docs.problems import Problem, Problems, Severity, problem
from ygt_docs.project import command_line

if TYPE_CHECKING:
    from ygt_docs.console.tasklists import Asked
    from ygt_docs.tasklist.derived import Derived
    from ygt_docs.tasklist.standing import Summary
    from ygt_docs.tasklist.store import Plans

_BY = {"单位": "单位", "unit": "单位", "时间": "时间", "date": "时间", "分组": "分组", "group": "分组"}
_EVERY = "全部任务"
_WORST = 20  # tasks that --status lists
_SHOWN = 30  # characters of a task that it shows
_TAKEN: dict[str, tuple[str, ...]] = {
    "": ("by", "unit", "asof", "out", "keep"),
    "due": ("unit", "asof", "answer", "out", "keep"),
    "ics": ("unit", "asof"),
    "ledger": ("unit", "out"),
    "report": ("asof", "out", "keep"),
    "status": ("unit", "asof"),
    "collect": ("month", "out", "keep"),
    "from_": ("yes",),
    "xlsx": (),
    "ids": (),
    "units": (),
    "load": (),
}
"""The options that each action follows ("": the lists)."""
_LIMITED = ("by", "unit", "asof", "out", "keep", "answer", "month", "yes")
_NEED = ("answer", "month", "yes")  # without any action they are told to want theirs (L405)


def check(asked: Asked) -> None:
    """Refuse options that cannot be followed, before anything is read. Raises WrongUse (L402, L403, L405, L409)."""
    from ygt_docs.tasklist.supervising import WITHIN

    allowed: tuple[tuple[str, str, Sequence[str]], ...] = (("by", asked.by, tuple(_BY)), ("due", asked.due, WITHIN))
    for option, typed, words in allowed:
        if typed and typed not in words:
            raise WrongUse([problem("L403", option=f"--{option}", found=typed, allowed="、".join(words))])
    for option in ("ledger", "report", "month"):
        typed = getattr(asked, option)
        if typed and MONTH.fullmatch(typed) is None:
            raise WrongUse([problem("L403", option=f"--{option}", found=typed, allowed="2026-05 这样的月份")])
    for option in ("asof", "answer"):
        _day(getattr(asked, option), option)
    _check_together(asked)
    for option, other in (("answer", "due"), ("yes", "from_"), ("month", "collect")):
        if getattr(asked, option) and not getattr(asked, other):
            raise WrongUse([problem("L405", option=f"--{option}", other=f"--{other.strip('_')}")])
    answer = _day(asked.answer, "answer")
    if answer is not None and answer < _asof(asked):
        raise WrongUse([problem("L409", found=answer, day=_asof(asked))])


def _check_together(asked: Asked) -> None:
    """Refuse options that would do nothing beside the action. Raises WrongUse L407."""
    action = asked.actions[0] if asked.actions else ""
    taken = _TAKEN[action]
    if action == "collect":  # ledgers are written into content, receipts are made into a list
        taken = ("month",) if asked.month else ("out", "keep")
    for option in _LIMITED:
        if getattr(asked, option) and option not in taken and (action or option not in _NEED):
            name = f"--{action.strip('_')}" if action else "tasks"
            allowed = "、".join(f"--{each}" for each in taken) or "（没有）"
            raise WrongUse([problem("L407", option=f"--{option}", other=name, allowed=allowed)])


def _day(typed: str, option: str) -> datetime.date | None:
    """The day that an option names (None: it was not given). Raises WrongUse L403."""
    from ygt_docs.tasklist.grid import day_of

    day = day_of(typed) if typed else None
    if typed and day is None:
        raise WrongUse([problem("L403", option=f"--{option}", found=typed, allowed="2026-06-30 这样的日期")])
    return day


def _asof(asked: Asked) -> datetime.date:
    return _day(asked.asof, "asof") or this_day()


def _unit(asked: Asked, plans: Plans) -> str:
    """The 全称 of the unit that was asked for ("": none was). Raises WrongUse L404."""
    if not asked.unit:
        return ""
    from ygt_docs.tasklist.lists import tasks_by_unit

    known = []
    for each in tasks_by_unit(plans):
        known.append(each.unit)
    name = plans.units.full(asked.unit)
    if name not in known:
        labels = []
        for unit in known:
            labels.append(plans.units.label(unit))
        hint = near(asked.unit, labels, "是不是想写“{}”？")
        raise WrongUse([problem("L404", found=asked.unit, hint=hint, known="、".join(labels))])
    return name


def _base(plans: Plans, asked: Asked) -> str:
    """The name of what is made: the plan's, or one for all."""
    if len(plans.plans) == 1 and asked.names:
        return plans.plans[0].document.name
    return _EVERY


def _folder(asked: Asked, plans: Plans) -> Path:
    if asked.out:
        return output_typed(asked.out, plans.content)
    return plans.project.root / "build" / f"{_base(plans, asked)}.任务"


def make_lists(asked: Asked, plans: Plans) -> list[Problem]:
    """All lists of the plans, or one kind, as documents; and the tasks by unit as a workbook."""
    from ygt_docs.files import write_atomically
    from ygt_docs.tasklist.lists import BY_UNIT, lists, unit_workbook

    found = _numbered(plans)
    unit = _unit(asked, plans)
    by = _BY.get(asked.by, "")
    derived = lists(plans, _base(plans, asked), by, unit, _asof(asked))
    found += _made(asked, plans, derived)
    if by in ("", BY_UNIT) and not asked.keep:
        path = _folder(asked, plans) / "责任清单.xlsx"
        write_atomically(path, unit_workbook(plans, unit))
        asked.say(f"已写入 {plans.project.shown(path)}（每个单位一张工作表）")
    return found


def _numbered(plans: Plans) -> list[Problem]:
    from ygt_docs.console.tasklists import number_all

    return number_all(plans)


def _made(asked: Asked, plans: Plans, derived: list[Derived]) -> list[Problem]:
    return make(asked, plans, derived, _folder(asked, plans))


def make(asked: Asked, plans: Plans, derived: list[Derived], folder: Path) -> list[Problem]:
    """Build `derived` below `folder`, or put the one there is into content (--keep)."""
    if asked.keep:
        return _kept(asked, plans, derived)
    from ygt_docs import builder
    from ygt_docs.tasklist.derived import MADE, write_derived
    from ygt_docs.together import write_all

    content = write_derived(derived, folder, plans)
    result = builder.build(plans.project, Options(content, folder / MADE), Lines(sys.stderr))
    write_all({folder / f"{item.name}-{name}": data for item in derived for name, data in item.files.items()})
    asked.say(f"做了 {len(derived)} 件：{plans.project.shown(folder / MADE)}/index.html")
    return Problems(result.all_problems()).at_least(Severity.WARNING)


def _kept(asked: Asked, plans: Plans, derived: list[Derived]) -> list[Problem]:
    """Put the only document that was made into content. Raises WrongUse L406 where there are several."""
    from ygt_docs.starting.start import check_free
    from ygt_docs.tasklist.derived import Derived, files_of
    from ygt_docs.together import write_all

    if len(derived) != 1:
        names = "、".join(item.name for item in derived)
        raise WrongUse([problem("L406", count=len(derived), names=names)])
    check_free(asked.keep, plans.content, plans.project)
    kept = Derived(asked.keep, derived[0].tree, derived[0].files)
    write_all({**files_of(kept, plans.content, plans.project)})
    asked.say(f"已写入 {plans.project.shown(plans.content / asked.keep)}，可以修改、编号、生成。")
    return []


def _due(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.tasklist.standing import summary
    from ygt_docs.tasklist.supervising import letters, reminder_files
    from ygt_docs.together import write_all

    found = _numbered(plans)
    asof = _asof(asked)
    unit = _unit(asked, plans)
    every = letters(
        summary(plans, f"{asof:%Y-%m}", asof), plans, _base(plans, asked), asked.due, _day(asked.answer, "answer")
    )
    chosen = []
    for each in every:
        if not unit or each.unit == unit:
            chosen.append(each)
    if not chosen:
        asked.say("没有要督办的任务。")
        return found
    found += _made(asked, plans, [each.derived for each in chosen])
    if asked.keep:
        write_all(reminder_files(chosen[0], plans, asof))
        asked.say(f"督办已记入 进展/{asof:%Y-%m}.yaml。")
    return found


def _ics(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.files import write_atomically
    from ygt_docs.tasklist.lists import calendar_bytes

    found = _numbered(plans)
    unit = _unit(asked, plans)
    items = []
    for item in plans.items:
        if not unit or unit in [named.name for named in item.everybody]:
            items.append(item)
    path = user_path(asked.ics)
    if path.suffix.lower() != ".ics":
        raise WrongUse([problem("L403", option="--ics", found=asked.ics, allowed="扩展名是 .ics 的文件名")])
    write_atomically(path, calendar_bytes(items, plans.units, _asof(asked)))
    asked.say(f"已写入 {plans.project.shown(path)}")
    return found


def _ledger(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.tasklist.derived import derived_name
    from ygt_docs.tasklist.ledger import ledger_of, ledger_units
    from ygt_docs.together import write_all

    found = _numbered(plans)
    unit = _unit(asked, plans)
    folder = _folder(asked, plans)
    if not asked.out:
        folder /= "台账"
    files: dict[Path, bytes | None] = {}
    for name in ledger_units(plans):
        if unit and name != unit:
            continue
        made = ledger_of(plans, name, asked.ledger)
        if made.tasks:
            files[folder / f"{derived_name(asked.ledger, made.label)}.xlsx"] = made.data
            asked.say(f"{made.label}：{made.tasks} 项")
    if not files:
        asked.say("没有还没办结的任务，不用填台账。")
        return found
    write_all(files)
    asked.say(f"已写入 {plans.project.shown(folder)}：{len(files)} 个单位的台账。填好以后运行：")
    filled = ("--collect", "填好的台账.xlsx", "--month", asked.ledger)
    asked.say(command_line("tasks", *asked.names, *asked.where, *filled))
    return found


def _collect(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.tasklist.gathering import gather, progress_files
    from ygt_docs.tasklist.ledger import ledger_units, open_tasks
    from ygt_docs.together import write_all

    found = gather(files_typed(parted(asked.collect)), plans, asked.month)
    files = progress_files(found, plans.project)
    write_all(files)
    for path in files:
        asked.say(f"已写入 {plans.project.shown(path)}")
    asked.say(f"收了 {len(found.units)} 个单位的台账，记下 {len(found.rows)} 项进展。")
    told = list(found.problems)
    if found.left:
        told.append(problem("L519", count=found.left))
    silent = []
    for unit in ledger_units(plans):
        if unit not in found.units and open_tasks(plans, unit, asked.month):
            silent.append(unit)
    if silent:
        units = "、".join(map(plans.units.label, silent))
        told.append(problem("L518", count=len(silent), month=asked.month, units=units))
    return told


def _report(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.tasklist.report import report
    from ygt_docs.tasklist.standing import summary

    found = _numbered(plans)
    standing = summary(plans, asked.report, _asof(asked))
    _print_figures(asked, plans, standing)
    return found + _made(asked, plans, [report(standing, plans, _base(plans, asked))])


def _status(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.tasklist.derived import origin
    from ygt_docs.tasklist.standing import summary

    asof = _asof(asked)
    unit = _unit(asked, plans)
    found = summary(plans, _last_reported(plans, f"{asof:%Y-%m}"), asof)
    if unit:
        found = found.of_unit(unit)
    if asked.json:
        print(json.dumps(_as_data(found, plans), ensure_ascii=False, indent=2))
        return []
    _print_figures(asked, plans, found)
    print()
    opened = found.worst_first()
    for one in opened[:_WORST]:
        if one.days_late:
            when = f"超期 {one.days_late} 天"
        elif one.next_due:
            when = one.next_due.isoformat()
        else:
            when = "没有日期"
        units = "、".join(map(plans.units.label, one.item.reporting))
        text = one.item.text if len(one.item.text) <= _SHOWN else f"{one.item.text[:_SHOWN]}…"
        print(f"  {one.group}  {when}  {one.state or '没有报'}  {units}  {text}  （{origin(one.item)}）")
    if len(opened) > _WORST:
        print(f"  还有 {len(opened) - _WORST} 项没有办结，用 --json 列全。")
    return []


def _last_reported(plans: Plans, month: str) -> str:
    """The last month up to `month` of which there are reports; `month` itself where there are none."""
    known = []
    for plan in plans.plans:
        for name in plan.months:
            if name <= month and plan.months[name].entries:
                known.append(name)
    return max(known, default=month)


def _print_figures(asked: Asked, plans: Plans, found: Summary) -> None:
    from ygt_docs.tasklist.report import cells_of

    heads = ("", "任务", "完成", "按时", "滞后", "30日内", "申请延期", "已延期", "没有报", "督办")
    rows = [heads, *map(cells_of, (found.total, *found.units(plans.units.label)))]
    widths = []
    for column in zip(*rows, strict=True):
        widths.append(max(map(columns_of, column)))
    for name, *numbers in rows:
        line = name + " " * (widths[0] - columns_of(name))
        for text, width in zip(numbers, widths[1:], strict=True):
            line += "  " + " " * (width - columns_of(text)) + text
        asked.say(line)


def _as_data(found: Summary, plans: Plans) -> dict[str, Any]:
    """What --status --json prints: figures, and every task, the worst first."""
    from dataclasses import asdict

    done = [one for one in found.tasks if one not in found.worst_first()]
    tasks = []
    for one in [*found.worst_first(), *done]:
        tasks.append(
            {
                "公文": one.item.document.name,
                "编号": one.item.id,
                "序号": one.item.number,
                "任务": one.item.text,
                "单位": [plans.units.label(unit) for unit in one.item.reporting],
                "时限": one.item.words,
                "日期": None if one.due is None else one.due.isoformat(),
                "状态": None if one.state is None else str(one.state),
                "进度": str(one.group),
                "超期天数": one.days_late,
                "督办次数": one.reminded,
            }
        )
    return {
        "月份": found.month,
        "截至": found.asof.isoformat(),
        "合计": asdict(found.total),
        "单位": [asdict(row) for row in found.units(plans.units.label)],
        "分组": [asdict(row) for row in found.groups()],
        "任务": tasks,
    }


def _load(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.tasklist.load import load_of

    loads = []
    for plan in plans.plans:
        loads.append(load_of(plan, plans))
    if asked.json:
        rows = []
        for each in loads:
            requests = [{"原文": request.words, "每年次数": request.times} for request in each.requests]
            rows.append(
                {
                    "公文": each.name,
                    "任务": each.tasks,
                    "单位": each.units,
                    "表": each.tables,
                    "清单": each.lists,
                    "报送": requests,
                    "每年填表": each.a_year,
                }
            )
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return []
    for each in loads:
        print(f"{each.name}：{each.tasks} 项任务，{each.units} 个单位填报。")
        for request in each.requests:
            print(f"  每年 {request.times} 次：“{request.words}”（{request.place}）")
        if each.lists:
            print(f"  要求各单位建立：{'、'.join(each.lists)}")
        print(f"  合计：每个单位 {each.tables} 种表，全部单位一年共填 {each.a_year} 次。")
    return []


ACTIONS: dict[str, Callable[[Asked, Plans], list[Problem]]] = {
    "due": _due,
    "ics": _ics,
    "ledger": _ledger,
    "collect": _collect,
    "report": _report,
    "status": _status,
    "load": _load,
}
