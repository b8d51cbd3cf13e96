"""Everything measured, as a table for people."""

from collections.abc import Iterator, Sequence

from nep.bench.measuring import Bench

HEAD = ("bench", "dossiers", "median ms", "p95 ms", "cpu ms", "queries")
FIGURES = ("bench", "dossiers", "median_ms", "p95_ms", "cpu_ms", "queries")


def table(bench: Bench, sizes: Sequence[int]) -> Iterator[str]:
    """Measure the worklist at each size, then papers and steps; yield lines as they come."""
    yield _line(HEAD)
    medians = []
    for size in sizes:
        bench.fill_up(size)
        result = bench.worklist()
        medians.append(result["median_ms"])
        yield _line([result[name] for name in FIGURES])
    for result in (bench.receipt(), bench.steps()):
        yield _line([result[name] for name in FIGURES])
    if "steps_a_second" in result:
        yield f"{result['steps_a_second']} steps a second"
    yield f"worklist at {sizes[-1]} dossiers: {medians[-1] / medians[0]:.2f} × that at {sizes[0]}"


def _line(values: Sequence[object]) -> str:
    return "".join(f"{value:>12}" for value in values)
