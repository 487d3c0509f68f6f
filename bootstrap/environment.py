"""The virtual environment, made from the lock file; a half-made one is thrown away."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bootstrap import apt
from bootstrap.places import UNFINISHED, Places, Stop, say
from bootstrap.running import Failed, run

_STAMP = ".complete"  # written last: without it an environment is a half-made one


def make_environment(places: Places) -> None:
    """Make the environment unless a complete one for this lock file and folder is there. Raises Stop."""
    stamp = places.venv / _STAMP
    wanted = wanted_stamp(places)
    if _text(stamp) == wanted and _runs(places.python):
        return
    _remove(places.venv)
    say("正在建立 Python 环境（只在第一次使用或更新后需要）……")
    pip = _create(places)
    say("正在下载并安装所需的软件包，大约需要一分钟……")
    _install(places, pip)
    stamp.write_text(wanted, encoding="utf-8")


def wanted_stamp(places: Places) -> str:
    """What the stamp of a complete environment says: an environment is bound to its folder and its lock file."""
    lock = hashlib.sha256(places.lock_file.read_bytes()).hexdigest()
    return f"{places.root}\n{lock}\n"


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([python, "-I", "-c", "import invoke"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _remove(folder: Path) -> None:
    """Remove a half-made environment; its stamp goes first, so that an interruption here does no harm."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    if not folder.exists():
        return
    (folder / _STAMP).unlink(missing_ok=True)
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise Stop(f"不能删除旧的环境 {folder}（{error.strerror}）。请检查权限后再试") from error


def _create(places: Places) -> list[str]:
    """Create the empty environment; returns the command that runs its pip."""
    # The real file, not python3: a system that moves on to a newer Python must not change under the environment.
    python = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
    has_pip = _has_ensurepip()
    if not has_pip and apt.may_install():
        apt.install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
        has_pip = True
    try:
        run([python, "-I", "-m", "venv", *([] if has_pip else ["--without-pip"]), places.venv])
    except Failed as failed:
        raise Stop(f"建立 Python 环境没有成功：\n{failed.end}") from failed
    return [str(places.python), "-I", "-m", "pip"] if has_pip else [str(places.python), str(_fetch_pip(places))]


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _fetch_pip(places: Places) -> Path:
    """A pip that runs out of its wheel, for systems that keep pip in a package of its own. Raises Stop."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not apt.is_here():
        raise Stop("这个 Python 没有 pip。请安装完整的 Python 3.11 或更新的版本")
    with tempfile.TemporaryDirectory(dir=places.cache, prefix=UNFINISHED) as folder:
        for package in apt.fetch(["python3-pip-whl"], Path(folder)):
            apt.unpack(package, Path(folder) / "x")
        wheels = sorted((Path(folder) / "x").rglob("pip-*.whl"))
        if not wheels:
            raise Stop(f"请先安装 venv：{apt.line_to_type([version])}")
        kept = places.venv / wheels[-1].name
        shutil.copyfile(wheels[-1], kept)
    return kept / "pip"


def _install(places: Places, pip: list[str]) -> None:
    try:
        run(
            [
                *pip,
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--only-binary",
                ":all:",
                "--require-hashes",
                "--requirement",
                places.lock_file,
            ]
        )
    except Failed as failed:
        raise Stop(
            f"安装软件包没有成功：\n{failed.end}\n请检查网络后再运行一次；会从头开始，不会留下半个环境"
        ) from failed
