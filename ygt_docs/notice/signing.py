"""How a document is signed (盖章、不盖章、签名章, 7.3.5), and where its contact block stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Fault, Line, Model, fault
from ygt_docs.notice.meant import meant_yes_no

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
