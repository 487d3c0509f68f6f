"""What `bench` measures with: many tasks, rows and pictures, a thousand documents, a text for typst."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from PIL import Image, ImageDraw

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
    """`count` copies of the document `source` in a content folder below `folder`, made when first asked for."""

    source: Path
    folder: Path
    project: Project
    count: int
    _changes: Iterator[int] = field(default_factory=lambda: iter(range(1, 1 << 30)))

    @cached_property
    def content(self) -> Path:
        """Where they lie."""
        content = self.folder / "content"
        content.mkdir(parents=True)
        _copy_shared(self.source.parent, content)
        for number in range(self.count):
            shutil.copytree(self.source, content / f"d{number:04d}")
        return content

    @property
    def out(self) -> Path:
        """Where they are built."""
        return self.folder / "build"

    def make(self) -> None:
        """Build what has changed of them, in this process and its workers."""
        build(self.project, Options(self.content, self.out), Silent())

    def change_one(self) -> str:
        """Write another last line into one of them; its name."""
        name = f"d{self.count // 2:04d}"
        text = (self.source / _NOTICE).read_text(encoding="utf-8").rstrip()
        line = f"  以上为第{next(self._changes)}次修改。\n"
        write_atomically(self.content / name / _NOTICE, f"{text}\n{line}".encode())
        return name


def table_of(content: Path, project: Project, rows: int) -> str:
    """A document in `content` whose text is one table of `rows` rows and eight columns; its name."""
    lines = ["  - 表:", "      栏: [序号, 乡镇, 村, 任务数, 完成数, 完成率, 进展, 电话]", "      行:"]
    for number in range(1, rows + 1):
        done = number % 97
        lines.append(
            f"        - [{number}, 云溪镇, 石桥村, 97, {done}, {done / 0.97:.1f}%, 按计划推进, 800{number % 9999:04d}]"
        )
    return _written(content, project, f"table-{rows}", lines)


def pages_of_pictures(content: Path, project: Project, pages: int) -> str:
    """A document in `content` with three pictures on each of so many pages; its name."""
    name = f"pictures-{pages}"
    lines: list[str] = []
    for number in range(3 * pages):
        lines.append(f"  - 图: {{文件: {number}.png, 宽: 90, 题: 图{number + 1}　现场}}")
    _written(content, project, name, lines)
    for number in range(3 * pages):
        image = Image.new("RGB", (900, 450), "white")
        ImageDraw.Draw(image).ellipse((50, 50, 300 + 9 * number, 400), fill=(90, 140, 200))
        image.save(content / name / f"{number}.png")
    return name


def pages_of_text(content: Path, project: Project, pages: int) -> str:
    """A document in `content` with so many pages of text; its name."""
    sentence = "各乡镇要压实责任、细化措施，加强调度，确保按期完成。"
    return _written(content, project, f"text-{pages}", [f"  - {sentence * 23}" for _ in range(pages)])


def _written(content: Path, project: Project, name: str, body: Sequence[str]) -> str:
    """The document `name` in `content`, whose text has the lines `body` of YAML; its name."""
    (content / name).mkdir(parents=True)
    _copy_shared(project.root / "content", content)
    head = [
        "文种: 通知",
        "发文机关: [云溪县人民政府]",
        "标题: 云溪县人民政府关于通报工作进展的通知",
        "主送机关: [各乡镇人民政府]",
        "成文日期: 2026-06-10",
        "正文:",
        "  - 现将有关情况通报如下。",
    ]
    write_atomically(content / name / _NOTICE, ("\n".join([*head, *body]) + "\n").encode())
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


def rows_of_tasks(flow: Flow) -> int:
    """How many rows of tasks there are; heads and group rows are none."""
    count = 0
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                count += sum(not row.head and not row.group for row in block.rows)
    return count


def font_folders(fonts: Fonts) -> list[Path]:
    """Where the faces lie."""
    folders: list[Path] = []
    for face in fonts.all_faces():
        if face.path.parent not in folders:
            folders.append(face.path.parent)
    return folders
