"""The order that a worker process gets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ygt_docs.problems import Problem
from ygt_docs.project import Project


@dataclass(frozen=True)
class Task:
    """One document to build into the empty folder `staged`; `fingerprint` is that of its sources, `out` the folder
    that the finished document will lie below.

    `sample`: a 样稿 too; `attach`: the content inside the PDF. `found`: problems of this document that only a look at
    all documents shows.
    """

    name: str
    content: Path
    staged: Path
    project: Project
    fingerprint: str
    sample: bool = False
    attach: bool = False
    found: tuple[Problem, ...] = ()

    @property
    def out(self) -> Path:
        """The output folder of the build."""
        return self.staged.parent.parent
