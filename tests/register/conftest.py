"""What the tests of the register share: a data folder of their own, an office, and its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.register.databases import SQLITE, Database, Server
from tests.register.office import Office
from ygt_docs.project import Project
from ygt_docs.register.store import StoreAddress


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The witnesses of a test lie in its own folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("YGT_DOCS_DATA", str(folder))
    return folder


@pytest.fixture
def office(tmp_path: Path, project: Project) -> Office:
    """An office without documents."""
    return Office(tmp_path / "content", project)


@pytest.fixture
def offices(tmp_path: Path, project: Project) -> Callable[[str], Office]:
    """`offices(name)`: another office."""
    return lambda name: Office(tmp_path / name, project)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of PostgreSQL for all tests of a run."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Database]:
    """`database(kind)`: an empty store."""

    def empty(kind: str) -> Database:
        if kind == SQLITE:
            return Database(StoreAddress("登记簿.sqlite", tmp_path / "登记簿.sqlite"))
        server: Server = request.getfixturevalue("postgres")
        return server.database()

    return empty
