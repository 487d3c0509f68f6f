"""What stands above the title of a finished document (版头): marks of one organ or several, copy number, secrecy,
urgency, signatories beside the number; and under the title of a 文稿 its date and author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.shapes import DRAFT_NUMBER, NUMBER, date_of_line, is_organ
from ygt_docs.intake.traced import Derived, Traced

_COPY = re.compile(r"[0-9]{6}")
_SECRET = re.compile(r"(?P<secrecy>绝密|机密|秘密)(?:★ ?(?P<period>[0-9]{1,2}(?:年|个月|天)|长期))?")
_URGENCY = re.compile(r"特急|加急")
_SIGNED = re.compile(r"签发人： ?(?P<names>[\u3400-\u9fff]{2,4}(?: [\u3400-\u9fff]{2,4})*)")
_NUMBER_LINE = re.compile(
    rf"(?P<urgency>特急|加急)? ?(?P<number>(?:{NUMBER.pattern}|{DRAFT_NUMBER.pattern}))".replace("?P<code>", "")
    .replace("?P<year>", "")
    .replace("?P<serial>", "")
    + r" ?(?P<signed>(?:签发人： ?)?)(?P<names>[\u3400-\u9fff]{2,4}(?: [\u3400-\u9fff]{2,4})*)?"
)
_BRACKETED = re.compile(r"（(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)）")
_MOST_ORGANS, _NEAR = 12, 4


@dataclass
class Masthead:
    """`marks` are typed issuing marks; `values` the keys that were read; `signatories` names in order."""

    marks: list[Traced] = field(default_factory=list)
    values: Tree = field(default_factory=dict)
    signatories: list[Traced] = field(default_factory=list)

    def tree(self, kind: str | None) -> Tree:
        """The keys for notice.yaml; signatories make a document of any other kind one that goes upwards."""
        upward = {} if kind in ("请示", "报告", "议案") else {"行文方向": Derived("上行", ())}
        return self.values | (upward | {"签发人": list(self.signatories)} if self.signatories else {})


def take_masthead(lines: Sequence[Traced], context: Context) -> tuple[Masthead, list[Traced]]:
    """What is read of the masthead, and the lines that stay, the document number among them."""
    found = Masthead()
    left = _without_marks(list(lines), found, context)
    rest = [line for line in left if not (_taken(line, found, context) or _signed(line, found, context))]
    return found, [_bare_number(line, found, context) for line in rest]


def _without_marks(lines: list[Traced], found: Masthead, context: Context) -> list[Traced]:
    """Names of organs and 文件 under them; or one name alone that stands again at the head of the title."""
    first = 0
    while first < len(lines) and (
        _COPY.fullmatch(lines[first]) or _SECRET.fullmatch(lines[first]) or _URGENCY.fullmatch(lines[first])
    ):
        first += 1
    end = first
    while end < min(len(lines), first + _MOST_ORGANS) and is_organ(lines[end]):
        end += 1
    if end > first and end < len(lines) and lines[end] == "文件":
        end += 1
    elif (
        first < len(lines)
        and is_organ(lines[first])
        and any(line.startswith(lines[first]) for line in lines[first + 1 : first + _NEAR])
    ):
        end = first + 1
    else:
        return lines
    for line in lines[first:end]:
        context.ledger.drop(line, Reason.MASTHEAD)
        found.marks.append(line)
    return lines[:first] + lines[end:]


def _taken(line: Traced, found: Masthead, context: Context) -> bool:
    """Whether `line` is copy number, secrecy or urgency, and was read."""
    secret = _SECRET.fullmatch(line)
    if _COPY.fullmatch(line) and "份号" not in found.values:
        found.values["份号"] = line
    elif secret and "密级" not in found.values:
        found.values["密级"] = line.group(secret, "secrecy")
        if secret["period"]:
            found.values["保密期限"] = line.group(secret, "period")
        context.ledger.drop(line.outside(secret, "secrecy", "period"), Reason.SEPARATOR)
    elif _URGENCY.fullmatch(line) and "紧急程度" not in found.values:
        found.values["紧急程度"] = line
    else:
        return False
    return True


def _signed(line: Traced, found: Masthead, context: Context) -> bool:
    match = _SIGNED.fullmatch(line)
    if match is None:
        return False
    context.ledger.drop(line.outside(match, "names"), Reason.LABEL)
    _names(line.group(match, "names"), found, context)
    return True


def _bare_number(line: Traced, found: Masthead, context: Context) -> Traced:
    """The document number of a line that also bears urgency or signatories; any other line as it is."""
    match = _NUMBER_LINE.fullmatch(line)
    if match is None or not (match["urgency"] or match["names"]):
        return line
    if match["urgency"] and "紧急程度" not in found.values:
        found.values["紧急程度"] = line.group(match, "urgency")
    elif match["urgency"]:
        context.ledger.drop(line.group(match, "urgency"), Reason.REPEATED)
    if match["names"]:
        _names(line.group(match, "names"), found, context)
    context.ledger.drop(line.outside(match, "urgency", "number", "names"), Reason.LABEL)
    return line.group(match, "number")


def _names(names: Traced, found: Masthead, context: Context) -> None:
    begin = 0
    for index, sign in enumerate([*names, " "]):
        if sign == " ":
            found.signatories.append(names.part(begin, index))
            context.ledger.drop(names.part(index, index + 1), Reason.SPACE)
            begin = index + 1


def take_byline(lines: Sequence[Traced], context: Context) -> tuple[int, Tree, list[Traced]]:
    """For a 文稿: how many lines are its title, its date and author, and the lines after them; 0: it bears no date."""
    at = next((index for index, line in enumerate(lines[: _NEAR + 1]) if index and _BRACKETED.fullmatch(line)), 0)
    match = _BRACKETED.fullmatch(lines[at]) if at else None
    day = date_of_line(lines[at].group(match, "date")) if match else None
    if match is None or day is None:
        return 0, {}, []
    context.ledger.drop(lines[at].outside(match, "date"), Reason.BRACKETS)
    left = list(lines[at + 1 :])
    author = [left.pop(0)] if left and is_organ(left[0]) else []
    return at, {"成文日期": day} | ({"作者": author} if author else {}), left
