"""A Word file of anybody opened (打开): where it cannot be read, one finding says what it is and what to do about it.

What `open_package` finds (V1xx) is for the maintainer of a template; who proves the file of another needs other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ygt_docs.docfiles.carried import Carried, carried_in_word
from ygt_docs.docfiles.wml import Element, w
from ygt_docs.docfiles.word_package import OLE, Package, open_package
from ygt_docs.problems import Problems

_SAVE_AS = "用 Word 或 WPS 打开它，另存为“Word 文档（.docx）”，再检查另存的文件"
_AGAIN = "请重新下载或请对方重发；Word 打得开的，打开后另存为 .docx 再检查"
_RENAME = "把扩展名改成 {}，再检查"


@dataclass(frozen=True)
class _Reason:
    """Why a file cannot be measured, and what to do."""

    why: str
    how: str


# By a part that only this kind of package has; the first that is there counts.
_PACKAGES = (
    ("xl/workbook.xml", _Reason("这是 Excel 表格，不是 Word 文件", "请改为检查 Word 文件或 PDF")),
    ("ppt/presentation.xml", _Reason("这是演示文稿，不是 Word 文件", "请改为检查 Word 文件或 PDF")),
    ("OFD.xml", _Reason("这是 OFD 文件，扩展名写成了 .docx", "请改为检查原来的 Word 文件，或另存为 PDF 再检查")),
    ("content.xml", _Reason("这是 OpenDocument 文件（.odt），扩展名写成了 .docx", _SAVE_AS)),
)
_BEGINNINGS = (
    (b"%PDF-", _Reason("这是 PDF 文件，扩展名写成了 .docx", _RENAME.format(".pdf"))),
    (b"{\\rtf", _Reason("这是 RTF 文件，扩展名写成了 .docx", _SAVE_AS)),
)


class WordFile:
    """A Word file of anybody, opened once. `faults` are what Word would stumble over (V1xx)."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.faults = Problems()
        self.package = open_package(data, self.faults)

    @classmethod
    def of(cls, data: bytes | WordFile) -> WordFile:
        """The file of some bytes; a file that is there already stays itself."""
        if isinstance(data, WordFile):
            return data
        return cls(data)

    def __enter__(self) -> WordFile:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing stays open."""

    @cached_property
    def carried(self) -> list[Carried]:
        """What it carries besides the document; nothing where it cannot be opened."""
        if self.package is not None:
            return carried_in_word(self.package.roots, self.package.drawings)
        return []


def open_docx(file: WordFile, problems: Problems) -> tuple[Package, Element] | None:
    """The package and its w:body; None where it cannot be read (D805, or V102 for what is too large, says why)."""
    package = file.package
    if package is None:
        large = []
        for item in file.faults:
            if item.code == "V102":
                large.append(item)
        problems.extend(large)
        if not large:
            _say(problems, _no_package(file.data))
        return None
    root = None if package.document is None else package.roots[package.document]
    body = None if root is None else root.find(w("body"))
    if body is None:
        _say(problems, _no_document(package))
        return None
    return package, body


def _say(problems: Problems, reason: _Reason) -> None:
    problems.add("D805", why=reason.why, how=reason.how)


def _no_package(data: bytes) -> _Reason:
    """Why bytes are no zip file that can be unpacked."""
    if not data:
        return _Reason("文件是空的（0 字节）", _AGAIN)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _Reason("文件加了密码", "在 Word 中：文件→信息→保护文档→用密码进行加密，清空密码，保存后再检查")
        return _Reason("这是旧的 .doc 或 .wps 文件，扩展名写成了 .docx", _SAVE_AS)
    if data.startswith(b"PK"):
        return _Reason("文件已损坏，可能没有下载完整", _AGAIN)
    for start, reason in _BEGINNINGS:
        if data.startswith(start):
            return reason
    return _Reason("不是 Word 文件，只是扩展名是 .docx", _SAVE_AS)


def _no_document(package: Package) -> _Reason:
    """Why a package that could be unpacked is no Word document."""
    for part, reason in _PACKAGES:
        if part in package.parts:
            return reason
    if "[Content_Types].xml" not in package.parts:
        return _Reason("这是压缩包，不是 Word 文件", "解开压缩包，检查里面的 .docx 或 .pdf 文件")
    if "word/document.xml" not in package.parts:
        return _Reason("文件不完整，缺少正文部分", _AGAIN)
    return _Reason("文件的正文部分已损坏", _AGAIN)
