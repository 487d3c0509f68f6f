"""The title (标题): organ, matter and kind; the years in it; the promulgated text that it names."""

from __future__ import annotations

import datetime
import re
from math import ceil

from ygt_docs.compose.flow import Role
from ygt_docs.compose.title import line_capacity, title_paragraph
from ygt_docs.elements.dates import YEAR
from ygt_docs.elements.number import NUMBER
from ygt_docs.elements.numerals import COUNT
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import PLAIN_KINDS, Format, Kind, Orientation
from ygt_docs.problems import Problems
from ygt_docs.profile import Profile
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import day_of_issue, joined_title, place_at, printed_lines
from ygt_docs.standard import gbt9704 as standard

_MOST_LINES = 4  # practice: a longer one leaves page one hardly any body, and nobody can cite it
_MOST_CHARACTERS = 300  # not even that of a joint notice is as long: a text has slipped into the title
_YEARS = re.compile(rf"({YEAR})(?:年(?:度)?)?(?:[-—–~～至/、]+({YEAR}))?(?=年)|({YEAR})年")
# A document tells of the year before, or plans the next one, without a slip.
_LOOKS_BACK = re.compile(
    "年度|总结|考核|考评|评价|表彰|通报|先进|优秀|决算|审计|情况|结果|报告|评选|清算|结算|公报|年报"
)
_FIRST_MONTHS, _LAST_MONTHS = 4, 9
# What a name is shortened to where a title says it: 人大常委会, 县委; a congress has its number (第十八届).
_SHORT_FORMS = (("人民代表大会", "人大"), ("常务委员会", "常委会"), ("人民政府", "政府"), ("委员会", "委"))
_SESSION = re.compile(f"第{COUNT}届")
_STOPS = "。，；：、,.;:"
_REMARK = re.compile(r"（[^（）]*）$")
_SPACE = re.compile(r"\s")
_NUMBER = re.compile(f"》[（(]({NUMBER})[）)]")
# Words of a title that never follow themselves; 转发…转发…的通知 has something between them.
_TWICE = re.compile("(?P<word>关于|印发|转发|做好|加强|开展|进一步|的通知|的函|的请示|的报告)(?P=word)")
_QUOTED = re.compile("《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_ENDINGS = {Kind.ORDER: ("命令", "令")}


def check_titles(document: Document, problems: Problems) -> None:
    """What a title must hold; the title of a text that is no official document is free."""
    notice = document.notice
    if not notice.title:
        return
    title = joined_title(notice.title)
    if title[-1:] in _STOPS:
        problems.add("T123", title.place, found=title[-1:])
    twice = _TWICE.search(title)
    if twice is not None:
        problems.add("T125", place_at(title, twice.start()), found=twice[0], right=twice["word"])
    quoted = _QUOTED.fullmatch(title)
    if quoted is not None:
        problems.add("T129", title.place, right=quoted["title"])
    elif notice.layout is not Format.ORDER and notice.kind not in PLAIN_KINDS:  # in an order it is not printed
        _check_parts(document, title, problems)
    _check_years(document, title, problems)
    _check_promulgated(document, title, problems)


def check_title_length(document: Document, profile: Profile, problems: Problems) -> None:
    """More than four lines as they are typed, or as many as one long line needs at least; breaks are not its fault.

    A line holds what the style of titles, whose size `profile` knows, leaves room for. That of a joint notice is as
    long as its organs' names are. Hundreds of characters are no title at all.
    """
    if not document.notice.title or document.notice.layout is Format.ORDER:
        return
    title = joined_title(document.notice.title)
    if len(title) > _MOST_CHARACTERS:
        problems.add("T126", title.place, count=len(title), most=_MOST_CHARACTERS)
        return
    if len(document.organs) > 1:
        return
    names = [name for organ in document.organs for name in (organ.name, organ.short_name) if name]
    typed = [line for text in document.notice.title for line in text.lines()]
    capacity = line_capacity(Orientation.PORTRAIT, profile.size_of(Role.TITLE, standard.SIZE_2.value))
    least = ceil(width_in_characters(title) / capacity) if len(typed) == 1 else len(typed)
    if least > _MOST_LINES:
        set_lines = title_paragraph(Role.TITLE, document.notice.title, Problems(), names, profile=profile).lines
        problems.add("T124", title.place, count=len(set_lines), most=_MOST_LINES)


def _check_parts(document: Document, title: Text, problems: Problems) -> None:
    kind = document.notice.kind
    name = str(document.notice.kind_name or kind) if kind is Kind.OTHER else str(kind)
    endings = _ENDINGS.get(kind, (name,))
    whole = _REMARK.sub("", title.strip().rstrip(_STOPS))
    # Over minutes in their own format the mark says what they are (…会议纪要); the title may say the matter alone.
    ends = document.notice.layout is Format.MINUTES or _SPACE.sub("", whole).endswith(tuple(endings))
    names = [name for organ in document.organs for name in (organ.name, organ.short_name, organ.mark_name) if name]
    begins = not names or not _names_organ(kind, title) or any(_shortened(name) in _shortened(title) for name in names)
    if not ends and not begins:
        problems.add("T119", title.place, found=title, kind=name, organ=names[0])
    elif not ends:
        problems.add("T120", title.place, found=title, kind=name)
    elif not begins:
        problems.add("T121", title.place, organ=names[0])


def _names_organ(kind: Kind, title: str) -> bool:
    """Whether the title must name the organ: in minutes the mark does (10.3), and an announcement of a vacancy, a bid
    or an appointment (…招聘公告) and a communiqué of figures (…统计公报) say what they are alone, as letters of other
    kinds do."""
    if kind in (Kind.PROCLAMATION, Kind.ANNOUNCEMENT, Kind.COMMUNIQUE):
        return "关于" in title
    return kind not in (Kind.MINUTES, Kind.OTHER)


def _shortened(words: str) -> str:
    words = _SESSION.sub("", words)
    for long, short in _SHORT_FORMS:
        words = words.replace(long, short)
    return words


def _check_years(document: Document, title: Text, problems: Problems) -> None:
    date = day_of_issue(document.notice)
    years = []
    for match in _YEARS.findall(title):
        years.append(sorted(filter(None, match)))
    if date is not None and years and not any(_fits(year, date, title) for year in years):
        found = "、".join(map("—".join, years))
        problems.add("T102", title.place, found=found, year=date.year)


def _fits(years: list[str], date: datetime.date, title: str) -> bool:
    """Whether a document of `date` may speak of these years: of its own, of the last or of the next one."""
    first, last = int(years[0]), int(years[-1])
    if first <= date.year <= last:
        return True
    if last == date.year - 1:
        return bool(_LOOKS_BACK.search(title)) or date.month <= _FIRST_MONTHS
    return first == date.year + 1 and date.month >= _LAST_MONTHS


def _check_promulgated(document: Document, title: Text, problems: Problems) -> None:
    """The name in 《》 is the title of the text that is passed on, spaces that spread it left aside."""
    promulgated, forwarded = document.notice.promulgated, document.notice.forwarded
    if "《" not in title:
        return
    if promulgated is not None:
        passed_on = joined_title(promulgated.title)
        if _plain(passed_on) not in _plain(title):
            problems.add("T122", passed_on.place, what="印发件", found=passed_on, title=title)
    if not forwarded:
        return
    titles = []
    for item in forwarded:
        titles.append(joined_title(item.title))
    names = []
    for name in outer_names(title):
        names.append(_plain(name))
    # The name may leave the organ out: 转发《关于做好…工作的通知》的通知.
    if not any(_plain(each).endswith(name) for each in titles for name in names):
        problems.add("T122", titles[0].place, what="转发件", found=titles[0], title=title)
    _check_number(document, problems)


def _check_number(document: Document, problems: Problems) -> None:
    """The number behind a name in the text (《…》（青政办〔2026〕12号）) is that of a document that is forwarded."""
    numbers = []
    for item in document.notice.forwarded:
        if item.number is not None:
            numbers.append(item.number)
    if len(numbers) != len(document.notice.forwarded):
        return
    known = set()
    for number in numbers:
        known.add(_plain(number))
    named = [
        (line.text, match) for line in printed_lines(document.notice.body) for match in _NUMBER.finditer(line.text)
    ]
    if named and not any(_plain(match[1]) in known for _, match in named):
        line, match = named[0]
        problems.add("T127", place_at(line, match.start(1)), found=match[1], right="、".join(numbers))


def outer_names(title: str) -> list[str]:
    """The names in 《》 that stand in no other name."""
    names, depth, start = [], 0, 0
    for index, sign in enumerate(title):
        if sign == "《":
            start = index + 1 if depth == 0 else start
            depth += 1
        elif sign == "》" and depth:
            depth -= 1
            if depth == 0:
                names.append(title[start:index])
    return names


def _plain(text: str) -> str:
    """Without spaces, and with the marks of an inner title as they stand on its own page."""
    return _SPACE.sub("", text).replace("〈", "《").replace("〉", "》")
