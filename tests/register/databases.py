"""The stores that tests run on: SQLite always, PostgreSQL where its programs are installed (Debian: postgresql).

With CI set `./invoke test` installs PostgreSQL and a C compiler, and the tests that want them fail without.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.register.store import StoreAddress

IS_CHECKED = bool(os.environ.get("CI"))
SQLITE, POSTGRES = "sqlite", "postgresql"
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@dataclass(frozen=True)
class Database:
    """An empty store, and what 登记.yaml says of it."""

    address: StoreAddress
    typed: str = ""


def program(name: str) -> str | None:
    """A program of PostgreSQL."""
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return str(folder / name)
    return shutil.which(name)


def postgres_missing() -> str:
    """Why PostgreSQL cannot run here; "" where it can."""
    for name in ("initdb", "pg_ctl"):
        if program(name) is None:
            return f"没有程序 {name}（Debian 的软件包 postgresql）"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "没有装 psycopg"
    return ""


def databases() -> list[str]:
    """The kinds of store that tests run on: where every change is checked both, there or not."""
    return [SQLITE, POSTGRES] if IS_CHECKED or not postgres_missing() else [SQLITE]


def compiler() -> str | None:
    """A C compiler that makes libraries for this system (None: there is none)."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform.startswith("linux") else None


def not_run() -> list[str]:
    """What the tests of the register leave out on this machine, a line each."""
    lines = []
    missing = postgres_missing()
    if missing and not IS_CHECKED:
        lines.append(f"PostgreSQL 没有运行：{missing}")
    if compiler() is None and not IS_CHECKED:
        lines.append("SQLite 自己的读写没有逐次弄坏：没有 C 编译器（Debian 的软件包 gcc、libc6-dev）")
    return lines


class Server:
    """A server of PostgreSQL on a socket of its own, for the time of the tests."""

    def __init__(self) -> None:
        # The folders of pytest and of a run of tests are closed to other users, and the path of a socket is short.
        self._folder = Path(tempfile.mkdtemp(prefix="ygt-pg-", dir="/tmp" if os.geteuid() == 0 else None))
        self._data = self._folder / "data"
        self._as_user: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self._as_user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        options = f"-k {self._folder} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-D", str(self._data), "-o", options, "-l", str(self._folder / "log"), "-w", "start")

    def _run(self, name: str, *words: str) -> None:
        command = [*self._as_user, str(program(name)), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def database(self) -> Database:
        """A fresh database."""
        import psycopg

        name = f"book{uuid.uuid4().hex[:8]}"
        with psycopg.connect(f"host={self._folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        typed = f"postgresql://postgres@/{name}?host={self._folder}"
        return Database(StoreAddress(typed, None, typed.replace("postgresql://", "postgresql+psycopg://")), typed)

    def stop(self) -> None:
        """End the server."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)
