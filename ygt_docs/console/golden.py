"""`golden`: the examples against their approved outputs, and the acceptance of one by name (样张)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import FINE, exit_code, show
from ygt_docs.console.speech import parted
from ygt_docs.problems import Problems, UserError, problem
from ygt_docs.project import Project, this_project

if TYPE_CHECKING:
    from ygt_docs.golden import Accepted, Change

_SHOWN = 5  # lines of each file of an example; the page build/golden/index.html shows them all
_NAMED = 5  # examples that a changed style shows in
_FOLDER = "tests/golden"
_REPORT = "build/golden"


def golden(accept: str, reason: str, shrinks: bool, styles: bool = False) -> int:
    """Compare all examples with their goldens; with `accept`, make what those examples are now their goldens.

    `styles`: give the other Word templates the styles of notice.docx instead, and compare nothing.
    """
    if not accept and (reason or shrinks):
        raise WrongUse([problem("G206")])
    if styles:
        if accept:
            raise WrongUse([problem("G209")])
        return _renew_styles(this_project())
    if not accept:
        return _compare(this_project())
    return _accept_all(parted(accept), reason, shrinks, this_project())


def _renew_styles(project: Project) -> int:
    from ygt_docs.look import SOURCE, renew_copies

    changed = renew_copies(project)
    for path in changed:
        print(f"{project.shown(path)}：样式已与 {SOURCE} 一致。")
    if not changed:
        print(f"各模板的样式与 {SOURCE} 一致，没有要改的。")
    return FINE


def _compare(project: Project) -> int:
    from ygt_docs import golden as goldens
    from ygt_docs.builder import document_names
    from ygt_docs.fonts import load_fonts

    content = project.root / "content"
    environment = goldens.environment_text(load_fonts(project, Problems()))
    judgement = goldens.judge(
        document_names(content),
        goldens.Store(project.root / _FOLDER),
        environment,
        lambda name: goldens.artefacts(name, content, project),
    )
    show(judgement.problems)
    for change, names in judgement.style_changes().items():
        more = f"等 {len(names)} 件" if len(names) > _NAMED else ""
        print(f"样式改动：{change}（{'、'.join(names[:_NAMED])}{more}）")
    print(f"一致 {judgement.same} 件，不一致 {len(judgement.verdicts)} 件。")
    index = goldens.write_report(judgement, project.root / _REPORT, project)
    if judgement.verdicts:
        print(f"对照页面：{project.shown(index)}")
    return exit_code(judgement.problems, strict=False)


def _accept_all(names: list[str], reason: str, shrinks: bool, project: Project) -> int:
    """Accept each of `names`; one alone is shown with the first lines that differ, several are summed up."""
    from ygt_docs import golden as goldens
    from ygt_docs.fonts import load_fonts

    environment = goldens.environment_text(load_fonts(project, Problems()))
    accepted: dict[str, goldens.Accepted] = {}
    codes = [FINE]
    for name in names:
        try:
            accepted[name] = _accept(name, reason, shrinks, project, environment)
        except WrongUse:
            raise
        except UserError as error:
            show(error.problems)
            codes.append(exit_code(error.problems, strict=False))
    styles: dict[str, None] = {}
    for name, found in accepted.items():
        facts = "，".join(map(str, found.changes)) or "只有环境变了"
        print(f"已认可 {name}：{facts}")
        styles.update(dict.fromkeys(found.styles))
        if len(names) == 1:
            _show_lines(found.changes)
    for change in styles:
        print(f"样式改动：{change}")
    if accepted:
        print(f"共认可 {len(accepted)} 件，写入 {_FOLDER}。请随改动一起提交。")
    return max(codes)


def _accept(name: str, reason: str, shrinks: bool, project: Project, environment: str) -> Accepted:
    """Accept the example `name`. Raises as `goldens.accept` does."""
    from ygt_docs import golden as goldens
    from ygt_docs.builder import document_names

    content = project.root / "content"
    return goldens.accept(
        name,
        document_names(content),
        goldens.Store(project.root / _FOLDER),
        environment,
        lambda name: goldens.artefacts(name, content, project),
        reason,
        shrinks,
    )


def _show_lines(changes: Iterable[Change]) -> None:
    """The first lines of each of `changes`."""
    for change in changes:
        lines = change.lines[2:]
        print(change.file)
        for line in lines[:_SHOWN]:
            print(f"  {line}")
        if len(lines) > _SHOWN:
            print(f"  ……另有 {len(lines) - _SHOWN} 行")
