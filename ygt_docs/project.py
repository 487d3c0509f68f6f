"""Where the parts of the project lie. Every path that the package opens starts from a :class:`Project`."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.walking import readable

_SHELL = re.compile(r"[\s'\"$&|;<>()*?\\`]")  # what a shell would not hand on as it was typed


@dataclass(frozen=True)
class Project:
    """The project's folders. `root` holds tasks.py; `cache` holds what setup fetched (fonts, tools)."""

    root: Path
    cache: Path

    @property
    def templates(self) -> Path:
        """The Word and HTML templates and fonts.yaml."""
        return self.root / "templates"

    @property
    def office_fonts(self) -> Path:
        """An office's own licensed fonts; they are taken before the open faces."""
        return self.root / "fonts"

    @property
    def seals(self) -> Path:
        """An office's own seal pictures; they are laid over sign-offs in a 样稿 only, and no version control has them."""
        return self.root / "seals"

    @property
    def open_fonts(self) -> Path:
        """The open faces that setup fetched and prepared."""
        return self.cache / "fonts"

    def shown(self, path: Path) -> str:
        """`path` as messages show it: relative to the project where it lies inside, else absolute; always with /.

        Bytes that are no UTF-8 are shown as escapes.
        """
        path = Path(os.path.abspath(path))
        base = self.root if path.is_relative_to(self.root) else None
        return readable((path.relative_to(base) if base else path).as_posix())


@dataclass(frozen=True)
class Call:
    """The folders that a command works with, so that a cure names commands with the same options.

    `out` None: the command has no output folder.
    """

    project: Project
    content: Path
    out: Path | None = None

    def __getitem__(self, words: str) -> str:
        """The command `words` in this content folder: `{run[register audit]}` in a cure, where `run` is the call."""
        return command_line(*words.split(), *self._option("--content", self.content, "content"))

    def build(self, name: str) -> str:
        """The command that builds the document `name`."""
        out = () if self.out is None else self._option("--out", self.out, "build")
        return command_line("build", "--only", name, *self._option("--content", self.content, "content"), *out)

    def issue(self, name: str) -> str:
        """The command that issues the document `name`."""
        return command_line("issue", name, *self._option("--content", self.content, "content"))

    def number(self, name: str) -> str:
        """The command that takes a number for the document `name`."""
        return command_line("number", name, *self._option("--content", self.content, "content"))

    def tasks(self, name: str, *options: str) -> str:
        """The command `tasks` for the document `name`."""
        return command_line("tasks", name, *self._option("--content", self.content, "content"), *options)

    def update(self, file: Path, name: str, take_all: bool = False) -> str:
        """The command that brings the edits of the Word file `file` back into the content of `name`.

        `take_all`: without asking.
        """
        options = self._option("--content", self.content, "content")
        yes = ("--yes",) if take_all else ()
        return command_line("import", self.project.shown(file), "--update", name, *options, *yes)

    def _option(self, option: str, folder: Path, usual: str) -> tuple[str, ...]:
        own = Path(os.path.abspath(folder)) == self.project.root / usual
        if own:
            return ()
        return (option, self.project.shown(folder))


def command_line(*words: str) -> str:
    """`./invoke` with `words`, as it can be pasted into a shell."""
    return " ".join(shlex.quote(word) if _SHELL.search(word) else word for word in ("./invoke", *words))


def this_project() -> Project:
    """The project this package lies in; `YGT_DOCS_CACHE` names another cache folder."""
    cache = os.environ.get("YGT_DOCS_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Project(Path(__file__).resolve().parent.parent, Path(cache) if cache else Path(base) / "ygt-docs")
