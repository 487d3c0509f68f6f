"""`python -m ygt_docs.licences`: the licence of every locked package, and whether an office may use and pass it on.

A package is read where it is installed: License-Expression (SPDX), else the classifiers, else the field License.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.project import this_project

# Licences that allow use and passing on beside a program of another licence. LGPL and MPL ask that changes to the
# package itself stay open; the packages are used as they come. GPL alone and AGPL are in no line: they would bind
# what an office makes with them, or the service that it runs.
ALLOWED = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "LGPL-2.0-or-later",
        "LGPL-2.1-only",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-1.1",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
    ]
)
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# What a package says in words of its own, read by a person. Other words than these count as unknown again.
_READ = {
    # The binding is under the first or the second, as one likes; PDFium itself under both, with parts of their own
    # (FreeType, libjpeg-turbo, zlib …), all of which may be passed on with a notice.
    ("pypdfium2", "BSD-3-Clause, Apache-2.0, dependency licenses"): "BSD-3-Clause AND Apache-2.0",
}
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; sys_platform == \"(\w+)\")?", re.MULTILINE)
_PREFIX = "License :: OSI Approved :: "


@dataclass(frozen=True)
class Licence:
    """The licence of one locked package.

    `version` is the locked one. `expression` is in the terms of SPDX (None: not known); `said` is what the package
    itself says. `installed` is the version that was looked at (None: the package is not here).
    """

    package: str
    version: str
    expression: str | None
    said: str
    installed: str | None

    @property
    def fault(self) -> str | None:
        """Why the package may not be locked, in Chinese; None: it may."""
        if self.installed is None:
            return "没有安装，看不到许可证"
        if self.expression is None:
            if self.said:
                return f"认不出许可证“{self.said}”"
            return "没有写许可证"
        if not is_allowed(self.expression):
            return f"许可证 {self.expression} 不在准用的许可证之内"
        return None


def is_allowed(expression: str) -> bool:
    """True where `expression` (SPDX; OR leaves a choice, AND binds closer than OR) can be met by ALLOWED."""
    words = re.findall(r"[()]|[^\s()]+", expression)
    met, rest = _one_of(words)
    return met and not rest


def _one_of(words: list[str]) -> tuple[bool, list[str]]:
    """Reads `a OR b …`: whether one of them is allowed, and the words after it."""
    met, words = _all_of(words)
    while words[:1] == ["OR"]:
        other, words = _all_of(words[1:])
        met = met or other
    return met, words


def _all_of(words: list[str]) -> tuple[bool, list[str]]:
    """Reads `a AND b …`: whether all of them are allowed, and the words after it."""
    met, words = _single(words)
    while words[:1] == ["AND"]:
        other, words = _single(words[1:])
        met = met and other
    return met, words


def _single(words: list[str]) -> tuple[bool, list[str]]:
    """Reads one licence or a pair of brackets. A licence WITH an exception is read as the licence."""
    if words[:1] == ["("]:
        met, rest = _one_of(words[1:])
        return met and rest[:1] == [")"], rest[1:]
    if words[1:2] == ["WITH"]:
        return words[0] in ALLOWED, words[3:]
    return words[:1] != [] and words[0] in ALLOWED, words[1:]


def licences(lock_file: Path) -> list[Licence]:
    """The licence of each package of `lock_file`, in its order, but for those of other systems than this one."""
    found = []
    for package, version, system in _LOCKED.findall(lock_file.read_text(encoding="utf-8")):
        if system in ("", sys.platform):
            found.append(_licence(package, version))
    return found


def _licence(package: str, version: str) -> Licence:
    try:
        of_package = importlib.metadata.metadata(package)
    except importlib.metadata.PackageNotFoundError:
        return Licence(package, version, None, "", None)
    fields = {}
    for name in ("License-Expression", "License", "Classifier"):
        fields[name] = of_package.get_all(name) or []
    expression, said = expression_of(package, fields)
    return Licence(package, version, expression, said, of_package["Version"])


def expression_of(package: str, fields: dict[str, list[str]]) -> tuple[str | None, str]:
    """The licence after the metadata `fields` of a package: in terms of SPDX (None: not known), and as they say it."""
    for stated in fields.get("License-Expression", []):
        return stated, stated
    said = next(iter("".join(fields.get("License", [])).splitlines()), "").strip()
    if (package, said) in _READ:
        return _READ[package, said], said
    named = []
    for line in fields.get("Classifier", []):
        if line.startswith(_PREFIX):
            named.append(line.removeprefix(_PREFIX))
    if named:  # several classifiers leave a choice; one that is not known offers none
        return " OR ".join(_CLASSIFIERS.get(name, f"LicenseRef-{name.replace(' ', '-')}") for name in named), said
    return (said if re.fullmatch(r"[A-Za-z0-9.+-]+", said) else None), said


def main() -> int:
    """Print the licences of the build's packages and of the tests'; returns 1 where one may not be locked."""
    root = this_project().root
    build = licences(root / "requirements.lock")
    names = {item.package for item in build}
    tests = [item for item in licences(root / "requirements-test.lock") if item.package not in names]
    faults = 0
    for title, items in (("生成公文用的", build), ("只有测试用的", tests)):
        print(f"{title}（{len(items)} 个）")
        for item in items:
            print(f"  {item.package} {item.version}  {item.expression or item.said}{_remark(item)}")
            faults += item.fault is not None
    print(f"不能用的 {faults} 个" if faults else "全部可用：没有只许按 GPL 使用的，没有 AGPL")
    return 1 if faults else 0


def _remark(item: Licence) -> str:
    if item.fault is not None:
        return f"  错误：{item.fault}"
    if item.installed != item.version:
        return f"（看的是装着的 {item.installed}）"
    return ""


if __name__ == "__main__":
    sys.exit(main())
