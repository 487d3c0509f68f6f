"""Appendices (附件, 7.3.4, 7.3.7): names, titles, and references to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ygt_docs.elements.dates import UNITS
from ygt_docs.elements.numerals import EITHER, SMALL, counted
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Appendix, Notice
from ygt_docs.problems import Problems, lines_named
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import Found, Line, find_all, joined_title, place_at, printed_lines

_STOPS = "。，；：、,.;:！？!?"
_NUMBERED = re.compile(rf"附件(?:[0-9]{{1,2}}[：:.．、]?|(?:{SMALL})?[：:.．、])|[0-9]{{1,2}}[.．、](?![0-9])")
_SPACES = re.compile(r"\s")
_IN_MARKS = re.compile("《(?P<name>[^《》]+)》")  # 《甲》和《乙》 is a name that has some in it
_ONE = rf"(?:[0-9]{{1,2}}(?![0-9{UNITS}])|{SMALL}(?!并|起|同|律|致|样))"
_LIST = rf"(?P<first>{_ONE})(?P<more>(?:(?:、|和|及|与|至|到|[-—–~～])(?:附件)?{_ONE}(?![个项份张名人]))*)"
# Before 附件 of the document itself; after 》, 号 and other words it is that of another document.
_BEFORE_OWN = (
    "^|[，。；：、（(]|填|填写|填报|填好|填妥|查收|查看|查阅|列于|载于|把|将|见|按照|按|对照|参照|依照|依据|根据|执行|使用|下载|打印|报送|上报|提交|附上|随附|连同"
    "|本(?:通知|通告|公告|方案|办法|意见|函|报告|请示|决定|通报|计划|细则)的?"
)
_OWN = re.compile(rf"(?:{_BEFORE_OWN})附件{_LIST}")
_OWN_WITHOUT_NUMBER = re.compile(f"(?:填写|填报|见|按照|按|对照|参照|依照)附件(?!{EITHER})|^附件[：:]")
_OF_ANOTHER = re.compile(r"(?:》|号）?|文件|通知)(?:的|中)?附件[^，。；（）]*$")


def check_appendices(document: Document, problems: Problems) -> None:
    """Each appendix, and each number under which the text names one."""
    appendices = list(find_all(document.notice, Appendix))
    for appendix in appendices:
        _check_name(appendix, problems)
    _check_numbers(appendices, problems)
    _check_references(document, problems)


def _check_name(appendix: Appendix, problems: Problems) -> None:
    name = appendix.name
    plain = name.rstrip(_STOPS)
    in_marks = _IN_MARKS.fullmatch(plain)
    if plain != name or in_marks:
        what = "末尾有标点" if plain != name else "加了书名号"
        right = in_marks["name"] if in_marks else plain
        problems.add("T131", name.place, strength="应", clause="7.3.4", found=name, what=what, right=right)
    title = joined_title(appendix.title) if appendix.title else None
    if title is not None and _SPACES.sub("", title) != _SPACES.sub("", name):  # a short title may be spread
        problems.add("T130", title.place, strength="应", clause="7.3.7", name=name, title=title)


def _check_numbers(appendices: list[Appendix], problems: Problems) -> None:
    """Who types one number before a name types all of them: one finding."""
    numbered = []
    for appendix in appendices:
        if _without(name := appendix.name) != name:
            numbered.append(name)
    if numbered:
        first = numbered[0]
        lines = lines_named([name.place for name in numbered])
        words = {"found": first, "right": _without(first), "count": len(numbered), "lines": lines}
        problems.add("T132", first.place, strength="应", clause="7.3.4", **words)


def _without(name: str) -> str:
    """The name of an appendix without a number before it."""
    match = _NUMBERED.match(name)
    if match and match.end() < len(name):
        return name[match.end() :].strip()
    return name


def _check_references(document: Document, problems: Problems) -> None:
    """附件3 where there are only two, or none; that of another document is no business of this one."""
    notice = document.notice
    most = max(len(appendices) for _, appendices in notice.appendix_lists())
    missing: list[Found] = []
    for line in _text_lines(notice):
        missing += _without_number(line.text) if not most else []
        for number, found in own_references(line.text):
            if number > most:
                missing.append(found)
    if missing:
        names = "、".join(dict.fromkeys(item.words for item in missing))
        problems.add("T133" if most else "T134", missing[0].place, found=names, most=most)


def _without_number(line: Text) -> list[Found]:
    found: list[Found] = []
    for match in _OWN_WITHOUT_NUMBER.finditer(line):
        if not _inside_name(line, match.start()):
            found.append(Found(place_at(line, match.start() + match[0].index("附件")), "附件"))
    return found


def own_references(line: Text) -> Iterator[tuple[int, Found]]:
    """The numbers under which a line names appendices of its own document, each with its place."""
    for match in _OWN.finditer(line):
        at = match.start("first") - len("附件")
        if _inside_name(line, at) or _OF_ANOTHER.search(line, 0, at):
            continue
        for numeral in re.findall(EITHER, match["first"] + match["more"]):
            number = counted(numeral) or 0
            yield number, Found(place_at(line, at), f"附件{number}")


def _inside_name(line: str, at: int) -> bool:
    return line.rfind("《", 0, at) > line.rfind("》", 0, at)


def _text_lines(notice: Notice) -> Iterable[Line]:
    names = set()
    for appendix in find_all(notice, Appendix):
        names.add(appendix.name)
    return (line for line in printed_lines(notice) if line.text not in names)
