"""Two starts at once: the second waits for the first."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap.places import Stop, say
from bootstrap.running import is_full

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int, mode: int = msvcrt.LK_NBLCK) -> bool:
        try:
            msvcrt.locking(handle, mode, 1)
        except OSError:
            return False
        return True

    def _wait_lock(handle: int) -> None:
        while not _try_lock(handle, msvcrt.LK_LOCK):
            pass  # it gives up after ten seconds
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock `path` until the block ends; the system frees it when the program dies. Raises Stop."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    except OSError as error:
        if is_full(error):
            raise  # whoever started this says what to do
        raise Stop(f"不能写入 {path.parent}。请检查权限；缓存文件夹可以用 YGT_DOCS_CACHE 另行指定") from error
    try:
        if not _try_lock(handle):
            say("另一个窗口正在准备环境，等它完成……")
            _wait_lock(handle)
        yield
    finally:
        os.close(handle)
