"""What `bench` measures with: a plan with many tasks, a thousand documents, and the text of a document for typst."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ygt_docs.builder import build
from ygt_docs.building.options import Options
from ygt_docs.compose.flow import Block, Cell, Flow, Paragraph, Section, Table
from ygt_docs.console.progress import Silent
from ygt_docs.files import fresh_folder, write_atomically
from ygt_docs.fonts import Fonts
from ygt_docs.notice.model import Orientation
from ygt_docs.project import Call, Project
from ygt_docs.standard.lengths import Pt

_TASKS_FILE = "tasks.yaml"
_NOTICE = "notice.yaml"
_SIZE = Pt(16)
_TASKS_OF_GROUP = re.compile(r"^    任务:\n", re.MULTILINE)
_NEXT_GROUP = re.compile(r"^(?=  - 标题:)", re.MULTILINE)


def plan_with_many_tasks(source: Path, folder: Path, times: int) -> Path:
    """A content folder with the document `source` in it, the rows of its task table `times` as often."""
    shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("进展"))
    _copy_shared(source.parent, folder)
    file = folder / source.name / _TASKS_FILE
    head, *groups = _TASKS_OF_GROUP.split(file.read_text(encoding="utf-8"))
    longer = [head]
    for group in groups:
        tasks, *next_title = _NEXT_GROUP.split(group, maxsplit=1)
        longer += ["    任务:\n", f"{tasks.rstrip()}\n" * times, *next_title]
    write_atomically(file, "".join(longer).encode())
    return folder


def _copy_shared(source: Path, folder: Path) -> None:
    for name in ("organs.yaml", "单位.yaml"):
        if (source / name).is_file():
            shutil.copy(source / name, folder)


@dataclass
class ManyDocuments:
    """`count` copies of the document `source` in a content folder below `folder`, built once when first asked for."""

    source: Path
    folder: Path
    project: Project
    count: int
    _changes: Iterator[int] = field(default_factory=lambda: iter(range(1, 1 << 30)))

    @cached_property
    def built(self) -> Options:
        """How they were built."""
        content = self.folder / "content"
        content.mkdir(parents=True)
        _copy_shared(self.source.parent, content)
        for number in range(self.count):
            shutil.copytree(self.source, content / f"d{number:04d}")
        options = Options(content, self.folder / "build")
        build(self.project, options, Silent())
        return options

    def change_one(self) -> str:
        """Write another last line into one of them; its name."""
        name = f"d{self.count // 2:04d}"
        text = (self.source / _NOTICE).read_text(encoding="utf-8").rstrip()
        line = f"  以上为第{next(self._changes)}次修改。\n"
        write_atomically(self.built.content / name / _NOTICE, f"{text}\n{line}".encode())
        return name


def typst_source(flow: Flow) -> str:
    """The text and the tables of `flow` in typst's language, on pages like ours; no more of their look than that."""
    parts = [
        f'#set text(lang: "zh", size: {_SIZE.pt:g}pt)',
        "#set par(justify: true, first-line-indent: 2em)",
    ]
    for section in flow.sections:
        parts += _typst_section(section)
    return "\n\n".join(parts) + "\n"


def _typst_section(section: Section) -> list[str]:
    parts = [f'#set page(paper: "a4", flipped: {str(section.orientation is Orientation.LANDSCAPE).lower()})']
    for block in section.blocks:
        parts.append(_typst_block(block))
    return parts


def _typst_block(block: Block) -> str:
    if isinstance(block, Table):
        cells = []
        for row in block.rows:
            cells += [_typst_cell(cell) for cell in row.cells]
        widths = ", ".join(f"{width:.4f}fr" for width in block.widths)
        return f"#table(columns: ({widths},), {', '.join(cells)})"
    if isinstance(block, Paragraph):
        return f"#text({_quoted(block.text)})"
    return ""


def _typst_cell(cell: Cell) -> str:
    text = "\n".join(paragraph.text for paragraph in cell.paragraphs)
    return f"table.cell(colspan: {cell.column_span}, rowspan: {cell.row_span})[#text({_quoted(text)})]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def filled_book(content: Path, project: Project, count: int) -> None:
    """A content folder whose book has `count` numbers, of ten years."""
    from ygt_docs.notice.numbers import Number, Series, SeriesKind
    from ygt_docs.register.desk import open_desk
    from ygt_docs.register.entry import Action, Entry, EntryState

    fresh_folder(content)
    series = Series(SeriesKind.CODE, "云政文")
    desk = open_desk(Call(project, content))
    with desk.change() as change:
        for number in range(count):
            serial, year = number // 10 + 1, 2017 + number % 10
            facts = {"标题": f"云溪县人民政府关于做好第{serial}件事的通知", "成文日期": f"{year}-03-01"}
            change.do(Action.TAKE, Entry(Number(series, year, serial), EntryState.NUMBERED, facts=facts))
    desk.close()


def font_folders(fonts: Fonts) -> list[Path]:
    """Where the faces lie."""
    folders: list[Path] = []
    for face in fonts.all_faces():
        if face.path.parent not in folders:
            folders.append(face.path.parent)
    return folders
