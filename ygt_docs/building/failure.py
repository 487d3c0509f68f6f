"""Why a worker made nothing, in words."""

from __future__ import annotations

import signal

from ygt_docs.building.names import BUG_LOG
from ygt_docs.building.options import Options
from ygt_docs.building.workers import Bug, Crashed, Ending, OutOfMemory, Refused, TimedOut
from ygt_docs.problems import Problem, problem

_MEGABYTE = 1 << 20


def problem_of(ending: Ending, name: str, options: Options, folder: str) -> list[Problem]:
    """The problems behind an ending without result; `folder` is where the document's output lies, as shown."""
    match ending:
        case Refused(problems):
            return list(problems)
        case TimedOut():
            return [problem("B304", name=name, seconds=f"{options.time_limit:g}")]
        case OutOfMemory():
            return [problem("B305", name=name, megabytes=options.memory_limit // _MEGABYTE)]
        case Bug(summary, _):
            return [problem("B306", name=name, found=summary, log=f"{folder}/{BUG_LOG}")]
        case Crashed(exit_code):
            return [problem("B303", name=name, how=_how(exit_code))]
    raise TypeError(f"{ending!r} has a result")


def _how(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"退出码 {exit_code}"
    try:
        return f"信号 {-exit_code} {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"信号 {-exit_code}"
