"""The one template environment (Jinja): sandboxed, strict about unknown names, escaping, fed with plain data only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

_PLAIN = (str, int, float, bool, type(None))


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox without the helpers that can eat memory (`lipsum`, `range` stays limited by Jinja itself)."""

    def __init__(self, *, autoescape: bool = True, **options: object) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=autoescape, **options)  # type: ignore[arg-type]
        self.globals.pop("lipsum", None)
        self.globals.pop("cycler", None)
        self.globals.pop("joiner", None)


def file_environment(folder: Path, *, autoescape: bool = True) -> Sandbox:
    """An environment for the templates of `folder`; every output is escaped, whatever the file is called.

    `autoescape` may be False only for a style sheet, which gets no word of any document.
    """
    return Sandbox(autoescape=autoescape, loader=FileSystemLoader(folder), trim_blocks=True, lstrip_blocks=True,
                   keep_trailing_newline=True)


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
