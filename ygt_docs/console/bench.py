"""`bench`: what costs how much, as ratios measured side by side in one run (对比测速). Never a test: machines differ."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ygt_docs.building.fingerprint import tool_versions
from ygt_docs.building.options import WrongUse
from ygt_docs.console.bench_pairs import GROUPS, Ground, Pair
from ygt_docs.console.commands import FINE
from ygt_docs.console.progress import columns_of
from ygt_docs.problems import problem
from ygt_docs.project import this_project

_WIDTHS = (10, 10, 7, 14, 7, 6, 6)
_BUSY = 0.5  # processors that others kept busy in the last minute: figures of such a run say little


def bench(only: str = "") -> int:
    """Measure the groups that `only` names (empty: all) and print a table in Markdown, the best of a few runs each.

    Raises WrongUse G301 for a name that is none.
    """
    groups = _groups(only)
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    with tempfile.TemporaryDirectory() as name:
        ground = Ground(this_project(), Path(name))
        print(_row("对比", "甲", "秒", "乙", "秒", "甲/乙", "至多"))
        print(f"|{'|'.join('---' for _ in _WIDTHS)}|", flush=True)
        for group in groups:
            for pair in group(ground):
                print(_measured(pair), flush=True)
    print()
    for told, (peak, most) in ground.peaks.items():
        print(f"- {told}：内存最多 {peak} MB" + (f"（至多 {most} MB）" if most else ""))
    print(f"- {'；'.join(f'{tool} {found}' for tool, found in sorted(_versions().items()))}")
    print(f"- {os.cpu_count()} 个处理器。甲、乙在同一次运行中轮流测，各取最快的一次；看比值，不看秒数。")
    if busy > _BUSY:
        print(f"开始时别的程序占着 {busy:.1f} 个处理器，这次的比值不能算数。")
    return FINE


def _groups(only: str) -> list[Callable[[Ground], list[Pair]]]:
    found = []
    for word in only.replace("、", ",").replace("，", ",").split(","):
        if not only:
            return list(GROUPS.values())
        if word.strip() not in GROUPS:
            raise WrongUse([problem("G301", found=word.strip(), known="、".join(GROUPS))])
        found.append(GROUPS[word.strip()])
    return found


def _measured(pair: Pair) -> str:
    """The row of the table for `pair`, measured now."""
    ours, theirs = [], []
    for _ in range(pair.times):
        ours.append(_seconds(pair.first_run) / pair.pieces)
        theirs.append(_seconds(pair.second_run))
    one, two = min(ours), min(theirs)
    ratio, most = f"{one / two:.2f}", ""
    if pair.most is not None:
        most = f"{pair.most:.1f}" + (" 超" if one / two > pair.most else "")
    return _row(pair.what, pair.first, f"{one:.2f}", pair.second, f"{two:.2f}", ratio, most)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _versions() -> dict[str, str]:
    """The tools that were measured, LibreOffice and typst among them where they are there."""
    versions = dict(tool_versions())
    if shutil.which("soffice") is not None:
        said = subprocess.run(["soffice", "--version"], check=True, capture_output=True, encoding="utf-8").stdout
        versions["LibreOffice"] = said.split()[1]
    with suppress(PackageNotFoundError):
        versions["typst"] = version("typst")
    return versions


def _row(*cells: str) -> str:
    padded = []
    for cell, width in zip(cells, _WIDTHS, strict=True):
        padded.append(cell + " " * (width - columns_of(cell)))
    return f"| {' | '.join(padded)} |"
