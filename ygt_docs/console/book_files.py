"""`register export, import, backup, restore` and `sheet`: files that are made of the book, or read into it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ygt_docs.building.options import WrongUse
from ygt_docs.console.book import chosen_rows, incomplete, one_word, series_named
from ygt_docs.console.commands import FINE, call_of, exit_code, file_typed, output_typed, show, written_typed
from ygt_docs.console.registering import desk_of, refused, run_build, say_json
from ygt_docs.problems import Problems, UserError, problem

if TYPE_CHECKING:
    from ygt_docs.console.book import Asked
    from ygt_docs.register.desk import Desk


_MOST_PRINTED = 2_000
"""Numbers of a book on paper: 91 pages, for which the document road takes 1 GB; an office has a book for each year."""


def _backup(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.safekeeping import backup

    file = written_typed(one_word(asked, "backup", "备份文件名"), "backup", ".zip")
    rows, files = backup(desk, file)
    said = {"文件": str(file), "条数": rows, "定稿文件": files}
    return _told(asked, desk.problems, said, f"已备份 {rows} 条、{files} 个定稿文件到 {file}")


def _restore(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.safekeeping import restore

    file = file_typed(one_word(asked, "restore", "备份文件名"))
    restored = restore(desk, file, asked.force)
    words = f"已恢复 {restored.rows} 条、{restored.files} 个定稿文件。"
    if restored.lost:
        repair = desk.call["register audit --repair"]
        words += f"\n比恢复以前少 {restored.lost} 条：现在运行 {repair} ，补登公文里已经有的号。"
    said = {"条数": restored.rows, "定稿文件": restored.files, "少了": restored.lost}
    return _told(asked, desk.problems, said, words)


def _told(asked: Asked, found: Problems, said: dict[str, Any], words: str) -> int:
    """Say what was done, as JSON where that was asked for; the exit code."""
    if asked.json:
        say_json(said, found)
    else:
        show(found)
        print(words)
    return exit_code(found, strict=False)


def _export(desk: Desk, asked: Asked) -> int:
    from ygt_docs.files import write_atomically
    from ygt_docs.register.exporting import TITLE, comma_separated, pages, workbook

    if not (asked.xlsx or asked.csv or asked.pdf):
        wanted = "--xlsx、--csv 或 --pdf 文件名"
        raise incomplete(asked, "export", wanted, "export --xlsx 登记簿.xlsx")
    targets, book = export_targets(asked), desk.read()
    series = []
    for word in asked.rest:
        series += series_named(desk, book, word)
    entries, columns = chosen_rows(asked, book, (), series), desk.rules.columns
    title = f"{asked.year}年{TITLE}" if asked.year else TITLE
    if asked.pdf and len(entries) > _MOST_PRINTED:
        told = problem("R809", count=len(entries), most=_MOST_PRINTED, run=call_of(asked.content))
        raise WrongUse([told])
    for suffix, path in targets.items():
        if suffix == ".xlsx":
            data = workbook(entries, columns, title)
        elif suffix == ".csv":
            data = comma_separated(entries, columns)
        else:
            data = _printed(desk, {"book": pages(entries, columns, title)}, len(entries))["book", suffix]
        write_atomically(path, data)
    paths = [str(path) for path in targets.values()]
    lines = [f"已写入 {path}" for path in paths]
    return _told(asked, desk.problems, {"文件": paths, "号数": len(entries)}, "\n".join(lines))


def export_targets(asked: Asked) -> dict[str, Path]:
    """The files to export to, by their suffix. Raises WrongUse (B213) before any is written."""
    targets = {}
    for suffix, typed in ((".xlsx", asked.xlsx), (".csv", asked.csv), (".pdf", asked.pdf)):
        if typed:
            targets[suffix] = written_typed(typed, f"--{suffix[1:]}", suffix)
    return targets


def _import(desk: Desk, asked: Asked) -> int:
    from ygt_docs.register.importing import take_in

    file = file_typed(one_word(asked, "import", "旧登记簿的文件名"))
    found = Problems()
    numbers = take_in(desk, file, found)
    found.extend(desk.problems)
    said = {"编号": [str(number) for number in numbers]}
    return _told(asked, found, said, f"已登记 {len(numbers)} 个号。")


def sheet(name: str, content: str, out: str) -> int:
    """Print the approval sheet and the distribution list of `name` into its output folder."""
    from ygt_docs.files import write_atomically
    from ygt_docs.register.documents import see
    from ygt_docs.register.sheet import APPROVAL, DISTRIBUTION, approval_sheet, distribution_list
    from ygt_docs.register.taking import document_named

    desk = desk_of(content)
    try:
        target = output_typed(out, desk.content)
        document = document_named(desk, name)
        seen = see(desk.content / name, desk.project)
        texts = {"approval": approval_sheet(document, seen), "list": distribution_list(document, seen)}
        made = _printed(desk, texts)
    except UserError as error:
        raise refused(error, False) from error
    finally:
        desk.close()
    folder = target / name
    for key, title in (("approval", APPROVAL), ("list", DISTRIBUTION)):
        for suffix in (".docx", ".pdf"):
            path = folder / f"{name}-{title}{suffix}"
            write_atomically(path, made[key, suffix])
            print(f"已写入 {desk.project.shown(path)}")
    return FINE


def _printed(desk: Desk, texts: dict[str, str], more_seconds: float = 0) -> dict[tuple[str, str], bytes]:
    """The documents of `texts` (notice.yaml by name) as the document road makes them, by name and suffix.

    `more_seconds`: what a book of many rows may take beyond the usual limit, a second each. Raises UserError with the
    errors of a document that could not be made.
    """
    from ygt_docs.files import write_atomically

    made: dict[tuple[str, str], bytes] = {}
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        for name, text in texts.items():
            write_atomically(folder / "content" / name / "notice.yaml", text.encode())
            result = run_build(desk.project, folder / "content", folder / "out", name, more_seconds=more_seconds)
            errors = []
            for item in result.all_problems():
                if item.severity == "错误":
                    errors.append(item)
            if errors:
                raise UserError(errors)
            for suffix in (".docx", ".pdf"):
                made[name, suffix] = (folder / "out" / name / f"{name}{suffix}").read_bytes()
    return made


ACTIONS: dict[str, Callable[[Desk, Asked], int]] = {
    "export": _export,
    "import": _import,
    "backup": _backup,
    "restore": _restore,
}
