"""Starts invoke. Until a command begins Ctrl-C ends at once: Python would show a traceback."""

if __name__ == "__main__":
    # built in: nothing has to be found and read before it
    from _signal import SIG_DFL, SIGINT, signal  # type: ignore[import-not-found]

    signal(SIGINT, SIG_DFL)
    import runpy

    runpy.run_module("invoke", run_name="__main__", alter_sys=True)
