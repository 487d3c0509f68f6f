"""`python -m bootstrap LEVEL`: bring what LEVEL (build or test) needs. Ends with 0, or with 2 and a reason."""

from __future__ import annotations

import shutil
import signal
import sys

from bootstrap.environment import make_environment
from bootstrap.faces import bring_faces
from bootstrap.locking import locked
from bootstrap.places import UNFINISHED, Places, Stop, find_places, say
from bootstrap.running import MAKE_ROOM, Failed, is_full
from bootstrap.system import bring_libraries, bring_programs
from bootstrap.validator import bring_validator


def main(level: str) -> int:
    """Bring everything; returns the exit code."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        places = find_places()
        with locked(places.root / ".venv.lock"), locked(places.cache / "setup.lock"):
            _bring(places, level)
    except Stop as stop:
        say(f"错误：{stop}")
        return 2
    except KeyboardInterrupt:
        say("已中断。再运行一次会接着准备，不会留下半个环境")
        return 130
    except Failed as failed:
        say(f"错误：有一个程序没有成功：{failed}\n请再运行一次；还是这样的，请把这几行告诉维护者")
        return 2
    except OSError as error:
        cure = MAKE_ROOM if is_full(error) else "请检查权限后再试"
        say(f"错误：读写文件没有成功：{error.filename or ''} {error.strerror or error}。{cure}")
        return 2
    finally:
        signal.signal(signal.SIGINT, before)
    return 0


def _bring(places: Places, level: str) -> None:
    for left in places.cache.glob(UNFINISHED + "*"):
        shutil.rmtree(left, ignore_errors=True)
    bring_libraries(places)
    if level == "test":
        bring_programs()
    make_environment(places, level)
    bring_faces(places)
    if level == "test":
        bring_validator(places)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build"))
