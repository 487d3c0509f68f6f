"""`new`: what stands between its options and its exit code."""

from __future__ import annotations

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import FINE, call_of, project_path, show
from ygt_docs.problems import UserError, problem
from ygt_docs.project import this_project

_WRONG_USE = frozenset({"S101", "S102", "B209", "N101", "N108"})


def new(name: str, kind: str, like: str, content: str) -> int:
    """Write a starting document of `kind`, or one like `like`; print the files and what is to be seen to."""
    from ygt_docs.clock import this_day
    from ygt_docs.starting import KINDS, start, start_like

    if bool(kind) == bool(like):
        raise WrongUse([problem("S106", kinds="、".join(KINDS))])
    project, folder = this_project(), project_path(content, "content")
    try:
        if like:
            started = start_like(name, like, folder, project)
        else:
            started = start(name, kind, folder, project, this_day())
    except UserError as error:
        if {item.code for item in error.problems} <= _WRONG_USE:
            raise WrongUse(error.problems) from error
        raise
    show(started.problems)
    for file in started.files:
        print(f"已写入 {project.shown(file)}")
    print(f"改好内容后运行 {call_of(content).build(name)}")
    return FINE
