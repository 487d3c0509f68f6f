"""`start.py MODULE WORDS…`: runs a module. Until it begins its work Ctrl-C ends at once: Python would show a traceback.

The launcher starts this with Ctrl-C ignored, because Python itself takes some milliseconds before the first line here.
"""

if __name__ == "__main__":
    # built in: nothing has to be found and read before it
    from _signal import SIG_DFL, SIGINT, signal  # type: ignore[import-not-found]

    signal(SIGINT, SIG_DFL)
    import runpy
    import sys
    from pathlib import Path

    module = sys.argv.pop(1)
    if module == "bootstrap":  # it lies beside this file; invoke is a library
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    runpy.run_module(module, run_name="__main__", alter_sys=True)
