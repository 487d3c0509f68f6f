"""The road back: read both sides, find the changes, try which of them the YAML can take, write all files or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.compose.flow import Decisions, Role
from ygt_docs.files import write_all
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind as NoticeKind
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.profile import load_profile
from ygt_docs.project import Project
from ygt_docs.reading.line_ends import like_before, plain_lines
from ygt_docs.updating.align import Pair, align, likeness
from ygt_docs.updating.applying import Base, Setting, applied, base_of
from ygt_docs.updating.blocks import Block
from ygt_docs.updating.changes import Change, Differences, differences
from ygt_docs.updating.edited import read_edited
from ygt_docs.updating.since import Since
from ygt_docs.updating.tree import CannotPlaceError

_LEAST_ALIKE = 0.4


@dataclass
class Update:
    """What an edited file would change: `changes` can be taken, `problems` lists what cannot and why."""

    base: Base
    found: Differences
    changes: list[Change]
    problems: Problems = field(default_factory=Problems)

    def write(self, taken: Sequence[Change]) -> tuple[Path, ...]:
        """Write the changes `taken`, all files or none; the files that changed.

        Raises UserError (U105 they cannot stand together, U106 a file was changed meanwhile, B101 … B103).
        """
        try:
            texts = applied(self.base, self.found.wanted(taken))
        except CannotPlaceError as error:
            raise UserError([problem("U105", why=error.why)]) from None
        folder, shown = self.base.document.folder, self.base.setting.project.shown
        files: dict[Path, bytes] = {}
        for name, text in texts.items():
            before = (folder / name).read_bytes()
            if plain_lines(before) != self.base.texts[name]:
                raise UserError([problem("U106", Place(shown(folder / name)), file=shown(folder / name))])
            if text != self.base.texts[name]:
                files[folder / name] = like_before(text, before)
        write_all(files)
        return tuple(files)


def prepare_update(path: Path, name: str, content: Path, project: Project) -> Update:
    """The changes of the Word file `path` against the document `name`; nothing is written.

    Raises UserError (I101 … I112 the file, N1xx, U101 … U103 the document).
    """
    problems = Problems()
    shown = project.shown(path)
    file = read_edited(path, shown, problems)
    edited = file.blocks
    document = _document(name, content, project)
    moved = any(block.role == Role.COPIES_TO and block.text.startswith("主送：") for block in edited)
    setting = Setting(project, load_profile(project, Problems()), Decisions(addressees_in_imprint=moved))
    base = base_of(document, setting)
    printed = base.printed(base.tree())
    built = printed.blocks
    pairs = align(built, edited)
    share = _share(pairs, built, edited)
    if share < _LEAST_ALIKE:
        raise UserError([problem("U101", Place(shown), name=name, share=round(share * 100), file=path.name)])
    if file.marks is None:
        problems.add("U307", Place(shown))
    found = differences(built, edited, pairs, Since(file.marks, printed.marks, edited))
    for change in found.kept:
        problems.add("U308", Place(shown), where=change.where, what=change.in_yaml)
    if found.relabelled:
        problems.add("U304", Place(shown), count=found.relabelled)
    return Update(base, found, _placeable(base, found, shown, problems), problems)


def _document(name: str, content: Path, project: Project) -> Document:
    loaded = load_content(content, project, name)
    if not loaded.documents:
        raise UserError(loaded.problems.errors)
    document = loaded.documents[0].document
    if document is None:
        raise UserError([problem("U103", Place(project.shown(content / name)), name=name),
                         *loaded.documents[0].problems.errors])
    if document.notice.kind is NoticeKind.COLLECTION:
        members = "、".join(member.name for member in document.members)
        raise UserError([problem("U102", Place(project.shown(content / name)), name=name, members=members)])
    return document


def _share(pairs: Sequence[Pair], old: Sequence[Block], new: Sequence[Block]) -> float:
    """How much of the built text stands in the edited file again, 0 to 1."""
    alike = sum(len(old[pair.old].text) * likeness(old[pair.old].text, new[pair.new].text)
                for pair in pairs if pair.old is not None and pair.new is not None)
    return alike / max(1, sum(len(block.text) for block in old))


def _placeable(base: Base, found: Differences, shown: str, problems: Problems) -> list[Change]:
    """The changes that the YAML can take together; the others are said with the reason."""
    good: list[Change] = []
    why: dict[int, str] = {}

    def settle(group: list[Change]) -> None:
        try:
            applied(base, found.wanted([*good, *group]))
        except CannotPlaceError as error:
            if len(group) == 1:
                why[id(group[0])] = error.why
                return
            middle = len(group) // 2
            settle(group[:middle])
            settle(group[middle:])
        else:
            good.extend(group)

    for own in (False, True):  # conflicts last: the others must hold without them
        group = [change for change in found.changes if change.conflict is own]
        if group:
            settle(group)
        for change in [item for item in group if item not in good]:
            settle([change])  # what comes after it may have been what it needed
    for change in found.changes:
        if change not in good:
            what = f"{change.what}「{change.new or change.old}」"
            problems.add("U201", Place(shown), where=change.where, what=what, why=why[id(change)])
    return [change for change in found.changes if change in good]
