"""Small documents, and stages that are quick and misbehave on demand. Worker processes import this module."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pikepdf
import pytest

from ygt_docs import builder
from ygt_docs.building import workers
from ygt_docs.building.options import Options, Task
from ygt_docs.building.outcome import Outcome
from ygt_docs.building.outputs import PDF, SAMPLE, WORD, Making
from ygt_docs.building.road import Stages
from ygt_docs.building.work import build_with
from ygt_docs.compose.flow import Decisions, Flow, Paragraph, Properties, Role, Run, Section
from ygt_docs.fonts import Fonts
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Orientation
from ygt_docs.placing import PlacedFlow
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.profile import Profile
from ygt_docs.project import Project

_HEADER = "# yaml-language-server: $schema=../../schema/notice.schema.json\n"
_ORGANS = """# yaml-language-server: $schema=../schema/organs.schema.json
机关:
  - 全称: 云溪县人民政府
    机关代字: 云政文
"""
_NOTICE = (
    _HEADER
    + """文种: 通知
发文机关: [云溪县人民政府]
发文字号: {{机关代字: 云政文, 年份: 2026{serial}}}
标题: {title}
正文: |
  {body}
成文日期: 2026-04-26
"""
)


def build_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every build of this test run in its own process, where a test can reach all that it does."""

    def run_all(job: Callable[[Any], Any], tasks: list[Any], *_: object) -> Iterator[tuple[Any, Any]]:
        for task in tasks:
            yield task, workers._answer(job, task)

    monkeypatch.setattr(builder, "run_all", run_all)


def write_notice(
    content: Path,
    name: str,
    body: str = "请认真执行。",
    title: str = "云溪县人民政府关于测试的通知",
    serial: int | None = 0,
) -> Path:
    """A notice in `content`/`name`, and organs.yaml beside it; the path of its notice.yaml.

    Its `serial` (0: one that no other name gets, 4 for the document a; None: a draft) is part of its number.
    """
    folder = content / name
    folder.mkdir(parents=True, exist_ok=True)
    (content / "organs.yaml").write_text(_ORGANS, encoding="utf-8")
    serial = (4 if name == "a" else 10 + crc32(name.encode()) % 90_000) if serial == 0 else serial
    number = "" if serial is None else f", 顺序号: {serial}"
    path = folder / "notice.yaml"
    path.write_text(_NOTICE.format(title=title, body=body, serial=number), encoding="utf-8")
    return path


def options(folder: Path, **changes: Any) -> Options:
    """Options for the content and output folders below `folder`."""
    return replace(Options(folder / "content", folder / "out", jobs=2, time_limit=60), **changes)


@dataclass
class Silent:
    """A progress that shows nothing and remembers what it was told."""

    total: int = 0
    done: list[Outcome] = field(default_factory=list)

    def begin(self, total: int) -> None:
        """Remember how many there are."""
        self.total = total

    def waiting(self) -> None:
        """Nothing to do."""

    def finished(self, outcome: Outcome) -> None:
        """Remember the outcome."""
        self.done.append(outcome)

    def end(self) -> None:
        """Nothing to do."""


def pdf_of_blank_pages(pages: int = 1) -> bytes:
    """A real PDF of empty pages."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    stream = BytesIO()
    document.save(stream, deterministic_id=True)
    return stream.getvalue()


def flow_of(text: str, decisions: Decisions = Decisions(), role: Role = Role.PARAGRAPH) -> Flow:  # noqa: B008
    """A flow of one paragraph, typed in line 7 of a file."""
    run = Run(text, place=Place("content/a/notice.yaml", 7, 3))
    return Flow((Section(Orientation.PORTRAIT, (Paragraph(role, ((run,),)),)),), Properties("标题"), None, decisions)


@dataclass(frozen=True)
class FakePages:
    """Laid-out pages that ask for `decisions`."""

    decisions: Decisions = Decisions()  # noqa: RUF009 - frozen
    page_count: int = 1
    problems: Problems = field(default_factory=Problems)

    def write(self) -> bytes:
        """A PDF of blank pages."""
        return pdf_of_blank_pages(self.page_count)


def _check(document: Document, project: Project) -> list[Problem]:
    body = str(document.notice.body.introduction)
    return [problem("N102", Place("content/x/notice.yaml", 6))] if "错误" in body else []


def _compose(document: Document, decisions: Decisions, problems: Problems, profile: Profile) -> Flow:
    return flow_of(str(document.notice.body.introduction), decisions)


def _lay_out(placed: PlacedFlow, fonts: Fonts, project: Project) -> FakePages:
    return FakePages()


def _render(making: Making) -> bytes:
    return f"{making.flow.text()} {making.flow.marked} {os.environ.get('SOURCE_DATE_EPOCH')}".encode()


def _verify(data: bytes, making: Making) -> list[Problem]:
    return []


FAKE_WORD = replace(WORD, write=_render, verify=_verify)
FAKE_PDF = replace(PDF, verify=_verify, halves=None)
FAKE_SAMPLE = replace(SAMPLE, verify=_verify)
STAGES = Stages(_check, _compose, _lay_out, (FAKE_WORD, FAKE_PDF, FAKE_SAMPLE))


def quick(task: Task) -> dict[str, Any]:
    """Build with the quick stages."""
    return build_with(task, STAGES)


def save(task: Task) -> dict[str, Any]:
    """Save another content in the source, as a person might meanwhile, and build that."""
    source = task.content / task.name / "notice.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("请认真执行。", "别的内容。"), encoding="utf-8")
    return quick(task)


def save_undone(task: Task) -> dict[str, Any]:
    """:func:`save`, and undo it before the build is done."""
    source = task.content / task.name / "notice.yaml"
    before = source.read_bytes()
    report = save(task)
    source.write_bytes(before)
    return report


def _large_file(name: str, size: int) -> None:
    """A file of `size` bytes in the temporary folder, which takes no room on the disk."""
    path = Path(tempfile.gettempdir()) / name
    path.touch()
    os.truncate(path, size)


def misbehave(task: Task) -> dict[str, Any]:
    """Do what the name of the document says, or build it."""
    match task.name:
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leaves":
            os._exit(3)
        case "hangs":
            time.sleep(600)
        case "hungry":
            bytearray(1 << 40)
        case "greedy":
            for number in range(20):
                _large_file(f"{number}", 50 << 20)
            time.sleep(600)
        case "swollen":
            _large_file("one", 1 << 40)
        case "bug":
            raise KeyError("缺陷")
        case "full":
            raise UserError([problem("B101", path="out")])
    return quick(task)
