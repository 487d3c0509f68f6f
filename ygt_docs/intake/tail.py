"""What stands at the end of a text: contact lines and the appendix note (附件说明)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.marks import CONTACT_KEYS, CONTACT_LIBERAL
from ygt_docs.elements.numerals import EITHER, value_of
from ygt_docs.intake.context import Context, Tree, trimmed
from ygt_docs.intake.shapes import APPENDIX_LINE, APPENDIX_NOTE, NOTE_ITEM, bare
from ygt_docs.intake.traced import SPACE, Traced

_ORDER = tuple(dict.fromkeys(CONTACT_KEYS.values()))
_PRINTED = {"电话": "联系电话"}
_LONGEST_TAIL = 20
_STOPS = "，；。、"
_FILE = r"(?P<stem>[^.：]{2,60}[^.： ])[.](?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|jpe?g|png)"
FILE_NAMED = re.compile(_FILE, re.I)
_FILE_LINE = re.compile(rf"(?:附 {{0,2}}件 ?(?:{EITHER})?[：:.、 ] ?)(?:[0-9]{{1,2}}[.、．] ?)?{_FILE}", re.I)
# 附件：1.甲 2.乙 — the names of several appendices in one line.
_IN_A_ROW = re.compile(r"(?:^|(?<=[ ；，、;]))(?P<number>[1-9][0-9]?)(?P<dot>[.．、]) ?(?=[^0-9])")
_CLOSE_TOGETHER = re.compile(r"(?P<number>[1-9][0-9]?)[.．、] ?(?=[\u3400-\u9fff《“])")
_EACH_NAMED = re.compile(f"附件 ?{EITHER} ?[：:.、]")
_SENTENCE_END = re.compile(r"[。；]")
# 联系人：张三，13900000000；李四（办公室），电话：8000012。 — one label, and each person with a number.
_PEOPLE_LABEL = re.compile(r"联 {0,2}系 {0,2}(?:人|方式)(?:(?:及|和|、)(?:联系)?(?:电话|方式))?：")
_PERSON = re.compile(
    r"(?:联系人：)?(?P<name>[\u3400-\u9fff]{1,2} {0,2}[\u3400-\u9fff]{1,2}(?:（[^（）]{1,20}）)?)[，、： ]{0,4}"
    r"(?P<label>(?:联系|办公|咨询)?(?:电话|手机)：? ?)?(?P<phone>[0-9][0-9－—-]{6,18})"
)
_BETWEEN_PEOPLE = re.compile(r"[；，、 ]{1,4}|[；，、 ]*。?$")

_Contact = dict[str, tuple[Traced, Traced]]  # label and value by key


@dataclass
class Tail:
    """`lines` are those before the tail, `contact` is empty where there is none and a list for several people, `names`
    are the appendices' names."""

    lines: list[Traced]
    contact: Tree | list[Tree] = field(default_factory=dict)
    names: list[Traced] = field(default_factory=list)


def read_tail(lines: Sequence[Traced], context: Context) -> Tail:
    """Take contact lines and the appendix note from the end of `lines`, in whichever order they stand."""
    tail = Tail(list(lines))
    for _ in range(2):
        if not tail.names:
            _take_note(tail, context)
        if not tail.names:
            _take_lines(tail, context)
        if not tail.contact:
            _take_contact(tail, context)
    return tail


def read_note(lines: Sequence[Traced], context: Context) -> Tail:
    """Take the appendix note alone from the end of `lines`: who is to be asked stays text (转发件)."""
    tail = Tail(list(lines))
    _take_note(tail, context)
    if not tail.names:
        _take_lines(tail, context)
    return tail


def _take_lines(tail: Tail, context: Context) -> None:
    """A note in which each line says 附件 anew (附件1.甲, 附件2.乙), read with a doubt."""
    tail.lines = [part for line in tail.lines for part in _each_named(line, context)]
    first = len(tail.lines)
    while first > 0 and APPENDIX_LINE.fullmatch(tail.lines[first - 1]):
        first -= 1
    found = [(line, match) for line in tail.lines[first:] if (match := APPENDIX_LINE.fullmatch(line))]
    if not found or [value_of(match["number"]) for _, match in found] != list(range(1, len(found) + 1)):
        return
    context.doubts.add("I316", found[0][0], found=found[0][0][:8], printed="附件：1." if len(found) > 1 else "附件：")
    for line, match in found:
        context.ledger.drop(line.outside(match, "name"), Reason.APPENDIX_MARK)
        tail.names.append(trimmed(line.group(match, "name"), context))
    tail.lines = tail.lines[:first]


def _each_named(line: Traced, context: Context) -> list[Traced]:
    """附件一：甲 附件二：乙 as two lines; any other line as it is."""
    starts = []
    for match in _EACH_NAMED.finditer(line):
        starts.append(match.start())
    if len(starts) < 2 or starts[0] != 0:
        return [line]
    parts = []
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        parts.append(line.part(start, end))
    for part in parts:
        context.ledger.drop(set(part.origins) - set(part.trimmed(SPACE + _STOPS).origins), Reason.SEPARATOR)
    return [part.trimmed(SPACE + _STOPS) for part in parts]


def _take_note(tail: Tail, context: Context) -> None:
    start = None
    for index in range(len(tail.lines) - 1, max(-1, len(tail.lines) - _LONGEST_TAIL), -1):
        if APPENDIX_NOTE.fullmatch(tail.lines[index]):
            start = index
            break
    if start is None:
        return
    first = tail.lines[start]
    match = APPENDIX_NOTE.fullmatch(first)
    assert match is not None
    beside = _in_a_row(first.group(match, "name"), context)
    below, after = tail.lines[start + 1 :], []
    if beside and NOTE_ITEM.fullmatch(beside[0]):
        count = next((at for at, line in enumerate(below) if not NOTE_ITEM.fullmatch(line)), len(below))
        below, after = below[:count], below[count:]
    items = [item for item in (*beside, *below) if item]
    numbered = [NOTE_ITEM.fullmatch(item) for item in items]
    numbers = []
    for m in numbered:
        numbers.append(int(m["number"]) if m else 0)
    if not items or (len(items) > 1 and (0 in numbers or numbers != sorted(set(numbers)))):
        return
    gap = next((index for index, number in enumerate(numbers, 1) if len(items) > 1 and number != index), 0)
    if gap:
        context.doubts.add("I380", items[gap - 1], found=items[gap - 1][:16], expected=gap)
    context.ledger.drop(first.outside(match, "name"), Reason.APPENDIX_MARK)
    if not first.startswith("附件"):
        context.doubts.add("I316", items[0], found="附", printed="附件")
    trimmed(first.group(match, "name"), context)
    kept = {origin for item in beside for origin in item.origins}
    between = []
    for origin in first.group(match, "name").origins:
        if origin not in kept:
            between.append(origin)
    context.ledger.drop(between, Reason.SEPARATOR)
    tail.lines = [*tail.lines[:start], *after]
    if after:
        context.doubts.add("I391", after[0], found=after[0][:24])
    for item, found in zip(items, numbered, strict=True):
        tail.names.append(_name(item, found, context))


def _in_a_row(names: Traced, context: Context) -> list[Traced]:
    """The numbered names that stand in one line; `names` itself where it is one name."""
    marks = list(_IN_A_ROW.finditer(names))
    if len(marks) == 1:
        # 1.甲2.乙: the numbers alone part the names, where they count 1, 2 and so on.
        close = list(_CLOSE_TOGETHER.finditer(names))
        counted = [int(mark["number"]) for mark in close] == list(range(1, len(close) + 1))
        marks = close if counted else marks
    numbers = []
    for mark in marks:
        numbers.append(int(mark["number"]))
    if len(marks) < 2 or marks[0].start() != len(names) - len(names.lstrip(SPACE)) or numbers != sorted(set(numbers)):
        return [names.trimmed()]
    starts = [mark.start() for mark in marks]
    found: list[Traced] = []
    for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
        found.append(names.part(start, end).trimmed(SPACE + _STOPS))
    return found


def _name(item: Traced, match: re.Match[str] | None, context: Context) -> Traced:
    if match is None:
        return _without_suffix(item, context)
    context.ledger.drop(item.outside(match, "name"), Reason.NUMBERING)
    return _without_suffix(trimmed(item.group(match, "name"), context), context)


def _without_suffix(name: Traced, context: Context) -> Traced:
    """The name of an appendix that is given as that of its file, 名单.xlsx: the note has the name alone."""
    match = FILE_NAMED.fullmatch(name)
    if match is None:
        return name
    context.ledger.drop(name.outside(match, "stem"), Reason.APPENDIX_MARK)
    context.doubts.add("I316", name.group(match, "stem"), comment=False, found=name, printed=match["stem"])
    context.by_file[name.origins[0]] = False
    return name.group(match, "stem")


def take_files(lines: Sequence[Traced], context: Context) -> tuple[list[Traced], list[Traced]]:
    """The names of the files at the end of `lines`, as web sites list what is to be fetched (附件1：名单.xlsx), without
    their suffixes, and the lines before them; none where the last line is no such file."""
    first = len(lines)
    while first > 0 and _FILE_LINE.fullmatch(lines[first - 1]):
        first -= 1
    names = []
    for line in lines[first:]:
        match = _FILE_LINE.fullmatch(line)
        assert match is not None
        context.ledger.drop(line.outside(match, "stem"), Reason.APPENDIX_MARK)
        names.append(line.group(match, "stem"))
    return names, list(lines[:first])


def named_by_files(names: list[Traced], files: Sequence[Traced], context: Context) -> list[Traced]:
    """The names of the appendices: those of the note, else those of the files behind the sign-off, which is said."""
    for name in names:
        if name in files:
            context.by_file[name.origins[0]] = False
    for name in files:
        if names:
            context.ledger.drop(name, Reason.REPEATED)
            context.doubts.add("I301", name, comment=False, found=name)
        else:
            context.doubts.add("I404", name, comment=False, found=name)
            context.by_file[name.origins[0]] = True
    return names or list(files)


def _take_contact(tail: Tail, context: Context) -> None:
    tail.contact = _take_people(tail, context)
    if tail.contact:
        return
    start = len(tail.lines)
    found: list[_Contact] = [{}]
    while start > 0:
        entries = _entries(tail.lines[start - 1])
        if not entries:
            break
        if any(key in found[0] for key, _, _ in entries):
            found.insert(0, {})  # what stands above belongs to another one
        found[0] = {key: (label, value) for key, label, value in entries} | found[0]
        start -= 1
    tail.lines = tail.lines[:start]
    if not found[0] and tail.lines:
        found = [_from_sentence(tail, context)]
    contacts = [_contact(entries, context) for entries in found]
    tail.contact = contacts if len(contacts) > 1 else contacts[0]


def _contact(found: _Contact, context: Context) -> Tree:
    contact: Tree = {}
    for key in (key for key in _ORDER if key in found):
        label, value = found[key]
        context.ledger.drop(label, Reason.LABEL)
        kept = trimmed(value, context)
        ending = len(kept) - len(kept.rstrip(_STOPS))
        if ending and len(kept) > ending:
            context.ledger.drop(kept.part(len(kept) - ending), Reason.SEPARATOR)
            kept = kept.part(0, len(kept) - ending)
        contact[key] = kept
        printed = _PRINTED.get(key, key)
        if bare(label[:-1]) != printed:
            context.doubts.add("I316", kept, found=label[:-1], printed=printed)
    return contact


def _take_people(tail: Tail, context: Context) -> list[Tree]:
    """Several people, or one with a number that bears no label, in a line of its own or behind the last sentence."""
    line = tail.lines[-1] if tail.lines else None
    if line is None:
        return []
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(line))]
    for start in starts:
        moved = line.part(start)
        people = _people(moved)
        if not people:
            continue
        tail.lines[-1:] = [line.part(0, start)] if start else []
        kept: set[int] = set()
        for person in people:
            for value in person.values():
                kept.update(value.origins)
        context.ledger.drop([origin for origin in moved.origins if origin not in kept], Reason.LABEL)
        context.doubts.add("I399", moved, comment=False, found=moved[:24], count=len(people))
        return [dict(person) for person in people]
    return []


def _people(line: Traced) -> list[dict[str, Traced]]:
    """联系人 and 电话 of each person that `line` names; none where anything else stands in it."""
    label = _PEOPLE_LABEL.match(line)
    people: list[dict[str, Traced]] = []
    at = label.end() if label else len(line)
    unlabelled = False
    while at < len(line):
        match = _PERSON.match(line, at)
        between = _BETWEEN_PEOPLE.match(line, match.end()) if match else None
        if match is None or between is None:
            return []
        unlabelled = unlabelled or not match["label"]
        people.append({"联系人": line.group(match, "name"), "电话": line.group(match, "phone")})
        at = between.end()
    if len(people) > 1 or unlabelled:
        return people
    return []


def _from_sentence(tail: Tail, context: Context) -> _Contact:
    """Contacts that end the last paragraph, after its last whole sentence, with a person or a number among them."""
    line = tail.lines[-1]
    for match in _SENTENCE_END.finditer(line):
        entries = _entries(line.part(match.end()))
        keys = {key for key, _, _ in entries}
        if len(entries) > 1 and "电话" in keys:
            moved = line.part(match.end())
            context.doubts.add("I381", moved, comment=False, found=moved[:24])
            tail.lines[-1] = line.part(0, match.end())
            found = {}
            for key, label, value in entries:
                found[key] = (label, value)
            return found
    return {}


def _entries(line: Traced) -> list[tuple[str, Traced, Traced]]:
    """Key, label with its colon, and value of each contact in `line`; none where the line is something else."""
    marks = list(CONTACT_LIBERAL.finditer(line))
    if not marks or marks[0].start() != 0:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    entries = []
    for mark, end in zip(marks, ends, strict=True):
        entries.append((CONTACT_KEYS[bare(mark["label"])], line.part(*mark.span()), line.part(mark.end(), end)))
    keys = []
    for key, _, _ in entries:
        keys.append(key)
    filled = all(value.strip(" " + _STOPS) for _, _, value in entries)
    # What goes on with another sentence is text.
    ended = all(not _SENTENCE_END.search(value.rstrip(" " + _STOPS)) for _, _, value in entries)
    if filled and ended and len(set(keys)) == len(keys):
        return entries
    return []
