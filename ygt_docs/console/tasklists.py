"""`tasks`: task lists as data; what stands between its options and its exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import FAULTY, WRONG_USE, call_of, exit_code, file_typed, project_path, show, user_path
from ygt_docs.console.speech import parted
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import command_line, this_project

if TYPE_CHECKING:
    from ygt_docs.tasklist.changes import Change
    from ygt_docs.tasklist.store import Plan, Plans
    from ygt_docs.tasklist.writing_back import Returned

_YES, _NO, _ALL, _STOP = "y", "n", "a", "q"
_WRONG_USE = frozenset({"N101", "N108", "L202", "L203"})
_ACTIONS = ("ids", "units", "xlsx", "from_", "ics", "ledger", "collect", "report", "status", "load", "due")
_ANSWERS_IN_JSON = ("status", "load")  # what they print with --json is the answer itself


@dataclass(frozen=True)
class Asked:
    """The options of `tasks` as they were typed ("" or False: not given)."""

    words: str = ""
    content: str = ""
    out: str = ""
    by: str = ""
    unit: str = ""
    due: str = ""
    answer: str = ""
    asof: str = ""
    keep: str = ""
    ids: bool = False
    units: bool = False
    xlsx: str = ""
    from_: str = ""
    yes: bool = False
    ics: str = ""
    ledger: str = ""
    collect: str = ""
    month: str = ""
    report: str = ""
    status: bool = False
    load: bool = False
    json: bool = False

    @property
    def names(self) -> list[str]:
        """The documents that were named."""
        return parted(self.words)

    @property
    def actions(self) -> list[str]:
        """The options given of which one alone can be followed."""
        found: list[str] = []
        for name in _ACTIONS:
            if getattr(self, name):
                found.append(name)
        return found

    @property
    def where(self) -> tuple[str, ...]:
        """The content folder as it was typed, for a command that comes next."""
        if self.content:
            return ("--content", self.content)
        return ()

    def again(self, *more: str) -> str:
        """The same command with `more`, as it can be pasted."""
        words = list(self.names)
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name == "words" or not value:
                continue
            option = "--" + each.name.strip("_").replace("_", "-")
            words += [option] if value is True else [option, *str(value).split("\n")]
        return command_line("tasks", *words, *more)

    def say(self, line: str) -> None:
        """A line for people; with --json the standard output belongs to programs."""
        print(line, file=sys.stderr if self.json else sys.stdout)


def tasks(asked: Asked) -> int:
    """Do what was asked of the task lists; the exit code. With --json the output is one array, whatever happens."""
    try:
        found = _follow(asked)
    except UserError as error:
        failure = _wrong_use_of(error)
        if not asked.json:
            raise failure from error
        _print_json(failure.problems)
        if isinstance(failure, WrongUse):
            return WRONG_USE
        return FAULTY
    if not asked.json:
        show(found)
    elif not any(getattr(asked, name) for name in _ANSWERS_IN_JSON):
        _print_json(found)
    return exit_code(found, strict=False)


def _wrong_use_of(error: UserError) -> UserError:
    """`error` as wrong use where nothing but the command is wrong."""
    if isinstance(error, WrongUse) or not {item.code for item in error.problems} <= _WRONG_USE:
        return error
    return WrongUse(error.problems)


def _print_json(problems: Iterable[Problem]) -> None:
    print(json.dumps([item.as_json() for item in Problems(problems).sorted()], ensure_ascii=False, indent=2))


def _follow(asked: Asked) -> list[Problem]:
    """Do it; what is to be said about it. Raises UserError."""
    if len(asked.actions) > 1:
        options = " 和 ".join("--" + name.strip("_") for name in asked.actions)
        raise WrongUse([problem("L401", options=options)])
    from ygt_docs.console import receipts, task_documents
    from ygt_docs.console.registering import issued_documents
    from ygt_docs.tasklist.store import load_plans

    task_documents.check(asked)
    if receipts.asks_for_receipts(asked):
        return receipts.follow(asked)
    content = project_path(asked.content, "content")
    plans = load_plans(asked.names, content, this_project(), issued_documents(content))
    doing: dict[str, Callable[[Asked, Plans], list[Problem]]] = {
        "ids": _ids,
        "units": _units,
        "xlsx": _xlsx,
        "from_": _from,
        **task_documents.ACTIONS,
    }
    follow = doing[asked.actions[0]] if asked.actions else task_documents.make_lists
    try:
        return [*plans.problems, *follow(asked, plans)]
    except BaseException:
        _take_back(plans)
        raise


def _one(plans: Plans, option: str, where: Sequence[str]) -> Plan:
    """The only plan that was asked for. Raises WrongUse L402 where there are several."""
    if len(plans.plans) != 1:
        example = command_line("tasks", plans.plans[0].document.name, *where, option, "任务.xlsx")
        raise WrongUse([problem("L402", option=option, example=example)])
    return plans.plans[0]


def _ids(asked: Asked, plans: Plans) -> list[Problem]:
    found = number_all(plans)
    if not found:
        asked.say("每项任务都有编号。")
    return found


def number_all(plans: Plans) -> list[Problem]:
    """Give every task its 编号, say where they were written, and read the plans anew."""
    from ygt_docs.tasklist.ids import number_tasks, write_ids
    from ygt_docs.tasklist.store import load_plans

    found: list[Problem] = []
    for plan in plans.plans:
        numbering = number_tasks(plan, plans.project)
        if numbering.where is not None:
            for path in numbering.files:
                plans.written_over[path] = path.read_bytes() if path.exists() else None
            write_ids(numbering)
            file = plans.project.shown(numbering.where)
            found.append(problem("L210", Place(file), count=numbering.count, file=file))
    if found:
        names = [plan.document.name for plan in plans.plans]
        issued = [plan.document.name for plan in plans.plans if plan.issued]
        plans.plans = load_plans(names, plans.content, plans.project, issued).plans
    return found


def _take_back(plans: Plans) -> None:
    """Take back the 编号 that were given for something that then failed."""
    from ygt_docs.together import write_all

    with suppress(UserError):  # what failed first is said; the next command gives the same 编号
        write_all(plans.written_over)


def _units(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.tasklist.units_file import new_units, write_units

    found = new_units(plans)
    if not found.added:
        asked.say("任务里的单位都在 单位.yaml 里。")
        return []
    write_units(found)
    asked.say(f"已写入 {plans.project.shown(found.path)}：{len(found.added)} 个单位（{'、'.join(found.added)}）。")
    asked.say("请核对全称，补上简称、别名；合起来的叫法（如 各乡镇人民政府）补上成员。")
    return []


def _xlsx(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.files import write_atomically
    from ygt_docs.tasklist.workbook import table_workbook

    _one(plans, "--xlsx", asked.where)
    found = number_all(plans)
    path = workbook_path(asked.xlsx)
    write_atomically(path, table_workbook(plans.plans[0]))
    asked.say(f"已写入 {plans.project.shown(path)}")
    again = command_line("tasks", plans.plans[0].document.name, *asked.where, "--from", asked.xlsx)
    asked.say(f"在表里改好、保存以后运行 {again}")
    return found


def workbook_path(typed: str) -> Path:
    """The .xlsx file that an option names. Raises WrongUse L403."""
    path = user_path(typed)
    if path.suffix.lower() != ".xlsx":
        raise WrongUse([problem("L403", option="--xlsx", found=typed, allowed="扩展名是 .xlsx 的文件名")])
    return path


def _from(asked: Asked, plans: Plans) -> list[Problem]:
    from ygt_docs.console.registering import refuse_issued
    from ygt_docs.tasklist.writing_back import read_back

    plan = _one(plans, "--from", asked.where)
    path = file_typed(asked.from_)
    refuse_issued(plan.document.name, plans.content)
    returned = read_back(path, plan, plans.project)
    told = list(returned.problems)
    if not returned.changes:
        return [*told, problem("L315", Place(plans.project.shown(path)))]
    if plan.issued:
        told.append(problem("L318", Place(plans.project.shown(plan.document.folder))))
    taken = _sure(asked, returned, told) if asked.yes else _ask(asked, returned, told)
    if taken is None:
        return told
    return [*told, *_written(asked, returned, taken, plan.document.name)]


def _written(asked: Asked, returned: Returned, taken: Sequence[Change], name: str) -> list[Problem]:
    if not taken:
        asked.say("没有接受任何改动，没有写入任何文件。")
        return []
    for path in returned.write(taken):
        asked.say(f"已写入 {returned.project.shown(path)}")
    left = len(returned.changes) - len(taken)
    asked.say(f"写回 {len(taken)} 处改动，{left} 处没有写回。现在运行 {call_of(asked.content).build(name)} 重新生成。")
    return []


def _sure(asked: Asked, returned: Returned, told: list[Problem]) -> list[Change]:
    """The changes that --yes takes: never one that would undo a change of the YAML."""
    taken = [change for change in returned.changes if not change.conflict]
    _list(asked, taken)
    for change in returned.changes:
        if change.conflict:
            told.append(problem("L317", change.place, where=change.what))
    return taken


def _list(asked: Asked, changes: Sequence[Change]) -> None:
    for number, change in enumerate(changes, start=1):
        asked.say(f"【{number}/{len(changes)}】{change}")


def _ask(asked: Asked, returned: Returned, told: list[Problem]) -> list[Change] | None:
    """The changes that the person at the terminal takes; None where nobody can be asked."""
    changes = returned.changes
    if not sys.stdin.isatty():
        _list(asked, changes)
        told.append(problem("L316", command=asked.again("--yes")))
        return None
    taken: list[Change] = []
    take_rest = False
    for number, change in enumerate(changes, start=1):
        print(f"【{number}/{len(changes)}】{change}")
        if take_rest and not change.conflict:
            taken.append(change)
            continue
        answer = _answer()
        if answer == _STOP:
            break
        if answer in (_YES, _ALL):
            taken.append(change)
        take_rest = take_rest or answer == _ALL
    return taken


def _answer() -> str:
    """What was typed: y, n, a or q; the end of the input is q."""
    question = "写回吗？y 写回，n 不写，a 这一处和以后的全部写回（两边都改过的仍逐处问），q 以后的都不写："
    while True:
        try:
            typed = input(question).strip().lower()
        except EOFError:
            return _STOP
        if typed in (_YES, _NO, _ALL, _STOP):
            return typed
