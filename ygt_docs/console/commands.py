"""What each command does between reading its options and its exit code (命令)."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from ygt_docs.building.options import WrongUse
from ygt_docs.console.progress import Bar, Lines, Palette, is_terminal
from ygt_docs.files import system_refusal
from ygt_docs.problems import Place, Problem, Problems, Severity, UserError, problem
from ygt_docs.project import Call, this_project
from ygt_docs.scratch import own_temporary_folder, sweep_temporary
from ygt_docs.together import put_right
from ygt_docs.walking import readable

FINE, FAULTY, WRONG_USE, INTERRUPTED, NOBODY_READS = 0, 1, 2, 130, 141


def user_path(typed: str) -> Path:
    """`typed` from the folder the user stands in; ~ of somebody who is not known here is a name like any other."""
    return Path(os.path.abspath(os.path.expanduser(typed)))


def project_path(typed: str, usual: str) -> Path:
    """The folder an option names, or (nothing typed) the project's own folder `usual`.

    What a killed command left half done in it is put right first. Raises OSError for a link that leads in a circle,
    which the rest of Python has no error of its own for, and UserError where the disk refuses to put something back.
    """
    path = user_path(typed) if typed else this_project().root / usual
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise
    put_right(path)
    return path


def file_typed(typed: str) -> Path:
    """The file that a command is to read, see :func:`files_typed`."""
    return files_typed([typed])[0]


def files_typed(names: Iterable[str]) -> list[Path]:
    """The files that a command is to read. Raises WrongUse where one is not there (B208) or is no file (B212)."""
    from ygt_docs.building.options import WrongUse

    paths, faults = [], []
    for typed in names:
        path = user_path(typed)
        if path.is_dir():
            faults.append(problem("B212", path=readable(typed), found="这是文件夹，不是文件"))
        elif not path.exists():
            faults.append(problem("B208", path=readable(typed)))
        elif not path.is_file():
            faults.append(problem("B212", path=readable(typed), found="不是普通文件"))
        paths.append(path)
    if faults:
        raise WrongUse(faults)
    return paths


def written_typed(typed: str, option: str, suffix: str) -> Path:
    """The file that a command is to write. Raises WrongUse (B213) where its name is that of another kind of file.

    So no slip of the hand puts a workbook in the place of somebody's draft.
    """
    from ygt_docs.building.options import WrongUse

    path = user_path(typed)
    if path.suffix.lower() != suffix:
        raise WrongUse([problem("B213", option=option, found=readable(typed), suffix=suffix)])
    return path


def output_typed(typed: str, content: Path) -> Path:
    """The folder that a command is to write into. Raises WrongUse where it is no folder (B210) or a source (B201)."""
    from ygt_docs.building.options import check_output

    folder = project_path(typed, "build")
    check_output(folder, content, this_project())
    return folder


def call_of(content: str, out: str = "") -> Call:
    """The folders of a command, as they were typed ('' for the usual ones), so that a cure names them again."""
    return Call(this_project(), project_path(content, "content"), project_path(out, "build") if out else None)


def follow(command: Callable[[Any], int], asked: Callable[..., Any], given: Mapping[str, Any]) -> int:
    """Run `command`, guarded, on what was asked: made of `given`, the `locals()` of a task, less invoke's context."""
    typed = {name: value for name, value in given.items() if name != "context"}
    return guarded(lambda: command(asked(**typed)))


def guarded(command: Callable[[], int], makes_temporary_files: bool = True) -> int:
    """Run `command`; its exit code, with words instead of a traceback for whatever a user can cause.

    Where nobody reads the output any more (`./invoke build | head`) it ends without a word, as other programs do.
    What it makes in the temporary folder goes when it ends, what killed commands left there before it begins.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        if not makes_temporary_files:
            sweep_temporary()
        return _in_words(partial(_in_own_folder, command) if makes_temporary_files else command)
    except BrokenPipeError:
        return NOBODY_READS
    finally:
        signal.signal(signal.SIGINT, before)


def _in_own_folder(command: Callable[[], int]) -> int:
    with own_temporary_folder():
        return command()


def _in_words(command: Callable[[], int]) -> int:
    from ygt_docs.building.options import WrongUse

    try:
        return command()
    except WrongUse as error:
        show(error.problems, sys.stderr)
        return WRONG_USE
    except UserError as error:
        show(error.problems, sys.stderr)
        return FAULTY
    except BrokenPipeError:
        raise
    except OSError as error:  # what no command expected the system to refuse
        show([system_refusal(error)], sys.stderr)
        return FAULTY
    except KeyboardInterrupt:
        print("\n已中断。已完成的公文保持完整，没有留下半成品。", file=sys.stderr)
        return INTERRUPTED


def build(
    only: str,
    content: str,
    out: str,
    jobs: str,
    strict: bool,
    force: bool,
    sample: bool = False,
    attach: bool = False,
    copies: bool = False,
) -> int:
    """Build documents and print what became of them."""
    from ygt_docs import builder
    from ygt_docs.building.options import Options, parse_jobs

    options = Options(
        project_path(content, "content"),
        project_path(out, "build"),
        only or None,
        parse_jobs(jobs),
        force,
        sample,
        attach,
        copies,
    )
    project = this_project()
    progress = Bar(sys.stdout) if is_terminal(sys.stdout) else Lines(sys.stdout)
    result = builder.build(project, options, progress)
    found = result.all_problems()
    show(found)
    print(f"{result.summary()}结果：{project.shown(options.out)}/index.html")
    return exit_code(found, strict)


def import_file(file: str, name: str, content: str, force: bool, simplified: bool) -> int:
    """Turn a draft into content files and print what it was unsure of."""
    from ygt_docs.building.options import WrongUse
    from ygt_docs.notice.loader import valid_name

    if not name:
        raise WrongUse([problem("B211", file=file)])
    path = Path(file) if file == "-" else file_typed(file)
    if not valid_name(name):
        raise WrongUse([problem("B209", name=name)])
    from ygt_docs.intake import import_file as take_in

    project = this_project()
    if force:
        from ygt_docs.console.registering import refuse_issued

        refuse_issued(name, project_path(content, "content"))
    result = take_in(path, name, project_path(content, "content"), project, force, simplified)
    show(result.problems)
    for written in result.files:
        print(f"已写入 {project.shown(written)}")
    print(result.account)
    print(f"看过 import.md 以后运行 {call_of(content).build(name)}")
    return exit_code(result.problems, strict=False)


def list_documents(content: str) -> int:
    """Print name, number and title of each document."""
    from ygt_docs.building.options import WrongUse
    from ygt_docs.compose.special import printed_name
    from ygt_docs.notice import load_content

    folder = project_path(content, "content")
    if not folder.is_dir():
        raise WrongUse([problem("N101", Place(this_project().shown(folder)))])
    loaded = load_content(folder, this_project())
    show(loaded.problems)
    for item in loaded.documents:
        facts = ["源文件有误"]
        if item.document is not None:
            notice = item.document.notice
            facts = [str(notice.number or notice.kind), "".join(notice.title) or printed_name(item.document)]
        print("  ".join([item.name, *facts]))
    errors = exit_code(loaded.problems, strict=False)
    return FINE if loaded.documents else errors


def bench(only: str) -> int:
    """Measure what costs how much, and print the ratios; `only`: those groups, separated by commas ('': all)."""
    from ygt_docs.console.bench import bench as measure

    return measure(only)


def run_tests(soak: bool) -> int:
    """Run linter and tests; `soak`: all of the large counts."""
    from ygt_docs.console.testing import run_tests as run

    return run(soak)


def exit_code(problems: Iterable[Problem], strict: bool) -> int:
    """1 with an 错误 (with `strict` also with a 警告), else 0."""
    worst = Severity.WARNING if strict else Severity.ERROR
    if Problems(problems).at_least(worst):
        return FAULTY
    return FINE


def show(problems: Iterable[Problem], stream: TextIO | None = None) -> None:
    """Print each problem in a line of its own, sorted by place; lines to paste stand below it as they are pasted."""
    stream = stream or sys.stdout
    palette = Palette(stream)
    for item in Problems(problems).sorted():
        message = " ".join(item.message.splitlines())
        line = str(replace(item, message=message))
        print(
            line.replace(f"{item.severity} {item.code}", f"{palette.paint(item.severity)} {item.code}", 1), file=stream
        )


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
