"""`register …`: what stands between its words and options and its exit code (登记簿)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import FINE, call_of, exit_code, project_path, show
from ygt_docs.console.registering import day_typed, desk_of, refused, say_json
from ygt_docs.console.speech import parted
from ygt_docs.problems import NOWHERE, Problems, UserError, problem

if TYPE_CHECKING:
    from ygt_docs.notice.numbers import Number, Series
    from ygt_docs.register.desk import Desk
    from ygt_docs.register.entry import Entry
    from ygt_docs.register.journal import Book

_SHOWN = ("序号", "发文字号", "标题", "成文日期", "印发日期", "状态", "备注")
_YEARS = range(1949, 2100)
_ROWS = ("year", "month", "unit", "state")
_FILES = ("xlsx", "csv", "pdf")
_TAKEN: dict[str, tuple[str, ...]] = {
    "list": (*_ROWS, *_FILES),
    "search": _ROWS,
    "export": (*_ROWS, *_FILES),
    "show": ("out",),
    "reserve": ("year", "count", "purpose", "until"),
    "void": ("reason",),
    "enter": ("title", "date", "unit", "issued", "yes"),
    "gaps": ("year",),
    "stat": ("date",),
    "audit": ("repair", "date"),
    "restore": ("force",),
}
"""The options that each action follows, besides --content and --json."""


@dataclass(frozen=True)
class Asked:
    """The words behind `register` and its options as they were typed ("" or False: not given)."""

    words: str = ""
    year: str = ""
    month: str = ""
    unit: str = ""
    state: str = ""
    title: str = ""
    date: str = ""
    until: str = ""
    purpose: str = ""
    reason: str = ""
    count: str = ""
    xlsx: str = ""
    csv: str = ""
    pdf: str = ""
    repair: bool = False
    force: bool = False
    yes: bool = False
    issued: bool = False
    json: bool = False
    content: str = ""
    out: str = ""

    @property
    def action(self) -> str:
        """The first word."""
        return (parted(self.words) or ["list"])[0]

    @property
    def rest(self) -> list[str]:
        """The words behind it."""
        return parted(self.words)[1:]


def register(asked: Asked) -> int:
    """Do what the first word says; "" lists the book."""
    from ygt_docs.console import book_files

    actions = _ACTIONS | book_files.ACTIONS
    action = actions.get(asked.action)
    if action is None:
        raise WrongUse([problem("R801", found=asked.action, known="、".join(actions))])
    if book_files.export_targets(asked):
        if asked.action not in ("list", "export"):
            raise WrongUse([problem("R807", action=asked.action, run=call_of(asked.content))])
        action = actions["export"]
    _check_options(asked)
    desk = desk_of(asked.content)
    try:
        return action(desk, asked)
    except UserError as error:
        raise refused(error, asked.json) from error
    finally:
        desk.close()


def _check_options(asked: Asked) -> None:
    """Refuse options that the action would not look at. Raises WrongUse R808."""
    taken = _TAKEN.get(asked.action, ())
    for field in fields(asked):
        if field.name in ("words", "json", "content") or field.name in taken or not getattr(asked, field.name):
            continue
        allowed = "、".join(f"--{name}" for name in taken) or "（没有）"
        raise WrongUse([problem("R808", option=f"--{field.name}", action=asked.action, allowed=allowed)])


def _list(desk: Desk, asked: Asked) -> int:
    book = desk.read()
    series = []
    for word in asked.rest:
        series += series_named(desk, book, word)
    return _show_rows(desk, asked, book, (), series)


def _search(desk: Desk, asked: Asked) -> int:
    if not asked.rest:
        raise incomplete(asked, "search", "要找的词", "search 供水")
    return _show_rows(desk, asked, desk.read(), tuple(asked.rest), [])


def _show_rows(desk: Desk, asked: Asked, book: Book, words: tuple[str, ...], series: Sequence[Series]) -> int:
    from ygt_docs.register.book import cells

    entries = chosen_rows(asked, book, words, series)
    if asked.json:
        rows = []
        for entry in entries:
            rows.append({"编号": str(entry.number), "状态": str(entry.state), "公文": entry.document, **entry.facts})
        say_json({"登记": rows}, desk.problems)
        return FINE
    show(desk.problems)
    for position, entry in enumerate(entries, start=1):
        print("  ".join(cells(entry, _SHOWN, position)))
    print(f"共 {len(entries)} 个号。")
    return FINE


def chosen_rows(asked: Asked, book: Book, words: tuple[str, ...], series: Sequence[Series]) -> list[Entry]:
    from ygt_docs.register.book import Filter, chosen
    from ygt_docs.register.entry import EntryState

    if asked.state and asked.state not in list(EntryState):
        raise WrongUse([problem("R803", option="--state", found=asked.state, wanted="、".join(EntryState))])
    month = _whole(asked.month, "--month", range(1, 13))
    return chosen(book, Filter(words, _year(asked), month, asked.unit, asked.state), series)


def _show(desk: Desk, asked: Asked) -> int:
    """Everything about one number or one document, and whether its files are the issued ones."""
    from ygt_docs.register.book import shown

    found = Problems()
    book = desk.read()
    said = []
    for entry in _entries(desk, book, one_word(asked, "show", "公文名称或编号")):
        said.append(shown(desk, entry, project_path(asked.out, "build"), found))
    found.extend(desk.problems)
    if asked.json:
        say_json({"登记": said}, found)
        return exit_code(found, strict=False)
    show(found)
    for part in said:
        for key, value in part.items():
            print(f"{key}：{value}")
    return exit_code(found, strict=False)


def _entries(desk: Desk, book: Book, typed: str) -> list[Entry]:
    """What the book has under a number, or for a document. Raises UserError (R804)."""
    from ygt_docs.notice.numbers import typed_number

    number = typed_number(typed)
    if number is not None and number in book.entries:
        return [book.entries[number]]
    entries = []
    for entry in book.entries.values():
        if entry.document == typed:
            entries.append(entry)
    if not entries:
        raise UserError([problem("R804", desk.place, found=typed)])
    return entries


def _reserve(desk: Desk, asked: Asked) -> int:
    from ygt_docs.notice.numbers import NO_YEAR
    from ygt_docs.register.upkeep import reserve

    typed = one_word(asked, "reserve", "序列，如 云政文")
    if not asked.purpose:
        raise incomplete(asked, "reserve", "--purpose 用途", _RESERVE)
    (series,) = series_named(desk, desk.read(), typed, one=True)
    yearly = desk.rules.yearly(series)
    if yearly and not asked.year:
        raise incomplete(asked, "reserve", "--year 年份", _RESERVE)
    until = day_typed(asked.until)
    count = _whole(asked.count, "--count", range(1, 101)) or 1
    year = _year(asked) if yearly else NO_YEAR
    numbers = reserve(desk, series, year, count, asked.purpose, until.isoformat() if until else "")
    return _done(desk, asked, "预留", numbers)


def _void(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.upkeep import void

    number = _number(one_word(asked, "void", "编号"))
    if not asked.reason:
        example = f"void {number} --reason 内容并入另一件"
        raise incomplete(asked, "void", "--reason 理由", example)
    return _done(desk, asked, "作废", [void(desk, number, asked.reason).number])


def _enter(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.upkeep import enter

    number = _number(one_word(asked, "enter", "编号"))
    if not asked.title:
        example = f"enter {number} --title 关于……的通知 --date 2026-05-06"
        raise incomplete(asked, "enter", "--title 标题", example)
    day = day_typed(asked.date)
    facts = {"标题": asked.title, "成文日期": day.isoformat() if day else "", "发文机关": asked.unit}
    facts = {name: value for name, value in facts.items() if value}
    return _done(desk, asked, "线下占用", [enter(desk, number, facts, asked.issued, asked.yes).number])


def _set(desk: Desk, asked: Asked) -> int:
    from ygt_docs.notice.registering import COLUMNS
    from ygt_docs.register.upkeep import set_facts

    example = "set 云政文〔2026〕12号 备注=已归档"
    if len(asked.rest) < 2 or not all("=" in word for word in asked.rest[1:]):
        raise incomplete(asked, "set", "编号和 栏=值", example)
    facts = {}
    for word in asked.rest[1:]:
        name, _, value = word.partition("=")
        facts[name] = value
    entries = _entries(desk, desk.read(), asked.rest[0])
    return _done(desk, asked, "已登记", [set_facts(desk, entry.number, facts, COLUMNS).number for entry in entries])


def _gaps(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.book import gaps, runs

    found = gaps(desk.read(), desk.rules, _year(asked))
    if asked.json:
        rows = []
        for gap in found:
            rows.append({"序列": [str(item) for item in gap.counted], "年份": gap.year, "断号": list(gap.serials)})
        say_json({"断号": rows}, desk.problems)
        return FINE
    show(desk.problems)
    for gap in found:
        named = "、".join(map(str, gap.counted))
        print(f"{named} {gap.year or ''}：{runs(gap.serials)}（{len(gap.serials)} 个）")
    print("没有断号。" if not found else f"共 {sum(len(gap.serials) for gap in found)} 个断号。")
    return FINE


def _stat(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.book import explanation, has_year, latest_day, year_against_year

    book = desk.read()
    day = day_typed(asked.date) or latest_day(book)
    if day is None:
        raise UserError([problem("R805", desk.place)])
    rows = year_against_year(book, day)
    with_last_year = has_year(book, day.year - 1)
    now, before = sum(row.now for row in rows), sum(row.before for row in rows)
    text = explanation(rows, day, _planned(book, day)) if with_last_year and now > before else ""
    if asked.json:
        listed = [{"序列": str(row.series), "今年": row.now, "上年同期": row.before} for row in rows]
        say_json({"截至": day.isoformat(), "统计": listed, "说明": text}, desk.problems)
        return FINE
    show(desk.problems)
    print(f"截至 {day.isoformat()}，与上年同期相比：")
    for row in rows:
        print(f"{row.series}  今年 {row.now}  上年 {row.before}  {row.now - row.before:+d}")
    print(f"合计  今年 {now}  上年 {before}  {now - before:+d}")
    if not with_last_year:
        print(
            f"登记簿里没有 {day.year - 1} 年的号，比不出增减；去年的登记簿用 {desk.call['register import']} 文件.xlsx 导入。"
        )
    if text:
        print(f"\n今年多于上年同期，要向上级书面说明。草稿：\n\n{text}")
    return FINE


def _planned(book: Book, day: datetime.date) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in book.entries.values():
        planned = entry.fact("计划内外")
        if planned and entry.number.year == day.year:
            counts[planned] = counts.get(planned, 0) + 1
    return counts


def _audit(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.upkeep import audit

    found = audit(desk, asked.repair, day_typed(asked.date))
    if asked.json:
        said = {"对得上": found.holds, "条数": found.count, "要查的号": list(found.questionable)}
        say_json(said | {"处理": list(found.repaired)}, found.problems)
        return exit_code(found.problems, strict=False)
    show(found.problems)
    for line in found.repaired:
        print(line)
    if not found.holds:
        print("要查的号：" + ("、".join(found.questionable) or "公文里的号登记簿上都有"))
    else:
        print(f"登记簿 {found.count} 条，流水、见证都对得上。")
    return exit_code(found.problems, strict=False)


def _done(desk: Desk, asked: Asked, words: str, numbers: Sequence[Number]) -> int:
    said = []
    for number in numbers:
        said.append(str(number))
    if asked.json:
        say_json({"编号": said, "动作": words}, desk.problems)
    else:
        show(desk.problems)
        print(f"{words} {'、'.join(said)}")
    return exit_code(desk.problems, strict=False)


def incomplete(asked: Asked, action: str, wanted: str, example: str) -> WrongUse:
    """What is wanted besides, with the words behind `register` that would do."""
    told = problem("R802", action=action, wanted=wanted, example=example, run=call_of(asked.content))
    return WrongUse([told])


def one_word(asked: Asked, action: str, wanted: str) -> str:
    if len(asked.rest) != 1:
        raise incomplete(asked, action, wanted, f"{action} {_EXAMPLES[action]}")
    return asked.rest[0]


def _number(typed: str) -> Number:
    from ygt_docs.register.taking import number_of

    return number_of(typed, NOWHERE)


def series_named(desk: Desk, book: Book, typed: str, one: bool = False) -> list[Series]:
    """The series that a word names, of the book and of organs.yaml. Raises WrongUse (R806)."""
    from ygt_docs.notice.numbers import Series, SeriesKind, named_series
    from ygt_docs.notice.organs import read_organs

    known = set()
    for series, _ in book.top:
        known.add(series)
    organs = read_organs(desk.content, desk.project, Problems())
    for organ in organs.organs if organs is not None else ():
        known.add(Series(SeriesKind.ORDER, str(organ.name)))
        known.update(Series(SeriesKind.CODE, str(code.code)) for code in organ.codes or ())
    found = named_series(typed, known)
    if not found or (one and len(found) > 1):
        names = "、".join(map(str, sorted(known)))
        raise WrongUse([problem("R806", found=typed, known=names)])
    return found


def _year(asked: Asked) -> int:
    return _whole(asked.year, "--year", _YEARS)


def _whole(typed: str, option: str, allowed: range) -> int:
    """The number behind an option, 0 where it was not given. Raises WrongUse (R803)."""
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdigit() and int(typed) in allowed):
        wanted = f"{allowed.start} 到 {allowed.stop - 1} 的整数"
        raise WrongUse([problem("R803", option=option, found=typed, wanted=wanted)])
    return int(typed)


_RESERVE = "reserve 云政文 --year 2026 --purpose 人代会 --until 2026-12-31"
_EXAMPLES = {
    "show": "云政文〔2026〕12号",
    "reserve": "云政文 --year 2026 --purpose 人代会",
    "void": "云政文〔2026〕12号 --reason 内容并入另一件",
    "enter": "云政文〔2026〕12号 --title 关于……的通知",
    "backup": "登记簿备份.zip",
    "restore": "登记簿备份.zip",
    "import": "2025年登记簿.xlsx",
}
_ACTIONS: dict[str, Callable[[Desk, Asked], int]] = {
    "list": _list,
    "search": _search,
    "show": _show,
    "reserve": _reserve,
    "void": _void,
    "enter": _enter,
    "set": _set,
    "gaps": _gaps,
    "stat": _stat,
    "audit": _audit,
}
