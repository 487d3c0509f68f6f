"""What a line looks like (形状): numbers, dates, headings, labels, cut lines. Patterns see cleaned lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ygt_docs.elements import dates
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.elements.numerals import EITHER, SMALL
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.intake.context import Context
from ygt_docs.intake.traced import Derived, Traced

APPENDIX_MARK = re.compile(rf"附 {{0,2}}件 ?(?P<number>{EITHER})?[：:]?|附[：:]?")
APPENDIX_LINE = re.compile(rf"附件 ?(?P<number>{EITHER})(?:[.．、：:] ?| )(?P<name>.+)")
APPENDIX_NOTE = re.compile(r"附 {0,2}(?:件)? ?：(?P<name>.*)")
REGISTRATION = re.compile(r"(?:统一登记号[：:] ?)?(?P<value>[A-Z]{2,8}[-—–－][0-9]{4}[-—–－][0-9]{3,8})")
NOTE_ITEM = re.compile(r"(?P<number>[0-9]{1,2})(?P<dot>[.．、]) ?(?P<name>.+)")
ANNOTATION = re.compile(r"（(?P<text>[^（）]+)）")
# （此页无正文）, 主题词, 抄报 and 共印N份 belonged to the rules of 1999; today's have none of them.
OUTDATED = re.compile(
    r"[（(]?此页无正文[）)]?|主 {0,2}题 {0,2}词[：: ].*|抄报：.*|[（(]?(?:共印|印) ?[0-9]{1,6} ?份[）)]?|"
    r"印发传达范围：.*|阅读范围：.*|[（(]?此件发至.{1,30}级[）)]?"
)
CONTENTS = "目录"
ADDRESSEES_LONGEST = 200
_ENDS = "。！？；：，、…"
_ORGAN_END = re.compile(
    r"(政府|委员会|办公室|局|厅|部|院|委|会|中心|处|署|集团|公司|学校|大学|法院|检察院|小组|"
    r"指挥部|研究室|教研室|督[查导]室|办|所|站|队|科|社|中学|小学|幼儿园|党支部|总支|党组|联席会议|专班|银行|支行|分行|馆)(（[^（）]*）)?"
)
_LONGEST_ORGAN = 40
_LONGEST_TITLE = 200
SHORTEST_WHOLE = 5  # a shorter name is the second line of one organ (人民政府, 办公室)
# What a name of an organ ends with, but no organ is called: the second line of a name that stands in two.
ORGAN_TAIL = re.compile(
    r"(?:工作|专项|综合|协调|管理)*(?:人民政府|领导小组|协调小组|委员会|指挥部|联席会议|工作专班|工作组)?(?:办公室)?"
)
_ADDRESSEE_END = re.compile(
    r"(政府|委员会|办公室|办事处|单位|部门|机构|街道|街道办|乡镇|企业|学校|院校|高校|大学|中学|小学|幼儿园|园区|"
    r"农场|林场|场|妇联|残联|文联|侨联|工商联|科协|团委|工会|党校|台|海关|协会|大队|支队|中队|服务区|景区|药店|"
    r"局|厅|部|院|委|会|中心|处|办|所|站|公司|组|支部|总支|团体|机关|集团|银行|支行|分行|粮行|馆|社|队|"
    rf"室|{SMALL}中|村|乡|镇|县|市|区|州|盟|旗|省|厂|矿|库|店|户|同志|人员|[名位](?:代表|委员)|会员|成员|负责人|经营者)$"
)
# 牵头单位： and its like are labels of the text, not names of those who are written to.
_LABEL_OF_UNITS = re.compile(
    r"(?:责任|牵头|配合|参加|参会|参训|参赛|报送|主办|承办|协办|考核|评估|检查|受理|申报|建设|施工|监理|设计|招标|"
    r"采购|中标|代理|用人|推荐|处罚|执法|联系|填报|责任人)(?:单位|部门|机构|人员|企业)"
)
_DEPUTY = re.compile(rf"[\u3400-\u9fff]{{2,4}}(?:等{EITHER}[名位])?(?:代表|委员)")
_SHARED = re.compile(r"[\u3400-\u9fff]{1,12}")
_NOT_A_NAME = re.compile(r"^(?:请|现将|为了|根据|按照|对于|关于|经)|如下|以下|下列")
SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的)?(?:各位|诸位).{0,40}：|.{0,12}(?:同志们|朋友们|女士们|先生们|同学们|老师们|乡亲们|家长们)"
    r"(?:[、，].{0,30})?：|(?:尊敬的|亲爱的).{1,40}：|.{1,12}(?:先生|女士|小姐|朋友)："
)
_BRACKETS = re.compile("（[^（）]*）")

# Numbered letters that are none of the 15 kinds (文种: 其他); what stands before them names the matter.
_OTHER_KINDS = r"(?:(?:决定|通知|告知|意见|建议|催告|裁决|认定|核准|准予|确认)书|答复|公示|启事)"
_OTHER_KIND = re.compile(rf"[\u3400-\u9fff]{{0,12}}{_OTHER_KINDS}")
# What a buyer makes known (政府采购、招标投标) is no 公告 of an organ, whatever it is called.
TRADE = re.compile(
    "(?:中标|成交|招标|采购|磋商|谈判|询价|比选|竞价|流标|废标)(?:（[^（）]{2,6}）)?(?:结果|更正|变更|终止)?公告$"
)
_ENDS_AS_OTHER = re.compile(f"{_OTHER_KINDS}$")
_PART = re.compile("（[^（）]+）$")  # 公示（第二批）
_NAMES_MATTER = re.compile("关于|对.+的")


def bare(line: str) -> str:
    """`line` without spaces: how its words are looked up, however they were spaced."""
    return line.replace(" ", "")


def date_of_line(line: Traced) -> Derived | None:
    """The date that `line` is (2022年4月26日, 二〇二二年…, 2022-04-26); None: no date, or none in any calendar."""
    day = dates.read(line)
    if day is None:
        return None
    return Derived(day, line.origins)


def ends_open(line: str) -> bool:
    """Whether `line` ends without a punctuation mark: titles, names and headings do."""
    return bool(line) and line[-1] not in _ENDS


def is_organ(line: str) -> bool:
    """Whether `line` looks like the name of an organ."""
    match = _ORGAN_END.search(line)
    while match and match.end() != len(line):
        match = _ORGAN_END.search(line, match.end())
    named = match is not None and 2 < len(line) <= _LONGEST_ORGAN
    return named and not any(sign in line for sign in "，。；：！？、《》| ")


def is_signed(lines: Sequence[str]) -> bool:
    """Whether an organ stands above a date among `lines`."""
    return any(is_organ(bare(name)) and dates.is_date(date) for name, date in pairwise(lines))


def other_kind(title: str, lines: Sequence[str] = ()) -> str | None:
    """What `title` calls a numbered letter of none of the 15 kinds (行政处罚决定书, 答复); None: nothing of the sort.

    `lines` are those around the title: an organ that stands there by itself is no part of the name.
    """
    words = _PART.sub("", bare(title[-_LONGEST_TITLE:]))
    trade = TRADE.search(bare(title[-_LONGEST_TITLE:]))
    if trade is not None:
        return trade[0]
    if not _ENDS_AS_OTHER.search(words):
        return None
    rest = words.rpartition("的")[2] if _NAMES_MATTER.search(words) else words
    organs = []
    for line in lines:
        if is_organ(bare(line)) and rest.startswith(bare(line)):
            organs.append(bare(line))
    rest = rest.removeprefix(max(organs, key=len, default=""))
    if not organs:
        ends = (end for end in range(SHORTEST_WHOLE - 1, min(len(rest), _LONGEST_ORGAN)) if is_organ(rest[:end]))
        rest = rest[next(ends, 0) :]
    if _OTHER_KIND.fullmatch(rest):
        return rest
    # 云溪县人社局2026年公开招聘拟聘用人员公示: the matter stands before the name, without 关于.
    return words[-2:] if words.endswith(("公示", "启事", "答复")) else None


def side_by_side(line: Traced) -> list[Traced]:
    """The organs that stand in one line with spaces between them; `line` alone where it is anything else."""
    names, begin = [], 0
    for index, sign in enumerate([*line, " "]):
        if sign == " ":
            names.append(line.part(begin, index))
            begin = index + 1
    names = [name for name in names if name]
    whole = len(names) > 1 and all(is_organ(name) and len(name) >= SHORTEST_WHOLE for name in names)
    return names if whole else [line]


def is_addressees(line: str) -> bool:
    """Whether `line` looks like addressees (主送机关): names of organs in a row and a colon at the end.

    Names before 、 may share the ending of the last one: 东山镇、西山镇、石门乡人民政府.
    """
    if not line.endswith("：") or len(line) > ADDRESSEES_LONGEST or any(sign in line for sign in "。！？《》|"):
        return False
    if SALUTATION.fullmatch(line):
        return False
    groups = []
    for group in re.split("[，；]", _BRACKETS.sub("", bare(line)[:-1])):
        if group:
            groups.append(group)
    return bool(groups) and all(_are_addressees(group) for group in groups)


def _are_addressees(group: str) -> bool:
    names = []
    for name in group.split("、"):
        if name:
            names.append(name)
    if not names:
        return False
    # 各建设、施工、监理单位 are called all of them; the label of one (监理单位：) stands alone.
    if not _is_addressee(names[-1]) and not (names[0].startswith("各") and _LABEL_OF_UNITS.fullmatch(names[-1])):
        return False
    return all(_is_addressee(name) or _SHARED.fullmatch(name) for name in names[:-1])


def _is_addressee(name: str) -> bool:
    if name.startswith(("各", "全体", "全县", "全市", "全区")) or _DEPUTY.fullmatch(name):
        return True
    if _NOT_A_NAME.search(name) or _LABEL_OF_UNITS.fullmatch(name):
        return False
    return _ADDRESSEE_END.search(name) is not None


def cells_of(row: Traced) -> list[Traced]:
    """The cells of a row of a pipe table that say something, trimmed; those merged with others are none."""
    cells, begin = [], 0
    for index, sign in enumerate([*row, "|"]):
        if sign == "|":
            cells.append(row.part(begin, index).trimmed())
            begin = index + 1
    return [cell for cell in cells if cell and cell not in (ABOVE, LEFT)]


def is_table_row(line: str) -> bool:
    """Whether `line` is a row of a pipe table."""
    return line.count("|") >= 2


_LINE_ENDS, _CLOSING = "。！？；：…>", "”’）》】"
_SHORTEST = 30
_HANGING = "，、"


# Lines of a text that was broken at a fixed width: how wide, and how much narrower than the widest a full one may be.
_NARROWEST, _NARROWEST_WITHOUT_INDENT, _WIDEST, _SLACK = 15, 22, 60, 2.5
_FIRST_LINE_INDENT = (1, 4)  # 字: what a first line is set in by, and not a sign-off


@dataclass(frozen=True)
class _Typed:
    """A line as it stands in the file: its number there, its indent and its width in 字 with it."""

    line: Traced
    number: int
    indent: float
    width: float


def unwrapped(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with those put together that a fixed width broke (硬回车), which is said once.

    First lines are set in and the others are not, or empty lines part the paragraphs; else only what ends in
    mid-sentence at the full width goes on.
    """
    rows = _as_typed(lines, context)
    widest = max((row.width for row in takewhile(_is_above_imprint, rows)), default=0)
    indented = [row for row in rows if _FIRST_LINE_INDENT[0] <= row.indent <= _FIRST_LINE_INDENT[1]]
    apart = [row for above, row in pairwise(rows) if row.number > above.number + 1]
    least = _NARROWEST if len(indented) > 1 else _NARROWEST_WITHOUT_INDENT
    cuts = []
    for index, (above, below) in enumerate(pairwise(rows), 1):
        if above.width >= widest - _SLACK and _is_broken(above, below):
            cuts.append(index)
    in_sentence = [index for index in cuts if not rows[index - 1].line.endswith(tuple(_LINE_ENDS))]
    if len(indented) < 2:
        # Lines of a list may be as long as one another, and are no sentences.
        in_sentence = [index for index in in_sentence if "，" in rows[index - 1].line + rows[index].line]
        cuts = cuts if len(apart) > 1 and in_sentence else in_sentence
    if len(in_sentence) < 2 or not least <= widest <= _WIDEST:
        return list(lines)
    out: list[Traced] = []
    for index, line in enumerate(lines):
        if index in cuts:
            out[-1] = Traced(out[-1] + line, (*out[-1].origins, *line.origins))
        else:
            out.append(line)
    context.doubts.add("I420", lines[cuts[0] - 1], comment=False, count=len(cuts))
    return out


def _is_above_imprint(row: _Typed) -> bool:
    """Whether `row` comes before the imprint (版记), whose smaller type leaves room for more in a line."""
    return not bare(row.line).startswith(("抄送：", "抄送:"))


def _as_typed(lines: Sequence[Traced], context: Context) -> list[_Typed]:
    rows = []
    for line in lines:
        if not line.origins:
            return []
        number = bisect_right(context.draft.starts, line.origins[0])
        before = context.draft.text[context.draft.starts[number - 1] : line.origins[0]]
        indent = width_in_characters(before.replace("\t", "\u3000\u3000"))
        rows.append(_Typed(line, number, indent, indent + width_in_characters(line)))
    return rows


def _is_broken(above: _Typed, below: _Typed) -> bool:
    """Whether `below` may go on with the full line `above`: it stands right under it and is not set in."""
    if below.number != above.number + 1 or below.indent >= _FIRST_LINE_INDENT[0]:
        return False
    if (
        above.indent > _FIRST_LINE_INDENT[1]
        or is_table_row(above.line)
        or "  " in above.line
        or "：" in above.line[-1:]
    ):
        return False
    ends = above.line.endswith(tuple(_LINE_ENDS))
    return goes_on(below.line) and not (ends and is_organ(bare(below.line)))


def rejoined(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with each one that ends in mid-sentence and the next put together."""
    out: list[Traced] = []
    for line in lines:
        if out and _is_cut(out[-1]) and goes_on(line):
            context.doubts.add("I368", line, found=f"{out[-1][-8:]}｜{line[:8]}")
            out[-1] = Traced(out[-1] + line, (*out[-1].origins, *line.origins))
        else:
            out.append(line)
    return out


def _is_cut(line: str) -> bool:
    if is_table_row(line):
        return False
    if line.endswith(tuple(_HANGING)):
        return True
    inside = line.rstrip(_CLOSING)
    # A sentence may end with its quotation or bracket; a line with a number in front may be a heading.
    return len(line) >= _SHORTEST and inside[-1:] not in _LINE_ENDS and typed_number(line) is None and "，" in line


def goes_on(line: str) -> bool:
    """Whether `line` may be the rest of the paragraph above it."""
    return (
        typed_number(line) is None
        and not is_table_row(line)
        and not dates.is_date(line)
        and not line.startswith(("附", "抄送", "（此", "联系"))
    )
