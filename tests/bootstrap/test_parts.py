"""The parts of bootstrap/: each is done once, starts over after an interruption, and speaks Chinese."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bootstrap import __main__ as main_module
from bootstrap import apt, environment, faces, locking, running, system, validator
from bootstrap.locking import locked
from bootstrap.places import Places, Stop
from bootstrap.running import Failed, run


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A project of its own with a lock file and an empty cache."""
    (tmp_path / "project" / "ygt_docs" / "fonts").mkdir(parents=True)
    (tmp_path / "cache").mkdir()
    found = Places(tmp_path / "project", tmp_path / "cache")
    found.lock_file.write_text("x==1\n", encoding="utf-8")
    found.test_lock_file.write_text("x==1\ny==1\n", encoding="utf-8")
    for name in ("prepare.py", "half_em.py"):
        (found.root / "ygt_docs" / "fonts" / name).write_text("", encoding="utf-8")
    return found


@pytest.fixture
def commands(places: Places, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What environment.py runs, instead of running it; making the environment makes its folder."""
    seen: list[list[str]] = []

    def record(command: list[object], **_: object) -> str:
        seen.append([str(word) for word in command])
        if "venv" in seen[-1]:
            (Path(seen[-1][-1]) / "bin").mkdir(parents=True)
        return ""

    monkeypatch.setattr(environment, "run", record)
    monkeypatch.setattr(environment, "_runs", lambda python: True)
    return seen


def test_a_complete_environment_is_left_alone(places: Places, commands: list[list[str]]) -> None:
    """An environment with the stamp of this lock file and folder is not made again."""
    environment.make_environment(places, "build")
    made = len(commands)
    environment.make_environment(places, "build")
    assert (made, len(commands)) == (2, 2)


def test_packages_are_installed_by_hash_only(places: Places, commands: list[list[str]]) -> None:
    """Nothing is installed that the lock file does not hold the hash of."""
    environment.make_environment(places, "build")
    assert {"--require-hashes", "--only-binary", str(places.lock_file)} <= set(commands[-1])


def test_tests_bring_their_packages_on_top(places: Places, commands: list[list[str]]) -> None:
    """What only the tests need is installed when tests are to run, once, into the environment that is there."""
    environment.make_environment(places, "build")
    environment.make_environment(places, "test")
    assert (len(commands), commands[-1][-1]) == (3, str(places.test_lock_file))
    for level in ("test", "build"):
        environment.make_environment(places, level)
    assert len(commands) == 3
    places.test_lock_file.write_text("x==1\ny==2\n", encoding="utf-8")
    environment.make_environment(places, "build")
    assert len(commands) == 3
    environment.make_environment(places, "test")
    assert (len(commands), commands[-1][-1]) == (4, str(places.test_lock_file))


def test_an_interrupted_environment_starts_over(
    places: Places, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an interruption left is thrown away, and nothing of it is taken for complete."""
    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", _raise(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            environment.make_environment(places, "build")
    left = places.venv / "left"
    left.write_text("", encoding="utf-8")
    assert not (places.venv / ".complete").exists()
    environment.make_environment(places, "build")
    assert not left.exists()
    assert (places.venv / ".complete").exists()


@pytest.mark.parametrize("change", ["lock", "folder"])
def test_an_environment_is_bound_to_lock_file_and_folder(
    places: Places, commands: list[list[str]], tmp_path: Path, change: str
) -> None:
    """A new lock file or another folder needs a new environment."""
    environment.make_environment(places, "build")
    if change == "lock":
        places.lock_file.write_text("x==2\n", encoding="utf-8")
    else:
        places = Places(places.root.rename(tmp_path / "moved"), places.cache)
    environment.make_environment(places, "build")
    assert len(commands) == 4


def test_a_broken_environment_is_made_again(
    places: Places, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stamp does not count when the environment's Python no longer runs."""
    environment.make_environment(places, "build")
    monkeypatch.setattr(environment, "_runs", lambda python: False)
    environment.make_environment(places, "build")
    assert len(commands) == 4


def test_a_failed_download_says_so_in_chinese(
    places: Places, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A download that fails ends with the reason and what to do, and leaves no stamp."""
    monkeypatch.setattr(environment, "_create", lambda places: None)
    monkeypatch.setattr(environment, "run", _raise(Failed(["pip"], "no route to host")))
    with pytest.raises(Stop, match="no route to host\n请检查网络"):
        environment.make_environment(places, "build")
    assert not (places.venv / ".complete").exists()


@pytest.mark.parametrize(
    "said",
    [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "OSError: [Errno 122] Disk quota exceeded: '/x/.venv/lib'",
        "E: You don't have enough free space in /var/cache/apt/archives/.",
        "E: 您在 /var/cache/apt/archives/ 上没有足够的可用空间。",
        "dpkg-deb: error: paste subprocess failed: 设备上没有空间",
        "npm error code ENOSPC\nnpm error syscall write",
        "ERROR: Could not install packages due to an OSError: [WinError 112] There is not enough space on the disk",
    ],
)
def test_a_full_disk_is_no_fault_of_the_network(
    places: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a program stops because the disk is full, the user reads that, and nothing of the network."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{said}\nEND\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(main_module, "find_places", lambda: places)
    monkeypatch.setattr(main_module, "bring_libraries", lambda places: None)
    monkeypatch.setattr(environment, "_create", lambda places: None)
    monkeypatch.setattr(environment, "_pip", lambda places: [str(program)])
    assert main_module.main("build") == 2
    shown = capsys.readouterr().err
    assert said.splitlines()[0] in shown
    assert "磁盘满了" in shown
    assert "请检查网络" not in shown
    assert not (places.venv / ".complete").exists()


@pytest.mark.parametrize(
    "said",
    [
        "ERROR: Could not find a version that satisfies the requirement x==1",
        "ReadTimeoutError: Read timed out.",
        "WARNING: Retrying after connection broken by 'NewConnectionError: [Errno 101] Network is unreachable'",
    ],
)
def test_a_network_that_fails_is_no_full_disk(said: str) -> None:
    """What fails for another reason stays a failure whose caller says what to look at."""
    with pytest.raises(Failed, match=r"Error|ERROR"):
        run(["sh", "-c", 'echo "$1"; exit 1', "sh", said])


@pytest.mark.parametrize(("free", "raised"), [(1_000_000, Stop), (30_000_000_000, Failed)])
def test_a_program_that_hides_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, raised: type[Exception]
) -> None:
    """Where a program fails without a word about the disk, the disk that it was to write on is looked at itself."""
    monkeypatch.setattr(running.shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    with pytest.raises(raised, match="磁盘满了" if raised is Stop else "ensurepip"):
        run(["sh", "-c", "echo ensurepip failed; exit 1", "sh", tmp_path / "not" / "there"])
    with pytest.raises(Failed):  # no place is named: sudo that wants a password is no full disk
        run(["sh", "-c", "echo a password is required; exit 1"])


def test_a_program_that_ends_well_may_speak_of_full_disks() -> None:
    """Only what a program says when it fails is looked at."""
    assert run(["echo", "No space left on device"]) == "No space left on device\n"


def test_a_package_that_is_cut_off_is_said(tmp_path: Path) -> None:
    """A fetched package that cannot be read ends with a line, not with a traceback."""
    (tmp_path / "a.deb").write_bytes(b"!<arch>\n")
    with pytest.raises(Stop, match=r"软件包 a\.deb 读不出来"):
        apt.take_files(tmp_path / "a.deb", ["A.otf"], tmp_path)


def test_a_lock_that_finds_no_room_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the very first file is not taken for a lack of rights."""
    monkeypatch.setattr(locking.os, "open", _raise(OSError(28, "No space left on device", "lock")))
    with pytest.raises(OSError, match="No space"), locked(tmp_path / "lock"):
        pass


def test_a_second_start_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While one start prepares, another says that it waits, and goes on afterwards."""
    entered = threading.Event()

    def second() -> None:
        with locked(tmp_path / "lock"):
            entered.set()

    thread = threading.Thread(target=second)
    with locked(tmp_path / "lock"):
        thread.start()
        assert not entered.wait(0.2)
    thread.join(10)
    assert entered.is_set()
    assert "另一个窗口正在准备环境" in capsys.readouterr().err


def test_lists_are_renewed_only_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """apt is asked for new lists when a package is not found, and not before."""
    seen: list[str] = []

    def as_root(words: list[str]) -> None:
        seen.append(words[0])
        if seen == ["install"]:
            raise Failed(["apt-get"], "unable to locate")

    monkeypatch.setattr(apt, "_as_root", as_root)
    apt.install(["x"])
    assert seen == ["install", "update", "install"]


def test_without_rights_the_line_to_type_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs for the tests that cannot be installed end with the exact line an administrator types."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    monkeypatch.setattr(apt, "is_here", lambda: True)
    monkeypatch.setattr(apt, "may_install", lambda: False)
    with pytest.raises(
        Stop, match=r"sudo apt-get install .*libreoffice-writer-nogui poppler-utils nodejs npm libreoffice-calc-nogui"
    ):
        system.bring_programs()


def test_a_machine_that_checks_every_change_gets_a_database_and_a_compiler(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With CI set they are installed where they are missing, the servers found in their own folder; elsewhere not."""
    servers = tmp_path / "15" / "bin"
    servers.mkdir(parents=True)
    installed: list[list[str]] = []
    monkeypatch.setattr(system, "SERVERS", tmp_path)
    monkeypatch.setattr(system.shutil, "which", lambda name: None if name in ("initdb", "cc") else f"/usr/bin/{name}")
    monkeypatch.setattr(system, "_reads_sheets", lambda: True)
    monkeypatch.setattr(apt, "is_here", lambda: True)
    monkeypatch.setattr(apt, "may_install", lambda: True)
    monkeypatch.setattr(apt, "install", installed.append)
    monkeypatch.delenv("CI", raising=False)
    system.bring_programs()
    assert installed == []
    monkeypatch.setenv("CI", "true")
    system.bring_programs()
    assert installed == [["postgresql", "gcc", "libc6-dev"]]
    (servers / "initdb").write_text("", encoding="utf-8")
    system.bring_programs()
    assert installed[1:] == [["gcc", "libc6-dev"]]


def test_a_libreoffice_without_sheets_gets_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where only the part for sheets is missing, only that is installed; where nothing is, nothing."""
    monkeypatch.delenv("CI", raising=False)
    program = tmp_path / "program" / "soffice"
    program.parent.mkdir()
    program.write_text("", encoding="utf-8")
    installed: list[list[str]] = []
    monkeypatch.setattr(system.shutil, "which", lambda name: str(program))
    monkeypatch.setattr(apt, "is_here", lambda: True)
    monkeypatch.setattr(apt, "may_install", lambda: True)
    monkeypatch.setattr(apt, "install", installed.append)
    system.bring_programs()
    assert installed == [["libreoffice-calc-nogui"]]
    (program.parent / "libsclo.so").write_text("", encoding="utf-8")
    system.bring_programs()
    assert installed == [["libreoffice-calc-nogui"]]


def test_missing_libraries_go_into_the_cache_without_rights(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without root the libraries are unpacked into the cache, beside what was unpacked before."""
    (places.cache / "system" / "usr").mkdir(parents=True)
    (places.cache / "system" / "usr" / "before").write_text("", encoding="utf-8")
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system, "_missing_libraries", lambda: ["libpango-1.0-0"])
    monkeypatch.setattr(apt, "may_install", lambda: False)
    monkeypatch.setattr(apt, "is_here", lambda: True)
    monkeypatch.setattr(apt, "fetch", lambda packages, folder, with_dependencies: [Path("p.deb")])
    monkeypatch.setattr(apt, "unpack", lambda package, target: (target / "usr" / "new").write_text("", "utf-8"))
    system.bring_libraries(places)
    assert {path.name for path in (places.cache / "system" / "usr").iterdir()} == {"before", "new"}
    assert sorted(path.name for path in places.cache.iterdir()) == ["system"]


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packages faces.py fetches, instead of fetching them; `prepare` makes two faces."""
    seen: list[str] = []

    def fetch(packages: list[str], folder: Path) -> list[Path]:
        folder.mkdir()
        seen.extend(packages)
        return [folder / "p.deb"]

    monkeypatch.setattr(faces, "_INSTALLED", ())
    monkeypatch.setattr(apt, "is_here", lambda: True)
    monkeypatch.setattr(apt, "fetch", fetch)
    monkeypatch.setattr(apt, "take_files", lambda archive, names, target: set(names))
    monkeypatch.setattr(faces, "run", lambda command, cwd: _made(Path(command[-1])))
    return seen


def _made(folder: Path) -> None:
    folder.mkdir()
    for name in ("A.otf", "B.otf"):
        (folder / name).write_bytes(b"face")


def test_faces_are_brought_once(places: Places, fetched: list[str]) -> None:
    """The faces are fetched on the first start only."""
    faces.bring_faces(places)
    faces.bring_faces(places)
    assert fetched == list(faces.PACKAGES)


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_lost_face_is_brought_again(places: Places, fetched: list[str], spoil: Callable[[Path], object]) -> None:
    """A single face file that is gone or empty makes the whole set anew, though the stamp is still there."""
    faces.bring_faces(places)
    spoil(places.cache / "fonts" / "B.otf")
    faces.bring_faces(places)
    assert len(fetched) == 2 * len(faces.PACKAGES)
    assert (places.cache / "fonts" / "B.otf").read_bytes() == b"face"


def test_the_stamp_lists_the_faces(places: Places, fetched: list[str]) -> None:
    """./invoke reads the stamp line by line: the recipe, then every face file, each line with its end."""
    faces.bring_faces(places)
    stamp = (places.cache / "fonts" / ".complete").read_text(encoding="utf-8")
    assert stamp.split("\n")[1:] == ["A.otf", "B.otf", ""]


def test_faces_are_brought_again_when_the_recipe_changes(places: Places, fetched: list[str]) -> None:
    """New code for the copies makes new copies in place of the old ones."""
    faces.bring_faces(places)
    (places.cache / "fonts" / "old").write_text("", encoding="utf-8")
    (places.root / "ygt_docs/fonts/half_em.py").write_text("# new", encoding="utf-8")
    faces.bring_faces(places)
    assert len(fetched) == 2 * len(faces.PACKAGES)
    assert not (places.cache / "fonts" / "old").exists()


def test_a_package_without_its_face_is_an_error(
    places: Places, fetched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A distribution that moved a face to another package is noticed, and no half set of faces is left."""
    monkeypatch.setattr(apt, "take_files", lambda archive, names, target: set(list(names)[1:]))
    with pytest.raises(Stop, match="软件包 texlive-lang-chinese 里没有字体"):
        faces.bring_faces(places)
    assert list(places.cache.iterdir()) == []


def test_a_machine_without_a_validator_is_told_so(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """npm leaves out a program for another platform without an error; that is an error here."""
    (places.root / "bootstrap").mkdir()
    for name in ("package.json", "package-lock.json"):
        (places.root / "bootstrap" / name).write_text("{}", encoding="utf-8")
    monkeypatch.setattr(validator, "run", lambda command, cwd: "")
    with pytest.raises(Stop, match="没有适合这台机器"):
        validator.bring_validator(places)
    assert not (places.cache / "validator").exists()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Stop("缺东西"), 2, "错误：缺东西"),
        (KeyboardInterrupt(), 130, "已中断"),
        (OSError(28, "No space left on device", "/x"), 2, "读写文件没有成功：/x"),
        (OSError(28, "No space left on device", "/x"), 2, "磁盘满了"),
        (OSError(13, "Permission denied", "/x"), 2, "请检查权限"),
        (Failed(["dpkg-deb"], "not a package"), 2, "dpkg-deb"),
    ],
)
def test_every_end_is_one_chinese_line(
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """However preparing ends, the user reads a line and no traceback."""
    monkeypatch.setattr(main_module, "find_places", lambda: places)
    monkeypatch.setattr(main_module, "_bring", _raise(error))
    assert main_module.main("build") == code
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


def _raise(error: BaseException) -> Callable[..., None]:
    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it
