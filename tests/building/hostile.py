"""What a file tree may hold that no document wants, and a way to run without the rights of root."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.building.fakes import write_notice
from ygt_docs.project import Project

_DROP_FROM_BOUNDS, _MAY_READ_ALL = 24, (1, 2)  # PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def ordinary_user() -> None:
    """Give up root's right to read whatever is forbidden; done in a child process before the program starts."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _MAY_READ_ALL:
            if libc.prctl(_DROP_FROM_BOUNDS, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "prctl")


def invoke(project: Project, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `invoke` as an ordinary user who stands in `folder`."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="strict",
        check=False,
        preexec_fn=ordinary_user,
        env={**os.environ, "YGT_DOCS_CACHE": str(project.cache)},
    )


def _put(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _foreign(name: str, make: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda folder: make(folder / os.fsdecode(name.encode("gbk")))


def _closed(name: str) -> Callable[[Path], None]:
    def close(folder: Path) -> None:
        path = folder / name
        if not path.exists():
            path.mkdir()
            _put(path / "a.png")
        path.chmod(0)

    return close


def _instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        path = folder / "notice.yaml"
        path.unlink()
        make(path)

    return put


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


# the name of a document, what is done to its folder, the code that tells of it, and what stands in that line
FAULTS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "foreign-name": (_foreign("附件.txt", _put), "N190", r"foreign-name/\xB8\xBD\xBC\xFE.txt: "),
    "foreign-folder-inside": (_foreign("附图", Path.mkdir), "N190", "「附图」"),
    "foreign-document": (
        lambda folder: folder.rename(folder.parent / os.fsdecode("会议".encode("gbk"))),
        "N190",
        "「会议」",
    ),
    "closed-notice": (_closed("notice.yaml"), "Y102", "closed-notice/notice.yaml: "),
    "closed-document": (_closed("."), "Y102", "closed-document: "),
    "closed-folder-inside": (_closed("sub"), "Y102", "closed-folder-inside/sub: "),
    "a-folder": (_instead(Path.mkdir), "Y102", "a-folder/notice.yaml: 错误 Y102 文件打不开：这是文件夹"),
    "a-pipe": (_instead(os.mkfifo), "Y102", "a-pipe/notice.yaml: 错误 Y102 文件打不开：不是普通文件"),
    "a-socket": (_instead(_socket), "Y102", "a-socket/notice.yaml: "),
    "a-loop": (_instead(lambda path: path.symlink_to(path.name)), "Y102", "绕成了圈"),
    "nowhere": (_instead(lambda path: path.symlink_to("no")), "Y101", "nowhere/notice.yaml: "),
    "endless": (_instead(lambda path: path.symlink_to("/dev/zero")), "N105", "endless/notice.yaml: "),
    "misnamed": (
        lambda folder: (folder / "notice.yaml").rename(folder / "Notice.yaml"),
        "N191",
        "misnamed/Notice.yaml: ",
    ),
    "chinese-name": (
        lambda folder: (folder / "notice.yaml").rename(folder / "通知.yaml"),
        "N191",
        "「通知.yaml」是不是 notice.yaml 写错了文件名？",
    ),
}
# What matters to nobody as long as no document asks for it.
HARMLESS: dict[str, Callable[[Path], object]] = {
    "loop-beside": lambda folder: (folder / "plan").symlink_to("plan"),
    "folder-of-loops": lambda folder: (folder / "again").symlink_to(folder.parent, target_is_directory=True),
    "closed-picture": lambda folder: _put(folder / "a.png").chmod(0),
    "pipe-beside": lambda folder: os.mkfifo(folder / "p"),
    "socket-beside": lambda folder: _socket(folder / "s"),
}


def content_with(content: Path, spoilers: Mapping[str, Callable[[Path], object]]) -> None:
    """content/ with two good documents, a and z, and one for each of the `spoilers`, called with its folder."""
    for name in ("a", "z", *spoilers):
        write_notice(content, name)
    for name, spoil in spoilers.items():
        spoil(content / name)
