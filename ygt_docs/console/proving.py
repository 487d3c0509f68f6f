"""`proof`: any finished file, or both files of a built document, measured against the standard (成品检查)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from ygt_docs.building.names import output_name
from ygt_docs.building.options import WrongUse
from ygt_docs.compose.flow import Flow
from ygt_docs.console.commands import exit_code, project_path, show, user_path
from ygt_docs.problems import Problem, Problems, problem
from ygt_docs.project import Project, this_project

_SUFFIXES = (".docx", ".pdf")


def prove(file: str, content: str, out: str, as_json: bool) -> int:
    """Measure the file, or both files of the built document, that `file` names, and print what was found."""
    from ygt_docs.proof import prove as measure
    from ygt_docs.proof.facts import Kind

    project = this_project()
    found: list[Problem] = []
    files, flow = _files(file, out), None
    if not user_path(file).is_file():
        flow = _flow_of(file, project_path(content, "content"), project)
    for path in files:
        kind = Kind.PDF if path.suffix.lower() == ".pdf" else Kind.WORD
        found += measure(path.read_bytes(), kind, project.shown(path), flow)
    found += _parity(files, project)
    if as_json:
        print(json.dumps([item.as_json() for item in Problems(found).sorted()], ensure_ascii=False, indent=2))
        return exit_code(found, strict=False)
    show(found)
    counted = "，".join(f"{word} {sum(item.severity == word for item in found)}" for word in ("错误", "警告", "提示"))
    names = "、".join(path.name for path in files)
    print(f"已对照 GB/T 9704—2012 检查 {names}：{counted}。要凭眼睛看的项目见 docs/标准对照.md。")
    return exit_code(found, strict=False)


def _files(typed: str, out: str) -> list[Path]:
    """The file that was typed, or the files of the built document of that name. Raises WrongUse."""
    path = user_path(typed)
    if path.is_file():
        if path.suffix.lower() not in _SUFFIXES:
            raise WrongUse([problem("D907", found=path.name)])
        return [path]
    folder = project_path(out, "build") / typed
    made = [folder / output_name(typed, suffix, marked) for marked in (False, True) for suffix in _SUFFIXES]
    there = [file for file in made if file.is_file()]
    if not there:
        raise WrongUse([problem("D906", found=typed)])
    return there


def _parity(files: list[Path], project: Project) -> list[Problem]:
    """How Word file and PDF of a built document agree, line by line; nothing for a single file.

    Raises UserError where fonts are faulty.
    """
    from ygt_docs.fonts import load_fonts
    from ygt_docs.proof.parity import compare

    both = {path.suffix: path for path in files[:2]}
    if both.keys() != set(_SUFFIXES):
        return []
    with tempfile.TemporaryDirectory() as folder:
        docx, pdf = (both[suffix].read_bytes() for suffix in _SUFFIXES)
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
    loaded = next((item for item in load_content(content, project, name).documents if item.name == name), None)
    document = None if loaded is None else loaded.document
    if document is None:
        return None
    fonts, profile = load_fonts(project, Problems()), load_profile(project, Problems())
    return settle(lambda decisions, problems: compose.compose(document, decisions, problems, profile),
                  lambda flow: pdf.lay_out(flow, fonts, project)).flow
