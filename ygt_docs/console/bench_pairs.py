"""The pairs that `bench` measures: what the project does, beside another program or beside less of the same."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path

from ygt_docs.builder import build
from ygt_docs.building.options import Options, Task
from ygt_docs.building.work import build_document
from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.console.bench_content import (
    ManyDocuments,
    filled_book,
    font_folders,
    lengthened,
    pages_of_pictures,
    pages_of_text,
    plan_with_many_tasks,
    rows_of_tasks,
    table_of,
    typst_source,
)
from ygt_docs.console.progress import Silent
from ygt_docs.files import fresh_folder, write_atomically
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.golden.artefacts import make_document
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.tasklist.derived import Derived, write_derived
from ygt_docs.tasklist.lists import calendar_bytes, lists, unit_workbook
from ygt_docs.tasklist.standing import summary
from ygt_docs.tasklist.store import Plans, load_plans
from ygt_docs.word import render

_EXAMPLE = "yunxi-2026-plan"
_SHORT_EXAMPLE = "yunxi-2026-report"
_OFFICE = "LibreOffice"
_ENGINE = "weasyprint"
_MORE = 10
_LONG, _LONGEST = 11, 107  # times the 28 tasks of the example: 308 and 2,996
_LINEAR = 1.2  # so much more than in proportion to its length may a long table cost
_MOST_MEMORY = 1200  # MB, for the longest table
_TASKS = 300
_DOCUMENTS = 1000
_NUMBERS = 50_000
_ROWS = 300  # of a table
_PAGES = 8
_OFTEN = 5
_DAY = datetime.date(2026, 6, 10)


@dataclass(frozen=True)
class Pair:
    """Two ways that are measured one after the other, `times` times.

    `most`: the ratio that the first may reach (None: the figure is only told). `pieces`: the first one makes so many at
    once, and the seconds of one of them count.
    """

    what: str
    first: str
    first_run: Callable[[], object]
    second: str
    second_run: Callable[[], object]
    times: int = 3
    most: float | None = None
    pieces: int = 1


@dataclass
class Ground:
    """What the pairs stand on; all files go into `folder`.

    `peaks`: the most memory that a command took, in MB, by what it did, with what it may take (None: it is only told).
    """

    project: Project
    folder: Path
    peaks: dict[str, tuple[int, int | None]] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        """The examples."""
        return self.project.root / "content"

    @cached_property
    def fonts(self) -> Fonts:
        """The faces."""
        return load_fonts(self.project, Problems())

    @cached_property
    def flow(self) -> Flow:
        """The example with its table of tasks, no page of it decided."""
        made = make_document(_EXAMPLE, self.content, self.project, fresh_folder(self.folder / "example"))
        if made.flow is None:
            raise UserError([problem("G107", name=_EXAMPLE)])
        return replace(made.flow, decisions=Decisions())

    @cached_property
    def word_file(self) -> Path:
        """The Word file of the example."""
        path = self.folder / "short.docx"
        write_atomically(path, render(self.flow, self.fonts, self.project))
        return path

    @cached_property
    def many(self) -> ManyDocuments:
        """A thousand documents."""
        return ManyDocuments(self.content / _SHORT_EXAMPLE, self.folder / "many", self.project, _DOCUMENTS)

    def command(self, *words: str, told: str = "", most: int | None = None) -> None:
        """Run a command as a new program; `told`: under this name its memory is noted, which may reach `most` MB."""
        command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(self.project.root), *words]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        if told:
            self.peaks[told] = usage.ru_maxrss // 1024, most

    def cold(self, example: str) -> None:
        """Build one example, in a new program."""
        self.command("build", "--force", "--only", example, "--out", str(self.folder / "cold"))

    def warm(self, name: str, content: Path) -> None:
        """Build one document in this process."""
        staged = fresh_folder(self.folder / "warm")
        report = build_document(Task(name, content, staged, self.project, "", alone=True))
        if report["pages"] is None:  # nothing was made, and so nothing measured
            raise UserError([problem("G107", name=name)])

    def pdf(self, flow: Flow) -> bytes:
        """The PDF of `flow`, laid out once."""
        return lay_out(flow, self.fonts, self.project).write()

    def word(self, flow: Flow) -> bytes:
        """The Word file of `flow`."""
        return render(flow, self.fonts, self.project)

    def converted(self, docx: Path) -> None:
        """LibreOffice's PDF of `docx`, as a program that is started for it alone makes it."""
        profile = (self.folder / "profile").as_uri()
        order = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
        subprocess.run([*order, str(self.folder / "converted"), str(docx)], check=True, capture_output=True)


def load_engine(times: int = 1) -> None:
    """Load the layout engine in so many new programs, one after the other."""
    for _ in range(times):
        subprocess.run([sys.executable, "-c", f"import {_ENGINE}"], check=True, capture_output=True)


def one_document(ground: Ground) -> list[Pair]:
    """A document built, cold and warm, beside LibreOffice's conversion of the same .docx."""
    if not _has_office():
        return []
    convert = partial(_converted_example, ground)
    return [
        Pair("生成一件", "新开程序", partial(ground.cold, _EXAMPLE), _OFFICE, convert, _OFTEN, most=2.2),
        Pair(
            "生成一件", "程序已热", partial(ground.warm, _EXAMPLE, ground.content), _OFFICE, convert, _OFTEN, most=1.3
        ),
    ]


def _has_office() -> bool:
    if shutil.which("soffice") is not None:
        return True
    print("没有装 LibreOffice，不和它比。")
    return False


def _converted_example(ground: Ground) -> None:
    ground.converted(ground.word_file)


def start(ground: Ground) -> list[Pair]:
    """The list of commands, beside loading the layout engine."""
    return [Pair("命令列表", "--list", partial(ground.command, "--list"), _ENGINE, load_engine, _OFTEN, most=0.7)]


def long_lists(ground: Ground) -> list[Pair]:
    """Plans with hundreds and thousands of tasks, built from their YAML: beside LibreOffice, and the long one beside
    the short one, whose time may grow with its length.
    """
    runs, files, names = {}, {}, {}
    for times in (_LONG, _LONGEST):
        content, out = ground.folder / f"tasks-{times}", ground.folder / f"tasks-{times}-out"
        plan_with_many_tasks(ground.content / _EXAMPLE, content, times)
        names[times] = f"{times * rows_of_tasks(ground.flow)} 项"
        words = ("build", "--force", "--content", str(content), "--out", str(out))
        most = _MOST_MEMORY if times == _LONGEST else None
        runs[times] = partial(ground.command, *words, told=f"{names[times]}任务", most=most)
        files[times] = out / _EXAMPLE / f"{_EXAMPLE}.docx"
    pairs = []
    if _has_office():
        convert = partial(ground.converted, files[_LONG])
        pairs.append(Pair("生成任务", names[_LONG], runs[_LONG], _OFFICE, convert, most=3.0))
    growth = _LINEAR * _LONGEST / _LONG
    return [*pairs, Pair("生成任务", names[_LONGEST], runs[_LONGEST], names[_LONG], runs[_LONG], 1, most=growth)]


def files_and_rows(ground: Ground) -> list[Pair]:
    """PDF beside Word, and each with ten times the rows."""
    flow, rows = ground.flow, rows_of_tasks(ground.flow)
    long, many, few = lengthened(flow, _MORE), f"{rows * _MORE} 行", f"{rows} 行"
    return [
        Pair("两种文件", "PDF", partial(ground.pdf, flow), "Word", partial(ground.word, flow)),
        Pair("排 PDF", many, partial(ground.pdf, long), few, partial(ground.pdf, flow)),
        Pair("排 Word", many, partial(ground.word, long), few, partial(ground.word, flow)),
    ]


def beside_typst(ground: Ground) -> list[Pair]:
    """A PDF of the text and the rows, beside typst's of the same; none where typst is not installed (PyPI)."""
    try:
        typst = import_module("typst")
    except ImportError:
        print("没有装 typst（pip install typst），不和它比。")
        return []
    pairs = []
    for flow in (ground.flow, lengthened(ground.flow, _MORE)):
        name = f"{rows_of_tasks(flow)} 行"
        source = ground.folder / f"{rows_of_tasks(flow)}.typ"
        write_atomically(source, typst_source(flow).encode())
        theirs = partial(typst.compile, source, font_paths=font_folders(ground.fonts))
        pairs.append(Pair("排 PDF", name, partial(ground.pdf, flow), "typst", theirs))
    return pairs


def task_lists(ground: Ground) -> list[Pair]:
    """Lists, workbook, calendar and figures of many tasks: beside a tenth of them, and beside building them."""
    own = load_plans([_EXAMPLE], ground.content, ground.project)
    some, many = _repeated(own, _TASKS), _repeated(own, _TASKS * _MORE)
    own_name, some_name, many_name = f"{len(own.items)} 项", f"{_TASKS} 项", f"{_TASKS * _MORE} 项"
    built = partial(_build_lists, some, ground)
    return [
        Pair("任务清单", some_name, partial(_lists, some), own_name, partial(_lists, own)),
        Pair("任务清单", many_name, partial(_lists, many), some_name, partial(_lists, some)),
        Pair("任务清单", some_name, partial(_lists, some), "排成公文", built, 1),
    ]


def _repeated(plans: Plans, count: int) -> Plans:
    """`plans` with `count` tasks in the first of them: its own again and again."""
    items = plans.plans[0].items
    repeated = (items * (count // len(items) + 1))[:count]
    return replace(plans, plans=[replace(plans.plans[0], items=repeated)])


def _lists(plans: Plans) -> list[Derived]:
    unit_workbook(plans, "")
    calendar_bytes(plans.items, plans.units, _DAY)
    summary(plans, f"{_DAY:%Y-%m}", _DAY)
    return lists(plans, "任务", "", "", _DAY)


def _build_lists(plans: Plans, ground: Ground) -> None:
    content = write_derived(_lists(plans), ground.folder / "lists", plans)
    with tempfile.TemporaryDirectory(dir=ground.folder) as out:
        build(ground.project, Options(content, Path(out), force=True), Silent())


def tables_and_pictures(ground: Ground) -> list[Pair]:
    """A table of 3,000 rows and eight columns beside one of 300, and pages of three pictures beside pages of text."""
    runs = {}
    for rows in (_ROWS * _MORE, _ROWS):
        content = ground.folder / f"rows-{rows}"
        name = table_of(content, ground.project, rows)
        words = ("build", "--force", "--only", name, "--content", str(content), "--out", str(ground.folder / "rows"))
        runs[rows] = partial(ground.command, *words, told=f"{rows} 行 8 栏的表")
    content = ground.folder / "pages"
    pictures = pages_of_pictures(content, ground.project, _PAGES)
    text = pages_of_text(content, ground.project, _PAGES)
    drawn, written = partial(ground.warm, pictures, content), partial(ground.warm, text, content)
    many, few = _ROWS * _MORE, _ROWS
    return [
        Pair("表，8 栏", f"{many} 行", runs[many], f"{few} 行", runs[few], 1, most=_LINEAR * _MORE),
        Pair(f"{_PAGES} 面", "每面三张图", drawn, "文字", written),
    ]


def all_documents(ground: Ground) -> list[Pair]:
    """All examples made again, beside finding that none has changed."""
    out = ground.folder / "all"

    def run(force: bool) -> None:
        build(ground.project, Options(ground.content, out, force=force), Silent())

    return [Pair("全部示例", "全部重排", partial(run, True), "没有改动", partial(run, False), 1)]


def thousand_documents(ground: Ground) -> list[Pair]:
    """A thousand documents: new, none changed, one changed, beside loading the layout engine four times."""
    name, many = f"{_DOCUMENTS} 件", ground.many

    def new() -> None:
        many.make()

    def again() -> None:
        ground.command("build", "--content", str(many.content), "--out", str(many.out), told=f"{name}公文没有改动")

    def one_changed() -> None:
        many.change_one()
        again()

    def four_and_one() -> None:
        load_engine(4)
        ground.cold(_SHORT_EXAMPLE)

    alone = partial(ground.cold, _SHORT_EXAMPLE)
    return [
        Pair(name, "新的，每件", new, "单独一件", alone, 1, pieces=_DOCUMENTS),
        Pair(name, "没有改动", again, f"{_ENGINE} 4 次", partial(load_engine, 4), most=1.0),
        Pair(name, "改了一件", one_changed, "同上加一件", four_and_one, most=1.0),
    ]


def books(ground: Ground) -> list[Pair]:
    """A book of numbers listed and searched, beside one with a tenth of them; its witness lies in the folder too."""
    os.environ["YGT_DOCS_DATA"] = str(ground.folder / "data")
    runs: dict[tuple[int, str], Callable[[], object]] = {}
    for count in (_NUMBERS, _NUMBERS // _MORE):
        content = ground.folder / f"book-{count}"
        filled_book(content, ground.project, count)
        for words in (("list", "--month", "3"), ("search", "第7件")):
            told = f"{count} 个号的登记簿"
            runs[count, words[0]] = partial(ground.command, "register", *words, "--content", str(content), told=told)
    few = _NUMBERS // _MORE
    names = f"{_NUMBERS} 个号", f"{few} 个号"
    return [
        Pair("登记簿列出", names[0], runs[_NUMBERS, "list"], names[1], runs[few, "list"]),
        Pair("登记簿查找", names[0], runs[_NUMBERS, "search"], names[1], runs[few, "search"]),
    ]


GROUPS: dict[str, Callable[[Ground], list[Pair]]] = {
    "一件": one_document,
    "命令": start,
    "任务": long_lists,
    "排版": files_and_rows,
    "typst": beside_typst,
    "清单": task_lists,
    "图表": tables_and_pictures,
    "示例": all_documents,
    "千件": thousand_documents,
    "登记簿": books,
}
"""What may be measured for itself, by the word that `bench --only` takes for it."""
