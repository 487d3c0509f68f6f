"""Starts invoke. Until a command begins Ctrl-C ends at once: Python would show a traceback."""

from __future__ import annotations

import runpy
import signal

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    runpy.run_module("invoke", run_name="__main__", alter_sys=True)
