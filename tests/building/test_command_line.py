"""The command line as a user meets it: Chinese words, exit codes, no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from invoke.exceptions import ParseError
from invoke.parser import ParserContext

from tests.building.fakes import write_notice
from ygt_docs.building.options import WrongUse
from ygt_docs.building.outcome import Outcome
from ygt_docs.console import bench, commands, speech, testing
from ygt_docs.console.bench_pairs import GROUPS, Pair
from ygt_docs.console.progress import Bar, Lines, Palette, line_of
from ygt_docs.problems import Place, Severity, problem
from ygt_docs.project import Project, this_project
from ygt_docs.walking import reason


def invoke(project: Project, folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `invoke` as the launcher does, standing in `folder`."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def test_without_a_task_the_help_is_chinese(project: Project, tmp_path: Path) -> None:
    """Without a task, and with --list, every task is named with its Chinese help."""
    for words in ((), ("--list",)):
        done = invoke(project, tmp_path, *words)
        assert done.returncode == 0
        assert "生成公文" in done.stdout
        assert "Usage" not in done.stdout


def test_each_task_explains_its_options(project: Project, tmp_path: Path) -> None:
    """`build --help` names all options of the contract, in Chinese."""
    done = invoke(project, tmp_path, "build", "--help")
    for option in ("--only", "--content", "--out", "--jobs", "--strict", "--force"):
        assert option in done.stdout
    assert "STRING" not in done.stdout


@pytest.mark.parametrize("task", ["build", "import", "new", "list", "golden", "proof", "bench", "test", "soak"])
@pytest.mark.parametrize("words", [("{}", "--help"), ("{}", "-h"), ("--help", "{}"), ("{}", "a", "--help")])
def test_help_is_no_word_of_a_task(task: str, words: tuple[str, ...], project: Project, tmp_path: Path) -> None:
    """Also a task that wants a file or a name explains itself, wherever --help stands."""
    done = invoke(project, tmp_path, *(word.format(task) for word in words))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"用法：./invoke {task}")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["bulid"], "B203", "“build”"),
        (["build", "--onyl", "x"], "B203", "“--only”"),
        (["build", "--only"], "B204", "--only"),
        (["golden", "--reason", "x"], "G206", "--accept"),
        (["bench", "--only", "一件,冷"], "G301", "“冷”的一组。 → 可以写（用逗号隔开）：一件、命令"),
        (["golden", "--shrinks"], "G206", "--accept"),
        (["golden", "--styles", "--accept", "x", "--reason", "y"], "G209", "./invoke golden --styles"),
        (["import"], "B205", "缺少必须写的内容：要导入的草稿文件。 → 例如 ./invoke import 草稿.docx --name"),
        (["import", "a.txt"], "B211", "./invoke import a.txt --name yunxi-2026-plan"),
        (["build", "--strict=yes"], "B207", "--strict"),
        (["build", "yes"], "B203", "“yes”这个命令或选项。 →"),
        (["--help", "bulid"], "B203", "“build”"),
        (["build", "x"], "B203", "“x”"),
        (["build", "hy-tz"], "B203", "是不是想写 ./invoke build --only hy-tz？"),
        (["build", "--out", "o", "会议 通知"], "B203", "./invoke build --out o --only '会议 通知'？"),
        (["build", "--jobs", "many"], "B202", "many"),
        (["build", "--content", "nowhere"], "N101", "nowhere"),
        (["import", "nowhere.txt", "--name", "a"], "B208", "nowhere.txt"),
        (["list", "--content", "no"], "N101", "no"),
        (["import", ".", "--name", "a"], "B212", "“.”读不了：这是文件夹，不是文件"),
        (["import", "/dev/null", "--name", "a"], "B212", "不是普通文件"),
        (["register", "export", "--xlsx", "notice.yaml"], "B213", "--xlsx 后面的文件名要以 .xlsx 结尾"),
        (["register", "backup", "草稿.docx"], "B213", ".zip"),
        (["register", "gaps", "--csv", "a.csv"], "R807", "register export"),
        (["sheet", "yunxi-2026-plan", "--out", "{content}"], "B201", "重叠"),
        (["tasks", "yunxi-2026-plan", "--out", "{content}"], "B201", "重叠"),
    ],
)
def test_wrong_use_is_one_chinese_line(
    project: Project, tmp_path: Path, words: list[str], code: str, said: str
) -> None:
    """Wrong use prints one line with a code and what was found, no traceback, and ends with 2."""
    done = invoke(project, tmp_path, *(word.replace("{content}", str(project.root / "content")) for word in words))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert code in done.stderr
    assert said in done.stderr


def test_a_folder_that_holds_nothing_is_an_error(project: Project, tmp_path: Path) -> None:
    """`list` ends with 1 where there is nothing to list but a fault; a line end in a name does not break the line."""
    (tmp_path / "甲\n乙").mkdir()
    done = invoke(project, tmp_path, "list", "--content", "甲\n乙")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert "甲\\u000A乙: 错误 N102" in done.stdout


def test_what_the_system_says_is_chinese(project: Project, tmp_path: Path) -> None:
    """Every error that the system has is told in Chinese; the rare one keeps its own words behind its number."""
    for number in errno.errorcode:
        said = reason(OSError(number, os.strerror(number)))
        assert said.isprintable()
        assert "一" <= said[0] <= "龥", said
    assert reason(OSError(errno.ENOTTY, "no tty")) == f"系统错误 {errno.ENOTTY}（no tty）"
    (tmp_path / "out").symlink_to("nowhere")
    write_notice(tmp_path / "content", "a")
    done = invoke(project, tmp_path, "build", "--content", "content", "--out", "out")
    assert (done.returncode, "失效的链接" in done.stderr) == (1, True)


def test_an_impossible_name_is_wrong_use(project: Project, tmp_path: Path) -> None:
    """A name that cannot name a folder is refused before the draft is read."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    for name in ("a b", "../a", "."):
        done = invoke(project, tmp_path, "import", "a.txt", f"--name={name}")
        assert (done.returncode, "B209" in done.stderr) == (2, True)


def test_messages_survive_every_locale(project: Project, tmp_path: Path) -> None:
    """Chinese is printed as UTF-8 even where Python was told that the terminal knows ASCII alone."""
    for encoding in ("ascii", "gbk", "cp437"):
        done = invoke(project, tmp_path, "build", "--content", "nowhere", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert "没有这个内容文件夹" in done.stderr


def test_a_complaint_that_nobody_foresaw_keeps_its_words() -> None:
    """What invoke says in words that are not known here is shown as it is, with the way to the help of the task."""
    found = speech.complaint(ParseError("'x' is ambiguous", ParserContext("build")), {"build": ["--only"]})
    assert (found.code, "'x' is ambiguous" in found.message) == ("B206", True)
    assert "./invoke build --help" in found.fix
    assert speech.complaint(ParseError("'x' is ambiguous"), {}).fix == "运行 ./invoke --help 查看用法。"


def test_what_the_system_refuses_is_said_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """An error of the disk or of rights where no command expected one is one line with the path, not a traceback."""

    def refused() -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "/甲/乙.yaml")

    assert commands.guarded(refused) == 1
    said = capsys.readouterr().err
    assert "错误 B105 无法读写“/甲/乙.yaml”" in said
    assert "磁盘已满" in said
    assert len(said.splitlines()) == 1


def test_tests_without_their_programs_do_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each program that the tests lack is named, before any of them runs."""
    monkeypatch.setattr(testing.shutil, "which", lambda name: None)
    monkeypatch.setattr(testing, "validator", lambda: None)
    monkeypatch.setattr(testing, "_run", lambda command: pytest.fail("nothing may run"))
    with pytest.raises(WrongUse) as caught:
        testing.run_tests(soak=False)
    assert {item.code for item in caught.value.problems} == {"B501"}
    named = "".join(item.message for item in caught.value.problems)
    assert all(name in named for name in ("soffice", "pdftoppm", "ooxml-validator"))


def test_the_exit_code_follows_the_worst_problem() -> None:
    """An 错误 gives 1; a 警告 gives 1 only with --strict; a 提示 never does."""
    error, warning, note = problem("N101"), problem("N109", found="a"), problem("B401", count=1, names="a")
    assert [warning.severity, note.severity] == [Severity.WARNING, Severity.NOTE]
    assert [commands.exit_code([item], strict=False) for item in (error, warning, note)] == [1, 0, 0]
    assert [commands.exit_code([item], strict=True) for item in (error, warning, note)] == [1, 1, 0]


def test_an_interrupt_ends_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with 130 and a sentence, not with a traceback."""

    def interrupted() -> int:
        raise KeyboardInterrupt

    assert commands.guarded(interrupted) == 130
    assert "已中断" in capsys.readouterr().err


def test_problems_are_listed_by_place(capsys: pytest.CaptureFixture[str]) -> None:
    """Problems are printed one to a line, sorted by file, line and column."""
    places = [Place("b.yaml", 2), Place("a.yaml", 10), Place("a.yaml", 9, 1)]
    commands.show([problem("N101", place) for place in places])
    shown = [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()]
    assert shown == ["a.yaml:9:1", "a.yaml:10", "b.yaml:2"]


class _Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> None:
        """Keep it."""
        self.text += text

    def flush(self) -> None:
        """Nothing to do."""


def _outcome(skipped: bool = False) -> Outcome:
    report = {"state": "待改", "pages": 3, "problems": [problem("N101").as_json()]}
    return Outcome("云溪计划", report, skipped)


def test_colours_are_for_terminals_that_want_them() -> None:
    """A terminal gets colours; NO_COLOR and a dumb terminal do not."""
    assert "\x1b[" in Palette(_Terminal(), {}).paint(Severity.ERROR)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert Palette(_Terminal(), environment).paint(Severity.ERROR) == "错误"


def test_the_bar_grows_in_one_line_and_goes_away() -> None:
    """The bar stays in its line, shows how far the build is, and is wiped away at the end."""
    stream = _Terminal()
    bar = Bar(stream)
    bar.begin(2)
    bar.finished(_outcome())
    assert "\n" not in stream.text
    assert "1/2 云溪计划" in stream.text
    bar.end()
    assert stream.text.endswith(" \r")


def test_without_a_terminal_each_document_has_a_line() -> None:
    """Elsewhere each document is one line: state, name, pages, problems, and whether it was skipped."""
    stream = _Terminal()
    Lines(stream).finished(_outcome())
    assert stream.text == "待改  云溪计划  3 页  错误 1\n"
    assert line_of(_outcome(skipped=True)).endswith("未变，跳过")


def test_list_names_every_document(project: Project, tmp_path: Path) -> None:
    """`list` prints name, number and title of every document below the folder the user stands in."""
    write_notice(tmp_path / "content", "a")
    done = invoke(project, tmp_path, "list", "--content", "content")
    assert done.stdout == "a  云政文〔2026〕4号  云溪县人民政府关于测试的通知\n"


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--content", "content", "--out", "out"],
        ["list", "--content", "content"],
        ["--list"],
        ["build", "--help"],
    ],
)
def test_a_reader_that_goes_away_is_no_fault(project: Project, tmp_path: Path, words: list[str]) -> None:
    """`./invoke … | head -1`: where nobody reads the output, the command ends without a word."""
    write_notice(tmp_path / "content", "a")
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "invoke", "--search-root", str(project.root), *words],
        cwd=tmp_path,
        stdout=writer,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    os.close(writer)
    assert process.communicate()[1] == ""
    assert not (tmp_path / "out" / ".staging").exists()


def test_the_best_runs_make_a_ratio_and_a_bound_that_is_passed_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of `bench`: both ways in turn, the quickest of each, of what is made many at once one piece."""
    seconds = {"ours": iter([600.0, 260.0, 300.0]), "theirs": iter([2.0, 1.0, 4.0])}
    monkeypatch.setattr(bench, "_seconds", lambda run: next(seconds[run()]))
    pair = Pair("百件", "新的", lambda: "ours", "别的", lambda: "theirs", most=2.5, pieces=100)
    cells = [cell.strip() for cell in bench._measured(pair).strip("|").split("|")]
    assert cells == ["百件", "新的", "2.60", "别的", "1.00", "2.60", "2.5 超"]


def test_groups_of_bench_are_named_one_by_one() -> None:
    """All of them without a word, and those of the words otherwise; the help names every one."""
    assert bench._groups("") == list(GROUPS.values())
    assert bench._groups("命令、一件") == [GROUPS["命令"], GROUPS["一件"]]
    assert "、".join(GROUPS) in (this_project().root / "tasks.py").read_text(encoding="utf-8")
