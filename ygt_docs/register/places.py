"""Where a book may lie (存放位置): a disk of this machine or a database; never a network drive."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ygt_docs.problems import Place, Problem, UserError, problem
from ygt_docs.project import Call

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|ncpfs|afs|9p|ceph|glusterfs|lustre|davfs|fuse\.(?:sshfs|davfs2?|rclone|gvfsd.*)"
)
_SYNCED = re.compile(
    r"(?i)onedrive.*|dropbox.*|坚果云.*|我的坚果云|nutstore.*|nutcloud.*|百度网盘.*|百度云.*|"
    r"baidu.*(?:netdisk|sync).*|wps ?云.*|wpsdrive|google ?drive.*|googledrive.*|icloud.*|"
    r"mobile documents|nextcloud.*|owncloud.*|synologydrive.*|seafile.*|"
    r"syncthing"
)
_SYNC_MARKS = (".stfolder", ".dropbox", ".nutstore", ".seafile-data", ".sync")
_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4  # GetDriveType


def check_place(book: Path, call: Call) -> list[Problem]:
    """The warnings about the folder that `book` lies in (R302 synchronised, R303 conflicting copies).

    Raises UserError (R301) where it lies on a network drive, whose locks SQLite cannot rely on.
    """
    folder, project = book.parent, call.project
    found = network_kind(folder)
    if found:
        raise UserError([problem("R301", Place(project.shown(book)), found=found)])
    problems = []
    synced = sync_name(folder)
    if synced:
        problems.append(problem("R302", Place(project.shown(folder)), found=synced))
    for copy in conflicting_copies(book):
        problems.append(problem("R303", Place(project.shown(copy)), found=copy.name, run=call))
    return problems


def network_kind(folder: Path) -> str:
    """The kind of the network file system that `folder` lies on; "" for a disk of this machine."""
    if sys.platform == "win32":
        return _windows_network(folder)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    kind = mounted_as(Path(os.path.realpath(folder)), mounts)
    return kind if _NETWORK.fullmatch(kind) else ""


def mounted_as(folder: Path, mounts: str) -> str:
    """The kind of file system that `folder` lies on, by a table in the form of /proc/self/mountinfo ("": unknown)."""
    best, kind = -1, ""
    for at, found in _mounts(mounts):
        inside = folder == at or folder.is_relative_to(at)
        if inside and len(at.parts) >= best:
            best, kind = len(at.parts), found
    return kind


def _mounts(mounts: str) -> Iterator[tuple[Path, str]]:
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) > 4 and after:
            at = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[4])
            yield Path(at), after.split(" ")[0]


def _windows_network(folder: Path) -> str:
    if str(folder).startswith("\\\\"):
        return "UNC"
    import ctypes

    kernel = getattr(ctypes, "windll", None)
    if kernel is None:
        return ""
    drive = os.path.splitdrive(os.path.abspath(folder))[0] + "\\"
    if kernel.kernel32.GetDriveTypeW(drive) == _REMOTE_DRIVE:
        return "网络驱动器"
    return ""


def sync_name(folder: Path) -> str:
    """The folder above or at `folder` that a sync program looks after; "" where there is none."""
    for part in (folder, *folder.parents):
        if _SYNCED.fullmatch(part.name):
            return part.name
        for mark in _SYNC_MARKS:
            if (part / mark).exists():
                return part.name
    return ""


def conflicting_copies(book: Path) -> list[Path]:
    """Files beside `book` that a sync program made of it when two machines changed it at once."""
    found = []
    for path in sorted(book.parent.glob(f"*{book.suffix}")):
        if path != book and path.name.startswith(book.stem) and path.is_file():
            found.append(path)
    return found
