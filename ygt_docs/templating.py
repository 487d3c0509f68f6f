"""The one template environment (Jinja): sandboxed, strict about unknown names, escaping, fed with plain data only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ygt_docs.walking import reason

_PLAIN = (str, int, float, bool, type(None))


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox without the helpers that can eat memory (`lipsum`, `range` stays limited by Jinja itself)."""

    def __init__(self, *, autoescape: bool = True, **options: object) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=autoescape, **options)
        self.globals.pop("lipsum", None)
        self.globals.pop("cycler", None)
        self.globals.pop("joiner", None)


class UnreadableTemplateError(TemplateError):
    """A template that is there, but may not be read or is no UTF-8; `name` is its file name."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(why)


class _Loader(FileSystemLoader):
    """Says of every file that cannot be read that it is a fault of that template."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except OSError as error:
            if isinstance(error, TemplateNotFound):
                raise
            raise UnreadableTemplateError(template, f"文件打不开：{reason(error)}") from error
        except UnicodeDecodeError as error:
            raise UnreadableTemplateError(template, "文件不是 UTF-8 编码") from error


@dataclass(frozen=True)
class TemplateFault:
    """What is wrong with the template `file` (its name; empty: unknown), in `line` (None: the whole file)."""

    file: str
    line: int | None
    found: str


# What a sandboxed template can raise besides: 1/0, text + number, a template that includes itself.
TEMPLATE_ERRORS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def template_fault(error: Exception) -> TemplateFault:
    """Where in its template `error` was made."""
    if isinstance(error, TemplateNotFound):
        return TemplateFault(str(error.name or ""), None, "没有这个文件")
    if isinstance(error, UnreadableTemplateError):
        return TemplateFault(error.name, None, str(error))
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.name or "", error.lineno, error.message or "")
    found = str(error) or type(error).__name__
    fault, traceback = TemplateFault("", None, found), error.__traceback__
    while traceback is not None:
        name = Path(traceback.tb_frame.f_code.co_filename)
        if name.suffix in (".html", ".css"):
            fault = TemplateFault(name.name, traceback.tb_lineno, found)
        traceback = traceback.tb_next
    return fault


@lru_cache(maxsize=8)
def file_environment(folder: Path, *, autoescape: bool = True) -> Sandbox:
    """An environment for the templates of `folder`; every output is escaped, whatever the file is called.

    `autoescape` may be False only for a style sheet, which gets no word of any document. It is kept for the process,
    with the templates that it has compiled; one that changed since is read again.
    """
    return Sandbox(
        autoescape=autoescape, loader=_Loader(folder), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )


@lru_cache(maxsize=64)
def compiled(source: str) -> Template:
    """A template that lies in no file, compiled once for a process; every output is escaped."""
    return Sandbox().from_string(source)


def require_plain(value: object, path: str = "context") -> None:
    """Raise TypeError where `value` holds anything but text, numbers, lists and mappings.

    A template can call whatever it can reach, so an object with methods in its data is a hole in the sandbox.
    """
    if type(value) in _PLAIN:
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            require_plain(key, f"{path} key")
            require_plain(item, f"{path}.{key}")
    elif type(value) in (list, tuple):
        for index, item in enumerate(value):  # type: ignore[arg-type]
            require_plain(item, f"{path}[{index}]")
    else:
        raise TypeError(f"{path} is a {type(value).__name__}, not plain data")
