"""What the catalogue holds of each code."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """Severity (错误, 警告 or 提示), message, and a fix that can be pasted; both may hold `{words}`."""

    severity: str
    message: str
    fix: str = ""
