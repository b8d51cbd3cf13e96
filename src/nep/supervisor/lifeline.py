"""A child that ends when the supervisor is gone, even if the supervisor was killed outright."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
LINUX = sys.platform.startswith("linux")
# Loaded here: between fork and exec nothing may be looked up any more.
_libc = ctypes.CDLL(None, use_errno=True) if LINUX else None


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the kernel to send this process the signal when its parent ends (Linux)."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(number))


def watch_parent(parent: int) -> None:
    """End this process when `parent`, which started it, is no longer its parent."""
    end_with_parent()
    if os.getppid() != parent:  # it went before we had asked
        os.kill(os.getpid(), signal.SIGTERM)
    if not LINUX:
        threading.Thread(target=_look_after, args=(parent,), daemon=True).start()


def _look_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
