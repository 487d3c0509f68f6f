"""What the user asks of a build, checked before anything is touched, and the order that a worker gets of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.building.workers import Limits
from ygt_docs.problems import Place, Problem, UserError, problem
from ygt_docs.project import Project

MOST_JOBS = 256
TIME_LIMIT_SECONDS = 300.0  # a table of thousands of rows takes two minutes
MEMORY_LIMIT_BYTES = 4 << 30
SPACE_LIMIT_BYTES = 2 << 30


class WrongUse(UserError):
    """The command itself is wrong (用法错误): nothing was done, exit code 2."""


@dataclass(frozen=True)
class Options:
    """The options of `build`.

    `only` None: every document. `jobs` None: as many as there are processors. `force`: also what has not changed.
    `anew`: the one document `only` even if it is issued, as a new issue of it needs.
    `sample`: a PDF with seal pictures (样稿) beside the files. `attach`: the content goes into the PDF.
    `copies`: a PDF with every copy of a document that has a range of copy numbers (份号).
    `time_limit` (seconds), `memory_limit` (bytes of address space) and `space_limit` (bytes of temporary files, and of
    any one file) hold for each document.
    """

    content: Path
    out: Path
    only: str | None = None
    jobs: int | None = None
    force: bool = False
    sample: bool = False
    attach: bool = False
    copies: bool = False
    anew: bool = False
    time_limit: float = TIME_LIMIT_SECONDS
    memory_limit: int = MEMORY_LIMIT_BYTES
    space_limit: int = SPACE_LIMIT_BYTES

    def workers_for(self, documents: int) -> int:
        """How many processes to use for that many documents, at least one."""
        return max(1, min(self.jobs or _processors(), documents))

    @property
    def limits(self) -> Limits:
        """What the work on one document may take."""
        return Limits(self.time_limit, self.memory_limit, self.space_limit)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def parse_jobs(typed: str) -> int | None:
    """The number after --jobs (None: not given). Raises WrongUse (B202)."""
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST_JOBS):
        raise WrongUse([problem("B202", most=MOST_JOBS, found=typed)])
    return int(typed)


def check_folders(options: Options, project: Project) -> None:
    """Raise WrongUse where the folders cannot be worked with (N101, Y102, B210, B201)."""
    content, out = options.content.resolve(), options.out.resolve()
    for folder in (content, out):
        if folder.exists() and not folder.is_dir():
            raise WrongUse([problem("B210", path=project.shown(folder))])
    if not content.is_dir():
        raise WrongUse([problem("N101", Place(project.shown(options.content)))])
    if not os.access(content, os.R_OK | os.X_OK):
        raise WrongUse([problem("Y102", Place(project.shown(options.content)), reason="没有读取权限")])
    check_output(options.out, options.content, project)


def check_output(out: Path, content: Path, project: Project) -> None:
    """Raise WrongUse where `out` is no folder (B210) or one of the sources (B201)."""
    if out.exists() and not out.is_dir():
        raise WrongUse([problem("B210", path=project.shown(out))])
    real, sources = out.resolve(), content.resolve()
    if sources.is_relative_to(real) or real.is_relative_to(sources):
        raise WrongUse([problem("B201", out=project.shown(out), content=project.shown(content))])


@dataclass(frozen=True)
class Task:
    """One document to build into the empty folder `staged`; `fingerprint` is that of its sources, `out` the folder
    that the finished document will lie below.

    `sample`: a 样稿 too; `attach`: the content inside the PDF; `copies`: all copies in one PDF.
    `found`: problems of this document that only a look at all documents shows. `alone`: no other document is built
    meanwhile, so its files may be made side by side.
    """

    name: str
    content: Path
    staged: Path
    project: Project
    fingerprint: str
    sample: bool = False
    attach: bool = False
    copies: bool = False
    found: tuple[Problem, ...] = ()
    alone: bool = False

    @property
    def out(self) -> Path:
        """The output folder of the build."""
        return self.staged.parent.parent
