"""Parts of the system that the build (Pango, fontconfig, HarfBuzz) and the tests (LibreOffice, poppler) need."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from bootstrap import apt
from bootstrap.places import UNFINISHED, Places, Stop, say

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libfontconfig.so.1": "fontconfig",
    # No dependency of WeasyPrint, but the bytes of a PDF differ without it, and writing takes twenty times as long.
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# What only the machine that checks every change must have: a database, and a compiler for a library that breaks calls.
# Elsewhere the tests that want them say in one line that they did not run.
ONLY_CHECKED = {"initdb": ("postgresql",), "cc": ("gcc", "libc6-dev")}
PROGRAMS = {"soffice": "libreoffice-writer-nogui", "pdftoppm": "poppler-utils", "node": "nodejs", "npm": "npm"}
SERVERS = Path("/usr/lib/postgresql")
# The part of LibreOffice that reads sheets is a package of its own; its library lies beside the program.
SHEETS, SHEETS_LIBRARY = "libreoffice-calc-nogui", "libsclo.so"


def bring_libraries(places: Places) -> None:
    """Install the libraries that are missing, or unpack them into the cache. Raises Stop."""
    if sys.platform != "linux":
        _check_elsewhere()
        return
    packages = _missing_libraries()
    if not packages:
        return
    if apt.may_install():
        say(f"正在安装排版所需的系统软件（{'、'.join(packages)}）……")
        apt.install(packages)
    elif apt.is_here():
        say(f"没有管理员权限，正在把排版所需的系统软件下载到 {places.cache}……")
        _unpack_into_cache(places, packages)
    else:
        raise Stop(
            "缺少排版所需的系统软件：Pango、fontconfig、HarfBuzz（含 harfbuzz-subset）。请用系统的软件管理器安装后再试"
        )


def bring_programs() -> None:
    """Install the programs that the tests need. Raises Stop with the line to type where that is not allowed."""
    packages = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not _reads_sheets():
        packages.append(SHEETS)
    for program, several in ONLY_CHECKED.items():
        if os.environ.get("CI") and _program(program) is None:
            packages += several
    if not packages:
        return
    if not apt.is_here():
        raise Stop(f"运行测试还缺系统软件：{'、'.join(packages)}。请用系统的软件管理器安装；Windows 请使用 WSL")
    if not apt.may_install():
        raise Stop(f"运行测试还缺系统软件，请管理员输入：{apt.line_to_type(packages)}")
    say(f"正在安装测试所需的系统软件（{'、'.join(packages)}），可能需要几分钟……")
    apt.install(packages)


def _program(name: str) -> Path | None:
    """Where a program is; Debian keeps those of PostgreSQL's servers in folders of their own, by version."""
    found = shutil.which(name)
    if found is not None:
        return Path(found)
    return next(iter(sorted(SERVERS.glob(f"*/bin/{name}"), reverse=True)), None)


def _reads_sheets() -> bool:
    """Whether the LibreOffice that is found has its part for sheets."""
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / SHEETS_LIBRARY).exists()


def _missing_libraries() -> list[str]:
    return [package for library, package in LIBRARIES.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _unpack_into_cache(places: Places, packages: list[str]) -> None:
    with tempfile.TemporaryDirectory(dir=places.cache, prefix=UNFINISHED) as folder:
        new = Path(folder) / "system"
        if (places.cache / "system").exists():
            shutil.copytree(places.cache / "system", new, symlinks=True)
        for package in apt.fetch(packages, Path(folder) / "debs", with_dependencies=True):
            apt.unpack(package, new)
        old = Path(folder) / "old"
        _write_font_configuration(places, new)
        if (places.cache / "system").exists():
            os.replace(places.cache / "system", old)
        os.replace(new, places.cache / "system")


def _write_font_configuration(places: Places, system: Path) -> None:
    """For a machine without fontconfig: its own configuration would name folders that are not there."""
    fonts, cache = escape(str(places.cache / "fonts")), escape(str(places.cache / "fontconfig"))
    (system / "fonts.conf").write_text(
        f"<?xml version='1.0'?>\n<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )


def _check_elsewhere() -> None:
    """Windows and macOS bring no Pango of their own, and nothing here can install it."""
    names = ("libpango-1.0-0.dll", "pango-1.0-0.dll") if os.name == "nt" else ("libpango-1.0.dylib",)
    if any(_loads(name) for name in names):
        return
    if os.name == "nt":
        raise Stop(
            "Windows 上缺少排版所需的 Pango。建议使用 WSL：在 PowerShell 里输入 wsl --install，\n"
            "重新启动后打开 Ubuntu，在里面进入项目文件夹，运行 ./invoke build"
        )
    raise Stop("缺少排版所需的 Pango。请输入：brew install pango")
