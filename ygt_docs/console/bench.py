"""`bench`: what costs how much, as ratios measured side by side in one run (对比测速). Never a test: machines differ."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ygt_docs.builder import build
from ygt_docs.building.options import Options, Task
from ygt_docs.building.work import build_document
from ygt_docs.compose.flow import Block, Decisions, Flow, Section, Table
from ygt_docs.console.commands import FINE
from ygt_docs.console.progress import Lines, columns_of
from ygt_docs.files import fresh_folder, write_atomically
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.golden.make import make_document
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problems, UserError, problem
from ygt_docs.project import Project, this_project
from ygt_docs.tasklist.calendar_file import calendar_bytes
from ygt_docs.tasklist.derived import Derived, write_derived
from ygt_docs.tasklist.lists import lists, unit_workbook
from ygt_docs.tasklist.standing import summary
from ygt_docs.tasklist.store import Plans, load_plans
from ygt_docs.word import render

_EXAMPLE = "yunxi-2026-plan"
_TIMES = 3
_MORE = 10
_TASKS = 300
_DAY = datetime.date(2026, 6, 10)


@dataclass(frozen=True)
class Pair:
    """Two ways that are measured one after the other."""

    what: str
    first: str
    first_run: Callable[[], object]
    second: str
    second_run: Callable[[], object]
    times: int = _TIMES


def bench(example: str = _EXAMPLE) -> int:
    """Measure every pair and print a table; the best of three runs counts."""
    project = this_project()
    with tempfile.TemporaryDirectory() as name:
        print(_row("对比", "甲", "秒", "乙", "秒", "甲/乙"))
        for pair in pairs(project, Path(name), example):
            one, two = (_best(run, pair.times) for run in (pair.first_run, pair.second_run))
            print(_row(pair.what, pair.first, f"{one:.2f}", pair.second, f"{two:.2f}", f"{one / two:.1f}"), flush=True)
    print("同一次运行中先后测得；看比值，不看秒数。")
    return FINE


def pairs(project: Project, folder: Path, example: str) -> list[Pair]:
    """What is measured; all files go into `folder`."""
    fonts = load_fonts(project, Problems())
    flow = make_document(example, project.root / "content", project, fresh_folder(folder / "example")).flow
    assert flow is not None  # both files were written
    flow = replace(flow, decisions=Decisions())
    rows, long = _rows(flow), lengthened(flow, _MORE)
    short_file, long_file = folder / "short.docx", folder / "long.docx"
    write_atomically(short_file, render(flow, fonts, project))
    write_atomically(long_file, render(long, fonts, project))
    return [
        *_beside_office(short_file, long_file, rows, project, folder, example, long, fonts),
        Pair("命令列表", "--list", lambda: _invoke(project, "--list"), "weasyprint", _import_engine),
        Pair(
            "开始生成一件",
            "新开程序",
            lambda: _cold(project, folder, example),
            "程序已热",
            lambda: _warm(project, folder, example),
        ),
        Pair(
            "全部公文",
            "全部重排",
            lambda: _all(project, folder, force=True),
            "没有改动",
            lambda: _all(project, folder, force=False),
            times=1,
        ),
        Pair("两种文件", "PDF", lambda: _pdf(flow, fonts, project), "Word", lambda: render(flow, fonts, project)),
        Pair(
            "任务表排 PDF",
            f"{rows * _MORE} 行",
            lambda: _pdf(long, fonts, project),
            f"{rows} 行",
            lambda: _pdf(flow, fonts, project),
        ),
        Pair(
            "任务表排 Word",
            f"{rows * _MORE} 行",
            lambda: render(long, fonts, project),
            f"{rows} 行",
            lambda: render(flow, fonts, project),
        ),
        *_of_tasks(project, folder, example),
    ]


def _of_tasks(project: Project, folder: Path, example: str) -> list[Pair]:
    """The lists, the workbook, the calendar and the figures of many tasks: against their documents, and ten times."""
    content = project.root / "content"
    some = _many(load_plans([example], content, project), _TASKS)
    many = _many(some, _TASKS * _MORE)
    return [
        Pair(
            "任务清单",
            f"{_TASKS} 项",
            lambda: _lists(some),
            "排成公文",
            lambda: _build_lists(some, folder / "lists", project),
            times=1,
        ),
        Pair("任务清单", f"{_TASKS * _MORE} 项", lambda: _lists(many), f"{_TASKS} 项", lambda: _lists(some)),
    ]


def _many(plans: Plans, count: int) -> Plans:
    """`plans` with `count` tasks in the first of them: its own again and again."""
    items = plans.plans[0].items
    repeated = (items * (count // len(items) + 1))[:count]
    return replace(plans, plans=[replace(plans.plans[0], items=repeated)])


def _lists(plans: Plans) -> list[Derived]:
    unit_workbook(plans, "")
    calendar_bytes(plans.items, plans.units, _DAY)
    summary(plans, f"{_DAY:%Y-%m}", _DAY)
    return lists(plans, "任务", "", "", _DAY)


def _build_lists(plans: Plans, folder: Path, project: Project) -> None:
    content = write_derived(_lists(plans), folder, plans)
    with tempfile.TemporaryFile("w", encoding="utf-8") as unread:
        build(project, Options(content, folder / "成品", force=True), Lines(unread))


def _beside_office(
    short: Path, long: Path, rows: int, project: Project, folder: Path, example: str, flow: Flow, fonts: Fonts
) -> list[Pair]:
    """A document built, beside LibreOffice's conversion of the same .docx; none where there is no LibreOffice."""
    if shutil.which("soffice") is None:
        return []
    office = "LibreOffice"
    return [
        Pair("生成一件", "新开程序", lambda: _cold(project, folder, example), office, lambda: _converted(short)),
        Pair("生成一件", "程序已热", lambda: _warm(project, folder, example), office, lambda: _converted(short)),
        Pair(f"{rows * _MORE} 行", "PDF、Word", lambda: _both(flow, fonts, project), office, lambda: _converted(long)),
    ]


def _converted(docx: Path) -> None:
    """LibreOffice's PDF of `docx`, as a program that is started for it alone makes it."""
    profile = (docx.parent / "profile").as_uri()
    order = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*order, str(docx.parent / "converted"), str(docx)], check=True, capture_output=True)


def _both(flow: Flow, fonts: Fonts, project: Project) -> None:
    _pdf(flow, fonts, project)
    render(flow, fonts, project)


def _import_engine() -> None:
    subprocess.run([sys.executable, "-c", "import weasyprint"], check=True, capture_output=True)


def lengthened(flow: Flow, times: int) -> Flow:
    """`flow` with the rows of its tables, heads left out, `times` as often."""

    sections: list[Section] = []
    for section in flow.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table):
                heads = [row for row in block.rows if row.head]
                others = [row for row in block.rows if not row.head]
                block = replace(block, rows=(*heads, *others * times))
            blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(flow, sections=tuple(sections))


def _rows(flow: Flow) -> int:
    """How many rows of tasks there are; heads and group rows are none."""
    count = 0
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                count += sum(not row.head and not row.group for row in block.rows)
    return count


def _best(run: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _cold(project: Project, folder: Path, example: str) -> None:
    _invoke(project, "build", "--force", "--only", example, "--out", str(folder / "cold"))


def _invoke(project: Project, *words: str) -> None:
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), *words]
    subprocess.run(command, check=True, capture_output=True)


def _warm(project: Project, folder: Path, example: str) -> None:
    report = build_document(Task(example, project.root / "content", fresh_folder(folder / "warm"), project, ""))
    if report["pages"] is None:  # nothing was made, and so nothing measured
        raise UserError([problem("G107", name=example)])


def _all(project: Project, folder: Path, force: bool) -> None:
    with tempfile.TemporaryFile("w", encoding="utf-8") as unread:
        build(project, Options(project.root / "content", folder / "all", force=force), Lines(unread))


def _pdf(flow: Flow, fonts: Fonts, project: Project) -> bytes:
    return lay_out(flow, fonts, project).write()


def _row(*cells: str) -> str:
    return "  ".join(_padded(cell, width) for cell, width in zip(cells, (15, 10, 7, 10, 7, 6), strict=True)).rstrip()


def _padded(text: str, width: int) -> str:
    """`text` and spaces up to `width` columns; a Chinese character takes two."""
    return text + " " * (width - columns_of(text))
