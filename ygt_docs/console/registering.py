"""`number` and `issue`: what stands between their options and their exit codes (取号、印发)."""

from __future__ import annotations

import datetime
import json as json_format
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import FINE, call_of, exit_code, project_path, show
from ygt_docs.problems import NOWHERE, Place, Problem, Severity, UserError, problem
from ygt_docs.project import Call, Project, this_project

if TYPE_CHECKING:
    from ygt_docs.building.outcome import BuildResult
    from ygt_docs.register.desk import Desk
    from ygt_docs.register.issuing import Built, Issued

_WRONG_USE = frozenset({"N101", "R422", "R423", "R424", "R510"})


def day_typed(typed: str) -> datetime.date | None:
    """The day behind --date (None: not given). Raises WrongUse (R423)."""
    if not typed:
        return None
    try:
        return datetime.date.fromisoformat(typed.strip())
    except ValueError as error:
        raise WrongUse([problem("R423", found=typed)]) from error


def desk_of(content: str) -> Desk:
    """The desk of the content folder that was typed ("": the usual one). Raises WrongUse (N101), UserError."""
    from ygt_docs.register.desk import open_desk

    project, folder = this_project(), project_path(content, "content")
    if not folder.is_dir():
        raise WrongUse([problem("N101", Place(project.shown(folder)))])
    return open_desk(Call(project, folder))


def number(name: str, date: str, use: str, reason: str, yes: bool, content: str, json: bool) -> int:
    """Take the numbers of the document `name`, and say them."""
    from ygt_docs.register.taking import Wish, number_of, take

    if reason and not use:
        raise WrongUse([problem("R429")])
    desk = desk_of(content)
    try:
        chosen = number_of(use, NOWHERE) if use else None
        taken = take(desk, Wish(name, day_typed(date), chosen, reason, yes))
    except UserError as error:
        raise refused(error, json) from error
    finally:
        desk.close()
    found = [*taken.problems, *desk.problems]
    numbers = []
    for item in taken.numbers:
        numbers.append(str(item))
    if json:
        say_json({"公文": name, "编号": numbers, "新取": taken.new}, found)
    else:
        show(found)
        words = "取号" if taken.new else "已有编号"
        print(f"{words} {'、'.join(numbers)}  {desk.project.shown(desk.content / name / 'notice.yaml')}")
    if found:
        return exit_code(found, strict=False)
    return FINE


def issue(name: str, date: str, reissue: str, withdraw: str, content: str, out: str, json: bool) -> int:
    """Issue the document `name`, issue it anew, or take it back on the same day."""
    if reissue and withdraw:
        raise WrongUse([problem("R510", name=name, run=call_of(content))])
    desk = desk_of(content)
    try:
        if withdraw:
            return _withdraw(desk, name, withdraw, json)
        issued, shown = _issue(desk, name, day_typed(date), reissue, project_path(out, "build"))
    except UserError as error:
        raise refused(error, json) from error
    finally:
        desk.close()
    found = [*issued.problems, *desk.problems]
    numbers = []
    for item in issued.numbers:
        numbers.append(str(item))
    if json:
        say_json({"公文": name, "编号": numbers, "印发日期": issued.day, "新印发": issued.new}, found)
    else:
        show(found)
        words = "印发" if issued.new else "已经印发"
        print(f"{words} {'、'.join(numbers)}  {issued.day}  成品在 {shown}")
    return exit_code(found, strict=False)


def _issue(desk: Desk, name: str, day: datetime.date | None, reason: str, out: Path) -> tuple[Issued, str]:
    """What came of it, and where the finished files lie."""
    from ygt_docs.register.issuing import issue as freeze

    issued = freeze(desk, name, day, lambda: _built(desk, name, out), reason)
    run_build(desk.project, desk.content, out, name)  # the files on the disk are the issued ones from now on
    return issued, f"{desk.project.shown(out)}/{name}"


def _built(desk: Desk, name: str, out: Path) -> Built:
    """The document as a build makes it now."""
    from ygt_docs.building.fingerprint import tool_versions
    from ygt_docs.building.names import FIRST_PAGE, REPORT, is_document_file, is_good
    from ygt_docs.building.outcome import State
    from ygt_docs.register.issuing import Built

    result = run_build(desk.project, desk.content, out, name, anew=True)
    errors = []
    for item in result.all_problems():
        if item.severity is Severity.ERROR:
            errors.append(item)
    outcome = next((item for item in result.outcomes if item.name == name), None)
    if outcome is None or (outcome.state is State.FAULTY and not errors):
        errors.append(problem("R414", name=name, run=desk.call))
    files = {}
    for path in sorted((out / name).iterdir()):
        if is_document_file(name, path.name) and is_good(name, path.name):
            files[path.name.removeprefix(name)] = path.read_bytes()
        elif path.name in (REPORT, FIRST_PAGE):
            files[path.name] = path.read_bytes()
    return Built(files, tuple(errors), tool_versions())


def run_build(
    project: Project, content: Path, out: Path, name: str, anew: bool = False, more_seconds: float = 0
) -> BuildResult:
    """Build one document without a word; `anew` as in :class:`Options`. Raises UserError.

    `more_seconds`: what it may take beyond the usual limit, for a document that is long by its nature.
    """
    from ygt_docs.builder import build
    from ygt_docs.building.options import TIME_LIMIT_SECONDS, Options
    from ygt_docs.console.progress import Silent

    limit = TIME_LIMIT_SECONDS + more_seconds
    return build(project, Options(content, out, only=name, anew=anew, jobs=1, time_limit=limit), Silent())


def _withdraw(desk: Desk, name: str, reason: str, json: bool) -> int:
    from ygt_docs.clock import this_day
    from ygt_docs.register.issuing import withdraw

    numbers = []
    for item in withdraw(desk, name, reason, this_day()):
        numbers.append(str(item))
    if json:
        say_json({"公文": name, "编号": numbers, "收回": reason}, desk.problems)
    else:
        show(desk.problems)
        print(f"已收回 {'、'.join(numbers)}，号不变；改好以后再运行 {desk.call.issue(name)} --date 印发日期")
    return exit_code(desk.problems, strict=False)


def issued_documents(content: Path) -> list[str]:
    """The documents of `content` that the book has as issued, also where it does not hold; [] without a book.

    Raises UserError for faults of 登记.yaml and a database that cannot be spoken to.
    """
    from ygt_docs.building.issued import look_into_register

    return list(look_into_register(Call(this_project(), content), {}).issued)


def refuse_issued(name: str, content: Path) -> None:
    """Raise UserError (R511) where the document `name` is issued: its content may not be written over."""
    from ygt_docs.notice.registering import BOOK, REGISTER
    from ygt_docs.register.desk import open_desk
    from ygt_docs.register.issuing import issued_final

    if not (content / BOOK).exists() and not (content / REGISTER).exists():
        return
    project = this_project()
    desk = open_desk(Call(project, content))
    try:
        book = desk.read()
    finally:
        desk.close()
    if issued_final(book, name) is None:
        return
    numbers = []
    for entry in book.entries.values():
        if entry.document == name and entry.final:
            numbers.append(str(entry.number))
    place = Place(project.shown(content / name))
    raise UserError([problem("R511", place, found="、".join(numbers), issue=desk.call.issue(name))])


def say_json(said: dict[str, Any], found: Iterable[Problem]) -> None:
    """One object: what was done, and the problems in the fields of --json."""
    said = {**said, "问题": [item.as_json() for item in found]}
    print(json_format.dumps(said, ensure_ascii=False, indent=2))


def refused(error: UserError, json: bool) -> UserError:
    """`error` as the command ends with it: wrong use where nothing but the call is wrong; as JSON where asked for."""
    if json:
        say_json({}, error.problems)
    if {item.code for item in error.problems} <= _WRONG_USE:
        return WrongUse(error.problems)
    return error
