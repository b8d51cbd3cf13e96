"""The job that loads the rest of the demo, an agency at a time."""

from collections.abc import Iterable

from procrastinate.contrib.django import app

from nep.demo import loading
from nep.demo.queries import TASK, jobs_under_way
from nep.foundation import clock

AFTER_ALL_ELSE = -10  # what people do goes before what is invented


def _silently(_progress: loading.Progress) -> None:
    """Tell nobody: every page shows how far the loading is."""


@app.task(name=TASK, lock="demo", priority=AFTER_ALL_ELSE)
def load_agency(code: str, total: int) -> None:
    """Load one agency; taken up again wherever it was cut off."""
    loading.load_agency(code, tell=_silently)


def load_later(codes: Iterable[str]) -> None:
    """Leave agencies to the worker; the jobs know how many dossiers there will be."""
    total = loading.count_of_all(clock.now())
    left_already = set(jobs_under_way().values_list("args__code", flat=True))
    for code in codes:
        if code not in left_already:
            load_agency.defer(code=code, total=total)
