"""Appendices bound separately (另册, 7.3.7): each has files of its own, the document number before its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ygt_docs.compose.appendices import appendix_page, marked, orientation_of, parted
from ygt_docs.compose.composer import properties_of
from ygt_docs.compose.contents import numbered_contents
from ygt_docs.compose.flow import Decisions, Flow, Section
from ygt_docs.compose.pieces import own_number
from ygt_docs.compose.table_breaks import apply_table_breaks
from ygt_docs.notice.beside import content_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Appendix, Notice, Promulgated
from ygt_docs.problems import Problems
from ygt_docs.profile import STANDARD, Profile


@dataclass(frozen=True)
class Volume:
    """An appendix with files of its own; `mark`: 附件, or 附件2 where there are several."""

    mark: str
    appendix: Appendix

    @property
    def name(self) -> str:
        """What its files are called beside the document's name: the mark without a space."""
        return self.mark.replace(" ", "")


def volumes(document: Document, profile: Profile = STANDARD) -> list[Volume]:
    """The appendices of `document` that are bound separately, in their order."""
    found: list[Volume] = []
    for _, appendices in document.notice.appendix_lists():
        for mark, appendix in marked(appendices, profile):
            if appendix.separate:
                found.append(Volume(mark, appendix))
    return found


def sent_apart(document: Document, profile: Profile = STANDARD) -> list[tuple[str, str, bytes]]:
    """The appendices that are sent apart (另发) with a file: the mark without a space, the file's name and bytes."""
    found: list[tuple[str, str, bytes]] = []
    for _, appendices in document.notice.appendix_lists():
        for mark, appendix in marked(appendices, profile):
            data = content_of(appendix.file)
            if appendix.file is not None and isinstance(data, bytes):
                found.append((mark.replace(" ", ""), str(appendix.file), data))
    return found


def compose_volume(
    document: Document, volume: Volume, decisions: Decisions, problems: Problems, profile: Profile = STANDARD
) -> Flow:
    """The Flow of one separate appendix: number and mark on its first line; its pages are counted from 1.

    A document without a number (N562) has only the mark.
    """
    number = document.notice.number
    if number is None:
        parts = own_number(document)
        problems.add("N562", volume.appendix.name.place, strength="应", clause="7.3.7", mark=volume.mark, parts=parts)
    if number is None:
        before = []
    else:
        before = [number.code, str(number).removeprefix(number.code)]
    page = appendix_page(volume.appendix, [*before, volume.mark], problems, profile)
    whole = Section(orientation_of(volume.appendix), tuple(page))
    sections = numbered_contents(apply_table_breaks(parted([whole]), decisions), decisions)
    title = "".join(line for text in volume.appendix.title or [volume.appendix.name] for line in text.lines())
    return Flow(sections, replace(properties_of(document), title=title), decisions=decisions, grid=profile.grid)


def bound_together(notice: Notice) -> Notice:
    """`notice` with all of its appendices in one volume, and no contents but those of the collection (汇编)."""
    forwarded = []
    for item in notice.forwarded:
        changed = {"appendices": _bound(item.appendices), "promulgated": _promulgated(item.promulgated)}
        forwarded.append(item.model_copy(update=changed))
    return notice.model_copy(
        update={
            "contents": False,
            "appendices": _bound(notice.appendices),
            "promulgated": _promulgated(notice.promulgated),
            "forwarded": forwarded,
        }
    )


def _promulgated(part: Promulgated | None) -> Promulgated | None:
    if part is None:
        return None
    return part.model_copy(update={"contents": False, "appendices": _bound(part.appendices)})


def _bound(appendices: Sequence[Appendix]) -> list[Appendix]:
    found: list[Appendix] = []
    for appendix in appendices:
        found.append(appendix.model_copy(update={"separate": False, "contents": False}))
    return found
