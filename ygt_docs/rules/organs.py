"""Organs that are addressed and copied to; the annotation (附注) and what the public may see."""

from __future__ import annotations

import re

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import PLAIN_KINDS, Kind
from ygt_docs.notice.special import ContactPlace
from ygt_docs.problems import Problems, lines_named
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import printed_lines

_STOPS = "。，；：、,.;:"
_INSIDE = re.compile("[：；。;:]")  # marks that stand behind the last name, never between two
_OPENNESS = ("主动公开", "依申请公开", "不予公开")
_ADDRESSED = re.compile(
    "[^。；：:、，]{1,30}(?:[、，][^。；：:]{1,30})*(?:单位|部门|机关|政府|局|办|委|院|校|镇|乡|处|站|所|公司|企业|中心)："
)
_PUBLIC = "此件公开发布"
# Kinds that print neither addressees nor a sign-off.
_UNSIGNED = {*PLAIN_KINDS, Kind.MINUTES}


def check_organs(document: Document, problems: Problems) -> None:
    """Addressees, copy recipients and annotation."""
    notice = document.notice
    copies = notice.imprint.copies_to if notice.imprint else []
    _check_copies(document, copies, problems)
    for items, key in ((notice.addressees, "主送机关"), (copies, "抄送")):
        _check_list(items, key, problems)
    if notice.kind is Kind.NOTICE and not notice.addressees:
        _report_nobody(document, problems)
    _check_printed_twice(document, problems)
    _check_annotation(document, problems)
    _check_openness(document, problems)


def _report_nobody(document: Document, problems: Problems) -> None:
    """A 通知 is addressed to somebody; where the first line of the text is a list of organs, that is who it is."""
    first = next(printed_lines(document.notice.body), None)
    if first is not None and _ADDRESSED.fullmatch(first.text):
        moved = first.text[:-1].replace("，", ", ")
        problems.add("T168", first.text.place, cure=f"把正文这一行移到 主送机关: [{moved}]")
    else:
        cure = "写 主送机关: [各有关单位]；面向社会、没有主送机关的，文种用 公告 或 通告。"
        problems.add("T168", document.locate("文种"), cure=cure)


def _check_printed_twice(document: Document, problems: Problems) -> None:
    """Addressees above the text and a sign-off below it are printed from their keys: typed in the text they double."""
    notice = document.notice
    if notice.kind in _UNSIGNED:
        return
    if notice.body:
        lines = [line.text for line in printed_lines(notice.body)]
    else:
        lines = []
    twice: list[Text] = []
    if lines and _names_of(lines[0]) and _names_of(lines[0]) <= _names_of("，".join(notice.addressees) + "："):
        twice.append(lines[0])
    signing = set()
    for organ in document.organs:
        signing.add(str(organ.name))
    if notice.date is not None:
        signing.add(f"{notice.date.year}年{notice.date.month}月{notice.date.day}日")
    for line in reversed(lines[1:]):
        if _bare(line) not in signing:
            break
        twice.append(line)
    if twice:
        twice.sort(key=lambda line: line.place.line or 0)
        where = lines_named([line.place for line in twice])
        problems.add("T169", twice[0].place, found=_bare(twice[0]), count=len(twice), lines=where)


def _names_of(line: str) -> set[str]:
    """The organs of a line of addressees; empty: it is none."""
    bare = _bare(line)
    if bare.endswith(("：", ":")):
        return set(re.split("[，、]", bare[:-1]))
    return set()


def _bare(line: str) -> str:
    return re.sub(r"\s", "", line)


def _check_copies(document: Document, copies: list[Text], problems: Problems) -> None:
    addressed = {name for item in document.notice.addressees for name in item.split("、")}
    issuing = set()
    for organ in document.organs:
        issuing.add(organ.name)
    for item in copies:
        for name in item.split("、"):
            if name in addressed:
                problems.add("T160", item.place, found=name)
            if name in issuing:
                problems.add("T161", item.place, found=name)


def _check_list(items: list[Text], key: str, problems: Problems) -> None:
    seen: set[str] = set()
    for item in items:
        if item in seen:
            problems.add("T162", item.place, found=item, key=key)
        seen.add(item)
        if item[-1:] in _STOPS:
            problems.add("T163", item.place, found=item, key=key, right=item.rstrip(_STOPS))
        elif _INSIDE.search(item):
            parts = ", ".join(part for listed in items for part in _INSIDE.split(listed) if part)
            problems.add("T170", item.place, found=item, key=key, right=f"{key}: [{parts}]")


def _check_annotation(document: Document, problems: Problems) -> None:
    annotation = document.notice.annotation
    if annotation and annotation[0] in "（(" and annotation[-1] in "）)":
        problems.add("T164", annotation.place, strength="应", clause="7.3.6", right=annotation[1:-1])
    named = bool(annotation) and any(sign.isdigit() or sign == "×" for sign in str(annotation))  # ××× is T110
    if document.notice.kind is Kind.REQUEST and not named and not _contact_in_annotation(document):
        problems.add("T167", document.locate("附注"))


def _contact_in_annotation(document: Document) -> bool:
    """Whether the annotation names somebody and his number through 联系: {位置: 附注}."""
    return any(
        contact.place is ContactPlace.ANNOTATION and contact.person and contact.phone
        for contact in document.notice.contacts
    )


def _check_openness(document: Document, problems: Problems) -> None:
    disclosure, annotation = document.notice.disclosure, document.notice.annotation
    openness = disclosure.openness if disclosure else None
    if openness is None:
        return
    if openness not in _OPENNESS:
        problems.add("T166", openness.place, found=openness, choices="、".join(_OPENNESS))
    elif annotation and _PUBLIC in annotation and openness != _OPENNESS[0]:
        problems.add("T165", openness.place, found=openness, annotation=annotation)
