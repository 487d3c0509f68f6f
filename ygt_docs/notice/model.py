"""What a notice says (公文的内容): organs, number, title, body, goals, steps, tasks, appendices. No millimetres."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, PlainSerializer

from ygt_docs.elements.formats import PLAIN_KINDS as PLAIN_KINDS
from ygt_docs.elements.formats import Format as Format
from ygt_docs.elements.formats import Kind as Kind
from ygt_docs.elements.formats import layout_of
from ygt_docs.elements.marks import Secrecy, Urgency
from ygt_docs.elements.number import number_words
from ygt_docs.notice.blocks import Blocks, Picture, TextBlock
from ygt_docs.notice.deadlines import date_of
from ygt_docs.notice.fields import (
    FILE_NAME,
    Date,
    Fault,
    Integer,
    Keys,
    Line,
    Lines,
    Model,
    YesNo,
    custom,
    fault,
    one_or_several,
)
from ygt_docs.notice.fields import Orientation as Orientation
from ygt_docs.notice.forms import Form, NameList
from ygt_docs.notice.registering import Registration
from ygt_docs.notice.regulation import (
    CONTENTS,
    LEVELS,
    RUNNING,
    Articles,
    Chapters,
    Divisions,
    Levels,
    Part,
    body_faults,
    contents_faults,
    level_faults,
)
from ygt_docs.notice.special import (
    Bulletin,
    Collection,
    ContactPlace,
    Direction,
    MarkStyle,
    Minutes,
    Order,
    Proclamation,
    SealMode,
    SignOff,
    Stamp,
    contact_faults,
    format_faults,
    picture_faults,
    signing_faults,
)
from ygt_docs.notice.tables import Table
from ygt_docs.reading.text import Text, place_of

# What the pages of an appendix may hold.
_CONTENTS = frozenset({"正文", "任务表", "表", "表单", "名单", "图", "附页"})
_TITLE_NOTE = "标题下的题注，如 2026年3月1日县人民政府第12次常务会议通过；可分行写，括号由程序加"
_OF_TASKS = ("任务", "工作", "事项", "举措", "措施", "项目", "要点", "目标", "问题")
# What the rows of a table are where its head says 课程内容, 议程 or only 内容: nobody has to report on them.
_OF_AGENDAS = re.compile("课|议|日程|活动|培训|讲|发言|考|赛|参观|观摩|环节|流程|^内容$")
_ID = re.compile(r"[\w.-]{1,24}")
# Columns of the task table whose cells may be merged with the row above (同上).
MERGEABLE = ("时限", "评价标准", "评价方法", "责任单位", "牵头", "配合")


class Contact(Model):
    """The contact block (联系方式)."""

    person: Line | None = Field(None, alias="联系人", description="联系人姓名")
    phone: Line | None = Field(None, alias="电话", description='联系电话，如 "8000001"')
    fax: Line | None = Field(None, alias="传真", description="传真号码")
    email: Line | None = Field(None, alias="邮箱", description="电子邮箱，印作“邮箱”")
    electronic_mail: Line | None = Field(None, alias="电子邮箱", description="电子邮箱，印作“电子邮箱”")
    address: Line | None = Field(None, alias="地址", description="通信地址")


class PlacedContact(Contact):
    """The contact block of a document, and where it stands."""

    place: ContactPlace = Field(
        ContactPlace.ROWS, alias="位置", description="正文后（默认，一项一行）、正文后一行 或 附注"
    )


Contacts = Annotated[list[PlacedContact], BeforeValidator(one_or_several)]


class OrganCode(Model):
    """One of the codes (机关代字) that an organ gives to its documents."""

    code: Line = Field(alias="代字", description="机关代字，如 云政文")
    purpose: Line | None = Field(None, alias="用于", description="这个代字用在哪里，如 任免；给人看的，不印")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The code alone."""
        return {"代字": text}


def _one_or_several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_typed(codes: list[OrganCode] | None) -> object:
    """The codes as an office types them: one that is text alone is no list."""
    typed = []
    for item in codes or ():
        typed.append(str(item.code) if item.purpose is None else item.model_dump(by_alias=True))
    if len(typed) == 1 and isinstance(typed[0], str):
        return typed[0]
    return typed or None


Codes = Annotated[list[OrganCode], BeforeValidator(_one_or_several), PlainSerializer(_as_typed)]


class Organ(Model):
    """One issuing organ (发文机关) of organs.yaml."""

    name: Line = Field(alias="全称", description="机关全称")
    short_name: Line | None = Field(None, alias="规范化简称", description="规范化简称")
    mark_name: Line | None = Field(None, alias="标志名", description="发文机关标志上的名称，不写则用全称")
    sign_off: Lines | None = Field(None, alias="署名", description="落款署名，可分两行写，不写则用全称")
    codes: Codes | None = Field(
        None, alias="机关代字", description="发文字号中的机关代字，如 云政文；有几个的写成列表，常用的写在最前"
    )
    seal_diameter: Integer | None = Field(None, alias="印章直径", description="印章直径（毫米），不写按 42 毫米留位")
    seal_picture: Line | None = Field(
        None, alias="印章图片", description="seals 文件夹中的 .png 文件名，只印在样稿上（build --sample）"
    )
    contact: Contact | None = Field(None, alias="联系", description="联系方式")

    @property
    def code(self) -> Text | None:
        """The code that the organ uses most, the first one (None: it has none)."""
        return self.codes[0].code if self.codes else None

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A seal's picture that is no .png of the folder seals."""
        yield from picture_faults(typed)


class Organs(Model):
    """organs.yaml: the issuing organs that documents name."""

    organs: list[Organ] = Field(alias="机关", description="发文机关名录")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Two organs of one 全称: documents could not say which they mean."""
        first: dict[object, Any] = {}
        for index, organ in enumerate(_list(typed.get("机关"))):
            name = organ.get("全称") if isinstance(organ, Mapping) else None
            if isinstance(name, str) and name in first:
                yield fault("N122", "机关", index, "全称", found=name, line=place_of(first[name]).line)
            elif isinstance(name, str):
                first[name] = name


class DocumentNumber(Model):
    """The document number (发文字号, 7.2.5). Without `serial` the document is a draft and prints 〔2026〕×号."""

    code: Line = Field(alias="机关代字", description="机关代字，如 云政文")
    year: Integer = Field(alias="年份", description="四位年份，如 2026")
    serial: Integer | None = Field(None, alias="顺序号", description="发文顺序号；草稿不写，签发登记后写上")

    def __str__(self) -> str:
        return number_words(self.code, self.year, self.serial)

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """Refuse a number typed as it prints: the register needs its parts; the fix names them."""
        raise custom("N138", found=text)

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A year no document of today bears, and the serial 0."""
        year, serial = typed.get("年份"), typed.get("顺序号")
        if _is_number(year) and not 1949 <= int(str(year)) <= 2099:
            yield fault("N128", "年份", found=year)
        if _is_number(serial) and int(str(serial)) == 0:
            yield fault("N116", "顺序号", found=serial)


class Deadline(Model):
    """A deadline (完成时限): the words as printed, and the real date behind them (None: no single date)."""

    words: Line = Field(alias="原文", description="文中写法，如 6月30日前并持续落实")
    date: Date | None = Field(None, alias="日期", description="对应的日期，如 2026-06-30")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The words alone: the date is the one day they name, in the plan's `year`; no date when they name none."""
        date = date_of(text, year)
        if date is None:
            return {"原文": text}
        return {"原文": text, "日期": date}


class Task(Model):
    """One row of the task table (任务清单)."""

    id: Line | None = Field(
        None, alias="编号", description="任务的固定编号，不印；由 tasks 公文名称 --ids 写上，不要改"
    )
    number: Line | None = Field(None, alias="序号", description="表中序号，不写则自动编号")
    source: Line | None = Field(None, alias="来源", description="任务来源，不印在任务表里，用在各类清单和台账里")
    task: Line = Field(alias="任务", description="任务内容")
    deadline: Deadline | None = Field(None, alias="时限", description="完成时限")
    criteria: Lines = Field(default=[], alias="评价标准", description="评价标准，每条一项")
    method: Line | None = Field(None, alias="评价方法", description="评价方法")
    units: Lines = Field(default=[], alias="责任单位", description="责任单位（不分牵头、配合时用）")
    lead_units: Lines = Field(default=[], alias="牵头", description="牵头单位")
    support_units: Lines = Field(default=[], alias="配合", description="配合单位")
    same_as_above: Lines = Field(
        default=[], alias="同上", description="与上一行合并的栏：时限、评价标准、评价方法、责任单位、牵头、配合"
    )
    leader: Line | None = Field(None, alias="分管领导", description="分管领导，不印在任务表里，用在各类清单和台账里")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A column given twice, units both with and without roles, and an 编号 that no sheet could be told by."""
        identity = typed.get("编号")
        if isinstance(identity, str) and _ID.fullmatch(identity) is None:
            yield fault("L102", "编号", found=identity)
        if "责任单位" in typed and ("牵头" in typed or "配合" in typed):
            yield fault("N134", "责任单位")
        for index, column in enumerate(_list(typed.get("同上"))):
            if not isinstance(column, str):
                continue
            if column not in MERGEABLE:
                yield fault("N132", "同上", index, found=column, allowed="、".join(MERGEABLE))
            elif column in typed:
                yield fault("N133", "同上", index, found=column)


class TaskGroup(Model):
    """A group of tasks under one heading row."""

    heading: Line | None = Field(None, alias="标题", description="组标题，如 落实领导责任")
    restart: YesNo = Field(False, alias="另编序号", description="本组序号从 1 重新编（是/否）")
    tasks: list[Task] = Field(alias="任务", description="任务列表", min_length=1)

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """The first row of a group has no row above it: the group's heading stands there."""
        tasks = _list(typed.get("任务"))
        if tasks and isinstance(tasks[0], Mapping) and "同上" in tasks[0]:
            yield fault("N131", "任务", 0, "同上")


class ColumnTitles(Model):
    """Other words for the head of the table; a column that is not named keeps its usual title."""

    number: Line | None = Field(None, alias="序号", description="默认 序号")
    task: Line | None = Field(None, alias="任务", description="默认 重点任务")
    deadline: Line | None = Field(None, alias="时限", description="默认 完成时限")
    criteria: Line | None = Field(None, alias="评价标准", description="默认 评价标准")
    method: Line | None = Field(None, alias="评价方法", description="默认 评价方法")
    units: Line | None = Field(None, alias="责任单位", description="默认 责任单位")
    lead_units: Line | None = Field(None, alias="牵头", description="默认 牵头单位")
    support_units: Line | None = Field(None, alias="配合", description="默认 配合单位")


class TaskTable(Model):
    """tasks.yaml: the task table (重点任务清单). A column that no task fills is not printed."""

    columns: ColumnTitles | None = Field(None, alias="表头", description="表头用语，不写用默认")
    groups: list[TaskGroup] = Field(alias="组", description="任务分组", min_length=1)

    @property
    def holds_tasks(self) -> bool:
        """Whether it is a task list: one whose head says 课程内容 or 时间 is a timetable."""
        titles = self.columns
        if titles is None:
            return True
        head = "".join((titles.task or "").split())
        if _OF_AGENDAS.search(head) is not None and not any(word in head for word in _OF_TASKS):
            return False
        return titles.deadline != "时间"


class Indicator(Model):
    """One measurable goal (指标)."""

    name: Line = Field(alias="名称", description="指标名称，如 县域内住院人次占比")
    value: Line = Field(alias="数值", description="目标值，如 75 或 同比提升")
    unit: Line | None = Field(None, alias="单位", description="单位，如 %")
    deadline: Deadline | None = Field(None, alias="时限", description="完成时限")


class Goals(Model):
    """goals.yaml: the goals (建设目标)."""

    summary: Text | None = Field(None, alias="总述", description="目标总述，每行一段")
    indicators: list[Indicator] = Field(default=[], alias="指标", description="具体指标")


class StepPart(Model):
    """A paragraph of a step: deadline, text, and items that print as 一是…；二是…。"""

    deadline: Deadline | None = Field(None, alias="时限", description="本段时限，如 {原文: 6月底前, 日期: 2026-06-30}")
    text: Text | None = Field(None, alias="正文", description="本段文字")
    items: Lines = Field(default=[], alias="事项", description="分项，印作 一是…；二是…。")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A paragraph must say something."""
        if typed and "正文" not in typed and "事项" not in typed:
            yield fault("N135")


class Step(Model):
    """One step; it may have several deadlines, a paragraph each."""

    heading: Line = Field(alias="标题", description="步骤标题，不写序号")
    parts: list[StepPart] = Field(alias="段落", description="本步骤的段落", min_length=1)


class Steps(Model):
    """steps.yaml: the steps (实施步骤)."""

    introduction: Text | None = Field(None, alias="引言", description="步骤前的引言，每行一段")
    steps: list[Step] = Field(alias="步骤", description="各步骤", min_length=1)


class Section(Model):
    """A heading with its text, its sub-sections, or the goals or steps that belong under it."""

    heading: Line = Field(alias="标题", description="小标题，不写序号（序号自动编）")
    run_in: YesNo = Field(False, alias="连排", description="标题后接排正文（是/否）")
    text: Blocks | None = Field(
        None, alias="正文", description="正文，每行一段；或列表，每项一段文字或一个 {段: …}、{表: …}"
    )
    goals: Goals | None = Field(None, alias="建设目标", description="建设目标，写文件名 goals.yaml")
    steps: Steps | None = Field(None, alias="实施步骤", description="实施步骤，写文件名 steps.yaml")
    sections: list[Section] = Field(default=[], alias="下级", description="下一层标题")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Text that names a file, and a run-in heading with nothing to run into."""
        text = typed.get("正文")
        if isinstance(text, str) and FILE_NAME.fullmatch(text):
            yield fault("N127", "正文", found=text)
        begins = text[0] if isinstance(text, list) and text else text
        if typed.get("连排") == "是" and (begins is None or (isinstance(begins, Mapping) and "段" not in begins)):
            yield fault("N137", "连排")


class Body(Model):
    """A body in parts: introduction, sections, closing words. Plain text or a list stands in `introduction` alone."""

    paragraphs: ClassVar[bool] = True

    introduction: Blocks | None = Field(
        None, alias="导语", description="开头文字，每行一段；或列表，每项一段文字或一个 {段: …}、{表: …}"
    )
    sections: list[Section] = Field(default=[], alias="章节", description="各章节")
    parts: list[Part] = Field(default=[], alias="编", description="办法、规定等的编")
    chapters: Chapters = Field(default=[], alias="章", description="办法、规定等的章：标题，下面是条或节")
    divisions: Divisions = Field(default=[], alias="节", description="不分章的办法、规定等的节")
    articles: Articles = Field(default=[], alias="条", description="不分章的办法、规定等的条")
    closing: Blocks | None = Field(
        None, alias="结语", description="结尾文字，每行一段；或列表，每项一段文字或一个 {段: …}、{表: …}"
    )

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """Plain text is a body of paragraphs without structure."""
        return {"导语": text}

    @classmethod
    def from_list(cls, items: list[Any]) -> object:
        """So is a list of texts and blocks."""
        return {"导语": items}

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A text that is parted in two ways at once."""
        yield from body_faults(typed)

    @property
    def is_regulation(self) -> bool:
        """Whether it is made of articles by structure (编 章 节 条)."""
        return bool(self.parts or self.chapters or self.divisions or self.articles)


class Appendix(Model):
    """An appendix (附件): its name in the appendix note, and what stands on its pages."""

    name: Line = Field(alias="名称", description="附件说明中的名称，后面不加标点")
    title: Lines | None = Field(None, alias="标题", description="附件页上的标题，不写与名称相同；可分行写")
    orientation: Orientation = Field(Orientation.PORTRAIT, alias="方向", description="竖 或 横")
    levels: Levels | None = LEVELS
    contents: YesNo = CONTENTS
    running: YesNo = RUNNING
    body: Body | None = Field(None, alias="正文", description="附件文字，或文件名")
    table: TaskTable | None = Field(None, alias="任务表", description="任务表，写文件名 tasks.yaml")
    own_table: Table | None = Field(None, alias="表", description="附件就是一张表的，直接写在这里")
    own_picture: Picture | None = Field(None, alias="图", description="附件就是一张图的，直接写在这里")
    own_form: Form | None = Field(None, alias="表单", description="附件就是一张供填写的表的，直接写在这里")
    own_names: NameList | None = Field(None, alias="名单", description="附件就是一份名单的，直接写在这里")
    pages: Lines = Field(default=[], alias="附页", description="扫描件等，.pdf、.png、.jpg 的各页作为这个附件的页")
    sent_apart: YesNo = Field(False, alias="另发", description="附件说明里列出，不随文印（是/否）")
    file: Line | None = Field(None, alias="文件", description="另发的文件，复制到成品旁边")
    separate: YesNo = Field(
        False, alias="另册", description="不能与正文一起装订，另成一册（是/否）：单独生成文件，左上角编发文字号和“附件”"
    )

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """An appendix whose pages would be empty; where a key is unknown, that is what is told."""
        unknown = typed.keys() - {field.alias for field in cls.model_fields.values()}
        apart = typed.get("另发") == "是"
        if typed and not apart and not typed.keys() & {*_CONTENTS, "文件"} and not unknown:
            yield fault("N130")
        for key in typed:
            if apart and (key in _CONTENTS or key == "另册"):
                yield fault("N640", key, found=key)
        if "文件" in typed and not apart:
            yield fault("N641", "文件")
        yield from level_faults(typed)

    @property
    def block(self) -> TextBlock | None:
        """The one block that stands in the place of a 正文 (None: none does)."""
        if not {"own_table", "own_form", "own_names", "own_picture"} & self.model_fields_set:
            return None
        return TextBlock.model_construct(
            table=self.own_table, form=self.own_form, name_list=self.own_names, picture=self.own_picture
        )


class Promulgated(Model):
    """The promulgated text (印发件): what a 通知 passes on. A term of practice, not of the standard."""

    title: Lines = Field(alias="标题", description="印发件标题；可分行写", min_length=1)
    title_note: Lines = Field(default=[], alias="题注", description=_TITLE_NOTE)
    levels: Levels | None = LEVELS
    contents: YesNo = CONTENTS
    running: YesNo = RUNNING
    body: Body = Field(alias="正文", description="印发件正文，或文件名 plan.yaml")
    contacts: Contacts = Field(default=[], alias="联系", description="联系方式；有几个的写成列表")
    appendices: list[Appendix] = Field(default=[], alias="附件", description="附件")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A contact block where no annotation is."""
        yield from contact_faults(typed)
        yield from level_faults(typed)


class Forwarded(Model):
    """A forwarded document (转发件): the whole of what another organ issued, as a reprint. A term of practice."""

    number: Line | None = Field(
        None, alias="发文字号", description="转发件自己的发文字号，照原件写，如 青政办发〔2026〕12号"
    )
    title: Lines = Field(alias="标题", description="转发件标题；可分行写", min_length=1)
    addressees: Lines = Field(default=[], alias="主送机关", description="转发件的主送机关，每类一项，用，连接")
    levels: Levels | None = LEVELS
    running: YesNo = RUNNING
    body: Body = Field(alias="正文", description="转发件正文，或文件名 forwarded.yaml")
    sign_off: Lines = Field(default=[], alias="署名", description="转发件的署名，每个机关一项")
    date: Date | None = Field(None, alias="成文日期", description="转发件的成文日期，如 2026-03-05")
    annotation: Line | None = Field(None, alias="附注", description="转发件的附注，不写括号")
    appendices: list[Appendix] = Field(default=[], alias="附件", description="转发件自己的附件")
    promulgated: Promulgated | None = Field(None, alias="印发件", description="转发件自己印发的文件")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Numbers that run on beside decimals."""
        yield from level_faults(typed)

    @property
    def contents(self) -> bool:
        """Never: it begins with its addressees. What it promulgates may have contents of its own."""
        return False


class Imprint(Model):
    """The imprint (版记, 7.4)."""

    copies_to: Lines = Field(default=[], alias="抄送", description="抄送机关")
    printed_by: Line | None = Field(None, alias="印发机关", description="印发机关，多为办公室")
    printed_on: Date | None = Field(None, alias="印发日期", description="印发日期，如 2026-04-27")


class Disclosure(Model):
    """Public-disclosure data (信息公开): kept in the files' properties and the report, printed nowhere."""

    index_number: Line | None = Field(None, alias="索引号", description="信息索引号")
    publisher: Line | None = Field(None, alias="发布机构", description="发布机构")
    name: Line | None = Field(None, alias="名称", description="信息名称")
    number: Line | None = Field(None, alias="文号", description="公开目录中的文号")
    subject: Line | None = Field(None, alias="主题分类", description="主题分类")
    published_on: Date | None = Field(None, alias="发布日期", description="发布日期")
    openness: Line | None = Field(None, alias="公开属性", description="主动公开、依申请公开 或 不予公开")


class Notice(Model):
    """One document (公文). What it does not have stays absent; nothing is invented."""

    kind: Kind = Field(alias="文种", description="15 种公文之一，或 文稿、简报、汇编；都不是的写 其他")
    kind_name: Line | None = Field(None, alias="文种名", description="文种是 其他 的，写它的名称，如 行政处罚决定书")
    organs: Lines = Field(
        default=[], alias="发文机关", description="发文机关，须在 organs.yaml 中；联合行文的，主办机关写在最前"
    )
    mark: MarkStyle | None = Field(None, alias="标志", description="发文机关标志写哪些机关、加不加“文件”二字")
    copy_number: Line | None = Field(
        None,
        alias="份号",
        description='份号，一般 6 位数字，如 "000001"；一段份号写 "000001-000080"，用 build --copies 每份一号',
    )
    secrecy: Secrecy | None = Field(None, alias="密级", description="绝密、机密 或 秘密")
    secrecy_period: Line | None = Field(None, alias="保密期限", description="保密期限，如 1年、6个月，印作 机密★1年")
    urgency: Urgency | None = Field(None, alias="紧急程度", description="特急 或 加急；电报还有 特提 和 平急")
    direction: Direction | None = Field(
        None, alias="行文方向", description="上行、平行 或 下行；不写则请示、报告、议案是上行文"
    )
    signatories: Lines = Field(default=[], alias="签发人", description="上行文的签发人姓名，按机关顺序写")
    registration: Line | None = Field(None, alias="统一登记号", description="规范性文件统一登记号，不是发文字号")
    preprinted: YesNo = Field(False, alias="套打", description="用印好红头的纸打印（是/否）：不印标志和红线，位置照留")
    number: DocumentNumber | None = Field(None, alias="发文字号", description="机关代字、年份、顺序号")
    proclamation: Proclamation | None = Field(
        None, alias="公告号", description="公告、通告自己的编号，印在发文字号的位置；写了它就不写发文字号"
    )
    format: Format | None = Field(
        None, alias="格式", description="文件 或 信函；不写则函用信函格式，命令、纪要用自己的格式"
    )
    title: Lines = Field(
        default=[], alias="标题", description="标题；可分行写，分行照印；命令、纪要可以不写", min_length=1
    )
    subtitle: Line | None = Field(None, alias="副标题", description="副标题，印在标题下，破折号自动加")
    title_note: Lines = Field(default=[], alias="题注", description=_TITLE_NOTE)
    order: Order | None = Field(None, alias="命令", description="命令的令号")
    minutes: Minutes | None = Field(None, alias="纪要", description="纪要的名称、次数和出席、请假、列席人员")
    addressees: Lines = Field(default=[], alias="主送机关", description="主送机关，每类一项，用，连接")
    author: Lines = Field(default=[], alias="作者", description="文稿标题下的作者或单位")
    levels: Levels | None = LEVELS
    contents: YesNo = CONTENTS
    running: YesNo = RUNNING
    occasion: Line | None = Field(
        None, alias="场合", description="讲话的场合，如 在全县教育工作会议上，与日期合成一行印在标题下"
    )
    speakers: Lines = Field(default=[], alias="讲话人", description="讲话人的职务和姓名，印在标题下，每人一行")
    salutation: Line | None = Field(None, alias="称呼", description="讲话开头的称呼，顶格排，冒号自动加")
    body: Body = Field(default_factory=Body.model_construct, alias="正文", description="正文，或文件名；只有汇编不写")
    appendices: list[Appendix] = Field(default=[], alias="附件", description="附件")
    contacts: Contacts = Field(default=[], alias="联系", description="联系方式；有几个的写成列表，上下对齐")
    date: Date | None = Field(None, alias="成文日期", description="成文日期，如 2026-04-26")
    signed: SignOff = Field(
        SignOff.THERE, alias="落款", description="写 无 就不印署名和日期（会议通过的决议、公报等）；不写则印"
    )
    sealed_by: Line | None = Field(
        None, alias="代章", description="代盖印章的机关，署名下印作（××代章）；只印（代章）的写 是"
    )
    seal: SealMode = Field(SealMode.SEALED, alias="用印", description="盖章（默认）、不盖章 或 签名章")
    stamps: list[Stamp] = Field(default=[], alias="签名章", description="用签名章的，每个机关一项：职务和姓名")
    annotation: Line | None = Field(None, alias="附注", description="附注，不写括号，如 此件公开发布")
    promulgated: Promulgated | None = Field(None, alias="印发件", description="随文印发的文件")
    forwarded: Annotated[list[Forwarded], BeforeValidator(one_or_several)] = Field(
        default=[], alias="转发件", description="转发的公文，全文另页排在后面；有几件的写成列表"
    )
    imprint: Imprint | None = Field(None, alias="版记", description="抄送、印发机关、印发日期")
    bulletin: Bulletin | None = Field(None, alias="简报", description="简报的报头、按语和报尾")
    collection: Collection | None = Field(None, alias="汇编", description="汇编的编印单位和篇目")
    disclosure: Disclosure | None = Field(None, alias="信息公开", description="信息公开数据")
    register_facts: Registration | None = Field(
        None, alias="登记", description="发文登记：拟稿人、份数、保管期限等，不印"
    )

    def appendix_lists(self) -> Iterator[tuple[Keys, list[Appendix]]]:
        """Every list of appendices in the order of the pages, with the keys that lead to it."""
        if self.promulgated is not None:
            yield ("印发件", "附件"), self.promulgated.appendices
        for index, item in enumerate(self.forwarded):
            if item.promulgated is not None:
                yield ("转发件", index, "印发件", "附件"), item.promulgated.appendices
            yield ("转发件", index, "附件"), item.appendices
        yield ("附件",), self.appendices

    @property
    def layout(self) -> Format:
        """The format that it is laid out in: the one it names, else that of its kind (a 函 is a letter)."""
        return layout_of(self.kind, self.format).format

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """An organ named twice, what the kind cannot do without, and what it would silently not print."""
        names = _list(typed.get("发文机关"))
        for index, name in enumerate(names):
            if isinstance(name, str) and name in names[:index]:
                yield fault("N123", "发文机关", index, found=name)
        yield from format_faults(typed)
        yield from signing_faults(typed)
        yield from contents_faults(typed, PLAIN_KINDS)
        yield from level_faults(typed)


def _list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    if value is None:
        return []
    return [value]


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and len(value) < 10
    return isinstance(value, int)
