"""Everything measured, as a table for people and as `bench.json` for programs."""

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from nep.bench.http.measuring import steps_over_http
from nep.bench.measuring import Bench, Result
from nep.bench.pages import Looked, look_at_pages
from nep.bench.papers import papers
from nep.bench.scratch import copied

PACKAGES = ("Django", "psycopg", "gunicorn", "SpiffWorkflow", "typst")
MOST: Mapping[str, float] = {"worklist": 30, "province": 150, "look-up": 10}  # ms, at most
PAPERS: Mapping[str, float] = {"pdf": 100, "docx": 150}  # ms of ten pages, at most
GROWTH = 1.5  # of the worklist, from the fewest dossiers to the most
STEPS_A_SECOND = 150


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured, and the bar that it has to meet, if there is one."""

    name: str
    value: float
    unit: str
    dossiers: int
    bar: str = ""
    met: bool | None = None


def measure(bench: Bench, sizes: Sequence[int]) -> Iterator[str]:
    """Measure everything; yield lines of a table as they come, and write the file at the end."""
    databases = _filled(bench, sizes)
    yield f"filled in {bench.load_s:.0f} s"
    yield _line("page", "dossiers", "best ms", "median ms", "p95 ms", "cpu ms", "queries")
    looked = look_at_pages(bench, databases)
    for one in looked:
        yield _line(*asdict(one).values())
    receipt, steps = bench.receipt(), bench.steps()
    over_http = steps_over_http(bench)
    printed = papers(bench)
    figures = [*_of_pages(looked), *_of_growth(looked, sizes), *_of_acts(receipt, steps, over_http)]
    figures += _of_papers(printed, sizes[-1])
    yield from (_told(figure) for figure in figures)
    yield f"written to {_write(figures, looked, [receipt, steps, over_http, printed])}"


def _filled(bench: Bench, sizes: Sequence[int]) -> dict[int, str]:
    """Fill up from size to size, and keep a copy of the database at each."""
    name = str(connection.settings_dict["NAME"])
    databases = {}
    for size in sizes:
        bench.fill_up(size)
        databases[size] = name if size == sizes[-1] else copied(name, size)
    return databases


def _of_pages(looked: Sequence[Looked]) -> Iterator[Figure]:
    for one in looked:
        most = MOST.get(one.page)
        bar, met = (f"≤ {most}", one.median_ms <= most) if most else ("", None)
        yield Figure(one.page, one.median_ms, "ms", one.dossiers, bar, met)


def _of_growth(looked: Sequence[Looked], sizes: Sequence[int]) -> Iterator[Figure]:
    best = {(one.page, one.dossiers): one.best_ms for one in looked}
    for page in dict.fromkeys(one.page for one in looked):
        growth = round(best[page, sizes[-1]] / best[page, sizes[0]], 2)
        bar, met = (f"≤ {GROWTH}", growth <= GROWTH) if page == "worklist" else ("", None)
        yield Figure(f"{page}, growth", growth, f"× {sizes[0]}", sizes[-1], bar, met)


def _of_acts(receipt: Result, steps: Result, over_http: Result) -> Iterator[Figure]:
    size = over_http["dossiers"]
    a_second = over_http["steps_a_second"]
    yield Figure("receipt", receipt["median_ms"], "ms", size)
    yield Figure("step, in the process", steps["median_ms"], "ms", size)
    enough = a_second >= STEPS_A_SECOND
    yield Figure("steps over HTTP", a_second, "a second", size, f"≥ {STEPS_A_SECOND}", enough)
    shown_first = over_http["with_page"]["steps_a_second"]
    yield Figure("steps over HTTP, their page shown first", shown_first, "a second", size)
    together = round(sum(over_http["cpu_ms"].values()), 2)
    yield Figure("processor for a step over HTTP, with the driver's", together, "ms", size)
    yield Figure("memory of web, worker and database", over_http["pss_mib"]["all"], "MiB", size)


def _of_papers(printed: Result, size: int) -> Iterator[Figure]:
    for kind, most in PAPERS.items():
        value = printed[kind]["median_ms"]
        name = f"{kind.upper()} of {printed['pages']} pages"
        yield Figure(name, value, "ms", size, f"≤ {most}", value <= most)


def _told(figure: Figure) -> str:
    verdict = {True: "met", False: "NOT MET", None: ""}[figure.met]
    at = f"({figure.dossiers:,} dossiers)".replace(",", ".")
    return f"{figure.name:42}{figure.value:>10} {figure.unit:10} {figure.bar:8} {verdict:8} {at}"


def _write(figures: Sequence[Figure], looked: Sequence[Looked], raw: Sequence[Result]) -> Path:
    file = Path(settings.HOME) / "bench.json"
    told: dict[str, Any] = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
        "versions": _versions(),
        "figures": [asdict(figure) for figure in figures],
        "pages": [asdict(one) for one in looked],
        "acts": list(raw),
    }
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _machine() -> dict[str, object]:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": models[0] if models else platform.processor(),
        "processors": os.cpu_count(),
        "memory_mib": memory // 1024**2,
        "system": platform.platform(),
    }


def _versions() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    ours = {"Python": platform.python_version(), "PostgreSQL": server}
    return {**ours, **{name: version(name) for name in PACKAGES}}


def _line(*values: object) -> str:
    return "".join(f"{value:>11}" for value in values)
