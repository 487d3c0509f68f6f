"""Pictures (图) and codes (二维码) as they are typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from ygt_docs.notice.fields import Fault, Integer, Line, Model, YesNo, fault
from ygt_docs.reading.text import Text

_LONGEST_CODE = 800  # characters: what a code of 30 mm can still show to a telephone


class Picture(Model):
    """A picture from a file beside the YAML (图)."""

    file: Line = Field(alias="文件", description="图片的文件名，.png、.jpg 或 .svg，放在这件公文的文件夹里")
    caption: Line | None = Field(None, alias="题", description="图题，如 图1　位置示意，印在图的下方")
    width: Integer | None = Field(None, alias="宽", description="宽多少毫米；不写则按图片的大小，最宽到版心")
    alternative: Line | None = Field(None, alias="替代文字", description="给看不见图的人读的一句话；不写则用图题")
    whole_page: YesNo = Field(False, alias="整页", description="图单独占一页（是/否）")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The file alone."""
        return {"文件": text}

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A picture without any width."""
        if typed.get("宽") == "0":
            yield fault("N116", "宽", found="0")


class Code(Model):
    """A two-dimensional code (二维码)."""

    content: Line = Field(alias="内容", description="扫码得到的网址或文字")
    caption: Line | None = Field(None, alias="题", description="印在码的下方，如 扫码填报")
    width: Integer = Field(30, alias="宽", description="宽多少毫米，不写为 30")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """What the code says, alone."""
        return {"内容": text}

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A code too small to be read, or with more in it than it can show."""
        content = typed.get("内容")
        if isinstance(content, str) and len(content) > _LONGEST_CODE:
            yield fault("N621", "内容", count=len(content), most=_LONGEST_CODE)
        width = typed.get("宽")
        if isinstance(width, str) and width.isdecimal() and int(width) < 15:
            yield fault("N622", "宽", found=width)
