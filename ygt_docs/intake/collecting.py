"""A draft of several documents becomes a collection (汇编): a folder of 文稿 for each, and one that binds them."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.elements import dates
from ygt_docs.elements.headings import typed_number
from ygt_docs.intake.body import read_body
from ygt_docs.intake.bound import Bound, split_bound, split_successive
from ygt_docs.intake.context import Context, Tree, plain
from ygt_docs.intake.document import Imported, read_document
from ygt_docs.intake.pieces import Piece, Pieces, split_pieces
from ygt_docs.intake.shapes import rejoined
from ygt_docs.intake.tail import read_tail
from ygt_docs.intake.titles import title_value
from ygt_docs.intake.traced import Derived, Traced

_WORKING_TITLE = "汇编（草稿无标题）"
_ENDS, _CLOSING = "。！？；…", "”’）》】"


def read_draft(lines: Sequence[Traced], said: int | None, name: str, context: Context) -> Imported:
    """The documents of the draft: one, or a collection of those called `name`-01 and so on.

    The files of a member stand in `context.files` under its folder: 01/notice.yaml.
    """
    bound = split_bound(lines, context) or split_successive(lines, context)
    if bound is not None:
        return _bound(bound, name, context)
    found = split_pieces(lines, said, context)
    if found is None:
        return read_document(lines, context)
    return _collection(found, name, context)


def _collection(found: Pieces, name: str, context: Context) -> Imported:
    names: list[str] = []
    files: dict[str, Tree] = {}
    for number, piece in enumerate(found.pieces, 1):
        context.files = {}
        notice = _member(piece, number, context)
        folder = f"{number:02}"
        names.append(f"{name}-{folder}")
        files |= {f"{folder}/{file}": tree for file, tree in {"notice.yaml": notice, **context.files}.items()}
    context.files = files
    context.doubts.add_at("I372", context.draft.place(0), count=len(names), names=f"{names[0]} 至 {names[-1]}")
    if found.announced not in (None, len(names)):
        context.doubts.add_at("I373", context.draft.place(0), said=found.announced, count=len(names))
    if found.title is None:
        context.doubts.add_at("I338", context.draft.place(0), what=f"汇编的标题，暂写「{_WORKING_TITLE}」")
    return Imported(
        {
            "文种": Derived("汇编", ()),
            "标题": found.title or Derived(_WORKING_TITLE, ()),
            "汇编": {"篇目": [Derived(member, ()) for member in names]},
        }
    )


def _bound(found: Bound, name: str, context: Context) -> Imported:
    """A bound collection again as its documents, each read as if it stood alone."""
    names: list[str] = []
    files: dict[str, Tree] = {}
    organs: list[Tree] = []
    for number, (titled, lines) in enumerate(found.documents, 1):
        context.files, context.year, context.year_noted = {}, None, False
        read = read_document(lines, context, titled)
        folder = f"{number:02}"
        names.append(f"{name}-{folder}")
        files |= {f"{folder}/{file}": tree for file, tree in {"notice.yaml": read.notice, **context.files}.items()}
        organs += [organ for organ in read.organs if plain(organ) not in map(plain, organs)]
    context.files = files
    context.doubts.add_at("I372", context.draft.place(0), count=len(names), names="、".join(names))
    cover = found.cover
    if not cover.title:
        context.doubts.add_at("I338", context.draft.place(0), what=f"汇编的标题，暂写「{_WORKING_TITLE}」")
    if cover.title:
        title = title_value(cover.title, context)
    else:
        title = Derived(_WORKING_TITLE, ())
    notice: Tree = {"文种": Derived("汇编", ()), "标题": title}
    if cover.date is not None:
        notice["成文日期"] = cover.date
    compiled: Tree = {"编印单位": cover.organ} if cover.organ is not None else {}
    notice["汇编"] = compiled | {"篇目": [Derived(member, ()) for member in names]}
    return Imported(notice, organs)


def _member(piece: Piece, number: int, context: Context) -> Tree:
    tree: Tree = {"文种": Derived("文稿", ())}
    if piece.title:
        tree["标题"] = piece.title[0]
    else:
        made = f"第{number}篇（草稿无标题）"
        tree["标题"] = Derived(made, ())
        context.doubts.add("I371", piece.lines[0].part(0, 1), number=number, found=made)
    lines = rejoined(piece.lines, context)
    tail = read_tail(lines, context)
    body = read_body(tail.lines, context)
    if body:
        tree["正文"] = body["导语"] if list(body) == ["导语"] else body
    if tail.contact:
        tree["联系"] = tail.contact
    if tail.names:
        tree["附件"] = [{"名称": appendix} for appendix in tail.names]
    _say_cut(lines, context)
    return tree


def _say_cut(lines: Sequence[Traced], context: Context) -> None:
    """A document whose last line is no whole sentence, or is a heading with nothing under it, breaks off."""
    last = lines[-1] if lines else None
    if last is None or dates.is_date(last) or last.rstrip(_CLOSING).endswith(tuple(_ENDS)):
        return
    if typed_number(last) is not None or len(last) > 12:
        context.doubts.add("I369", last.part(len(last) - 1), found=last[-20:])
