"""Words that were to be replaced before issue: sentences of the starting texts, 某某某, ××月, 20XX年, （待定）."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.elements.dates import left_open
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.numerals import SIGNS
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Appendix
from ygt_docs.problems import Problems, lines_named
from ygt_docs.reading import MarkedList, MarkedMap, Text, parse_tree
from ygt_docs.rules.written import Found, place_at, printed_lines

_MOST_SHOWN = 3
# What a starting text leaves to the writer; its other lines (特此通知。) are as good in a finished document.
TO_BE_WRITTEN = re.compile("某|写明|第[一二](?:项|个)|负责人职务")
_SLOT = re.compile("【[^【】]*】")
_CLAUSE = re.compile("[，。；：、（）《》〈〉]")
_SHORTEST_CLAUSE = 4

# Before 某某 and ×× these make it a person's name that is kept back (李某某, 王××), which is right.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤康易"
    "乔赖庞樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂焦柳邢岳齐梅庄辛祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛"
    "童欧甄项曲游阳裴席卫屈鲍霍翁隋甘景薄司柏宁柯阮桂闵丛华车冉房边辜吉饶刁古池滕晋苑邬臧缪苟褚廉简娄盖符"
    "奚木穆燕郎邸冀谈姬屠连郜晏栾郁商蒙喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽仲乐卞封竺冼原衣楚佟栗匡宗台巫鞠僧"
    "桑荆谌银扬伏岑习胥保蔺尉阿官"
)
# 于 is one as well, but not in 关于××工作.
_NOT_SURNAME = f"(?<![{SURNAMES}])(?:(?<!于)|(?<=[关对由位属]于))"
_SIGN = "[×╳xXｘＸ]"
# A run of these signs that is no part of a word, a size or a masked number (3×4, XXL, 138××××1234).
_ALONE = "(?<![A-Za-z0-9×╳ｘＸ*.:/-])"
_ENDS = "(?![A-Za-z0-9×╳ｘＸ*])"
_BORN = f"(?:{_SIGN}{{1,2}}日)?出?生"  # the day of birth of somebody who is not to be known
_ORGANS = (
    "省|自治区|市|州|县(?!长)|人民政府|政府|局(?!长)|委(?!员|托)|办(?!理|事)|厅(?!长)|部门|单位|机关|办公室"
    "|工作|项目|会议|活动|同志|领导|方案|办法|问题|事项"
)
_PLACES = "|区(?!长)|镇(?!长)|乡(?!长|亲|村)|街道|社区|村(?!民|长)|路|公司|集团|学校|小学|中学|医院|中心"
_UNITS = (
    "余?(?:人|名|个|家|户|项|件|台|辆|所|处|亩|公里|平方米|立方米|米|吨|元|万|亿|%|％|次|场|篇|份|批|页|岁|小时|分钟)"
)
_NO_NUMERAL = f"(?<![{SIGNS}千○〇])"  # 二○○六年 and 一○○中学 are whole
_OPEN_YEAR, _OPEN_DATE, _OPEN_DAY = left_open(_SIGN)
# What samples put in the place of a title, a name, a day: 关于（事由）的通知, 《文件名称》, （单位名称）.
_SLOTS = "(?:事由|主要内容|文件(?:名称?|标题|全称)|(?:会议|活动|项目|工作|机关|部门|公司)名称|单位(?:名称|全称)|发文机关|主送机关)"
_MORE_SLOTS = f"(?:{_SLOTS}|事项|内容|主题|问题|标题|姓名|日期|时间|地点|文号|发文字号)"
_BEFORE_SLOT = "(?<=关于|召开|举办|开展|做好|印发|转发|报送|贯彻|落实|同意|任命|免去|接到|收到)"
_FORMS = tuple(
    map(
        re.compile,
        (
            f"{_NOT_SURNAME}某某某",
            _OPEN_YEAR,
            f"{_ALONE}{_SIGN}{{2,4}}[年月日时]",
            f"{_ALONE}(?:{_OPEN_DATE})",
            f"(?<=年){_SIGN}{{1,2}}月(?!{_BORN})|(?<=月){_SIGN}{{1,2}}日(?!{_BORN})",
            f"第{_SIGN}{{1,3}}[次届号期批条章项名位轮季册]",
            rf"(?<=[〕\]）)]){_SIGN}{{1,4}}号|(?<![初终执审]){_ALONE}{_SIGN}{{2,}}号",
            f"{_ALONE}{_SIGN}{{2,}}{_UNITS}",
            f"(?:电话|联系方式|传真)[：:]? ?{_SIGN}{{3,}}{_ENDS}",
            f"(?<=[：:]){_SIGN}{{2,}}{_ENDS}|^{_SIGN}{{2,}}$",
            f"{_NOT_SURNAME}{_ALONE}[×╳]{{3,}}{_ENDS}",
            f"{_NOT_SURNAME}{_ALONE}{_SIGN}{{2,}}(?:{_ORGANS})",
            f"(?<=关于){_SIGN}{{2,4}}的(?=[\u3400-\u9fff])",
            f"{_NOT_SURNAME}某某(?:{_ORGANS}|年|月|日)",
            f"{_NO_NUMERAL}○{{2,4}}(?:年|月|日|{_ORGANS})|{_NO_NUMERAL}{_OPEN_DAY}",
            rf"{_BEFORE_SLOT}[（(\[【]{_MORE_SLOTS}[）)\]】]",
            rf"^[（(\[【]{_SLOTS}[）)\]】](?=关于|[：:，、]|$)|(?<=[，、。；])[（(\[【]{_SLOTS}[）)\]】](?=[，、：])",
            "《(?:文件(?:名称?|标题|全称)|标题|方案名称|制度名称)》",
            "(?:请在|点击|单击)(?:或点击)?(?:此处|这里)(?:输入|填写|插入|录入)|此处(?:填写|输入|插入)",
        ),
    )
)
# In running text of a 通报 a village, a company or a school may be kept back as well as a person.
_NAME_FORMS = tuple(
    map(re.compile, (f"{_NOT_SURNAME}某某(?:{_PLACES[1:]})", f"{_NOT_SURNAME}{_ALONE}{_SIGN}{{2,}}(?:{_PLACES[1:]})"))
)
_LONGEST_NAME = 25
# A text that says how something is to be written (“××镇＋姓名”), and an appendix that is a form to be filled in.
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’")
_BOOK = re.compile("《[^《》]*》")
_NAMING = re.compile("命名|格式|字样|题为|文件名|样式|注明|标注|标明|写作|写成|写为|填写|填作|示例|例如")
_HOW_TO = re.compile(f"(?:{_NAMING.pattern})[^，。；：]{{0,4}}：")
_A_FORM = re.compile(
    "样[本表式张板例]|式样|模板|范本|格式|示例|参考|申报|申请|回执|证明|合同|协议|记录|台账|封面|(?:表|书|单|卡|函)(?:（|$)"
)

_OPEN = re.compile(
    r"[（(【\[][^（）()【】\[\]]{0,8}待(?:定|补|补充|核|核实|填|确定|明确|完善)[）)】\]]"
    rf"|(?<![A-Za-z0-9×*＊{SURNAMES}])[*＊]{{3,}}(?![A-Za-z0-9×*＊])"
)


@dataclass(frozen=True)
class StartingText:
    """What the starting texts leave to the writer: whole lines, and clauses that hold 某."""

    lines: tuple[re.Pattern[str], ...]
    clauses: tuple[re.Pattern[str], ...]


@functools.cache
def starting_text(folder: Path) -> StartingText:
    """The words of the starting texts in `folder` (templates/new); nothing where there is no such folder."""
    lines: dict[str, None] = {"某": None}  # the organ code of an organ that has none
    clauses: dict[str, None] = {}
    for path in sorted(folder.glob("*.yaml")):
        for line in template_lines(path):
            if not TO_BE_WRITTEN.search(line):
                continue
            lines[_plain(line)] = None
            parts = []
            for part in _CLAUSE.split(line):
                parts.append(_plain(part))
            clauses.update({part: None for part in parts if "某" in part and len(part) >= _SHORTEST_CLAUSE})
    return StartingText(tuple(map(_pattern, lines)), tuple(map(_pattern, clauses)))


def template_lines(path: Path) -> Iterator[Text]:
    """Every line of text that the starting text `path` holds; none where it cannot be read (`new` says so, S104)."""
    typed = path.read_text("utf-8", "replace").replace("【格式文件】\n", "").replace("【篇目】", "    - 篇")
    tree = parse_tree(typed.encode(), path.name, Problems())
    yield from _texts(tree)


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield from value.lines()
    elif isinstance(value, MarkedMap):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, MarkedList):
        for item in value:
            yield from _texts(item)


def _plain(line: str) -> str:
    """`line` without a typed number."""
    typed = typed_number(line)
    return (line[len(typed.written) :] if typed else line).strip()


def _pattern(words: str) -> re.Pattern[str]:
    """`words` as a pattern; what the command fills in (【机关】) may be anything."""
    return re.compile(".*".join(map(re.escape, _SLOT.split(words))))


def check_placeholders(document: Document, templates: Path, problems: Problems) -> None:
    """One finding for all that still has to be written, and one for all that is still open."""
    text = starting_text(templates / "new")
    forms = {line.place for line in _lines_of_forms(document)}
    unwritten: list[Found] = []
    still_open: list[Found] = []
    for line in _lines(document):
        found = _from_template(line, text) or (None if line.place in forms else _placeholder(line))
        if found:
            unwritten.append(found)
            continue
        match = _OPEN.search(line)
        if match and line.place not in forms:
            still_open.append(Found(place_at(line, match.start()), match[0]))
    for code, listed in (("T110", unwritten), ("T111", still_open)):
        if listed:
            words = [each.words for each in listed[:_MOST_SHOWN]]
            shown = "、".join(f"「{item}」" for item in dict.fromkeys(words))
            more = "等" if len(listed) > _MOST_SHOWN else ""
            where = lines_named([item.place for item in listed])
            problems.add(code, listed[0].place, found=shown + more, count=len(listed), lines=where)


def _lines(document: Document) -> Iterator[Text]:
    for line in printed_lines(document.notice):
        yield line.text
    for organ in document.organs:
        if organ.name not in document.notice.organs:
            continue
        for name in (organ.mark_name, *(organ.sign_off or ())):
            if name:
                yield name


def _lines_of_forms(document: Document) -> Iterator[Text]:
    """The lines of appendices that others fill in: ×× and （待定） belong there."""
    notice = document.notice
    for appendix in (item for _, appendices in notice.appendix_lists() for item in appendices):
        if _A_FORM.search(appendix.name):
            yield from _body_lines(appendix)


def _body_lines(appendix: Appendix) -> Iterator[Text]:
    for part in (appendix.body, appendix.table):
        if part is not None:
            for line in printed_lines(part):
                yield line.text


def _from_template(line: Text, text: StartingText) -> Found | None:
    if not TO_BE_WRITTEN.search(line):
        return None
    plain = _plain(line)
    if any(pattern.fullmatch(plain) for pattern in text.lines):
        return Found(line.place, _short(plain))
    start = 0
    for part in _CLAUSE.split(line):
        words = _plain(part)
        if "某" in words and any(pattern.fullmatch(words) for pattern in text.clauses):
            return Found(place_at(line, start + part.index(words)), _short(words))
        start += len(part) + 1
    return None


def _placeholder(line: Text) -> Found | None:
    """The first placeholder of a line (None: it has none)."""
    naming = bool(_NAMING.search(_BOOK.sub("", line)))
    silent = [match.span() for match in _QUOTED.finditer(line)]
    name = len(line) <= _LONGEST_NAME and "。" not in line
    if naming:
        silent += [(match.end(), len(line)) for match in _HOW_TO.finditer(line)]
        silent += [match.span() for match in _BOOK.finditer(line)]
    for form in _FORMS + (_NAME_FORMS if name else ()):
        for match in form.finditer(line):
            if not any(start <= match.start() < end for start, end in silent):
                return Found(place_at(line, match.start()), match[0])
    return None


def _short(words: str) -> str:
    if len(words) <= 16:
        return words
    return words[:15] + "…"
