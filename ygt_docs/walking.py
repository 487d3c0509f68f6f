"""Looks into folders that anybody may have filled: names that are no UTF-8, what may not be read, what is no file."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\ud800-\udfff\x00-\x1f\x7f-\x9f\u2028\u2029]")  # and what ends a line or moves the cursor
_REASONS = {
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENXIO: "不是普通文件",
    errno.ENOENT: "没有这个文件",
    errno.EIO: "磁盘读写出错",
    errno.EFBIG: "文件太大",
    errno.ENODEV: "没有这个设备",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ESTALE: "网络盘断开了",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "文件正被占用",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "那里已经有同名的文件，或失效的链接",
    errno.ENOTEMPTY: "文件夹里还有别的文件",
    errno.EINVAL: "系统不认这个名称或做法",
    errno.ENOMEM: "内存不足",
    errno.ETXTBSY: "文件正被占用",
    errno.EXDEV: "不在同一个磁盘上",
    errno.ETIMEDOUT: "网络盘没有应答",
}


@dataclass(frozen=True)
class Found:
    """Everything below a folder, sorted: `files` are all but folders, `closed` the folders not to be read."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    closed: tuple[tuple[Path, OSError], ...]


def below(folder: Path) -> Found:
    """What lies below `folder`. Symbolic links are not followed into folders, so no loop of them matters."""
    files, folders, closed = [], [], []

    def refused(error: OSError) -> None:
        closed.append((Path(error.filename), error))

    for place, inner, names in os.walk(folder, onerror=refused):
        for name in names:
            files.append(Path(place) / name)
        folders += [Path(place) / name for name in inner]
    return Found(tuple(sorted(files)), tuple(sorted(folders)), tuple(closed))


def is_regular(path: Path) -> bool:
    """Whether `path` is, or leads to, an ordinary file: reading any other kind may wait for ever. Never raises."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def beginning(path: Path, most: int) -> bytes:
    """The bytes of `path`; of a larger file `most` and one more, so that it can be refused without being held."""
    with path.open("rb") as stream:
        return stream.read(most + 1)


def not_utf8(name: str) -> bool:
    """Whether the name of a file holds bytes that are no UTF-8, as names from foreign zip files do."""
    return _NOT_UTF8.search(name) is not None


def readable(name: str) -> str:
    r"""`name` in one line that can be shown anywhere: a byte that is no UTF-8 is written \xB8, a line end \u000A."""

    def escape(match: re.Match[str]) -> str:
        code = ord(match[0])
        if 0xDC80 <= code <= 0xDCFF:
            return f"\\x{code - 0xDC00:02X}"
        return f"\\u{code:04X}"

    return _UNSEEN.sub(escape, name)


def meant_name(name: str) -> str | None:
    """The name that the bytes of `name` are in GBK, as Windows writes them (None: they are no GBK either)."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("gbk")
    except UnicodeError:
        return None


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese; its own words stand behind its number where it says something unusual."""
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return known
    return f"系统错误 {error.errno or ''}（{error.strerror or error or type(error).__name__}）"
