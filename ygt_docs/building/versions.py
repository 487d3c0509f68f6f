"""The versions of everything that decides the bytes of an output; they are recorded in each report."""

from __future__ import annotations

import ctypes
import platform
import zlib
from collections.abc import Mapping
from functools import lru_cache
from importlib import metadata

_PACKAGES = (
    "docxtpl",
    "fonttools",
    "jinja2",
    "lxml",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydyf",
    "pypdfium2",
    "pyphen",
    "python-docx",
    "pyyaml",
    "rjieba",
    "tinycss2",
    "weasyprint",
)


# These come with the system, not from the lock file: another release of it makes other bytes of the same lines.
_OF_THE_SYSTEM = ("harfbuzz", "harfbuzz-subset", "pango", "zlib")


def parts_of_the_system_changed(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Which parts of the system differ between the versions that two reports name, in words; '' where none does.

    A part that one of them does not name, as reports of earlier versions may, is not compared.
    """
    named = []
    for name in _OF_THE_SYSTEM:
        if name in before and name in now:
            named.append(name)
    return "，".join(f"{name} {before[name]} → {now[name]}" for name in named if before[name] != now[name])


@lru_cache(maxsize=1)
def tool_versions() -> dict[str, str]:
    """Name and version of Python, of each library, and of the system's own libraries, sorted by name."""
    found = {}
    for name in _PACKAGES:
        found[name] = metadata.version(name)
    found |= {
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "pango": _pango(),
        "harfbuzz": _harfbuzz(),
        "harfbuzz-subset": "有" if _library("libharfbuzz-subset.so.0") else "无",
    }
    return dict(sorted(found.items()))


def _library(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _text_of(library: str, function: str) -> str:
    loaded = _library(library)
    if loaded is None or not hasattr(loaded, function):
        return "未知"
    call = getattr(loaded, function)
    call.restype = ctypes.c_char_p
    return str(call().decode("ascii"))


def _pango() -> str:
    return _text_of("libpango-1.0.so.0", "pango_version_string")


def _harfbuzz() -> str:
    return _text_of("libharfbuzz.so.0", "hb_version_string")
