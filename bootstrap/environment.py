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


def make_environment(places: Places, level: str) -> None:
    """Make the environment of `level` unless a complete one is there; tests need more packages. Raises Stop."""
    stamp = places.venv / _STAMP
    wanted = stamp_of(places)
    found = _text(stamp) or ""
    if not found.startswith(wanted) or not _runs(places.python):
        _remove(places.venv)
        say("正在建立 Python 环境（只在第一次使用或更新后需要）……")
        _create(places)
        say("正在下载并安装所需的软件包，大约需要一分钟……")
        _install(places, places.lock_file)
        stamp.write_text(wanted, encoding="utf-8")
        found = wanted
    if level == "test" and found != wanted + _hash(places.test_lock_file):
        say("正在下载并安装测试所需的软件包……")
        _install(places, places.test_lock_file)
        stamp.write_text(wanted + _hash(places.test_lock_file), encoding="utf-8")


def stamp_of(places: Places) -> str:
    """How the stamp of a complete environment begins: it is bound to its folder and its lock file.

    A third line names the lock file of the tests, where its packages are there as well.
    """
    return f"{places.root}\n{_hash(places.lock_file)}"


def _hash(lock_file: Path) -> str:
    return hashlib.sha256(lock_file.read_bytes()).hexdigest() + "\n"


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


def _create(places: Places) -> None:
    """Create the empty environment, with a pip of its own or one in a wheel."""
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
    if not has_pip:
        _fetch_pip(places)


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _fetch_pip(places: Places) -> None:
    """Put a pip that runs out of its wheel beside the environment, where Python comes without one. Raises Stop."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not apt.is_here():
        raise Stop("这个 Python 没有 pip。请安装完整的 Python 3.11 或更新的版本")
    with tempfile.TemporaryDirectory(dir=places.cache, prefix=UNFINISHED) as folder:
        for package in apt.fetch(["python3-pip-whl"], Path(folder)):
            apt.unpack(package, Path(folder) / "x")
        wheels = sorted((Path(folder) / "x").rglob("pip-*.whl"))
        if not wheels:
            raise Stop(f"请先安装 venv：{apt.line_to_type([version])}")
        shutil.copyfile(wheels[-1], places.venv / wheels[-1].name)


def _pip(places: Places) -> list[str]:
    """The command that runs the environment's pip."""
    wheels = sorted(places.venv.glob("pip-*.whl"))
    return [str(places.python), str(wheels[-1] / "pip")] if wheels else [str(places.python), "-I", "-m", "pip"]


def _install(places: Places, lock_file: Path) -> None:
    try:
        run(
            [
                *_pip(places),
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--only-binary",
                ":all:",
                "--require-hashes",
                "--requirement",
                lock_file,
            ]
        )
    except Failed as failed:
        raise Stop(
            f"安装软件包没有成功：\n{failed.end}\n请检查网络后再运行一次；会从头开始，不会留下半个环境"
        ) from failed
