"""The first line of a content file names its JSON Schema, so that editors complete and check while typing."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from ygt_docs.notice.fields import Model
from ygt_docs.notice.model import Body, Goals, Notice, Organs, Steps, TaskTable
from ygt_docs.notice.progress import Progress, TaskIds
from ygt_docs.notice.registering import Policies
from ygt_docs.notice.units import Units
from ygt_docs.problems import Place, Problems
from ygt_docs.project import Project
from ygt_docs.walking import is_regular

SCHEMAS: dict[type[Model], str] = {
    Notice: "notice",
    Body: "plan",
    Goals: "goals",
    Steps: "steps",
    TaskTable: "tasks",
    Organs: "organs",
    Units: "units",
    Progress: "progress",
    TaskIds: "task-ids",
    Policies: "register",
}
_HEADER = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S+)\s*")


def schema_file(project: Project, model: type[Model]) -> Path:
    """Where the schema of `model` lies. Raises KeyError for a model that no file of its own holds."""
    return project.root / "schema" / f"{SCHEMAS[model]}.schema.json"


def header_for(path: Path, model: type[Model], project: Project) -> str:
    """The first line of the content file `path`, which holds `model`; '' for a file outside the project.

    From there the road to the schema would lead through folders of this machine and end nowhere on another one.
    """
    if _is_inside(path, project):
        return _header(path, model, project)
    return ""


def _is_inside(path: Path, project: Project) -> bool:
    return path.resolve().is_relative_to(project.root.resolve())


def _header(path: Path, model: type[Model], project: Project) -> str:
    target = os.path.relpath(schema_file(project, model), path.parent)
    address = target.replace(os.sep, "/").replace("%", "%25").replace(" ", "%20")  # it ends at a space
    return "# yaml-language-server: $schema=" + address


def check_header(path: Path, model: type[Model], project: Project, problems: Problems) -> None:
    """Add a 提示 when the first line of `path` names no schema, or another one than that of `model`.

    A file outside the project may name none, or name it by any road: only the schema's name is compared there.
    """
    if not is_regular(path):
        return  # the reader has said so already
    try:
        with path.open("rb") as file:
            first = file.readline(1000).split(b"\r")[0].decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        return  # the reader has said so already
    match = _HEADER.fullmatch(first)
    if match is None and not _is_inside(path, project):
        return
    wanted = schema_file(project, model)
    address = unquote(match[1]) if match is not None else ""
    if address.rsplit("/", 1)[-1] == wanted.name:
        named = Path(os.path.normpath(path.parent / address))
        if named == wanted or not _is_inside(path, project):
            return
    problems.add("N126", Place(project.shown(path), 1, 1), header=_header(path, model, project))
