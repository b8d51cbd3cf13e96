"""Measuring the search in texts: 200 questions of words of real titles, half without marks."""

import gc
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from random import Random
from urllib.parse import urlencode

from django.urls import reverse

from nep.agencies.queries import agency_coded, staff_holding
from nep.agencies.rules import Role
from nep.bench.browser import Browser
from nep.bench.measuring import Result
from nep.bench.pages import WATCHING
from nep.bench.scratch import hasty, scratch_database
from nep.bench.texts import Library
from nep.bench.timing import Timing, queries_of, timed
from nep.demo.loading import THE_DAY, travel_to
from nep.foundation import clock
from nep.lib.vietnamese.text import without_marks

QUESTIONS = 200
WARM_UP = 20
FEWEST, MOST = 2, 5  # words of a question
FOUND = b'<li class="panel" data-row>'


def search(documents: int) -> Result:
    """Measure the page for whoever searches the whole province, and for one agency's official."""
    with scratch_database():
        begun = time.perf_counter()
        travel_to(THE_DAY, real_now=datetime.now(UTC))
        now = clock.now()
        with clock.fixed(now):
            with hasty():
                library = Library.of(now)
                library.write(documents)
            gc.freeze()  # as the web server does once it has loaded everything
            load_s = round(time.perf_counter() - begun, 1)
            asked = _questions(library.titles)
            watching = _browser(Role.PROVINCIAL_OFFICER, WATCHING, now)
            official = _browser(Role.OFFICIAL, "ubnd-huyen-ninh-hai", now)
            province, answered = _measured(watching, asked)
            agency, _some = _measured(official, asked)
            return {
                "bench": "search",
                "documents": documents,
                "questions": len(asked),
                "answered": answered,
                **asdict(province),
                "agency_median_ms": agency.median_ms,
                "agency_p95_ms": agency.p95_ms,
                "queries": queries_of(partial(_look, watching, asked[0])),
                "load_s": load_s,
            }


def _measured(browser: Browser, asked: Sequence[str]) -> tuple[Timing, int]:
    """Ask every question once, after some of them twice; count those that found something."""
    for question in asked[:WARM_UP]:
        _look(browser, question)
    pages: list[bytes] = []
    timing = timed([lambda one=one: pages.append(_look(browser, one)) for one in asked])  # type: ignore[misc]  # bound now
    return timing, sum(FOUND in page for page in pages)


def _look(browser: Browser, question: str) -> bytes:
    return browser.get(f"{reverse('fulltext:search')}?{urlencode({'tim': question})}")


def _questions(titles: Sequence[str]) -> list[str]:
    """Return words of titles in any order: a half without marks, a quarter decomposed."""
    chance = Random("questions of the benchmark")  # noqa: S311 - the same at every run
    asked = []
    for number, title in enumerate(chance.sample(titles, QUESTIONS)):
        words = title.replace("/", " ").split()
        some = chance.sample(words, min(len(words), chance.randint(FEWEST, MOST)))
        question = " ".join(some)
        if number % 2:
            question = without_marks(question)
        elif number % 4:
            question = unicodedata.normalize("NFD", question)
        asked.append(question)
    return asked


def _browser(role: Role, agency: str, now: datetime) -> Browser:
    return Browser(staff_holding(role, agency_coded(agency), at=now)[0].person)
