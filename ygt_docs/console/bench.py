"""`bench`: what costs how much, as ratios measured side by side in one run (对比测速). Never a test: machines differ."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ygt_docs.builder import build
from ygt_docs.building.fingerprint import tool_versions
from ygt_docs.building.options import Options, Task
from ygt_docs.building.work import build_document
from ygt_docs.compose.flow import Block, Decisions, Flow, Section, Table
from ygt_docs.console.bench_content import (
    ManyDocuments,
    filled_book,
    font_folders,
    pages_of_pictures,
    pages_of_text,
    plan_with_many_tasks,
    table_of,
    typst_source,
)
from ygt_docs.console.commands import FINE
from ygt_docs.console.progress import Lines, columns_of
from ygt_docs.files import fresh_folder, write_atomically
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.golden.artefacts import make_document
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problems, UserError, problem
from ygt_docs.project import Project, this_project
from ygt_docs.tasklist.derived import Derived, write_derived
from ygt_docs.tasklist.lists import calendar_bytes, lists, unit_workbook
from ygt_docs.tasklist.standing import summary
from ygt_docs.tasklist.store import Plans, load_plans
from ygt_docs.word import render

_EXAMPLE = "yunxi-2026-plan"
_TIMES = 3
_MORE = 10
_TASKS = 300
_LONG, _LONGEST = 11, 66  # times the 28 tasks of the example: 308, and 1,848, which a file of 1 MB has room for
_SHORT_EXAMPLE = "yunxi-2026-report"
_DOCUMENTS = 1000
_NUMBERS = 50_000
_ROWS = 300  # of a table
_PAGES = 8
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


_PEAKS: dict[str, int] = {}
"""The most memory that a command took, in MB, by its words."""


def bench(example: str = _EXAMPLE) -> int:
    """Measure every pair and print a table; the best of three runs counts."""
    project = this_project()
    with tempfile.TemporaryDirectory() as name:
        print(_row("对比", "甲", "秒", "乙", "秒", "甲/乙"))
        for pair in pairs(project, Path(name), example):
            one, two = (_best(run, pair.times) for run in (pair.first_run, pair.second_run))
            print(_row(pair.what, pair.first, f"{one:.2f}", pair.second, f"{two:.2f}", f"{one / two:.1f}"), flush=True)
    for words, peak in _PEAKS.items():
        print(f"{words}：内存最多 {peak} MB")
    print("；".join(f"{name} {version}" for name, version in sorted(_versions().items())))
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
        *_beside_typst(flow, long, rows, fonts, project, folder),
        *_of_long_tables(project, folder, example),
        *_of_blocks(project, folder),
        *_of_many_documents(project, folder),
        *_of_books(project, folder),
    ]


def _beside_typst(flow: Flow, long: Flow, rows: int, fonts: Fonts, project: Project, folder: Path) -> list[Pair]:
    """A PDF of the text and the rows, beside typst's of the same; none where typst is not installed (PyPI)."""
    try:
        typst = import_module("typst")
    except ImportError:
        print("没有装 typst（pip install typst），不和它比。")
        return []
    found: list[Pair] = []
    for name, text in ((f"{rows} 行", flow), (f"{rows * _MORE} 行", long)):
        source = folder / f"{rows if text is flow else rows * _MORE}.typ"
        write_atomically(source, typst_source(text).encode())
        ours, theirs = (
            partial(_pdf, text, fonts, project),
            partial(typst.compile, source, font_paths=font_folders(fonts)),
        )
        found.append(Pair(name, "PDF", ours, "typst", theirs))
    return found


def _of_long_tables(project: Project, folder: Path, example: str) -> list[Pair]:
    """A plan with 308 and with 1,848 tasks built from its YAML, beside LibreOffice's conversion and six times."""
    source = project.root / "content" / example
    long, longest = folder / "long", folder / "longest"
    plan_with_many_tasks(source, long, _LONG)
    plan_with_many_tasks(source, longest, _LONGEST)

    def build_long() -> None:
        _invoke(project, "build", "--force", "--content", str(long), "--out", str(folder / "long-out"))

    def build_longest() -> None:
        _invoke(project, "build", "--force", "--content", str(longest), "--out", str(folder / "longest-out"))

    made = folder / "long-out" / example / f"{example}.docx"
    pairs = [Pair("1848 项任务", "新开程序", build_longest, "308 项", build_long, times=1)]
    if shutil.which("soffice") is not None:
        pairs.insert(0, Pair("308 项任务", "新开程序", build_long, "LibreOffice", lambda: _converted(made)))
    return pairs


def _of_blocks(project: Project, folder: Path) -> list[Pair]:
    """A table of 3,000 rows and eight columns beside one of 300, and pages of three pictures beside pages of text."""
    long, short = folder / "rows-3000", folder / "rows-300"
    names = {long: table_of(long, project, _ROWS * _MORE), short: table_of(short, project, _ROWS)}

    def built(content: Path) -> None:
        name = names[content]
        _invoke(project, "build", "--force", "--only", name, "--content", str(content), "--out", str(folder / "rows"))

    content = folder / "pages"
    pictures = pages_of_pictures(content, project, _PAGES)
    text = pages_of_text(content, project, _PAGES)
    return [
        Pair("表，8 栏", f"{_ROWS * _MORE} 行", partial(built, long), f"{_ROWS} 行", partial(built, short), times=1),
        Pair(
            f"{_PAGES} 面",
            "每面三张图",
            lambda: _warm(project, folder, pictures, content),
            "文字",
            lambda: _warm(project, folder, text, content),
        ),
    ]


def _of_many_documents(project: Project, folder: Path) -> list[Pair]:
    """A thousand documents of which none or one has changed, beside loading the layout engine four times."""
    many = ManyDocuments(project.root / "content" / _SHORT_EXAMPLE, folder / "many", project, _DOCUMENTS)

    def again() -> None:
        _invoke(project, "build", "--content", str(many.built.content), "--out", str(many.built.out))

    def one_changed() -> None:
        many.change_one()
        again()

    def four_times(and_one: bool) -> None:
        for _ in range(4):
            _import_engine()
        if and_one:
            _cold(project, folder, _SHORT_EXAMPLE)

    name = f"{_DOCUMENTS} 件"
    return [
        Pair(name, "没有改动", again, "4 weasyprint", partial(four_times, False)),
        Pair(name, "改了一件", one_changed, "同上加一件", partial(four_times, True)),
    ]


def _of_books(project: Project, folder: Path) -> list[Pair]:
    """A book of numbers listed and searched, beside one with a tenth of them; its witness lies in `folder` too."""
    os.environ["YGT_DOCS_DATA"] = str(folder / "data")
    runs = []
    for name, count in (("book", _NUMBERS), ("small-book", _NUMBERS // _MORE)):
        filled_book(folder / name, project, count)
        for words in (("list", "--month", "3"), ("search", "第7件")):
            runs.append(partial(_invoke, project, "register", *words, "--content", str(folder / name)))
    many, some = f"{_NUMBERS} 个号", f"{_NUMBERS // _MORE} 个号"
    return [Pair("登记簿列出", many, runs[0], some, runs[2]), Pair("登记簿查找", many, runs[1], some, runs[3])]


def _versions() -> dict[str, str]:
    """The tools that were measured, LibreOffice and typst among them where they are there."""
    versions = dict(tool_versions())
    if shutil.which("soffice") is not None:
        said = subprocess.run(["soffice", "--version"], check=True, capture_output=True, encoding="utf-8").stdout
        versions["LibreOffice"] = said.split()[1]
    with suppress(PackageNotFoundError):
        versions["typst"] = version("typst")
    return versions


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
    """Run a command; the memory that it took at most is noted down."""
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    if "--content" in words:
        _PEAKS[Path(words[words.index("--content") + 1]).name] = usage.ru_maxrss // 1024


def _warm(project: Project, folder: Path, example: str, content: Path | None = None) -> None:
    """Build a document of `content` (None: the examples) in this process."""
    staged = fresh_folder(folder / "warm")
    report = build_document(Task(example, content or project.root / "content", staged, project, "", alone=True))
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
