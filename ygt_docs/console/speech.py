"""Invoke speaks Chinese (中文提示), and takes the free words of a command (register list 云政文) as they are meant."""

from __future__ import annotations

import atexit
import difflib
import inspect
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from invoke.exceptions import Exit, ParseError
from invoke.program import Program

from ygt_docs.problems import Problem, problem
from ygt_docs.project import command_line

WORDS = "words"
"""The hidden option of a command that takes free words; a command that has it takes them."""
SEVERAL = ("--accept", "--collect")
"""Options whose value goes on until the next option."""


@dataclass(frozen=True)
class Options:
    """What a command takes: for each option, typed with its dashes, whether a value follows it."""

    takes_value: Mapping[str, bool]

    @property
    def free(self) -> bool:
        """Whether free words belong to the command."""
        return f"--{WORDS}" in self.takes_value


@dataclass
class _Sorted:
    """The words behind a command, sorted: `kept` goes on to invoke, `free` belongs to the command."""

    kept: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)


def gathered(words: Sequence[str], commands: Mapping[str, Options]) -> list[str]:
    """`words` of a command line (the command first) with its free words as the values of options.

    What is no command, or has nothing that takes several words, comes back as it was typed.
    """
    options = commands.get(words[0]) if words else None
    if options is None or not (options.free or any(name in options.takes_value for name in SEVERAL)):
        return list(words)
    found = _sorted(words[1:], options)
    value = [f"--{WORDS}=" + lines(found.free)] if found.free else []
    return [words[0], *value, *found.kept]


def lines(words: Sequence[str]) -> str:
    """Several words as one value."""
    return "\n".join(words)


def parted(value: str) -> list[str]:
    """The words that :func:`lines` made one value of."""
    return value.split("\n") if value else []


def _sorted(words: Sequence[str], options: Options) -> _Sorted:
    found = _Sorted()
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if word in SEVERAL and word in options.takes_value:
            several = _until_option(words[at:])
            at += len(several)
            found.kept.append(f"{word}={lines(several)}" if several else word)
        elif word.startswith("-"):
            found.kept.append(word)
            if options.takes_value.get(word) and at < len(words):
                found.kept.append(words[at])
                at += 1
        elif options.free:
            found.free.append(word)
        else:
            found.kept.append(word)
    return found


def _until_option(words: Sequence[str]) -> list[str]:
    """The words before the next option."""
    found = []
    for word in words:
        if word.startswith("-"):
            break
        found.append(word)
    return found


WRONG_USE, NOBODY_READS = 2, 141
_UNKNOWN = re.compile(r"No idea what '(.*)' is!", re.DOTALL)
_NO_VALUE = re.compile(r"Flag <Argument: ([^ >]+).*> needed value")
_NEEDS_NONE = re.compile(r"Flag <Argument: ([^ >]+).*> doesn't take any value")
_CALLED = {"file": "要导入的草稿文件", "name": "公文的名称"}
_EXAMPLES = {"import": "例如 ./invoke import 草稿.docx --name yunxi-2026-plan；"}
_SYNOPSIS: dict[str, str] = {
    "register": "动作 [词…]",
    "tasks": "[公文名称…]",
}  # how the free words of a command are written
_ANSWERS = ("yes", "no", "true", "false", "是", "否")  # somebody gave a switch a value
_MISSING = re.compile(r"'(.*)' did not receive required positional arguments: (.*)")


def use_utf8() -> None:
    """Let every character through, whatever the locale says: a message must never be the thing that fails."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    atexit.register(let_go)


def let_go() -> None:
    """Empty the streams; where nobody reads them any more (`| head`), let what is left go without a word."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):  # ValueError: the stream is closed already
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def speak_chinese() -> None:
    """Give invoke's program Chinese help, and one Chinese line with exit code 2 for wrong use.

    It is done to the class, so that `invoke` and `./invoke` behave alike; doing it twice changes nothing.
    """
    if getattr(Program, "speaks_chinese", False):
        return
    Program.speaks_chinese = True
    Program.parse_tasks = _complaining(_helping(Program.parse_tasks))
    Program.parse_cleanup = _complaining(Program.parse_cleanup)
    Program.print_help = _print_help
    Program.list_tasks = _print_help
    Program.print_task_help = _print_task_help


def complaint(error: ParseError, tasks: dict[str, list[str]]) -> Problem:
    """What is wrong with the command line, in Chinese; `tasks` maps each task to its options."""
    text, task = str(error), (error.context.name if error.context is not None and error.context.name else "")
    help_of = f"{task} " if task else ""
    if found := _UNKNOWN.search(text):
        switch = _switch_with_value(found[1], tasks.get(task, []))
        if switch is not None:
            return problem("B207", found=switch, task=help_of)
        guess = _guess(found[1], [*tasks, *tasks.get(task, [])])
        if not guess and "--only" in tasks.get(task, []):
            guess = _only(found[1], task)
        return problem("B203", found=found[1], guess=guess, task=help_of)
    if found := _NO_VALUE.search(text):
        return problem("B204", found=f"--{found[1]}", task=help_of)
    if found := _NEEDS_NONE.search(text):
        return problem("B207", found=f"--{found[1]}", task=help_of)
    if found := _MISSING.search(text):
        missing = "、".join(_CALLED.get(name, name) for name in re.findall("'([^']*)'", found[2]))
        return problem(
            "B205", found=found[1], missing=missing, example=_EXAMPLES.get(found[1], ""), task=f"{found[1]} "
        )
    return problem("B206", found=text, task=help_of)


def _switch_with_value(found: str, options: list[str]) -> str | None:
    """The switch that `found` was typed behind with = (None: it was not): invoke takes it for a command of its own."""
    for word in sys.argv[1:]:
        name, equals, value = word.partition("=")
        if equals and value == found and name in options:
            return name
    return None


def _only(found: str, task: str) -> str:
    """The call of `task` as it was typed, with --only before `found`, which may name a document; else nothing."""
    words = sys.argv[sys.argv.index(task) :] if task in sys.argv else []
    if found.startswith("-") or found not in words or found.lower() in _ANSWERS:
        return ""
    at = words.index(found)
    return f"是不是想写 {command_line(*words[:at], '--only', *words[at:])}？"


def _guess(found: str, known: list[str]) -> str:
    close = difflib.get_close_matches(found, known, 1)
    return f"是不是想写“{close[0]}”？" if close else ""


def _helping(method: Callable[[Program], None]) -> Callable[[Program], None]:
    """Let `proof --help` ask for help (a task that wants a word would take --help for it), and gather free words."""

    @wraps(method)
    def parse(self: Program) -> None:
        words = self.core.unparsed
        if words and words[0] in self.collection.task_names and not {"-h", "--help"}.isdisjoint(words[1:]):
            self.args["help"].value = words[0]
            self.core.unparsed = []
        self.core.unparsed = gathered(self.core.unparsed, _commands(self))
        method(self)

    return parse


def _complaining(method: Callable[[Program], None]) -> Callable[[Program], None]:
    @wraps(method)
    def parse(self: Program) -> None:
        try:
            method(self)
        except BrokenPipeError as error:
            raise Exit(code=NOBODY_READS) from error
        except ParseError as error:
            print(complaint(error, _options(self)), file=sys.stderr)
            raise Exit(code=WRONG_USE) from error

    return parse


def _commands(program: Program) -> dict[str, Options]:
    """What each task takes, for the free words of its command line.

    It is read off the functions: invoke forgets the help of a task when it is asked for its options a second time.
    """
    commands = {}
    for name, task in program.collection.tasks.items():
        parameters = list(inspect.signature(task.body).parameters.values())
        flags = {}
        for item in parameters[1:]:
            flags[f"--{item.name.strip('_').replace('_', '-')}"] = not isinstance(item.default, bool)
        commands[name] = Options(flags)
    return commands


def _options(program: Program) -> dict[str, list[str]]:
    options: dict[str, list[str]] = {}
    for context in program.collection.to_contexts():
        options[context.name] = list(context.flags)
    return options


def _print_help(self: Program) -> None:
    if not hasattr(self, "collection"):
        self.load_collection()
    print("用法：./invoke 命令 [选项]\n\n命令：\n")
    tasks = sorted(self.collection.tasks.items())
    width = max(len(name) for name, _ in tasks)
    for name, task in tasks:
        print(f"  {name:<{width}}  {_first_line(task)}")
    print("\n某个命令的用法：./invoke 命令 --help")


def _print_task_help(self: Program, name: str) -> None:
    context = self.parser.contexts[name]
    words = " ".join(argument.name.upper() for argument in context.positional_args)
    words = words or _SYNOPSIS.get(name, "")
    print(f"用法：./invoke {' '.join(part for part in (name, words) if part)} [选项]\n")
    print(inspect.getdoc(self.collection[name]) or "")
    rows = [(flag, text) for flag, text in context.help_tuples() if not flag.startswith(f"--{WORDS}=")]
    if rows:
        print("\n选项：\n")
        width = max(len(flag) for flag, _ in rows)
        for flag, help_text in rows:
            print(f"  {flag.replace('STRING', '值'):<{width}}  {help_text}")


def _first_line(task: Any) -> str:
    return (inspect.getdoc(task) or "").partition("\n")[0]
