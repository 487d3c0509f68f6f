"""The one atomic writer."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.faults import ERRORS, Faults, injected, killed_at
from ygt_docs import files
from ygt_docs.files import only_one_at_work, publish_folder, write_atomically
from ygt_docs.problems import UserError
from ygt_docs.together import put_right, write_all

_KILLED = """
import os, sys
from pathlib import Path
from ygt_docs import files
os.fsync = lambda handle: os.kill(os.getpid(), 9)
files.write_atomically(Path(sys.argv[1]), b"new" * 100000)
"""


def names(folder: Path) -> list[str]:
    """What lies in `folder`."""
    return sorted(item.name for item in folder.iterdir())


def test_writes_and_replaces(tmp_path: Path) -> None:
    """The file holds what was written last, the folder is made, and nothing else is left in it."""
    path = tmp_path / "a" / "b.txt"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["b.txt"]


def test_new_files_can_be_read_by_colleagues(tmp_path: Path) -> None:
    """A new file has the mode that the user's umask gives, not the private one of a temporary file."""
    write_atomically(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "B101"),
        (errno.EDQUOT, "B101"),
        (errno.EACCES, "B102"),
        (errno.EPERM, "B102"),
        (errno.EROFS, "B102"),
        (errno.EIO, "B103"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace", "mkstemp"])
def test_a_refusal_of_the_system_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, call: str
) -> None:
    """Whatever the disk refuses is one clear error; the old file stands and no temporary file is left."""
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    owner = {"fsync": os, "replace": Path, "mkstemp": files.tempfile}[call]
    monkeypatch.setattr(owner, call, refuse)
    with pytest.raises(UserError) as caught:
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert [item.code for item in caught.value.problems] == [code]
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_a_killed_writer_leaves_the_old_file(tmp_path: Path, project: object, count: Callable[[int, int], int]) -> None:
    """A process killed in the middle of writing leaves the old file whole."""
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")
    for _ in range(count(2, 60)):
        done = subprocess.run([sys.executable, "-c", _KILLED, str(path)], cwd=project.root, check=False)
        assert done.returncode == -9
        assert path.read_bytes() == b"old"


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write_atomically(folder / "organs.yaml", b"old")
    write_atomically(folder / "a" / "tasks.yaml", b"old")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _visible(folder: Path) -> dict[str, bytes]:
    """The files but those of this process's own that a disk which refuses did not let it remove."""
    return {name: data for name, data in contents(folder).items() if "/." not in f"/{name}"}


def _several(folder: Path) -> dict[Path, bytes | None]:
    return {
        folder / "a" / "tasks.yaml": None,
        folder / "a" / "notice.yaml": b"new",
        folder / "b" / "notice.yaml": b"new",
        folder / "b" / "part" / "plan.yaml": b"new",
        folder / "organs.yaml": b"new",
    }


def test_several_files_are_written_together(tmp_path: Path) -> None:
    """Files of several folders, new folders and files to go, with the rights that the umask gives."""
    folder = _folder(tmp_path)
    mask = os.umask(0o027)
    try:
        write_all(_several(folder))
    finally:
        os.umask(mask)
    assert contents(folder) == dict.fromkeys(
        ["a/notice.yaml", "b/notice.yaml", "b/part/plan.yaml", "organs.yaml"], b"new"
    )
    assert (folder / "b").stat().st_mode & 0o777 == 0o750
    assert (folder / "b" / "notice.yaml").stat().st_mode & 0o777 == 0o640
    assert names(folder) == ["a", "b", "organs.yaml"]


def test_several_files_are_written_or_none(tmp_path: Path, count: Callable[[int, int], int]) -> None:
    """Whichever call the disk refuses, once or for ever, all files are as they were, and nothing else lies there.

    Where it refuses the way back too, the next command has it.
    """
    number, step = 0, count(23, 1)
    for start, (error, for_ever) in enumerate(itertools.product(ERRORS, (False, True))):
        for number in itertools.count(3 * start % step, step):
            folder = _folder(tmp_path / f"{error}-{for_ever}-{number}")
            before = contents(folder)
            faults = Faults(folder, number, error, for_ever)
            with injected(faults):
                try:
                    write_all(_several(folder))
                except UserError:
                    written = False
                else:
                    written = True
            if faults.struck is None:
                break
            if not (for_ever and faults.struck[0] in ("os.rename", "os.remove", "os.rmdir", "os.link", "open")):
                assert (_visible(folder) == before) is not written, faults
            put_right(folder)
            assert (_visible(folder) == before) is not written, faults
            write_all(_several(folder))
            assert contents(folder)["b/part/plan.yaml"] == b"new"
    assert number > 20


def test_several_files_are_written_or_none_by_who_is_killed(tmp_path: Path, count: Callable[[int, int], int]) -> None:
    """Killed at any call, a writer leaves all or nothing for the next command, which sweeps the rest; a retry works."""
    for number in itertools.count(0, count(9, 1)):
        folder = _folder(tmp_path / str(number))
        before = contents(folder)
        killed = killed_at(number, folder, partial(write_all, _several(folder)))
        put_right(folder)
        found = contents(folder)
        write_all(_several(folder))
        after = contents(folder)
        assert found in (before, after), number
        assert names(folder) == ["a", "b", "organs.yaml"]
        if not killed:
            break
    assert number > 60


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")
def test_who_waits_for_another_says_so_once(tmp_path: Path) -> None:
    """The second at work waits until the first lets go, and its user is told; alone, nobody is.

    The first lets go in the end in any case: where nothing is said, the test fails and does not wait for ever.
    """
    import fcntl

    told: list[str] = []
    first = (tmp_path / "lock").open("ab")
    fcntl.flock(first.fileno(), fcntl.LOCK_EX)

    def waiting() -> None:
        told.append("waits")
        first.close()

    end = threading.Timer(20, first.close)
    end.start()
    for _ in range(2):
        with only_one_at_work(tmp_path / "lock", waiting):
            assert told == ["waits"]
    end.cancel()


def test_what_was_changed_since_a_kill_stays(tmp_path: Path) -> None:
    """Whoever edits a file before the next command keeps the edit; the other files are put back."""
    for number in itertools.count(40):
        folder = _folder(tmp_path / str(number))
        killed = killed_at(number, folder, partial(write_all, _several(folder)))
        assert killed
        half_done = (folder / "organs.yaml").read_bytes() == b"new" and list(folder.glob(".undo-*/journal.json"))
        if half_done:
            break
    (folder / "b" / "notice.yaml").write_bytes(b"edited")
    put_right(folder)
    assert contents(folder) == {"organs.yaml": b"old", "a/tasks.yaml": b"old", "b/notice.yaml": b"edited"}


def test_a_file_that_cannot_be_written_leaves_none_of_the_others_behind(tmp_path: Path) -> None:
    """A file stands where a folder should be: what was written beside the first goes too."""
    folder = _folder(tmp_path)
    before = _visible(folder), names(folder)
    with pytest.raises(UserError):
        write_all({folder / "organs.yaml": b"new", folder / "organs.yaml" / "x.yaml": b"new"})
    assert (_visible(folder), names(folder)) == before


def test_a_published_folder_survives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that holds it is on the disk, too."""
    held: list[Path] = []
    monkeypatch.setattr(files, "sync_folder", held.append)
    write_atomically(tmp_path / "staged" / "ours.pdf", b"new")
    held.clear()
    publish_folder(tmp_path / "staged", tmp_path / "target", lambda name: True)
    assert tmp_path in held


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not list open files")
def test_looking_for_what_was_left_keeps_no_file_open(tmp_path: Path) -> None:
    """A server or a long run would be out of them."""
    for number in itertools.count(40):
        folder = _folder(tmp_path / str(number))
        killed_at(number, folder, partial(write_all, _several(folder)))
        if list(folder.glob(".undo-*/journal.json")):
            break
    before = len(os.listdir("/proc/self/fd"))
    put_right(folder)
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_what_was_left_is_put_back_whoever_has_that_number_now(tmp_path: Path) -> None:
    """The lock tells who is at work, not the number of a process: another may have got it since."""
    for number in itertools.count(40):
        folder = _folder(tmp_path / str(number))
        before = contents(folder)
        assert killed_at(number, folder, partial(write_all, _several(folder)))
        left = list(folder.glob(".undo-*/journal.json"))
        if left and (folder / "organs.yaml").read_bytes() == b"new":
            break
    room = left[0].parent
    room.rename(room.with_name(f".undo-{os.getpid()}-{room.name.rpartition('-')[2]}"))
    put_right(folder)
    assert contents(folder) == before


def test_what_a_living_process_writes_is_not_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another command at the same time leaves the change alone."""
    folder, seen = _folder(tmp_path), list[bytes]()
    real = Path.replace

    def replace(source: Path, target: Path) -> Path:
        done = real(source, target)
        if target == folder / "organs.yaml":
            put_right(folder)
            seen.append(target.read_bytes())
        return done

    monkeypatch.setattr(Path, "replace", replace)
    write_all(_several(folder))
    assert seen == [b"new"]


@pytest.mark.parametrize(("depth", "found"), [(1, True), (2, True), (3, False)])
def test_what_was_left_is_found_as_deep_as_commands_write(tmp_path: Path, depth: int, found: bool) -> None:
    """content/NAME/进展 is the deepest folder of a command; what lies below may be anybody's."""
    place = tmp_path.joinpath(*"abc"[:depth])
    place.mkdir(parents=True)
    (place / f".{2**22 + 1}-abcdefgh.ygt-tmp").write_bytes(b"x")
    put_right(tmp_path)
    assert (names(place) == []) is found


def test_hidden_folders_are_nobody_elses(tmp_path: Path) -> None:
    """What lies in a folder of another program (.git) is left alone."""
    hidden = tmp_path / ".git"
    hidden.mkdir()
    (hidden / f".{2**22 + 1}-abcdefgh.ygt-tmp").write_bytes(b"x")
    put_right(tmp_path)
    assert len(names(hidden)) == 1


def test_stale_temporary_files_are_swept(tmp_path: Path) -> None:
    """What a killed run left more than ten minutes ago goes; what another run is writing now stays."""
    old, fresh = tmp_path / ".old.ygt-tmp", tmp_path / ".fresh.ygt-tmp"
    for item in (old, fresh):
        item.write_bytes(b"x")
    os.utime(old, (1, 1))
    write_atomically(tmp_path / "a.txt", b"")
    assert names(tmp_path) == [".fresh.ygt-tmp", "a.txt"]


def test_temporary_files_of_the_dead_are_swept_at_once(tmp_path: Path) -> None:
    """What a process left that lives no more goes with the next file that is written."""
    dead, alive = (tmp_path / f".{maker}-abcdefgh.ygt-tmp" for maker in (2**22 + 1, os.getpid()))
    for item in (dead, alive):
        item.write_bytes(b"x")
    write_atomically(tmp_path / "a.txt", b"")
    assert names(tmp_path) == [alive.name, "a.txt"]


@pytest.mark.parametrize("kernel", [True, False])
def test_a_folder_is_published_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kernel: bool) -> None:
    """The new folder takes the place of the old one; of the old, only what is not ours is carried over."""
    if not kernel:
        monkeypatch.setattr(files, "_exchanged_by_kernel", lambda staged, target: False)
    staged, target = tmp_path / "staged", tmp_path / "target"
    write_atomically(target / "ours.pdf", b"old")
    write_atomically(target / "notes.txt", b"theirs")
    write_atomically(target / "scans" / "1.png", b"theirs")
    write_atomically(staged / "ours.docx", b"new")
    publish_folder(staged, target, lambda name: name.startswith("ours"))
    assert names(target) == ["notes.txt", "ours.docx", "scans"]
    assert (target / "scans" / "1.png").read_bytes() == b"theirs"
    assert names(tmp_path) == ["target"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can swap two folders at once")
def test_there_is_no_moment_without_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both folders change places in one step of the system."""
    staged, target = tmp_path / "staged", tmp_path / "target"
    write_atomically(target / "ours.pdf", b"old")
    write_atomically(staged / "ours.pdf", b"new")
    renamed: list[Path] = []
    real = Path.replace

    def replace(source: Path, aim: Path) -> Path:
        renamed.append(source)
        return real(source, aim)

    monkeypatch.setattr(Path, "replace", replace)
    publish_folder(staged, target, lambda name: True)
    assert ((target / "ours.pdf").read_bytes(), target in renamed) == (b"new", False)


@pytest.mark.parametrize("linked", [True, False])
def test_a_link_of_somebody_is_carried_over_as_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    """Where it leads is never copied, whether or not the disk gives a file a second name."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no second names here")

    if not linked:
        monkeypatch.setattr(os, "link", refused)
    staged, target = tmp_path / "staged", tmp_path / "target"
    write_atomically(target / "ours.pdf", b"old")
    write_atomically(tmp_path / "elsewhere.txt", b"theirs")
    (target / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    write_atomically(staged / "ours.pdf", b"new")
    publish_folder(staged, target, lambda name: name.startswith("ours"))
    assert (target / "link.txt").readlink() == tmp_path / "elsewhere.txt"


def test_a_folder_that_cannot_be_published_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the system refuses the exchange, the old folder stands as it was."""
    staged, target = tmp_path / "staged", tmp_path / "target"
    write_atomically(target / "a", b"old")
    write_atomically(staged / "a", b"new")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "open elsewhere")

    monkeypatch.setattr(files, "_exchange", refuse)
    with pytest.raises(UserError) as caught:
        publish_folder(staged, target, lambda name: True)
    assert [item.code for item in caught.value.problems] == ["B102"]
    assert (target / "a").read_bytes() == b"old"


def test_folders_that_nobody_may_write_to_are_replaced_too(tmp_path: Path) -> None:
    """A read-only folder of the user's own is carried over and stops nothing; nothing is left behind."""
    staged, target = tmp_path / "staged", tmp_path / "target"
    for name in ("one", "two"):
        write_atomically(target / "scans" / "1.png", b"theirs")
        (target / "scans").chmod(0o555)
        write_atomically(staged / "ours", name.encode())
        publish_folder(staged, target, lambda name: name == "ours")
    (target / "scans").chmod(0o755)
    assert ((target / "ours").read_bytes(), (target / "scans" / "1.png").read_bytes()) == (b"two", b"theirs")
    assert names(tmp_path) == ["target"]


@pytest.mark.parametrize("kernel", [True, False])
def test_a_file_that_cannot_go_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kernel: bool
) -> None:
    """If a single old file refuses to be removed, the old folder is put back as it was and the file is named."""
    if not kernel:
        monkeypatch.setattr(files, "_exchanged_by_kernel", lambda staged, target: False)
    staged, target = tmp_path / "staged", tmp_path / "target"
    for name in ("a", "b", "c"):
        write_atomically(target / name, b"old")
    write_atomically(staged / "a", b"new")
    real = os.rename

    def rename(source: str, aside: str) -> None:
        if str(source).endswith("b"):
            raise PermissionError(errno.EPERM, "immutable", source)
        real(source, aside)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(UserError) as caught:
        publish_folder(staged, target, lambda name: True)
    (found,) = caught.value.problems
    assert (found.code, f"“{target.as_posix()}/b”" in found.message) == ("B102", True)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == dict.fromkeys("abc", b"old")
