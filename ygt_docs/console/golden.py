"""`golden`: the examples against their approved outputs, and the acceptance of one by name (样张)."""

from __future__ import annotations

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import FINE, exit_code, show
from ygt_docs.console.free_words import parted
from ygt_docs.problems import Problems, UserError, problem
from ygt_docs.project import Project, this_project

_SHOWN = 40
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
    return max(_accept(name, reason, shrinks, this_project()) for name in parted(accept))


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
    print(f"一致 {judgement.same} 件，不一致 {len(judgement.verdicts)} 件。")
    index = goldens.write_report(judgement, project.root / _REPORT, project)
    if judgement.verdicts:
        print(f"对照页面：{project.shown(index)}")
    return exit_code(judgement.problems, strict=False)


def _accept(name: str, reason: str, shrinks: bool, project: Project) -> int:
    from ygt_docs import golden as goldens
    from ygt_docs.builder import document_names
    from ygt_docs.fonts import load_fonts

    content = project.root / "content"
    environment = goldens.environment_text(load_fonts(project, Problems()))
    store = goldens.Store(project.root / _FOLDER)
    try:
        found = goldens.accept(
            name,
            document_names(content),
            store,
            environment,
            lambda name: goldens.artefacts(name, content, project),
            reason,
            shrinks,
        )
    except WrongUse:
        raise
    except UserError as error:
        show(error.problems)
        return exit_code(error.problems, strict=False)
    for change in found:
        print(f"{change}")
        for line in change.lines[2 : 2 + _SHOWN]:
            print(f"  {line}")
        if len(change.lines) - 2 > _SHOWN:
            print(f"  ……另有 {len(change.lines) - 2 - _SHOWN} 行")
    print(f"已认可 {name}，写入 {project.shown(store.folder / name)}。请随改动一起提交。")
    return FINE
