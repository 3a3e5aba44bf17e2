"""Keeps the computer from falling asleep while a job runs, where the system allows it."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

SETTLED_S: Final = 0.25
"""systemd-inhibit ends at once where it is refused; a quarter of a second is ample to see it."""

ES_CONTINUOUS: Final = 0x80000000
ES_SYSTEM_REQUIRED: Final = 0x00000001
"""https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setthreadexecutionstate"""

CANT: Final = "This computer can't be kept awake from here{why}. If it sleeps, the job goes on when it wakes up."

COMMANDS: Final = {
    # Both end by themselves when our end of the pipe closes, even if we are killed.
    "linux": (
        "systemd-inhibit",
        "--what=idle:sleep",
        "--who=migrator",
        "--why=a job is running",
        "--mode=block",
        "cat",
    ),
    "darwin": ("caffeinate", "-i", "cat"),
}


@contextmanager
def awake(say: Callable[[str], None], *, platform: str = sys.platform) -> Iterator[None]:
    """Keep the computer awake inside the block, or say clearly that it can't be done."""
    if platform == "win32":
        with _windows():
            yield
        return
    held = _held(COMMANDS.get(platform), say)
    try:
        yield
    finally:
        if held is not None:
            held.communicate()


def _held(command: tuple[str, ...] | None, say: Callable[[str], None]) -> "subprocess.Popen[bytes] | None":
    if command is None or shutil.which(command[0]) is None:
        say(CANT.format(why=f" (there is no {command[0]})" if command else ""))
        return None
    # In a session of its own: a Ctrl-C is for us, not for it.
    process = subprocess.Popen(  # noqa: S603 - a fixed command of ours
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SETTLED_S)
    except subprocess.TimeoutExpired:
        return process
    process.communicate()
    say(CANT.format(why=f" ({command[0]} was refused)"))
    return None


@contextmanager
def _windows() -> Iterator[None]:
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]  # only there on Windows
    kernel.SetThreadExecutionState(ES_CONTINUOUS | ES_SYSTEM_REQUIRED)
    try:
        yield
    finally:
        kernel.SetThreadExecutionState(ES_CONTINUOUS)
