"""A commented starting document of any kind (templates/new), which builds at once as a draft."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.notice.folders import NOTICE, is_closed, look
from ygt_docs.notice.including import header_for
from ygt_docs.notice.loader import valid_name
from ygt_docs.notice.model import Kind, Notice, Organ, Organs
from ygt_docs.notice.organs import ORGANS, read_organs
from ygt_docs.notice.suggest import near
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading.text import quote
from ygt_docs.together import write_all

# Documents of one kind that an office writes often enough for a text of their own; it says which 文种 they are.
OFTEN = ("办法", "应急预案", "会议通知", "表彰通报", "任免通知", "转发通知", "讲话")
# What may be started: the 15 kinds, the texts that are no official documents, the letter format (10.1), and these.
KINDS = (*(str(kind) for kind in Kind), "信函", *OFTEN)
_COLLECTION, _MANUSCRIPT = "汇编", "文稿"
_CODE = "某"  # for an organ without 机关代字
_PLAIN_NAME = re.compile(r"[\w（）·、《》“”]+")  # a name that needs no quotes in YAML


@dataclass(frozen=True)
class Started:
    """The files that were written, and what is to be said about them."""

    files: tuple[Path, ...]
    problems: Problems = field(default_factory=Problems)


def start(name: str, kind: str, content: Path, project: Project, day: datetime.date) -> Started:
    """Write `content`/`name`/notice.yaml, a document of `kind` dated `day`; organs.yaml too where it is missing.

    Raises UserError (S101 unknown kind, S102, S103, B209, B1xx); then nothing was written.
    """
    if kind not in KINDS:
        hint = near(kind, list(KINDS), "是不是想写“{}”？")
        raise UserError([problem("S101", found=kind, hint=hint, kinds="、".join(KINDS))])
    check_free(name, content, project)
    files: list[tuple[Path, str]] = []
    problems = Problems()
    organ = _organ(content, project, files, problems)
    values = {"机关": organ.name, "机关代字": organ.code or _CODE, "年份": str(day.year), "日期": day.isoformat()}
    if kind == _COLLECTION:
        values["篇目"] = _members(name, content, project, values, files, problems)
    files.append((content / name / NOTICE, _filled(kind, content / name / NOTICE, project, values)))
    write_all({path: text.encode("utf-8") for path, text in files})
    return Started(tuple(path for path, _ in files), problems)


def check_free(name: str, content: Path, project: Project) -> None:
    """Raise UserError for a name that no folder may have (B209) or that is taken (S102)."""
    if not valid_name(name):
        raise UserError([problem("B209", name=name)])
    if (content / name).exists():
        raise UserError([problem("S102", Place(project.shown(content / name)), found=name)])


def _organ(content: Path, project: Project, files: list[tuple[Path, str]], problems: Problems) -> Organ:
    """The organ that the document names: the first of organs.yaml whose name needs no quotes in YAML."""
    path = content / ORGANS
    if not path.is_file():
        text = _headed(_template(ORGANS, project), header_for(path, Organs, project))
        files.append((path, text))
        found = re.findall(r"^ *-? *(全称|机关代字): *(\S+)", text, re.MULTILINE)
        problems.add("S201", Place(project.shown(path)))
        return Organ.model_validate(dict(found))
    found_problems = Problems()
    organs = read_organs(content, project, found_problems)
    if organs is None:
        raise UserError(found_problems.errors)
    for organ in organs.organs:
        if _PLAIN_NAME.fullmatch(organ.name) and _PLAIN_NAME.fullmatch(organ.code or _CODE):
            return organ
    raise UserError([problem("S103", Place(project.shown(path)))])


def _members(
    name: str,
    content: Path,
    project: Project,
    values: dict[str, str],
    files: list[tuple[Path, str]],
    problems: Problems,
) -> str:
    """The rows of 篇目: every document there is but collections; with none, a 文稿 to begin with is written too."""
    known = []
    for document in look(content).documents if content.is_dir() else ():
        path = content / document / NOTICE
        if not is_closed(path.parent) and path.is_file() and "文种: 汇编" not in path.read_text("utf-8", "replace"):
            known.append(document)
    if not known:
        known = [f"{name}-01"]
        check_free(known[0], content, project)
        path = content / known[0] / NOTICE
        files.append((path, _filled(_MANUSCRIPT, path, project, values)))
        problems.add("S202", Place(project.shown(path)), found=quote(known[0]))
    return "\n".join(f"    - {member}" for member in known)


def _filled(kind: str, path: Path, project: Project, values: dict[str, str]) -> str:
    text = _headed(_template(f"{kind}.yaml", project), header_for(path, Notice, project))
    for key, value in values.items():
        text = text.replace(f"【{key}】", value)
    return text


def _headed(text: str, header: str) -> str:
    """`text` with `header` in its place; without that line where there is none ('')."""
    return text.replace("【格式文件】" if header else "【格式文件】\n", header)


def _template(name: str, project: Project) -> str:
    """The starting text `name`. Raises UserError (S104) where it is missing or no UTF-8."""
    path = project.templates / "new" / name
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError([problem("S104", Place(project.shown(path)))]) from error
