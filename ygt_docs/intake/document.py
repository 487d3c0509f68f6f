"""The whole document: the lines of a draft become the trees of its content files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.dates import YEAR_IN_TEXT, read
from ygt_docs.elements.marks import DATE_OF_NOTE
from ygt_docs.intake.appendix import lone_table, read_appendices, split_pages
from ygt_docs.intake.body import read_leveled
from ygt_docs.intake.bulletin import read_bulletin
from ygt_docs.intake.context import Context, Node, Tree, origins_of
from ygt_docs.intake.head import WRITTEN, Head, read_head
from ygt_docs.intake.imprint import take_first_imprint, take_imprint, without_outdated
from ygt_docs.intake.masthead import number_of_metadata
from ygt_docs.intake.metadata import read_metadata, read_openness
from ygt_docs.intake.passed_on import forwarded_as_appendices, hang, read_passed_on
from ygt_docs.intake.shapes import is_signed, rejoined, unwrapped
from ygt_docs.intake.sign_off import SignOff, organs_of, read_sign_off
from ygt_docs.intake.special import read_people, read_special, session_of_title
from ygt_docs.intake.tail import named_by_files, read_tail, take_files
from ygt_docs.intake.titles import lines_by_look, note_tree, title_value, without_heading
from ygt_docs.intake.traced import Derived, Traced, TracedBlock
from ygt_docs.notice.model import Kind

_SAID = (
    (re.compile(r"批复如下|特此批复|此复"), "批复"),
    (re.compile(r"函复如下|函告如下|特此函|商请|请予函复|请函复"), "函"),
    (re.compile(r"通知如下|特此通知"), "通知"),
    (re.compile(r"通告如下|特此通告"), "通告"),
    (re.compile(r"公告如下|特此公告"), "公告"),
    (re.compile(r"通报如下|特此通报"), "通报"),
    (re.compile(r"请批复|请批示|请示如下|特此请示"), "请示"),
    (re.compile(r"报告如下|特此报告"), "报告"),
    (re.compile(r"请示(?:》)?(?:（[^）]*）)?(?:收悉|悉)"), "批复"),
    (re.compile(r"(?:函|来函)(?:》)?(?:（[^）]*）)?(?:收悉|悉)"), "函"),
)


_OF_LETTERS = (Kind.LETTER, Kind.OTHER)


@dataclass
class Imported:
    """`notice` is the tree of notice.yaml, `organs` are entries for organs.yaml (全称, 署名, 机关代字)."""

    notice: Tree
    organs: list[Tree] = field(default_factory=list)


def read_document(lines: Sequence[Traced], context: Context, titled: int = 0) -> Imported:
    """Everything that is recognised; what is not stays in a body, as paragraphs. `titled`: how many of the first lines
    are known to be the title (0: that is to be found)."""
    disclosure, rest = read_metadata(lines if titled else unwrapped(lines, context), context)
    disclosure, rest = read_openness(rest, disclosure, context)
    rest = without_heading(rest, context)
    bulletin = read_bulletin(rest, context)
    if bulletin:
        return Imported(_disclosing(bulletin, disclosure))
    rest = without_outdated(rest, context)
    special = read_special(rest, context)
    if special is not None:
        return Imported(_disclosing(special[0], disclosure), special[1])
    lone = lone_table(rest, context)
    if lone:
        notice = {"文种": Derived("文稿", ()), "标题": Derived("".join(lone["名称"]), ()), "附件": [lone]}
        context.doubts.add_at("I338", context.draft.place(0), what="正文")
        return Imported(_disclosing(notice, disclosure))
    return _common(rest, disclosure, titled, context)


def _disclosing(notice: Tree, disclosure: Tree) -> Tree:
    return notice | ({"信息公开": disclosure} if disclosure else {})


def _common(rest: Sequence[Traced], disclosure: Tree, titled: int, context: Context) -> Imported:
    """A document that is neither bulletin nor order nor minutes with a head of their own, nor one table."""
    head = read_head(rest, context, titled)
    if head.kind is None:
        head.kind = _kind_without_word(head, context)
    imprint, left = take_imprint(head.rest, context) if head.kind else ({}, head.rest)
    files, left = take_files(left, context)
    minutes: Tree = session_of_title(head.title, context) if head.kind == "纪要" else {}
    if head.kind == "纪要" and len(head.title) == 1:
        minutes |= read_people(left, context)
    before, marked = split_pages(left)
    pages: Sequence[Sequence[Traced]] = marked
    if head.kind and not imprint:  # typed before the pages of the appendices
        imprint, before = take_imprint(before, context)
    sign_off = read_sign_off(before, head, context, stamped=True)
    if sign_off.names:
        context.ledger.drop(origins_of(head.signing), Reason.REPEATED)
    own, sign_off.after = take_first_imprint(sign_off.after, context)
    if own:  # the last imprint of the draft is that of what is passed on
        context.ledger.drop(origins_of(imprint), Reason.NOT_REPRINTED)
        imprint = own
    context.year = _year([*_opening(sign_off.after), head.title_text], head, sign_off)
    # Parts in the order of the draft, so that the doubts and the files come in it too.
    tail = read_tail(rejoined(sign_off.before, context), context)
    tail.names = named_by_files(tail.names, files, context)
    beside, body = read_leveled(tail.lines, context, may_have_contents=head.kind is None)
    if not sign_off.after:
        sign_off.after, pages = forwarded_as_appendices(tail.names, pages, head.title_text, context)
        tail.names = [] if sign_off.after else tail.names
    passed_on, own_pages = read_passed_on(sign_off.after, pages, bool(tail.names), head.title_text, context)
    appendices = read_appendices(tail.names, own_pages, context)
    notice = _notice(head, sign_off, disclosure, imprint, context)
    if minutes:
        notice["纪要"] = minutes
    if body:
        notice |= beside
        notice["正文"] = _collapsed(body)
    else:
        context.doubts.add_at("I338", context.draft.place(0), what="正文")
    hang(notice, tail.contact, appendices)
    notice |= passed_on
    return Imported(notice, organs_of(head, sign_off, context))


def _code(head: Head) -> str:
    """机关代字 of the number without the 字 that some write behind it (云交函字); '' without a number."""
    return str((head.number or {}).get("机关代字", "")).removesuffix("字")


def _kind_without_word(head: Head, context: Context) -> str | None:
    """The kind of a document whose title ends in none: a 函 by its number, 其他 by its name, else what its text says."""
    if not head.title:
        return _kind_of_body(head.rest, context)
    if _code(head).endswith("函"):
        context.doubts.add("I394", head.title[0], found=head.title_text[-20:])
        return Kind.LETTER.value
    named = head.kind_name is not None and (head.number is not None or is_signed(head.rest))
    return Kind.OTHER.value if named else None


def _notice(head: Head, sign_off: SignOff, disclosure: Tree, imprint: Tree, context: Context) -> Tree:
    number = head.number or number_of_metadata(disclosure.get("文号"), context)
    notice: Tree = {"文种": _kind(head, context)}
    if notice["文种"].value == "命令":
        # With a title it is no order of clause 10.2, whose head is its own.
        notice["格式"] = Derived("文件", ())
    if notice["文种"].value == Kind.OTHER:
        notice["文种名"] = Derived(head.kind_name, ())
        notice |= {"格式": Derived("文件", ())} if head.mark is not None else {}
    if notice["文种"].value in _OF_LETTERS and head.masthead.signatories:
        notice["格式"] = Derived("文件", ())  # a letter has no signatories (10.1)
    organs = sign_off.organs(head)
    if organs:
        notice["发文机关"] = [Derived(str(organ), organ.origins) for organ in organs]
    if head.own_number is not None:
        notice["公告号"] = head.own_number
    elif number:
        notice["发文字号"] = number
    notice |= head.masthead.tree(head.kind) | head.byline | _mark(head, organs, context)
    if head.registration is not None:
        notice["统一登记号"] = head.registration
    if head.title:
        title = title_value(head.title, context)
    else:
        title = _missing_title(disclosure, context)
    if title:
        notice["标题"] = title
    notice |= note_tree(head.note, context)
    if head.addressees:
        notice["主送机关"] = list(head.addressees)
    date = _one_date(head, sign_off, context)
    if date is not None:
        notice["成文日期"] = date
        _hold_years(number, date, context)
    if date is not None and sign_off.date is None and not sign_off.names and head.note:
        notice["落款"] = Derived("无", ())  # the note says who passed it and when
    notice |= sign_off.stamp
    if sign_off.sealed_by is not None and len(organs) == 1:
        notice["代章"] = sign_off.sealed_by
    elif sign_off.sealed_by is not None:  # several organs: nobody could tell for which of them
        context.ledger.drop(origins_of(sign_off.sealed_by), Reason.SEALED_FOR)
        context.doubts.add("I383", sign_off.names[-1], comment=False, found=sign_off.names[-1], words="代章")
    if sign_off.annotation is not None:
        notice["附注"] = sign_off.annotation
    notice |= _imprint(imprint, disclosure, head, context)
    if disclosure:
        notice["信息公开"] = disclosure
    return notice | head.masthead.registered(head.kind, context)


def _imprint(imprint: Tree, disclosure: Tree, head: Head, context: Context) -> Tree:
    """版记 as it was typed; where nobody typed one, with the publisher that the catalogue names (I317)."""
    publisher = disclosure.get("发布机构")
    if imprint:
        return {"版记": imprint}
    if not isinstance(publisher, Traced) or not head.kind:
        return {}
    context.doubts.add("I317", publisher, found=publisher)
    return {"版记": {"印发机关": Derived(str(publisher), publisher.origins)}}


def _mark(head: Head, organs: Sequence[TracedBlock], context: Context) -> Tree:
    """标志 where the mark names every organ of a joint document; a mark of others is a doubt."""
    marks = head.masthead.marks
    named = []
    for mark in marks:
        if mark != "文件":
            named.append(mark)
    if named and {str(mark) for mark in named} - {str(organ) for organ in organs}:
        context.doubts.add("I329", named[0], comment=False, found="、".join(named))
    if len(named) > 1 and len(named) == len(organs):
        return {"标志": {"机关": Derived("全部", ())}}
    return {}


def _kind(head: Head, context: Context) -> Derived:
    # A speech may end as a kind does (政府工作报告); it has no number and is about nothing (关于).
    greets = head.byline.get("称呼")
    if isinstance(greets, Traced):
        if head.kind is not None and not head.byline.keys() & {"场合", "讲话人"}:
            context.doubts.add("I400", greets, comment=False, found=greets, kind=head.kind)
        return Derived("文稿", ())
    greeted = head.salutation is not None and head.kind not in WRITTEN
    speech = greeted and head.number is None and "关于" not in head.title_text
    if head.kind is not None and not speech:
        return Derived(head.kind, ())
    if head.title and not head.byline.keys() & {"场合", "讲话人"}:
        context.doubts.add("I318", head.title[0], found=head.title_text[-20:])
    return Derived("文稿", ())


def _one_date(head: Head, sign_off: SignOff, context: Context) -> Derived | None:
    """The date of the document: that under its title, of the sign-off, or of a resolution's note; a second is said."""
    under_title, signed = head.byline.get("成文日期"), sign_off.date
    if under_title is None or signed is None:
        return under_title or signed or _date_of_note(head, context)
    if under_title.value == signed.value:
        context.ledger.drop(signed.origins, Reason.REPEATED)
        context.doubts.add("I301", signed, comment=False, found=str(signed.value))
    else:
        context.ledger.drop(signed.origins, Reason.UNREADABLE)
        context.doubts.add("I312", signed, comment=False, key="成文日期", found=str(signed.value))
    return under_title


def _date_of_note(head: Head, context: Context) -> Derived | None:
    """The date on which a resolution that nobody signs was passed, from the note under its title (a doubt)."""
    match = DATE_OF_NOTE.search("".join(head.note))
    day = read(match[0]) if match else None
    if day is None or head.kind is None:  # a law alone is no official document: the date would be printed again
        return None
    context.doubts.add("I395", head.note[0], comment=False, found=head.note[0][:24])
    return Derived(day, ())


def _kind_of_body(lines: Sequence[Traced], context: Context) -> str | None:
    """The kind of a document without a title, as its text says it (现批复如下, 特此函复); None: it says none."""
    for line in lines:
        said = None
        for form, kind in _SAID:
            if form.search(line):
                said = kind
                break
        if said is not None:
            context.doubts.add("I386", line, comment=False, kind=said)
            return said
    return None


def _missing_title(disclosure: Tree, context: Context) -> Node:
    name = disclosure.get("名称")
    if isinstance(name, Traced):
        context.doubts.add("I319", name, found=name)
        return Derived(str(name), name.origins)
    context.doubts.add_at("I338", context.draft.place(0), what="标题")
    return None


def _hold_years(number: Tree | None, date: Derived, context: Context) -> None:
    year = number.get("年份") if number else None
    day = date.value
    if isinstance(year, Derived) and getattr(day, "year", year.value) != year.value:
        context.doubts.add("I325", date, date=str(day), year=year.value)


def _opening(lines: Sequence[Traced]) -> list[str]:
    """The title of what is passed on, which may name the year of the plan before that of the notice."""
    if lines:
        return ["".join(lines[: lines_by_look(lines)])]
    return []


def _year(titles: Sequence[str], head: Head, sign_off: SignOff) -> int | None:
    for title in titles:
        match = YEAR_IN_TEXT.search(title)
        if match:
            return int(match[1])
    number = head.number.get("年份") if head.number else None
    if isinstance(number, Derived) and isinstance(number.value, int):
        return number.value
    if sign_off.date:
        return getattr(sign_off.date.value, "year", None)
    return None


def _collapsed(body: Tree) -> Node:
    """A body that is only paragraphs is written as text."""
    return body["导语"] if list(body) == ["导语"] else body


def unread(context: Context, placed: set[int]) -> None:
    """Say where characters were lost; there are none unless a reader has a fault."""
    lines = sorted({context.draft.line_of(origin) for origin in context.ledger.lost(len(context.draft.text), placed)})
    if lines:
        context.doubts.add_at(
            "I390", context.draft.place(context.draft.starts[lines[0] - 1]), lines="、".join(map(str, lines))
        )
