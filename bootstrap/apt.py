"""Packages of Debian and Ubuntu: installed where that is allowed, else fetched and unpacked without root."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bootstrap.places import Stop
from bootstrap.running import Failed, run

_INSTALL = ("install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")
_RETRIES = ("-o", "Acquire::Retries=3")


def is_here() -> bool:
    """Whether this system has apt."""
    return shutil.which("apt-get") is not None and shutil.which("dpkg-deb") is not None


def may_install() -> bool:
    """Whether packages can be installed: as root, or with a sudo that asks for no password."""
    return is_here() and (_is_root() or _sudo_works())


def line_to_type(packages: Iterable[str]) -> str:
    """The line a user types to install the packages."""
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def install(packages: Sequence[str]) -> None:
    """Install the packages. Raises Stop with the reason if apt cannot."""

    def try_it() -> None:
        _as_root([*_INSTALL, *_RETRIES, *packages])

    try:
        _after_update_if_needed(try_it, lambda: _as_root(["update", *_RETRIES]))
    except Failed as failed:
        raise Stop(
            f"安装系统软件没有成功：\n{failed.end}\n请检查网络后再试，或输入：{line_to_type(packages)}"
        ) from failed


def fetch(packages: Sequence[str], folder: Path, *, with_dependencies: bool = False) -> list[Path]:
    """Download the packages (and what they need that is not installed) into `folder`, without root. Raises Stop."""
    folder.mkdir(parents=True, exist_ok=True)
    private = ["-o", f"Dir::State::lists={folder / 'lists'}", "-o", f"Dir::Cache={folder / 'cache'}"]
    options: list[str] = []

    def update() -> None:
        if _is_root():
            run(["apt-get", "update", *_RETRIES])
            return
        for name in ("lists/partial", "cache/archives/partial"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        options[:] = private
        run(["apt-get", *options, "update", *_RETRIES])

    def try_it() -> None:
        wanted = _not_installed(packages, options) if with_dependencies else packages
        run(["apt-get", *options, "download", *_RETRIES, *wanted], cwd=folder)

    try:
        _after_update_if_needed(try_it, update)
    except Failed as failed:
        raise Stop(f"下载没有成功（{'、'.join(packages)}）：\n{failed.end}\n请检查网络后再试") from failed
    return sorted(folder.glob("*.deb"))


def unpack(package: Path, target: Path) -> None:
    """Unpack a downloaded package into the folder `target`."""
    run(["dpkg-deb", "-x", package, target])


def take_files(package: Path, names: Iterable[str], target: Path) -> set[str]:
    """Write the files of a package that have one of the `names` into `target`; returns those found.

    Raises Stop where the package cannot be read.
    """
    try:
        return _take(package, set(names), target)
    except tarfile.TarError as error:
        raise Stop(f"软件包 {package.name} 读不出来，可能没有下载完整。请再运行一次") from error


def _take(package: Path, wanted: set[str], target: Path) -> set[str]:
    found = set()
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as process:
        with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
            for member in archive:
                name = member.name.rpartition("/")[2]
                content = archive.extractfile(member) if name in wanted and member.isfile() else None
                if content is not None:
                    with (target / name).open("wb") as file:
                        shutil.copyfileobj(content, file)
                    found.add(name)
    return found


def _after_update_if_needed(action: Callable[[], None], update: Callable[[], None]) -> None:
    """Lists of packages may be empty or old: then the action fails, and is tried again with new lists."""
    try:
        action()
    except Failed:
        update()
        action()


def _not_installed(packages: Sequence[str], options: Sequence[str]) -> list[str]:
    planned = run(["apt-get", *options, "-s", "--no-install-recommends", "install", *packages])
    return re.findall(r"^Inst (\S+)", planned, re.MULTILINE) or list(packages)


def _as_root(words: Sequence[str]) -> None:
    before = [] if _is_root() else ["sudo", "-n"]
    run([*before, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "apt-get", *words])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _sudo_works() -> bool:
    if shutil.which("sudo") is None:
        return False
    try:
        run(["sudo", "-n", "true"])
    except Failed:
        return False
    return True
