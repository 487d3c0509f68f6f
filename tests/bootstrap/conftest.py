"""A copy of the launcher in a folder of its own, with stand-ins for every program that could reach the network."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from ygt_docs.project import Project

_NEEDED = ("cat", "cmp", "cut", "dirname", "getent", "id", "mv", "printf", "sh", "mkdir", "touch")
_NETWORK = ("apt-get", "curl", "npm", "pip", "sudo", "wget")

# Plays the machine's Python: says where it is, or plays the bootstrap and makes an environment.
_PYTHON = r"""#!/bin/sh
case "$*" in
*"start.py bootstrap"*)
    echo "bootstrap $*" >>"$RECORD"
    cat /proc/self/status >"$RECORD.bootstrap"
    [ -z "${FAIL:-}" ] || exit "$FAIL"
    mkdir -p .venv/bin "$YGT_DOCS_CACHE/fonts" "$YGT_DOCS_CACHE/validator"
    cat "$TASK" >.venv/bin/python
    chmod +x .venv/bin/python
    for face in A.otf B.otf; do echo face >"$YGT_DOCS_CACHE/fonts/$face"; done
    printf 'recipe\nA.otf\nB.otf\n' >"$YGT_DOCS_CACHE/fonts/.complete"
    touch .venv/.complete "$YGT_DOCS_CACHE/validator/.complete" ;;
*) [ -z "${OLD:-}" ] || exit 1
    echo "$0" ;;
esac
"""
_TASK = """#!/bin/sh
env >"$RECORD.env"
cat /proc/self/status >"$RECORD.task"
for word in "$@"; do printf '<%s>' "$word"; done
"""
_RECORDER = '#!/bin/sh\necho "network $0 $*" >>"$RECORD"\nexit 1\n'


@dataclass
class Launcher:
    """The copy: `root` is its folder, `home` an empty one."""

    root: Path
    home: Path
    programs: Path
    record: Path

    def start(self, *words: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ./invoke with `words` from `cwd` (None: its own folder) in an environment that holds little else."""
        environment: Mapping[str, str] = {
            "PATH": str(self.programs),
            "HOME": str(self.home),
            "RECORD": str(self.record),
            "TASK": str(self.programs / "task"),
            **more,
        }
        return subprocess.run(
            [str(self.root / "invoke"), *words],
            cwd=cwd or self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def recorded(self) -> list[str]:
        """What was called since the last time."""
        lines = self.record.read_text(encoding="utf-8").splitlines() if self.record.exists() else []
        self.record.unlink(missing_ok=True)
        return lines


@pytest.fixture
def launcher(tmp_path: Path, project: Project) -> Launcher:
    """The launcher in a folder whose name has a space and Chinese in it."""
    root, home, programs = tmp_path / "公 文", tmp_path / "home", tmp_path / "programs"
    for folder in (root / "ygt_docs" / "fonts", home, programs):
        folder.mkdir(parents=True)
    for name in ("invoke", "requirements.lock", "ygt_docs/fonts/prepare.py", "ygt_docs/fonts/half_em.py"):
        shutil.copy(project.root / name, root / name)
    shutil.copytree(project.root / "bootstrap", root / "bootstrap", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*_NEEDED, "chmod", "env"):
        (programs / name).symlink_to(shutil.which(name) or pytest.fail(name))
    _program(programs / "python3", _PYTHON)
    _program(programs / "task", _TASK)
    for name in _NETWORK:
        _program(programs / name, _RECORDER)
    return Launcher(root, home, programs, tmp_path / "record")


def _program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture(autouse=True)
def _no_windows() -> None:
    if os.name == "nt":
        pytest.skip("the launcher for Windows is invoke.cmd")
