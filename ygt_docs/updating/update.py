"""The road back: read both sides, find the changes, try which of them the YAML can take, write all files or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.compose.flow import DIVISIONS, Decisions, Role
from ygt_docs.editing import CannotPlaceError
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind as NoticeKind
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.profile import load_profile
from ygt_docs.project import Call, Project
from ygt_docs.reading.source import like_before, plain_lines
from ygt_docs.together import write_all
from ygt_docs.updating.align import Pair, align, likeness
from ygt_docs.updating.applying import Base, Setting, applied, bases_of
from ygt_docs.updating.blocks import Block, Kind
from ygt_docs.updating.changes import Change, Differences, differences
from ygt_docs.updating.edited import Edited, read_edited
from ygt_docs.updating.printed import Printed
from ygt_docs.updating.since import Since

_LEAST_ALIKE = 0.4
_FEW = 2
_TELLING = frozenset(
    {
        Role.TITLE,
        Role.PROMULGATED_TITLE,
        Role.APPENDIX_TITLE,
        *DIVISIONS,
        Role.HEADING_1,
        Role.HEADING_2,
        Role.HEADING_3,
        Role.HEADING_4,
        Role.PARAGRAPH,
    }
)


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
    document, faults = _document(name, content, project)
    moved = any(block.role == Role.COPIES_TO and block.text.startswith("主送：") for block in edited)
    setting = Setting(project, load_profile(project, Problems()), Decisions(addressees_in_imprint=moved), faults)
    compared = max((_compared(base, file) for base in bases_of(document, setting)), key=lambda item: item.share)
    if compared.share < _LEAST_ALIKE:
        raise UserError([problem("U101", Place(shown), name=name, share=round(compared.share * 100), file=path.name)])
    base, printed, pairs = compared.base, compared.printed, compared.pairs
    built = printed.blocks
    file.say_pictures(printed.pictures, problems, shown)
    if file.marks is None:
        problems.add("U307", Place(shown))
    found = differences(built, edited, pairs, Since(file.marks, printed.marks, edited))
    for change in found.kept:
        problems.add("U308", Place(shown), where=change.where, what=change.in_yaml)
    for change in found.rebroken:
        lines = (built[change.pairs[0].old or 0].lines, edited[change.pairs[0].new or 0].lines)
        yaml, word = ("／".join(item) or built[change.pairs[0].old or 0].text for item in lines)
        problems.add("U310", Place(shown), where=change.where, yaml=yaml, word=word, typed=word.replace("／", ", "))
    if found.relabelled:
        problems.add("U304", Place(shown), count=found.relabelled)
    return Update(base, found, _placeable(base, found, shown, problems), problems)


def _document(name: str, content: Path, project: Project) -> tuple[Document, frozenset[str]]:
    """The document with the codes of the errors with which it can be laid out all the same."""
    loaded = load_content(content, project, name)
    if not loaded.documents:
        raise UserError(loaded.problems.errors)
    document = loaded.documents[0].document
    if document is None:
        said = problem(
            "U103", Place(project.shown(content / name)), name=name, command=Call(project, content).build(name)
        )
        raise UserError([said, *loaded.documents[0].problems.errors])
    if document.notice.kind is NoticeKind.COLLECTION:
        members = "、".join(member.name for member in document.members)
        raise UserError([problem("U102", Place(project.shown(content / name)), name=name, members=members)])
    return document, frozenset(item.code for item in loaded.documents[0].problems.errors)


@dataclass(frozen=True)
class _Compared:
    """One volume of a document held against the edited file; `share`: how much of it stands there again, 0 to 1."""

    base: Base
    printed: Printed
    pairs: list[Pair]
    share: float


def _compared(base: Base, file: Edited) -> _Compared:
    printed = base.printed(base.tree())
    pairs = align(printed.blocks, file.blocks)
    share = max(
        _of_text(pairs, printed.blocks, file.blocks),
        _of_paragraphs(pairs, printed.blocks, file.blocks),
        _of_marks(printed, file.marks),
    )
    return _Compared(base, printed, pairs, share)


def _of_text(pairs: Sequence[Pair], old: Sequence[Block], new: Sequence[Block]) -> float:
    """How many of the characters of its telling blocks; of all blocks where it has but one of those."""
    few = sum(map(_tells, old)) < _FEW
    alike = sum(
        len(old[pair.old].text) * likeness(old[pair.old].text, new[pair.new].text)
        for pair in pairs
        if pair.old is not None and pair.new is not None and (few or _tells(old[pair.old]))
    )
    return alike / max(1, sum(len(block.text) for block in old if few or _tells(block)))


def _of_paragraphs(pairs: Sequence[Pair], old: Sequence[Block], new: Sequence[Block]) -> float:
    """How many of its telling blocks: one of two that was written anew may hold most of the characters."""
    telling = set()
    for number, block in enumerate(old):
        if _tells(block):
            telling.add(number)
    same = set()
    for pair in pairs:
        if pair.old is not None and pair.new is not None and old[pair.old].text == new[pair.new].text:
            same.add(pair.old)
    return len(same & telling) / max(1, len(telling))


def _of_marks(printed: Printed, built: Sequence[str] | None) -> float:
    """How many of its telling blocks the file was built from, whatever somebody made of them since."""
    telling = Counter(mark for mark, block in zip(printed.marks, printed.blocks, strict=True) if _tells(block))
    return (telling & Counter(built or ())).total() / max(1, telling.total())


def _tells(block: Block) -> bool:
    """Whether a block is one of this document's own: organs, contacts and days are the same in many."""
    return block.role in _TELLING or block.kind in (Kind.GROUP, Kind.TASK)


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
