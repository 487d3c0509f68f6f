"""`proof`: any finished file, or both files of a built document, measured against the standard (成品检查)."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ygt_docs.building.names import output_name
from ygt_docs.building.options import WrongUse
from ygt_docs.compose.flow import Flow
from ygt_docs.console.commands import WRONG_USE, call_of, exit_code, project_path, show, user_path
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.project import Project, this_project
from ygt_docs.walking import beginning, reason

_SUFFIXES = (".docx", ".pdf")
_SAVED_ANEW = (".doc", ".dot", ".dotx", ".docm", ".dotm", ".wps", ".wpt", ".rtf", ".odt", ".uot", ".htm", ".html")
_DRAFTS = (".txt", ".md")
_DIFFERENCES = frozenset({"V110", "V111", "V112", "V116", "V202", "V210"})  # of text and pictures, not of looks
_MOST_BYTES = 200_000_000  # of a file that is held in memory as a whole
_MOST_LETTERS = 255  # of a name, as most file systems have it


def prove(file: str, content: str, out: str, as_json: bool) -> int:
    """Measure the file, or both files of the built document, that `file` names, and print what was found.

    With `as_json` the standard output is one array of problems, whatever happens. Raises UserError without it.
    """
    try:
        files = _files(file, content, out)
        found = _measured(file, files, content, out)
    except UserError as error:
        if not as_json:
            raise
        _print_json(error.problems)
        if isinstance(error, WrongUse):
            return WRONG_USE
        return exit_code(error.problems, strict=False)
    if as_json:
        _print_json(found)
        return exit_code(found, strict=False)
    show(found)
    for line in _summary(files, found):
        print(line)
    return exit_code(found, strict=False)


def _print_json(problems: Iterable[Problem]) -> None:
    print(json.dumps([item.as_json() for item in Problems(problems).sorted()], ensure_ascii=False, indent=2))


def _measured(typed: str, files: list[Path], content: str, out: str) -> list[Problem]:
    """What is found in the files. Raises UserError for a file that cannot be read and for faulty fonts or templates."""
    from ygt_docs.proof import UNREADABLE
    from ygt_docs.proof import prove as measure
    from ygt_docs.proof.facts import Kind

    project = this_project()
    data = {path: _bytes(path) for path in files}
    known = _is_file(user_path(typed))
    if known:
        flow = None
    else:
        flow = _flow_of(typed, project_path(content, "content"), project)
    found: list[Problem] = []
    for path in files:
        kind = Kind.PDF if path.suffix.lower() == ".pdf" else Kind.WORD
        found += measure(data[path], kind, project.shown(path), flow)
    closed = any(item.code in UNREADABLE for item in found)
    if closed:
        return found
    if flow is not None:
        call = call_of(content, out)
        cures = {"build": call.build(typed), "update": call.update(files[0], typed)}
        found += _altered(data, flow, project, cures)
    return found + _parity(data, project)


def _altered(files: Mapping[Path, bytes], flow: Flow, project: Project, cures: Mapping[str, str]) -> list[Problem]:
    """Where the files of a built document do not say what its content says now: one finding (D913), or none.

    `cures`: the commands that bring a change back (update) or make the files anew (build).
    """
    from ygt_docs.fonts import load_fonts
    from ygt_docs.proof import verify_docx, verify_pdf

    fonts = load_fonts(project, Problems())
    names: list[str] = []
    why = ""
    for path, data in files.items():
        verify = verify_pdf if path.suffix.lower() == ".pdf" else verify_docx
        differences = [item for item in verify(data, flow, fonts) if item.code in _DIFFERENCES]
        if differences:
            names.append(path.name)
            why = why or differences[0].message.rstrip("。")
    if not names:
        return []
    return [problem("D913", Place(project.shown(next(iter(files)))), found="、".join(names), why=why, **cures)]


def _summary(files: list[Path], found: list[Problem]) -> Iterator[str]:
    """What was done: a file that did not open was not measured, and nobody is told that it was."""
    from ygt_docs.proof import UNREADABLE

    closed = set()
    for item in found:
        if item.code in UNREADABLE:
            closed.add(item.place.file)
    shown_as = this_project().shown
    measured = "、".join(path.name for path in files if shown_as(path) not in closed)
    if measured:
        severities = [str(item.severity) for item in found]
        counted = "，".join(f"{word} {severities.count(word)}" for word in ("错误", "警告", "提示"))
        yield f"已对照 GB/T 9704—2012 检查 {measured}：{counted}。要凭眼睛看的项目见 docs/标准对照.md。"
    if closed:
        yield f"没有检查 {'、'.join(path.name for path in files if shown_as(path) in closed)}：文件打不开。"


def _files(typed: str, content: str, out: str) -> list[Path]:
    """The file that was typed, or the files of the built document of that name. Raises WrongUse."""
    path = user_path(typed)
    if _is_file(path):
        if path.suffix.lower() not in _SUFFIXES:
            raise WrongUse([problem("D907", found=path.name, how=_instead(path))])
        return [path]
    folder = project_path(out, "build") / typed
    made = []
    for marked in (False, True):
        for suffix in _SUFFIXES:
            made.append(folder / output_name(typed, suffix, marked))
    there = []
    for file in made:
        if _is_name(typed) and _is_file(file):
            there.append(file)
    if not there:
        raise WrongUse([_not_there(typed, path, content, out)])
    return there


def _is_file(path: Path) -> bool:
    """Whether it is a file; a name that no file can have is none."""
    return len(os.fsencode(path.name)) <= _MOST_LETTERS and path.is_file()


def _is_name(typed: str) -> bool:
    """Whether it can be the name of a built document: that of a folder, not a path and not `.`."""
    return bool(typed.strip(".")) and not any(sign in typed for sign in "/\\\0") and len(typed.encode()) < _MOST_LETTERS


def _instead(path: Path) -> str:
    """What to do about a file that is neither .docx nor .pdf."""
    suffix = path.suffix.lower()
    if suffix in _SAVED_ANEW:
        return "请先用 Word 或 WPS 打开，另存为 .docx，再检查另存的文件"
    if suffix in _DRAFTS:
        return f"它是草稿，没有版面；请先用 ./invoke import {path.name} --name 名字 导入，生成以后再检查"
    return "请检查 Word 文件（.docx）或 PDF；其他格式的请先用原来的软件另存为这两种"


def _not_there(typed: str, path: Path, content: str, out: str) -> Problem:
    """Why nothing can be measured: a folder, a path to nothing, or a name that was not built here."""
    if _is_name(typed) and (project_path(content, "content") / typed).is_dir():
        where = this_project().shown(project_path(out, "build"))
        return problem(
            "D906",
            found=typed,
            why=f"“{where}”里没有这份公文的成品",
            how=f"先运行 {call_of(content, out).build(typed)}；成品放在别的文件夹的，用 --out 写明",
        )
    if not typed.strip():
        return problem("D906", found=typed, why="没有写文件名", how="例如 ./invoke proof 来文.docx")
    if len(os.fsencode(path.name)) <= _MOST_LETTERS and path.is_dir():
        inside = sorted(file.name for suffix in _SUFFIXES for file in path.glob(f"*{suffix}"))
        return problem("D905", found=typed, example=f"，例如 {Path(typed) / inside[0]}" if inside else "")
    if _is_name(typed) and not path.suffix:
        return problem(
            "D906",
            found=typed,
            why="它不是文件，也不是生成过的公文",
            how="写文件的路径（.docx 或 .pdf）；公文有哪些名字，用 ./invoke list 查看",
        )
    return problem("D906", found=typed, why="没有这个文件", how="检查文件名和路径；路径里有空格的，用引号括起来")


def _bytes(path: Path) -> bytes:
    """The content of a file. Raises WrongUse where the system does not give it, or it is too large (D910)."""
    try:
        data = beginning(path, _MOST_BYTES)
    except OSError as error:
        raise WrongUse([problem("D910", found=path.name, why=reason(error))]) from error
    if len(data) > _MOST_BYTES:
        why = f"超过 {_MOST_BYTES // 1_000_000} MB，不像一份公文"
        raise WrongUse([problem("D910", found=path.name, why=why)])
    return data


def _parity(files: Mapping[Path, bytes], project: Project) -> list[Problem]:
    """How Word file and PDF of a built document agree, line by line; nothing for a single file.

    Raises UserError where fonts are faulty.
    """
    from ygt_docs.fonts import load_fonts
    from ygt_docs.parity.lines import compare

    both = {}
    for path, data in list(files.items())[:2]:
        both[path.suffix] = data
    if both.keys() != set(_SUFFIXES):
        return []
    with tempfile.TemporaryDirectory() as folder:
        docx, pdf = (both[suffix] for suffix in _SUFFIXES)
        return compare(docx, pdf, load_fonts(project, Problems()), Path(folder)).problems()


def _flow_of(name: str, content: Path, project: Project) -> Flow | None:
    """What the built document `name` was made from, composed anew; None where its sources are gone or faulty.

    Raises UserError where fonts, profile or templates are faulty.
    """
    from ygt_docs import compose, pdf
    from ygt_docs.building.settle import settle
    from ygt_docs.fonts import load_fonts
    from ygt_docs.notice import load_content
    from ygt_docs.profile import load_profile

    if not (content / name).is_dir():
        return None
    loaded = None
    for item in load_content(content, project, name).documents:
        if item.name == name:
            loaded = item
            break
    document = None if loaded is None else loaded.document
    if document is None:
        return None
    fonts, profile = load_fonts(project, Problems()), load_profile(project, Problems())
    return settle(
        lambda decisions, problems: compose.compose(document, decisions, problems, profile),
        lambda flow: pdf.lay_out(flow, fonts, project),
    ).flow
