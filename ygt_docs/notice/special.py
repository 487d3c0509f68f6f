"""What mark and head say by themselves: mark and direction (版头, 7.2), an order, minutes (10); and what a document of
a kind and a format (文种、格式) must have and would not print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.elements.catalogue import UNDER_TITLE
from ygt_docs.elements.formats import ANNOUNCING, OF_ONE_KIND, Format, Kind, layout_of, layout_of_kind
from ygt_docs.notice.fields import Fault, Integer, Line, Lines, Model, YesNo, fault
from ygt_docs.notice.meant import meant_yes_no
from ygt_docs.reading.text import Text

_PICTURE = re.compile(r"[^/\\:]+\.png", re.IGNORECASE)


class SealMode(StrEnum):
    """How the document is sealed (7.3.5)."""

    SEALED = "盖章"
    UNSEALED = "不盖章"
    STAMPED = "签名章"


class SignOff(StrEnum):
    """Whether a sign-off and a date are printed (落款): a resolution has them in the note under its title."""

    THERE = "有"
    NONE = "无"


class ContactPlace(StrEnum):
    """Where the contact block stands: rows after the text, one line after it, or in the annotation (7.3.6)."""

    ROWS = "正文后"
    LINE = "正文后一行"
    ANNOTATION = "附注"


class Stamp(Model):
    """Who signs with a stamp of his signature (签名章, 7.3.5.3), one for each organ in their order."""

    position: Line = Field(alias="职务", description="职务全称，如 云溪县人民政府县长")
    name: Line = Field(alias="姓名", description="签名人姓名，签名章盖在上面")


def signing_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """Stamps without 用印: 签名章 or the other way round, another number of stamps than of organs, a seal for nothing."""
    yield from _deputy_faults(typed)
    stamps, organs = typed.get("签名章"), typed.get("发文机关")
    if typed.get("落款") == SignOff.NONE:
        for key in ("用印", "签名章", "代章"):
            if key in typed:
                yield fault("N166", key, key=key)
        return
    stamped = typed.get("用印") == SealMode.STAMPED
    if stamped and stamps is None:
        yield fault("N150", "用印")
    elif stamps is not None and not stamped:
        yield fault("N151", "签名章")
    elif isinstance(stamps, list) and isinstance(organs, list) and len(stamps) != len(organs):
        yield fault("N152", "签名章", count=len(stamps), organs=len(organs))


def _deputy_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """A seal on behalf (代章) of an organ that does not seal, or of several organs."""
    if "代章" not in typed or typed.get("落款") == SignOff.NONE:
        return
    organs = typed.get("发文机关")
    if meant_yes_no(str(typed["代章"])) == "否" or typed["代章"] == "否":
        yield fault("N167", "代章", why=f"写的是“{typed['代章']}”，不是机关")
    elif typed.get("用印", SealMode.SEALED) != SealMode.SEALED:
        yield fault("N167", "代章", why=f"“用印”是{typed['用印']}")
    elif isinstance(organs, list) and len(organs) > 1:
        yield fault("N167", "代章", why=f"发文机关有 {len(organs)} 个，分不清代的是哪一个")


def contact_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """A promulgated text (印发件) has no annotation to put its contact block in."""
    contact = typed.get("联系")
    for index, item in enumerate(contact if isinstance(contact, list) else [contact]):
        if isinstance(item, Mapping) and item.get("位置") == ContactPlace.ANNOTATION:
            yield fault("N153", "联系", index, "位置", found=ContactPlace.ANNOTATION.value)


def picture_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """A seal's picture is a .png in the folder seals, named without any folder."""
    picture = typed.get("印章图片")
    if isinstance(picture, str) and not _PICTURE.fullmatch(picture):
        yield fault("N154", "印章图片", found=picture, name=typed.get("全称", "机关全称"))


class RemarkPlace(StrEnum):
    """Where the compilers' remark (按语) stands."""

    BEFORE_TITLE = "标题前"
    AFTER_TITLE = "标题后"


class Bulletin(Model):
    """Head and foot of a bulletin (简报)."""

    name: Line = Field(alias="名称", description="简报名称，印在报头，如 云溪医改简报")
    issue: Integer | None = Field(None, alias="期号", description="本年第几期；草稿不写，印作 第×期")
    total_issue: Integer | None = Field(None, alias="总期号", description="总第几期")
    compiled_by: Line = Field(alias="编印单位", description="编印单位，印在报头左下")
    remark: Text | None = Field(None, alias="按语", description="按语，每行一段，不写“按：”")
    remark_place: RemarkPlace = Field(RemarkPlace.BEFORE_TITLE, alias="按语位置", description="标题前（默认）或 标题后")
    reports_to: Lines = Field(default=[], alias="报", description="上级，每类一项，印作 报：…；…。")
    sends_to: Lines = Field(default=[], alias="送", description="平级，每类一项")
    issues_to: Lines = Field(default=[], alias="发", description="下级，每类一项")
    copies_to: Lines = Field(default=[], alias="抄送", description="抄送，每类一项")
    distributed_to: Lines = Field(default=[], alias="分送", description="分送，每类一项")
    copies: Integer | None = Field(None, alias="共印", description="印数，印作（共印80份）")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Numbers that count from 1, and a running number below the number of this year."""
        numbers = {
            key: int(value)
            for key in ("期号", "总期号", "共印")
            if isinstance(value := typed.get(key), str) and value.isascii() and value.isdigit()
        }
        for key, number in numbers.items():
            if number == 0:
                yield fault("N116", key, key=key, found=typed[key])
        if numbers.get("期号", 0) > numbers.get("总期号", 0) > 0:
            yield fault("N180", "总期号", found=typed["总期号"], issue=typed["期号"])


class Collection(Model):
    """A collection (汇编): several documents of content/ behind a cover and a contents page."""

    compiled_by: Lines = Field(default=[], alias="编印单位", description="编印单位，印在封面")
    members: Lines = Field(alias="篇目", description="收入的公文，写文件夹名，按这个次序排", min_length=1)


_FIRST_YEAR, _LAST_YEAR = 1949, 2099


def format_faults(typed: Mapping[str, Any]) -> Iterator[Fault]:
    """What a document cannot do without, a 格式 that its 文种 cannot have, and what would silently not be printed."""
    kind, chosen = str(typed.get("文种")), typed.get("格式")
    own = layout_of_kind(kind)
    if chosen in list(Format) and chosen not in own.may_be:
        words = f"可以写：{'、'.join(own.may_be)}" if own.may_be else "删去「格式」"
        yield fault("N140", "格式", kind=kind, found=chosen, allowed=words)
    layout = layout_of(kind, str(chosen))
    needed = layout.needs if layout.untitled else ("标题", *layout.needs)
    for key in needed:
        if key not in typed:
            yield fault("missing", key)
    if layout.untitled and "标题" not in typed and not typed.keys().isdisjoint(UNDER_TITLE):
        yield fault("missing", "标题")  # what stands under a title has none to stand under
    name = kind if layout.unruled else f"{layout.format}格式"
    for key in typed:
        if OF_ONE_KIND.get(key, kind) != kind:
            yield fault("N129", key, key=key, kind=kind)
        elif key in layout.without:
            yield fault("N129", key, key=key, kind=name)

    yield from _kind_name_faults(typed, kind)
    if "公告号" in typed and kind not in ANNOUNCING:
        yield fault("N129", "公告号", key="公告号", kind=kind)
    elif "公告号" in typed and "发文字号" in typed:
        yield fault("N165", "公告号")


def _kind_name_faults(typed: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    """A document of another kind (其他) says which; one of the 15 kinds has its name already."""
    if kind == Kind.OTHER and "文种名" not in typed:
        yield fault("missing", "文种名")
    elif kind != Kind.OTHER and "文种名" in typed:
        yield fault("N129", "文种名", key="文种名", kind=kind)


class Direction(StrEnum):
    """To whom the document goes (行文方向); the layout of an upward one is its own (7.2.5, 7.2.6)."""

    UPWARD = "上行"
    LEVEL = "平行"
    DOWNWARD = "下行"


class MarkOrgans(StrEnum):
    """Which organs the mark of a joint document names (7.2.4)."""

    ALL = "全部"
    LEADING = "仅主办"
    LEADING_AND_OTHERS = "等部门"


class MarkStyle(Model):
    """How the issuing mark is made (发文机关标志, 7.2.4)."""

    organs: MarkOrgans = Field(
        MarkOrgans.LEADING,
        alias="机关",
        description="联合行文的标志上写 全部、仅主办（默认）或 等部门（主办机关等八部门）",
    )
    word: YesNo = Field(True, alias="文件", description="标志后面加不加“文件”二字（是/否，默认是）")


class OrderWord(StrEnum):
    """The word after the organ's full name in the mark of an order (10.2)."""

    SHORT = "令"
    LONG = "命令"


class Order(Model):
    """What an order (命令格式, 10.2) has of its own."""

    number: Integer | None = Field(None, alias="令号", description="第几号令，只写数字；草稿不写，印作 第×号")
    year: Integer | None = Field(None, alias="年份", description="令号按年编的，写四位年份，印作 2026年第3号")
    word: OrderWord = Field(
        OrderWord.SHORT, alias="标志用字", description="标志印“机关全称+令”（默认）或“机关全称+命令”"
    )

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Orders are counted from 1, and a year has four digits."""
        yield from counted_faults(typed, "令号")


class NumberForm(StrEnum):
    """How the number of a proclamation is printed: 第3号, or with its year 2026年第3号."""

    SERIAL = "第N号"
    YEAR_AND_SERIAL = "N年第N号"


class Proclamation(Model):
    """The number of a 公告 or 通告 that is counted by itself and has no 发文字号 (practice)."""

    serial: Integer | None = Field(None, alias="序号", description="第几号公告，只写数字；草稿不写，印作 第×号")
    year: Integer = Field(alias="年份", description="四位年份，如 2026")
    form: NumberForm = Field(NumberForm.SERIAL, alias="写法", description="印作 第N号（默认）或 N年第N号")

    def __str__(self) -> str:
        serial = "×" if self.serial is None else self.serial
        year = f"{self.year}年" if self.form is NumberForm.YEAR_AND_SERIAL else ""
        return f"{year}第{serial}号"

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Proclamations are counted from 1, and a year has four digits."""
        yield from counted_faults(typed, "序号")


def counted_faults(typed: Mapping[str, Any], key: str) -> Iterator[Fault]:
    """A number under `key` that is 0, and a 年份 that no document of today bears."""
    year = str(typed.get("年份", ""))
    if year.isascii() and year.isdigit() and not _FIRST_YEAR <= int(year[:9]) <= _LAST_YEAR:
        yield fault("N128", "年份", key="年份", found=typed["年份"])
    if str(typed.get(key)) == "0":
        yield fault("N116", key, key=key, found=typed[key])


class Minutes(Model):
    """What minutes (纪要格式, 10.3) have of their own."""

    session: Integer | None = Field(None, alias="次数", description="第几次会议，只写数字，印作（第8次）")
    name: Line | None = Field(None, alias="名称", description="纪要标志的全文，不写则印“机关全称+会议纪要”")
    present: Lines = Field(default=[], alias="出席", description="出席人员，每人或每单位一项")
    absent: Lines = Field(default=[], alias="请假", description="请假人员，写法同上")
    attending: Lines = Field(default=[], alias="列席", description="列席人员，写法同上")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Meetings are counted from 1."""
        yield from counted_faults(typed, "次数")
