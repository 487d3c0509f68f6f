"""Looks into folders that anybody may have filled: names that are no UTF-8, what may not be read, what is no file."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

_NOT_UTF8 = re.compile("[\ud800-\udfff]")
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


def not_utf8(name: str) -> bool:
    """Whether the name of a file holds bytes that are no UTF-8, as names from foreign zip files do."""
    return _NOT_UTF8.search(name) is not None


def readable(name: str) -> str:
    r"""`name` with each byte that is no UTF-8 written as \xB8, so that it can be shown and written anywhere."""

    def escape(match: re.Match[str]) -> str:
        code = ord(match[0])
        if 0xDC80 <= code <= 0xDCFF:
            return f"\\x{code - 0xDC00:02X}"
        return f"\\u{code:04X}"

    return _NOT_UTF8.sub(escape, name)


def meant_name(name: str) -> str | None:
    """The name that the bytes of `name` are in GBK, as Windows writes them (None: they are no GBK either)."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("gbk")
    except UnicodeError:
        return None


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese; its own words where it says something unusual."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
