"""The road is one way, and each dangerous thing has one place: read from the code itself (AST)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ygt_docs"

# What each room may import besides itself; whatever a room may import it need not. `word` and `pdf` know nothing of
# each other, and only the builder knows every stage.
_BASE = {"standard", "elements", "problems", "project", "files", "scratch", "together", "walking"}
_READ = _BASE | {"reading"}
_NOTICE = _READ | {"notice", "docfiles"}
_FLOW = _NOTICE | {"fonts", "geometry", "compose", "profile"}
_WRITER = _FLOW | {"placing", "templating"}
_ALL = _WRITER | {
    "docfiles",
    "editing",
    "look",
    "register",
    "rules",
    "pdf",
    "word",
    "intake",
    "updating",
    "proof",
    "parity",
    "report",
    "building",
    "builder",
    "console",
    "starting",
    "tasklist",
    "clock",
}
MAY_IMPORT: dict[str, set[str]] = {
    "standard": set(),
    "elements": {"standard"},
    "problems": set(),
    "walking": set(),
    "project": {"walking"},
    "templating": {"walking"},
    "files": {"problems", "walking", "scratch"},
    "scratch": {"problems", "walking"},
    "together": {"files", "scratch"},
    "reading": _BASE,
    "notice": _READ | {"docfiles"},
    "profile": _READ | {"look"},
    "geometry": _NOTICE,
    "fonts": _READ | {"geometry", "look"},
    "compose": _NOTICE | {"fonts", "geometry", "profile"},
    "placing": _FLOW,
    "rules": _FLOW,
    "pdf": _WRITER | {"docfiles"},
    "look": {"docfiles", "files", "problems", "project", "standard", "walking"},
    "word": _WRITER | {"docfiles", "look"},
    "docfiles": {"elements", "files", "problems", "standard", "walking"},
    "clock": set(),
    "editing": _NOTICE,
    "starting": _NOTICE | {"editing"},
    "tasklist": _FLOW | {"docfiles", "editing", "rules"},
    "register": _NOTICE | {"editing", "docfiles", "tasklist"},
    "intake": _FLOW | {"docfiles", "editing"},
    "updating": _FLOW | {"docfiles", "editing"},
    "proof": _FLOW | {"pdf", "word", "docfiles"},
    "parity": _FLOW | {"docfiles", "proof"},
    "report": _BASE | {"templating"},
    "building": _ALL - {"builder", "console"},
    "golden": _ALL - {"builder", "console"},
    "builder": _ALL - {"console"},
    "console": _ALL | {"golden"},
    "licences": {"project"},
    "manual": _NOTICE | {"manual_examples"},
    "manual_examples": _NOTICE,
}
MODULES = sorted(
    path.relative_to(ROOT) for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name != "__init__.py"
)


def tree_of(module: Path) -> ast.Module:
    """The syntax tree of `module`."""
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), str(module))


def room_of(module: Path) -> str:
    """The room of the package that `module` belongs to."""
    return module.parts[1].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """The dotted names of everything imported, wherever in the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(tree: ast.AST) -> set[str]:
    """The rooms of this package that a module imports."""
    return {name.split(".")[1] for name in imports(tree) if name.startswith("ygt_docs.")}


def names_called(tree: ast.AST) -> list[str]:
    """The last part of the name of every call."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            found.append(function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""))
    return found


def opens_for_writing(tree: ast.AST) -> bool:
    """True where `open` is called with a mode that writes, or with one that cannot be read from the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and "open" in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
            method = isinstance(node.func, ast.Attribute)
            given = [
                *node.args[0 if method else 1 : 1 if method else 2],
                *(keyword.value for keyword in node.keywords if keyword.arg == "mode"),
            ]
            if any(
                isinstance(mode, ast.Constant)
                and isinstance(mode.value, str)
                and set(mode.value) & set("wax+")
                and set(mode.value) <= set("rwaxbt+")
                for mode in given
            ):
                return True
    return False


def writes(tree: ast.AST) -> bool:
    """True where a file is written by other means than `ygt_docs.files`."""
    return bool({"write_text", "write_bytes"} & set(names_called(tree))) or opens_for_writing(tree)


def asks_the_clock(tree: ast.AST) -> bool:
    """True where the day or the hour of the machine is asked for."""
    return bool({"today", "now", "utcnow", "localtime", "gmtime"} & set(names_called(tree)))


def imports_package(tree: ast.AST, package: str) -> bool:
    """True where `package` or a part of it is imported."""
    return any(name == package or name.startswith(f"{package}.") for name in imports(tree))


def hides(tree: ast.AST) -> bool:
    """True where every error is caught, and does not go on its way in the end."""
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    greedy = [
        node for node in handlers if node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException")
    ]
    return any(not isinstance(node.body[-1], ast.Raise) for node in greedy)


def violators(rule: object, *, allowed: str) -> list[str]:
    """The modules outside `allowed` for which `rule` holds."""
    return [
        module.as_posix() for module in MODULES if not module.as_posix().startswith(allowed) and rule(tree_of(module))
    ]


def test_every_room_is_on_the_road() -> None:
    """Each room of the package has its place in the table above, and no room of the table is gone."""
    assert {room_of(module) for module in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_go_one_way(module: Path) -> None:
    """A module imports its own room and what lies before it on the road, nothing else."""
    room = room_of(module)
    assert rooms_imported(tree_of(module)) - {room} <= MAY_IMPORT[room]


def test_the_table_has_no_circle() -> None:
    """No room may import, even through others, a room that may import it."""

    def reach(room: str, seen: set[str]) -> set[str]:
        for other in MAY_IMPORT[room] - seen - {room}:
            seen.add(other)
            reach(other, seen)
        return seen

    assert [room for room in MAY_IMPORT if room in reach(room, set())] == []


def test_tasks_holds_no_logic() -> None:
    """tasks.py imports the command line alone, and its functions are one call each."""
    tree = tree_of(Path("tasks.py"))
    assert rooms_imported(tree) == {"console"}
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    assert all(len(node.body) == 2 for node in functions)


@pytest.mark.parametrize(
    ("package", "room"),
    [
        ("yaml", "ygt_docs/reading/"),
        ("docxtpl", "ygt_docs/word/"),
        ("weasyprint", "ygt_docs/pdf/"),
        ("invoke", "ygt_docs/console/"),
        ("multiprocessing", "ygt_docs/building/workers.py"),
    ],
)
def test_each_library_has_one_door(package: str, room: str) -> None:
    """A library that falls silent where it should stop is used in one room alone."""
    assert violators(lambda tree: imports_package(tree, package), allowed=room) == []


def test_one_atomic_writer() -> None:
    """Nothing but files.py writes a file."""
    assert violators(writes, allowed="ygt_docs/files.py") == []


def test_no_clock() -> None:
    """One module alone knows what day it is, and only commands ask it: a build repeats itself."""
    assert [
        module
        for module in MODULES
        if "clock" in rooms_imported(tree_of(module)) and room_of(module) not in ("console", "clock")
    ] == []
    assert violators(asks_the_clock, allowed="ygt_docs/clock.py") == []


def test_no_network() -> None:
    """Nothing in the package opens a connection."""
    for package in ("socket", "urllib.request", "http", "requests", "ftplib"):
        assert violators(lambda tree, package=package: imports_package(tree, package), allowed="-") == []


def test_nothing_is_hidden() -> None:
    """No bare `except:`; `except Exception` stands in the one place that turns a defect into a report."""
    assert violators(hides, allowed="ygt_docs/building/workers.py") == []


@pytest.mark.parametrize(
    ("code", "check"),
    [
        ("open('a', 'w')", writes),
        ("open('a', mode='ab')", writes),
        ("path.open('x')", writes),
        ("path.write_text('a')", writes),
        ("path.write_bytes(b'')", writes),
        ("date.today()", asks_the_clock),
        ("datetime.datetime.now(tz)", asks_the_clock),
        ("try: f()\nexcept Exception: pass", hides),
        ("try: f()\nexcept: g()", hides),
    ],
)
def test_these_checks_can_fail(code: str, check: object) -> None:
    """Each check above sees the fault it looks for."""
    assert check(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "open('a')",
        "open('w')",
        "open('a', 'rb')",
        "path.open()",
        "stream.write(b'')",
        "try: f()\nexcept BaseException:\n    g()\n    raise",
    ],
)
def test_reading_is_no_writing(code: str) -> None:
    """Reading is not taken for writing, nor tidying up for hiding."""
    assert not writes(ast.parse(code))
    assert not hides(ast.parse(code))


def test_the_import_check_can_fail() -> None:
    """An import against the road is seen, also inside a function."""
    assert rooms_imported(ast.parse("def f():\n    from ygt_docs.word import render")) == {"word"}
    assert rooms_imported(ast.parse("from ygt_docs import pdf")) == {"pdf"}


def test_the_list_of_commands_loads_no_room() -> None:
    """`--list` and `--help` are there at once: no model, no layout, no segmenter is read for them."""
    program = "import sys, tasks; print(sorted(name for name in sys.modules if name.startswith('ygt_docs.')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name.split(".")[1] for name in ast.literal_eval(done.stdout)}
    assert loaded <= {"console", "problems", "project", "files", "walking", "scratch"}
