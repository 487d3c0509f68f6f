"""What an edited Word file holds beside its text: comments, tracked changes, running heads. All of it is said."""

from __future__ import annotations

import re
from typing import Any

from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.package import related
from ygt_docs.docfiles.xml import attribute, children, local
from ygt_docs.problems import Place, Problems

_PAGE_NUMBER = re.compile(r"[\s0-9—－–-]*(?:待改)?[\s0-9—－–-]*")  # what the templates print there
_LONG = 200


def say_beside(archive: Archive, main: str, shown: str, problems: Problems) -> None:
    """Say what no YAML has a place for, and that tracked changes count as accepted."""
    root = archive.xml(main)
    _comments(archive, main, root, shown, problems)
    _tracked(root, shown, problems)
    for kind, what in (("header", "页眉"), ("footer", "页脚")):
        for name in related(archive, main, kind):
            text = _text(archive.xml(name))
            if not _PAGE_NUMBER.fullmatch(text):
                problems.add("U303", Place(shown), where=what, what="文字", found=_short(text))


def _comments(archive: Archive, main: str, root: Any, shown: str, problems: Problems) -> None:
    """Each comment with all of its text and what it hangs on."""
    for name in related(archive, main, "comments"):
        for comment in children(archive.xml(name), "comment"):
            about = _commented(root, attribute(comment, "id"))
            text = "／".join(filter(None, map(_text, children(comment, "p"))))
            problems.add(
                "U302",
                Place(shown),
                who=attribute(comment, "author") or "未署名",
                found=text,
                about=f"批在「{_short(about)}」" if about else "没有指明文字",
            )


def _commented(root: Any, number: str) -> str:
    """The text between the two ends of comment `number`."""
    inside, pieces = False, []
    for node in root.iter():
        name = local(node)
        if name in ("commentRangeStart", "commentRangeEnd") and attribute(node, "id") == number:
            inside = name == "commentRangeStart"
        elif inside and name == "t":
            pieces.append(node.text or "")
    return "".join(pieces)


def _tracked(root: Any, shown: str, problems: Problems) -> None:
    """How many insertions and deletions were taken as accepted."""
    names = []
    for node in root.iter():
        names.append(local(node))
    inserted = sum(name in ("ins", "moveTo", "cellIns") for name in names)
    deleted = sum(name in ("del", "moveFrom", "cellDel") for name in names)
    if inserted or deleted:
        problems.add("U305", Place(shown), inserted=inserted, deleted=deleted)


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter() if local(node) == "t")


def _short(text: str) -> str:
    if len(text) <= _LONG:
        return text
    return f"{text[:_LONG]}…（共 {len(text)} 字）"
