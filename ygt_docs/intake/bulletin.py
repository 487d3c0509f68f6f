"""The bulletin (简报): name, issue, office and date before the title; remark; recipients and copies at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.dates import CLOSED
from ygt_docs.intake.body import read_body
from ygt_docs.intake.context import Context, NotThisShapeError, Tree
from ygt_docs.intake.imprint import split_names
from ygt_docs.intake.shapes import bare, date_of_line, ends_open, rejoined
from ygt_docs.intake.traced import Derived, Traced, joined, paragraphs

_ISSUE = re.compile(
    r"(?:[0-9]{4}年)?(?P<a>[（(]?第 ?)(?P<issue>[0-9]{1,4})(?P<b> ?期[）)]?)"
    r"(?:(?P<c>[ ，]*[（(]?总 ?第? ?)(?P<total>[0-9]{1,5})(?P<d> ?期[）)]?))?"
)
_OFFICE_DATE = re.compile(rf"(?P<office>\S.*?) *(?P<date>{CLOSED})")
_REMARK = re.compile(r"(?P<label>(?:编者)?按语?[：:] ?)(?P<text>.+)")
_RECIPIENTS = re.compile(r"(?P<label>报送?|主?送|抄送|分送|发)：(?P<names>.+?)(?P<stop>。?)")
_KEYS = {"报送": "报", "主送": "送"}
_COPIES = re.compile(r"（?共印 ?(?P<copies>[1-9][0-9]{0,5}) ?份）?")
_HEAD, _LONGEST_TITLE, _FOOT = 6, 4, 12


def read_bulletin(lines: Sequence[Traced], context: Context) -> Tree:
    """The tree of a bulletin; empty: the draft is none."""
    try:
        with context.attempt():
            return _bulletin(lines, context)
    except NotThisShapeError:
        return {}


def _bulletin(lines: Sequence[Traced], context: Context) -> Tree:
    at = None
    for index, line in enumerate(lines[:_HEAD]):
        if index and _ISSUE.fullmatch(line):
            at = index
            break
    if at is None or bare(lines[at - 1]).endswith("纪要"):  # minutes are counted by issues too
        raise NotThisShapeError
    bulletin: Tree = {"名称": joined(lines[:at])}
    _issue(lines[at], bulletin, context)
    left = list(lines[at + 1 :])
    date = _office_and_date(left, bulletin, context)
    if "编印单位" not in bulletin or not left:
        raise NotThisShapeError
    title = _title(left, bulletin, context)
    foot = _foot(left, bulletin, context)
    body = read_body(rejoined(left[:foot], context), context)
    tree: Tree = {"文种": Derived("简报", ()), "标题": title}
    if date is not None:
        tree["成文日期"] = date
    if body:
        tree["正文"] = body["导语"] if list(body) == ["导语"] else body
    else:
        context.doubts.add_at("I338", context.draft.place(0), what="正文")
    return tree | {"简报": bulletin}


def _issue(line: Traced, bulletin: Tree, context: Context) -> None:
    match = _ISSUE.fullmatch(line)
    assert match is not None
    for key, group in (("期号", "issue"), ("总期号", "total")):
        if match[group]:
            bulletin[key] = Derived(int(match[group]), line.group(match, group).origins)
    context.ledger.drop(line.outside(match, "issue", "total"), Reason.ISSUE_WORDS)


def _office_and_date(left: list[Traced], bulletin: Tree, context: Context) -> Derived | None:
    """Take the lines of the compiling office and the date, one or two of them, in either order."""
    date: Derived | None = None
    for _ in range(2):
        line = left[0] if left else None
        if line is None:
            break
        both = _OFFICE_DATE.fullmatch(line)
        if date is None and date_of_line(line) is not None:
            date = date_of_line(left.pop(0))
        elif (
            date is None and both and date_of_line(line.group(both, "date")) is not None and "编印单位" not in bulletin
        ):
            date = date_of_line(line.group(both, "date"))
            bulletin["编印单位"] = line.group(both, "office")
            context.ledger.drop(left.pop(0).outside(both, "office", "date"), Reason.SPACE)
        elif "编印单位" not in bulletin and ends_open(line) and len(line) <= 40:
            bulletin["编印单位"] = left.pop(0)
        else:
            break
    return date


def _title(left: list[Traced], bulletin: Tree, context: Context) -> object:
    """Take title and remark, in either order."""
    before = _remark(left, bulletin, context)
    count = 0
    while count < min(_LONGEST_TITLE, len(left)) and ends_open(left[count]) and not _REMARK.fullmatch(left[count]):
        count += 1
    if left:
        lines = []
        for _ in range(max(1, count if count < len(left) else 1)):
            lines.append(left.pop(0))
    else:
        lines = []
    if not lines:
        raise NotThisShapeError
    if not before and _remark(left, bulletin, context):
        bulletin["按语位置"] = Derived("标题后", ())
    return joined(lines)


def _remark(left: list[Traced], bulletin: Tree, context: Context) -> bool:
    match = _REMARK.fullmatch(left[0]) if left else None
    if match is None:
        return False
    line = left.pop(0)
    if match["label"] == "按：":
        context.ledger.drop(line.group(match, "label"), Reason.LABEL)
        line = line.group(match, "text")
    bulletin["按语"] = paragraphs([line])
    return True


def _foot(left: Sequence[Traced], bulletin: Tree, context: Context) -> int:
    """Read recipients and copies off the end; where they begin."""
    at = len(left)
    rows: dict[str, list[Traced]] = {}
    while at > max(0, len(left) - _FOOT):
        line = left[at - 1]
        copies, match = _COPIES.fullmatch(line), _RECIPIENTS.fullmatch(line)
        if copies is not None and "共印" not in bulletin:
            bulletin["共印"] = Derived(int(copies["copies"]), line.group(copies, "copies").origins)
            context.ledger.drop(line.outside(copies, "copies"), Reason.ISSUE_WORDS)
        elif match is not None and _KEYS.get(match["label"], match["label"]) not in rows:
            context.ledger.drop(line.outside(match, "names"), Reason.LABEL)
            key = _KEYS.get(match["label"], match["label"])
            rows[key] = split_names(line.group(match, "names"), "；", context)
        else:
            break
        at -= 1
    bulletin.update(rows)
    return at
