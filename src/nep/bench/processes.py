"""What processes cost, as Linux counts it: time of the processor, and memory in fair shares."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


def family_of(pid: int) -> set[int]:
    """Return a process and all that it started, and those that these started."""
    children: dict[int, list[int]] = {}
    for one, fields in _running():
        children.setdefault(int(fields[1]), []).append(one)
    found, unseen = set(), [pid]
    while unseen:
        found.add(unseen[-1])
        unseen += children.get(unseen.pop(), [])
    return found


def parent_of(pid: int) -> int:
    """Return the process that started another."""
    return int(_fields(pid)[1])


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the processor's time that processes have taken, with their ended children."""
    return sum(sum(map(int, _fields(pid)[11:15])) for pid in pids if _exists(pid)) / _TICKS


def pss_mib(pids: Iterable[int]) -> float:
    """Return the memory of processes, what they share counted once (Pss)."""
    kib = 0
    for pid in pids:
        if _exists(pid):
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
            kib += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kib / 1024


def _running() -> Iterator[tuple[int, list[str]]]:
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), _fields(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue


def _fields(pid: int) -> list[str]:
    """Return what `stat` says after the name of the program: state, parent, and so on."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def _exists(pid: int) -> bool:
    return (PROC / str(pid) / "stat").exists()
