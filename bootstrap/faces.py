"""The open faces: fetched from the distribution's packages, copied with half-em letters and digits into the cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from bootstrap import apt
from bootstrap.places import UNFINISHED, Places, Stop, say
from bootstrap.running import Failed, run

PACKAGES = {
    "texlive-lang-chinese": (
        "FandolFang-Regular.otf",
        "FandolKai-Regular.otf",
        "FandolHei-Regular.otf",
        "FandolSong-Regular.otf",
        "FandolSong-Bold.otf",
    ),
    "fonts-freefont-otf": ("FreeSerif.otf",),
    "fonts-noto-cjk": ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"),
}
_INSTALLED = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/opentype/freefont",
)
_STAMP = ".complete"


def bring_faces(places: Places) -> None:
    """Put the copies of the open faces into the cache unless they are there. Raises Stop."""
    target = places.cache / "fonts"
    wanted = _recipe(places)
    if _is_complete(target, wanted):
        return
    with tempfile.TemporaryDirectory(dir=places.cache, prefix=UNFINISHED) as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        for package, files in PACKAGES.items():
            _bring_raw(package, files, folder)
        say("正在整理字体……")
        try:
            run(
                [places.python, "-E", "-s", "-m", "ygt_docs.fonts.prepare", folder / "raw", folder / "new"],
                cwd=places.root,
            )
        except Failed as failed:
            raise Stop(f"整理字体没有成功：\n{failed.end}") from failed
        (folder / "new" / _STAMP).write_text(_stamp(folder / "new", wanted), encoding="utf-8")
        if target.exists():
            os.replace(target, folder / "old")
        os.replace(folder / "new", target)


def _recipe(places: Places) -> str:
    sources = (places.root / "ygt_docs" / "fonts" / name for name in ("prepare.py", "half_em.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _stamp(folder: Path, recipe: str) -> str:
    """The recipe, then each face file: ./invoke looks whether they are all there."""
    return "\n".join([recipe, *sorted(path.name for path in folder.glob("*.otf")), ""])


def _is_complete(folder: Path, recipe: str) -> bool:
    """Whether `folder` was made by `recipe`, and every face file of it is still there."""
    try:
        made_by, *files = (folder / _STAMP).read_text(encoding="utf-8").splitlines()
        return made_by == recipe and files != [] and all((folder / name).stat().st_size > 0 for name in files)
    except (OSError, ValueError):
        return False


def _bring_raw(package: str, files: tuple[str, ...], folder: Path) -> None:
    raw = folder / "raw"
    lacking = [name for name in files if not _copy_installed(name, raw)]
    if not lacking:
        return
    if not apt.is_here():
        raise Stop(
            f"缺少开源字体：{'、'.join(lacking)}。请安装 Fandol、FreeFont 和 Noto CJK 字体，或在 Debian、Ubuntu（含 WSL）上使用"
        )
    say(f"正在下载字体（{package}，不超过 50 MB）……")
    found: set[str] = set()
    for archive in apt.fetch([package], folder / package):
        found |= apt.take_files(archive, lacking, raw)
    shutil.rmtree(folder / package)
    if set(lacking) - found:
        raise Stop(f"软件包 {package} 里没有字体 {'、'.join(sorted(set(lacking) - found))}")


def _copy_installed(name: str, raw: Path) -> bool:
    for folder in _INSTALLED:
        path = Path(folder) / name
        if path.is_file():
            shutil.copyfile(path, raw / name)
            return True
    return False
