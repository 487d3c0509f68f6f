"""Where a book may lie: not on a network drive, with a warning in a sync folder; a database by its URL."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy

from tests.register.databases import POSTGRES, Database, databases
from tests.register.office import Office
from ygt_docs.problems import UserError
from ygt_docs.register import places
from ygt_docs.register.places import conflicting_copies, mounted_as, sync_name
from ygt_docs.register.safekeeping import backup, restore

MOUNTS = r"""22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 22 0:35 / /mnt/share rw - nfs4 server:/export rw
41 22 0:36 / /mnt/win\040share rw shared:1 - cifs //server/share rw
42 22 0:37 / /mnt/share/local rw - ext4 /dev/vdb rw
"""


def refused(office: Office, name: str) -> list[str]:
    """The codes with which `number NAME` is refused."""
    with pytest.raises(UserError) as caught:
        office.take(name)
    return [item.code for item in caught.value.problems]


def test_another_place_without_the_old_book_is_refused(office: Office, tmp_path: Path) -> None:
    """存放 changed by hand: no number is given twice; backup and restore bring the book along."""
    office.notice("甲")
    assert office.serial("甲") == 1
    shutil.rmtree(office.content / "甲")
    office.notice("乙")
    office.rules("存放: 登记\n")
    assert refused(office, "乙") == ["R304"]
    with pytest.raises(UserError) as caught:
        office.desk().read()
    assert [item.code for item in caught.value.problems] == ["R304"]
    (office.content / "登记.yaml").unlink()
    backup(office.desk(), tmp_path / "b.zip")
    office.rules("存放: 登记\n")
    assert restore(office.desk(), tmp_path / "b.zip", force=False).lost == 0
    assert office.serial("乙") == 2
    assert (office.content / "登记" / "登记簿.sqlite").is_file()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/a", "ext4"),
        ("/mnt/share/content", "nfs4"),
        ("/mnt/win share/x", "cifs"),
        ("/mnt/share/local/x", "ext4"),
        ("/mnt/shared", "ext4"),
    ],
)
def test_the_file_system_of_a_folder(folder: str, kind: str) -> None:
    """The nearest mount counts, also one with a space in its name."""
    assert mounted_as(Path(folder), MOUNTS) == kind


def test_a_network_drive_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No number is given there; the way out is said, and works."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        f"1 0 0:1 / / rw - ext4 /dev/a rw\n2 1 0:2 / {office.content} rw - nfs a:/b rw\n", encoding="utf-8"
    )
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    office.notice("甲")
    assert refused(office, "甲") == ["R301"]
    office.rules(f"存放: {tmp_path}/local\n")
    assert office.serial("甲") == 1
    assert (tmp_path / "local" / "登记簿.sqlite").is_file()


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/a/OneDrive - 云溪县/公文", "OneDrive - 云溪县"),
        ("/home/a/我的坚果云/公文", "我的坚果云"),
        ("/home/a/百度网盘同步空间/公文", "百度网盘同步空间"),
        ("/home/a/Nextcloud", "Nextcloud"),
        ("/home/a/公文同步规则", ""),
        ("/srv/云盘建设/content", ""),
    ],
)
def test_sync_folders_are_known_by_name(folder: str, name: str) -> None:
    """Known programs, no other folder that has such a word in its name."""
    assert sync_name(Path(folder)) == name


def test_a_sync_folder_and_a_conflicting_copy_are_warned_of(tmp_path: Path, project: object) -> None:
    """The number is taken, with the warnings."""
    office = Office(tmp_path / "Dropbox" / "content", project)
    office.notice("甲")
    assert "R302" in [item.code for item in office.take("甲").problems]
    copy = office.content / "登记簿 (李溪的冲突副本 2026-04-26).sqlite"
    copy.write_bytes(b"")
    assert conflicting_copies(office.content / "登记簿.sqlite") == [copy]
    office.notice("乙")
    taken = office.take("乙")
    assert ([item.serial for item in taken.numbers], [item.code for item in taken.problems]) == ([2], ["R302", "R303"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("存放: postgresql://a:geheim@localhost/b\n", "R432"),
        ("栏: [序号, 文号]\n", "R433"),
        ("大流水: [{代字: [云政文, 云政函]}, {代字: [云政函, 云教]}]\n", "R434"),
        ("断号: 补\n", "N119"),
        ("流水: 大\n", "N110"),
    ],
)
def test_faults_of_the_rules_stop_the_command(office: Office, text: str, code: str) -> None:
    """A fault of 登记.yaml is told at its place before anything is done."""
    office.rules(text)
    office.notice("甲")
    assert refused(office, "甲") == [code]
    assert not (office.content / "登记簿.sqlite").exists()


def test_a_database_that_is_not_there_is_one_error(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens, or the driver is missing: one error each, with what to do."""
    pytest.importorskip("psycopg")
    office.rules("存放: postgresql://dengji@127.0.0.1:1/gongwen?connect_timeout=2\n")
    office.notice("甲")
    assert refused(office, "甲") == ["R103"]

    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr(sqlalchemy, "create_engine", missing)
    with pytest.raises(UserError) as caught:
        office.take("甲")
    (found,) = caught.value.problems
    assert (found.code, "psycopg[binary]" in found.fix) == ("R102", True)


@pytest.mark.skipif(POSTGRES not in databases(), reason="PostgreSQL is not installed")
def test_a_book_in_a_database(office: Office, database: Callable[[str], Database]) -> None:
    """With a URL in 登记.yaml the numbers come from there, and the issued files stay in the folder."""
    office.rules(f'存放: "{database(POSTGRES).typed}"\n')
    office.notice("甲")
    office.notice("乙", 3)
    assert [office.serial(name) for name in "甲甲"] == [4, 4]
    assert not (office.content / "登记簿.sqlite").exists()
    assert office.desk().rules.finals == office.content / "定稿"
