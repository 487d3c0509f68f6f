"""What a PDF carries of its own content (build --attach): the YAML without comments and 登记, and the organs it names."""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.editing import Source, Tree, text_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.model import Notice, Organ, Organs
from ygt_docs.notice.writer import write_tree
from ygt_docs.problems import Problems
from ygt_docs.reading.source import plain_lines
from ygt_docs.reading.spans import without_comments

_ORGANS = "organs.yaml"
_REGISTER = "登记"
_OPEN = "主动公开"
_HEADER = "# 公文内容所用的发文机关"


def attachments(document: Document, problems: Problems) -> dict[str, bytes]:
    """The files to attach, by name; {} where nothing may leave the house in that way (B601, B602).

    A classified document and one that is not open to the public carry nothing; nor does a collection that binds one.
    """
    closed = False
    for item in (document, *document.members):
        notice = item.notice
        if notice.secrecy is not None:
            problems.add("B601", item.locate("密级"), found=notice.secrecy)
            closed = True
        openness = notice.disclosure.openness if notice.disclosure else None
        if openness is not None and openness != _OPEN:
            problems.add("B602", item.locate("信息公开", "公开属性"), found=openness)
            closed = True
    return {} if closed else dict(_files(document))


def _files(document: Document) -> Iterator[tuple[str, bytes]]:
    yield from _own(document, "")
    for member in document.members:
        yield from _own(member, f"{member.name}/")
    organs = {}
    for item in (document, *document.members):
        for organ in item.organs:
            organs[str(organ.name)] = organ
    if organs:
        yield _ORGANS, _organs(list(organs.values())).encode()


def _own(document: Document, before: str) -> Iterator[tuple[str, bytes]]:
    for path in document.sources:
        if path.is_relative_to(document.folder):
            text = path.read_text(encoding="utf-8-sig")
            if path.name == NOTICE:
                text = _without_register(text)
            yield before + path.relative_to(document.folder).as_posix(), without_comments(text).encode()


def _without_register(text: str) -> str:
    """A notice.yaml without what the office keeps of it for its book: who drafted, whose telephone, what is noted."""
    source = Source(NOTICE, plain_lines(text.encode("utf-8")))
    root = Tree({NOTICE: source}, NOTICE, Notice).root
    if _REGISTER not in root.entries:
        return text
    root.drop(_REGISTER)
    return text_of(source)


def _organs(organs: list[Organ]) -> str:
    """organs.yaml with these organs alone; their contacts and seals are nobody's business but the house's."""
    listed = []
    for organ in organs:
        listed.append(
            organ.model_dump(mode="python", by_alias=True, exclude_none=True, exclude={"contact", "seal_picture"})
        )
    return without_comments(write_tree({"机关": listed}, Organs, _HEADER))
