"""One number of the book and its states (草稿, 已编号, 预留, 已印发, 作废), and which change may follow which."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any

from ygt_docs.notice.numbers import Number, Series, SeriesKind


class EntryState(StrEnum):
    """What a number is at the moment; a draft (草稿) has none and stands in no book."""

    NUMBERED = "已编号"
    RESERVED = "预留"
    ISSUED = "已印发"
    VOID = "作废"


class Action(StrEnum):
    """What was done; the journal keeps every one of them."""

    BEGIN = "建册"
    TAKE = "取号"
    TYPED = "手写"
    ENTER = "线下占用"
    IMPORT = "导入"
    RESERVE = "预留"
    LAPSE = "预留到期"
    VOID = "作废"
    ISSUE = "印发"
    REISSUE = "重新印发"
    WITHDRAW = "撤回"
    SET = "登记"
    RENAME = "改名"
    RESTORE = "恢复"


@dataclass(frozen=True)
class Final:
    """One issued version: `digest` names the list of its files in the store, `reason` says why it came ("": the first).

    `withdrawn`: why it was taken back ("": it was not).
    """

    digest: str
    issued_on: str
    reason: str = ""
    withdrawn: str = ""


@dataclass(frozen=True)
class Entry:
    """A number and everything the book says of it.

    `document` is the folder that bears it ("": none, as on paper), `ticket` what the document had before its number,
    `digest` what its content was when it was last looked at. `facts` are the columns of the book by name. `purpose` and
    `until` (a day, "": for ever) belong to a reservation, `reason` to the last change that needed one. `finals` are the
    issued versions, the newest last.
    """

    number: Number
    state: EntryState
    document: str = ""
    ticket: str = ""
    digest: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""
    until: str = ""
    reason: str = ""
    finals: tuple[Final, ...] = ()

    @property
    def final(self) -> Final | None:
        """The version that holds (None: it is not issued, or was issued on paper)."""
        if self.state is EntryState.ISSUED and self.finals:
            return self.finals[-1]
        return None

    def fact(self, name: str) -> str:
        """A column of the book; "" where nothing is known."""
        return self.facts.get(name, "")


class NotAllowed(Exception):
    """A change that the state of a number (`found`) forbids; `why` says so in Chinese."""

    def __init__(self, found: str, why: str) -> None:
        self.found, self.why = found, why
        super().__init__(why)


# From which state (None: the number is not in the book) an action may start.
_FROM: Mapping[Action, frozenset[EntryState | None]] = {
    Action.TAKE: frozenset({None, EntryState.RESERVED, EntryState.VOID}),
    Action.TYPED: frozenset({None, EntryState.RESERVED}),
    Action.ENTER: frozenset({None, EntryState.RESERVED}),
    Action.IMPORT: frozenset({None}),
    Action.RESERVE: frozenset({None}),
    Action.LAPSE: frozenset({EntryState.RESERVED}),
    Action.VOID: frozenset({EntryState.NUMBERED, EntryState.RESERVED}),
    Action.ISSUE: frozenset({EntryState.NUMBERED}),
    Action.REISSUE: frozenset({EntryState.ISSUED}),
    Action.WITHDRAW: frozenset({EntryState.ISSUED}),
    Action.SET: frozenset(EntryState),
    Action.RENAME: frozenset({EntryState.NUMBERED, EntryState.ISSUED}),
}
# The state that an action leads to; those that are missing leave it as it was, or give it with the number.
_TO: Mapping[Action, EntryState] = {
    Action.TAKE: EntryState.NUMBERED,
    Action.TYPED: EntryState.NUMBERED,
    Action.RESERVE: EntryState.RESERVED,
    Action.LAPSE: EntryState.VOID,
    Action.VOID: EntryState.VOID,
    Action.ISSUE: EntryState.ISSUED,
    Action.REISSUE: EntryState.ISSUED,
    Action.WITHDRAW: EntryState.NUMBERED,
}


def allowed(action: Action, before: Entry | None) -> bool:
    """Whether `action` may be done to a number that is as `before` says (None: it is not in the book)."""
    return (before.state if before is not None else None) in _FROM[action]


def changed(action: Action, before: Entry | None, after: Entry) -> Entry:
    """`after`, in the state that `action` leads to. Raises NotAllowed for a step that no state allows."""
    if not allowed(action, before):
        state = before.state if before is not None else "不在册"
        raise NotAllowed(str(after.number), f"{after.number} 现在是“{state}”，不能“{action}”")
    return replace(after, state=_TO.get(action, after.state))


def to_text(action: Action, entry: Entry) -> str:
    """The journal's words for one change: the same entry gives the same text."""
    number = entry.number
    said: dict[str, Any] = {
        "动作": str(action),
        "种类": str(number.series.kind),
        "序列": number.series.name,
        "年份": number.year,
        "号": number.serial,
        "状态": str(entry.state),
        "公文": entry.document,
        "凭证": entry.ticket,
        "摘要": entry.digest,
        "事项": dict(entry.facts),
        "用途": entry.purpose,
        "到期": entry.until,
        "理由": entry.reason,
        "定稿": [[item.digest, item.issued_on, item.reason, item.withdrawn] for item in entry.finals],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> tuple[Action, Entry]:
    """What :func:`to_text` wrote. Raises ValueError or KeyError for any other text."""
    said = json.loads(text)
    if not isinstance(said, dict):
        raise ValueError(text)
    return from_said(said)


def from_said(said: Mapping[str, Any]) -> tuple[Action, Entry]:
    """A change and its entry, out of what a row of the journal says. Raises ValueError, KeyError or TypeError."""
    series = _series(said["种类"], said["序列"])
    finals = []
    for item in said["定稿"]:
        finals.append(Final(*item))
    entry = Entry(
        Number(series, said["年份"], said["号"]),
        _STATES[said["状态"]],
        said["公文"],
        said["凭证"],
        said["摘要"],
        said["事项"],
        said["用途"],
        said["到期"],
        said["理由"],
        tuple(finals),
    )
    return _ACTIONS[said["动作"]], entry


_STATES = {str(state): state for state in EntryState}
_ACTIONS = {str(action): action for action in Action}


@cache
def _series(kind: str, name: str) -> Series:
    """The series of a row; a book of many rows has few of them."""
    return Series(SeriesKind(kind), name)
