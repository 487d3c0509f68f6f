"""import.md beside the content: what was recognised, what is doubtful, what was dropped and why, and the account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from ygt_docs.docfiles.decode import Reason, ranges
from ygt_docs.intake.context import Node, Tree, origins_of, plain
from ygt_docs.intake.draft import Account, Draft, Ledger
from ygt_docs.problems import Problem, Problems, Severity

REPORT = "import.md"
# Each of these is a part of the draft that a person may miss; the others are marks that the layout prints again.
_LISTED = (
    Reason.SITE,
    Reason.MENU,
    Reason.DELETED,
    Reason.HIDDEN,
    Reason.COMMENT,
    Reason.RUNNING,
    Reason.UNREADABLE,
    Reason.REPEATED,
    Reason.MASTHEAD,
    Reason.PIECE_MARK,
    Reason.CODE,
    Reason.OUTDATED,
    Reason.SEALED_FOR,
)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LONGEST, _LONGEST_VALUE = 80, 40


def report(files: Mapping[str, Tree], draft: Draft, ledger: Ledger, account: Account, problems: Problems) -> str:
    """The text of import.md. A line is a line of the draft; of a Word or Excel file, a paragraph or a row."""
    name = draft.shown.rpartition("/")[2]
    parts = [
        [
            f"# 导入记录：{_escaped(name)}",
            "",
            f"格式或编码：{draft.encoding}。“第几行”指草稿的行（Word 文件的段，Excel 文件的行）。",
        ],
        ["## 认出的内容", "", *_recognised(files, draft)],
        ["## 存疑（请逐条核对）", "", *_said(problems, doubts=True)],
        ["## 已作的处理", "", *_said(problems, doubts=False)],
        ["## 没有写入的文字", "", *_dropped(draft, ledger)],
        ["## 账目", "", *_sums(account)],
    ]
    return "\n\n".join(map("\n".join, parts)) + "\n"


def _recognised(files: Mapping[str, Tree], draft: Draft) -> Iterator[str]:
    for name, tree in files.items():
        yield f"- {name}{_where(tree, draft)}"
        for key, value in tree.items():
            yield f"  - {key}：{_short(value)}{_where(value, draft)}"


def _short(value: Node) -> str:
    """A value in a few words: a text by its beginning, a list by its length, a mapping by its keys."""
    simple = plain(value)
    if isinstance(simple, dict):
        return "、".join(map(str, simple))
    if isinstance(simple, list):
        texts = []
        for item in simple:
            if isinstance(item, str):
                texts.append(item)
        if len(texts) == len(simple):
            return _cut("、".join(texts), _LONGEST_VALUE)
        return f"{len(simple)} 项"
    return _cut(str(simple), _LONGEST_VALUE)


def _where(node: Node, draft: Draft) -> str:
    lines = sorted({draft.line_of(origin) for origin in origins_of(node)})
    if not lines:
        return "（不取自草稿的某一行）"
    if lines[0] == lines[-1]:
        return f"（第 {lines[0]} 行）"
    return f"（第 {lines[0]} 至 {lines[-1]} 行）"


def _said(problems: Problems, doubts: bool) -> Iterator[str]:
    """Warnings and errors (`doubts`), or what is only told."""
    chosen = []
    for item in problems:
        if (item.severity is Severity.NOTE) is not doubts:
            chosen.append(item)
    yield from (_sentence(item) for item in chosen)
    if not chosen:
        yield "没有。"


def _sentence(item: Problem) -> str:
    where = f"第 {item.place.line} 行：" if item.place.line else ""
    fix = f" → {_escaped(item.fix)}" if item.fix else ""
    return f"- {where}{item.code} {_escaped(item.message)}{fix}"


def _dropped(draft: Draft, ledger: Ledger) -> Iterator[str]:
    runs = list(_runs(ledger, draft))
    for reason in Reason:
        of_reason = []
        for run in runs:
            if run[0] is reason:
                of_reason.append(run)
        if not of_reason:
            continue
        count = sum(len(text) for _, _, text in of_reason)
        if reason in _LISTED:
            yield f"- {reason}：{count} 字符"
            for _, line, text in of_reason:
                yield f"  - 第 {line} 行：「{_cut(text, _LONGEST)}」"
        else:
            yield f"- {reason}：{count} 字符，在第 {ranges(line for _, line, _ in of_reason)} 行"


def _runs(ledger: Ledger, draft: Draft) -> Iterator[tuple[Reason, int, str]]:
    """Reason, line and text of each run of dropped characters."""
    items = sorted(ledger.reasons())
    numbered = ((origin - index, reason, origin) for index, (origin, reason) in enumerate(items))
    for (_, reason), group in groupby(numbered, lambda item: (item[0], item[1])):
        origins = [origin for _, _, origin in group]
        yield reason, draft.line_of(origins[0]), draft.text[origins[0] : origins[-1] + 1]


def _sums(account: Account) -> Iterator[str]:
    yield "| 去向 | 字符数 |"
    yield "|---|---:|"
    yield f"| 写入 | {account.placed} |"
    for reason, count in account.dropped.items():
        yield f"| 略去：{reason} | {count} |"
    if account.lost:
        yield f"| 去向不明 | {account.lost} |"
    yield f"| 合计（草稿字符数） | {account.characters} |"


def _cut(text: str, longest: int) -> str:
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return _escaped(line if len(line) <= longest else line[:longest] + "…")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
